"""Where each column stands: leaves side by side, then what is made of them, so that a sum is over one range."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.law.formulas.columns import FACTS, LINES, SCORES, Column
from gongkai.law.formulas.expressions import Place, Source

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

FIRST = 4  # the first unit's row in every sheet: below a title and two rows of headings


class Placing:
    """Columns by sheet; the first of each sheet is the unit's name."""

    def __init__(self, book: "Ledger") -> None:
        self.sheets = {FACTS: _of(book, FACTS), LINES: _of(book, LINES), SCORES: _ordered(_of(book, SCORES))}
        self.places = {
            column.key: (sheet, place)
            for sheet, columns in self.sheets.items()
            for place, column in enumerate(columns, start=1)
        }

    def of(self, sheet: str) -> Sequence[Column]:
        return self.sheets[sheet]

    def seen_from(self, sheet: str) -> Place:
        """Addresses as a formula in that sheet writes them."""

        def place(column: Source) -> tuple[str, int]:
            found, number = self.places[column.key]
            return ("" if found == sheet else found), number

        return place


def _of(book: "Ledger", sheet: str) -> list[Column]:
    return [column for column in book.columns if column.sheet == sheet]


def _ordered(columns: list[Column]) -> list[Column]:
    """Leaves as written, then their parents from the lowest up, the tables last."""
    return sorted(columns, key=lambda column: (not column.node.node.leaf, -_depth(column)))


def _depth(column: Column) -> int:
    node, depth = column.node, 0
    while node.parent is not None:
        node, depth = node.parent, depth + 1
    return depth if not column.node.node.leaf else 0
