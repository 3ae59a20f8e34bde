"""诉求件编号: a running number of the year, never used twice, without gaps."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.acts.clock import BEIJING
from gongkai.hotline.models import PleaNumber


def give(moments: Sequence[datetime]) -> list[tuple[int, int]]:
    """(year, running number) for a case of each moment, in their order; within a transaction."""
    years = [moment.astimezone(BEIJING).year for moment in moments]
    last = {year: _reserve(year, many) for year, many in sorted(Counter(years).items())}
    given = []
    for year in years:
        last[year] += 1
        given.append((year, last[year]))
    return given


def _reserve(year: int, count: int) -> int:
    """Takes so many numbers; returns the last one before them. Whoever comes second waits for the row."""
    PleaNumber.objects.get_or_create(year=year)
    row = PleaNumber.objects.select_for_update().get(year=year)
    row.last += count
    row.save(update_fields=["last"])
    return row.last - count
