"""The proof of a date: every day from the start to the due day with its number or the reason it does not count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai.law.counting import SHANGHAI, day_of, now_of, resting
from gongkai.law.workdays import DAY, WEEKDAYS, Calendar

if TYPE_CHECKING:
    from gongkai.law.deadlines import Clock

STARTS = ("民法典-201",)  # the starting day does not count; hours count from the moment
MONTHS = ("民法典-202",)  # months end on the corresponding day
ROLLS = ("民法典-203",)  # a last day of rest rolls on
HOLIDAY = ("放假办法",)
WEEKEND = ("工作时间规定-7",)


class Line(NamedTuple):
    """One day of a proof. `counted`: the number it is, None where it does not count; `says`: 中文; `cite`: codes."""

    day: date
    counted: int | None
    says: str
    cite: tuple[str, ...]


def lines(clock: Clock) -> tuple[Line, ...]:
    """The proof of `clock`, from the day of the start to the due day; empty where nothing has started."""
    if clock.due is None:
        return ()
    return tuple(_lines(clock))


def _lines(clock: Clock) -> Iterator[Line]:
    limit = clock.limit
    if limit.windows:
        yield from _window_lines(clock)
    elif limit.by:
        yield Line(limit.by, None, "指定日期，届满（固定日期，遇休息日不顺延）", limit.cite)
    elif limit.span.unit == "hours":
        yield from _hour_lines(clock)
    elif limit.span.whole:
        yield from _period_lines(clock)
    elif limit.span.unit == "workdays":
        yield _start_line(clock)
        yield from _workday_lines(clock)
    else:
        yield _start_line(clock)
        yield from _day_lines(clock)


def _start_line(clock: Clock) -> Line:
    return Line(day_of(_started(clock)), None, f"{clock.limit.word(clock.started_by)}，当日不计", STARTS)


def _workday_lines(clock: Clock) -> Iterator[Line]:
    calendar, first = clock.calendar, clock.limit.span.number
    counted = 0
    for day in calendar.days(day_of(_started(clock)) + DAY, day_of(_due(clock))):
        rest = resting(clock.rests, day)
        if not calendar.is_workday(day):
            yield _rest_line(calendar, day)
        elif rest:
            yield Line(day, None, f"{rest.says}，不计", clock.limit.cite)
        else:
            counted += 1
            says = f"第{counted}个工作日" + _make_up(calendar, day) + _turn(clock, counted, first)
            yield Line(day, counted, says, clock.limit.cite)


def _day_lines(clock: Clock) -> Iterator[Line]:
    unrolled = clock.unrolled or day_of(_due(clock))
    counted = 0
    for day in clock.calendar.days(day_of(_started(clock)) + DAY, day_of(_due(clock))):
        rest = resting(clock.rests, day)
        if day > unrolled:
            end = "，顺延至此日届满" if day == clock.due else "，继续顺延"
            yield Line(day, None, clock.calendar.name(day) + end, ROLLS)
        elif rest:
            yield Line(day, None, f"{rest.says}，不计", clock.limit.cite)
        else:
            counted += 1
            yield _counted_day(clock, day, counted, unrolled)


def _counted_day(clock: Clock, day: date, counted: int, unrolled: date) -> Line:
    if day != unrolled:
        return Line(day, counted, f"第{counted}日", clock.limit.cite)
    end = f"满{clock.limit.span}，届满" if not clock.extended else "延长后届满"
    if unrolled == clock.due:
        return Line(day, counted, f"第{counted}日，{end}", (*clock.limit.cite, *_month_rule(clock)))
    says = f"第{counted}日，{end}；{clock.calendar.name(day)}为休息日，顺延"
    return Line(day, counted, says, (*clock.limit.cite, *_month_rule(clock), *ROLLS))


def _month_rule(clock: Clock) -> tuple[str, ...]:
    return MONTHS if clock.limit.span.unit in ("months", "years") else ()


def _hour_lines(clock: Clock) -> Iterator[Line]:
    start, due = _started(clock), _due(clock)
    assert isinstance(start, datetime) and isinstance(due, datetime)
    yield Line(day_of(start), 0, f"{clock.limit.word(clock.started_by)}，{_hour(start)}起算", STARTS)
    for rest in clock.rests:
        until = "至今" if rest.open else f"至{_minute(rest.ends)}"
        yield Line(day_of(rest.begins), None, f"{_minute(rest.begins)}{until}，{rest.says}，不计", clock.limit.cite)
    hours = clock.limit.span.number + clock.extended
    yield Line(day_of(due), hours, f"满{hours}小时，{_hour(due)}届满（昼夜连续计算）", clock.limit.cite)


def _period_lines(clock: Clock) -> Iterator[Line]:
    start, due = day_of(_started(clock)), day_of(_due(clock))
    if start < due:
        yield Line(start, None, clock.limit.word(clock.started_by), clock.limit.cite)
        yield Line(due, None, f"{clock.limit.span}的最后一日，届满", clock.limit.cite)
    else:
        yield Line(start, None, f"{clock.limit.word(clock.started_by)}，{clock.limit.span}届满", clock.limit.cite)


def _window_lines(clock: Clock) -> Iterator[Line]:
    start, due = day_of(_started(clock)), day_of(_due(clock))
    if clock.started_by:
        yield Line(start, None, clock.limit.word(clock.started_by), clock.limit.cite)
    if clock.opens and (not clock.started_by or clock.opens > start):
        yield Line(clock.opens, None, "窗口开始", clock.limit.cite)
    yield Line(due, None, "窗口最后一日，届满（固定日期，遇休息日不顺延）", clock.limit.cite)


def sentence(clock: Clock) -> str:
    """The clock in one Chinese sentence: what started it, how it is counted, when it is due, how it stands."""
    if clock.due is None:
        steps = "、".join(clock.limit.word(step) for step in clock.limit.after)
        return f"{clock.limit.title}：尚未起算" + (f"（{steps}后起算）" if steps else "")
    parts = [_beginning(clock), _skipped(clock), _deadline(clock), _standing(clock), *clock.notes]
    return f"{clock.limit.title}：" + "，".join(part for part in parts if part) + "。"


def _beginning(clock: Clock) -> str:
    if clock.limit.by:
        return ""
    start = _started(clock)
    if clock.limit.windows:
        return f"{_day(clock.opens or day_of(start))}至{_day(day_of(_due(clock)))}办理"
    longer = f"加延长{_length(clock, clock.extended)}" if clock.extended else ""
    when = _minute(start) if isinstance(start, datetime) else _day(start)
    return f"{when}{clock.limit.word(clock.started_by)}，期限{clock.limit.span}{longer}"


def _length(clock: Clock, number: int) -> str:
    return str(type(clock.limit.span)(number, clock.limit.span.unit))


def _skipped(clock: Clock) -> str:
    if clock.limit.fixed or clock.limit.span.unit == "hours":
        return ""
    reasons: dict[str, int] = {}
    for line in clock.proof[1:]:
        if line.counted is None and line.says.endswith("，不计"):
            says = line.says.removesuffix("，不计").split("（")[0]
            reasons[says] = reasons.get(says, 0) + 1
    return "扣除" + "、".join(f"{says}{days}日" for says, days in reasons.items()) if reasons else ""


def _deadline(clock: Clock) -> str:
    due = _due(clock)
    when = _minute(due) if isinstance(due, datetime) else _day(due)
    rolled = "（遇休息日顺延）" if clock.unrolled and clock.unrolled != day_of(due) else ""
    return f"{when}{rolled}{'暂定' if clock.provisional else ''}届满" + ("，正在暂停" if clock.paused else "")


def _standing(clock: Clock) -> str:
    if clock.done_at:
        when = _minute(clock.done_at) if isinstance(clock.done_at, datetime) else _day(clock.done_at)
        return f"{when}{clock.limit.word(clock.done_by)}，{clock.state}"
    if clock.left is None:
        return ""
    if isinstance(clock.due, datetime):
        return _time_left(clock.due - now_of(clock.as_of))
    unit = "个工作日" if clock.limit.span.unit == "workdays" else "日"
    if clock.left < 0:
        return f"已超期{-clock.left}{unit}"
    return f"还有{clock.left}{unit}" if clock.left else "今日届满"


def _time_left(left: timedelta) -> str:
    hours, minutes = divmod(int(abs(left).total_seconds()) // 60, 60)
    words = (f"{hours}小时" if hours else "") + (f"{minutes}分" if minutes or not hours else "")
    return ("已超期" if left < timedelta() else "还有") + words


def _turn(clock: Clock, counted: int, first: int) -> str:
    total = first + clock.extended
    if counted == total:
        return "，届满"
    return f"，原期限届满，延长{_length(clock, clock.extended)}" if counted == first else ""


def _make_up(calendar: Calendar, day: date) -> str:
    return f"（{calendar.name(day)}）" if day.weekday() >= 5 else ""


def _rest_line(calendar: Calendar, day: date) -> Line:
    name = calendar.name(day)
    missing = "" if calendar.covers(day) else "（该年放假安排未载入）"
    return Line(day, None, f"{name}{missing}，不计", WEEKEND if name in WEEKDAYS else HOLIDAY)


def _started(clock: Clock) -> date | datetime:
    assert clock.started is not None
    return clock.started


def _due(clock: Clock) -> date | datetime:
    assert clock.due is not None
    return clock.due


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _minute(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{_day(local.date())}{_hour(local)}"


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"
