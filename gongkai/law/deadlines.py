"""Clocks (时限): whether something was done in time, by when it must be, and the proof day by day.

A clock is computed from what happened (`Event`) as known at `as_of`, never stored as a date. Clocks run on `effective`,
when a step legally happened; what the trail learned after `as_of` is not known yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from gongkai.law import counting, proof
from gongkai.law.counting import MOMENT, Reach, Rest, day_of, moment_of, now_of
from gongkai.law.limits import Limit, Pause, Span
from gongkai.law.reading import Refused
from gongkai.law.workdays import DAY, Calendar


class State(StrEnum):
    NOT_STARTED = "未起算"
    RUNNING = "进行中"
    NEAR = "临近"
    PAUSED = "已暂停"
    LATE = "已超期"
    DONE = "按期完成"
    DONE_LATE = "逾期完成"

    @property
    def settled(self) -> bool:
        return self in (State.DONE, State.DONE_LATE)

    @property
    def late(self) -> bool:
        return self in (State.LATE, State.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Event:
    """A step that happened. `effective`: when it legally did, an aware moment or, in files, a day; `at`: when the trail
    learned it (None: always known), never before `effective`; `span`: how far an extension goes, in the limit's unit.
    """

    step: str
    effective: date | datetime
    at: datetime | None = None
    span: int | None = None

    def __post_init__(self) -> None:
        for moment in (self.effective, self.at):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise TypeError(f"{self.step}: a moment needs its time zone")
        if self.at and day_of(self.effective) > day_of(self.at):
            raise Refused(f"“{self.step}”的生效日{day_of(self.effective)}晚于登记日{day_of(self.at)}")


@dataclass(frozen=True)
class Clock:
    """One limit on one case, as of one moment.

    `started`, `due`, `done_at`: a moment for hours, else a day; None = not yet, or nothing to count. `late_from`: the
    first moment that is late. `left`: working days (or the limit's own unit: days, hours) to the due day, negative past
    it. `opens`: the first day of the window. `notes`: what the reader must know (a missing year, a void extension).
    """

    limit: Limit
    state: State
    as_of: date | datetime
    calendar: Calendar
    started: date | datetime | None = None
    started_by: str = ""
    opens: date | None = None
    due: date | datetime | None = None
    unrolled: date | None = None
    late_from: datetime | None = None
    done_at: date | datetime | None = None
    done_by: str = ""
    left: int | None = None
    extended: int = 0
    paused: bool = False
    provisional: bool = False
    notes: tuple[str, ...] = ()
    rests: tuple[Rest, ...] = ()

    @property
    def late(self) -> bool:
        return self.state.late

    @cached_property
    def proof(self) -> tuple[proof.Line, ...]:
        """Every day from the start to the due day: what it counts as, or why it does not, and the article."""
        return proof.lines(self)

    @cached_property
    def summary(self) -> str:
        """The clock in one Chinese sentence."""
        return proof.sentence(self)


def clock(limit: Limit, events: Iterable[Event], as_of: date | datetime, calendar: Calendar) -> Clock:
    """The clock of `limit` over a case's `events` as of a moment (aware) or of the end of a day.

    Raises `Refused` where hours are counted from a bare date, or a day lies outside the calendar.
    """
    if isinstance(as_of, datetime) and as_of.tzinfo is None:
        raise TypeError("as_of needs its time zone")
    known = _known(events, as_of)
    blank = Clock(limit, State.NOT_STARTED, as_of, calendar)
    start = _start(limit, known)
    if limit.windows:
        return _window_clock(blank, known, start)
    if limit.by:
        return _fixed_clock(blank, limit.by, known, start)
    if start is None:
        return blank
    rests = tuple(_rests(limit, known, as_of, calendar))
    found, extended, notes = _reach(limit, known, start, rests, calendar)
    running = replace(
        blank,
        started=_as_counted(limit.span, start.effective),
        started_by=start.step,
        due=found.due,
        unrolled=found.unrolled,
        extended=extended,
        provisional=found.provisional,
        notes=(*notes, found.says) if found.says else notes,
        rests=rests,
        paused=any(rest.open for rest in rests),
    )
    return _settled(running, _done(limit, known, start))


def rounds(
    limit: Limit, events: Iterable[Event], since: date, as_of: date | datetime, calendar: Calendar
) -> list[Clock]:
    """For what recurs, every round due from `since` to `as_of`, oldest first, the running one last.

    With `every`, a round runs from one refreshing step to the next, and is late where the next came too late or not at
    all; with `windows` without `after`, each window is a round.
    """
    known = _known(events, as_of)
    if limit.every:
        return _refreshes(limit, known, since, as_of, calendar)
    if limit.windows and not limit.after:
        return _windows_seen(limit, known, since, as_of, calendar)
    raise Refused(f"“{limit.title}”不是循环的期限")


def is_near(running: Clock) -> bool:
    near, due = running.limit.near, running.due
    if near is None or due is None or (running.opens and day_of(running.as_of) < running.opens):
        return False
    if near.unit == "hours":
        return isinstance(due, datetime) and due - now_of(running.as_of) <= timedelta(hours=near.number)
    today = day_of(running.as_of)
    if near.unit == "workdays":
        return running.calendar.between(today, day_of(due)).workdays <= near.number
    return counting.reach(near, today, running.calendar).unrolled >= day_of(due)


def _known(events: Iterable[Event], as_of: date | datetime) -> list[Event]:
    now = now_of(as_of)
    known = [e for e in events if moment_of(e.effective) <= now and (e.at is None or e.at <= now)]
    return sorted(known, key=lambda e: (moment_of(e.effective), e.at or moment_of(e.effective)))


def _start(limit: Limit, known: Sequence[Event]) -> Event | None:
    for step in limit.after:
        if found := [event for event in known if event.step == step]:
            return found[-1]
    return None


def _done(limit: Limit, known: Sequence[Event], start: Event | None) -> Event | None:
    done = (event for event in known if event.step in limit.done)
    return next((e for e in done if start is None or _not_before(e.effective, start.effective)), None)


def _not_before(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one >= other
    return day_of(one) >= day_of(other)


def _as_counted(span: Span, when: date | datetime) -> date | datetime:
    return when if span.unit == "hours" else day_of(when)


def _rests(limit: Limit, known: Sequence[Event], as_of: date | datetime, calendar: Calendar) -> Iterable[Rest]:
    for pause in limit.pause:
        ends = [event for event in known if event.step == pause.ends]
        for begin in (event for event in known if event.step == pause.begins):
            end = next((e for e in ends if _not_before(e.effective, begin.effective)), None)
            if end:
                ends.remove(end)
            yield _rest(pause, begin, end, as_of, calendar)


def _rest(pause: Pause, begin: Event, end: Event | None, as_of: date | datetime, calendar: Calendar) -> Rest:
    sent = day_of(begin.effective)
    ends = moment_of(end.effective) if end else now_of(as_of)
    last, still_open = day_of(ends), end is None
    if pause.at_most:
        cap = day_of(counting.reach(pause.at_most, sent, calendar).due)
        if cap < last:
            last, ends, still_open = cap, moment_of(cap + DAY), False
    return Rest(sent + DAY, last, moment_of(begin.effective), ends, pause.says, still_open)


def _reach(
    limit: Limit, known: Sequence[Event], start: Event, rests: Sequence[Rest], calendar: Calendar
) -> tuple[Reach, int, tuple[str, ...]]:
    first = counting.reach(limit.span, start.effective, calendar, rests)
    extended, note = _extension(limit, known, start, day_of(first.due))
    if not extended:
        return first, 0, (note,) if note else ()
    longer = replace(limit.span, number=limit.span.number + extended)
    return counting.reach(longer, start.effective, calendar, rests), extended, ()


def _extension(limit: Limit, known: Sequence[Event], start: Event, due: date) -> tuple[int, str]:
    """By how much the limit is extended (0: not), and why an extension that was decided does not count."""
    if not limit.extend:
        return 0, ""
    after = [e for e in known if _not_before(e.effective, start.effective)]
    decided = next((e for e in after if e.step == limit.extend.decided), None)
    if not decided:
        return 0, ""
    if day_of(decided.effective) > due:
        return 0, f"延长决定作于{day_of(decided.effective)}，晚于原期限{due}，不生效"
    if limit.extend.told:
        told = next((e for e in after if e.step == limit.extend.told and day_of(e.effective) <= due), None)
        if not told:
            return 0, f"已决定延长，但须在{due}前告知后才生效"
    return min(decided.span or limit.extend.once.number, limit.extend.once.number), ""


def _fixed_clock(blank: Clock, by: date, known: Sequence[Event], start: Event | None) -> Clock:
    if blank.limit.after and start is None:
        return blank
    running = replace(blank, due=by, unrolled=by)
    if start:
        running = replace(running, started=day_of(start.effective), started_by=start.step)
    return _settled(running, _done(blank.limit, known, start))


def _window_clock(blank: Clock, known: Sequence[Event], start: Event | None) -> Clock:
    limit = blank.limit
    if limit.after:
        if start is None:
            return blank
        opens, closes, _ = counting.next_window(limit, day_of(start.effective))
        running = replace(blank, started=day_of(start.effective), started_by=start.step)
        return _settled(replace(running, opens=opens, due=closes, unrolled=closes), _done(limit, known, start))
    stretch = counting.latest_window(limit, day_of(blank.as_of))
    if begun := next((e for e in known if e.step in limit.since), None):
        stretch = max(stretch, counting.next_window(limit, day_of(begun.effective)))
    return _in_window(blank, known, stretch[0], stretch[1], None)


def _in_window(blank: Clock, known: Sequence[Event], opens: date, closes: date, before: date | None) -> Clock:
    done = next(
        (
            e
            for e in known
            if e.step in blank.limit.done
            and opens <= day_of(e.effective)
            and (before is None or day_of(e.effective) < before)
        ),
        None,
    )
    return _settled(replace(blank, started=opens, opens=opens, due=closes, unrolled=closes), done)


def _settled(running: Clock, done: Event | None) -> Clock:
    """The clock with its state: done in time or late, late, paused, near or running."""
    due = running.due
    assert due is not None
    late_from = due + MOMENT if isinstance(due, datetime) else moment_of(due + DAY)
    if done:
        state = State.DONE_LATE if _is_after(done.effective, due) else State.DONE
        return replace(
            running, late_from=late_from, state=state, done_at=done.effective, done_by=done.step, paused=False
        )
    return replace(running, late_from=late_from, left=_left(running), state=_state(running, late_from))


def _state(running: Clock, late_from: datetime) -> State:
    """How a clock stands that nothing has ended."""
    if now_of(running.as_of) >= late_from:
        return State.LATE
    if running.paused:
        return State.PAUSED
    if running.opens and day_of(running.as_of) < running.opens:
        return running.state
    return State.NEAR if is_near(running) else State.RUNNING


def _is_after(done: date | datetime, due: date | datetime) -> bool:
    if isinstance(due, datetime):
        return moment_of(done) > due
    return day_of(done) > due


def _left(running: Clock) -> int:
    today, due = day_of(running.as_of), running.due
    assert due is not None
    if isinstance(due, datetime):
        return (due - now_of(running.as_of)) // timedelta(hours=1)
    if running.limit.span.unit != "workdays":
        return (due - today).days
    return running.calendar.between(today, due).workdays


def _refreshes(
    limit: Limit, known: Sequence[Event], since: date, as_of: date | datetime, calendar: Calendar
) -> list[Clock]:
    steps = [event for event in known if event.step in limit.after]
    found = []
    for event, following in zip(steps, [*steps[1:], None], strict=True):
        running = clock(limit, [event], as_of, calendar)
        assert running.due is not None
        if day_of(running.due) >= since or not following:
            found.append(_settled(running, following))
    return found


def _windows_seen(
    limit: Limit, known: Sequence[Event], since: date, as_of: date | datetime, calendar: Calendar
) -> list[Clock]:
    blank = Clock(limit, State.NOT_STARTED, as_of, calendar)
    found, following = [], None
    opens, closes, _ = counting.latest_window(limit, day_of(as_of))
    begun = next((day_of(e.effective) for e in known if e.step in limit.since), date.min)
    while closes >= since and opens > begun:
        found.append(_in_window(blank, known, opens, closes, following))
        following = opens
        opens, closes, _ = counting.latest_window(limit, opens - DAY)
    return found[::-1]
