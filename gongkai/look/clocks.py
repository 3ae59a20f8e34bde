"""A clock as people see it: the date, what is left, and 为什么是这一天 as a calendar with its counted days numbered."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from gongkai.law.counting import SHANGHAI, Rest, day_of, resting
from gongkai.law.deadlines import Clock, State
from gongkai.law.proof import Line
from gongkai.look import words

LOOKS = {
    State.NOT_STARTED: "waiting",
    State.RUNNING: "",
    State.NEAR: "near",
    State.PAUSED: "paused",
    State.LATE: "late",
    State.DONE: "done",
    State.DONE_LATE: "late",
}


@dataclass(frozen=True)
class Square:
    """A day of the calendar: its look in the style sheet, the number it counts as, why it does not count."""

    day: date
    look: str = "out"
    number: int | None = None
    why: str = ""
    today: bool = False


@dataclass(frozen=True)
class Face:
    """What parts/clock.html shows of a clock of law.deadlines."""

    clock: Clock

    @property
    def look(self) -> str:
        return LOOKS[self.clock.state]

    @property
    def due(self) -> str:
        """2026年11月20日; with the minute where hours are counted."""
        due = self.clock.due
        return f"{words.riqi(due)} {due.astimezone(SHANGHAI):%H:%M}" if isinstance(due, datetime) else words.riqi(due)

    @property
    def left(self) -> str:
        """还有 3 个工作日, 今天到期, 已超期 2 个工作日; of a clock that does not run, its state."""
        left = self.clock.left
        if left is None or self.clock.paused or self.clock.state.settled:
            return str(self.clock.state)
        return words.time_left(left, self.unit, late=self.clock.state.late)

    @property
    def unit(self) -> str:
        """What the clock counts in: 个工作日, 小时, 日."""
        return words.unit_of(self.clock.limit)

    @property
    def daily(self) -> bool:
        """Whether the proof goes day by day and can be laid out as a calendar; other proofs are a short list."""
        limit = self.clock.limit
        return bool(self.clock.proof) and not limit.windows and not limit.span.whole and limit.span.unit != "hours"

    @cached_property
    def months(self) -> list[tuple[date, list[list[Square | None]]]]:
        """(first day, weeks of seven squares from Monday) for every month of a daily proof.

        A square of another month is None; a week without any day of the proof is left out.
        """
        told = {line.day: line for line in self.clock.proof} if self.daily else {}
        return [(first, self._weeks(first, told)) for first in sorted({day.replace(day=1) for day in told})]

    @cached_property
    def skipped(self) -> list[tuple[str, int, str]]:
        """Why days of a daily proof were not counted: (words, number of days, article), as they came."""
        lines = self.clock.proof[1:] if self.daily else ()
        found = Counter((self._why(line.day), "、".join(line.cite)) for line in lines if line.counted is None)
        return [(why, days, law) for (why, law), days in found.items()]

    def _weeks(self, first: date, told: dict[date, Line]) -> list[list[Square | None]]:
        monday = first - timedelta(days=first.weekday())
        days = [monday + timedelta(days=n) for n in range(42)]
        weeks = [days[n : n + 7] for n in range(0, 42, 7)]
        return [
            [self._square(day, told.get(day)) if day.month == first.month else None for day in week]
            for week in weeks
            if any(day in told and day.month == first.month for day in week)
        ]

    def _square(self, day: date, line: Line | None) -> Square:
        today = day == day_of(self.clock.as_of)
        if line is None:
            return Square(day, today=today)
        if day == self.clock.started:
            return Square(day, "start", None, "起算", today)
        if day == self.clock.due:
            return Square(day, "over" if self.clock.state.late else "due", line.counted, "到期", today)
        if line.counted is not None:
            return Square(day, "counted", line.counted, "", today)
        if self._paused(day):
            return Square(day, "paused", None, "暂停", today)
        return Square(day, "skip-day", None, self._why(day), today)

    def _why(self, day: date) -> str:
        """周六, 春节, 第三方征求意见期间: why a day does not count."""
        paused = self._paused(day)
        return paused.says if paused else self.clock.calendar.name(day)

    def _paused(self, day: date) -> Rest | None:
        """The pause that keeps a day from counting; a day off does not count by itself where working days do."""
        off = self.clock.limit.span.unit == "workdays" and not self.clock.calendar.is_workday(day)
        return None if off else resting(self.clock.rests, day)
