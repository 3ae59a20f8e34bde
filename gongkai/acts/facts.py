"""Measured facts: a function in its room's ``facts.py``, named by its id in ``rulebooks/facts.yaml``.

Each takes units, a period and the moment as of which it counts, looks only at what the trail knew then, and returns a
value a unit with the records behind it. What nobody can count raises.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING


@dataclass(frozen=True)
class Span:
    """A period of days, both included, and the moment as of which it is looked at."""

    first: date
    last: date
    as_of: datetime

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), BEIJING)

    @property
    def ends(self) -> datetime:
        """The moment after the last day, or the moment of looking if that is earlier."""
        return min(datetime.combine(self.last + timedelta(days=1), time(), BEIJING), self.as_of)


@dataclass
class Counted:
    """``values``: unit key → int, bool or None (undetermined); ``records``: unit key → case keys behind it; ``says``:
    unit key → sentences for what has no record, such as a column in which nothing was published."""

    values: dict[int, Any] = field(default_factory=dict)
    records: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    says: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


Fact = Callable[[list[Unit], Span], Counted]


def listed(units: Iterable[Unit], rows: Iterable[tuple[int, int]]) -> Counted:
    """How many records a unit has: ``rows`` are (unit key, case key)."""
    counted = Counted()
    for unit, case in rows:
        counted.records[unit].append(case)
    counted.values = {unit.pk: len(counted.records.get(unit.pk, ())) for unit in units}
    return counted
