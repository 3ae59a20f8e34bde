"""XLSX in: cached values only; formulas and outside links are never followed."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.tables.limits import Limits, check_extent, fits
from gongkai.tables.package import STYLES, Package, open_package
from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Merged, Row, Sheet, Value, Workbook
from gongkai.tables.survey import CORRUPT, Place, Survey, glance, percent_styles, survey
from gongkai.tables.values import exact, percent, tidy, trimmed

Raw = str | int | float | bool | date | datetime | time | timedelta


def read_xlsx(content: bytes, name: str, limits: Limits) -> Workbook:
    """All worksheets of an XLSX, hidden ones marked. Raises TableRefused."""
    package = open_package(content, limits)
    surveys = _surveys(package, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(package.repacked())) as book:
            hidden = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
            read = (_sheet(book, title, found, name) for title, found in surveys.items())
            return Workbook(name, tuple(replace(sheet, hidden=sheet.name in hidden) for sheet in read))
    except CalamineError as error:
        raise TableRefused("文件无法读取，请用表格软件打开后另存为 XLSX。") from error


def _surveys(package: Package, limits: Limits) -> dict[str, Survey]:
    percents = percent_styles(package.parts[STYLES]) if STYLES in package.parts else frozenset()
    surveys = {}
    for title, part in package.sheets.items():
        try:
            surveys[title] = _survey(package.parts[part], percents, limits)
        except TableRefused as refusal:
            raise refusal.placed(sheet=title) from refusal
    return surveys


def _survey(part: bytes, percents: frozenset[str], limits: Limits) -> Survey:
    """A glance where that is enough, else the walk. Refuses a sheet that reaches too far."""
    found = None if percents else glance(part)
    if found is None or not fits(found.rows, found.columns, limits):
        found = survey(part, percents)
        check_extent(found.rows, found.columns, limits)
    return found


def _sheet(book: CalamineWorkbook, title: str, found: Survey, file: str) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(title)
        raw = enumerate(sheet.to_python(skip_empty_area=False), start=1)
        rows = [Row(number, _values(line, number), title, file) for number, line in raw]
        merged = _merged(sheet.merged_cell_ranges or (), found)
    except TableRefused as refusal:
        raise refusal.placed(file=file, sheet=title) from refusal
    except CalamineError as error:
        raise TableRefused(CORRUPT, file=file, sheet=title) from error
    return Sheet(title, tuple(_restored(rows, found)), merged, file=file, formulas=frozenset(found.formulas))


def _values(raw: Iterable[Raw], number: int) -> tuple[Value, ...]:
    return trimmed([_value(value, number, column) for column, value in enumerate(raw)])


def _value(raw: Raw, row: int, column: int) -> Value:
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, float):
        return exact(raw, row, column)
    if isinstance(raw, time):
        return f"{raw:%H:%M:%S}".removesuffix(":00")
    if isinstance(raw, timedelta):
        minutes, seconds = divmod(round(raw.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return raw


def _restored(rows: list[Row], found: Survey) -> list[Row]:
    """Percentages as they were printed, errors as they were named: both are lost on the way through the reader."""
    changed: dict[int, dict[int, Value]] = {}
    for place in found.percent:
        value = _at(rows, place)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            changed.setdefault(place[0], {})[place[1]] = percent(value)
    for (row, column), text in found.failed.items():
        changed.setdefault(row, {})[column] = text
    rows += [Row(number, ()) for number in range(len(rows) + 1, max(changed, default=0) + 1)]
    for number, cells in changed.items():
        rows[number - 1] = _with(rows[number - 1], cells)
    return rows


def _at(rows: list[Row], place: Place) -> Value:
    row, column = place
    return rows[row - 1][column] if row <= len(rows) else None


def _with(row: Row, cells: dict[int, Value]) -> Row:
    width = max(len(row.values), max(cells) + 1)
    return replace(row, values=tuple(cells.get(column, row[column]) for column in range(width)))


def _merged(ranges: Iterable[tuple[Place, Place]], found: Survey) -> tuple[Merged, ...]:
    """Merged areas, cut to where values reach. Sound ones do not overlap, so they never cover more than the sheet."""
    cut = (
        Merged(top + 1, left, min(bottom + 1, found.rows), min(right, found.columns - 1))
        for (top, left), (bottom, right) in ranges
    )
    areas = tuple(area for area in cut if area.bottom >= area.top and area.right >= area.left)
    if sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in areas) > found.rows * found.columns:
        raise TableRefused("合并单元格互相重叠，请取消合并后重新保存。")
    return areas
