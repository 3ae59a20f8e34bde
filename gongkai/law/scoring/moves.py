"""Points of those who are not asked: moved to a sibling, or spread over the siblings asked."""

from typing import TYPE_CHECKING

import numpy as np

from gongkai.law import numbers
from gongkai.law.numbers import ZERO, Num
from gongkai.law.scoring.frames import Frame
from gongkai.law.states import APART, YES

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored

MOVING = ("spread", "spread_by_points", "move_to")


def received(node: "Scored", frame: Frame) -> Num | None:
    """The points a node gets from siblings that are not asked; None = never any."""
    parent = node.parent
    if parent is None or not any(child.node.not_applicable.kind in MOVING for child in parent.children):
        return None
    return frame.once(("moved", parent.id), lambda: _moved(parent, frame)).get(node.id)


def _moved(parent: "Scored", frame: Frame) -> dict[str, Num]:
    moved: dict[str, Num] = {}
    for giver in parent.children:
        kind = giver.node.not_applicable.kind
        codes = giver.applies(frame)
        if kind not in MOVING or codes is None or not (codes == APART).any():
            continue
        worth = numbers.keep(codes == APART, giver._declared(frame).num)
        for taker, part in _parts(giver, parent, frame, kind):
            share = numbers.multiply(worth, part)
            moved[taker.id] = numbers.add(moved[taker.id], share) if taker.id in moved else share
    return moved


def _parts(giver: "Scored", parent: "Scored", frame: Frame, kind: str) -> "list[tuple[Scored, Num]]":
    """Who takes what part of the points, row by row; who is not asked takes nothing."""
    siblings = [child for child in parent.children if child is not giver]
    if kind == "move_to":
        siblings = [child for child in siblings if child.id == giver.node.not_applicable.sibling]
        return [(child, _asked(child, frame)) for child in siblings]
    claims = [(child, _claim(child, frame, even=kind == "spread")) for child in siblings]
    total = numbers.sum_of([claim for _, claim in claims])
    return [(child, numbers.divide(claim, total)) for child, claim in claims]  # nobody claims: 0 of 0 is 0


def _claim(child: "Scored", frame: Frame, even: bool) -> Num:
    """1 or its points for a sibling that is asked and has points; a bonus takes no part."""
    worth = child._declared(frame).num
    asked = _asked(child, frame)
    if not even:
        return numbers.multiply(asked, worth)
    some = numbers.compare(worth, "above", ZERO)
    if isinstance(some, bool):
        return asked if some else ZERO
    return numbers.keep(some, asked)


def _asked(child: "Scored", frame: Frame) -> Num:
    codes = child.applies(frame)
    if codes is None:
        return numbers.ONE
    return numbers.column(np.where(codes == YES, np.int32(1), np.int32(0)))
