"""申请编号: a running number for each unit and year, never used twice, without gaps."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.foi.models import Number


def give(units: Sequence[Unit], at: datetime | Sequence[datetime]) -> list[tuple[str, int, int]]:
    """(number, year, running number) for one request of each of the units, in their order; within a transaction."""
    moments = [at] * len(units) if isinstance(at, datetime) else at
    wanted = [(unit.pk, moment.astimezone(BEIJING).year) for unit, moment in zip(units, moments, strict=True)]
    following = {(unit, year): _reserve(unit, year, many) for (unit, year), many in sorted(Counter(wanted).items())}
    given = []
    for unit, year in wanted:
        following[unit, year] += 1
        nth = following[unit, year]
        given.append((f"{year}-{unit:03}-{nth:04}", year, nth))
    return given


def _reserve(unit: int, year: int, count: int) -> int:
    """Takes so many numbers; returns the last one before them. Whoever comes second waits for the row."""
    Number.objects.get_or_create(unit_id=unit, year=year)
    row = Number.objects.select_for_update().get(unit_id=unit, year=year)
    row.last += count
    row.save(update_fields=["last"])
    return row.last - count
