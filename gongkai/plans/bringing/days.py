"""完成时限 as papers write it: 2016年9月底前, 10月31日前, 上半年, 年底前 (SQ-2.3)."""

import calendar
import re
from datetime import date

NAMED = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<end>底|末|份?))"
    r"(?:之前|以前|前|内)"
)
PARTS = (("年底前", 12), ("年内", 12), ("上半年", 6), ("第一季度", 3), ("三季度", 9), ("一季度", 3), ("二季度", 6))
ISO = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def found(text: str, year: int) -> date | None:
    """The first last day that the words name; a month alone means its last day, a day without a year is ``year``'s."""
    for one in NAMED.finditer(text):
        own, month = int(one["year"] or year), int(one["month"])
        last = calendar.monthrange(own, month)[1]
        return date(own, month, min(int(one["day"]), last) if one["day"] else last)
    for words, month in PARTS:
        if words in text:
            return date(year, month, calendar.monthrange(year, month)[1])
    return None


def read(text: str, year: int) -> date | None:
    """What a cell says; None where it is no day that can be read."""
    if one := ISO.fullmatch(text.strip()):
        try:
            return date(int(one[1]), int(one[2]), int(one[3]))
        except ValueError:
            return None
    return found(text if text.endswith(("前", "内", "半年", "季度")) else f"{text}前", year)
