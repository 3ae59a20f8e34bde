"""The figures of a report as they stand at a moment: the last count, and over it what was put in by hand."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.law.annual.figures import Figure, Figures, aggregated, read, restored, summed
from gongkai.law.annual.form import Form
from gongkai.reports import counting
from gongkai.reports.counting import Counted
from gongkai.reports.models import Change, Count, Report

OBLIGED = (Unit.Kind.DEPARTMENT, Unit.Kind.TOWNSHIP, Unit.Kind.PARK)  # organs that report each for itself (条例-49)
TOLD = ("submitted", "approved", "published", "kept")  # a report that has left its writer's hands


def form_of(report: Report) -> Form:
    """The form it was written in."""
    return next((form for form in shelf.report_forms() if form.id == report.form), None) or counting.form_of(
        report.year
    )


def last_count(report: Report, at: datetime | None = None) -> Count | None:
    rows = report.counts.filter(at__lte=at) if at else report.counts
    return rows.last()


def of(report: Report, at: datetime | None = None) -> dict[str, Figure]:
    """Every cell, totals made anew; ``at``: as it stood then."""
    count = last_count(report, at)
    found = restored(count.figures) if count else {}
    form = form_of(report)
    for key, change in changes(report, at).items():
        place = form.place(key)
        if place is not None and change.value is not None:
            found[key] = read(place, change.value)
    return summed(form, found)


def changes(report: Report, at: datetime | None = None) -> dict[str, Change]:
    """The change that holds of each place; one taken back is none."""
    rows = report.changes.select_related("by__person")
    last = {row.place: row for row in (rows.filter(at__lte=at) if at else rows)}
    return {place: row for place, row in last.items() if row.value is not None or form_less(place)}


def form_less(place: str) -> bool:
    """Whether it is a check that was explained, and no cell."""
    return "." not in place


def units_of(report: Report) -> list[Unit]:
    """Of a report on all: the organs that report each for itself; those that stood at the end of its year.

    One installation is one county: all of them, whether or not they stand under the government in the tree.
    """
    if not report.whole:
        return []
    day = date(report.year, 12, 31)
    found = Unit.objects.standing_on(day).filter(kind__in=OBLIGED).order_by("order", "pk").select_related("parent")
    keys = {unit.pk for unit in found}
    return [unit for unit in found if not _is_part(unit, keys)]


def _is_part(unit: Unit, organs: set[int]) -> bool:
    """Whether it stands under another of these organs."""
    at = unit.parent
    while at is not None and at.pk not in organs:
        at = at.parent
    return at is not None


def beneath(report: Report, units: Iterable[Unit], at: datetime | None = None) -> dict[int, Report]:
    """The units' own reports on the year that have left their writers' hands, by unit."""
    rows = Report.objects.filter(year=report.year, whole=False, unit__in=[unit.pk for unit in units])
    return {row.unit_id: row for row in rows.filter(case__status__in=TOLD).select_related("case")}


def own_units(report: Report) -> set[int]:
    """Keys of the units whose cases a report counts itself: its own with its sections; of a report on all, whoever
    belongs to none of the organs that report for themselves."""
    return told_of(report).difference(*_families(units_of(report)).values())


def told_of(report: Report) -> set[int]:
    """Keys of all units of whose cases a report tells."""
    return set(Unit.objects.values_list("pk", flat=True)) if report.whole else report.unit.family()


def counted(report: Report, as_of: datetime) -> tuple[dict[str, Figure], Counted]:
    """What is counted now: the own cases, and in a report on all the units' reports or, where there is none, cases."""
    form = form_of(report)
    own = counting.count(own_units(report), report.year, as_of, form)
    parts = [part for _, part, _ in by_unit(report, as_of)]
    if not report.whole:
        return own.figures, own
    # The government's own licences and penalties are its organs': it has none of its own to tell.
    mine: Figures = {key: 0 if value is None else value for key, value in own.figures.items()}
    return summed(form, aggregated(form, [mine, *parts])), own


def by_unit(report: Report, as_of: datetime) -> list[tuple[Unit, dict[str, Figure], Report | None]]:
    """Each organ of a report on all with its figures and the report they come from (None: counted from its cases)."""
    units = units_of(report)
    own, families = beneath(report, units), _families(units)
    bare = {unit.pk: families[unit.pk] for unit in units if unit.pk not in own}
    counted_here = counting.count_each(bare, report.year, as_of, form_of(report))
    found: list[tuple[Unit, dict[str, Figure], Report | None]] = []
    for unit in units:
        theirs = own.get(unit.pk)
        found.append((unit, of(theirs, as_of) if theirs else counted_here[unit.pk].figures, theirs))
    return found


def _families(units: Iterable[Unit]) -> dict[int, set[int]]:
    """``Unit.family`` of many at once; whoever carries on two units' business is counted with the first."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for key, parent, successor in Unit.objects.values_list("pk", "parent_id", "successor_id"):
        below[parent].append(key)
        below[successor].append(key)
    found: dict[int, set[int]] = {}
    taken: set[int] = set()
    for unit in units:
        keys, fresh = set(), {unit.pk}
        while fresh:
            keys |= fresh
            fresh = {key for one in fresh for key in below[one]} - keys
        found[unit.pk] = keys - taken
        taken |= keys
    return found


def last_year(report: Report) -> Report | None:
    """The report on the year before, where it is kept here."""
    rows = Report.objects.filter(unit=report.unit_id, year=report.year - 1, whole=report.whole)
    return rows.filter(case__status__in=TOLD).select_related("case").first()
