"""What yearly reports tell of a unit: whether one went out in the period, and in time (条例-49, DY-F2.2, BW-6.1.2)."""

from datetime import date, datetime, time, timedelta

from django.db.models import Min

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span
from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.disclosures import facts as disclosures
from gongkai.reports import gates, showing
from gongkai.reports.figures import OBLIGED

LACKS = "{}年的年度报告应当在 {} 以前公布，没有按时公布"


def annual_report(units, span: Span) -> Counted:
    """Whether a report went out in the period, as a report or as a document of the column (DY-F2.2)."""
    counted = disclosures.annual_report(units, span)
    for unit, case, _ in _first_out(units, span).filter(at__gte=span.begins, at__lt=span.ends).values_list(*_NAMED):
        counted.values[unit] = True
        counted.records[unit].append(case)
    return counted


def late(units, span: Span) -> Counted:
    """Reports whose last day lies in the period and that were not out by then (条例-49)."""
    counted = Counted({unit.pk: 0 for unit in units})
    governments = [unit for unit in units if unit.kind == Unit.Kind.GOVERNMENT]
    for whole, some in ((True, governments), (False, [unit for unit in units if unit.kind in OBLIGED])):
        for year in range(span.first.year - 1, span.last.year):
            due = gates.shelf_day(whole, year)
            if some and span.first <= due <= span.last:
                _hold(counted, some, year, due, span)
    return counted


def last_published(units, span: Span) -> dict[tuple[int, int], datetime]:
    """(unit key, topic key of the column) → when a report of the unit last went out or was corrected."""
    topic = Topic.objects.filter(code=showing.column()).values_list("pk", flat=True).first()
    acts = Act.objects.filter(case__kind="annual_report", case__unit__in=units, step__in=showing.OUT, at__lt=span.ends)
    found = acts.order_by("at").values_list("case__unit_id", "at")
    return {(unit, topic): at for unit, at in found} if topic is not None else {}


def _hold(counted: Counted, units: list[Unit], year: int, due: date, span: Span) -> None:
    """One more for each of which nothing about the year was out by its last day, once that day is over."""
    over = datetime.combine(due + timedelta(days=1), time(), BEIJING)
    if span.as_of < over:
        return
    own = Act.objects.filter(case__annual_report__year=year, step__in=showing.OUT, at__lt=over)
    out = set(own.filter(case__unit__in=units).values_list("case__unit_id", flat=True))
    papers = disclosures.annual_report(units, Span(date(year + 1, 1, 1), due, over)).values
    for unit in units:
        if unit.pk not in out and not papers[unit.pk]:
            counted.values[unit.pk] += 1
            counted.says[unit.pk].append(LACKS.format(year, due))


def _first_out(units, span: Span):
    acts = Act.objects.filter(case__kind="annual_report", case__unit__in=units, step__in=showing.OUT, at__lt=span.as_of)
    firsts = acts.values("case").annotate(first=Min("pk")).values("first")
    return Act.objects.filter(pk__in=firsts)


_NAMED = ("case__unit_id", "case_id", "at")
FACTS = {"disclosures.annual_report": annual_report, "reports.annual_late": late}
