"""Over passes: a node marked once a quarter, a source, a record or a member, and the passes made into one figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.findings import Finding
from gongkai.law.numbers import const
from gongkai.law.periods import PASSES, read_period
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Over
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.registers import picked, rows_of
from gongkai.law.scoring.segments import Segments, plain_weight, state_of_list
from gongkai.law.states import APART, NA, OPEN, UNSURE, YES, Val, settled

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
    state = state_of_list(node.over, frame)
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
    segments = Segments(node, over, frame, found, marked)
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
        weights = [plain_weight(over.weights[one.name]) for one in found]
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
