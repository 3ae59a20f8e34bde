"""审批目录: read off the units' published lists and their revisions; nothing is entered twice (KF-4.3).

清权 is a published list of powers, 确权 its review; what was cut, cancelled or taken over stands in its revisions. An
item has one approving subject: held by several units or by none it is told here.
"""

from collections import defaultdict
from dataclasses import dataclass

from gongkai.registers.models import Change, Line, Register
from gongkai.registers.vocabulary import Kind
from gongkai.windows.items import entering
from gongkai.windows.models import Item

APPROVALS = ("powers", "licences")
LICENCE = "行政许可"
COUNTED = (Kind.ADDED, Kind.CHANGED, Kind.TAKEN_OVER, Kind.DELEGATED, Kind.CANCELLED)
PRECONDITIONS = ("conditions", "materials")
POINTS = "、；;\n"


@dataclass(frozen=True)
class Fault:
    """``says`` in words; ``units`` those who hold the item."""

    name: str
    says: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A unit's lists of approvals: rows now, revisions in all, and what was done of late by kind of change."""

    unit: str
    register: Register
    rows: int
    revisions: int
    changes: dict[str, int]

    @property
    def counted(self) -> list[tuple[str, int]]:
        """(kind of change, how many)."""
        return [(str(one.label), self.changes.get(one.value, 0)) for one in COUNTED]


@dataclass(frozen=True)
class Trimmed:
    """An item whose preconditions a revision made fewer or more, by the points they are written in."""

    name: str
    unit: str
    before: int
    after: int


def faults(units: set[int] | None) -> list[Fault]:
    """Items with several subjects or none, as far as they touch these units (None: all)."""
    holders: dict[str, dict[int, str]] = defaultdict(dict)
    for line in _approvals():
        holders[line.name][line.register.unit_id] = line.register.unit.name
    found = [
        Fault(name, "多头审批：几个单位的清单里都有，请确定一个审批主体", tuple(held.values()))
        for name, held in sorted(holders.items())
        if len(held) > 1 and (units is None or units & set(held))
    ]
    return found + _orphans(units, holders) + _nowhere(units)


def kept(units: set[int] | None, year: int) -> list[Kept]:
    """Lists that are out, with what their revisions since the beginning of a year did; the first made them."""
    registers = Register.objects.filter(type__in=APPROVALS, live__isnull=False).select_related("unit", "case")
    registers = registers if units is None else registers.filter(unit__in=units)
    done: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    changes = Change.objects.filter(revision__register__in=registers, revision__published__year__gte=year)
    changes = changes.exclude(revision__number=1)
    for key, kind in changes.values_list("revision__register_id", "kind"):
        done[key][kind] += 1
    return [
        Kept(
            one.unit.name, one, one.lines.standing().count(), one.revisions.exclude(published=None).count(),
            dict(done.get(one.pk, {})),
        )
        for one in registers.order_by("unit__order", "type")
    ]  # fmt: skip


def trimmed(units: set[int] | None) -> list[Trimmed]:
    """Items whose conditions or papers became fewer or more between their first and their present wording."""
    found = []
    for line in _approvals("licences"):
        if units is not None and line.register.unit_id not in units:
            continue
        first = line.changes.exclude(revision__published=None).order_by("revision__number").first()
        assert line.live is not None
        before, after = _preconditions(first or line.live), _preconditions(line.live)
        if before != after:
            found.append(Trimmed(line.name, line.register.unit.name, before, after))
    return found


def _approvals(*kinds: str) -> list[Line]:
    """Approvals that stand: rows of the lists of licences, and licences among the powers."""
    rows = Line.objects.standing().filter(register__type__in=kinds or APPROVALS, register__live__isnull=False)
    rows = rows.select_related("register__unit", "live").order_by("name", "register__unit__order")
    return [one for one in rows if one.register.type == "licences" or one.live.values.get("category") == LICENCE]


def _orphans(units: set[int] | None, holders: dict) -> list[Fault]:
    """Handed down or taken from a unit, and in nobody's list since."""
    rows = Line.objects.filter(register__type__in=APPROVALS, gone=None, live__kind=Kind.DELEGATED)
    rows = rows.select_related("register__unit")
    return [
        Fault(one.name, "没有审批主体：已经下放，还没有单位承接，请由承接单位列入清单", (one.register.unit.name,))
        for one in rows.order_by("name")
        if one.name not in holders and (units is None or one.register.unit_id in units)
    ]


def _nowhere(units: set[int] | None) -> list[Fault]:
    """Approvals that stand in a list and are handled at no window, without a ground."""
    rows = entering.unentered(units)
    some = [one for one in rows if one.register.type in APPROVALS]
    found = [Fault(one.name, "还没有列为办事事项，请列入并进驻窗口", (one.register.unit.name,)) for one in some]
    items = Item.objects.filter(case__status="outside").select_related("case__unit").order_by("case__title")
    items = items if units is None else items.filter(case__unit__in=units)
    return found + [Fault(one.case.title, "没有进窗口，也没有写明依据", (one.case.unit.name,)) for one in items]


def _preconditions(change: Change) -> int:
    return sum(len(_points(str(change.values.get(name, "")))) for name in PRECONDITIONS)


def _points(text: str) -> list[str]:
    for mark in POINTS[1:]:
        text = text.replace(mark, POINTS[0])
    return [one for one in text.split(POINTS[0]) if one.strip()]
