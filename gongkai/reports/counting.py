"""The cells of a report: every figure with the keys of the cases and records behind it (国办公开办函〔2021〕30号).

What the house cannot count (licences, penalties, fees) stays unknown until the unit tells it with its source.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gongkai import shelf
from gongkai.foi.statistics import disputes, standing
from gongkai.law.annual.figures import Figure, summed
from gongkai.law.annual.form import Form
from gongkai.reports import proactive


@dataclass
class Counted:
    """``figures`` by cell, totals too; ``cases``: cell → keys of its cases."""

    figures: dict[str, Figure] = field(default_factory=dict)
    cases: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def form_of(year: int) -> Form:
    """The form in which a year is reported: the newest that was in force then, else the oldest there is."""
    forms = shelf.report_forms()
    return next((form for form in forms if form.since <= year), forms[-1])


def count(units: Iterable[int], year: int, as_of: datetime, form: Form) -> Counted:
    """What the trail of these units (keys) told of a year before ``as_of``."""
    return count_each({0: set(units)}, year, as_of, form)[0]


def count_each(families: Mapping[int, set[int]], year: int, as_of: datetime, form: Form) -> dict[int, Counted]:
    """The same for several groups of units at once, by the key of each group; no unit stands in two."""
    whose = {unit: key for key, family in families.items() for unit in family}
    found = {key: Counted() for key in families}
    for row, one in standing.of_year(standing.requests(whose, as_of), year):
        found[whose[one.unit]].cases[f"t3.{row}.{standing.COLUMNS[one.applicant]}"].append(one.case)
    for dispute in disputes.of_year(whose, year, as_of):
        found[whose[dispute.unit]].cases[f"t4.{dispute.row}.{dispute.column}"].append(dispute.case)
    for column, unit, key in proactive.normative(whose, year, as_of):
        found[whose[unit]].cases[f"t2.normative.{column}"].append(key)
    known = {place.key for place in form.places() if place.table.id != "t2" or place.row.id == "normative"}
    for each in found.values():
        each.figures = summed(form, {key: len(each.cases.get(key, ())) for key in known})
    return found


def cases_of(form: Form, counted: Counted, key: str) -> list[int]:
    """The cases behind a cell; behind a total, those of its parts."""
    place = form.place(key)
    if place is None:
        return []
    if place.column.sum:
        parts = [f"{place.table.id}.{place.row.id}.{column}" for column in place.column.sum]
    elif place.row.sum:
        parts = [f"{place.table.id}.{row}.{place.column.id}" for row in place.row.sum]
    else:
        return counted.cases.get(key, [])
    return [case for part in parts for case in cases_of(form, counted, part)]
