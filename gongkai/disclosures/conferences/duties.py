"""定期举行发布会 (BW-7.5): units near to the economy and people's lives owe press conferences, round by round.

How long a round is stands in the limits: those of the place, else those of the paper that laid the duty down.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Span
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, open_many
from gongkai.disclosures.models import Conference, ConferenceDuty
from gongkai.law import counting, deadlines
from gongkai.law.deadlines import Clock, Event
from gongkai.law.limits import Limit
from gongkai.law.limits import Span as Length
from gongkai.law.reading import Refused

PRESS, PRINCIPAL = "interpretation.press", "interpretation.principal"
PROFILE, DAY = "bw", timedelta(days=1)
ORDER = "一二三四"
LACKS = {PRESS: "没有举行新闻发布会", PRINCIPAL: "主要负责人没有出席过发布会"}


@dataclass(frozen=True)
class Turn:
    """One round that a unit (key) owes: its days, the conferences (keys) that fulfil it, whether it is over."""

    unit: int
    name: str
    limit: Limit
    first: date
    last: date
    held: tuple[int, ...]
    over: bool

    @property
    def missed(self) -> bool:
        return self.over and not self.held

    @property
    def says(self) -> str:
        """2025年第三季度没有举行新闻发布会"""
        return f"{self.name}{LACKS[self.limit.name]}"

    def clock(self, at: datetime) -> Clock:
        """How long there is still time."""
        start = Event(self.limit.after[0], self.first - DAY)
        return deadlines.clock(self.limit, [start], at, shelf.calendar())


@dataclass
class Owing:
    """A unit to be listed: from when, on what ground."""

    unit: Unit
    since: date
    ground: str


def oblige(owings: list[Owing], by: Post, at: datetime) -> list[ConferenceDuty]:
    """Lists units (step 列入). All or none."""
    found: list[ConferenceDuty] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, owings, strict=True):
            found.append(ConferenceDuty(case=case, since=one.since, ground=one.ground))
        ConferenceDuty.objects.bulk_create(found)

    openings = [
        Opening(one.unit, f"{one.unit.name}定期举行新闻发布会", by, at, detail=_told(one)) for one in owings
    ]  # fmt: skip
    open_many("conference_duty", "oblige", openings, room)
    return found


def discharged(cases, takes, acts) -> None:
    """The last day of the duty (``then`` of 不再列入)."""
    for take in takes:
        ConferenceDuty.objects.filter(pk=take.case.pk).update(until=take.detail["until"])


def names_a_last_day(cases, takes) -> dict[int, list[str]]:
    """A duty ends on or after the day it began."""
    known = dict(ConferenceDuty.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "since"))
    asked = [take for take in takes if not take.only_asks]
    early = [take for take in asked if take.detail["until"] < known[take.case.pk].isoformat()]
    return {take.case.pk: [f"截止日期早于列入的日期 {known[take.case.pk]}，请核对"] for take in early}


def limit(name: str) -> Limit:
    """The limit that stands here, else that of the paper which laid the duty down. Raises ``Refused`` for a rhythm
    that is none of the calendar's."""
    here = shelf.here()
    found = here[name] if name in here else shelf.limits(PROFILE)[name]
    if found.every is None or not found.every.whole:
        raise Refused(f"“{found.title}”要写成 each month、each quarter、each half 或 each year")
    return found


def agreed(units, as_of: datetime):
    """Conferences that were held and agreed to, as the trail knew it."""
    acts = Act.objects.filter(case__kind="conference", step="accept", at__lt=as_of).values("case")
    return Conference.objects.filter(case__unit__in=units, held__isnull=False, case__in=acts)


def turns(units, name: str, span: Span) -> list[Turn]:
    """Rounds whose last day lies in the period, of each unit that owed them from their first day to the last."""
    wanted, day = limit(name), span.as_of.astimezone(BEIJING).date()
    rounds = periods(wanted, span.first, span.last)
    held: dict[int, list[tuple[date, int]]] = defaultdict(list)
    some = agreed(units, span.as_of)
    for one in some.filter(principal=True) if name == PRINCIPAL else some:
        held[one.case.unit_id].append((one.held, one.pk))
    found: dict[tuple[int, date], Turn] = {}  # a unit that was listed twice owes a round once
    for unit, since, until in standing(units, span.as_of):
        for first, last in rounds:
            if since <= first and (until is None or until >= last):
                keys = tuple(key for on, key in held[unit] if first <= on <= last)
                found[unit, first] = Turn(unit, named(wanted, first), wanted, first, last, keys, last < day)
    return list(found.values())


def standing(units, as_of: datetime) -> list[tuple[int, date, date | None]]:
    """(unit key, from, until) of every duty the trail knew then, in the order of the units."""
    acts = Act.objects.filter(case__kind="conference_duty", case__unit__in=units, at__lt=as_of)
    ended = set(acts.filter(step="discharge").values_list("case_id", flat=True))
    rows = ConferenceDuty.objects.filter(pk__in=acts.values("case")).select_related("case")
    ordered = rows.order_by("case__unit__order", "case__unit", "since")
    return [(one.case.unit_id, one.since, one.until if one.pk in ended else None) for one in ordered]


def periods(wanted: Limit, first: date, last: date) -> list[tuple[date, date]]:
    """(first day, last day) of the rounds that end between two days."""
    assert wanted.every is not None
    length, day = Length(0, wanted.every.unit, whole=True), date(first.year, 1, 1)
    found = []
    while day <= last:
        end = counting.day_of(counting.reach(length, day, shelf.calendar()).due)
        if first <= end <= last:
            found.append((day, end))
        day = end + DAY
    return found


def named(wanted: Limit, first: date) -> str:
    """2025年第三季度, 2025年下半年, 2025年7月, 2025年."""
    assert wanted.every is not None
    return f"{first.year}年" + {
        "quarter": f"第{ORDER[(first.month - 1) // 3]}季度", "half": "上半年" if first.month < 7 else "下半年",
        "month": f"{first.month}月",
    }.get(wanted.every.unit, "")  # fmt: skip


def _told(one: Owing) -> dict:
    since = one.since.isoformat()
    return {"since": since, "ground": one.ground, "says": f"自 {since} 起：{one.ground}"}
