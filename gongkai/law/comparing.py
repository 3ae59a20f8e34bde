"""A place's limits beside the nation's: a looser one is said aloud, never mended."""

from datetime import date, datetime

from gongkai.law.counting import SHANGHAI, day_of, reach
from gongkai.law.limits import Limit, Limits, Span
from gongkai.law.reading import Fault
from gongkai.law.workdays import Calendar


def looser(limits: Limits, nation: Limits, calendar: Calendar) -> list[Fault]:
    """One located sentence for each limit that, from some day of the last tabled year, ends later than the nation's; a
    minimum, sooner."""
    found = []
    for name, limit in limits.items():
        if limit.statutory or name not in nation:
            continue
        if worst := _later(limit, nation[name], calendar):
            start, own, national = worst
            codes = "、".join(nation[name].cite)
            says = f"“{limit.title}”比国家规定宽：从{start}起算，本地到{own}，国家到{national}（{codes}）"
            found.append(Fault(says, *limit.written))
    return found


def _later(own: Limit, nation: Limit, calendar: Calendar) -> tuple[date, date, date] | None:
    """The first start in the calendar's last year from which `own` ends later, with both last days."""
    year = calendar.years[-1]
    if own.windows and nation.windows:
        return _later_window(own, nation, year)
    ours, theirs = _longest(own), _longest(nation)
    if ours is None or theirs is None or bool(own.every) != bool(nation.every):
        return None
    for start in calendar.days(date(year, 1, 1), date(year, 6, 30)):
        moment = datetime(start.year, start.month, start.day, 12, tzinfo=SHANGHAI)
        ends = [reach(span, moment, calendar).due for span in (ours, theirs)]
        if _after(*(reversed(ends) if own.least else ends)):
            return start, day_of(ends[0]), day_of(ends[1])
    return None


def _later_window(own: Limit, nation: Limit, year: int) -> tuple[date, date, date] | None:
    """The first of the nation's windows that is over while the place's own of that time is still open."""
    for window in nation.windows:
        opens, closes = date(year, *window.opens), date(year, *window.closes)
        late = [date(year, *ours.closes) for ours in own.windows if ours.opens <= window.closes < ours.closes]
        if late:
            return opens, max(late), closes
    return None


def _longest(limit: Limit) -> Span | None:
    if limit.windows or limit.by:
        return None
    more = limit.extend.once.number if limit.extend else 0
    return Span(limit.span.number + more, limit.span.unit, limit.span.whole)


def _after(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    return day_of(one) > day_of(other)
