"""A workbook's sheets as rows of values: headings matched, every cell read by its column's kind, faults collected."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from gongkai import tables
from gongkai.law.findings import Faults, Place
from gongkai.law.reading import Node
from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import UNREAD, Column, Form
from gongkai.law.workbook.kinds import Kind, Text
from gongkai.law.workbook.rows import Row
from gongkai.law.workbook.told import of_table, place_of_cell

REMARK = "备注"
PASSED_OVER = (forms.GUIDE, forms.SHARED)
KNOWN = (*(form.sheet for form in forms.FORMS), forms.ANNEXES, forms.PASTED, *PASSED_OVER)


def known_sheets(book: tables.Workbook, file: str, faults: Faults) -> dict[str, tables.Sheet]:
    """The sheets by name. One that is hidden or that nobody knows is refused, not overlooked."""
    found = {}
    for sheet in book.sheets:
        if all(row.empty for row in sheet.rows) or sheet.name in PASSED_OVER or sheet.name.startswith(REMARK):
            continue
        at = Place(f"{file}:{sheet.name}", 0, 0)
        if sheet.name not in KNOWN:
            faults.refuse(
                at, "table", f"不认识的工作表，请改名、删去，或让名称以“{REMARK}”开头；认识的有：{'、'.join(KNOWN)}"
            )
        elif sheet.hidden:
            faults.refuse(at, "table", "这张工作表是隐藏的，请取消隐藏，看过再读")
        else:
            found[sheet.name] = replace(sheet, file=file)
    return found


def read_form(form: Form, sheet: tables.Sheet | None, file: str, faults: Faults) -> list[Row]:
    """The rows of one form. A sheet that is absent has none."""
    if sheet is None:
        return []
    wanted = [tables.Wanted(column.key, _bare(column.title), required=column.required) for column in form.columns]
    matched = tables.match_headers(sheet.filled(), wanted, depth=1)
    faults.found += [of_table(problem, file) for problem in matched.problems(unknown_too=False)]
    unknown = [head for head in matched.unknown if not head.text.startswith(REMARK)]
    says = f"不认识的列，请改名、删去，或让列名以“{REMARK}”开头"
    for head in unknown:
        faults.refuse(place_of_cell(head.cell, file), "table", f"“{head.text}”：{says}")
    if matched.problems(unknown_too=False) or unknown:
        return []
    read = {column.key for column in form.read}
    refuse_formulas(sheet, {place for key, place in matched.columns.items() if key in read}, file, faults)
    return [row for line in matched.rows if (row := _row(form, matched, line, file, faults)) is not None]


def refuse_formulas(sheet: tables.Sheet, columns: set[int], file: str, faults: Faults) -> None:
    """A formula is not computed here, and what it left behind may be old: a value is asked for instead."""
    for row, column in sorted(sheet.formulas):
        if column in columns:
            place = Place(f"{file}:{sheet.name}", row, column + 1)
            faults.refuse(place, "formula", "这一格是公式；公式不计算，请复制后“选择性粘贴—数值”")


def _bare(title: str) -> str:
    return title.removesuffix(UNREAD)


def _row(form: Form, matched: tables.Matched, line: tables.Row, file: str, faults: Faults) -> Row | None:
    """One row; None where nothing is filled in, or something that must be is not."""
    cells = {column.key: cell for column in form.read if (cell := _filled(matched, line, column)) is not None}
    if not cells:
        return None
    whole = True
    for column in form.read:
        if column.required and column.key not in cells:
            cell = line.cell(matched.columns[column.key])
            faults.refuse(
                place_of_cell(replace(cell, sheet=matched.sheet.name), file), "form", f"“{_bare(column.title)}”没有填"
            )
            whole = False
    found = dict(_read(form, cells, file, faults))
    return Row(found, place_of_cell(next(iter(cells.values())), file)) if whole and len(found) == len(cells) else None


def _filled(matched: tables.Matched, line: tables.Row, column: Column) -> tables.Cell | None:
    cell = matched.cell(line, column.key)
    return replace(cell, sheet=matched.sheet.name) if cell is not None and cell.value is not None else None


def _read(form: Form, cells: dict[str, tables.Cell], file: str, faults: Faults) -> Iterator[tuple[str, Node]]:
    kinds = {column.key: column.kind for column in form.read}
    if form is forms.HEAD:
        item = str(cells["@item"].value) if "@item" in cells else ""
        if item not in forms.HEADS:
            says = f"不认识的项目“{item}”；可以写：{'、'.join(forms.HEADS)}"
            faults.refuse(place_of_cell(next(iter(cells.values())), file), "form", says)
            return
        kinds["@value"] = forms.HEADS[item][1]
    for key, cell in cells.items():
        with faults.catch():
            yield key, node_of(cell, kinds[key], file)


def node_of(cell: tables.Cell, kind: Kind, file: str) -> Node:
    """What a filled cell says, as its column means it. Raises `Refused`."""
    at, value = place_of_cell(cell, file), cell.value
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not isinstance(kind, Text):
        text = str(value) if isinstance(value, int) else f"{value:f}"
        return Node(value, *at, text)
    return kind.read(_text(value), at)


def _text(value: tables.Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def forms_read(sheets: dict[str, tables.Sheet], file: str, faults: Faults) -> dict[str, list[Row]]:
    """Every form's rows by sheet name."""
    return {form.sheet: read_form(form, sheets.get(form.sheet), file, faults) for form in forms.FORMS}
