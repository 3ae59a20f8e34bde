"""办事事项: rows of the units' published lists as items; each at a window, or outside on a ground (KF-2.1)."""

from collections.abc import Iterable
from datetime import datetime
from random import SystemRandom

from django.db.models import Q

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.registers.models import Line
from gongkai.windows.centres import showing
from gongkai.windows.items import guides
from gongkai.windows.models import Item, Partner, Window

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
LIMIT = "windows.guide"
RANK = ("licences", "services", "powers")  # a matter in several lists of a unit is one item, by the first of them


def rows():
    """Rows of lists that are items for a window, whether entered or not."""
    asked = Q(pk=None)
    for kind, sections in shelf.window_demands().lists.items():
        one = Q(register__type=kind)
        if sections:
            section = shelf.register_type(kind).section
            one &= Q(**{f"live__values__{section}__in": list(sections)})
        asked |= one
    return Line.objects.standing().filter(asked, register__live__isnull=False).select_related("register__unit", "live")


def unentered(units: set[int] | None) -> list[Line]:
    """Rows of these units (None: all) that are no item yet; a name that a unit has already is not offered again."""
    some = rows() if units is None else rows().filter(register__unit__in=units)
    known = set(Item.objects.exclude(case__status="ended").values_list("case__unit_id", "case__title"))
    found: list[Line] = []
    for line in sorted(some, key=lambda one: (one.register.unit.order, _rank(one), one.key)):
        named = (line.register.unit_id, line.name)
        if named not in known:
            known.add(named)
            found.append(line)
    return found


def enter_many(lines: list[Line], by: Post, at: datetime) -> list[Item]:
    """Opens the cases, each at the unit whose list it is. All or none."""
    made: list[Item] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Item(case=case, line=line, address="".join(DICE.choices(LETTERS, k=10)))
            for case, line in zip(cases, lines, strict=True)
        )
        Item.objects.bulk_create(made)

    says = [{"says": f"{line.register.kind.title} {line.key}"} for line in lines]
    openings = [
        Opening(line.register.unit, line.name, by, at, detail=said) for line, said in zip(lines, says, strict=True)
    ]
    open_many("service_item", "enter", openings, room)
    return made


def names_a_window(cases, takes) -> dict[int, list[str]]:
    """It comes to an open window of the very unit that answers for it: one subject handles it (KF-4.3)."""
    found = {}
    for take in takes:
        window = (
            None if take.only_asks else Window.objects.filter(pk=take.detail.get("window"), case__status="open").first()
        )
        if not take.only_asks and (window is None or window.case.unit_id != take.case.unit_id):
            found[take.case.pk] = ["请选择本单位正在运行的窗口；还没有窗口的，先设窗口"]
    return found


def admitted(cases, takes, acts) -> None:
    for take in takes:
        Item.objects.filter(pk=take.case.pk).update(window=take.detail["window"], ground="")
    _show(Window.objects.filter(pk__in={take.detail["window"] for take in takes}), acts[0].at)


def names_a_ground(cases, takes) -> dict[int, list[str]]:
    """Outside the centre stays only what has a ground for it (KF-2.1)."""
    return {
        take.case.pk: ["请写明不进窗口的依据，如法律、法规或者上级文件的名称和条款"]
        for take in takes
        if not take.only_asks and not take.detail.get("ground", "").strip()
    }


def left(cases, takes, acts) -> None:
    """It is handled at no window any more; the centre it stood in is shown without it."""
    stood = list(Window.objects.filter(items__in=[take.case.pk for take in takes]))
    for take in takes:
        Item.objects.filter(pk=take.case.pk).update(window=None, ground=take.detail.get("ground", ""))
    _show(stood, acts[0].at)


def set_online(cases, takes, acts) -> None:
    """How far it is online, who is asked at the same time, and by when it is promised."""
    for take, act in zip(takes, acts, strict=True):
        said = take.detail
        fields = {name: said[name] for name in ("stages", "green", "legal", "promise")}
        Item.objects.filter(pk=take.case.pk).update(**fields)
        Partner.objects.filter(item=take.case.pk).delete()
        units = Unit.objects.filter(code__in=said["partners"])
        Partner.objects.bulk_create(Partner(item_id=take.case.pk, unit=unit) for unit in units)
        guides.again(take.case.pk, act.at)
    _show(Window.objects.filter(items__in=[take.case.pk for take in takes]), acts[0].at)


def promises_no_more(cases, takes) -> dict[int, list[str]]:
    """What is promised is no longer than the law gives (KF-1)."""
    found = {}
    for take in takes:
        legal, promise = (take.detail.get(name) for name in ("legal", "promise"))
        if not take.only_asks and legal and promise and promise > legal:
            found[take.case.pk] = [f"承诺时限 {promise} 个工作日比法定时限 {legal} 个工作日还长，请核对"]
    return found


def limits_of(cases) -> dict[int, list]:
    limit = shelf.here().get(LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}


def _show(windows: Iterable[Window], at: datetime) -> None:
    """The centres of these windows, each once."""
    for key in sorted({window.centre_id for window in windows}):
        showing.again(key, at)


def _rank(line: Line) -> int:
    return RANK.index(line.register.type) if line.register.type in RANK else len(RANK)
