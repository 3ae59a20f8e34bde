"""Where a text holds what was asked for, on the text as it was written."""

from collections.abc import Sequence

from gongkai.search.folding import fold_with_places

Piece = tuple[str, bool]  # text, whether it was asked for


def marks(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """(start, end) of every place in ``text`` that holds one of the folded terms, in order, none overlapping."""
    folded, places = fold_with_places(text)
    found = sorted(
        (int(places[at]), int(places[at + len(term) - 1]) + 1) for term in wanted for at in _occurrences(folded, term)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pieces(text: str, wanted: Sequence[str]) -> list[Piece]:
    """The whole text cut at its marks."""
    return _cut(text, marks(text, wanted), 0, len(text))


def excerpt(text: str, wanted: Sequence[str], length: int = 120) -> list[Piece]:
    """About ``length`` characters around the first mark, or from the start where there is none."""
    found = marks(text, wanted)
    start = max(0, found[0][0] - length // 4) if found else 0
    end = min(len(text), start + length)
    cut = _cut(text, found, start, end)
    return [*([("…", False)] if start else []), *cut, *([("…", False)] if end < len(text) else [])]


def _occurrences(folded: str, term: str):
    at = folded.find(term)
    while at >= 0:
        yield at
        at = folded.find(term, at + 1)


def _cut(text: str, found: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    cut, at = [], start
    for first, last in found:
        first, last = max(first, start), min(last, end)
        if first < last:
            cut += [(text[at:first], False), (text[first:last], True)]
            at = last
    return [piece for piece in (*cut, (text[at:end], False)) if piece[0]]
