"""Folded text as words an index can hold, one for each character, so that a substring is a row of neighbouring words.

A character and the next make a bigram; the last of a run stands alone (the end mark); a gap and what follows it make a
start word. So a term of two characters is one word, a longer one a phrase, and both are exact. A term of one character
is found by the characters listed once more behind the text.
"""

import numpy as np

from gongkai.search.folding import GAP

START = "\ue000"  # private characters never survive folding: no text and no query can hold these words
FACET = "\ue001"


def words(folded: str) -> str:
    """The words of a folded text in order, separated by spaces, its distinct characters behind them."""
    if not folded:
        return ""
    points = _points(folded)
    singles = np.full((2, len(characters := np.unique(points[points != GAP]))), GAP, np.uint32)
    singles[0] = characters
    return _text(_rows(points)) + _text(singles.T)


def phrase(term: str) -> str:
    """The words that stand side by side where a text holds ``term`` (folded), separated by spaces."""
    if len(term) == 1:
        return term
    return " ".join(_text(_rows(_points(term))[:-1]).split())


def facet(name: str, value: str) -> str:
    """The word for a property of a document, in hexadecimal so that no tokeniser splits it."""
    return FACET + f"{name}\n{value}".encode().hex()


def _rows(points: np.ndarray) -> np.ndarray:
    """(character, next character, gap) for each character of a folded text."""
    rows = np.full((points.size, 3), GAP, np.uint32)
    rows[:, 0] = points
    rows[:-1, 1] = points[1:]
    rows[points == GAP, 0] = ord(START)
    return rows


def _points(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _text(rows: np.ndarray) -> str:
    return rows.tobytes().decode("utf-32-le")
