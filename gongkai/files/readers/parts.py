"""What a reader hands over: parts of a file's text, each with its place, and traces of what does not meet the eye."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple

from gongkai.files.refusal import Unreadable

MOST_TEXT = 2_000_000  # characters of one file
MOST_TRACES = 200
UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """Text that stands together. ``place``: a page, a sheet, 页眉; ``numbers``: the number of each of its lines.

    ``wrapped``: lines end where the paper does, so a word may go on in the next one; ``grid``: a line is a row and tabs
    part its cells, the first of which stands in column ``left`` (A is 0). ``hidden``: a reader of the file does not see
    it; it is checked, and never searched.
    """

    place: str
    text: str
    numbers: list[int] | None = None
    wrapped: bool = False
    grid: bool = False
    left: int = 0
    hidden: bool = False


class Trace(NamedTuple):
    """One thing in a file that does not meet the eye: a kind of ``checks.office.KINDS``, where, and which."""

    kind: str
    place: str
    which: str = ""


def told(parts: Iterable[Part], traces: Iterable[Trace] = ()) -> dict:
    """Parts that hold text, and traces, as JSON can hold them. Raises ``Unreadable`` where there is too much text."""
    kept, length = [], 0
    for part in parts:
        length += len(part.text)
        if length > MOST_TEXT:
            raise Unreadable(f"文字超过{MOST_TEXT // 10_000}万字，请拆分")
        if part.text:
            kept.append(asdict(part))
    return {"parts": kept, "traces": [list(trace) for trace in list(traces)[:MOST_TRACES]]}


def gathered(pieces: Iterable[str]) -> str:
    """The pieces as one text of lines that hold something."""
    return "\n".join(line for _, line in lines(pieces))


def lines(pieces: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(number from 1, line) of every line that holds something, without blanks at its end."""
    found, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_TEXT:
            raise Unreadable(f"文字超过{MOST_TEXT // 10_000}万字，请拆分")
        found.append(piece)
    whole = UNUSABLE.sub("", "".join(found).replace("\r\n", "\n").replace("\r", "\n"))
    for number, line in enumerate(whole.split("\n"), start=1):
        if line := line.rstrip():
            yield number, line
