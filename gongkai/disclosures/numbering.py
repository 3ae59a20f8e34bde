"""索引号: organ code, year, running number; never used twice (law-given field of the catalogue, 条例-12)."""

from collections import defaultdict
from datetime import datetime

from django.db import connection

from gongkai.acts.clock import BEIJING
from gongkai.disclosures.models import IndexNumber

PATTERN = "{code}/{year}-{number:05d}"


def give(wanting: list[tuple[int, int, str, datetime]]) -> dict[int, str]:
    """Index numbers by key for records about to be published: (key, unit's key, unit's code, moment) each.

    Numbers run per unit and year of publication, in the order given.
    """
    several = defaultdict(list)
    for key, unit, code, at in wanting:
        several[unit, at.astimezone(BEIJING).year].append((key, code))
    given = {}
    for (unit, year), some in several.items():
        first = _reserve(unit, year, len(some)) - len(some) + 1
        for number, (key, code) in enumerate(some, start=first):
            given[key] = PATTERN.format(code=code, year=year, number=number)
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
