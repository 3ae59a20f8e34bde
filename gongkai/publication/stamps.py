"""What a reader's copy is compared with, in one small query and before anything is made.

Plain SQL that SQLite and PostgreSQL read alike: an unchanged page is the commonest answer and building a query by the
ORM would cost as much as all the rest of it.
"""

from typing import NamedTuple

from django.db import connection

_FRAME = "(SELECT number FROM publication_counter WHERE name = 'frame')"


class Stamp(NamedTuple):
    """Key, kind and state of a row, whether it is out, and the number of the frame around it."""

    key: int
    kind: str
    state: str  # what it says and how often it or a neighbour changed
    out: bool
    frame: int


def of_item(address: str) -> Stamp | None:
    row = _row(
        f"SELECT id, kind, etag, number, withdrawn IS NULL, {_FRAME} FROM publication_shown WHERE address = %s",
        [address],
    )
    return Stamp(row[0], row[1], f"{row[2][:12]}.{row[3]}", bool(row[4]), row[5] or 0) if row else None


def of_scope(name: str) -> tuple[int, int]:
    """Numbers of a scope (``all``, ``column:…``, ``unit:…``) and of the frame; 0 before anything was shown."""
    scope, frame = _row(f"SELECT (SELECT number FROM publication_counter WHERE name = %s), {_FRAME}", [name]) or (0, 0)
    return scope or 0, frame or 0


def of_marks() -> tuple[int, int]:
    """Number of the frame, and the key of the last mark of what is to be written anew; 0 where there is none."""
    frame, last = _row(f"SELECT {_FRAME}, (SELECT MAX(id) FROM publication_stale)", []) or (0, 0)
    return frame or 0, last or 0


def _row(sql: str, values: list[str]) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()
