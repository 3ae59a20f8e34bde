"""用字: words that are mistyped or no longer used in official papers, by a lexicon read when first asked for."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gongkai.checks.finding import Finding
from gongkai.checks.page_text import PageText, page_text
from gongkai.law.reading import read_file

LEXICON = Path(__file__).with_name("lexicons") / "wording.yaml"
WRITTEN = {"wrong": "疑似错字", "retired": "不再使用的称谓"}


class Entry(NamedTuple):
    """A word as it should not stand, how it should read, and the longer words in which the same signs are right."""

    kind: str
    says: str
    right: str
    unless: tuple[str, ...] = ()


def find(text: str) -> list[Finding]:
    """Such words in plain text, in order; all are for a person's eye (`warn`), each with the word to put there."""
    return _findings(PageText.plain(text))


def find_in_html(html: str) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html))


@cache
def lexicon() -> dict[str, Entry]:
    """The lexicon by word. Raises `Refused` when the file cannot be read."""
    tables = read_file(LEXICON).plain()
    assert isinstance(tables, dict)
    entries = (
        Entry(kind, line["says"], line["right"], tuple(line.get("unless", ())))
        for kind in WRITTEN
        for line in tables[kind]
    )
    return {entry.says: entry for entry in entries}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon(), key=len, reverse=True))))


def _findings(page: PageText) -> list[Finding]:
    text = page.text
    found = []
    for place in _words().finditer(text):
        entry = lexicon()[place[0]]
        if not _is_part(entry, text, place.start()):
            message = f"“{entry.says}”是{WRITTEN[entry.kind]}，请核对是否应为“{entry.right}”。"
            start, end = page.source(place.start())[0], page.source(place.end() - 1)[1]
            found.append(Finding(entry.kind, "warn", start, end, entry.says, message))
    return found


def _is_part(entry: Entry, text: str, start: int) -> bool:
    """Whether the signs belong to a longer word in which they are right."""
    return any(
        text.startswith(word, start - word.index(entry.says))
        for word in entry.unless
        if start >= word.index(entry.says)
    )
