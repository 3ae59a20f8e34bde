"""One unit through a shipped rulebook: file → engine → scores by indicator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongkai import shelf
from gongkai.law.results import Results
from gongkai.law.rulebook import Rulebook, load
from gongkai.law.scoring import Facts, Mark, compile

WORDS = ("待定", "不适用", "失格")
FOLDER = shelf.SHIPPED / "assessment"


def rulebook(name: str) -> Rulebook:
    return load(FOLDER / f"{name}.yaml", shelf=shelf)


def scores(book: Rulebook, *given: Any, unit: str = "政府办", cls: str = "") -> dict[str, Any]:
    """Every indicator's score of one unit: a Decimal, or the word that stands for none (待定, 不适用, 失格)."""
    return shown(results(book, *given, unit=unit, cls=cls), unit)


def shown(found: Results, unit: str) -> dict[str, Any]:
    """The scores of one of the units that were scored together."""
    (row,) = [row for row in found.plain()["units"] if row["unit"] == unit]
    return {id: word if word in WORDS else Decimal(word) for id, word in row["scores"].items()}


def results(
    book: Rulebook,
    values: Mapping[str, Any],
    marks: Mapping[str, Any] | None = None,
    lists: Mapping[str, list[dict[str, Any]]] | None = None,
    unit: str = "政府办",
    cls: str = "",
) -> Results:
    """The engine's results for one unit. `marks` by indicator or line, or by (name, source)."""
    marked = {
        (name, source, unit): Mark(value, reason="示例", by="示例")
        for key, value in (marks or {}).items()
        for name, source in [key if isinstance(key, tuple) else (key, None)]
    }
    facts = Facts.from_rows(
        book,
        [{"unit": unit, "class": cls}],
        {name: {unit: value} for name, value in values.items()},
        {name: [{"unit": unit, **record} for record in records] for name, records in (lists or {}).items()},
        marked,
    )
    return compile(book).score(facts)
