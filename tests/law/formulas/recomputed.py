"""What a reader of the workbook finds: every formula computed from the cells it names, and what the engine found."""

from collections.abc import Iterator
from fractions import Fraction

from gongkai.law.formulas import Ledger
from gongkai.law.formulas.checking import computed
from gongkai.law.formulas.columns import shown
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


def formulas(book: Ledger) -> list[tuple[str, str]]:
    """Heading and formula of the first row of every column that has one."""
    place = Placing(book).seen_from("")
    return [(column.title, text(column.expr, place, FIRST)) for column in book.columns if column.expr is not None]


def by_engine(book: Ledger) -> set[str]:
    return {column.title for column in book.columns if column.engine}
