"""Every cell is recomputed as a spreadsheet would, in floats, and compared with the engine before it is written."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gongkai.law.formulas.columns import Column, given, shown
from gongkai.law.formulas.evaluating import CellError, ready
from gongkai.law.formulas.grids import LOOSE

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

NEAR = 1e-9


def computed(book: "Ledger", number: Callable[[Fraction], Any] = float) -> Iterator[dict[str, Any]]:
    """Unit by unit, what stands in every column: floats as in a spreadsheet, or exact fractions."""
    typed = [column for column in book.columns if column.expr is None]
    formulas = [(column.key, ready(column.expr, number)) for column in book.columns if column.expr is not None]
    for row in range(book.size):
        cells = {column.key: _held(column.given[row], number) for column in typed}
        for key, formula in formulas:
            cells[key] = _found(formula, cells)
        yield cells


def _held(value: Any, number: Callable[[Fraction], Any]) -> Any:
    return value if isinstance(value, str) else number(value)


def _found(formula: Callable[[dict[str, Any]], Any], cells: dict[str, Any]) -> Any:
    try:
        found = formula(cells)
    except CellError as error:
        return str(error)
    return found


def agrees(column: Column, found: Any, value: Any) -> bool:
    """Whether a cell shows what the engine found: the same word, the nearest float; without a grid, within 1e-9."""
    if isinstance(found, str) or isinstance(value, str):
        return bool(found == value)
    if column.grid != LOOSE:
        return bool(found == (value if isinstance(found, Fraction) else float(value)))
    return bool(abs(found - value) <= NEAR * max(1, abs(value)))


def check(book: "Ledger") -> list[Column]:
    """Columns that do not agree are given the engine's numbers instead, and returned; the rest is looked at again."""
    wrong: list[Column] = []
    while True:
        book.cells = list(computed(book))
        found = _disagreeing(book)
        if found is None:
            return wrong
        given(found, "公式与引擎不一致", book.size)
        wrong.append(found)


def _disagreeing(book: "Ledger") -> Column | None:
    """The first column, in order of making, that differs from the engine in any row."""
    order = {column.key: place for place, column in enumerate(book.columns)}
    checked = [column for column in book.columns if column.expr is not None and column.expected is not None]
    worst: Column | None = None
    for row, cells in enumerate(book.cells):
        for column in checked:
            if worst is not None and order[column.key] >= order[worst.key]:
                break
            if not agrees(column, cells[column.key], shown(column.expected, row)):
                worst = column
                break
    return worst
