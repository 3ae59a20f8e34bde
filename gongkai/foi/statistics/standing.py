"""How each request stood at a moment: when it was received, when and how it was done with (国办公开办函〔2021〕30号).

Read off acts alone, so that a later moment of counting finds the same for an earlier one. A request that was split is
its parts; one answered anew after a reconsideration is the one request it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.foi.models import Decision

RECEIPTS = ("file", "receive", "confirm", "split_off")
ANSWER, SPLIT = "deliver", "split"
OTHERWISE = ("withdraw", "enter_withdrawal", "merge")  # done with without an answer: 其他处理, 3.其他
OTHER = "r3_6_3"
# The columns of table three, by class of applicant.
COLUMNS = {"person": "c1", "business": "c2", "research": "c3", "charity": "c4", "law": "c5", "other": "c6"}


@dataclass(frozen=True, slots=True)
class Handled:
    """One request. ``row`` is its row of the yearly report once it is done with; ``answered``: by an answer."""

    case: int
    unit: int
    applicant: str
    received: date
    closed: date | None = None
    row: str = ""
    answered: bool = False

    def open_on(self, day: date) -> bool:
        """Whether it was in hand at the end of a day."""
        return self.received <= day and (self.closed is None or self.closed > day)


def requests(units: Iterable[int], as_of: datetime) -> list[Handled]:
    """Every request received by these units (keys) that the trail knew before ``as_of``."""
    acts = Act.objects.filter(case__kind="request", case__unit__in=list(units), at__lt=as_of)
    named = ("case_id", "case__unit_id", "case__request__applicant", "effective")
    rows = acts.filter(step__in=RECEIPTS).order_by("case_id", "number").values_list(*named)
    came = {case: (unit, applicant, _day(effective)) for case, unit, applicant, effective in rows}
    ended, gone = _ended(acts)
    return [
        Handled(case, unit, applicant, received, *ended.get(case, (None, "", False)))
        for case, (unit, applicant, received) in came.items()
        if case not in gone
    ]


def _ended(acts) -> tuple[dict[int, tuple[date, str, bool]], set[int]]:
    """(case → the day it was done with, its row, whether by an answer), and the cases that were split."""
    steps = (ANSWER, SPLIT, *OTHERWISE)
    rows = list(acts.filter(step__in=steps).order_by("case_id", "number").values_list(*_NAMED))
    unsaid = [case for case, step, _, detail in rows if step == ANSWER and "row" not in detail]
    decided = dict(Decision.objects.filter(pk__in=unsaid).values_list("pk", "row")) if unsaid else {}
    found: dict[int, tuple[date, str, bool]] = {}
    for case, step, effective, detail in rows:
        day, row = _day(effective), (detail.get("row") or decided.get(case, OTHER)) if step == ANSWER else OTHER
        first = found.get(case)
        if first is None or first[0].year == day.year:  # an answer anew in a later year is not counted once more
            found[case] = (first[0] if first else day, row, step == ANSWER)
    return found, {case for case, step, _, _ in rows if step == SPLIT}


_NAMED = ("case_id", "step", "effective", "detail")


def of_year(found: Iterable[Handled], year: int) -> Iterator[tuple[str, Handled]]:
    """(row of table three, request): received, carried over, done with and left; a request stands in two of them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for one in found:
        if one.received > last or (one.closed and one.closed < first):
            continue
        yield "r1" if one.received >= first else "r2", one
        yield "r4" if one.open_on(last) else one.row, one


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
