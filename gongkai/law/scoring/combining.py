"""Children into one figure: sum, rescaled, mean, lowest, highest, the first that applies."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.numbers import ZERO, Num, const
from gongkai.law.scoring.frames import Frame
from gongkai.law.states import APART, FAILED, KNOWN, NA, OPEN, Val, merged, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


def combined(node: "Scored", frame: Frame) -> Val:
    """The figure of a parent from its children, those left out that do not apply."""
    how = node.node.combine
    parts = [contribution(child, frame) for child in node.children]
    if how == "rescaled":
        return _rescaled(node, frame, _sum(parts))
    if how == "sum":
        return _sum(parts)
    if how == "one_of":
        return _first(parts, frame.size)
    return _mean(node, parts, frame) if how == "mean" else _extreme(parts, how)


def contribution(child: "Scored", frame: Frame) -> Val:
    """A child's score as its parent takes it: by weight, and by what becomes of points it is not asked for."""
    value = _treated(child, frame, child.score(frame))
    weight = child.weight(frame)
    if weight is None:
        return value
    return Val(numbers.multiply(value.num, weight.num), merged(value.st, weight.st))


def _treated(child: "Scored", frame: Frame, score: Val) -> Val:
    treatment = child.node.not_applicable
    if treatment.kind not in ("full", "share") or score.st is None:
        return score
    points = child.points(frame)
    given = (score.st == NA) & (True if points.st is None else points.st == KNOWN)
    part = const(treatment.share if treatment.kind == "share" else Fraction(1))
    num = numbers.choose(given, numbers.multiply(points.num, part), score.num)
    return settled(num, np.where(given, np.uint8(KNOWN), score.st))


def weighing(states: list[Any]) -> Any:
    """The state of what is made of several: 失格 rises, then 待定; 不适用 only where all are."""
    if all(st is None for st in states):
        return None
    size = next(len(st) for st in states if st is not None)
    found = np.full(size, NA, dtype=np.uint8)
    for st in states:
        st = np.zeros(size, dtype=np.uint8) if st is None else st
        graver = np.maximum(np.where(found == NA, np.uint8(KNOWN), found), np.where(st == NA, np.uint8(KNOWN), st))
        found = np.where((found == NA) & (st == NA), np.uint8(NA), graver)
    return found if found.any() else None


def _sum(parts: list[Val]) -> Val:
    return settled(numbers.sum_of([part.num for part in parts]), weighing([part.st for part in parts]))


def _rescaled(node: "Scored", frame: Frame, total: Val) -> Val:
    """sum × own points ÷ points possible for this unit."""
    points = node.points(frame)
    possible = reachable(node, frame)
    if possible.constant and points.num.constant and possible.n and possible.fraction == points.num.fraction:
        return total
    nothing = numbers.compare(possible, "equal", ZERO)
    node.trace(frame, possible=Val(possible), sum=total)
    value = numbers.divide(numbers.multiply(total.num, points.num), possible)
    if np.any(nothing):
        st = np.zeros(frame.size, dtype=np.uint8) if total.st is None else total.st
        return settled(value, np.where(nothing & (st != FAILED) & (st != OPEN), np.uint8(NA), st))
    return Val(value, total.st)


def _mean(node: "Scored", parts: list[Val], frame: Frame) -> Val:
    """The mean of those that apply; where children have weights, their scores ÷ the weights of those that apply."""
    weights = [child.weight(frame) for child in node.children]
    total = _sum(parts)
    shares = ZERO
    for part, weight in zip(parts, weights, strict=True):
        share = const(1) if weight is None else weight.num
        shares = numbers.add(shares, numbers.keep(part.st != NA, share))
    nothing = numbers.compare(shares, "equal", ZERO)
    value = numbers.divide(total.num, shares)
    if not np.any(nothing):
        return Val(value, total.st)
    st = np.zeros(frame.size, dtype=np.uint8) if total.st is None else total.st
    return settled(value, np.where(nothing & (st == KNOWN), np.uint8(NA), st))


def _extreme(parts: list[Val], how: str) -> Val:
    pick = numbers.minimum if how == "lowest" else numbers.maximum
    st = weighing([part.st for part in parts])
    best, seen = parts[0].num, _counts(parts[0])
    for part in parts[1:]:
        known = _counts(part)
        best = numbers.choose(seen & known, pick(best, part.num), numbers.choose(seen, best, part.num))
        seen = seen | known
    return settled(best, st)


def _counts(part: Val) -> Any:
    return True if part.st is None else part.st == KNOWN


def _first(parts: list[Val], size: int) -> Val:
    num, st = parts[-1].num, parts[-1].st
    for part in reversed(parts[:-1]):
        if part.st is None:
            num, st = part.num, None
            continue
        there = part.st != NA
        rest = np.zeros(size, dtype=np.uint8) if st is None else st
        num, st = numbers.choose(there, part.num, num), np.where(there, part.st, rest)
    return settled(num, st)


# Points possible -----------------------------------------------------------------------------------------------------


def possible_of(node: "Scored", frame: Frame) -> Num:
    """What a unit can reach at a node that it is asked: its points, or less where parts of a sum are not asked."""
    inner = node.inner(frame)
    points = node.points(frame).num
    if node.node.leaf or node.over is not None or node.node.combine != "sum":
        return points
    reached = reachable(node, inner)
    return reached if node.node.points is None else numbers.minimum(points, reached)


def reachable(node: "Scored", frame: Frame) -> Num:
    """The possible points of the children together, by weight."""
    total = ZERO
    for child in node.children:
        possible = child.possible(frame)
        weight = child.weight(frame)
        if weight is not None:
            possible = numbers.multiply(possible, weight.num)
        total = numbers.add(total, _asked_part(child, frame, possible))
    return total


def _asked_part(child: "Scored", frame: Frame, possible: Num) -> Num:
    codes = child.applies(frame)
    if codes is None:
        return possible
    if child.node.not_applicable.kind not in ("full", "share"):
        return numbers.keep(codes != APART, possible)
    whole, weight = child.points(frame).num, child.weight(frame)  # 0 for a class without points
    if weight is not None:
        whole = numbers.multiply(whole, weight.num)
    return numbers.choose(codes != APART, possible, whole)
