"""Rounding of exact numbers: at so many decimals, and how many times one goes into another."""

from fractions import Fraction

import numpy as np

from gongkai.law.numbers import Num, divide, tight
from gongkai.law.widths import WIDE, Ints, fit_any


def rounded(a: Num, places: int, mode: str) -> Num:
    """a at so many decimals. Modes: half_up (away from zero), half_even, down, up; floor, ceiling."""
    scale = 10**places
    if isinstance(a.d, int) and scale % a.d == 0:
        return a
    if a.constant:
        n = round_fraction(a.fraction * scale, mode)
        return Num(n, scale, n, n)
    bound = 2 * max(-a.lo, a.hi) * scale + 2 * a.top
    if bound > WIDE:
        a = tight(a)
        bound = 2 * max(-a.lo, a.hi) * scale + 2 * a.top
    n = _divided(fit_any(a.n, bound) * scale, fit_any(a.d, bound), mode, a.lo < 0)
    lo, hi = _end(a, a.lo, scale, mode, low=True), _end(a, a.hi, scale, mode, low=False)
    return Num(n, scale, lo, hi)


def _end(a: Num, end: int, scale: int, mode: str, low: bool) -> int:
    """A bound of the rounded number. With a denominator a row, the farthest from 0 comes from 1, the nearest is 0."""
    if isinstance(a.d, int):
        return round_fraction(Fraction(end * scale, a.d), mode)
    return end * scale if (end < 0) == low else 0


def round_fraction(value: Fraction, mode: str) -> int:
    """One number to a whole one."""
    return int(_divided(value.numerator, value.denominator, mode, value < 0))


def _divided(n: Ints, d: Ints, mode: str, signed: bool) -> Ints:
    if mode == "floor":
        return n // d
    if mode == "ceiling":
        return -(-n // d)
    size = abs(n) if signed else n
    if mode == "down":
        whole = size // d
    elif mode == "up":
        whole = -(-size // d)
    elif mode == "half_up":
        whole = (2 * size + d) // (2 * d)
    else:
        whole = size // d
        rest = 2 * (size - whole * d)
        whole = whole + ((rest > d) | ((rest == d) & (whole % 2 == 1)))
    return np.where(n < 0, -whole, whole) if signed and isinstance(n, np.ndarray) else -whole if signed else whole


def steps(a: Num, per: Num, started: bool) -> Num:
    """How many times `per` (above 0) goes into a: only full ones, or those begun too."""
    return rounded(divide(a, per), 0, "ceiling" if started else "floor")
