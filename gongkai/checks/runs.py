"""Runs of digits as people write them: full width, with blanks or dashes inside, broken over a line.

A run is cut into groups at what stands between the digits; a number is always some whole neighbouring groups.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGIT = "0-9０-９"
BLANK = "[ \\t\u00a0\u3000]{0,16}"
DASHES = "[ \\t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\\-‐‑‒–—―−﹣－]{1,3}"
GAP = f"{DASHES}|{BLANK}\\r?\\n{BLANK}"
RUN = re.compile(f"[{DIGIT}](?:(?:{GAP})?[{DIGIT}]){{10,}}(?:(?:{GAP})?[XxＸｘ×Х](?![0-9A-Za-z]))?")
GROUP = re.compile(f"[{DIGIT}]+|[XxＸｘ×Х]")
CELLS = re.compile(
    f"(?<![{DIGIT}])[{DIGIT}](?:[\\s\u2029]{{1,20}}[{DIGIT}]){{16}}[\\s\u2029]{{1,20}}[{DIGIT}XxＸｘ](?![0-9A-Za-z])"
)
"""Eighteen cells of a form, a digit in each."""
BOXES = re.compile("\u2029[0-9]\\s+[0-9]\\s+[0-9]\\s")
LONGEST = 20

_ASCII = str.maketrans("０１２３４５６７８９ｘＸ×Хx", "0123456789" + "X" * 5)


@dataclass(frozen=True, slots=True)
class Number:
    """Some neighbouring groups of a run: the bare `digits` (X as check digit), their place, how they are cut."""

    digits: str
    start: int
    end: int
    cuts: tuple[int, ...]
    one_line: bool
    alone: bool
    """Whether the run holds nothing else on its lines."""


def numbers(text: str) -> Iterator[Number]:
    """Every number of 11 to 20 digits that whole neighbouring groups of a run make; of one start, longer first."""
    for run in RUN.finditer(text):
        groups = _groups(text, run.start(), run.end())
        for first in range(len(groups)):
            yield from _from(text, groups, first)


def boxed(text: str) -> Iterator[Number]:
    """Numbers of 18 written a digit a cell; only a page's walls or lines make such cells."""
    for run in CELLS.finditer(text) if BOXES.search(text) else ():
        digits = "".join(ascii_digits(run[0]).split())
        yield Number(digits, run.start(), run.end(), (1,) * 18, False, True)


def ascii_digits(text: str) -> str:
    """Full-width digits and every kind of X as plain ones."""
    return text.translate(_ASCII)


def _groups(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the run's groups; an X that touches the digits before it belongs to them."""
    spans: list[tuple[int, int]] = []
    for group in GROUP.finditer(text, start, end):
        if spans and spans[-1][1] == group.start():
            spans[-1] = (spans[-1][0], group.end())
        else:
            spans.append(group.span())
    return spans


def _from(text: str, groups: list[tuple[int, int]], first: int) -> list[Number]:
    found: list[Number] = []
    digits, cuts = "", []
    start = groups[first][0]
    for last in range(first, len(groups)):
        piece = ascii_digits(text[slice(*groups[last])])
        digits += piece
        cuts.append(len(piece))
        if len(digits) > LONGEST:
            break
        if len(digits) >= 11:
            end = groups[last][1]
            one_line = "\n" not in text[start:end]
            alone = _ends(text, groups, first - 1) and _ends(text, groups, last)
            found.append(Number(digits, start, end, tuple(cuts), one_line, alone))
    return found[::-1]


def _ends(text: str, groups: list[tuple[int, int]], group: int) -> bool:
    """Whether a line or the run ends after a group (-1: before the first)."""
    inner = 0 <= group < len(groups) - 1
    return not inner or "\n" in text[groups[group][1] : groups[group + 1][0]]
