"""CSV out: UTF-8 with its mark, so that spreadsheets show Chinese, and no text that they would run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from gongkai.tables.sheets import Value

STARTERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV of a heading row and rows of values.

    Dates are written as 2025-03-01, moments as 2025-03-01 08:30, truth as 是 or 否, None as nothing. Text that a
    spreadsheet would take for a formula gets an apostrophe before it; numbers do not, negative ones neither.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(title) for title in header])
    writer.writerows([_text(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(text: str) -> str:
    """Text that no spreadsheet runs (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTERS) else text


def unguarded(text: str) -> str:
    """The text before `guarded` put its apostrophe there."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
