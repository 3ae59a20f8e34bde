"""Exact numbers in columns: integers over a denominator, in the narrowest machine word that surely holds them.

Every number carries the bounds of its numerators. An operation whose result might not fit 64 bits is done on Python's
own integers instead, so that a figure is exact whatever was typed. No float is ever made.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

import numpy as np

from gongkai.law.widths import FULL_FLOAT, WIDE, Ints, blend, fit, fit_any, in_word, scaled, times, word

Bools: TypeAlias = Any  # a bool, or an array of bool


class Num:
    """`n / d`, element by element; either may be one int for all. `lo <= n <= hi`; `1 <= d <= top`."""

    __slots__ = ("d", "hi", "lo", "n", "top")

    def __init__(self, n: Ints, d: Ints, lo: int, hi: int, top: int = 0) -> None:
        self.n, self.d, self.lo, self.hi, self.top = n, d, lo, hi, top or d

    def __repr__(self) -> str:
        return f"Num({self.n!r} / {self.d!r})"

    @property
    def constant(self) -> bool:
        return isinstance(self.n, int) and isinstance(self.d, int)

    @property
    def fraction(self) -> Fraction:
        """The value of a constant."""
        return Fraction(self.n, self.d)

    def at(self, row: int) -> Fraction:
        """The value in one row."""
        n = self.n if isinstance(self.n, int) else int(self.n[row])
        d = self.d if isinstance(self.d, int) else int(self.d[row])
        return Fraction(n, d)

    def rows(self, index: Any) -> "Num":
        """The rows of a slice or an array of row numbers."""
        n = self.n if isinstance(self.n, int) else self.n[index]
        d = self.d if isinstance(self.d, int) else self.d[index]
        return Num(n, d, self.lo, self.hi, self.top)

    def spread(self, size: int) -> "Num":
        """The same with an array of `size` numerators."""
        if not isinstance(self.n, int):
            return self
        return Num(np.full(size, self.n, dtype=word(abs(self.n))), self.d, self.lo, self.hi, self.top)


def const(value: Fraction | int) -> Num:
    n = value.numerator
    return Num(n, value.denominator, n, n)


ZERO, ONE = const(0), const(1)


def column(n: Any, d: int = 1) -> Num:
    """An array of integers over one denominator, bounds taken from the data."""
    if len(n) == 0:
        return Num(np.zeros(0, dtype=np.int32), d, 0, 0)
    lo, hi = int(n.min()), int(n.max())
    return Num(fit(n, -lo), d, lo, hi)  # room for what is opposite


def add(a: Num, b: Num) -> Num:
    a, b = align(a, b)
    lo, hi = a.lo + b.lo, a.hi + b.hi
    bound = max(-lo, hi)
    return Num(fit(a.n, bound) + fit(b.n, bound), a.d, lo, hi, a.top)


def negative(a: Num) -> Num:
    return Num(-a.n, a.d, -a.hi, -a.lo, a.top)


def subtract(a: Num, b: Num) -> Num:
    a, b = align(a, b)
    lo, hi = a.lo - b.hi, a.hi - b.lo
    bound = max(-lo, hi)
    return Num(fit(a.n, bound) - fit(b.n, bound), a.d, lo, hi, a.top)


def multiply(a: Num, b: Num) -> Num:
    if a.constant and a.n == a.d:
        return b
    if b.constant and b.n == b.d:
        return a
    a, b = _cancelled(a, b)
    ends = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    lo, hi = min(ends), max(ends)
    n = times(a.n, b.n, max(-lo, hi))
    return _tidy(Num(n, times(a.d, b.d, a.top * b.top), lo, hi, a.top * b.top))


def divide(a: Num, b: Num) -> Num:
    """a / b; where b is 0 the result is a number without meaning, which the caller must not use."""
    if b.constant:
        value = b.fraction
        return multiply(a, const(1 / value)) if value else ZERO
    sign, size = _sign_and_size(b.n)
    flipped = Num(times(a.n, sign, 0), a.d, min(a.lo, -a.hi), max(a.hi, -a.lo), a.top)  # a sign needs no wider word
    inverse = Num(b.d, size, 1, b.top, max(-b.lo, b.hi, 1))
    return multiply(flipped, inverse)


def _sign_and_size(n: Ints) -> tuple[Ints, Ints]:
    """Each numerator as a sign and a size above 0."""
    if isinstance(n, int):
        return (n > 0) - (n < 0), abs(n) or 1
    return np.sign(n), np.where(n == 0, 1, np.abs(n))


def minimum(a: Num, b: Num) -> Num:
    if _surely(a, b):
        return a
    if _surely(b, a):
        return b
    a, b = align(a, b)
    return Num(_extreme(a, b, min, np.minimum), a.d, min(a.lo, b.lo), min(a.hi, b.hi), a.top)


def maximum(a: Num, b: Num) -> Num:
    if _surely(b, a):
        return a
    if _surely(a, b):
        return b
    a, b = align(a, b)
    return Num(_extreme(a, b, max, np.maximum), a.d, max(a.lo, b.lo), max(a.hi, b.hi), a.top)


def _extreme(a: Num, b: Num, of: Any, of_each: Any) -> Ints:
    if isinstance(a.n, int) and isinstance(b.n, int):
        return of(a.n, b.n)
    bound = max(-a.lo, -b.lo, a.hi, b.hi)
    return of_each(in_word(a.n, bound), in_word(b.n, bound))


def choose(test: Bools, a: Num, b: Num) -> Num:
    """a where the test holds, else b."""
    if isinstance(test, bool):
        return a if test else b
    a, b = align(a, b)
    lo, hi = min(a.lo, b.lo), max(a.hi, b.hi)
    bound = max(-lo, hi)
    return Num(blend(test, in_word(a.n, bound), in_word(b.n, bound)), a.d, lo, hi, a.top)


def keep(test: Bools, a: Num) -> Num:
    """a where the test holds, else 0."""
    if isinstance(test, bool):
        return a if test else ZERO
    return Num(a.n * test if not isinstance(a.n, int) else scaled(test, a.n), a.d, min(a.lo, 0), max(a.hi, 0), a.top)


def compare(a: Num, op: str, b: Num) -> Bools:
    """`op`: below at_most at_least above equal."""
    if b.constant and not a.constant and isinstance(a.d, int) and b.n:
        edge, rest = divmod(b.n * a.d, b.d)  # the edge in a's own unit; a is whole there
        if op == "equal":
            return a.n == edge if not rest else np.zeros(len(a.n), dtype=bool)
        edge += bool(rest) if op in ("below", "at_least") else 0
        return _BY_OP[op](a.n, edge)
    a, b = align(a, b)
    return _BY_OP[op](a.n, b.n)


_BY_OP = {
    "below": lambda a, b: a < b,
    "at_most": lambda a, b: a <= b,
    "at_least": lambda a, b: a >= b,
    "above": lambda a, b: a > b,
    "equal": lambda a, b: a == b,
}


def sum_of(numbers: Sequence[Num]) -> Num:
    total = ZERO
    for number in numbers:
        total = number if total is ZERO else add(total, number)
    return total


def sum_by(a: Num, rows: Any, size: int) -> Num:
    """The sum of a's elements by row number, for `size` rows. a has one denominator for all, or is made to."""
    a = one_denominator(a.spread(len(rows)))
    bound = max(-a.lo, a.hi) * len(rows)
    if bound < FULL_FLOAT:
        n = np.bincount(rows, weights=a.n.astype(np.float64), minlength=size).astype(np.int64)
    else:
        n = np.zeros(size, dtype=object if bound > WIDE else np.int64)
        np.add.at(n, rows, a.n.astype(n.dtype))
    return column(n, a.d)


def one_denominator(a: Num) -> Num:
    if isinstance(a.d, int):
        return a
    common = lcm(*(int(d) for d in np.unique(a.d)))
    bound = max(-a.lo, a.hi) * common
    return column(times(a.spread(len(a.d)).n, common // fit_any(a.d, common), bound), common)


def align(a: Num, b: Num) -> tuple[Num, Num]:
    """Both over the same denominator."""
    if a.d is b.d:
        return a, b
    if isinstance(a.d, int) and isinstance(b.d, int):
        if a.d == b.d:
            return a, b
        common = lcm(a.d, b.d)
        return _scaled_up(a, common // a.d, common), _scaled_up(b, common // b.d, common)
    top = a.top * b.top
    d = times(a.d, b.d, top)
    return _over(a, b, d, top), _over(b, a, d, top)


def _over(a: Num, b: Num, d: Ints, top: int) -> Num:
    lo, hi = min(a.lo * b.top, a.lo), max(a.hi * b.top, a.hi)
    return Num(times(a.n, b.d, max(-lo, hi)), d, lo, hi, top)


def _scaled_up(a: Num, by: int, d: int) -> Num:
    if by == 1:
        return Num(a.n, d, a.lo, a.hi)
    lo, hi = a.lo * by, a.hi * by
    return Num(scaled(a.n, by, max(-lo, hi)), d, lo, hi)


def _cancelled(a: Num, b: Num) -> tuple[Num, Num]:
    """Common factors of a constant and the other's denominator taken out, so that numbers stay small."""
    for one, other in ((a, b), (b, a)):
        if one.constant and isinstance(other.d, int) and one.n:
            common = gcd(one.n, other.d)
            if common > 1:
                reduced = Num(one.n // common, one.d, one.n // common, one.n // common)
                rest = Num(other.n, other.d // common, other.lo, other.hi)
                return reduced, rest
    return a, b


def _tidy(a: Num) -> Num:
    """Numbers that outgrew 64 bits are reduced; often they fit again."""
    return tight(a) if max(-a.lo, a.hi, a.top) > WIDE and not a.constant else a


def tight(a: Num) -> Num:
    """The same numbers, not all one, in lowest terms, with the bounds they really have."""
    n, d = np.asarray(a.n), np.asarray(a.d)
    common = np.frompyfunc(gcd, 2, 1)(n, d)
    n, d = n // common, d // common
    if n.size == 0:
        return Num(np.zeros(n.shape, dtype=np.int32), 1, 0, 0)
    lo, hi, top = int(n.min()), int(n.max()), int(d.max())
    return Num(n.astype(word(max(-lo, hi))), d.astype(word(top)), lo, hi, top)


def _surely(small: Num, large: Num) -> bool:
    """Whether every element of one is at most every element of the other, by bounds alone."""
    if not (isinstance(small.d, int) and isinstance(large.d, int)):
        return False
    return small.hi * large.d <= large.lo * small.d
