"""索引号: organ code, year, running number; never used twice (law-given field of the catalogue, 条例-12)."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F

from gongkai.acts.clock import BEIJING
from gongkai.disclosures.models import Disclosure, IndexNumber

PATTERN = "{code}/{year}-{number:05d}"


def give(rows: list[Disclosure], at: dict[int, datetime]) -> dict[int, str]:
    """Index numbers for records about to be published, by key; numbers run per unit and year of publication."""
    wanting = defaultdict(list)
    for row in rows:
        wanting[row.case.unit_id, at[row.pk].astimezone(BEIJING).year].append(row)
    given = {}
    for (unit, year), some in wanting.items():
        last = _reserve(unit, year, len(some))
        for number, row in enumerate(some, start=last - len(some) + 1):
            given[row.pk] = PATTERN.format(code=row.case.unit.code, year=year, number=number)
    return given


def _reserve(unit: int, year: int, count: int) -> int:
    IndexNumber.objects.get_or_create(unit_id=unit, year=year)
    IndexNumber.objects.filter(unit_id=unit, year=year).update(last=F("last") + count)
    return IndexNumber.objects.values_list("last", flat=True).get(unit_id=unit, year=year)
