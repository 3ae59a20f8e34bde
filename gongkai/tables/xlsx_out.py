"""XLSX out: one look for every table that leaves the house; text stays text, numbers stay numbers."""

import io
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any, Literal

from gongkai.tables.sheets import Value
from gongkai.tables.values import DIGITS

Kind = Literal["text", "whole", "number", "share", "date", "moment"]
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
FONT, HEAD_FONT = "宋体", "黑体"
A3, A4, CELL_LIMIT, LONGEST_NAME, LONGEST_CHOICES = 8, 9, 32_767, 31, 255
BROAD, BROADEST = 150, 250  # characters past which a sheet is printed on A3, and on another page beside
SHOWN = 8  # characters that a computed number takes
WIDEST, LINE, TALLEST = 48, 15, 409  # characters of a column, points of a line and of the tallest row
TITLE_SIZE = 16 / 11  # of a title against what stands under it
NUMBER = {"align": "right", "indent": 1}  # apart from the words in the next column
BASE = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to write.

    `places` are decimals shown; a `share` is a fraction (0.875) shown as 87.5%; `group` is the heading above it, merged
    over neighbours of the same group; `width` is in characters, by default fitted to what stands in the column.
    """

    title: str
    kind: Kind = "text"
    places: int = 2
    width: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to write, without its `=`, and what it comes to; only the house makes one, never a cell of a file.

    `value` is what a program shows that does not compute; None leaves that empty.
    """

    text: str
    value: Value | float = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """Words that the program offers `choices` for; what else is typed is refused by it."""

    value: str | None
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to write: a `title` line over the headings, `notes` under the rows.

    The headings and the first `frozen` columns stay in sight; the headings are printed on each page. A `hidden` sheet
    is shown only when asked for.
    """

    name: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[Value | Formula | OneOf]]
    title: str = ""
    notes: Sequence[str] = field(default=())
    frozen: int = 1
    hidden: bool = False


def write_xlsx(
    path: str | os.PathLike[str] | None, sheets: Sequence[OutSheet], *, made: datetime | None = None
) -> bytes:
    """The workbook's bytes, also written to `path` where one is given. The same sheets and `made` give the same bytes.

    Decimals of more than fifteen digits are written as text, which keeps them whole. ValueError for a row longer than
    its headings.
    """
    import xlsxwriter  # takes longer to load than the rest of this room; a command that only reads must not wait for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": made or UNDATED})
        names: set[str] = set()
        for sheet in sheets:
            _Writer(book, sheet, _sheet_name(sheet.name, names)).write()
    content = out.getvalue()
    if path is not None:
        Path(path).write_bytes(content)
    return content


class _Writer:
    """One sheet on its way out; `line` is the next row to fill."""

    def __init__(self, book: Any, sheet: OutSheet, name: str) -> None:
        self.book, self.sheet = book, sheet
        self.page = book.add_worksheet(name)
        self.line = 0
        self.lines = 1  # that the tallest cell of the row in hand takes
        self.last = max(len(sheet.columns) - 1, 0)
        self.widths = [_width(column.title) + 2 for column in sheet.columns]
        self.formats = [book.add_format(BASE | _format(column)) for column in sheet.columns]
        self.plain = book.add_format(BASE | {"text_wrap": True})
        self.days = {kind: book.add_format(BASE | _format(OutColumn("", kind))) for kind in ("date", "moment")}

    def write(self) -> None:
        self.set_up_print()
        self.write_title()
        self.write_headings()
        for row in self.sheet.rows:
            self.write_row(row)
        self.write_notes()
        widths = self.fitted()
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)
        self.fit_to_paper(sum(widths))
        if self.sheet.hidden:
            self.page.hide()

    def fitted(self) -> list[float]:
        """The columns' widths: as given, else by what stands in them; together no narrower than the title."""
        given = [column.width for column in self.sheet.columns]
        widths = [own or min(max(width, 8), WIDEST) for own, width in zip(given, self.widths, strict=True)]
        missing = _width(self.sheet.title) * TITLE_SIZE + 2 - sum(widths)
        return [width + max(missing, 0) / len(widths) for width in widths]

    def set_up_print(self) -> None:
        self.page.set_landscape()
        self.page.center_horizontally()
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.page.set_footer("&C第&P页 共&N页")

    def fit_to_paper(self, wide: float) -> None:
        """One page across where that can be read; a wider sheet on several, with the columns that stay on each."""
        self.page.set_paper(A3 if wide > BROAD else A4)
        self.page.fit_to_pages(1 + int(wide // BROADEST), 0)
        if wide > BROADEST and self.sheet.frozen:
            self.page.repeat_columns(0, self.sheet.frozen - 1)

    def write_title(self) -> None:
        if self.sheet.title:
            wide = sum(column.width or 8 for column in self.sheet.columns)
            where = "left" if wide >= BROADEST else "center"  # in the middle of two pages it would be cut in two
            style = self.book.add_format({"font_name": HEAD_FONT, "font_size": 16, "align": where, "valign": "vcenter"})
            self.merge(self.line, 0, self.line, self.last, self.sheet.title, style)
            self.page.set_row(self.line, 30)
            self.line += 1

    def write_headings(self) -> None:
        style = self.book.add_format(
            BASE | {"font_name": HEAD_FONT, "bg_color": "#EEF2F7", "align": "center", "text_wrap": True}
        )
        first = self.line
        if any(column.group for column in self.sheet.columns):
            self.write_groups(style)
        for column, heading in enumerate(self.sheet.columns):
            if heading.group or first == self.line:
                self.page.write_string(self.line, column, heading.title, style)
        self.line += 1
        self.page.freeze_panes(self.line, self.sheet.frozen)
        self.page.repeat_rows(first, self.line - 1)

    def write_groups(self, style: Any) -> None:
        """The upper heading row; a column without a group takes both rows."""
        columns = self.sheet.columns
        start = 0
        while start < len(columns):
            end = start
            group = columns[start].group
            while group and end + 1 < len(columns) and columns[end + 1].group == group:
                end += 1
            self.merge(self.line, start, self.line + (not group), end, group or columns[start].title, style)
            start = end + 1
        self.line += 1

    def write_row(self, row: Sequence[Value | Formula | OneOf]) -> None:
        if len(row) > len(self.sheet.columns):
            raise ValueError(f"row of {len(row)} values under {len(self.sheet.columns)} headings")
        self.lines = 1
        for column, value in enumerate(row):
            self.write_value(column, value)
        if self.lines > 1:  # not every program finds the height of a row that wraps
            self.page.set_row(self.line, min(self.lines * LINE + 3, TALLEST))
        self.line += 1

    def write_value(self, column: int, value: Value | Formula | OneOf) -> None:
        style = self.formats[column]
        if isinstance(value, OneOf):
            if len(",".join(value.choices)) <= LONGEST_CHOICES:
                says = {"error_title": "请从列表中选", "error_message": "这一格只能从列表中选，或者留空。"}
                offer = {"validate": "list", "source": list(value.choices)} | says
                self.page.data_validation(self.line, column, self.line, column, offer)
            self.write_value(column, value.value)
        elif isinstance(value, Formula):
            found = "" if value.value is None else value.value
            self.page.write_formula(self.line, column, f"={value.text}", style, found)
            self.widen(column, _width(str(found)) if isinstance(found, str) else SHOWN)
        elif value is None:
            self.page.write_blank(self.line, column, None, style)
        elif isinstance(value, bool | str):
            self.write_text(column, value if isinstance(value, str) else "是" if value else "否")
        elif isinstance(value, date):
            kind: Kind = "moment" if isinstance(value, datetime) else "date"
            own = self.sheet.columns[column].kind in self.days
            self.page.write_datetime(self.line, column, _naive(value), style if own else self.days[kind])
            self.widen(column, 10 if kind == "date" else 16)
        elif self.sheet.columns[column].kind != "share" and len(Decimal(value).as_tuple().digits) > DIGITS:
            self.write_text(column, f"{value:f}" if isinstance(value, Decimal) else str(value))
        else:
            self.page.write_number(self.line, column, value, style)
            self.widen(column, len(str(value)) if self.sheet.columns[column].kind != "share" else SHOWN)

    def write_text(self, column: int, text: str) -> None:
        self.page.write_string(self.line, column, text[:CELL_LIMIT], self.plain)
        self.widen(column, _width(text))
        room = (self.sheet.columns[column].width or WIDEST) - 1
        self.lines = max(self.lines, sum(max(ceil(_width(line) / room), 1) for line in text.splitlines()))

    def write_notes(self) -> None:
        style = self.book.add_format({"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top"})
        for note in self.sheet.notes:
            self.merge(self.line, 0, self.line, self.last, note, style)
            self.line += 1

    def merge(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        """A merged area takes two cells; and a heading is text, whatever it begins with."""
        if (top, left) != (bottom, right):
            self.page.merge_range(top, left, bottom, right, "", style)
        self.page.write_string(top, left, text, style)

    def widen(self, column: int, width: int) -> None:
        self.widths[column] = max(self.widths[column], width + 2)


def _format(column: OutColumn) -> dict[str, Any]:
    decimals = "." + "0" * column.places if column.places else ""
    formats: dict[Kind, dict[str, Any]] = {
        "text": {"text_wrap": True},
        "whole": {"num_format": "0"} | NUMBER,
        "number": {"num_format": f"0{decimals}"} | NUMBER,
        "share": {"num_format": f"0{decimals}%"} | NUMBER,
        "date": {"num_format": "yyyy-mm-dd", "align": "center"},
        "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
    }
    return formats[column.kind]


def _naive(value: date) -> date:
    """A spreadsheet knows no zones: a moment is written as its own zone's clock shows it."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _width(text: str) -> int:
    """The longest line in half-width characters; a Chinese one counts two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.splitlines()),
        default=0,
    )


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name the format allows: no []:*?/\\, at most 31 characters, none twice."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:LONGEST_NAME] or "表"
    unique, count = clean, 1
    while unique.casefold() in taken:
        count += 1
        unique = f"{clean[: LONGEST_NAME - 4]}({count})"
    taken.add(unique.casefold())
    return unique
