"""What of the tree of files no longer says what it should: told with the change, kept until the files are written.

A mark names an item by its key, or a list by its scope and the stretch of it that moved. Marks are only ever added and
taken away one by one, so a mark made while its files are being written is not lost.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import connection, transaction

from gongkai.publication import concerns, removal
from gongkai.publication.models import Shown

ITEM, MAP, FILE = "item", "map", "file:"
Places = dict[str, dict[str, int]]  # key → scope → docid
HEADS = ("column", "unit")  # kinds of rows that are no items and have lists of their own
END = (1 << 63) - 1
_ADD = "INSERT INTO publication_stale(scope, low, high) VALUES(%s, %s, %s)"


def places(rows: Iterable[Shown]) -> Places:
    """Which lists rows stand in, and where."""
    rows = list(rows)
    behind = concerns.places([row.pk for row in rows if row.pk]) if rows else {}
    return {row.key: dict.fromkeys(_scopes(row), row.docid) | behind.get(row.pk, {}) for row in rows}


def told(rows: Sequence[Shown], before: Places, after: Places) -> None:
    """Marks rows that were written and the stretches of the lists they stand in or stood in ``before``."""
    opened: dict[str, int] = {}
    spans: set[tuple[str, int, int]] = set()
    for key, stands in after.items():
        stood = before.get(key, {})
        for scope in stands.keys() | stood.keys():
            known = [docid for docid in (stood.get(scope), stands.get(scope)) if docid is not None]
            if len(known) == 2:
                spans.add((scope, min(known), max(known)))
            else:  # one more or one less: everything after it moves
                opened[scope] = min(opened.get(scope, END), known[0])
    whole = [(f"{row.kind}:{row.fields['code']}", 0, END) for row in rows if row.kind in HEADS and row.fields]
    mark([*((scope, low, END) for scope, low in opened.items()), *sorted(spans), *whole])
    items(row.pk for row in rows)


def items(keys: Iterable[int]) -> None:
    """Marks rows by their keys; such as follow each other take one mark."""
    ordered = sorted(set(keys))
    breaks = [0, *(at for at, (one, other) in enumerate(pairwise(ordered), 1) if other - one > 1), len(ordered)]
    mark([(ITEM, ordered[start], ordered[end - 1]) for start, end in pairwise(breaks) if end > start])


def mark(marks: Iterable[tuple[str, int, int]]) -> None:
    """(scope, from, to) each."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, list(marks))


def files(shorts: Iterable[str]) -> None:
    """Marks files that a row listed and lists no more; they are gone from the tree when this transaction is over."""
    if found := sorted(set(shorts)):
        mark([(f"{FILE}{short}", 0, END) for short in found])
        transaction.on_commit(lambda: removal.remove([], found), robust=True)


def gone(rows: Iterable[Shown]) -> None:
    """The pages of rows taken back are gone from the tree when this transaction is over, before anybody is answered."""
    addresses = [row.address for row in rows]
    transaction.on_commit(lambda: removal.remove(addresses, []), robust=True)


def lists(row: Shown) -> list[str]:
    """Scopes of the lists that a row stands in."""
    return [f"{kind}:{code}" for kind, code in (("column", row.column), ("unit", row.unit)) if code]


def _scopes(row: Shown) -> list[str]:
    return lists(row) if row.kind in HEADS else [*lists(row), MAP]
