"""Clocks of a case, computed from its trail; see ``law.deadlines``."""

from datetime import datetime

from gongkai import shelf
from gongkai.acts.models import Act, Case
from gongkai.acts.steps import Kind
from gongkai.law import deadlines
from gongkai.law.deadlines import Clock, Event
from gongkai.law.limits import Limit


def of(case: Case, at: datetime) -> list[Clock]:
    """Every clock that runs or ran for the case in its present round, soonest first, with proof."""
    kind = case.kind_of
    if kind.limits_of is None:
        return []
    happened = rounds(kind, Act.objects.filter(case=case).values_list("number", "step", "effective", "at"))[-1][1]
    events = [Event(step, effective, learned) for step, effective, learned in happened]
    found = [_of(limit, events, at) for limit in kind.limits_of([case])[case.pk]]
    return sorted((clock for clock in found if clock.due), key=lambda clock: str(clock.due))


def _of(limit: Limit, events: list[Event], at: datetime) -> Clock:
    """A clock as of now; one that was ended while it rested as of that moment, or its due day would go on moving."""
    found = deadlines.clock(limit, events, at, shelf.calendar())
    if found.done_at is None or not any(rest.open for rest in found.rests):
        return found
    ended = next(one for one in events if one.step == found.done_by and one.effective == found.done_at)
    return deadlines.clock(limit, events, ended.at or ended.effective, shelf.calendar())


def rounds(kind: Kind, acts) -> list[tuple[int, list[tuple[str, datetime, datetime]]]]:
    """Splits a trail, oldest first, where clocks begin anew: (number of first act, [(past word, effective, at)])."""
    found: list[tuple[int, list]] = []
    for number, name, effective, at in acts:
        step = kind.steps[name]
        if step.restarts or not found:
            found.append((number, []))
        found[-1][1].append((step.past, effective, at))
    return found
