"""Time limits inside a rulebook: whether a record is late, by how much, and how old a day is."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import numpy as np

from gongkai.law import numbers, rounding
from gongkai.law.deadlines import Clock, Event, State, clock
from gongkai.law.limits import Limit
from gongkai.law.numbers import Num
from gongkai.law.rulebook.model import Aged, LateBy
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.states import KNOWN, NO, OPEN, UNSURE, YES, Cond, Val, settled, simple

BEIJING = timezone(timedelta(hours=8))
DAY_SECONDS = 86400
Steps = Mapping[str, Val]
Happened = tuple[tuple[str, int, bool], ...]  # step, day or second, whether it is a moment


def ordinal(run: Run, name: str, value: Val) -> Num:
    """Dates and moments as numbers of days."""
    fact = run.book.facts.get(name)
    if fact is not None and fact.type == "moment":
        return rounding.steps(value.num, numbers.const(DAY_SECONDS), started=False)
    return value.num


def edge_of(run: Run, test: Aged) -> int:
    """The day a span back from `as_of`: what is before it is older."""
    as_of = run.day
    if test.unit == "workdays":
        return int(run.calendar.add(as_of, -test.number).day.toordinal())
    if test.unit in ("months", "years"):
        months = test.number * (12 if test.unit == "years" else 1)
        year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
        return date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1])).toordinal()
    return run.as_of - test.number * (7 if test.unit == "weeks" else 1)


def steps_of(limit: Limit) -> tuple[str, ...]:
    """Every step of a limit: what starts it, ends it, pauses it and resumes it."""
    names = [*limit.after, *limit.done]
    for pause in limit.pause:
        names += [pause.begins, pause.ends]
    if limit.extend:
        names += [limit.extend.decided, *([limit.extend.told] if limit.extend.told else [])]
    return tuple(dict.fromkeys(names))


def is_late(frame: Frame, limit: Limit, columns: Steps, moments: Mapping[str, bool]) -> Cond:
    """Row by row: yes, no, or open where nobody said when it began, or whether it was done before its day passed."""
    clocks = _Clocks(frame.run, limit)
    codes = np.zeros(frame.size, dtype=np.uint8)
    for row in range(frame.size):
        codes[row] = clocks.code(*_at(row, columns, moments))
    return simple(codes)


def late_by(run: Run, derived: LateBy, read: Callable[[str], Val]) -> Val:
    """How far past its day each unit was (0: in time). The steps of the limit are facts of the unit."""
    limit = run.book.limit(derived.limit)
    assert limit is not None
    names = [step for step in steps_of(limit) if step in run.book.facts]
    columns = {name: read(name) for name in names}
    moments = {name: run.book.facts[name].type == "moment" for name in names}
    clocks = _Clocks(run, limit)
    found = [clocks.overrun(*_at(row, columns, moments), derived.unit) for row in range(len(run.facts.units))]
    st = np.array([state for _, state in found], dtype=np.uint8)
    return settled(numbers.column(np.array([size for size, _ in found], dtype=np.int64)), st)


def _at(row: int, columns: Steps, moments: Mapping[str, bool]) -> tuple[Happened, frozenset[str]]:
    """The steps that happened in a row, and those nobody spoke of."""
    known = [
        (name, int(value.num.at(row)), moments[name]) for name, value in columns.items() if value.state(row) == KNOWN
    ]
    return tuple(known), frozenset(name for name, value in columns.items() if value.state(row) == OPEN)


class _Clocks:
    """Counts each different course of events once."""

    def __init__(self, run: Run, limit: Limit) -> None:
        self.run, self.limit = run, limit
        self.seen: dict[Any, Clock] = {}

    def clock(self, known: Happened) -> Clock:
        if known not in self.seen:
            events = [Event(name, _moment(n) if moment else date.fromordinal(n)) for name, n, moment in known]
            self.seen[known] = clock(self.limit, events, self.run.day, self.run.calendar)
        return self.seen[known]

    def code(self, known: Happened, silent: frozenset[str]) -> int:
        found = self.clock(known)
        if found.state is State.NOT_STARTED:
            return UNSURE
        if not found.late:
            return NO
        return UNSURE if found.done_at is None and silent & set(self.limit.done) else YES

    def overrun(self, known: Happened, silent: frozenset[str], unit: str) -> tuple[int, int]:
        code = self.code(known, silent)
        if code != YES:
            return 0, KNOWN if code == NO else OPEN
        found = self.clock(known)
        end = found.done_at or self.run.day
        assert found.due is not None
        return _between(found.due, end, unit, self.run), KNOWN


def _between(due: date | datetime, end: date | datetime, unit: str, run: Run) -> int:
    if unit == "hours":
        seconds = (_as_moment(end) - _as_moment(due)).total_seconds()
        return -int(-seconds // 3600)
    first, last = _day(due), _day(end)
    return int(run.calendar.between(first, last).workdays) if unit == "workdays" else (last - first).days


def _day(value: date | datetime) -> date:
    return value.astimezone(BEIJING).date() if isinstance(value, datetime) else value


def _as_moment(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value + timedelta(days=1), datetime.min.time(), BEIJING)


def _moment(seconds: int) -> datetime:
    day, rest = divmod(seconds, DAY_SECONDS)
    return datetime.combine(date.fromordinal(day), datetime.min.time(), BEIJING) + timedelta(seconds=rest)
