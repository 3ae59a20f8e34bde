"""Workbooks as somebody would edit them: opened, changed and saved by openpyxl, which is not what wrote them."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from gongkai.law import workbook
from gongkai.law.rulebook import Rulebook


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after `change` was made to it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(sheet: Any, row: int, title: str) -> Any:
    """The cell of a row (as the spreadsheet counts) under a heading of the second row."""
    for heading in sheet[2]:
        if str(heading.value or "").partition("（")[0].rstrip("*") == title:
            return sheet.cell(row, heading.column)
    raise AssertionError(f"no column {title} in {sheet.title}")


def set_cell(book: Rulebook, sheet: str, row: int, title: str, value: Any) -> bytes:
    """The workbook of a rulebook with one cell changed."""

    def change(one: Any) -> None:
        cell(one[sheet], row, title).value = value

    return edited(workbook.write(book), change)


def pasted(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), head: dict[str, Any] | None = None) -> bytes:
    """The blank workbook with a table pasted at A1, as wide as the form's own columns."""

    def change(one: Any) -> None:
        sheet = one["评分表"]
        for number, row in enumerate(rows, start=1):
            for column in range(max(7, len(row))):
                sheet.cell(number, column + 1).value = row[column] if column < len(row) else None
        for area in merged:
            sheet.merge_cells(area)
        for row in one["总则"].iter_rows(min_row=3):
            if head and row[0].value in head:
                row[2].value = head[row[0].value]

    return edited(workbook.blank(), change)
