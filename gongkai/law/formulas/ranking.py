"""名次 as a formula: how many units of the group have more; equals share a rank, unless something breaks the tie."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.law.formulas.columns import FACTS, Column
from gongkai.law.formulas.grids import decimals
from gongkai.law.formulas.inputs import UNIT_CLASS
from gongkai.law.formulas.placing import FIRST, Placing
from gongkai.tables import column_letters

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


NONE = "-1E9"  # below every number: who has none at what breaks the tie stands behind all who have one


@dataclass(frozen=True)
class Rank:
    """`ranks`: the engine's, 0 = none; `text` gives the formula for a row (from 1), None: why there is none."""

    ranks: list[int]
    text: Callable[[int], str] | None
    why: str = ""


def rank(book: "Ledger", placing: Placing) -> Rank:
    """The rank in the ranked table."""
    results = book.results
    ranks = [int(one) for one in results.ranked.rank]
    ranking, total = results.book.ranking, _total(book)
    keys = [total, *(_broken_by(book, ref.name) for ref in (ranking.break_by if ranking else ()))]
    columns = [column for column in keys if column is not None]
    by_class = ranking is not None and ranking.per == "class"
    if len(columns) < len(keys) or not all(_countable(column) for column in columns):
        return Rank(ranks, None, "排名所依的数没有固定小数位")
    if any(column.words for column in columns[1:-1]):
        return Rank(ranks, None, "并列时所看的得分可能没有数")
    if by_class and not all(unit.cls for unit in results.facts.units):
        return Rank(ranks, None, "有单位没有类别")
    return Rank(ranks, lambda row: _text(placing, columns, by_class, book.size, row))


def _total(book: "Ledger") -> Column | None:
    return book.whole(book.results._ranked_table)


def _broken_by(book: "Ledger", name: str) -> Column | None:
    return book.whole(name) if name in book.compiled.nodes else None


def _countable(column: Column) -> bool:
    """COUNTIFS compares by the decimal digits of a number."""
    return bool(column.grid) and decimals(column.grid) is not None


def _text(placing: Placing, columns: list[Column], by_class: bool, size: int, row: int) -> str:
    spans = [_span(placing, column, size) for column in columns]
    cells = [f"{column_letters(placing.places[column.key][1])}{row}" for column in columns]
    group = ""
    if by_class:
        letters = column_letters(placing.places[UNIT_CLASS][1])
        group = f"{FACTS}!${letters}${FIRST}:${letters}${FIRST + size - 1},{FACTS}!{letters}{row},"
    counts = []
    for place, (span, cell) in enumerate(zip(spans, cells, strict=True)):
        equal = "".join(f"{other},{own}," for other, own in zip(spans[:place], cells[:place], strict=True))
        more = f'">"&{cell}' if place == 0 or not columns[place].words else f'IF(ISNUMBER({cell}),">"&{cell},">{NONE}")'
        counts.append(f"COUNTIFS({group}{equal}{span},{more})")
    return f'IF(ISNUMBER({cells[0]}),1+{"+".join(counts)},"")'


def _span(placing: Placing, column: Column, size: int) -> str:
    letters = column_letters(placing.places[column.key][1])
    return f"{letters}${FIRST}:{letters}${FIRST + size - 1}"
