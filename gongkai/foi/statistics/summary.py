"""A period's requests in figures, each with what it is counted over: volumes, promptness, days, outcomes, reviews."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.foi import facts
from gongkai.foi.models import Dispute
from gongkai.foi.statistics import standing
from gongkai.foi.statistics.standing import Handled
from gongkai.foi.vocabulary import Outcome
from gongkai.law.workdays import Calendar


@dataclass
class Summary:
    """``due`` and ``late``: keys of requests whose last day lies in the period, and of those not answered by it;
    ``days``: working days that each answer given in the period took; ``rows``: outcomes; ``reviews``: reviews and
    lawsuits that ended in the period, and how many of them were decided against the organ.
    """

    received: int = 0
    answered: int = 0
    open: int = 0
    due: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    reviews: int = 0
    corrected: int = 0

    @property
    def in_time(self) -> str:
        return share(len(self.due) - len(self.late), len(self.due))

    @property
    def median(self) -> str:
        return f"{median(self.days):g}" if self.days else "—"

    @property
    def p90(self) -> str:
        """Nine of ten answers took no longer (nearest rank)."""
        return str(sorted(self.days)[ceil(0.9 * len(self.days)) - 1]) if self.days else "—"

    @property
    def corrected_share(self) -> str:
        return share(self.corrected, self.reviews)


def share(part: int, whole: int) -> str:
    """One place of a per cent; a dash where there is nothing to be a part of."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def of(units: Sequence[Unit], span: Span, calendar: Calendar) -> tuple[Summary, dict[int, Summary]]:
    """The figures of all units together, and of each that had any by its key."""
    by_unit: dict[int, Summary] = defaultdict(Summary)
    for one in standing.requests([unit.pk for unit in units], span.as_of):
        _add(by_unit[one.unit], one, span, calendar)
    for unit, cases in _falling_due(units, span).items():
        by_unit[unit].due = cases
    for unit, cases in facts.late_replies(list(units), span).records.items():
        by_unit[unit].late = sorted(set(cases))
    for unit, outcome in _ended(units, span):
        by_unit[unit].reviews += 1
        by_unit[unit].corrected += outcome == Outcome.CORRECTED
    found = {unit: one for unit, one in by_unit.items() if one != Summary()}
    return _together(found.values()), found


def _add(summary: Summary, one: Handled, span: Span, calendar: Calendar) -> None:
    summary.received += span.first <= one.received <= span.last
    summary.open += one.open_on(span.last)
    if one.closed and span.first <= one.closed <= span.last:
        summary.rows[one.row] += 1
        if one.answered:
            summary.answered += 1
            summary.days.append(calendar.between(one.received, one.closed).workdays)


def _falling_due(units: Sequence[Unit], span: Span) -> dict[int, list[int]]:
    dues = Due.objects.filter(limit__in=facts.ANSWERED_BY, case__unit__in=units, started__lt=span.as_of)
    dues = dues.filter(due__gte=span.begins, due__lt=span.ends)
    found: dict[int, list[int]] = defaultdict(list)
    for unit, case in dues.order_by("case_id").values_list("case__unit_id", "case_id").distinct():
        found[unit].append(case)
    return found


def _ended(units: Sequence[Unit], span: Span):
    """(unit, outcome) of every review and lawsuit that ended in the period."""
    rows = Dispute.objects.filter(case__unit__in=units, decided__range=(span.first, span.last))
    rows = rows.exclude(case__status="dropped")
    return rows.values_list("case__unit_id", "outcome")


def _together(several) -> Summary:
    found = Summary()
    for one in several:
        for name in ("received", "answered", "open", "due", "late", "days", "rows", "reviews", "corrected"):
            setattr(found, name, getattr(found, name) + getattr(one, name))
    return found
