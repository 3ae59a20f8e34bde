"""简明易懂: sentences too long to be taken in at one reading, in what is written for everybody (TZ-0.3)."""

import re
from collections.abc import Iterator

from gongkai.checks.finding import Finding
from gongkai.checks.page_text import PageText, page_text

SENTENCE = re.compile(r"[^。；;！？!?\n\u2029]+")
SIGNS = re.compile(r"\w")
QUOTED = re.compile(r"《[^》]*》|（[^）]*）")  # titles and asides are passed over in reading
LONGEST, MOST_TOLD = 80, 3  # characters of a sentence; sentences told one by one


def find(text: str) -> list[Finding]:
    """Candidates in plain text, in order, all for a person's eye (`warn`)."""
    return list(_long(PageText.plain(text)))


def find_in_html(html: str) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return list(_long(page_text(html)))


def _long(page: PageText) -> Iterator[Finding]:
    found = [(place, size) for place in SENTENCE.finditer(page.text) if (size := _size(place[0])) > LONGEST]
    for place, size in found[:MOST_TOLD]:
        excerpt = place[0].strip()[:24]
        message = f"“{excerpt}…”这一句有{size}个字，群众不容易看懂，请分成几句。"
        start, end = page.source(place.start())[0], page.source(place.end() - 1)[1]
        yield Finding("long_sentence", "warn", start, end, excerpt, message)
    if len(found) > MOST_TOLD:
        message = f"全文有{len(found)}句超过{LONGEST}个字，请改得简短明白。"
        yield Finding("long_sentences", "warn", 0, 0, f"{len(found)}句", message)


def _size(sentence: str) -> int:
    return len(SIGNS.findall(QUOTED.sub("", sentence)))
