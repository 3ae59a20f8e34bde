"""Counters of change: a page's number is compared with a reader's copy before anything is made."""

from collections.abc import Iterable

from django.db import connection

from gongkai.publication.models import Counter

# Understood alike by SQLite and PostgreSQL.
_ADD = (
    "INSERT INTO publication_counter(name, number) VALUES(%s, %s) "
    "ON CONFLICT(name) DO UPDATE SET number = publication_counter.number + excluded.number"
)


def lock() -> None:
    """Makes others who show or withdraw wait for this transaction's end: lists and numbers come in one order."""
    _add([("serial", 0)])


def serials(count: int) -> int:
    """Takes ``count`` serials; returns the first. The caller holds the lock."""
    _add([("serial", count)])
    return Counter.objects.get(name="serial").number - count + 1


def bump(names: Iterable[str]) -> None:
    """Says that something in each of these scopes changed."""
    _add([(name, 1) for name in sorted(names)])


def _add(pairs: list[tuple[str, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, pairs)
