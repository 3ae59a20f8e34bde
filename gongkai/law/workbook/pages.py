"""How the workbook looks: an office's table, headings in sight, what is not read in grey, choices to pick from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width

from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import Column, Form
from gongkai.law.workbook.kinds import Text
from gongkai.tables import Value
from gongkai.tables.xlsx_out import A4, BASE, HEAD_FONT, UNDATED

A3 = 8
WIDE, WIDEST, TALLEST, ROOM = 150, 250, 400.0, 100
"""Characters past which a sheet is printed on A3, and on another page beside; points; empty rows that offer choices."""
DEEPEST_OUTLINE, DEEPEST_INDENT = 7, 15
LONGEST_CHOICES, LONGEST_NOTE = 255, 250
GREY = {"font_color": "#7F7F7F", "bg_color": "#F5F5F5"}
HEADING = {"font_name": HEAD_FONT, "bg_color": "#EEF2F7", "align": "center", "text_wrap": True}


@dataclass(frozen=True)
class Page:
    """A sheet to draw: `rows` of values under `columns`; `levels` gives rows their depth in an outline."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    frozen: int = 1
    levels: Sequence[int] = ()
    choices_from: dict[str, str] = field(default_factory=dict)


def page(form: Form, rows: Sequence[Sequence[Value]], title: str) -> Page:
    """The page of one form."""
    levels = [int(str(row[0])) for row in rows] if form is forms.INDICATORS else ()
    of = {"@of": f"={forms.INDICATORS.sheet}!$B$3:$B$999"} if form in (forms.LINES, forms.VETOES) else {}
    if form is forms.FIELDS:
        of = {"@of": f"={forms.FACTS.sheet}!$A$3:$A$999"}
    heading = f"{title}　{form.title}" if title else form.title
    return Page(form.sheet, heading, form.columns, rows, form.frozen, levels, of)


def workbook(pages: Sequence[Page]) -> bytes:
    """The XLSX of all pages, without formulas, links or macros; the same pages give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": UNDATED})
        for one in pages:
            _Drawn(book, one).draw()
    return out.getvalue()


class _Drawn:
    """One page on its way onto a sheet: a row for the title, where there is one, the headings, the rows."""

    def __init__(self, book: Any, page: Page) -> None:
        self.book, self.page = book, page
        self.sheet = book.add_worksheet(page.name)
        self.head = 1 if page.title else 0
        self.formats: dict[tuple[Any, ...], Any] = {}

    def draw(self) -> None:
        self.set_up_print()
        self.title()
        self.headings()
        for number, row in enumerate(self.page.rows):
            self.row(number, row)
        for number, column in enumerate(self.page.columns):
            self.choices(number, column)
            self.width(number, column)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(self.page.rows) + ROOM}"})

    def set_up_print(self) -> None:
        """One page wide where that can be read; a wider sheet runs over several, the first columns on each."""
        wide = sum(column.width for column in self.page.columns if not self.folded(column))
        self.sheet.set_landscape()
        self.sheet.set_paper(A3 if wide > WIDE else A4)
        self.sheet.fit_to_pages(1 + int(wide // WIDEST), 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.set_footer("&C第&P页 共&N页")
        self.sheet.repeat_rows(0, self.head)
        if self.page.frozen:
            self.sheet.repeat_columns(0, self.page.frozen - 1)
        self.sheet.freeze_panes(self.head + 1, self.page.frozen)
        self.sheet.outline_settings(symbols_below=False, symbols_right=False)

    def title(self) -> None:
        if not self.page.title:
            return
        style = self.style(font_name=HEAD_FONT, font_size=16, border=0)
        self.sheet.set_row(0, 30)
        self.sheet.write_string(0, 0, self.page.title, style)

    def headings(self) -> None:
        for number, column in enumerate(self.page.columns):
            grey = {"font_color": "#7F7F7F"} if column.unread else {}
            title = column.title + ("*" if column.required else "")
            self.sheet.write_string(self.head, number, title, self.style(**HEADING, **grey))

    def row(self, number: int, row: Sequence[Value]) -> None:
        level = self.page.levels[number] if self.page.levels else 0
        outline = {"level": min(level - 1, DEEPEST_OUTLINE)} if level > 1 else {}
        self.sheet.set_row(self.head + 1 + number, self.height(row, level), None, outline)
        for place, value in enumerate(row):
            self.value(self.head + 1 + number, place, value, level)

    def height(self, row: Sequence[Value], level: int) -> float:
        """Points for the tallest cell: a spreadsheet makes room for wrapped text only when somebody types it."""
        lines = 1
        for value, column in zip(row, self.page.columns, strict=False):
            room = column.width - (level if column.key == "title" else 0)
            lines = max(lines, sum(1 + int(_width(part) // room) for part in str(value or "").splitlines()))
        return min(15.0 * lines + 3, TALLEST)

    def value(self, line: int, place: int, value: Value, level: int) -> None:
        column = self.page.columns[place]
        style = self.cell_style(column, level, place)
        if value is None:
            self.sheet.write_blank(line, place, None, style)
        elif isinstance(value, str):
            self.sheet.write_string(line, place, value, style)
        else:
            self.sheet.write_number(line, place, value, style)

    def cell_style(self, column: Column, level: int, place: int) -> Any:
        """Words are formatted as text, so that 2026-06 typed into a cell stays what was typed."""
        if column.unread:
            return self.style(text_wrap=True, **GREY)
        if column.key == "title" and self.page.levels:
            return self.style(text_wrap=True, indent=min(level, DEEPEST_INDENT), bold=level <= 1, num_format="@")
        if isinstance(column.kind, Text) or column.width > 10:
            return self.style(text_wrap=True, num_format="@")
        return self.style(text_wrap=True, align="center")

    def style(self, **more: Any) -> Any:
        key = tuple(sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(BASE | more)
        return self.formats[key]

    def choices(self, number: int, column: Column) -> None:
        """A list to pick from where there is one, and a note that tells what belongs here. Other words may be typed."""
        note = {"input_title": column.title[:32], "input_message": column.note[:LONGEST_NOTE]} if column.note else {}
        source: Any = self.page.choices_from.get(column.key) or list(column.kind.words)
        if column.unread or not (source or note) or len(",".join(source)) > LONGEST_CHOICES:
            return
        rule: dict[str, Any] = {"validate": "list", "source": source} if source else {"validate": "any"}
        rule |= (
            {"error_type": "information", "error_title": "请核对", "error_message": "不在可选的词里，请核对"}
            if source
            else {}
        )
        self.sheet.data_validation(self.head + 1, number, len(self.page.rows) + ROOM, number, rule | note)

    def width(self, number: int, column: Column) -> None:
        blank = self.style(text_wrap=True, border=0, num_format="@") if isinstance(column.kind, Text) else None
        fold = {"level": 1, "hidden": True} if self.folded(column) else {}
        self.sheet.set_column(number, number, column.width, blank, fold)

    def folded(self, column: Column) -> bool:
        place = list(self.page.columns).index(column)
        return column.rare and all(row[place] is None for row in self.page.rows if place < len(row))


def _width(text: str) -> int:
    """Half-width characters; a Chinese one counts two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
