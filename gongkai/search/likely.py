"""Words that really occur and that somebody may have meant: read alike, or one character apart.

A vocabulary is a row of folded texts (titles, names) in memory; every answer is a piece of one of them, so nothing is
offered that stands nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from gongkai.search.folding import GAP
from gongkai.search.sounds import initials, readings, syllables

SHORTEST_GUESS = 3  # characters of a word in which one may be wrong, whatever it is
LONGEST_GUESS = 16
LOOKED_AT = 5_000  # places of one word
EDGES = frozenset("的和与及等在为是于之了对将把被从向以由或并其该有年月日第号")  # no word begins or ends so


class Vocabulary:
    """Folded texts, to be asked for pieces. Each answer maps a piece to how often it occurs, the commonest first."""

    def __init__(self, texts: Iterable[str]):
        joined = "\n".join(dict.fromkeys(texts))
        self.text = joined.replace("\n", " ")
        self.points = np.frombuffer(self.text.encode("utf-32-le"), np.uint32)

    def spelled(self, letters: str) -> dict[str, int]:
        """Pieces of two characters and more that are read so, in any way of parting the letters into syllables."""
        found: dict[str, int] = {}
        for way in syllables(letters, self._by_reading):
            if len(way) > 1:
                found |= self._pieces([self._chars_read(one) for one in way], len(way))
        return found

    def sounding_like(self, word: str) -> dict[str, int]:
        """Pieces that sound like a word and are written otherwise."""
        wanted = [
            np.unique(np.concatenate([self._chars_read(one) for one in readings(char)] or [_only(char)]))
            for char in word
        ]
        return self._but(word, self._pieces(wanted, len(word)))

    def one_apart(self, word: str) -> dict[str, int]:
        """Pieces of the same length with one other character; nothing for very short and very long words."""
        if not SHORTEST_GUESS <= len(word) <= LONGEST_GUESS:
            return {}
        return self._but(word, self._pieces([_only(char) for char in word], len(word) - 1))

    def begun_with(self, letters: str) -> dict[str, int]:
        """Pieces whose characters begin with these letters, when they are read."""
        chars = self._distinct
        wanted = [chars[[letter in self._initials[char] for char in chars.tolist()]] for letter in letters]
        return self._pieces(wanted, len(letters))

    def _pieces(self, wanted: Sequence[np.ndarray], least: int) -> dict[str, int]:
        """Pieces as long as ``wanted`` of which at least ``least`` characters are among those wanted in their place."""
        size = len(wanted)
        if size == 0 or len(self.points) < size:
            return {}
        places = sorted(((self._places(chars), at) for at, chars in enumerate(wanted)), key=lambda one: len(one[0]))
        starts = np.unique(np.concatenate([found - at for found, at in places[: size - least + 1]]))
        starts = starts[(starts >= 0) & (starts <= len(self.points) - size)][-LOOKED_AT:]
        fits = np.zeros(len(starts), np.int16)
        for at, chars in enumerate(wanted):
            here = self.points[starts + at]
            fits += np.isin(here, chars) if len(chars) > 1 else here == (chars[0] if len(chars) else 0)
            fits[here == GAP] = -size
        found = Counter(self.text[start : start + size] for start in starts[fits >= least].tolist())
        return dict(found.most_common())

    def _but(self, word: str, found: dict[str, int]) -> dict[str, int]:
        return {piece: many for piece, many in found.items() if piece != word and not {piece[0], piece[-1]} & EDGES}

    def _places(self, chars: np.ndarray) -> np.ndarray:
        """Where any of these characters stands."""
        sides = [np.searchsorted(self._sorted, chars, side) for side in ("left", "right")]
        found = [self._order[low:high] for low, high in zip(*sides, strict=True) if low < high]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def _chars_read(self, syllable: str) -> np.ndarray:
        return np.array(self._by_reading.get(syllable, ()), np.uint32)

    @cached_property
    def _order(self) -> np.ndarray:
        return np.argsort(self.points, kind="stable")

    @cached_property
    def _sorted(self) -> np.ndarray:
        return self.points[self._order]

    @cached_property
    def _distinct(self) -> np.ndarray:
        return np.unique(self.points)

    @cached_property
    def _by_reading(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for point in self._distinct.tolist():
            for one in readings(chr(point)):
                found.setdefault(one, []).append(point)
        return found

    @cached_property
    def _initials(self) -> dict[int, set[str]]:
        return {point: initials(chr(point)) for point in self._distinct.tolist()}


def is_word_like(piece: str) -> bool:
    """Whether a piece may be a word by itself, as far as its first and last character tell."""
    return not {piece[0], piece[-1]} & EDGES


def _only(char: str) -> np.ndarray:
    return np.array([ord(char)], np.uint32)
