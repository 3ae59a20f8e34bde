"""How many reports came in a year, and how long answers took: told to everybody (A27 of what readers may expect)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Q

from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Due
from gongkai.corrections.models import Outcome, Report

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    """Of the last 365 days. ``hours``: mean time to an answer; None before the first."""

    received: int
    answered: int
    mended: int
    late: int
    hours: float | None

    @property
    def took(self) -> str:
        """The mean in words."""
        if self.hours is None:
            return "—"
        return f"{self.hours:.0f}小时" if self.hours < 48 else f"{self.hours / 24:.1f}天"


def reports(units, span: Span) -> tuple[Counted, Counted]:
    """Reports whose answer was due in the period, and of these the ones answered in time (TZ-4.4)."""
    dues = Due.objects.filter(case__kind="correction", case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    rows = dues.order_by("case_id").values_list("case__unit_id", "case_id")
    return listed(units, rows), listed(units, rows.filter(done__lte=F("due"), done__lt=span.as_of))


def waiting(units, span: Span) -> tuple[Counted, Counted, datetime | None]:
    """Reports of a year and older open ones; of these the ones without an answer; since when the oldest waits."""
    came = Report.objects.filter(at__lt=span.ends, case__unit__in=units).order_by("case_id")
    recent = came.filter(Q(at__gte=span.ends - YEAR) | Q(answered=None))
    open_ones = came.filter(Q(answered=None) | Q(answered__gte=span.ends))
    named = ("case__unit_id", "case_id")
    since = open_ones.order_by("at").values_list("at", flat=True).first()
    return listed(units, recent.values_list(*named)), listed(units, open_ones.values_list(*named)), since


def of_year(at: datetime) -> Figures:
    found = Report.objects.filter(at__gt=at - YEAR)
    told = found.aggregate(
        received=Count("pk"),
        took=Avg(F("answered") - F("at"), filter=Q(answered__isnull=False)),
        mended=Count("pk", filter=Q(outcome=Outcome.MENDED)),
        answered=Count("pk", filter=Q(answered__isnull=False)),
    )
    late = Due.objects.filter(case__in=found.values("case")).filter(Q(done__gt=F("due")) | Q(done=None, due__lt=at))
    took = told.pop("took")
    return Figures(**told, late=late.count(), hours=took.total_seconds() / 3600 if took else None)
