"""What a table is once read: a workbook of sheets of rows, every value knowing where it stood."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from gongkai.tables.address import column_letters
from gongkai.tables.refusal import TableRefused

Value = str | int | Decimal | date | datetime | bool | None
"""What a cell holds. Never a float; an empty cell is None; text has no blanks at its ends and is never ""."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged area: first and last row (from 1) and column (from 0), both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and its place."""

    value: Value
    row: int
    column: int
    sheet: str = ""
    file: str = ""

    @property
    def address(self) -> str:
        """第3行C列."""
        return f"第{self.row}行{column_letters(self.column)}列"

    def refuse(self, reason: str) -> TableRefused:
        """The refusal of this cell, to be raised or collected by whoever knows what was wanted here."""
        return TableRefused(reason, file=self.file, sheet=self.sheet, row=self.row, column=self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as the spreadsheet shows it (from 1); `values` may be fewer than in its neighbours."""

    number: int
    values: tuple[Value, ...]
    sheet: str = ""
    file: str = ""

    def __getitem__(self, column: int) -> Value:
        """The value in a column (from 0); None past the row's end."""
        return self.values[column] if column < len(self.values) else None

    def __iter__(self) -> Iterator[Cell]:
        return (self.cell(column) for column in range(len(self.values)))

    def cell(self, column: int) -> Cell:
        """The value together with its place."""
        return Cell(self[column], self.number, column, self.sheet, self.file)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the row."""
        return all(value is None for value in self.values)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands, blank rows kept, so that row n is `rows[n - 1]`.

    `formulas` are the places (row from 1, column from 0) whose values a formula had left there.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    file: str = ""
    formulas: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row.values) for row in self.rows), default=0)

    def filled(self) -> "Sheet":
        """The same sheet with every merged area filled by the value of its first cell."""
        grid = [list(row.values) for row in self.rows]
        for area in self.merged:
            _fill(grid, area)
        rows = tuple(replace(row, values=tuple(values)) for row, values in zip(self.rows, grid, strict=True))
        return replace(self, rows=rows)

    def refuse(self, reason: str) -> TableRefused:
        """The refusal of the sheet as a whole."""
        return TableRefused(reason, file=self.file, sheet=self.name)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of one or more sheets, in the order of the file."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; refused when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = "、".join(sheet.name for sheet in self.sheets)
        raise TableRefused(f"没有名为“{name}”的工作表，现有：{names}。请改正工作表名称。", file=self.name)


def _fill(grid: list[list[Value]], area: Merged) -> None:
    if area.top > len(grid) or area.left >= len(grid[area.top - 1]):
        return
    value = grid[area.top - 1][area.left]
    for values in grid[area.top - 1 : area.bottom]:
        values.extend([None] * (area.right + 1 - len(values)))
        values[area.left : area.right + 1] = [value] * (area.right + 1 - area.left)
