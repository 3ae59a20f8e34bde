"""What a reader of the workbook finds: every formula computed from the cells it names, and what the engine found."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from gongkai.law.formulas import Ledger
from gongkai.law.formulas.checking import computed
from gongkai.law.formulas.columns import Column, shown
from gongkai.law.formulas.expressions import text
from gongkai.law.formulas.grids import LOOSE
from gongkai.law.formulas.placing import FIRST, Placing


def differences(book: Ledger) -> list[str]:
    """Every cell whose formula comes to something else than the engine: in fractions and in floats."""
    return [*_differences(book, Fraction), *_differences(book, float)]


def _differences(book: Ledger, number: type) -> Iterator[str]:
    columns = [column for column in book.columns if column.expr is not None and column.expected is not None]
    for row, cells in enumerate(computed(book, number)):
        for column in columns:
            found, wanted = cells[column.key], shown(column.expected, row)
            if not same(found, wanted, number is float, column.grid == LOOSE):
                yield f"{column.title}, row {row}, {number.__name__}: {found}, expected {wanted}"


def same(found, wanted, floats: bool, loose: bool) -> bool:
    """Words alike; fractions equal; the float nearest to the engine's number, or close where no grid is known."""
    if isinstance(found, str) or isinstance(wanted, str) or not floats:
        return found == wanted
    return abs(found - float(wanted)) < 1e-9 if loose else found == float(wanted)


def retyped(old: Ledger, new: Ledger) -> Ledger:
    """The old workbook with the new facts typed into it, to be compared with the engine's points of the new."""
    for column, other in zip(old.columns, new.columns, strict=True):
        if column.expr is None:
            column.given = other.given
        column.expected = other.expected
    return old


def fits(old: Ledger, new: Ledger) -> bool:
    """Whether the cells without a formula hold what the old ones might: what is not typed is not retyped either."""
    if [(column.title, column.expr is None) for column in old.columns] != [
        (column.title, column.expr is None) for column in new.columns
    ]:
        return False
    held = [(column, other.given) for column, other in zip(old.columns, new.columns, strict=True) if not column.expr]
    return all(_holds(column, value) for column, given in held for value in given)


def _holds(column: Column, value: Any) -> bool:
    if isinstance(value, str):
        return value in column.words or column.kind != "number"
    return column.grid == LOOSE or column.grid % value.denominator == 0


def formulas(book: Ledger) -> list[tuple[str, str]]:
    """Heading and formula of the first row of every column that has one."""
    place = Placing(book).seen_from("")
    return [(column.title, text(column.expr, place, FIRST)) for column in book.columns if column.expr is not None]


def by_engine(book: Ledger) -> set[str]:
    return {column.title for column in book.columns if column.engine}
