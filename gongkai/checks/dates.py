"""日期: days that no calendar has, spans that end before they begin, and a paper made after it went out.

A day is read where it is written out in digits (2026年2月30日, 2026-02-30); years of our time only.
"""

import re
from datetime import date

from gongkai.checks.finding import Finding
from gongkai.checks.page_text import PageText, page_text

DAY = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)(?:年(?P<month>\d{1,2})月(?P<day>\d{1,2})日|-(?P<m>\d{2})-(?P<d>\d{2})(?![0-9-]))"
)
BLANK, INDENT = " \t\u3000\u00a0", 60
TO = re.compile(r"\s*(?:\d{1,2}[:：时]\d{0,2}分?)?\s*(?:起)?\s*(?:至|到|—|－|–|~|～|-)\s*")


def find(text: str, *, shown_on: date | None = None) -> list[Finding]:
    """Faults of days in plain text, in order. `shown_on`: the day it is published; the last line may not be later."""
    return _findings(PageText.plain(text), shown_on)


def find_in_html(html: str, *, shown_on: date | None = None) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html), shown_on)


def _findings(page: PageText, shown_on: date | None) -> list[Finding]:
    text = page.text
    found = []
    before: tuple[int, date] | None = None
    for place in DAY.finditer(text):
        day = _day(place)
        if day is None:
            message = f"“{place[0]}”不是历法上有的日期，请核对月和日。"
            found.append(_finding("impossible_day", page, *place.span(), place[0], message))
        elif before and day < before[1] and TO.fullmatch(text, before[0], place.start()):
            message = f"期限止于{place[0]}，早于起始日{before[1]:%Y-%m-%d}，请核对起止日期。"
            found.append(_finding("backward_span", page, *place.span(), place[0], message))
        elif shown_on and day > shown_on and _stands_alone(text, place):
            message = f"成文日期{place[0]}晚于公布日期{shown_on:%Y-%m-%d}，请核对。"
            found.append(_finding("made_later", page, *place.span(), place[0], message))
        before = (place.end(), day) if day else None
    return found


def _day(place: re.Match[str]) -> date | None:
    try:
        return date(int(place["year"]), int(place["month"] or place["m"]), int(place["day"] or place["d"]))
    except ValueError:
        return None


def _stands_alone(text: str, place: re.Match[str]) -> bool:
    """The day under a paper stands on a line of its own."""
    before = text[max(0, place.start() - INDENT) : place.start()].rstrip(BLANK)
    after = text[place.end() : place.end() + INDENT].lstrip(BLANK)
    return before[-1:] in ("", "\n", "\u2029") and after[:1] in ("", "\r", "\n", "\u2029")


def _finding(kind: str, page: PageText, start: int, end: int, words: str, message: str) -> Finding:
    return Finding(kind, "warn", page.source(start)[0], page.source(end - 1)[1], words, message)
