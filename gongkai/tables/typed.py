"""What a cell means once somebody knows what was wanted: a day, a whole number, an amount, yes or no.

Each raises the cell's own TableRefused when the value does not fit, and gives None for an empty cell.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Cell

YES, NO = frozenset({"是", "有", "√", "y", "yes", "true"}), frozenset({"否", "无", "×", "n", "no", "false"})
DAY = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?")
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
MOMENT = re.compile(r"(.+?)[T \u3000]?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?[秒分]?")


def text(cell: Cell) -> str | None:
    """Words; a number typed where words were meant is given as it is written."""
    return None if cell.value is None else str(cell.value)


def day(cell: Cell) -> date | None:
    """A day: a date, or text such as 2025-03-01, 2025/3/1, 2025年3月1日. A time of day beside it is refused."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime):
        if value.time() != time():
            raise cell.refuse(f"“{value:%Y-%m-%d %H:%M}”带有时刻，这里只填日期。")
        return value.date()
    if isinstance(value, date):
        return value
    return _day(cell, str(value))


def moment(cell: Cell) -> datetime | None:
    """A moment without zone: a date with time, or text such as 2025-03-01 08:30; a day alone is its first moment."""
    value = cell.value
    if value is None or isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    written = unicodedata.normalize("NFKC", str(value))
    found = MOMENT.fullmatch(written)
    hour, minute, second = (int(part or 0) for part in found.groups()[1:]) if found else (0, 0, 0)
    try:
        return datetime.combine(_day(cell, found[1] if found else written), time(hour, minute, second))
    except TableRefused:
        raise
    except ValueError as error:
        raise cell.refuse(f"“{value}”不是有效的时刻，请写成 2025-03-01 08:30。") from error


def whole(cell: Cell) -> int | None:
    """A whole number, also as text with thousands commas."""
    value = amount(cell)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise cell.refuse(f"“{cell.value}”应为整数。")
    return int(value)


def amount(cell: Cell) -> Decimal | None:
    """A finite number, also as text with thousands commas; a percentage is refused, for it could mean two things."""
    value = cell.value
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return None if value is None else Decimal(value)
    written = unicodedata.normalize("NFKC", str(value))
    if not NUMBER.fullmatch(written):
        raise cell.refuse(f"“{value}”不是数字。")
    return Decimal(written.replace(",", ""))


def flag(cell: Cell) -> bool | None:
    """是 or 否, and what people write for them."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    word = str(value).casefold()
    if word not in YES | NO:
        raise cell.refuse(f"“{value}”应填“是”或“否”。")
    return word in YES


def _day(cell: Cell, words: str) -> date:
    found = DAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    raise cell.refuse(f"“{cell.value}”不是有效的日期，请写成 2025-03-01。")
