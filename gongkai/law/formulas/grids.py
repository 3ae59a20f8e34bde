"""Figures and the grid each lies on, so that floats can be put back onto exact values and rounded as the rule says."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from gongkai.law.formulas.expressions import YES, Expr, Number, Op, Truth, call, choice

LOOSE, FINEST = 0, 10**10
NINTH = 10**9  # the grid that a figure without one is taken to before it is rounded or compared


@dataclass(frozen=True, slots=True)
class Figure:
    """`expr` computes it; exactly it is a whole number of 1/`grid` (LOOSE: not known). `clean`: the float is nearest.

    `low`, `high`: what it surely does not go beyond; None: nobody knows.
    """

    expr: Expr
    grid: int
    clean: bool
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def constant(self) -> Fraction | None:
        return self.expr.value if isinstance(self.expr, Number) else None


def fixed(value: Fraction | int) -> Figure:
    value = Fraction(value)
    return Figure(Number(value), value.denominator if value.denominator <= FINEST else LOOSE, True, value, value)


ZERO, ONE = fixed(0), fixed(1)


def add(a: Figure, b: Figure) -> Figure:
    if a.constant is not None and b.constant is not None:
        return fixed(a.constant + b.constant)
    if a.constant == 0 or b.constant == 0:
        return b if a.constant == 0 else a
    low, high = _both(a.low, b.low), _both(a.high, b.high)
    return Figure(Op("+", a.expr, b.expr), common(a.grid, b.grid), _whole(a, b), low, high)


def subtract(a: Figure, b: Figure) -> Figure:
    if a.constant is not None and b.constant is not None:
        return fixed(a.constant - b.constant)
    if b.constant == 0:
        return a
    low = None if b.high is None else _both(a.low, -b.high)
    high = None if b.low is None else _both(a.high, -b.low)
    return Figure(Op("-", a.expr, b.expr), common(a.grid, b.grid), _whole(a, b), low, high)


def _both(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def multiply(a: Figure, b: Figure) -> Figure:
    if a.constant is not None and b.constant is not None:
        return fixed(a.constant * b.constant)
    for one, other in ((a, b), (b, a)):
        if one.constant is not None and one.constant in (0, 1):
            return other if one.constant else ZERO
    low, high = _scaled(a, b)
    return Figure(Op("*", a.expr, b.expr), _product(a, b), _whole(a, b), low, high)


def divide(a: Figure, b: Figure) -> Figure:
    """b must not be 0 where the cell gets as far as this."""
    if b.constant is None:
        return Figure(Op("/", a.expr, b.expr), LOOSE, False)
    if a.constant is not None:
        return fixed(a.constant / b.constant)
    if b.constant == 1:
        return a
    inverse = fixed(1 / b.constant)
    return Figure(Op("/", a.expr, b.expr), _product(a, inverse), False, *_scaled(a, inverse))


def _scaled(a: Figure, b: Figure) -> tuple[Fraction | None, Fraction | None]:
    """The ends of a product with a number that is not negative."""
    for one, other in ((a, b), (b, a)):
        by = one.constant
        if by is not None and by >= 0:
            return (None if other.low is None else other.low * by, None if other.high is None else other.high * by)
    return (Fraction(0) if _positive(a) and _positive(b) else None, None)


def _positive(a: Figure) -> bool:
    return a.low is not None and a.low >= 0


def least(a: Figure, b: Figure) -> Figure:
    for one, other in ((a, b), (b, a)):
        if one.high is not None and other.low is not None and one.high <= other.low:
            return one
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = min((end for end in (a.high, b.high) if end is not None), default=None)
    return Figure(call("MIN", a.expr, b.expr), common(a.grid, b.grid), a.clean and b.clean, low, high)


def greatest(a: Figure, b: Figure) -> Figure:
    for one, other in ((a, b), (b, a)):
        if one.low is not None and other.high is not None and one.low >= other.high:
            return one
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    low = max((end for end in (a.low, b.low) if end is not None), default=None)
    return Figure(call("MAX", a.expr, b.expr), common(a.grid, b.grid), a.clean and b.clean, low, high)


def choose(test: Expr, then: Figure, other: Figure) -> Figure:
    if then == other or isinstance(test, Truth):
        return then if then == other or test == YES else other
    low = None if then.low is None or other.low is None else min(then.low, other.low)
    high = None if then.high is None or other.high is None else max(then.high, other.high)
    expr = choice(test, then.expr, other.expr)
    return Figure(expr, common(then.grid, other.grid), then.clean and other.clean, low, high)


def common(a: int, b: int) -> int:
    """The grid that holds both; LOOSE where there is none, or none that floats can be put back onto."""
    return _kept(lcm(a, b)) if a and b else LOOSE


def _product(a: Figure, b: Figure) -> int:
    if not (a.grid and b.grid):
        return LOOSE
    for one, other in ((a, b), (b, a)):
        if one.constant is not None:
            value = abs(one.constant)
            return _kept(value.denominator * other.grid // gcd(value.numerator, value.denominator * other.grid))
    return _kept(a.grid * b.grid)


def _kept(grid: int) -> int:
    return grid if grid <= FINEST else LOOSE


def _whole(a: Figure, b: Figure) -> bool:
    """Whole numbers are added and multiplied without loss."""
    return a.clean and b.clean and a.grid == b.grid == 1


# Back onto the grid ---------------------------------------------------------------------------------------------------


def snapped(a: Figure) -> Figure:
    """The float nearest to the exact value; what has no grid stays as it is."""
    if a.clean or a.grid == LOOSE:
        return a
    places = decimals(a.grid)
    if places is None:
        return replace(a, expr=_over(whole(a, a.grid), a.grid), clean=True)
    return replace(a, expr=call("ROUND", a.expr, Number(Fraction(places))), clean=True)


def firm(a: Figure) -> Figure:
    """A figure that may be compared."""
    if a.clean:
        return a
    return snapped(a) if a.grid else replace(a, expr=call("ROUND", a.expr, Number(Fraction(9))), clean=True)


def decimals(grid: int) -> int | None:
    """How many decimals the grid needs; None where decimals do not end."""
    return next((places for places in range(11) if 10**places % grid == 0), None)


def whole(a: Figure, of: int) -> Expr:
    """How many 1/`of` it is, as a whole number; `of` must be a multiple of its grid."""
    if a.clean and a.grid == of == 1:
        return a.expr
    counted = Op("*", a.expr, Number(Fraction(of))) if of != 1 else a.expr
    return call("ROUND", counted, Number(Fraction(0)))


def rounded(a: Figure, places: int, mode: str) -> Figure:
    """As the rulebook rounds: half_up (away from zero), half_even, down, up."""
    scale = 10**places
    if a.constant is not None:
        from gongkai.law.rounding import round_fraction

        return fixed(Fraction(round_fraction(a.constant * scale, mode), scale))
    if a.grid and scale % a.grid == 0:
        return a
    of = lcm(a.grid or NINTH, scale)
    parts = _rounded_whole(whole(a, of), of // scale, mode)
    return Figure(_over(parts, scale), scale, True)


def _rounded_whole(n: Expr, by: int, mode: str) -> Expr:
    """n / by as a whole number, n being whole."""
    zero, divided = Number(Fraction(0)), _over(n, by)
    if mode in ("down", "up"):
        return call("ROUNDDOWN" if mode == "down" else "ROUNDUP", divided, zero)
    up = call("ROUND", divided, zero)
    if mode == "half_up" or by % 2:
        return up
    tie = Op("=", call("MOD", call("ABS", n), Number(Fraction(2 * by))), Number(Fraction(by // 2)))
    return choice(tie, call("ROUNDDOWN", divided, zero), up)


def _over(n: Expr, by: int) -> Expr:
    return n if by == 1 else Op("/", n, Number(Fraction(by)))


def steps(gap: Figure, per: Fraction, started: bool) -> Figure:
    """How many times `per` goes into a gap: only full ones, or those begun too; one below 0 has fewer, not more."""
    of = lcm(gap.grid or NINTH, per.denominator)
    divided, zero = _over(whole(gap, of), int(per * of)), Number(Fraction(0))
    if not started:
        return Figure(call("INT", divided), 1, True)
    if _positive(gap):
        return Figure(call("ROUNDUP", divided, zero), 1, True)
    return Figure(Op("-", zero, call("INT", Op("-", zero, divided))), 1, True)
