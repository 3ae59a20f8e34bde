"""Dates that follow from the trail, kept as rows so that one query tells what is due, for whom."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import lru_cache

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts import rows, sitting, steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.clocks import rounds
from gongkai.acts.models import Act, Due
from gongkai.law import deadlines
from gongkai.law.deadlines import Event
from gongkai.law.limits import Limit
from gongkai.law.workdays import Calendar

MOMENT = timedelta(microseconds=1)
LONGEST_PAUSE = timedelta(days=60)  # more than any pause lasts that ends by itself
NEVER = datetime(9999, 1, 1, tzinfo=BEIJING)  # the date of a clock that stands still until somebody does something
ONCE = ("case_id", "limit", "round")
DATES = ("role", "started", "due", "provisional", "done")


def recompute(kind_name: str, cases, step: steps.Step | None = None) -> None:
    """Writes the dates of the cases' present round, or of every round where no step is told.

    With ``step``, limits that do not speak of it are left as they are.
    """
    kind = steps.kind(kind_name)
    if kind.limits_of is not None and cases:
        rows.put(Due, (*ONCE, *DATES), counted(kind, cases, step), once=ONCE)


@sitting.holding()
def counted(kind: steps.Kind, cases, step: steps.Step | None = None) -> list[tuple]:
    """What the trails give now, as ``recompute`` writes it: the fields ``ONCE`` and ``DATES``."""
    assert kind.limits_of is not None
    limits = _that_hear(step, kind.limits_of(cases))
    cases = [case for case in cases if limits[case.id]]
    trails, calendar = _trails(cases), shelf.calendar()
    dues: list[tuple] = []
    for case in cases:
        happened = rounds(kind, trails[case.id])
        for number, events in happened[-1:] if step else happened:
            dues += _dues(kind, case, limits[case.id], number, events, calendar)
    return dues


def _that_hear(step: steps.Step | None, limits: dict[int, list[Limit]]) -> dict[int, list[Limit]]:
    """The limits whose date the step can move: they speak of it, or it begins a new round."""
    if step is None or step.restarts:
        return limits
    every = {id(limit): limit for some in limits.values() for limit in some}  # few, and dear to hash
    hears = {key: step.past in _spoken_of(limit) for key, limit in every.items()}
    return {key: [limit for limit in some if hears[id(limit)]] for key, some in limits.items()}


def _trails(cases) -> dict[int, list]:
    trails: dict[int, list] = defaultdict(list)
    known = sitting.trails(case.id for case in cases)
    for key, trail in known.items():
        trails[key] = [(act.number, act.step, act.effective, act.at) for act in trail]
    acts = Act.objects.filter(case__in=[case.id for case in cases if case.id not in known])
    acts = acts.order_by("case_id", "number")
    for case, *act in acts.values_list("case_id", "number", "step", "effective", "at"):
        trails[case].append(act)
    return trails


def _dues(kind, case, limits: list[Limit], number: int, events, calendar: Calendar) -> list[tuple]:
    """Rows of ``Due``: the fields ``ONCE`` and ``DATES``."""
    found = []
    days = [when.astimezone(BEIJING).date() for _, when, _ in events]
    for limit in limits:
        words, by_hours = _spoken_of(limit), bool(limit.within and limit.within.unit == "hours")
        heard = [(e[0], e[1] if by_hours else day, e[1]) for e, day in zip(events, days, strict=True) if e[0] in words]
        if not heard:
            continue
        started, last, done, provisional = _dates(limit, tuple([(step, when) for step, when, _ in heard]), calendar)
        if last is None:
            continue
        role = kind.due_role.get(limit.name, Role.PROPOSER)
        began, ended = _moment_of(started, heard), _moment_of(done, heard) if done else None
        found.append((case.id, limit.name, number, role, began, last, provisional, ended))
    return found


@lru_cache(maxsize=20_000)
def _dates(limit: Limit, events: tuple[tuple[str, date | datetime], ...], calendar: Calendar):
    """((step, when) that started, last moment in time, (step, when) that ended it or None, provisional)."""
    latest = max(when for _, when in events)  # what is registered last may have happened first
    known = [Event(*event) for event in events]
    clock = deadlines.clock(limit, known, latest, calendar)
    if clock.paused and clock.done_at is None:  # it comes no sooner than when the pause ends by itself, if it does
        clock = deadlines.clock(limit, known, latest + LONGEST_PAUSE, calendar)
        if clock.paused:
            return (clock.started_by, clock.started), NEVER, None, True
    if clock.late_from is None:
        return None, None, None, False
    done = (clock.done_by, clock.done_at) if clock.done_at else None
    return (clock.started_by, clock.started), clock.late_from - MOMENT, done, clock.provisional


@lru_cache(maxsize=500)
def _spoken_of(limit: Limit) -> frozenset[str]:
    pauses = {word for pause in limit.pause for word in (pause.begins, pause.ends)}
    extends = {word for word in (limit.extend.decided, limit.extend.told) if word} if limit.extend else set()
    return frozenset({*limit.after, *limit.done, *pauses, *extends})


def _moment_of(found, heard) -> datetime:
    """The very moment of an event that the clock counted by its day: of the first such one in ``heard``."""
    return next((moment for *counted, moment in heard if tuple(counted) == found), heard[0][2])
