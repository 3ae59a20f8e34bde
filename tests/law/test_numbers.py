"""Exact columns against fractions, element by element, around the edges of 32 and 64 bits and beyond them."""

import random
from fractions import Fraction as F
from math import ceil, floor

import numpy as np
import pytest

from gongkai.law import numbers, rounding
from gongkai.law.numbers import Num, column, const
from gongkai.law.widths import NARROW, WIDE

SIZE = 6
EDGES = (3, 100, NARROW - 1, NARROW, NARROW + 1, 2**40, WIDE - 1, WIDE, WIDE + 1, 2**70)
DENOMINATORS = (1, 2, 3, 4, 7, 10, 100, 10_000)


def word(bound: int):
    return np.int32 if bound <= NARROW else np.int64 if bound <= WIDE else object


class Draw:
    """Random numbers of every form: one for all or one a row, over one denominator or one a row, tight or loose."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def whole(self, top: int) -> int:
        dice = self.dice
        return dice.choice([0, 1, -1, top, -top, top - 1, dice.randint(-top, top), dice.randint(-9, 9)])

    def num(self, positive: bool = False) -> Num:
        dice, top = self.dice, self.dice.choice(EDGES)
        if dice.random() < 0.25:
            return const(F(max(1, abs(self.whole(top))) if positive else self.whole(top), dice.choice(DENOMINATORS)))
        n = [self.whole(top) for _ in range(SIZE)]
        n = [max(1, abs(one)) for one in n] if positive else n
        kind = dice.random()
        if kind < 0.5:
            return column(np.array(n, dtype=word(max(map(abs, n)))), dice.choice(DENOMINATORS))
        slack = dice.choice([0, 1, top])
        lo, hi = min(n) - (0 if positive else slack), max(n) + slack
        if kind < 0.75:
            return Num(np.array(n, dtype=word(max(-lo, hi))), dice.choice(DENOMINATORS), lo, hi)
        d = [dice.choice(DENOMINATORS) for _ in range(SIZE)]
        top = max(d) + dice.choice([0, 5])
        if dice.random() < 0.3:
            return Num(n[0], np.array(d, dtype=np.int32), n[0], n[0], top)  # one numerator over many denominators
        return Num(np.array(n, dtype=word(max(-lo, hi))), np.array(d, dtype=np.int32), lo, hi, top)

    def test(self):
        dice = self.dice
        return dice.choice([True, False, np.array([dice.random() < 0.5 for _ in range(SIZE)])])


def values(num: Num) -> list[F]:
    return [num.at(row) for row in range(SIZE)]


def holds(found: Num, expected: list[F]) -> None:
    """The numbers are those expected, and the bounds that are carried along are true."""
    assert values(found) == expected
    assert {type(end) for end in (found.lo, found.hi, found.top)} == {int}  # a float would not be exact
    for row in range(SIZE):
        n = found.n if isinstance(found.n, int) else int(found.n[row])
        d = found.d if isinstance(found.d, int) else int(found.d[row])
        assert found.lo <= n <= found.hi and 1 <= d <= found.top
    if not isinstance(found.n, int) and found.n.dtype != object:
        assert max(-found.lo, found.hi) <= np.iinfo(found.n.dtype).max


SEEDS = range(1500)


def pairs():
    for seed in SEEDS:
        draw = Draw(seed)
        a, b = draw.num(), draw.num()
        yield draw, a, b, list(zip(values(a), values(b), strict=True))


def test_sums_differences_and_products():
    for _, a, b, both in pairs():
        holds(numbers.add(a, b), [x + y for x, y in both])
        holds(numbers.subtract(a, b), [x - y for x, y in both])
        holds(numbers.multiply(a, b), [x * y for x, y in both])
        holds(numbers.negative(a), [-x for x, _ in both])


def test_the_lesser_and_the_greater():
    for _, a, b, both in pairs():
        holds(numbers.minimum(a, b), [min(x, y) for x, y in both])
        holds(numbers.maximum(a, b), [max(x, y) for x, y in both])


def test_a_quotient_wherever_there_is_one():
    for _, a, b, both in pairs():
        found = numbers.divide(a, b)
        assert [one for one, (_, y) in zip(values(found), both, strict=True) if y] == [x / y for x, y in both if y]
        if all(y for _, y in both):
            holds(found, [x / y for x, y in both])


@pytest.mark.parametrize(
    ("op", "plain"),
    [
        ("below", lambda x, y: x < y),
        ("at_most", lambda x, y: x <= y),
        ("at_least", lambda x, y: x >= y),
        ("above", lambda x, y: x > y),
        ("equal", lambda x, y: x == y),
    ],
)
def test_comparisons(op, plain):
    for draw, a, b, both in pairs():
        assert np.broadcast_to(numbers.compare(a, op, b), SIZE).tolist() == [plain(x, y) for x, y in both]
        near = const(both[0][0])  # the very edge
        assert np.broadcast_to(numbers.compare(a, op, near), SIZE).tolist() == [plain(x, both[0][0]) for x, _ in both]
        del draw


def test_one_or_the_other_or_nothing():
    for draw, a, b, both in pairs():
        test = draw.test()
        yes = np.broadcast_to(test, SIZE)
        holds(numbers.choose(test, a, b), [x if y else z for y, (x, z) in zip(yes, both, strict=True)])
        holds(numbers.keep(test, a), [x if y else F(0) for y, (x, _) in zip(yes, both, strict=True)])


def plain_round(value: F, mode: str) -> int:
    low, rest = floor(abs(value)), abs(value) - floor(abs(value))
    if mode in ("floor", "ceiling"):
        return floor(value) if mode == "floor" else ceil(value)
    up = {"half_up": rest >= F(1, 2), "half_even": rest > F(1, 2) or (rest == F(1, 2) and low % 2), "down": 0,
          "up": rest > 0}[mode]  # fmt: skip
    return (low + bool(up)) * (-1 if value < 0 else 1)


@pytest.mark.parametrize("mode", ["half_up", "half_even", "down", "up", "floor", "ceiling"])
def test_rounding(mode):
    halves = Num(np.array([5, -5, 15, -15, 25, 24]), 10, -15, 25)
    for num in [halves, *(a for _, a, _, _ in pairs())]:
        for places in (0, 1, 2):
            expected = [F(plain_round(x * 10**places, mode), 10**places) for x in values(num)]
            holds(rounding.rounded(num, places, mode), expected)


def test_how_often_something_goes_in():
    for seed in SEEDS:
        draw = Draw(seed)
        a, per = draw.num(), draw.num(positive=True)
        both = list(zip(values(a), values(per), strict=True))
        holds(rounding.steps(a, per, False), [F(floor(x / y)) for x, y in both])
        holds(rounding.steps(a, per, True), [F(ceil(x / y)) for x, y in both])


def test_sums_by_row():
    for draw, a, _, _ in pairs():
        rows = np.array([draw.dice.randint(0, 2) for _ in range(SIZE)])
        found = numbers.sum_by(a, rows, 4)
        expected = [sum((x for x, row in zip(values(a), rows, strict=True) if row == one), F(0)) for one in range(4)]
        assert [found.at(row) for row in range(4)] == expected
        assert all(found.lo <= int(n) <= found.hi for n in found.n)


def test_many_added_and_none():
    for _, a, b, both in pairs():
        holds(numbers.sum_of([a, b, a]), [x + y + x for x, y in both])
    assert numbers.sum_of([]).fraction == 0
    assert numbers.sum_by(const(1), np.zeros(0, dtype=int), 0).n.size == 0
    assert numbers.column(np.zeros(0, dtype=np.int32)).hi == 0


def test_one_denominator_and_lowest_terms():
    for _, a, b, _ in pairs():
        one = numbers.one_denominator(a)
        assert isinstance(one.d, int)
        holds(one, values(a))
        if not a.constant:
            holds(numbers.tight(a), values(a))
        for found, given in zip(numbers.align(a, b), (a, b), strict=True):
            holds(found, values(given))
        holds(a.spread(SIZE), values(a))
        index = np.array([5, 0, 0, 3, 2, 1])
        holds(a.rows(index), [values(a)[row] for row in index])


def test_narrow_words_stay_narrow():
    """A column that fits 32 bits is not made wider: that is where the speed comes from."""
    small = column(np.arange(SIZE))
    assert column(np.arange(SIZE, dtype=np.int32)).n.dtype == np.int32
    narrow = column(np.arange(SIZE, dtype=np.int32), 100)
    for found in (
        numbers.add(narrow, const(5)),
        numbers.multiply(narrow, const(F(3, 10))),
        numbers.minimum(narrow, const(2)),
        numbers.choose(np.ones(SIZE, dtype=bool), narrow, const(3)),
        numbers.keep(np.ones(SIZE, dtype=bool), narrow),
    ):
        assert found.n.dtype == np.int32
    assert numbers.minimum(narrow, const(100)) is narrow and numbers.maximum(const(0), narrow) is narrow
    assert numbers.multiply(narrow, const(1)) is narrow
    assert rounding.rounded(narrow, 2, "half_up") is narrow
    assert repr(small).startswith("Num(")


def test_the_least_of_32_bits_has_an_opposite():
    least = column(np.array([-(2**31), 5], dtype=np.int32))
    assert [numbers.negative(least).at(row) for row in (0, 1)] == [2**31, -5]
    assert [numbers.divide(const(1), least).at(0), numbers.divide(least, const(-1)).at(0)] == [F(-1, 2**31), 2**31]


@pytest.mark.parametrize(("mode", "whole"), [("half_up", 1), ("half_even", 1), ("up", 1), ("down", 0)])
def test_half_of_a_denominator_near_64_bits_is_rounded_exactly(mode, whole):
    n, d = 2**61 + 1, 2**62 - 1  # a little over a half
    num = Num(np.array([n, -n]), np.array([d, d]), -n, n, d)
    assert values_of(rounding.rounded(num, 0, mode), 2) == [whole, -whole]


@pytest.mark.parametrize(("mode", "whole"), [("half_up", 1), ("half_even", 0), ("up", 1), ("down", 0)])
def test_unlike_denominators_near_63_bits_are_rounded_exactly(mode, whole):
    """1 of 2**62 + 1 is next to nothing; 1 of 2 is a half: twice the first denominator needs more than 64 bits."""
    num = numbers.divide(column(np.array([1, 1, -1])), column(np.array([2**62 + 1, 2, 2])))
    assert values_of(rounding.rounded(num, 0, mode), 3) == [mode == "up", whole, -whole]


def test_nothing_times_what_no_word_of_its_own_holds_is_nothing():
    nothing = column(np.zeros(SIZE, dtype=np.int32))
    for large in (2**40, -(2**70)):
        holds(numbers.multiply(const(large), nothing), [F(0)] * SIZE)
        holds(numbers.multiply(nothing, const(F(large, 3))), [F(0)] * SIZE)


def test_no_rows_stay_no_rows_whatever_their_denominators():
    none = column(np.zeros(0, dtype=np.int32))
    large = numbers.divide(numbers.multiply(none, const(F(1, 2**40))), Num(none.n, none.n, 0, 0, 2**40))
    least = numbers.tight(large)
    for found, d in ((least, 1), (rounding.rounded(large, 2, "half_up"), 100), (numbers.add(least, none), 1)):
        assert (len(found.n), found.d, found.lo, found.hi) == (0, d, 0, 0)


def values_of(num: Num, size: int) -> list[F]:
    return [num.at(row) for row in range(size)]
