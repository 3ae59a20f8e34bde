"""公文: an official paper as data, whatever it is printed as (GB/T 9704-2012).

A text is plain: a line is a paragraph; a line that begins with 一、 is a heading of the first rank, with （一） and no
longer than a heading one of the second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

ONE = "一二三四五六七八九十"
FIRST = re.compile(rf"[{ONE}]{{1,3}}、")
SECOND = re.compile(rf"（[{ONE}]{{1,3}}）")
LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True)
class Block:
    """``rank``: 0 a paragraph, 1 and 2 a heading."""

    rank: int
    words: str


@dataclass(frozen=True, slots=True)
class Annex:
    """A table that follows the paper on pages of its own. ``widths`` are parts of the line; ``right`` the columns of
    figures; ``tall`` the rows that are filled in by hand. A form has no ``heads``."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    tall: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Official:
    """A paper of one organ. ``mark`` stands in red on top; a paper that is no 红头 (a sheet) has none.

    ``letter``: it is a 信函, with two double lines on its first page and no page number there; ``sealed``: the place of
    the seal is left empty; ``enclosures``: names of what goes with it besides its tables.
    """

    title: str
    text: str
    mark: str = ""
    number: str = ""
    addressees: str = ""
    signer: str = ""
    day: date | None = None
    copied: str = ""
    printer: str = ""
    draft: bool = False
    annexes: tuple[Annex, ...] = ()
    enclosures: tuple[str, ...] = ()
    letter: bool = False
    sealed: bool = False

    @property
    def attached(self) -> tuple[str, ...]:
        """Names of all that goes with it, in their order; none where the tables are all there is."""
        return (*self.enclosures, *(one.title for one in self.annexes)) if self.text.strip() else ()


def blocks(text: str) -> Iterator[Block]:
    """The lines of a text with their ranks; empty lines are left out."""
    for line in text.splitlines():
        words = line.strip().lstrip("\u3000")
        if words:
            yield Block(_rank(words), words)


def html(text: str) -> str:
    """The same as clean HTML, for a page."""
    tags = ("p", "h2", "h3")
    return "".join(f"<{tags[one.rank]}>{escape(one.words)}</{tags[one.rank]}>" for one in blocks(text))


def chinese_day(day: date) -> str:
    """2026年1月5日, no zero before a figure."""
    return f"{day.year}年{day.month}月{day.day}日"


def _rank(words: str) -> int:
    if len(words) > LONGEST_HEADING or words[-1] in "。；：":
        return 0
    return 1 if FIRST.match(words) else 2 if SECOND.match(words) else 0
