"""表格: XLSX and CSV in and out. Pure: no database, no clock, no network; nothing in a file is ever run."""

from gongkai.tables.address import column_index, column_letters
from gongkai.tables.csv_out import write_csv
from gongkai.tables.headers import Heading, Matched, Wanted, match_headers
from gongkai.tables.limits import Limits
from gongkai.tables.reading import read
from gongkai.tables.refusal import TableRefused
from gongkai.tables.returned import errors_workbook
from gongkai.tables.sheets import Cell, Merged, Row, Sheet, Value, Workbook
from gongkai.tables.xlsx_out import Formula, OneOf, OutColumn, OutSheet, write_xlsx

__all__ = [
    "Cell",
    "Formula",
    "Heading",
    "Limits",
    "Matched",
    "Merged",
    "OneOf",
    "OutColumn",
    "OutSheet",
    "Row",
    "Sheet",
    "TableRefused",
    "Value",
    "Wanted",
    "Workbook",
    "column_index",
    "column_letters",
    "errors_workbook",
    "match_headers",
    "read",
    "write_csv",
    "write_xlsx",
]
