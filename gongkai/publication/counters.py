"""Counters of change: a page's number is compared with a reader's copy before anything is made."""

import secrets
from collections.abc import Iterable

from django.db import connection

from gongkai.publication.models import Counter

# Understood alike by SQLite and PostgreSQL.
_ADD = (
    "INSERT INTO publication_counter(name, number) VALUES(%s, %s) "
    "ON CONFLICT(name) DO UPDATE SET number = publication_counter.number + %s"
)


def lock() -> None:
    """Makes others who show or withdraw wait for this transaction's end: lists and numbers come in one order."""
    _add([("serial", 0, 0)])


def serials(count: int) -> int:
    """Takes ``count`` serials; returns the first. The caller holds the lock."""
    return taken("serial", count)


def taken(name: str, count: int) -> int:
    """Takes ``count`` numbers of a row of numbers without gaps; returns the first. The caller holds the lock."""
    _add([(name, count, count)])
    return Counter.objects.get(name=name).number - count + 1


def bump(names: Iterable[str]) -> None:
    """Says that something in each of these scopes changed.

    A new counter begins anywhere: a database put back to an earlier state does not meet old copies under new numbers.
    """
    _add([(name, secrets.randbelow(1 << 40), 1) for name in sorted(names)])


def _add(rows: list[tuple[str, int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
