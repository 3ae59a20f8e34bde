"""申请编号、文号: a running number for each unit and year, never used twice, without gaps."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.foi.models import LetterNumber, Number


def give(units: Sequence[Unit], at: datetime | Sequence[datetime]) -> list[tuple[str, int, int]]:
    """(number, year, running number) for one request of each of the units, in their order; within a transaction."""
    moments = [at] * len(units) if isinstance(at, datetime) else at
    wanted = [(unit.pk, moment.astimezone(BEIJING).year) for unit, moment in zip(units, moments, strict=True)]
    running = following(Number, wanted)
    return [(f"{year}-{unit:03}-{nth:04}", year, nth) for (unit, year), nth in zip(wanted, running, strict=True)]


def following(table: type[Number] | type[LetterNumber], wanted: Sequence[tuple[int, int]]) -> list[int]:
    """The next running numbers of (unit, year), in their order; within a transaction."""
    last = {key: _reserve(table, *key, many) for key, many in sorted(Counter(wanted).items())}
    given = []
    for key in wanted:
        last[key] += 1
        given.append(last[key])
    return given


def _reserve(table: type[Number] | type[LetterNumber], unit: int, year: int, count: int) -> int:
    """Takes so many numbers; returns the last one before them. Whoever comes second waits for the row."""
    table.objects.get_or_create(unit_id=unit, year=year)
    row = table.objects.select_for_update().get(unit_id=unit, year=year)
    row.last += count
    row.save(update_fields=["last"])
    return row.last - count
