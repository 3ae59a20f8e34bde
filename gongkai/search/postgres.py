"""The words of an index in PostgreSQL: an array of distinct words under GIN, and a recheck on the text for long terms.

Not ``tsvector``: its positions end at 16,383 and at 255 a word, and one value at a megabyte, so it can neither hold a
long text nor tell a phrase in it. An array has no such ends. Texts and words lie out of line, so that the table itself
stays a few bytes a row and counting common words reads little.
"""

from itertools import product
from operator import itemgetter

from django.db import connection

from gongkai.search import grams
from gongkai.search.models import INDEXES, MARKS

Row = tuple[int, str, str]  # document number, folded text, facet words
Marked = tuple[int, int | None]  # document number, combination of facets
LINE = "(%s, %s, %s, string_to_array(%s, ' '))"
MANY = 100  # rows in a statement; from here on a put is worth folding the index's pending list in at once


_FINDERS = """
CREATE FUNCTION {table}_find(every text[], low bigint, high bigint, most integer) RETURNS SETOF bigint {plan}
AS $$
    SELECT docid FROM {table}
    WHERE words @> every AND docid + 0 >= low AND docid + 0 < high
    ORDER BY docid DESC LIMIT most
$$;
CREATE FUNCTION {table}_find_long(every text[], long text[], low bigint, high bigint, most integer)
RETURNS SETOF bigint {plan}
AS $$
    SELECT found.docid FROM (
        SELECT docid, folded FROM {table}
        WHERE words @> every AND docid + 0 >= low AND docid + 0 < high
        ORDER BY docid DESC
    ) AS found
    WHERE NOT EXISTS (SELECT 1 FROM unnest(long) AS term WHERE strpos(found.folded, term) = 0)
    LIMIT most
$$
"""
_PLAN = "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off SET work_mem = '64MB'"


def statements() -> list[str]:
    """What adds the words to the tables, and two functions an index that find: with and without a recheck.

    The planner takes a scan over all texts for cheap because it does not know what reading them costs; the functions
    fix the plan: a bitmap from the words' index alone (hence ``docid + 0``), numbers sorted, and texts read only until
    enough hits are sure.
    """
    made = []
    for model in INDEXES.values():
        table = model._meta.db_table
        made += [
            f'ALTER TABLE {table} ADD COLUMN words text[] COLLATE "C" NOT NULL',
            f"ALTER TABLE {table} ALTER COLUMN words SET STORAGE EXTERNAL, ALTER COLUMN folded SET STORAGE EXTERNAL",
            f"ALTER TABLE {table} SET (toast_tuple_target = 128)",
            f"CREATE INDEX {table}_words ON {table} USING gin (words)",
            f"ALTER TABLE {table} ALTER COLUMN words SET STATISTICS 0",
            _FINDERS.format(table=table, plan=_PLAN),
        ]
    return made


def put(name: str, rows: list[Row]) -> None:
    table = INDEXES[name]._meta.db_table
    with connection.cursor() as cursor:
        if len(rows) >= MANY:
            cursor.execute("SET LOCAL gin_pending_list_limit = '256MB'")
        for start in range(0, len(rows), MANY):
            lines = ", ".join([cursor.mogrify(LINE, (*row, _words(row))) for row in rows[start : start + MANY]])
            cursor.execute(f"INSERT INTO {table}(docid, folded, facets, words) VALUES {lines}")
        if len(rows) >= MANY:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{table}_words"])


def drop(name: str, rows: list[Row]) -> None:
    """Nothing to do: the words go with their row."""


def find(name: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list[int]:
    """Numbers in [low, high) that hold every term and one facet of each group, highest first."""
    return [number for (number,) in _rows("SELECT * FROM {find}", name, wanted, groups, low, high, limit)]


def marked(name: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list[Marked]:
    """The same with the combination of facets of each."""
    mark = f"SELECT combination FROM {MARKS[name]._meta.db_table} WHERE docid = found"  # a join would read every mark
    sql = f"SELECT found, ({mark}) FROM {{find}} AS found"
    return _rows(sql, name, wanted, groups, low, high, limit)


def _rows(sql: str, name: str, wanted: list[str], groups: list[list[str]], low: int, high: int, limit: int) -> list:
    table = INDEXES[name]._meta.db_table
    every = [word for term in wanted for word in grams.phrase(term).split(" ")]
    long = [term for term in wanted if len(term) > 2]
    found: set[tuple] = set()
    with connection.cursor() as cursor:
        for combination in product(*groups):
            values: list = [[*every, *combination], *([long] if long else []), low, high, limit]
            places = ", ".join(["%s"] * len(values))
            cursor.execute(sql.format(find=f"{table}_find{'_long' if long else ''}({places})"), values)
            found.update(cursor.fetchall())
    return sorted(found, key=itemgetter(0), reverse=True)[:limit]


def tidy(name: str) -> None:
    table = INDEXES[name]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{table}_words"])


def _words(row: Row) -> str:
    _, folded, facets = row
    return " ".join({*grams.words(folded).split(), *facets.split()})
