"""What holds a score within bounds: times, then cap and floor, then rounding."""

from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, rounding
from gongkai.law.numbers import ZERO, Num
from gongkai.law.rulebook.model import NO_LIMIT
from gongkai.law.scoring.frames import Frame
from gongkai.law.states import KNOWN, NA, NONE, OPEN, Val, merged, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


def limited(node: "Scored", frame: Frame, value: Val) -> Val:
    num, st = value.num, value.st
    if node.times is not None:
        factor = node.times.at(frame)
        node.trace(frame, times=factor)
        num, st = _multiplied(num, st, factor)
    if not node.node.leaf and node.cap is None and node.floor is None:
        found = Val(num, st)
    else:
        found = _bounded(node, frame, num, st)
    places = node.places
    if places is not None:
        found = Val(rounding.rounded(found.num, places, frame.run.mode), found.st)
    return found if found.st is None else settled(found.num, found.st)


def whole(node: "Scored", value: Val, frame: Frame) -> Val:
    """A total made of passes is rounded when they are one figure, not in each."""
    places = node.book.rounding.total
    if node.parent is not None or places is None:
        return value
    return Val(rounding.rounded(value.num, places, frame.run.mode), value.st)


def _multiplied(num: Num, st: Any, factor: Val) -> tuple[Num, Any]:
    if factor.st is None:
        return numbers.multiply(num, factor.num), st
    known = (factor.st == KNOWN) | (factor.st == NONE)  # 无 is a factor of 0; 不适用 is none at all
    product = numbers.choose(factor.st == NA, num, numbers.multiply(num, settled(factor.num, factor.st).num))
    return product, merged(st, np.where(known | (factor.st == NA), np.uint8(KNOWN), np.uint8(OPEN)))


def _bounded(node: "Scored", frame: Frame, num: Num, st: Any) -> Val:
    points = node.points(frame).num
    for bound, default, pick in (
        (node.cap, node.default_cap, numbers.minimum),
        (node.floor, node.default_floor, numbers.maximum),
    ):
        if bound is not None:
            limit, here = bound.at(frame, points)
        elif default == NO_LIMIT:
            continue
        else:
            limit, here = Val(points if default == node.default_cap else ZERO), True
        st = merged(st, limit.st)
        num = numbers.choose(here, pick(num, limit.num), num)
        node.trace(frame, **{"cap" if pick is numbers.minimum else "floor": (limit, here)})
    return Val(num, st)
