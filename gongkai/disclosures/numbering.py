"""索引号: by the site's pattern; a unit's running number of a year is never used twice (条例-12)."""

from collections import defaultdict
from datetime import datetime

from django.db import connection

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.disclosures.models import IndexNumber
from gongkai.publication import index_pattern
from gongkai.publication.models import Site

Wanting = tuple[int, Unit, str, datetime]  # key of the record, unit, code of the topic, moment


def give(wanting: list[Wanting]) -> dict[int, str]:
    """Index numbers by key for records about to be published; numbers that were given stay as they are.

    Numbers run per unit and year of publication, in the order given.
    """
    if not wanting:
        return {}
    several = defaultdict(list)
    for key, unit, topic, at in wanting:
        several[unit.pk, at.astimezone(BEIJING).year].append((key, unit, topic))
    given, pattern = {}, Site.objects.values_list("index_pattern", flat=True).first() or index_pattern.STANDARD
    for (unit_key, year), some in several.items():
        first = _reserve(unit_key, year, len(some)) - len(some) + 1
        for number, (key, unit, topic) in enumerate(some, start=first):
            given[key] = index_pattern.written(
                pattern, code=unit.code, unit=unit.name, topic=topic, year=year, number=number
            )
    return given


def _reserve(unit: int, year: int, count: int) -> int:
    """Takes so many numbers; returns the last. Whoever comes second waits for the row."""
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [unit, year, count])
        return cursor.fetchone()[0]


# Understood alike by SQLite and PostgreSQL.
_RESERVE = (
    f"INSERT INTO {IndexNumber._meta.db_table}(unit_id, year, last) VALUES(%s, %s, %s) ON CONFLICT(unit_id, year) "
    f"DO UPDATE SET last = {IndexNumber._meta.db_table}.last + excluded.last RETURNING last"
)
