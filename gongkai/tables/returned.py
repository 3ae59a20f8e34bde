"""Rows that could not be taken, given back as a file that can be mended and handed in again."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.tables.headers import REASON, SOURCE_ROW
from gongkai.tables.sheets import Row
from gongkai.tables.xlsx_out import OutColumn, OutSheet, write_xlsx


def errors_workbook(
    rows: Sequence[Row], reasons: Sequence[str], *, header: Sequence[str], made: datetime | None = None
) -> bytes:
    """An XLSX of the refused rows as they stood under their own headings, each with its reason and its old row number.

    `reasons` runs beside `rows`. The two added columns are passed over when the file is read again.
    """
    width = max([len(header), *(len(row.values) for row in rows)])
    titles = [*header, *[""] * (width - len(header))]
    columns = [*(OutColumn(title) for title in titles), OutColumn(SOURCE_ROW, "whole"), OutColumn(REASON)]
    lines = [
        [*(row[column] for column in range(width)), row.number, reason]
        for row, reason in zip(rows, reasons, strict=True)
    ]
    return write_xlsx(None, [OutSheet("未导入的行", columns, lines, frozen=0)], made=made)
