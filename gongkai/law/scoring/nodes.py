"""Indicators over columns: who is asked, what the points are, what the lines and children come to, in the fixed order.

only → veto → gate, evidence → points → start → lines, children or passes → times → cap, floor → round.
"""

from fractions import Fraction
from typing import Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.numbers import ZERO, Num
from gongkai.law.rulebook.model import NO_LIMIT, ByClass, Fact, Indicator, Share
from gongkai.law.rulebook.names import root_list
from gongkai.law.scoring.amounts import Bound, Factor
from gongkai.law.scoring.combining import combined, possible_of
from gongkai.law.scoring.conditions import Tested, maybe, tested
from gongkai.law.scoring.doubles import Once
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.gating import gated, vetoed
from gongkai.law.scoring.limiting import limited, whole
from gongkai.law.scoring.lines import Scoring
from gongkai.law.scoring.moves import received
from gongkai.law.scoring.passes import over_passes, passes_apply
from gongkai.law.scoring.reads import Names, Read, figure
from gongkai.law.states import (
    APART,
    FAILED,
    KNOWN,
    NA,
    NO,
    OPEN,
    UNSURE,
    YES,
    Val,
    merged,
    settled,
)


class Scored:
    """One indicator made ready. `depth`: how many `over` stand around it; `sources`: those of its ancestors there."""

    def __init__(self, node: Indicator, parent: "Scored | None", names: Names, records: Fact | None) -> None:
        self.node, self.parent, self.book = node, parent, names.book
        self.id, self.title, self.over = node.id, node.title, node.over
        self.depth: int = 0 if parent is None else parent.depth + (parent.over is not None)
        self.sources = self._sources_above()
        self.once_below: Once | None = self._once(parent)
        self.only = maybe(node.only, names, records)
        self.records = self._records(names, records)
        self._ready(names)

    def _ready(self, names: Names) -> None:
        node, records = self.node, self.records
        self.gate = maybe(node.gate, names, records)
        self.vetoes = [(veto, tested(veto.when, names, records)) for veto in node.veto]
        self.times = Factor(node.times, names, records) if node.times is not None else None
        self.start = Bound(node.start, self.default_start, names, records) if node.start is not None else None
        self.cap = Bound(node.cap, self.default_cap, names, records) if node.cap is not None else None
        self.floor = Bound(node.floor, self.default_floor, names, records) if node.floor is not None else None
        self.children: list[Scored] = []
        self.lines = [Scoring(line, self, names, records) for line in node.rules]
        if self.once_below is not None:
            self.once_below.lines += [line for line in self.lines if line.charges_once]

    def _sources_above(self) -> tuple[str, ...]:
        above = self.parent
        if above is None:
            return ()
        kept = () if above.over is not None else above.sources
        return (*kept, above.node.source) if above.node.source and above.over is None else kept

    def _once(self, parent: "Scored | None") -> Once | None:
        if parent is not None and parent.once_below is not None and parent.over is None:
            return parent.once_below
        return Once(self, self.node.no_double) if self.node.no_double else None

    def _records(self, names: Names, records: Fact | None) -> Fact | None:
        found = root_list(self.over.what, names.book.facts) if self.over else None
        return found or records

    # Defaults that a leaf has unless it says otherwise ----------------------------------------------------------------

    @property
    def default_start(self) -> Any:
        return "full" if all(line.kind == "lose" for line in self.node.rules) else Fraction(0)

    @property
    def default_cap(self) -> Any:
        return Share(Fraction(1)) if self.node.leaf else NO_LIMIT

    @property
    def default_floor(self) -> Any:
        return Fraction(0) if self.node.leaf else NO_LIMIT

    # Frames ----------------------------------------------------------------------------------------------------------

    def home(self, frame: Frame) -> Frame:
        """The frame its parent is evaluated in, from the plain frame of that depth."""
        for source in self.sources:
            frame = frame.beside(source)
        return frame

    def inner(self, frame: Frame) -> Frame:
        """The frame it is itself evaluated in."""
        return frame.beside(self.node.source) if self.node.source else frame

    # The score -------------------------------------------------------------------------------------------------------

    def score(self, frame: Frame) -> Val:
        """The final score in every row of a frame of its depth."""
        return frame.once(("score", self.id), lambda: self._score(frame))

    def _score(self, frame: Frame) -> Val:
        inner = self.inner(frame)
        found = whole(self, over_passes(self, inner), frame) if self.over is not None else self.marked(inner)
        applies = self.applies(frame)
        if applies is None:
            return found
        st = np.where(applies == APART, np.uint8(NA), np.uint8(KNOWN) if found.st is None else found.st)
        st = np.where((applies == UNSURE) & (st != FAILED), np.uint8(OPEN), st)
        return settled(found.num, st)

    def marked(self, frame: Frame) -> Val:
        """The score in one pass: from the veto on."""
        found = limited(self, frame, self._body(frame))
        found = gated(self, frame, found)
        if self.vetoes:
            found = vetoed(self, frame, found)
        self.trace(frame, result=found)
        return found

    def _body(self, frame: Frame) -> Val:
        found = self._leaf(frame) if self.node.leaf else combined(self, frame)
        self.trace(frame, body=found)
        return found

    def _leaf(self, frame: Frame) -> Val:
        start = self._start(frame)
        total, st = start.num, start.st
        for line in self.lines:
            value = line.value(frame)
            total = (numbers.add if line.line.kind == "earn" else numbers.subtract)(total, value.num)
            if value.st is not None:
                st = merged(st, np.where(value.st == NA, np.uint8(KNOWN), value.st))
        self.trace(frame, start=start)
        return Val(total, st)

    def _start(self, frame: Frame) -> Val:
        if self.start is not None:
            return self.start.at(frame, self.points(frame).num)[0]
        return Val(self.points(frame).num) if self.default_start == "full" else Val(ZERO)

    @property
    def places(self) -> int | None:
        if self.node.round is not None:
            return self.node.round
        rounding = self.book.rounding
        if self.parent is None and rounding.total is not None:
            return rounding.total if self.over is None else None
        return rounding.leaf if self.node.leaf else None

    # Who is asked ----------------------------------------------------------------------------------------------------

    def applies(self, frame: Frame) -> Any:
        """None = asked in every row, else an array of YES, UNSURE, APART. Never depends on points."""
        return frame.once(("applies", self.id), lambda: self._applies(frame))

    def _applies(self, frame: Frame) -> Any:
        inner = self.inner(frame)
        codes = self._asked(inner)
        points = self._declared(frame)
        if points.st is not None and (self.over is None or self.over.what != "members"):
            codes = _least(codes, np.where(points.st == NA, np.uint8(APART), np.uint8(YES)))
        below = self._passes_apply(inner) if self.over is not None else self.below_applies(inner)
        return _least(codes, below)

    def _asked(self, frame: Frame) -> Any:
        if self.only is None:
            return None
        codes = self.only.at(frame).codes(frame.size)
        return None if (codes == YES).all() else np.where(codes == NO, np.uint8(APART), codes)

    def _passes_apply(self, frame: Frame) -> Any:
        return passes_apply(self, frame)

    def below_applies(self, frame: Frame) -> Any:
        """Whether a line, or a child, is left."""
        parts = [line.applies(frame) for line in self.lines] or [child.applies(frame) for child in self.children]
        if any(part is None for part in parts):
            return None
        found = np.full(frame.size, APART, dtype=np.uint8)
        for part in parts:
            codes = np.where(part, np.uint8(YES), np.uint8(APART)) if part.dtype == bool else part
            found = np.where((found == YES) | (codes == YES), np.uint8(YES), np.minimum(found, codes))
        return None if (found == YES).all() else found

    # Points ----------------------------------------------------------------------------------------------------------

    def points(self, frame: Frame) -> Val:
        """Full marks in every row: by class, with what was moved or spread to it."""
        return frame.once(("points", self.id), lambda: self._points(frame))

    def _points(self, frame: Frame) -> Val:
        declared = self._declared(frame)
        outer, rows = frame, None
        if frame.depth > self.depth:  # in its own pass: what was moved, was moved to the unit as a whole
            assert frame.parent is not None
            outer, rows = frame.parent, frame.up
        moved = received(self, self.home(outer.plain))
        if moved is None:
            return declared
        return Val(numbers.add(declared.num, moved if rows is None else moved.rows(rows)), declared.st)

    def _declared(self, frame: Frame) -> Val:
        if self.node.points is None:
            return self._of_children(frame)
        return figure(frame, self.node.points)

    def _of_children(self, frame: Frame) -> Val:
        """A parent that names no points has those of its children."""
        total = ZERO
        for child in self.children:
            num = child._declared(frame).num
            weight = child.weight(frame)
            total = numbers.add(total, num if weight is None else numbers.multiply(num, weight.num))
        return Val(total)

    def weight(self, frame: Frame) -> Val | None:
        return None if self.node.weight is None else figure(frame, self.node.weight)

    def possible(self, frame: Frame) -> Num:
        """What this unit can reach here: what it is not asked is not in it."""
        return frame.once(("possible", self.id), lambda: possible_of(self, frame))

    @property
    def by_class(self) -> bool:
        return isinstance(self.node.points, ByClass)

    # ------------------------------------------------------------------------------------------------------------------

    def trace(self, frame: Frame, **found: Any) -> None:
        """Kept for the explanation, where one is wanted."""
        if frame.run.tracing:
            frame.trace.setdefault(self, {}).update(found)

    @property
    def reads(self) -> list[Read]:
        """Everything the node itself reads."""
        conditions: list[Tested] = [cond for cond in (self.only, self.gate) if cond is not None]
        conditions += [condition for _, condition in self.vetoes]
        found = [read for condition in conditions for read in condition.reads]
        for part in (self.times, self.start, self.cap, self.floor):
            found += part.reads if part is not None else []
        return found + [read for line in self.lines for read in line.reads]

    def walk(self) -> "list[Scored]":
        return [self] + [node for child in self.children for node in child.walk()]


def _least(a: Any, b: Any) -> Any:
    """Both must apply; who is surely not asked is apart, whatever else is unsure."""
    if a is None or b is None:
        return b if a is None else a
    found = np.where((a == APART) | (b == APART), np.uint8(APART), np.uint8(YES))
    return np.where((found == YES) & ((a == UNSURE) | (b == UNSURE)), np.uint8(UNSURE), found)
