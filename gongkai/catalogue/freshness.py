"""Is a column kept fresh: by working days since its unit last published in it, against the topic's refresh limit.

What was published when is passed in, keyed by topic and unit: this room does not know who publishes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Counted
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.law.deadlines import Clock, Event, clock, rounds
from gongkai.law.deadlines import State as ClockState
from gongkai.law.limits import Limit, Limits
from gongkai.law.workdays import Calendar

Duty = tuple[int, int]
"""Key of the topic, key of the unit."""
NONE: Mapping[Duty, date] = {}


class State(StrEnum):
    FRESH = "正常"
    NEAR = "临近"
    STALE = "超期"
    EMPTY = "从未公开"
    UNKNOWN = "待定"
    FREE = "不定期"

    @property
    def overdue(self) -> bool:
        """Whether it counts as not kept fresh; what was never filled and is past its day does."""
        return self in (State.STALE, State.EMPTY)


@dataclass(frozen=True, slots=True)
class Freshness:
    """One duty as of one day. ``idle``: working days since ``last``; ``why``: what could not be determined; ``quiet``:
    the day on which a statement that there was nothing to publish was reviewed, where that came after ``last``.

    A column that must be filled and never was is overdue: from when its time is up after the duty began, and where
    nobody wrote down when it began at once, since then it has stood for longer than anybody can tell.
    """

    duty: TopicUnit
    state: State
    last: date | None = None
    idle: int | None = None
    clock: Clock | None = None
    why: str = ""
    quiet: date | None = None

    @property
    def due(self) -> date | None:
        return self.clock.due if self.clock else None

    @property
    def waits(self) -> bool:
        """Whether something is expected here: it is late or near, or the days in which it is looked through have come
        and it was not yet.
        """
        if self.state.overdue or self.state is State.NEAR:
            return True
        opens, renewed = self.clock.opens if self.clock else None, self.quiet or self.last
        return bool(opens and opens <= self.clock.as_of and (renewed is None or renewed < opens))

    @property
    def says(self) -> str:
        """The state in a sentence: 就业：超期，上次公开 2025-10-21，已 58 个工作日."""
        when = f"上次公开 {self.last}，已 {self.idle} 个工作日" if self.last else "从未公开"
        told = self.why or (f"{when}，{self.quiet} 核定本期无更新" if self.quiet else when)
        since = begins(self.duty)
        if self.state is State.EMPTY:
            told = f"自 {since} 起负责" + (f"，期限 {self.due}" if self.due else "") if since else ""
        return f"{self.duty.topic.name}：" + "，".join(filter(None, (self.state.value, told)))


class Watch:
    """Looks at many duties as of one day; what is equal is computed once."""

    def __init__(self, as_of: date, calendar: Calendar, limits: Limits) -> None:
        self.as_of, self.calendar, self.limits = as_of, calendar, limits
        self._clocks: dict[tuple[str, date | None], Clock] = {}

    def see(self, duty: TopicUnit, last: date | None, quiet: date | None = None) -> Freshness:
        """The state of one duty whose unit last published in it on ``last`` (None: never, as far as anybody knows).

        ``quiet``: when the newest statement that there was nothing to publish was reviewed; it renews as an item does.
        """
        quiet = quiet if quiet and (last is None or quiet > last) else None
        idle = self.calendar.between(last, self.as_of).workdays if last else None
        name = duty.topic.refresh
        if not name:
            return Freshness(duty, State.FREE, last, idle, quiet=quiet)
        if name not in self.limits:
            return Freshness(duty, State.UNKNOWN, last, idle, why=f"本安装没有时限“{name}”", quiet=quiet)
        limit, renewed = self.limits[name], quiet or last
        start = renewed or begins(duty)
        if start is None and limit.every:
            return Freshness(duty, State.EMPTY)
        running = self._clock(name, start if limit.every else renewed)
        return Freshness(duty, self._state(duty, running, last), last, idle, running, quiet=quiet)

    def _state(self, duty: TopicUnit, running: Clock, last: date | None) -> State:
        since = begins(duty)
        too_early = last is None and since is not None and running.due is not None and running.due < since
        if running.state is ClockState.LATE and not too_early:
            return State.STALE if last else State.EMPTY
        return State.NEAR if running.state is ClockState.NEAR else State.FRESH

    def _clock(self, name: str, start: date | None) -> Clock:
        if (name, start) not in self._clocks:
            limit = self.limits[name]
            events = [Event(renewal(limit), start)] if start else []
            self._clocks[name, start] = clock(limit, events, self.as_of, self.calendar)
        return self._clocks[name, start]


def look(
    duties: Iterable[TopicUnit],
    last: Mapping[Duty, date],
    as_of: date,
    calendar: Calendar,
    limits: Limits,
    quiet: Mapping[Duty, date] = NONE,
) -> list[Freshness]:
    """Each duty's state as of the end of a day, in the order given (``gathered``). ``quiet``: reviewed statements."""
    watch = Watch(as_of, calendar, limits)
    keys = ((duty, (duty.topic_id, duty.unit_id)) for duty in duties)
    return [watch.see(duty, last.get(key), quiet.get(key)) for duty, key in keys]


def gathered(duties: Iterable[TopicUnit]) -> list[TopicUnit]:
    """Duties with topic and unit at hand, in the catalogue's order; each topic and unit is read only once."""
    rows = list(duties)
    topics = Topic.objects.in_bulk({row.topic_id for row in rows})
    units = Unit.objects.in_bulk({row.unit_id for row in rows})
    for row in rows:
        row.topic, row.unit = topics[row.topic_id], units[row.unit_id]
    return sorted(rows, key=lambda row: (row.topic.order, row.topic.code, row.unit.order, row.unit_id))


def stale(
    units: Iterable[int],
    *,
    as_of: date,
    last: Mapping[Duty, date],
    calendar: Calendar,
    limits: Limits,
    quiet: Mapping[Duty, date] = NONE,
) -> Counted:
    """How many columns of each unit are overdue as of a day (KF-T1.6, KF-T3.5, DY-3.1), and which. ``units``: keys.

    A unit with a duty that cannot be told has no number; one without any duty has 0.
    """
    units = list(units)
    seen = look(_duties(units, as_of), last, as_of, calendar, limits, quiet)
    return _counted(units, seen, [one for one in seen if one.state.overdue])


def lapsed(
    units: Iterable[int],
    *,
    since: date,
    as_of: date,
    days: Mapping[Duty, Sequence[date]],
    calendar: Calendar,
    limits: Limits,
) -> Counted:
    """How many columns of each unit were overdue at some time from ``since`` to ``as_of``, both included.

    ``days``: every day on which something was published or a statement was reviewed, in any order, also before
    ``since``.
    """
    units, gaps = list(units), _Gaps(since, as_of, calendar, limits)
    last = {duty: max((day for day in known if day <= as_of), default=None) for duty, known in days.items()}
    known = {duty: day for duty, day in last.items() if day}
    seen = look(_duties(units, as_of), known, as_of, calendar, limits)
    return _counted(units, seen, [one for one in seen if one.state.overdue or gaps.among(one, days)])


def begins(duty: TopicUnit) -> date | None:
    """The first day of a duty: when both the topic and the unit's charge of it stood."""
    return max((day for day in (duty.since, duty.topic.since, duty.unit.since) if day), default=None)


def renewal(limit: Limit) -> str:
    """The step that keeps a column fresh under this limit."""
    return limit.after[0] if limit.every else limit.done[0]


class _Gaps:
    """Whether one publication followed another too late."""

    def __init__(self, since: date, as_of: date, calendar: Calendar, limits: Limits) -> None:
        self.since, self.as_of, self.calendar, self.limits = since, as_of, calendar, limits
        self._due: dict[tuple[str, date], date] = {}

    def among(self, seen: Freshness, days: Mapping[Duty, Sequence[date]]) -> bool:
        duty = seen.duty
        known = sorted({day for day in days.get((duty.topic_id, duty.unit_id), ()) if day <= self.as_of})
        if duty.topic.refresh not in self.limits:
            return False
        limit, start = self.limits[duty.topic.refresh], begins(duty)
        if limit.every:
            return self._between([start, *known] if start and known and start < known[0] else known, limit)
        events = [Event(renewal(limit), day) for day in known]
        since = max(self.since, start or self.since)
        told = rounds(limit, events, since, self.as_of, self.calendar)
        return any(one.state.late and one.due is not None and one.due >= since for one in told)

    def _between(self, days: Sequence[date], limit: Limit) -> bool:
        return any(after > self.since and self._due_after(limit, before) < after for before, after in pairwise(days))

    def _due_after(self, limit: Limit, start: date) -> date:
        if (limit.name, start) not in self._due:
            due = clock(limit, [Event(renewal(limit), start)], start, self.calendar).due
            assert due is not None
            self._due[limit.name, start] = due
        return self._due[limit.name, start]


def _duties(units: Iterable[int], as_of: date) -> list[TopicUnit]:
    return gathered(TopicUnit.objects.standing_on(as_of).exclude(topic__refresh="").filter(unit__in=units))


def _counted(units: list[int], seen: list[Freshness], found: list[Freshness]) -> Counted:
    counted = Counted(dict.fromkeys(units, 0))
    for one in found:
        counted.values[one.duty.unit_id] += 1
        counted.says[one.duty.unit_id].append(one.says)
    for one in seen:
        if one.state is State.UNKNOWN:
            counted.values[one.duty.unit_id] = None
            counted.says[one.duty.unit_id].append(one.says)
    return counted
