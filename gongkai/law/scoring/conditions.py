"""Conditions over columns: yes, no, not yet known, or about what does not apply."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from gongkai.law import numbers, rounding
from gongkai.law.numbers import Num, const
from gongkai.law.rulebook.model import (
    Aged,
    AllOf,
    AnyOf,
    Asks,
    ByClass,
    Compare,
    Condition,
    Dated,
    Equals,
    Fact,
    FailedValue,
    IsLate,
    NoneValue,
    Not,
    Ref,
    Share,
    Test,
)
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.lateness import DAY_SECONDS, edge_of, is_late, steps_of
from gongkai.law.scoring.reads import Names, Read, figure
from gongkai.law.scoring.values import period_bounds
from gongkai.law.states import (
    CERTAIN,
    FAILED,
    NONE,
    YES,
    Cond,
    Val,
    both,
    either,
    from_states,
    merged,
    opposite,
    simple,
)


class Question:
    """One question: a name and its tests."""

    def __init__(self, asks: Asks, names: Names, records: Fact | None) -> None:
        self.asks = asks
        self.read = names.read(asks.name, records)
        self.others = {
            test.against.name: names.read(test.against.name, records)
            for test in asks.tests
            if isinstance(test, Compare) and isinstance(test.against, Ref)
        }

    @property
    def reads(self) -> list[Read]:
        return [self.read, *self.others.values()]

    def at(self, frame: Frame, blind: bool = False) -> Cond:
        value = self.read.at(frame, blind)
        if blind and self.read.node is not None:  # a score not yet known; its points are not asked for either
            return from_states(False, value.st)
        cond = CERTAIN
        for test in self.asks.tests:
            cond = both(cond, self._test(frame, value, test, blind), frame.size)
        return cond

    def _test(self, frame: Frame, value: Val, test: Test, blind: bool) -> Cond:
        if isinstance(test, Equals):
            return _equals(frame, self.read, value, test)
        if isinstance(test, Compare):
            return self._compare(frame, value, test, blind)
        days = _days(self.read, value.num)
        if isinstance(test, Aged):
            edge = const(frame.run.once(("edge", test), lambda: edge_of(frame.run, test)))
            if test.older:
                return from_states(numbers.compare(days, "below", edge), value.st)
            last = numbers.compare(days, "at_most", const(frame.run.as_of))
            return from_states(numbers.compare(days, "at_least", edge) & last, value.st)
        return from_states(_within(frame, days, test), value.st)

    def _compare(self, frame: Frame, value: Val, test: Compare, blind: bool) -> Cond:
        if isinstance(test.against, Ref):
            other = self.others[test.against.name]
            found = other.at(frame, blind)
            mine, yours = _comparable(self.read, value.num, other, found.num)
            return from_states(numbers.compare(mine, test.op, yours), merged(value.st, found.st))
        if isinstance(test.against, date):
            return from_states(
                numbers.compare(_days(self.read, value.num), test.op, const(test.against.toordinal())), value.st
            )
        edge = self._edge(frame, test.against)
        return from_states(numbers.compare(value.num, test.op, edge.num), merged(value.st, edge.st))

    def _edge(self, frame: Frame, against: Fraction | Share | ByClass) -> Val:
        points = _points_read(frame, self.read)
        if points is None:
            return figure(frame, against)
        edge = figure(frame, against, points.num)
        return Val(edge.num, merged(edge.st, points.st)) if _of_points(against) else edge


class Late:
    """Whether a record is late by a limit whose steps are fields of the record."""

    def __init__(self, asks: IsLate, names: Names, records: Fact | None) -> None:
        limit = names.book.limit(asks.limit)
        assert limit is not None and records is not None
        self.limit = limit
        known = [step for step in steps_of(limit) if step in records.fields or step in names.book.facts]
        self.steps = {step: names.read(step, records) for step in known}

    @property
    def reads(self) -> list[Read]:
        return list(self.steps.values())

    def at(self, frame: Frame, blind: bool = False) -> Cond:
        columns = {step: read.at(frame) for step, read in self.steps.items()}
        moments = {step: read.meaning.type == "moment" for step, read in self.steps.items()}
        return is_late(frame, self.limit, columns, moments)


class Every:
    """All parts must hold; or, turned round, any of them."""

    def __init__(self, parts: "list[Tested]", any_: bool = False) -> None:
        self.parts, self.any = parts, any_

    @property
    def reads(self) -> list[Read]:
        return [read for part in self.parts for read in part.reads]

    def at(self, frame: Frame, blind: bool = False) -> Cond:
        found = self.parts[0].at(frame, blind)
        for part in self.parts[1:]:
            found = (either if self.any else both)(found, part.at(frame, blind), frame.size)
        return found


class Opposite:
    def __init__(self, part: "Tested") -> None:
        self.part = part

    @property
    def reads(self) -> list[Read]:
        return self.part.reads

    def at(self, frame: Frame, blind: bool = False) -> Cond:
        return opposite(self.part.at(frame, blind))


Tested = Question | Late | Every | Opposite


def tested(condition: Condition, names: Names, records: Fact | None = None) -> Tested:
    """A condition made ready to be asked of frames; inside `records` the list's fields come first."""
    if isinstance(condition, AllOf | AnyOf):
        parts = [tested(part, names, records) for part in condition.parts]
        return Every(parts, isinstance(condition, AnyOf))
    if isinstance(condition, Not):
        return Opposite(tested(condition.part, names, records))
    return Late(condition, names, records) if isinstance(condition, IsLate) else Question(condition, names, records)


def maybe(condition: Condition | None, names: Names, records: Fact | None = None) -> Tested | None:
    return None if condition is None else tested(condition, names, records)


# Single tests --------------------------------------------------------------------------------------------------------


def _equals(frame: Frame, read: Read, value: Val, test: Equals) -> Cond:
    yes: Any = False
    for literal in test.values:
        if not isinstance(literal, NoneValue | FailedValue):
            num = _days(read, value.num) if isinstance(literal, date) else value.num
            found = numbers.compare(num, "equal", _literal(frame, read, value, literal))
            yes = yes | found
    cond = from_states(yes, value.st)
    for literal in test.values:
        if isinstance(literal, NoneValue | FailedValue):
            cond = _also(cond, value, NONE if isinstance(literal, NoneValue) else FAILED, frame.size)
    return cond


def _also(cond: Cond, value: Val, state: int, size: int) -> Cond:
    """Yes where the value is in that state, too."""
    if value.st is None:
        return cond
    return simple(np.where(value.st == state, np.uint8(YES), cond.codes(size)))


def _literal(frame: Frame, read: Read, value: Val, literal: Any) -> Num:
    if isinstance(literal, bool):
        return const(int(literal))
    if isinstance(literal, str):
        return const(value.words.index(literal) if literal in value.words else -1)
    if isinstance(literal, Share):
        points = _points_read(frame, read)
        return figure(frame, literal, points.num if points else None).num
    if isinstance(literal, date):
        return const(literal.toordinal())
    return const(literal)


def _of_points(against: Fraction | Share | ByClass) -> bool:
    values = against.values.values() if isinstance(against, ByClass) else (against,)
    return any(isinstance(value, Share) for value in values)


def _points_read(frame: Frame, read: Read) -> Val | None:
    """The points of the indicator whose score is read: what a share of it is a share of."""
    if read.node is None:
        return None
    outer, rows = frame.outer(read.node.depth)
    points = read.node.points(read.node.home(outer.plain))
    return points if rows is None else points.rows(rows)


def _days(read: Read, num: Num) -> Num:
    if read.meaning.type != "moment":
        return num
    return rounding.steps(num, const(DAY_SECONDS), started=False)


def _comparable(read: Read, num: Num, other: Read, yours: Num) -> tuple[Num, Num]:
    kinds = {read.meaning.type, other.meaning.type}
    return (_days(read, num), _days(other, yours)) if kinds == {"date", "moment"} else (num, yours)


def _within(frame: Frame, days: Num, test: Dated) -> Any:
    first, last = test.since, None
    if test.during is not None:
        first, last = test.during.first, test.during.last
    elif test.own_period:
        bounds = period_bounds(frame.run, frame.period)
        assert bounds is not None
        first, last = bounds
    yes: Any = True
    if first is not None:
        yes = numbers.compare(days, "at_least", const(first.toordinal()))
    if last is not None:
        yes = yes & numbers.compare(days, "at_most", const(last.toordinal()))
    if test.before is not None:
        yes = yes & numbers.compare(days, "below", const(test.before.toordinal()))
    return yes
