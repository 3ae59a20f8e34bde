"""Values multiplied, and a value that a condition lets stand."""

from typing import Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.numbers import Num
from gongkai.law.states import APART, CERTAIN, KNOWN, NA, NONE, OPEN, UNSURE, YES, Cond, Val, merged, settled


def product(parts: list[Val]) -> Val:
    """Multiplied; with 无 the line neither gives nor takes."""
    num, st = parts[0].num, parts[0].st
    for part in parts[1:]:
        num, st = numbers.multiply(num, part.num), merged(st, part.st)
    if st is None:
        return Val(num)
    return settled(num, np.where(st == NONE, np.uint8(KNOWN), st)) if not (st == NONE).any() else _absent(num, st)


def _absent(num: Num, st: Any) -> Val:
    return Val(numbers.keep(st == KNOWN, num), np.where(st == NONE, np.uint8(KNOWN), st))


def under(cond: Cond, value: Val, size: int) -> Val:
    """The value where the condition holds, 0 where it does not, 待定 or fallen away where it is neither."""
    if cond is CERTAIN or (cond.code is None and cond.yes is True):
        return value
    yes = cond.has(YES)
    num = numbers.keep(yes, value.num)
    if cond.code is None and value.st is None:
        return Val(num)
    st = np.where(yes, np.uint8(KNOWN) if value.st is None else value.st, np.uint8(KNOWN))
    st = np.where(cond.has(UNSURE), np.uint8(OPEN), np.where(cond.has(APART), np.uint8(NA), st))
    return settled(num, np.broadcast_to(st, size))
