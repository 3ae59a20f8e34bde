"""Marks: who may give which, what is a valid one, and the keeping of every change (BW-4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import QuerySet

from gongkai.accounts.models import Post, Role
from gongkai.acts.models import Case
from gongkai.acts.refusals import NotYourRole, Unready, WrongState
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import appointed, lists, proofs, recusing, reopening, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Assessor, Campaign, Entrant, Mark, Scoring
from gongkai.look.words import titled

MARKERS = frozenset({Role.ASSESSOR, Role.THIRD_PARTY, Role.OFFICE})
GIVERS = MARKERS | {Role.PROPOSER}
YES, NO = "是", "否"


class BadMarks(Unready):
    """Marks that were not kept. ``where`` says of each reason whose mark it is and in which field: (unit, field);
    ``overtaken`` are units that somebody else marked meanwhile."""

    def __init__(self, faults: list[tuple[str, int, str]], overtaken: Iterable[int] = ()):
        self.where = [(unit, part) for _, unit, part in faults]
        self.overtaken = frozenset(overtaken)
        super().__init__([reason for reason, _, _ in faults])


class NeedsReason(ValueError):
    """A loss that does not say why."""


@dataclass(frozen=True)
class Given:
    """What an assessor wrote for one unit; empty ``value`` takes a mark back.

    ``was``: key of the mark that stood on the page it was written on, 0 for none; None where nobody looked at a page.
    """

    unit: int
    value: str
    reason: str = ""
    was: int | None = None


def mine(campaign: Campaign, post: Post) -> list[Item]:
    """Items this post speaks for, in the order of the table; a unit's own people those it rates itself by."""
    if post.role not in GIVERS:
        return []
    own = post.role == Role.PROPOSER
    assigned = Assessor.objects.filter(campaign=campaign, unit__in=post.unit_keys() or [post.unit_id], own=own)
    sources = (
        set(assigned.values_list("source", flat=True)) if own else appointed.sources(campaign, assigned, post.person_id)
    )
    if post.role == Role.OFFICE:
        sources.add("")
    found = [item for item in asked(campaign) if item.source in sources]
    return [item for item in found if item.kind != proofs.KIND] if own else found


def asked(campaign: Campaign) -> list[Item]:
    """Items that are asked of some unit of the campaign: a table for townships asks nothing of bureaus."""
    found = list(rules.items(campaign))
    if all(item.classes is None for item in found):
        return found
    classes = set(campaign.entrants.values_list("klass", flat=True))
    return [item for item in found if any(item.asks(klass) for klass in classes)]


def asked_of(campaign: Campaign) -> Counter[str]:
    """Of how many units each item is asked."""
    classes = Counter(campaign.entrants.values_list("klass", flat=True))
    rows = rules.items(campaign)
    return Counter({item.name: sum(many for klass, many in classes.items() if item.asks(klass)) for item in rows})


def rates_itself(campaign: Campaign, post: Post) -> bool:
    """Whether the post speaks for a unit that is assessed and fills in its own row alone (BW-13)."""
    return post.role == Role.PROPOSER and bool(mine(campaign, post))


def units_of(campaign: Campaign, post: Post, item: Item | None = None) -> QuerySet[Entrant]:
    """Whose rows the post marks, of an item of those it is asked of: everybody's, or where a unit rates itself its
    own."""
    rows = campaign.entrants.select_related("unit")
    if item is not None and item.classes is not None:
        rows = rows.filter(klass__in=item.classes)
    return rows.filter(unit__in=post.unit_keys()) if post.role == Role.PROPOSER else rows


def progress(campaign: Campaign) -> Counter:
    """How many units have a mark, by item name."""
    return Counter(_current(campaign).values_list("name", flat=True))


def marked(campaign: Campaign) -> set[tuple[str, int]]:
    """(item name, unit key) of every standing mark."""
    return set(_current(campaign).values_list("name", "unit"))


def marks_of(campaign: Campaign, item: Item) -> dict[int, Mark]:
    """The standing marks of an item by unit key."""
    return {mark.unit_id: mark for mark in _current(campaign).filter(name=item.name).select_related("by__person")}


def give(campaign: Campaign, item: Item, given: Iterable[Given], post: Post, at: datetime) -> int:
    """Writes marks; what did not change is left alone. Returns how many changed. All or none.

    Raises ``NotYourRole`` for another's item, ``WrongState`` when marking is over, ``Unready`` before a declaration and
    with a sentence a unit for numbers out of range, losses without a reason and what somebody else marked meanwhile.
    """
    if item not in mine(campaign, post):
        raise NotYourRole(f"“{item.title}”不由{post.unit.name}评分")
    with transaction.atomic():
        # Whoever composes holds this row: of two the second waits here and sees what the first one left.
        case = Case.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        rows = open_rows(campaign, case.status, item, post)
        if rows is None:
            raise WrongState(f"{titled(case.title)}现在是“{case.status_label}”，不能评分")
        recusing.ask(campaign, post)
        given = list(given)
        _ask_proof(campaign, item, given)
        shown = Mark.objects.filter(campaign=campaign, name=item.name, pk__in=[one.was for one in given if one.was])
        fresh = _changed(rows, item, given, marks_of(campaign, item), shown.in_bulk())
        if fresh:
            _write(campaign, item, fresh, post, at)
            _hand_in_anew(campaign, item.source, post, at)
    return len(fresh)


def open_rows(campaign: Campaign, status: str, item: Item, post: Post) -> QuerySet[Entrant] | None:
    """Whose marks may be written: everybody's the post marks while marking is open, then those reopened upon an appeal.
    None where there are none."""
    rows = units_of(campaign, post, item).exclude(unit__in=recusing.shut(campaign, item.name, post))
    if status == "marking":
        return rows
    units = reopening.reopened(campaign, item) if status == "heard" and post.role in MARKERS else set()
    return rows.filter(unit__in=units) if units else None


def _changed(
    rows: Iterable[Entrant], item: Item, given: Iterable[Given], standing: dict[int, Mark], shown: dict[int, Mark]
) -> list[tuple[int, str, str]]:
    """(unit, value, reason) of what differs from the marks as they stand; ``BadMarks`` for what is no valid mark."""
    entrants = {one.unit_id: one for one in rows}
    fresh, faults, overtaken = [], [], []
    for one in given:
        if one.unit not in entrants:
            raise WrongState("这个单位不在本次考核之列，或者不由您评分（声明了回避的由同单位的其他人评）")
        old = standing.get(one.unit)
        try:
            value = read(item, one, entrants[one.unit].klass)
        except ValueError as fault:
            part = "reason" if isinstance(fault, NeedsReason) else "value"
            faults.append((f"{entrants[one.unit].unit.name}：{fault}", one.unit, part))
            continue
        said = (value, one.reason.strip() if value else "")
        if said == _says(old) or (is_older(one.was, old) and said == _says(shown.get(one.was or 0))):
            continue  # it stands already, or this row was left as it was while somebody else marked it
        if is_older(one.was, old):
            faults.append((f"{entrants[one.unit].unit.name}：{_meanwhile(old)}", one.unit, "value"))
            overtaken.append(one.unit)
            continue
        fresh.append((one.unit, *said))
    if faults:
        raise BadMarks(faults, overtaken)
    return fresh


def is_older(was: int | None, old: Mark | None) -> bool:
    """Whether what stood on a page (``Given.was``) is not what stands now."""
    return was is not None and was != (old.pk if old else 0)


def _says(mark: Mark | None) -> tuple[str, str]:
    return (mark.value, mark.reason) if mark else ("", "")


def _meanwhile(old: Mark | None) -> str:
    """Neither of two who mark the same row is lost: the second sees the first and decides."""
    told = f"{old.by.person.name}评了“{old.value}”" + f"（{old.reason}）" * bool(old.reason) if old else "评分撤回了"
    return f"您打开这一页以后，{told}。您填的还没有保存；以您填的为准的，再保存一次"


def _ask_proof(campaign: Campaign, item: Item, given: Iterable[Given]) -> None:
    if item.kind != proofs.KIND:
        return
    bare = proofs.without(campaign, item.leaf)
    names = dict(Entrant.objects.filter(campaign=campaign, unit__in=bare).values_list("unit_id", "unit__name"))
    says = "没有佐证材料，不能认可；到现场或者网上看到的，请先留存再认可"
    if faults := [
        (f"{names[one.unit]}：{says}", one.unit, "value")
        for one in given
        if one.unit in names and one.value == proofs.ACCEPTED
    ]:
        raise BadMarks(faults)


def _current(campaign: Campaign):
    return Mark.objects.filter(campaign=campaign, current=True)


def read(item: Item, one: Given, klass: str) -> str:
    """The value as the rulebook reads it; ``ValueError`` says what is wrong."""
    text = one.value.strip()
    if not text:
        return ""
    if item.kind == "list":
        return lists.read(item, text, klass)
    if item.kind == "flag":
        if text not in (YES, NO):
            raise ValueError("请选是或否")
        return text
    if item.states:
        if text not in dict(item.states):
            raise ValueError(f"没有“{text}”这一状态")
        if item.kind == proofs.KIND and text == proofs.REFUSED and not one.reason.strip():
            raise NeedsReason("不认可要写明理由，被考核单位看得到")
        return text
    return _number(item, text, one.reason.strip(), klass)


def _number(item: Item, text: str, reason: str, klass: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}”不是数字") from None
    if not value.is_finite() or value < 0 or (item.kind == "count" and value != value.to_integral_value()):
        raise ValueError("请填不小于零的整数" if item.kind == "count" else "请填不小于零的数")
    if item.kind == "mark":
        _check_mark(item, value, reason, klass)
    return str(value.normalize() + 0) if value == value.to_integral_value() else str(value.normalize())


def _check_mark(item: Item, value: Decimal, reason: str, klass: str) -> None:
    least, most = item.bounds(klass)
    if not least <= value <= most:
        raise ValueError(f"应在{float(least):g}到{float(most):g}之间，填的是{value}")
    if value != value.quantize(Decimal("0.01")):
        raise ValueError("最多两位小数")
    loss = value > 0 if item.loses else value < most
    if loss and not reason:
        raise NeedsReason("扣了分要写明理由")


def _hand_in_anew(campaign: Campaign, source: str, post: Post, at: datetime) -> None:
    """What was handed in and then changed waits again on the desk of whoever hands it in."""
    handed = Scoring.objects.filter(campaign=campaign, source=source, case__status="handed_in").select_related("case")
    take_many("scoring", "alter", [Take(one.case, post, at, follows=True) for one in handed])


def _write(campaign: Campaign, item: Item, fresh: list, post: Post, at: datetime) -> None:
    units = [unit for unit, _, _ in fresh]
    _current(campaign).filter(name=item.name, unit__in=units).update(current=False)
    Mark.objects.bulk_create(
        Mark(
            campaign=campaign, unit_id=unit, name=item.name, source=item.source, value=value, reason=reason,
            by=post, at=at,
        )
        for unit, value, reason in fresh
        if value
    )  # fmt: skip
