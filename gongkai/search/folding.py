"""Folding: two spellings a reader takes for one become one.

NFKC and casefold, traditional forms to simplified ones character by character, invisible characters dropped, every run
of whitespace and punctuation one space. Search is defined on folded text: a document matches a query if the folded
form of every space-separated part of it is a substring of the folded document.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import opencc

TABLED = 0x40000  # planes 0 to 3 hold all letters; what lies above is private, a tag or nothing
PART = re.compile(r"""(?<!\S)["“”＂]([^"“”＂]+)["“”＂](?!\S)|\S+""")
GAP = 0x20
DROPPED = 0
SPECIAL = 0xFFFFFFFF  # folds to more than one character, or together with its neighbours


def fold(text: str) -> str:
    """The folded text: letters, digits and single spaces, none at either end."""
    return _text(_squeezed(_mapped(_expanded(text)))[0])


def fold_with_places(text: str) -> tuple[str, np.ndarray]:
    """The folded text and, for each of its characters, the offset in ``text`` of the one it came from (int array)."""
    points, places = _mapped_with_places(text)
    points, kept = _squeezed(points)
    return _text(points), places[kept]


def terms(query: str) -> list[str]:
    """The folded parts a query asks for, each once, in its order; empty if it holds no letter or digit.

    Parts stand between spaces; what stands in quotes is one part, spaces included.
    """
    parts = (found[1] or found[0] for found in PART.finditer(query))
    return list(dict.fromkeys(term for part in parts if (term := fold(part))))


def _expanded(text: str) -> np.ndarray:
    points = _points(text)
    if points.size and (_table()[points] == SPECIAL).any():
        return _points(_special().sub(lambda found: _whole(found[0]), text))
    return points


def _mapped_with_places(text: str) -> tuple[np.ndarray, np.ndarray]:
    points = _points(text)
    if not points.size or not (_table()[points] == SPECIAL).any():
        return _mapped(points), np.arange(points.size)
    parts, places, end = [], [], 0
    for found in _special().finditer(text):
        whole = _points(_whole(found[0]))
        parts += [points[end : found.start()], whole]
        places += [np.arange(end, found.start()), np.full(whole.size, found.start())]
        end = found.end()
    parts.append(points[end:])
    places.append(np.arange(end, points.size))
    return _mapped(np.concatenate(parts)), np.concatenate(places)


def _mapped(points: np.ndarray) -> np.ndarray:
    mapped = _table()[points]
    return np.where(mapped == SPECIAL, points, mapped)  # what is special was folded as a whole before


def _squeezed(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Without dropped characters, doubled gaps and gaps at the ends; and which indices were kept."""
    kept = np.flatnonzero(points)
    points = points[kept]
    gap = points == GAP
    single = ~gap
    if points.size:
        single[:-1] |= ~gap[1:]  # of a run of gaps its last stays, unless the text ends with it
        single[-1] = not gap[-1]
    points, kept = points[single], kept[single]
    if points.size and points[0] == GAP:
        return points[1:], kept[1:]
    return points, kept


def _points(text: str) -> np.ndarray:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not points.size or points.max() < TABLED:
        return points
    selectors = (points >= 0xE0000) & (points < 0xE1000)  # tags and the second set of variation selectors
    return np.where(points < TABLED, points, np.where(selectors, 0xFE00, TABLED - 1)).astype(np.uint32)


def _text(points: np.ndarray) -> str:
    return points.astype(np.uint32).tobytes().decode("utf-32-le")


@cache
def _table() -> np.ndarray:
    """Folded code point of each code point below ``TABLED``."""
    table = np.arange(TABLED, dtype=np.uint32)
    for start, end in ((0, 0x3400), (0xA000, 0xAC00), (0xD7A4, 0x20000), (0x2F800, 0x2FA20)):
        for point in range(start, end):
            table[point] = _of(chr(point))
    table[0x323B0:] = GAP
    for traditional, simplified in _simplified().items():
        table[traditional] = simplified
    return table


def _of(char: str) -> int:
    category = unicodedata.category(char)
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return DROPPED  # joiners, direction marks, soft hyphens; variation selectors
    if category[0] == "M" or _is_jamo(char):
        return SPECIAL
    whole = _whole(char)
    if not whole.strip(" "):
        return GAP
    return ord(whole) if len(whole) == 1 else SPECIAL


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff" or "\ua960" <= char <= "\ua97f" or "\ud7b0" <= char <= "\ud7ff"


def _whole(text: str) -> str:
    """Folds a character with what belongs to it, by the Unicode database alone."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    simplified = _simplified()
    return "".join(chr(simplified.get(ord(char), ord(char))) if _is_word(char) else " " for char in folded)


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


@cache
def _special() -> re.Pattern:
    """What has to be folded as a whole: a character with its marks, a Hangul syllable in parts, a sign for several."""
    special = np.flatnonzero(_table() == SPECIAL)
    signs = "".join(re.escape(chr(point)) for point in special)
    marks = "".join(re.escape(chr(p)) for p in special if unicodedata.category(chr(p))[0] == "M")
    return re.compile(f"[^{marks}][{marks}]+|[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|[{signs}]")


@cache
def _simplified() -> dict[int, int]:
    """Simplified form of each traditional character that has one, by code points."""
    chars = [
        chr(point)
        for start, end in ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
        for point in range(start, end)
    ]
    plain = [unicodedata.normalize("NFKC", char) for char in chars]
    converted = opencc.OpenCC("t2s").convert("\n".join(plain)).split("\n")
    return {ord(char): ord(new) for char, new in zip(chars, converted, strict=True) if len(new) == 1 and new != char}
