"""标点: a paragraph that breaks off without its stop, a bracket or quotation mark without its other half."""

from collections.abc import Iterator

from gongkai.checks.finding import Finding
from gongkai.checks.page_text import PageText, page_text

PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
ENDS = {end: start for start, end in PAIRS.items()}
LONG = 40  # signs of a paragraph that is surely no heading
LINE = 12  # a line of a table or a signature may end on any sign
MOST = 5


def find(text: str) -> list[Finding]:
    """Candidates in plain text, in order (`warn`)."""
    return _findings(PageText.plain(text))


def find_in_html(html: str) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html))


def _findings(page: PageText) -> list[Finding]:
    found: list[Finding] = []
    at = 0
    for line in page.text.replace("\u2029", "\n").split("\n"):
        found += _in_line(page, line, at)
        if len(found) >= MOST:
            break
        at += len(line) + 1
    return found[:MOST]


def _in_line(page: PageText, line: str, at: int) -> Iterator[Finding]:
    words = line.rstrip()
    if len(words) >= LONG and "\u4e00" <= words[-1] <= "\u9fff" and "。" in words[:-1]:
        last = at + len(words) - 1
        message = f"这一段末尾“…{words[-12:]}”没有句号，请核对是否漏了标点或内容没有写完。"
        yield Finding("no_stop", "warn", page.source(last)[0], page.source(last)[1], words[-12:], message)
    if len(words) >= LINE and (odd := _unpaired(words)) is not None:
        message = f"“{words[max(0, odd - 8) : odd + 8]}”里的“{words[odd]}”没有配对，请核对。"
        start, end = page.source(at + odd)
        yield Finding("unpaired", "warn", start, end, words[max(0, odd - 8) : odd + 8], message)


def _unpaired(words: str) -> int | None:
    """Where the first half without its other half stands; quotations that run on over paragraphs are left alone."""
    open_: list[tuple[str, int]] = []
    for place, sign in enumerate(words):
        if sign in PAIRS:
            open_.append((sign, place))
        elif sign in ENDS:
            if not open_ or open_[-1][0] != ENDS[sign]:
                if sign == "”":
                    return None
                return place
            open_.pop()
    return next((place for sign, place in open_ if sign != "“"), None)
