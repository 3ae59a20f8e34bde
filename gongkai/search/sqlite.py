"""The words of an index in SQLite: an FTS5 table without content, so a term is a phrase of bigrams and exact.

Deleting from such a table takes the very words that were put in; they are made again from the folded text, because
``contentless_delete`` needs a newer SQLite than Debian 12 has.
"""

from operator import itemgetter

from django.db import connection

from gongkai.search import grams
from gongkai.search.models import INDEXES, MARKS

TABLES = {"public": "search_public", "staff": "search_staff"}
Row = tuple[int, str, str]  # document number, folded text, facet words
Marked = tuple[int, int | None]  # document number, combination of facets


def statements() -> list[str]:
    """What makes the tables."""
    head = "CREATE VIRTUAL TABLE {} USING fts5(words, content='', columnsize=0, tokenize='ascii')"
    return [head.format(table) for table in TABLES.values()] + settings()


def settings() -> list[str]:
    """Words are gathered in 16 MB before they are written out, and 16 written heaps are merged at once, where SQLite
    would take 1 MB and 4: putting in costs half, finding no more (the idle hour tidies what is left in heaps)."""
    return [
        f"INSERT INTO {table}({table}, rank) VALUES('{name}', {value})"
        for table in TABLES.values()
        for name, value in (("automerge", 16), ("hashsize", 16 << 20))
    ]


def put(name: str, rows: list[Row]) -> None:
    """Lowest number first: FTS5 writes out what it has gathered whenever a number is not above the last."""
    rows = sorted(rows)
    texts, table = INDEXES[name]._meta.db_table, TABLES[name]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {texts}(docid, folded, facets) VALUES(%s, %s, %s)", rows)
        cursor.executemany(f"INSERT INTO {table}(rowid, words) VALUES(%s, %s)", [_words(row) for row in rows])


def drop(name: str, rows: list[Row]) -> None:
    table = TABLES[name]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table}({table}, rowid, words) VALUES('delete', %s, %s)", [_words(row) for row in rows]
        )


def find(name: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list[int]:
    """Numbers in [low, high) that hold every term and one facet of each group, highest first."""
    rows = _rows(_FIND.format(table=TABLES[name]), wanted, groups, low, high, limit)
    return [number for (number,) in rows]


def marked(name: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list[Marked]:
    """The same with the combination of facets of each."""
    sql = _MARKED.format(find=_FIND.format(table=TABLES[name]), marks=MARKS[name]._meta.db_table)
    return sorted(_rows(sql, wanted, groups, low, high, limit), key=itemgetter(0), reverse=True)


_FIND = "SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
_MARKED = "SELECT found.rowid, combination FROM ({find}) AS found LEFT JOIN {marks} ON docid = found.rowid"


def _rows(sql: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list[tuple]:
    asked = [f'"{grams.phrase(term)}"' for term in wanted] + [_any(group) for group in groups]
    with connection.cursor() as cursor:
        cursor.execute(sql, [" AND ".join(asked), low, high, limit])
        return cursor.fetchall()


def tidy(name: str) -> None:
    table = TABLES[name]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")


def _words(row: Row) -> tuple[int, str]:
    docid, folded, facets = row
    return docid, f"{grams.words(folded)} {facets}"


def _any(words: list[str]) -> str:
    return "(" + " OR ".join(f'"{word}"' for word in words) + ")"
