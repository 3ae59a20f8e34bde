"""Reconsiderations and lawsuits of a year as the report counts them (table four of 国办公开办函〔2021〕30号).

Counted are those in hand in the year: ended in it, or still open at its end. A suit about a request that was reviewed
before is one after a review. A second instance is no further case: its outcome takes the place of the first one's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.acts.models import Act
from gongkai.foi.models import Dispute
from gongkai.foi.vocabulary import DisputeSort

PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Standing:
    """One dispute: ``row`` and ``column`` are its cell of table four."""

    case: int
    unit: int
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class _Known:
    row: Dispute
    decided: date | None
    outcome: str


Related = dict[tuple[int, str], list[_Known]]


def of_year(units: Iterable[int], year: int, as_of: datetime) -> Iterator[Standing]:
    """The disputes of a year, as the trail told of them before ``as_of``."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = _known(list(units), as_of)
    related: Related = defaultdict(list)
    for one in known:
        if one.row.request_id:
            related[one.row.request_id, one.row.sort].append(one)
    for one in known:
        suits = [suit for suit in _same(related, one, DisputeSort.SUIT) if suit.row.filed <= one.row.filed]
        if one.row.sort == DisputeSort.APPEAL and suits:
            continue
        appeals = [up for up in _same(related, one, DisputeSort.APPEAL) if up.row.filed >= one.row.filed]
        final = appeals[-1] if one.row.sort == DisputeSort.SUIT and appeals else one
        ended = final.decided if final.decided and final.decided <= last else None
        if one.row.filed <= last and not (ended and ended < first):
            row = _row(one, _same(related, one, DisputeSort.REVIEW))
            yield Standing(one.row.pk, one.row.case.unit_id, row, final.outcome if ended else PENDING)


def reviewed_before(units: Iterable[int], year: int) -> int:
    """Reconsiderations accepted in earlier years."""
    rows = Dispute.objects.filter(case__unit__in=list(units), sort=DisputeSort.REVIEW, filed__year__lt=year)
    return rows.exclude(case__status="dropped").count()


def _same(related: Related, one: _Known, sort: DisputeSort) -> list[_Known]:
    """Those of a sort about the same request."""
    return related.get((one.row.request_id, sort), []) if one.row.request_id else []


def _row(one: _Known, reviews: Iterable[_Known]) -> str:
    if one.row.sort == DisputeSort.REVIEW:
        return "review"
    return "after" if any(review.row.filed <= one.row.filed for review in reviews) else "direct"


def _known(units: list[int], as_of: datetime) -> list[_Known]:
    """As entered before ``as_of``, each with the outcome told last; one sent back has none."""
    acts = Act.objects.filter(case__kind="dispute", case__unit__in=units, at__lt=as_of).order_by("case_id", "number")
    told: dict[int, tuple[str, dict]] = {}
    for case, step, detail in acts.values_list("case_id", "step", "detail"):
        if step in ("enter", "decide", "return", "drop"):
            told[case] = (step, detail)
    rows = Dispute.objects.filter(pk__in=[case for case, (step, _) in told.items() if step != "drop"])
    found = []
    for row in rows.select_related("case").order_by("filed", "pk"):
        step, said = told[row.pk]
        ended = step == "decide"
        day = date.fromisoformat(said["decided"]) if ended else None
        found.append(_Known(row, day, said["outcome"] if ended else ""))
    return found
