"""Finding words in the text of a page however it is broken and spaced."""

import unicodedata
from collections.abc import Iterator

SHORTEST = 1


def spans(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each place where the words stand; blanks, breaks and widths of letters do not matter."""
    folded, places = _folded(text)
    looked, _ = _folded(wanted)
    at = folded.find(looked) if looked else -1
    while at >= 0:
        yield places[at], places[at + len(looked) - 1] + 1
        at = folded.find(looked, at + len(looked))


def _folded(text: str) -> tuple[str, list[int]]:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign).casefold():
            if not one.isspace() and one.isprintable():
                signs.append(one)
                places.append(place)
    return "".join(signs), places
