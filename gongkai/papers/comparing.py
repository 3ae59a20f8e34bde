"""Two wordings of a text, before and after, as a reader can follow them: what was taken out, what was put in."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, OUT, IN, SKIPPED = "same", "out", "in", "skipped"
AROUND = 1  # unchanged paragraphs told on either side of a change
FINE = 1500  # signs of a paragraph that are compared one by one
MOST_LINES = 3000
PAIRED, ALIKE = 60, 0.4  # pairs of paragraphs that are weighed; from where on they count as one rewritten
SHORT = 2  # an unchanged scrap this short between two changes reads as changed
TOKEN = re.compile(r"[0-9A-Za-z.%]+|.", re.S)


class Piece(NamedTuple):
    """Signs that stay, go or come: ``same``, ``out``, ``in``."""

    sort: str
    text: str


class Passage(NamedTuple):
    """A paragraph in pieces; or, as ``skipped``, how many unchanged ones are not told."""

    pieces: list[Piece]
    skipped: int = 0


def compare(before: str, after: str) -> list[Passage]:
    """Paragraphs (a line each) that changed, with their neighbours; nothing where both say the same."""
    old, new = (text.split("\n") if text else [] for text in (before, after))
    spans = _spans(old, new)
    if all(sort == "equal" for sort, *_ in spans):
        return []
    passages: list[Passage] = []
    for number, (sort, a, b, c, d) in enumerate(spans):
        if sort == "equal":
            passages += _kept(old[a:b], first=number == 0, last=number == len(spans) - 1)
        else:
            passages += _changed(old[a:b], new[c:d])
    return passages


def pieces(before: str, after: str) -> list[Piece]:
    """One paragraph against its former wording, sign by sign; runs of figures and letters stay whole."""
    if max(len(before), len(after)) > FINE:
        return [Piece(OUT, before), Piece(IN, after)]
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Piece] = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            found.append(Piece(SAME, "".join(old[a:b])))
        else:
            found += [Piece(OUT, "".join(old[a:b])), Piece(IN, "".join(new[c:d]))]
    return _joined(found)


def _spans(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > MOST_LINES:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _kept(lines: list[str], *, first: bool, last: bool) -> Iterator[Passage]:
    """Unchanged paragraphs: those next to a change, and of the others how many there are."""
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    hidden = len(lines) - head - tail
    if hidden < 2:
        yield from (Passage([Piece(SAME, line)]) for line in lines)
        return
    yield from (Passage([Piece(SAME, line)]) for line in lines[:head])
    yield Passage([], hidden)
    yield from (Passage([Piece(SAME, line)]) for line in lines[len(lines) - tail :])


def _changed(old: list[str], new: list[str]) -> Iterator[Passage]:
    """Paragraphs that took each other's place are set against each other; the rest went or came."""
    done_old = done_new = 0
    for i, j in [*_partners(old, new), (len(old), len(new))]:
        yield from (Passage([Piece(OUT, line)]) for line in old[done_old:i])
        yield from (Passage([Piece(IN, line)]) for line in new[done_new:j])
        if i < len(old):
            yield Passage(pieces(old[i], new[j]))
        done_old, done_new = i + 1, j + 1


def _partners(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which former paragraph became which, in their order, so that they are alike as far as can be."""
    if len(old) * len(new) > PAIRED:
        return [(place, place) for place in range(min(len(old), len(new)))]
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            ways = [best[where] for where in ((i - 1, j), (i, j - 1)) if where in best] or [(0.0, [])]
            if i and j and (alike := _alike(old[i - 1], new[j - 1])) >= ALIKE:
                score, pairs = best[i - 1, j - 1]
                ways.append((score + alike, [*pairs, (i - 1, j - 1)]))
            best[i, j] = max(ways, key=lambda way: way[0])
    return best[len(old), len(new)][1]


def _alike(before: str, after: str) -> float:
    return SequenceMatcher(None, before[:FINE], after[:FINE], autojunk=False).ratio()


def _joined(found: list[Piece]) -> list[Piece]:
    """Neighbouring changes as one, so that no reader must put single signs together."""
    told: list[Piece] = []
    out = into = ""
    for number, piece in enumerate(found):
        if piece.sort == SAME and (len(piece.text) > SHORT or not _between(found, number)):
            told += _flushed(out, into)
            told.append(piece)
            out = into = ""
        else:
            out += piece.text if piece.sort != IN else ""
            into += piece.text if piece.sort != OUT else ""
    return told + _flushed(out, into)


def _between(found: list[Piece], number: int) -> bool:
    return 0 < number < len(found) - 1


def _flushed(out: str, into: str) -> list[Piece]:
    return [piece for piece in (Piece(OUT, out), Piece(IN, into)) if piece.text]
