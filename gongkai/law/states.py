"""Whether a value is known, and conditions that need not be: 待定, 不适用, 无, 失格 beside plain yes and no."""

from typing import Any, TypeAlias

import numpy as np

from gongkai.law.numbers import ZERO, Bools, Num, keep

States: TypeAlias = Any  # None (all known) or an array of uint8

KNOWN, NONE, OPEN, NA, FAILED = 0, 1, 2, 3, 4
WORDS = {KNOWN: "", NONE: "无", OPEN: "待定", NA: "不适用", FAILED: "失格"}

NO, UNSURE, APART, YES = 0, 1, 2, 3
_OPPOSITE = np.array([YES, UNSURE, APART, NO], dtype=np.uint8)


class Val:
    """Numbers with the state of each; where it is not KNOWN, the number means nothing. `words`: what codes mean."""

    __slots__ = ("num", "st", "words")

    def __init__(self, num: Num, st: States = None, words: tuple[str, ...] = ()) -> None:
        self.num, self.st, self.words = num, st, words

    def rows(self, index: Any) -> "Val":
        return Val(self.num.rows(index), None if self.st is None else self.st[index], self.words)

    def state(self, row: int) -> int:
        return KNOWN if self.st is None else int(self.st[row])


def merged(*states: States) -> States:
    """The gravest state element by element: 不适用 over 待定 over 无 over known."""
    found = None
    for st in states:
        if st is not None:
            found = st if found is None else np.maximum(found, st)
    return found


def settled(num: Num, st: States) -> Val:
    """A value whose numbers are 0 wherever they are not known; states that say nothing are dropped."""
    if st is None or not st.any():
        return Val(num)
    return Val(keep(st == KNOWN, num), st)


NOTHING = Val(ZERO)


class Cond:
    """A condition row by row: `yes` where there is no doubt anywhere, else `code` (NO, UNSURE, APART, YES)."""

    __slots__ = ("code", "yes")

    def __init__(self, yes: Bools, code: States = None) -> None:
        self.yes, self.code = yes, code

    def codes(self, size: int) -> Any:
        if self.code is not None:
            return self.code
        return np.broadcast_to(self.yes, size) * np.uint8(YES)

    def has(self, code: int) -> Bools:
        """Where the condition is exactly so."""
        if self.code is not None:
            return self.code == code
        return self.yes if code == YES else _negated(self.yes) if code == NO else False


CERTAIN = Cond(True)


def from_states(yes: Bools, st: States) -> Cond:
    """The outcome of a comparison whose sides have states: with 无 or 失格 it is no."""
    if st is None:
        return Cond(yes)
    code = yes * np.uint8(YES)
    code = np.where((st == NONE) | (st == FAILED), np.uint8(NO), code)
    code = np.where(st == OPEN, np.uint8(UNSURE), code)
    return simple(np.where(st == NA, np.uint8(APART), code))


def simple(code: Any) -> Cond:
    """Codes without doubt are held as truth values."""
    return Cond(code == YES) if not ((code == UNSURE) | (code == APART)).any() else Cond(False, code)


def both(a: Cond, b: Cond, size: int) -> Cond:
    """All must hold: a plain no decides, else what is unsure, else what does not apply."""
    if a.code is None and b.code is None:
        return Cond(_and(a.yes, b.yes))
    return simple(np.minimum(a.codes(size), b.codes(size)))


def opposite(a: Cond) -> Cond:
    return Cond(_negated(a.yes)) if a.code is None else Cond(False, _OPPOSITE[a.code])


def either(a: Cond, b: Cond, size: int) -> Cond:
    if a.code is None and b.code is None:
        return opposite(Cond(_and(_negated(a.yes), _negated(b.yes))))
    return opposite(both(opposite(a), opposite(b), size))


def _negated(yes: Bools) -> Bools:
    return not yes if isinstance(yes, bool) else ~yes


def _and(a: Bools, b: Bools) -> Bools:
    if isinstance(a, bool):
        return b if a else False
    return a & b
