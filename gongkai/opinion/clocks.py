"""Clocks in hours, through nights and days off (BW-8.3, SQ-5.2, 国办发〔2016〕61号, 国办发〔2016〕80号)."""

from datetime import datetime, timedelta

from gongkai import shelf
from gongkai.acts import clocks, dues
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Due
from gongkai.law.deadlines import Clock
from gongkai.law.limits import Limit
from gongkai.opinion.models import Event
from gongkai.opinion.vocabulary import OUT

FIRST_WORD, PRESS, RESPOND = "opinion.first_word", "opinion.press", "opinion.respond"
GRAVE, OTHER = (FIRST_WORD, PRESS), (RESPOND,)
KIND = "opinion"


def limits_of(cases) -> dict[int, list[Limit]]:
    """A grave emergency: its first word and its press conference; any other: its answer; what is no event: nothing."""
    known = shelf.here()
    rows = Event.objects.filter(pk__in=[case.pk for case in cases]).in_bulk()
    found = {}
    for case in cases:
        names = () if case.status in OUT else GRAVE if rows[case.pk].grave else OTHER
        found[case.pk] = [known[name] for name in names if name in known]
    return found


def anew(cases, takes, acts) -> None:
    """After what decides on the limits has changed: those that do not run any more end with the act, and stand for
    what was counted while they ran.
    """
    limits, ended = limits_of(cases), {act.case_id: act.at for act in acts}
    for case in cases:
        gone = Due.objects.filter(case=case.pk, done=None)
        gone = gone.exclude(limit__in=[limit.name for limit in limits[case.pk]])
        gone.update(done=ended[case.pk])
    dues.recompute(KIND, cases)


def running(event: Event, at: datetime) -> list[tuple[Clock, str]]:
    """Clocks that nothing has ended yet, each with what is left of it in words, to the minute."""
    found = clocks.of(event.case, at)
    return [(one, left(one.due, at)) for one in found if isinstance(one.due, datetime) and not one.state.settled]


def left(due: datetime, at: datetime) -> str:
    """还剩 3 小时 12 分（到 11月21日 14:05）; past it, by how much."""
    day = due.astimezone(BEIJING)
    until = f"（{'到' if at <= due else '应于'} {day.month}月{day.day}日 {day:%H:%M}）"
    return f"{'还剩' if at <= due else '已超'} {span(abs(due - at))}{until}"


def span(length: timedelta) -> str:
    """3 小时 12 分; under an hour the minutes alone."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours} 小时 {minutes} 分" if hours else f"{minutes} 分"
