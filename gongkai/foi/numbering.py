"""申请编号: a running number for each unit and year, never used twice, without gaps."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.foi.models import Number


def give(units: Sequence[Unit], at: datetime) -> list[tuple[str, int, int]]:
    """(number, year, running number) for one request of each of the units, in their order; within a transaction."""
    year = at.astimezone(BEIJING).year
    many: dict[int, int] = {}
    for unit in units:
        many[unit.pk] = many.get(unit.pk, 0) + 1
    following = {key: _reserve(key, year, count) for key, count in sorted(many.items())}
    given = []
    for unit in units:
        following[unit.pk] += 1
        given.append((f"{year}-{unit.pk:03}-{following[unit.pk]:04}", year, following[unit.pk]))
    return given


def _reserve(unit: int, year: int, count: int) -> int:
    """Takes so many numbers; returns the last one before them. Whoever comes second waits for the row."""
    Number.objects.get_or_create(unit_id=unit, year=year)
    row = Number.objects.select_for_update().get(unit_id=unit, year=year)
    row.last += count
    row.save(update_fields=["last"])
    return row.last - count
