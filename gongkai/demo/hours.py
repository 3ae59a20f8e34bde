"""Working hours of the demonstration: moments are drawn on working days between nine and half past five, in Beijing."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import cache

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.demo.dice import Dice

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=BEIJING)  # where the demonstration stands
FIRST, LAST = date(2025, 1, 1), NOW.date()
OPENS, CLOSES = 9 * 60, 17 * 60 + 30  # minutes of the day
OFFSET = timedelta(hours=8)  # Beijing has kept one offset since 1991


def workdays(first: date, last: date) -> list[date]:
    """Working days from ``first`` to ``last``, both included."""
    known = _known()
    return known[bisect_left(known, first) : bisect_right(known, last)]


def later(day: date, many: int) -> date:
    """The working day so many after ``day`` (before it if negative); 0: the day itself or the next that is one."""
    known = _known()
    return known[(bisect_right(known, day) - 1 if many > 0 else bisect_left(known, day)) + many]


def moment(dice: Dice, day: date, low: int = OPENS, high: int = CLOSES) -> datetime:
    """A moment on a day between two minutes of it (aware, UTC)."""
    return at(day, dice.number(low * 60, high * 60))


def at(day: date, seconds: int) -> datetime:
    """The moment so many seconds into Beijing's day (aware, UTC)."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - OFFSET + timedelta(seconds=seconds)


def after(dice: Dice, earlier: datetime, low: int, high: int) -> datetime:
    """A moment ``low`` … ``high`` minutes later; what would fall after hours waits for the next working day."""
    found = earlier + timedelta(seconds=dice.number(low * 60, high * 60))
    local = found + OFFSET
    if local.hour * 60 + local.minute <= CLOSES:
        return found
    return moment(dice, later(local.date(), 1), OPENS, OPENS + 90)


def on_later_day(dice: Dice, earlier: datetime, days: int) -> datetime:
    """A moment so many working days after an earlier one; on its own day (0) some minutes later."""
    if days == 0:
        return after(dice, earlier, 8, 70)
    return moment(dice, later((earlier + OFFSET).date(), days))


def day_of(when: datetime) -> date:
    """Beijing's day of a moment in UTC."""
    return (when + OFFSET).date()


def month_before(day: date) -> date:
    """The last day of the month before."""
    return day.replace(day=1) - timedelta(1)


@cache
def _known() -> list[date]:
    calendar = shelf.calendar()
    return [day for day in calendar.days(date(2024, 12, 1), date(2026, 6, 30)) if calendar.is_workday(day)]
