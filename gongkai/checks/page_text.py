"""A page's text as one string, each sign knowing where in the source it came from.

Inline tags vanish, so that a number cut by <b> is whole; <br> is a line's end; every other tag, a table cell's too, is
a wall. The values of attributes and the words of comments follow after the text.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.checks.finding import Piece

WALL = "\u2029"
BORDER = WALL * 2  # the end of a cell and the beginning of the next
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|o:p|q|s|samp|small|span|strike|strong|"
    "sub|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)
TOKEN = re.compile(
    r"</t[dh]>(?P<row></tr>\s*<tr>)?<(?P<cell>t[dh])>"
    r"|<!--(?P<comment>.*?)-->"
    r"|</?(?P<tag>[A-Za-z][^\s/<>\"']*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?",
    re.DOTALL,
)
TABLE = frozenset(("table", "tr", "td", "th"))
VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")


@dataclass(slots=True)
class PageText:
    """`text`, built of stretches: where each begins in it (`starts`), and its place in the source (`pieces`)."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[str, int, str]] = field(default_factory=list)
    """The tags of tables, `/td` for an end: name, place in the text, attributes as written."""

    @classmethod
    def plain(cls, text: str) -> "PageText":
        """Plain text is its own source."""
        page = cls()
        page.add(text, 0, len(text))
        return page

    @classmethod
    def grid(cls, text: str) -> "PageText":
        """A sheet: a line a row, tabs between its cells. Nothing goes on from one cell into the next."""
        page = cls.plain(text.replace("\t", WALL).replace("\n", WALL))
        at = 0
        for line in text.split("\n"):
            page.marks.append(("tr", at, ""))
            for words in line.split("\t"):
                page.marks.append(("td", at, ""))
                at += len(words) + 1
        return page

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, words: str, start: int, end: int) -> None:
        """Append words that stand at start … end of the source; words of another length stand for the whole of it."""
        if words:
            self.parts.append(words)
            self.starts.append(self.length)
            self.pieces.append((start, end))
            self.length += len(words)

    def source(self, at: int) -> Piece:
        """Where the sign at a position of the text stands in the source."""
        stretch = bisect_right(self.starts, at) - 1
        start, end = self.pieces[stretch]
        if len(self.parts[stretch]) != end - start:
            return start, end
        first = start + at - self.starts[stretch]
        return first, first + 1


@lru_cache(maxsize=4)
def page_text(source: str) -> PageText:
    """The readable text of an HTML page or fragment, broken markup included as it stands; several checks share it."""
    page = PageText()
    aside: list[Piece] = []
    marks, at, length = page.marks, 0, 0
    # What ``add`` does, written out: a register has a tag every few signs, and a call for each costs as much again.
    part, begin, piece = page.parts.append, page.starts.append, page.pieces.append
    for token in TOKEN.finditer(source):
        start, end = token.span()
        if at < start:
            part(source[at:start])
            begin(length)
            piece((at, start))
            length += start - at
        at = end
        tag, attributes, cell = token.group("tag", "attributes", "cell")
        if cell is not None:  # from one bare cell to the next, half of what a register's page is made of
            part(BORDER)
            begin(length)
            piece((end, end))
            marks.append(("/td", length + 1, ""))
            length += 2
            if token["row"]:
                marks.append(("tr", length, ""))
            marks.append((cell, length, ""))
        elif tag is not None:
            wall, name = _wall(tag)
            if attributes:
                aside += _values(token)
            if wall:
                part(wall)
                begin(length)
                piece((end, end))
                length += 1
            if name in TABLE:
                marks.append(("/" + name if source[start + 1] == "/" else name, length, attributes))
        elif token["comment"] is not None:
            aside.append(token.span("comment"))
        elif sign := _decoded(token[0]):
            part(sign)
            begin(length)
            piece((start, end))
            length += len(sign)
    page.length = length
    page.add(source[at:], at, len(source))
    for start, end in aside:
        page.add(WALL, end, end)
        _add_decoded(page, source, start, end)
    return page


@lru_cache(maxsize=200)
def _wall(tag: str) -> tuple[str, str]:
    """What stands in the text for a tag, and its name as HTML knows it."""
    name = tag.lower()
    return "\n" if name == "br" else "" if INLINE.fullmatch(name) else WALL, name


def _values(tag: re.Match[str]) -> list[Piece]:
    offset = tag.start("attributes")
    found = (value.span(value.lastindex or 0) for value in VALUE.finditer(tag["attributes"]))
    return [(offset + start, offset + end) for start, end in found]


def _add_decoded(page: PageText, source: str, start: int, end: int) -> None:
    at = start
    for entity in ENTITY.finditer(source, start, end):
        page.add(source[at : entity.start()], at, entity.start())
        page.add(_decoded(entity[0]), *entity.span())
        at = entity.end()
    page.add(source[at:end], at, end)


def _decoded(entity: str) -> str:
    """The sign an entity stands for; soft hyphens and joiners, which nobody sees, are nothing."""
    return html.unescape(entity).translate(dict.fromkeys((0xAD, 0x200C, 0x200D, 0x2060)))
