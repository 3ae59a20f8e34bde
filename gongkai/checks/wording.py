"""用字: words that are mistyped or no longer used in official papers, by a lexicon (``checks.lexicon.Wording``)."""

from functools import cache
from pathlib import Path

from gongkai.checks.finding import Finding
from gongkai.checks.lexicon import Entry, Wording, read_wording
from gongkai.checks.page_text import PageText, page_text
from gongkai.law.reading import read_file

SHIPPED = Path(__file__).parents[1] / "rulebooks" / "lexicons" / "wording.yaml"
WRITTEN = {"wrong": "疑似错字", "retired": "不再使用的称谓"}


def find(text: str, *, lexicon: Wording | None = None) -> list[Finding]:
    """Such words in plain text, in order; all are for a person's eye (`warn`), each with the word to put there."""
    return _findings(PageText.plain(text), lexicon or shipped())


def find_in_html(html: str, *, lexicon: Wording | None = None) -> list[Finding]:
    """The same in a page; offsets are those of its source."""
    return _findings(page_text(html), lexicon or shipped())


@cache
def shipped() -> Wording:
    """The lexicon that comes with the software. Raises `Refused` when the file cannot be read."""
    return read_wording([read_file(SHIPPED)])


def _findings(page: PageText, lexicon: Wording) -> list[Finding]:
    text = page.text
    found = []
    for place in lexicon.words.finditer(text):
        entry = lexicon.entries[place[0]]
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
