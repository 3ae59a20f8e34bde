"""Integers in the narrowest machine word that surely holds them: 32 bits, 64, else Python's own. No float is made."""

from typing import Any, TypeAlias

import numpy as np

Ints: TypeAlias = Any  # an int, or an array of int32, int64 or Python ints

NARROW, WIDE = 2**31 - 1, 2**63 - 1
FULL_FLOAT = 2**53  # up to here np.bincount adds integers exactly


def word(bound: int) -> Any:
    """The narrowest word that holds numbers up to a bound."""
    return np.int32 if bound <= NARROW else np.int64 if bound <= WIDE else object


def fit(n: Ints, bound: int) -> Ints:
    """n in a word wide enough for `bound`; never made narrower."""
    if isinstance(n, int) or bound <= NARROW:
        return n
    if bound <= WIDE:
        return n if n.dtype == np.int64 or n.dtype == object else n.astype(np.int64)
    return n if n.dtype == object else n.astype(object)


def fit_any(n: Ints, bound: int) -> Ints:
    """As `fit`, for truth values too."""
    if isinstance(n, int):
        return n
    if n.dtype == bool:
        return n.astype(word(bound))
    return fit(n, bound)


def in_word(n: Ints, bound: int) -> Any:
    return np.array([n], dtype=word(bound)) if isinstance(n, int) else fit_any(n, bound)


def times(a: Ints, b: Ints, bound: int) -> Ints:
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if isinstance(b, int):
        return scaled(a, b, bound)
    return scaled(b, a, bound) if isinstance(a, int) else fit_any(a, bound) * fit_any(b, bound)


def scaled(n: Ints, by: int, bound: int = 0) -> Ints:
    return n * by if isinstance(n, int) else fit_any(n, max(bound, abs(by))) * by


def blend(test: Any, a: Any, b: Any) -> Any:
    """a where the test holds, else b: integers of one word, arrays or single ones; `test` is an array.

    Sums cost a tenth of what a masked choice does; where a - b wraps around, adding b turns it back.
    """
    a, b = np.atleast_1d(a), np.atleast_1d(b)
    return b + (a - b) * test
