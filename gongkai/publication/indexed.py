"""What the public finds a row by: its words, those inside its files, and its facets."""

from collections.abc import Iterable

from gongkai.acts.clock import BEIJING
from gongkai.publication import attached
from gongkai.publication.models import Shown
from gongkai.search import index

LONG = 10  # rows with attachments whose texts are in memory together


def put(rows: list[Shown]) -> None:
    """Puts rows into the public index, in place of what stood there of them."""
    index.put_many("public", [entry(row) for row in rows if not attached.files(row)])
    long = [row for row in rows if attached.files(row)]
    for start in range(0, len(long), LONG):
        some = long[start : start + LONG]
        found = attached.words(some)
        index.put_many("public", [entry(row, attached.of_row(row, found)) for row in some])


def entry(row: Shown, inside: Iterable[str] = ()) -> index.Entry:
    """What the public finds a row by: all its words, those inside its files, and its facets."""
    words = [row.plain, *_said(row.fields), *inside]
    return row.docid, row.title, "\n".join(words), _facets(row)


def _facets(row: Shown) -> dict[str, str]:
    """Unit, column, kind, validity and year (of Beijing) by which what was found can be narrowed."""
    told = row.fields.get  # a row of a list stands in no list itself: it is found under its list's unit and column
    facets = {"unit": row.unit or told("keeper"), "column": row.column or told("shelf"), "kind": row.kind}
    year = "" if row.kind in ("unit", "column") else str(row.moment.astimezone(BEIJING).year)
    return {name: value for name, value in {**facets, "validity": row.validity, "year": year}.items() if value}


def _said(fields: dict) -> Iterable[str]:
    """The words of a row's fields that a reader may look for, attachment names included."""
    yield from (one["text"] for one in fields.get("releases", ()))
    for name in _SEARCHED:
        value = fields.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for one in value:
                yield one if isinstance(one, str) else " ".join(_words_of(one))


def _words_of(part: dict) -> list[str]:
    """The words of a part; a row of a list that has a page of its own is found by that."""
    if part.get("entry"):
        return []
    return [*part.get("cells", ()), *(str(part.get(name) or "") for name in _PARTS)]


_SEARCHED = (
    *("doc_no", "index_no", "unit_name", "summary", "keywords", "source", "author", "genre", "subject"),
    *("validity_note", "attachments", "full_name", "duties", "leader", "address", "phone"),
    *("period", "notes", "rows", "definitions", "particulars", "pairs", "register_name", "ident"),
)
_PARTS = ("name", "meaning", "unit_name", "grade")
