"""All passes as one long column with the row each belongs to: for passes that are missing, trimmed or uneven."""

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, widths
from gongkai.law.findings import Finding
from gongkai.law.numbers import Num, const
from gongkai.law.periods import PASSES
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Over, Share
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.needs import names_below, told
from gongkai.law.scoring.registers import picked
from gongkai.law.scoring.values import grouped
from gongkai.law.states import FAILED, KNOWN, NA, OPEN, Val, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored
    from gongkai.law.scoring.passes import Pass


class Segments:
    """All passes as one long column with the row each belongs to: for passes that are missing, trimmed or uneven."""

    def __init__(self, node: "Scored", over: Over, frame: Frame, found: "list[Pass]", marked: list[Val]) -> None:
        self.node, self.over, self.frame, self.found = node, over, frame, found
        self.size = frame.size
        rows = [np.arange(frame.size) if one.rows is None else one.rows for one in found]
        self.rows = np.concatenate(rows)
        states = [
            np.zeros(len(place), dtype=np.uint8) if value.st is None else value.st
            for value, place in zip(marked, rows, strict=True)
        ]
        self.state = np.concatenate(states)
        self.num = _joined([value.num.spread(len(place)) for value, place in zip(marked, rows, strict=True)])
        self.skipped = np.zeros(len(self.rows), dtype=bool)
        if over.skip_missing:
            self.skipped = (self.state == OPEN) & ~np.concatenate([self._has_data(one) for one in found])

    def combined(self) -> Val:
        st = self._state()
        kept = (self.state == KNOWN) & ~self.skipped
        num, rows, keys = self.num.rows(kept), self.rows[kept], self._keys(kept)
        counts = np.bincount(rows, minlength=self.size)
        if self.over.trim:
            num, rows, keys, short = self._trimmed(num, rows, keys, counts)
            st = np.where(short & (st == KNOWN), np.uint8(OPEN), st)
            counts = np.bincount(rows, minlength=self.size)
        if self.over.weights is not None:
            return settled(self._weighted(num, rows, keys), st)
        return settled(grouped(self.over.take, num, rows, counts, self.size), st)

    def _state(self) -> Any:
        """失格 and 待定 of any pass that counts; where none counts, 待定 if some were skipped, else 不适用."""
        counts = ~self.skipped & (self.state != NA)
        st = np.zeros(self.size, dtype=np.uint8)
        for state in (OPEN, FAILED):
            st[self.rows[counts & (self.state == state)]] = state
        none = np.bincount(self.rows[counts], minlength=self.size) == 0
        skipped = np.bincount(self.rows[self.skipped], minlength=self.size) > 0
        empty = np.uint8(KNOWN if self.over.take == "sum" else NA)
        st = np.where(none, np.where(skipped, np.uint8(OPEN), empty), st)
        of_list = state_of_list(self.over, self.frame)
        if of_list is not None:
            st = np.where((of_list != KNOWN) & (st != FAILED), of_list, st)
        return st

    def _has_data(self, one: "Pass") -> Any:
        """Where anything at all was said for this pass."""
        facts, frame = self.frame.run.facts, one.frame
        found = np.zeros(frame.size, dtype=bool)
        for key in told(self.node, frame):
            found |= facts.columns[key].filled[frame.units]
        if frame.records is not None and one.rows is not None:
            register, index = facts.registers[frame.records[0]], frame.records[1]
            for name in names_below(self.node) & set(register.fields):
                found |= register.fields[name].filled[index]
        return found

    def _keys(self, kept: Any) -> Any:
        """What the weights are keyed by, for each pass that counts; None where there are no weights."""
        weights = self.over.weights
        if weights is None:
            return None
        names = list(weights)
        if self.over.what == "members":
            classes = list(self.node.book.classes)
            of = np.array([names.index(name) if name in names else -1 for name in classes] + [-1])
            keys = of[self.found[0].frame.classes()]
        elif self.found and self.found[0].rows is not None:
            keys = self._record_keys(names)
        else:
            keys = np.repeat([names.index(one.name) for one in self.found], self.size)
        keys = keys[kept]
        if (keys < 0).any():
            self._refuse_key(kept, keys)
        return keys

    def _record_keys(self, names: list[str]) -> Any:
        frame = self.found[0].frame
        assert frame.records is not None
        register, index = self.frame.run.facts.registers[frame.records[0]], frame.records[1]
        if not self.over.by:
            return np.array(
                [names.index(register.ids[i]) if register.ids[i] in names else -1 for i in index], dtype=int
            )
        column = register.fields[self.over.by]
        of = np.array([names.index(word) if word in names else -1 for word in column.words] or [-1])
        known = np.ones(len(index), dtype=bool) if column.st is None else column.st[index] == KNOWN
        return np.where(known, of[np.where(known, column.n[index], 0)], -1)

    def _refuse_key(self, kept: Any, keys: Any) -> None:
        place = int(np.flatnonzero(kept)[int(np.flatnonzero(keys < 0)[0])])
        frame = self.found[0].frame
        unit = self.frame.run.facts.units[int(frame.unit_rows()[place])].shown
        says = f"“{unit}”有一条记录不在“{self.node.title}”的权重表里（可用：{'、'.join(self.over.weights or ())}）"
        raise Refused(Finding(says, code="weights-key", at=self.node.id))

    def _weighted(self, num: Num, rows: Any, keys: Any) -> Num:
        """Σ weight × mean of each key ÷ Σ weights of the keys that are there."""
        weights = [plain_weight(weight) for weight in (self.over.weights or {}).values()]
        total, shares = numbers.ZERO, numbers.ZERO
        for key, weight in enumerate(weights):
            here = keys == key
            counts = np.bincount(rows[here], minlength=self.size)
            mean = grouped("mean", num.rows(here), rows[here], counts, self.size)
            total = numbers.add(total, numbers.multiply(mean, const(weight)))
            shares = numbers.add(shares, numbers.keep(counts > 0, const(weight)))
        return numbers.divide(total, shares)

    def _trimmed(self, num: Num, rows: Any, keys: Any, counts: Any) -> tuple[Num, Any, Any, Any]:
        num = numbers.one_denominator(num)
        order = np.lexsort((num.n, rows))
        starts = np.cumsum(counts) - counts
        place = np.arange(len(rows)) - starts[rows[order]]
        inside = (place >= self.over.trim) & (place < counts[rows[order]] - self.over.trim)
        chosen = order[inside]
        short = (counts > 0) & (counts <= 2 * self.over.trim)
        return num.rows(chosen), rows[chosen], None if keys is None else keys[chosen], short


def state_of_list(over: Over, frame: Frame) -> Any:
    if over.what in PASSES or over.what in ("rounds", "sources", "members"):
        return None
    chosen = picked(frame.run, over.what, frame.period, frame.source)
    return None if chosen.st is None else chosen.st[frame.units]


def plain_weight(weight: Fraction | Share) -> Fraction:
    return weight.value if isinstance(weight, Share) else weight


def _joined(nums: list[Num]) -> Num:
    if len(nums) == 1:
        return numbers.one_denominator(nums[0])
    one = [numbers.one_denominator(num) for num in nums]
    common = lcm(*(num.d for num in one))
    scaled = [num.n if num.d == common else _scaled(num, common // num.d) for num in one]
    return numbers.column(np.concatenate(scaled), common)


def _scaled(num: Num, by: int) -> Any:
    return widths.scaled(num.n, by, max(-num.lo, num.hi) * by)
