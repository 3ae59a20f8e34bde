"""公文: an official paper as data, whatever it is printed as (GB/T 9704-2012).

A text is plain: a line is a paragraph; a line that begins with 一、 is a heading of the first rank, with （一） and no
longer than a heading one of the second.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil

ONE = "一二三四五六七八九十"
FIRST = re.compile(rf"[{ONE}]{{1,3}}、")
SECOND = re.compile(rf"（[{ONE}]{{1,3}}）")
LONGEST_HEADING = 30
BROADEST = 20  # characters of a title's line: 156 mm in 2号
WHOLE = re.compile(
    r"[0-9A-Za-z.]+年?度?|第?[一二三四]季度|[上下]半年|关于|表扬|批评|印发|开展|公布|政务公开|(?:政府)?信息公开|办事公开|绩效评价|满意度|目标管理|企事业|"
    r"公共|单位|考核|评价|评分|结果|情况|工作|通知|通报|报告|决定|意见|公告|办法|方案|部门|窗口|乡镇|街道|社区|试评|优秀|不?合格|整改|"
    r"人民政府|办公室|管理局|委员会"
)  # what a title's line does not break in two (GB/T 9704 7.3.1: 回行时词意完整)


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
    def title_lines(self) -> list[str]:
        """The title in lines about as long as one another; a break that was written stands."""
        return [line for written in self.title.splitlines() for line in title_lines(written)]

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


def title_lines(title: str) -> list[str]:
    """A title in as many lines as it takes, none much shorter than the others (GB/T 9704 7.3.1)."""
    found: list[str] = []
    rest = title
    for left in range(ceil(_width(title) / BROADEST), 1, -1):
        fair = _width(rest) / left
        room = [place for place in _breaks(rest) if _width(rest[:place]) <= BROADEST]
        fits = [place for place in room if _width(rest[place:]) <= BROADEST * (left - 1)]
        if not fits:
            break
        place = min(fits, key=lambda one: (abs(_width(rest[:one]) - fair), -one))
        found, rest = [*found, rest[:place]], rest[place:]
    return [*found, rest]


def _breaks(words: str) -> list[int]:
    """Places where a line may end: not in a word, nor before what closes or belongs to what stands ahead."""
    inside = {place for one in WHOLE.finditer(words) for place in range(one.start() + 1, one.end())}
    return [
        place for place in range(1, len(words))
        if place not in inside and words[place] not in "的）》”、，和及" and words[place - 1] not in "（《“"
    ]  # fmt: skip


def _width(words: str) -> float:
    return sum(1 if ord(sign) > 255 else 0.56 for sign in words)


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
