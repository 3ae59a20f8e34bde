"""完成时限 as papers write it: 2016年9月底前, 10月31日前, 上半年, 年底前 (SQ-2.3)."""

import calendar
import re
from datetime import date

CHINESE = "一二三四五六七八九十"
MONTH = rf"1[0-2]|0?[1-9]|十[一二]|[{CHINESE}]"
NAMED = re.compile(
    rf"(?:(?P<year>20\d\d)年)?(?P<month>{MONTH})月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<end>底|末|份?))"
    r"(?:之前|以前|前|内)"
)
PARTS = (("年底前", 12), ("年内", 12), ("上半年", 6), ("三季度", 9), ("一季度", 3), ("二季度", 6))
ISO = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def found(text: str, year: int) -> date | None:
    """The latest last day that the words name: only then is all of it done. A month alone means its last day, a day
    without a year is ``year``'s.
    """
    days = [_named(one, year) for one in NAMED.finditer(text)]
    days += [date(year, month, _last(year, month)) for words, month in PARTS if words in text]
    return max(days, default=None)


def read(text: str, year: int) -> date | None:
    """What a cell says; None where it is no day that can be read."""
    if one := ISO.fullmatch(text.strip()):
        try:
            return date(int(one[1]), int(one[2]), int(one[3]))
        except ValueError:
            return None
    return found(text if text.endswith(("前", "内", "半年", "季度")) else f"{text}前", year)


def _named(one: re.Match[str], year: int) -> date:
    own, month = int(one["year"] or year), _month(one["month"])
    return date(own, month, min(int(one["day"]), _last(own, month)) if one["day"] else _last(own, month))


def _month(text: str) -> int:
    """9, 九 or 十二."""
    return int(text) if text.isdecimal() else sum(CHINESE.index(sign) + 1 for sign in text)


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
