"""What shuts a score: a gate, evidence that was not accepted, a veto."""

from typing import TYPE_CHECKING

import numpy as np

from gongkai.law import numbers
from gongkai.law.facts.store import EVIDENCE
from gongkai.law.numbers import ZERO, const
from gongkai.law.scoring import values
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.reads import figure
from gongkai.law.states import CERTAIN, FAILED, KNOWN, NO, OPEN, UNSURE, YES, Cond, Val, both, from_states, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


def gated(node: "Scored", frame: Frame, value: Val) -> Val:
    cond = node.gate.at(frame) if node.gate is not None else CERTAIN
    if node.node.evidence is not None and node.node.evidence.required:
        cond = both(cond, _proof(node, frame), frame.size)
    if cond is CERTAIN:
        return value
    node.trace(frame, gate=cond)
    shut, unsure = cond.has(NO), cond.has(UNSURE)
    num = numbers.choose(shut, ZERO, value.num)
    if cond.code is None and value.st is None:
        return Val(num)
    st = np.zeros(frame.size, dtype=np.uint8) if value.st is None else value.st
    st = np.where(shut, np.uint8(KNOWN), st)
    return settled(num, np.where(unsure & (st != FAILED), np.uint8(OPEN), st))


def _proof(node: "Scored", frame: Frame) -> Cond:
    """Accepted evidence: yes, no, or nobody looked yet."""
    given = values.mark(frame.run, node.id + EVIDENCE, frame)
    node.trace(frame, evidence=given)
    return from_states(numbers.compare(given.num, "equal", const(1)), given.st)


def vetoed(node: "Scored", frame: Frame, value: Val) -> Val:
    """The first veto that strikes writes its number, or none; nothing below is marked."""
    num = value.num
    st = np.zeros(frame.size, dtype=np.uint8) if value.st is None else value.st
    free = np.ones(frame.size, dtype=bool)
    struck = np.full(frame.size, -1, dtype=np.int64)
    for number, (veto, condition) in enumerate(node.vetoes):
        cond = condition.at(frame)
        written = figure(frame, veto.score, node.points(frame).num) if veto.score is not None else Val(ZERO)
        able = free if written.st is None else free & (written.st == KNOWN)  # no number for the class: no veto
        here = able & np.broadcast_to(cond.has(YES), frame.size)
        unsure = able & np.broadcast_to(cond.has(UNSURE), frame.size)
        num = numbers.choose(here, written.num, num)
        st = np.where(here, np.uint8(FAILED if veto.score is None else KNOWN), st)
        st = np.where(unsure, np.uint8(OPEN), st)
        struck[here] = number
        free &= ~here & ~unsure
    node.trace(frame, veto=struck)
    return settled(num, st)
