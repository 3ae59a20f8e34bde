"""The workbook: 评分 with formulas, 逐条 behind it, 事实 to be typed over, 规则 with each column's sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.law.formulas.columns import FACTS, LINES, RULES, SCORES, Column
from gongkai.law.formulas.expressions import decimal, text
from gongkai.law.formulas.grids import decimals
from gongkai.law.formulas.ledger import Ledger, make_ledger
from gongkai.law.formulas.placing import FIRST, Placing
from gongkai.law.formulas.ranking import Rank, rank
from gongkai.law.formulas.sentences import RULE_COLUMNS, notes, rule_rows
from gongkai.tables import Formula, OutColumn, OutSheet, write_xlsx

if TYPE_CHECKING:
    from gongkai.law.results import Results

RANK, GRADE = "名次", "等次（引擎计算）"
LOOSE_PLACES = 6
HERE = "\0"  # stands for the row's number until it is known


@dataclass
class Drawn:
    """What is written, ready to be looked at: the columns, their places, the rank."""

    book: Ledger
    placing: Placing
    rank: Rank


def write_formulas(results: "Results", path: Path | None, *, shown: bool = True) -> bytes:
    """The workbook's bytes, also written to `path` where one is given.

    `shown`: every formula carries what it comes to, for programs that do not compute. Rows stand in the order of the
    facts and have the same number in all sheets.
    """
    book = make_ledger(results)
    placing = Placing(book)
    drawn = Drawn(book, placing, rank(book, placing))
    return write_xlsx(path, _sheets(drawn, shown))


def _sheets(drawn: Drawn, shown: bool) -> list[OutSheet]:
    book, title = drawn.book, drawn.book.results.book.title
    cells = book.cells
    names = [unit.shown for unit in book.results.facts.units]
    scores = [*_headings(drawn, SCORES), *_last_headings(drawn)]
    rows = [
        [*row, *last] for row, last in zip(_rows(drawn, SCORES, names, cells, shown), _last(drawn, shown), strict=True)
    ]
    sheets = [OutSheet(SCORES, scores, rows, f"{title}　评分（公式可查）", notes(drawn.book, drawn.rank.why))]
    if drawn.placing.of(LINES):
        lines = list(_rows(drawn, LINES, names, cells, shown))
        sheets.append(OutSheet(LINES, _headings(drawn, LINES), lines, f"{title}　逐条得扣"))
    facts = list(_rows(drawn, FACTS, names, cells, shown))
    sheets.append(OutSheet(FACTS, _headings(drawn, FACTS), facts, f"{title}　事实（改这里，评分随之变动）"))
    rules = list(rule_rows(drawn.book, drawn.placing))
    sheets.append(OutSheet(RULES, RULE_COLUMNS, rules, f"{title}　各列的规则", frozen=3))
    return sheets


def _headings(drawn: Drawn, sheet: str) -> list[OutColumn]:
    show = drawn.book.results.book.rounding.show
    return [OutColumn("单位"), *(_heading(column, show) for column in drawn.placing.of(sheet))]


def _heading(column: Column, show: int) -> OutColumn:
    group = _group(column)
    if column.kind != "number":
        return OutColumn(column.heading, group=group)
    places = decimals(column.grid) if column.grid else LOOSE_PLACES
    if column.percent:
        return OutColumn(column.heading, "share", max((places or 0) - 2, 0), group=group)
    if column.sheet != FACTS:
        places = max(LOOSE_PLACES if places is None else places, show)
    return OutColumn(column.heading, "number", places or 0, group=group)


def _group(column: Column) -> str:
    """The heading above: the parent's title; in every sheet there is one, so that rows stand alike."""
    if column.sheet == FACTS:
        return "数出的事实" if column.counted else "填写的事实" if column.expr is None else "算出的事实"
    if column.sheet == LINES:
        return str(column.node.title)
    parent = column.node.parent
    return str(parent.title) if parent is not None else "合计"


def _last_headings(drawn: Drawn) -> list[OutColumn]:
    heading = RANK if drawn.rank.text is not None else f"{RANK}（引擎计算）"
    found = [OutColumn(heading, "whole", group="结果")]
    return [*found, OutColumn(GRADE, group="结果")] if drawn.book.results.book.grades else found


def _last(drawn: Drawn, shown: bool) -> Iterator[list[Any]]:
    """Rank and grade."""
    results = drawn.book.results
    for row, number in enumerate(drawn.rank.ranks):
        grade = [results._grade(row)] if results.book.grades else []
        if drawn.rank.text is None:
            yield [number or None, *grade]
        else:
            value = (number or "") if shown else None
            yield [Formula(drawn.rank.text(row + FIRST), value), *grade]


def _rows(
    drawn: Drawn, sheet: str, names: Sequence[str], cells: Sequence[dict[str, Any]], shown: bool
) -> Iterator[list[Any]]:
    place = drawn.placing.seen_from(sheet)
    columns = drawn.placing.of(sheet)
    forms = ["" if column.expr is None else text(column.expr, place, HERE) for column in columns]
    for row, name in enumerate(names):
        values: list[Any] = [name]
        for column, form in zip(columns, forms, strict=True):
            if column.expr is None:
                values.append(_typed(column.given[row]))
            else:
                found = cells[row][column.key] if shown else None
                values.append(Formula(form.replace(HERE, str(row + FIRST)), found))
        yield values


def _typed(value: Any) -> Any:
    """A number as it is typed; one whose decimals do not end as the division it is."""
    if isinstance(value, str):
        return value or None
    if decimal(value):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Formula(f"{value.numerator}/{value.denominator}", float(Fraction(value)))
