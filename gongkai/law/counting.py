"""How far a span of time reaches: the start does not count, a last day of rest rolls on, paused time is left out.

民法典第二百条至第二百零四条. Days are Beijing's; hours run day and night.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from gongkai.law.limits import Limit, Span, Window
from gongkai.law.reading import Refused
from gongkai.law.workdays import DAY, Calendar

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
MOMENT = timedelta(microseconds=1)
MONTHS_OF = {"months": 1, "years": 12}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Rest:
    """Paused time: the days from `first` to `last`, both included; between the moments `begins` and `ends`.

    `says`: why; `open`: nobody has ended it yet, so it reaches to the day of looking."""

    first: date
    last: date
    begins: datetime
    ends: datetime
    says: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a span ends: a moment for hours, else a day. `unrolled`: the last day before it rolled over rest days."""

    due: date | datetime
    unrolled: date
    provisional: bool = False
    says: str = ""


def day_of(when: date | datetime) -> date:
    """Beijing's day of a moment; a day is itself."""
    return when.astimezone(SHANGHAI).date() if isinstance(when, datetime) else when


def moment_of(when: date | datetime) -> datetime:
    """A moment is itself; a day begins at midnight in Beijing."""
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, tzinfo=SHANGHAI)


def now_of(as_of: date | datetime) -> datetime:
    """The moment up to which things are known: a moment itself, of a day its last."""
    return as_of if isinstance(as_of, datetime) else moment_of(as_of + DAY) - MOMENT


def reach(span: Span, start: date | datetime, calendar: Calendar, rests: Sequence[Rest] = ()) -> Reach:
    """Where `span` ends that starts at `start`. `rests` may overlap. Raises `Refused` for hours from a bare date."""
    if span.unit == "hours":
        return _hours(span.number, start, rests)
    day = day_of(start)
    if span.whole:
        last = _period_end(span, day)
        return Reach(last, last)
    if span.unit == "workdays":
        return _workdays(span.number, day, calendar, rests)
    return _rolled(_elapsed(span, day, rests), calendar)


def latest_window(limit: Limit, day: date) -> tuple[date, date, Window]:
    """The last window that had opened by `day`: its first day, its last day, and itself."""
    return max(stretch for year in (day.year - 1, day.year) for stretch in _stretches(limit, year) if stretch[0] <= day)


def next_window(limit: Limit, day: date) -> tuple[date, date, Window]:
    """The first window that opens after `day`; one that `joins_open` may have opened already."""
    stretches = [s for year in range(day.year - 1, day.year + 3) for s in _stretches(limit, year)]
    if limit.joins_open:
        return min(s for s in stretches if s[1] >= day)
    return min(s for s in stretches if s[0] > day)


def resting(rests: Sequence[Rest], day: date) -> Rest | None:
    """The pause that covers `day`, if any."""
    return next((rest for rest in rests if rest.first <= day <= rest.last), None)


def _hours(number: int, start: date | datetime, rests: Sequence[Rest]) -> Reach:
    if not isinstance(start, datetime):
        raise Refused(f"以小时计的期限需要起算的时刻，只有日期{start}；请补填时分")
    due = full = start + timedelta(hours=number)
    while True:
        due, before = full + _paused_time(rests, start, due), due
        if due == before:
            return Reach(due, day_of(due))


def _paused_time(rests: Sequence[Rest], start: datetime, end: datetime) -> timedelta:
    total, reached = timedelta(), start
    for rest in sorted(rests, key=lambda r: r.begins):
        low, high = max(rest.begins, reached), min(rest.ends, end)
        if low < high:
            total, reached = total + (high - low), high
    return total


def _workdays(number: int, start: date, calendar: Calendar, rests: Sequence[Rest]) -> Reach:
    needed = number
    while True:
        due, provisional, says = calendar.add(start, needed)
        skipped = sum(calendar.between(low - DAY, high).workdays for low, high in _paused_days(rests, start, due))
        if number + skipped == needed:
            return Reach(due, due, provisional, says)
        needed = number + skipped


def _elapsed(span: Span, start: date, rests: Sequence[Rest]) -> date:
    if span.unit in MONTHS_OF:
        full = add_months(start, span.number * MONTHS_OF[span.unit])
    else:
        full = start + timedelta(days=span.number * (7 if span.unit == "weeks" else 1))
    due = full
    while True:
        skipped = sum((high - low).days + 1 for low, high in _paused_days(rests, start, due))
        due, before = full + timedelta(days=skipped), due
        if due == before:
            return due


def _rolled(last: date, calendar: Calendar) -> Reach:
    due, provisional, says = calendar.next_workday(last)
    return Reach(due, last, provisional, says)


def _paused_days(rests: Sequence[Rest], start: date, end: date) -> list[tuple[date, date]]:
    """The paused stretches after `start` up to and with `end`, without overlap."""
    stretches, reached = [], start
    for rest in sorted(rests, key=lambda r: r.first):
        low, high = max(rest.first, reached + DAY), min(rest.last, end)
        if low <= high:
            stretches.append((low, high))
            reached = high
    return stretches


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _month_length(first)))


def _month_length(first: date) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - first).days


def _period_end(span: Span, day: date) -> date:
    if span.unit == "day":
        return day + timedelta(days=span.number)
    if span.unit == "week":
        return day + timedelta(days=6 - day.weekday() + 7 * span.number)
    length = MONTHS_IN[span.unit]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return add_months(first, length * (span.number + 1)) - DAY


def _stretches(limit: Limit, year: int) -> list[tuple[date, date, Window]]:
    """The windows that open in a year, in order. A proposal's window may close in the year after."""
    found = []
    for window in limit.windows:
        opens = date(year, *window.opens)
        closes = date(year + (window.closes < window.opens), *window.closes)
        found.append((opens, closes, window))
    return found
