"""Over passes: a node marked once a quarter, a source, a record or a member, and the passes made into one figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, widths
from gongkai.law.findings import Finding
from gongkai.law.numbers import Num, const
from gongkai.law.periods import PASSES, read_period
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Over, Share
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.needs import names_below, told
from gongkai.law.scoring.registers import picked, rows_of
from gongkai.law.scoring.values import grouped
from gongkai.law.states import APART, FAILED, KNOWN, NA, OPEN, UNSURE, YES, Val, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


@dataclass(frozen=True)
class Pass:
    """One pass: its name, its frame, and the row of the node's frame each of its rows belongs to (None: the same)."""

    name: str
    frame: Frame
    rows: Any = None


def passes(node: "Scored", frame: Frame) -> list[Pass]:
    """The passes of a node in a frame. For members and lists all records are one pass whose rows are theirs."""
    return frame.once(("passes", node.id), lambda: list(_passes(node, frame)))


def _passes(node: "Scored", frame: Frame) -> Iterator[Pass]:
    over = node.over
    assert over is not None
    if over.what == "sources":
        for name in over.weights or node.book.sources:
            yield Pass(name, frame.passing(source=name, judges=True))
    elif over.what in PASSES or over.what == "rounds":
        for name in _periods(node, over, frame):
            yield Pass(name, frame.passing(period=name))
    elif over.what == "members":
        yield _members(frame)
    else:
        yield _records(over, frame)


def _periods(node: "Scored", over: Over, frame: Frame) -> list[str]:
    if over.what == "rounds":
        named = list(over.weights or node.book.rounds)
        periods = {key.period for key in frame.run.facts.columns if key.period and read_period(key.period) is None}
        if not named and not periods:
            says = f"“{node.title}”逐轮评定，规则没有写轮次（rounds），数据里也没有任何一轮"
            raise Refused(Finding(says, code="rounds-missing", at=node.id))
        return named or sorted(periods)
    here = read_period(frame.period) if frame.period else None
    return [str(part) for part in (here or node.book.period).parts(over.what)]


def _members(frame: Frame) -> Pass:
    parents = frame.run.facts.parents
    row_of = np.full(len(parents) + 1, -1, dtype=np.int64)  # the last is for units without a parent
    row_of[frame.unit_rows()] = np.arange(frame.size)
    units = np.flatnonzero(row_of[parents] >= 0)
    rows = row_of[parents[units]]
    order = np.argsort(rows, kind="stable")
    inner = frame.below(units[order], rows[order])
    inner.members = True
    return Pass("", inner, rows[order])


def _records(over: Over, frame: Frame) -> Pass:
    chosen = picked(frame.run, over.what, frame.period, frame.source)
    places, rows = rows_of(frame, chosen)
    return Pass("", frame.below(chosen.units[places], rows, (chosen.of, chosen.index[places])), rows)


def passes_apply(node: "Scored", frame: Frame) -> Any:
    """Whether a node is left in any of its passes; the sum of none is 0, the mean of none does not apply."""
    found = passes(node, frame)
    below = [_asked_in(node, one.frame) for one in found]
    if all(one.rows is None for one in found):
        if any(codes is None for codes in below):
            return None
        best = below[0]
        for codes in below[1:]:
            best = np.where((best == YES) | (codes == YES), np.uint8(YES), np.minimum(best, codes))
        return best
    best = np.full(frame.size, APART, dtype=np.uint8)
    unsure = np.zeros(frame.size, dtype=bool)
    for one, codes in zip(found, below, strict=True):
        best[one.rows if codes is None else one.rows[codes == YES]] = YES
        if codes is not None:
            unsure[one.rows[codes == UNSURE]] = True
    best = np.where((best == APART) & unsure, np.uint8(UNSURE), best)
    assert node.over is not None
    if node.over.take == "sum":
        best = np.full(frame.size, YES, dtype=np.uint8)
    state = _state_of_list(node.over, frame)
    return best if state is None else np.where((state == OPEN) & (best == APART), np.uint8(YES), best)


def _asked_in(node: "Scored", frame: Frame) -> Any:
    """YES, UNSURE, APART in every row of a pass, None for all YES: a member's class may have no points here."""
    codes, points = node.below_applies(frame), node._declared(frame)
    if points.st is None or not (points.st == NA).any():
        return codes
    least = np.full(frame.size, YES, dtype=np.uint8) if codes is None else codes
    return np.where(points.st == NA, np.uint8(APART), least)


def over_passes(node: "Scored", frame: Frame) -> Val:
    """The node marked in every pass, combined."""
    over = node.over
    assert over is not None
    found = passes(node, frame)
    marked = [_marked(node, one) for one in found]
    if not over.skip_missing and not over.trim and _plain(found, marked):
        return _straight(over, found, marked)
    segments = _Segments(node, over, frame, found, marked)
    if over.skip_missing:
        node.trace(frame, skipped=segments.skipped)
    return segments.combined()


def _marked(node: "Scored", one: Pass) -> Val:
    value = node.marked(one.frame)
    codes = node.below_applies(one.frame)
    points = node.points(one.frame)
    if codes is None and points.st is None:
        return value
    st = np.zeros(one.frame.size, dtype=np.uint8) if value.st is None else value.st
    if codes is not None:
        st = np.where(codes == APART, np.uint8(NA), st)
    if points.st is not None:
        st = np.where(points.st == NA, np.uint8(NA), st)
    return settled(value.num, st)


def _plain(found: list[Pass], marked: list[Val]) -> bool:
    """Passes over the same rows of which every one has a number."""
    return all(one.rows is None for one in found) and all(value.st is None for value in marked)


def _straight(over: Over, found: list[Pass], marked: list[Val]) -> Val:
    nums = [value.num for value in marked]
    if over.weights is not None:
        weights = [_plain_weight(over.weights[one.name]) for one in found]
        total = sum(weights)
        parts = [numbers.multiply(num, const(weight / total)) for num, weight in zip(nums, weights, strict=True)]
        return Val(numbers.sum_of(parts))
    if over.take in ("sum", "mean"):
        total_num = numbers.sum_of(nums)
        return Val(total_num if over.take == "sum" else numbers.multiply(total_num, const(Fraction(1, len(nums)))))
    best = nums[0]
    for num in nums[1:]:
        best = (numbers.minimum if over.take == "lowest" else numbers.maximum)(best, num)
    return Val(best)


def _plain_weight(weight: Fraction | Share) -> Fraction:
    return weight.value if isinstance(weight, Share) else weight


def _state_of_list(over: Over, frame: Frame) -> Any:
    if over.what in PASSES or over.what in ("rounds", "sources", "members"):
        return None
    chosen = picked(frame.run, over.what, frame.period, frame.source)
    return None if chosen.st is None else chosen.st[frame.units]


class _Segments:
    """All passes as one long column with the row each belongs to: for passes that are missing, trimmed or uneven."""

    def __init__(self, node: "Scored", over: Over, frame: Frame, found: list[Pass], marked: list[Val]) -> None:
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
        of_list = _state_of_list(self.over, self.frame)
        if of_list is not None:
            st = np.where((of_list != KNOWN) & (st != FAILED), of_list, st)
        return st

    def _has_data(self, one: Pass) -> Any:
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
        weights = [_plain_weight(weight) for weight in (self.over.weights or {}).values()]
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


def _joined(nums: list[Num]) -> Num:
    if len(nums) == 1:
        return numbers.one_denominator(nums[0])
    one = [numbers.one_denominator(num) for num in nums]
    common = lcm(*(num.d for num in one))
    scaled = [num.n if num.d == common else _scaled(num, common // num.d) for num in one]
    return numbers.column(np.concatenate(scaled), common)


def _scaled(num: Num, by: int) -> Any:
    return widths.scaled(num.n, by, max(-num.lo, num.hi) * by)
