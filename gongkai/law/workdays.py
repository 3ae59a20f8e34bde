"""Working days (工作日): Monday to Friday, as changed by the State Council's yearly notices on days off.

A year's notice is a small YAML file (`rulebooks/calendar/2026.yaml`). A year without one is never guessed silently:
what is computed across it follows Monday to Friday and says `provisional`.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gongkai.law.reading import Fault, Node, Refused

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
DAY = timedelta(days=1)
LONGEST_HOLIDAY = 16  # days; a longer span in a notice is a slip of the pen
EARLIEST = date(1990, 1, 1)
YEARS_BEYOND = 30  # how far past the last notice Monday to Friday is followed


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's notice on days off. `off` and `work` map a day to the holiday it belongs to; they may reach into the
    last days of the December before (元旦)."""

    year: int
    title: str
    number: str
    published: date
    off: Mapping[date, str]
    work: Mapping[date, str]
    changed_by: tuple[str, ...] = ()

    @property
    def holidays(self) -> frozenset[str]:
        return frozenset(part for name in self.off.values() for part in name.split("、"))


class Reckoned(NamedTuple):
    """A day that was counted to. Where `provisional`, `says` names the missing year; else it is empty."""

    day: date
    provisional: bool
    says: str


class Counted(NamedTuple):
    """A number of working days; negative when counted backwards. `provisional` and `says` as in `Reckoned`."""

    workdays: int
    provisional: bool
    says: str


class Calendar:
    """Working days over the given notices. Immutable; every question is answered in constant time.

    Raises `Refused` when two notices are for one year, or for a day outside 1990 … 30 years past the last notice.
    """

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._notices = _by_year(notices)
        self._off: dict[date, str] = {}
        self._work: dict[date, str] = {}
        for notice in self._notices.values():
            self._off.update(notice.off)
            self._work.update(notice.work)
        self._count()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a notice, in order."""
        return tuple(self._notices)

    def notice(self, year: int) -> Notice:
        if year not in self._notices:
            raise Refused(missing_year(year))
        return self._notices[year]

    def covers(self, day: date) -> bool:
        """Whether the day's year has a notice; if not, the answers for that day are provisional."""
        return day.year in self._notices

    def is_workday(self, day: date) -> bool:
        _refuse_moment(day)
        return day in self._work or (day.weekday() < 5 and day not in self._off)

    def name(self, day: date) -> str:
        """Why the day is as it is: 春节, 调休上班（春节）, 周六, 周三."""
        _refuse_moment(day)
        if day in self._work:
            return f"调休上班（{self._work[day]}）"
        return self._off.get(day) or WEEKDAYS[day.weekday()]

    def add(self, day: date, n: int) -> Reckoned:
        """The n-th working day after `day`, which does not count itself (before it if n is negative; 0: the day)."""
        if n == 0:
            return self._reckoned(day, day, day)
        passed = self._passed[self._index(day)]
        if n > 0:
            place = passed + n - 1
        else:
            place = passed - self.is_workday(day) + n
        if not 0 <= place < len(self._workdays):
            raise Refused(f"从{day}起算{n}个工作日，超出日历可推算的范围（{self._first}至{self._last}）")
        landing = date.fromordinal(self._workdays[place])
        return self._reckoned(landing, day + DAY, landing) if n > 0 else self._reckoned(landing, landing, day - DAY)

    def next_workday(self, day: date) -> Reckoned:
        """The day itself if it is a working day, else the first one after it (民法典第二百零三条)."""
        index = bisect_left(self._workdays, day.toordinal())
        if self._index(day) < 0 or index == len(self._workdays):
            raise Refused(f"{day}超出日历可推算的范围（{self._first}至{self._last}）")
        landing = date.fromordinal(self._workdays[index])
        return self._reckoned(landing, day, landing)

    def between(self, start: date, end: date) -> Counted:
        """Working days after `start` up to and with `end`: the start does not count. Negative if end < start."""
        low, high = min(start, end), max(start, end)
        count = self._passed[self._index(high)] - self._passed[self._index(low)]
        missing = self._missing(low + DAY, high) if low < high else 0
        return Counted(count if end >= start else -count, bool(missing), missing_year(missing) if missing else "")

    def days(self, start: date, end: date) -> Iterator[date]:
        """Every day from `start` to `end`, both included."""
        for ordinal in range(start.toordinal(), end.toordinal() + 1):
            yield date.fromordinal(ordinal)

    def overlaid(self, *, off: Mapping[date, str] | None = None, work: Mapping[date, str] | None = None) -> "Calendar":
        """This calendar with further days off or worked (a 日历 sheet beside the facts); the later word wins."""
        other = Calendar(self._notices.values())
        other._off = {day: name for day, name in self._off.items() if day not in (work or {})} | dict(off or {})
        other._work = {day: name for day, name in self._work.items() if day not in (off or {})} | dict(work or {})
        other._count()
        return other

    def table(self) -> tuple[int, "array[int]"]:
        """For columns of dates: the ordinal (`date.toordinal`) of the first day known, and for each day from it on
        the number of working days up to and with that day: `passed[b - first] - passed[a - first]` is `between(a, b)`.
        """
        return self._first.toordinal(), self._passed

    def fingerprint(self) -> str:
        """SHA-256 (hex) over everything that moves a date: for result sets that must be told apart."""
        rows = [f"year {year}" for year in self._notices]
        rows += [f"off {day} {name}" for day, name in sorted(self._off.items())]
        rows += [f"work {day} {name}" for day, name in sorted(self._work.items())]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    def _count(self) -> None:
        self._first = EARLIEST
        self._last = date(max(self._notices, default=EARLIEST.year) + YEARS_BEYOND, 12, 31)
        self._workdays = [day.toordinal() for day in self.days(self._first, self._last) if self.is_workday(day)]
        worked = set(self._workdays)
        self._passed = array("i")
        total = 0
        for ordinal in range(self._first.toordinal(), self._last.toordinal() + 1):
            total += ordinal in worked
            self._passed.append(total)
        # next_missing[y - first year]: the first year >= y that has no notice
        self._next_missing = [self._last.year + 1] * (self._last.year - self._first.year + 2)
        for year in range(self._last.year, self._first.year - 1, -1):
            offset = year - self._first.year
            self._next_missing[offset] = self._next_missing[offset + 1] if year in self._notices else year

    def _index(self, day: date) -> int:
        _refuse_moment(day)
        index = day.toordinal() - self._first.toordinal()
        if not 0 <= index < len(self._passed):
            raise Refused(f"{day}超出日历可推算的范围（{self._first}至{self._last}）")
        return index

    def _missing(self, low: date, high: date) -> int:
        """The first year from `low` to `high` without a notice, or 0."""
        year = self._next_missing[low.year - self._first.year]
        return year if year <= high.year else 0

    def _reckoned(self, landing: date, low: date, high: date) -> Reckoned:
        missing = self._missing(low, high)
        return Reckoned(landing, True, missing_year(missing)) if missing else Reckoned(landing, False, "")


def missing_year(year: int) -> str:
    return f"{year}年放假安排尚未载入，暂按周一至周五推算；载入该年国务院办公厅通知后将重新计算"


def read_notice(node: Node, *, expects: Iterable[str] = ()) -> Notice:
    """The notice in a YAML tree. `expects`: holidays that must be in it (those of the year before). Raises `Refused`.

    Shape: `year`, `notice: {title, number, published}`, `off: {春节: 2026-02-15..2026-02-23}`,
    `work: {春节: [2026-02-14]}` and, where a later notice changed the first, `changed_by: [{title, number, says}]`.
    """
    table = node.table(required=("year", "notice", "off", "work"), allowed=("changed_by",))
    year = _year(table["year"])
    source = table["notice"].table(required=("title", "number", "published"))
    faults: list[Fault] = []
    off = _days(table["off"], year, faults)
    work = _days(table["work"], year, faults)
    faults += _contradictions(table, off, work)
    named = {part for name in off.values() for part in name.split("、")}
    faults += [table["off"].fault(f"没有写“{name}”的放假安排") for name in sorted(set(expects) - named)]
    if faults:
        raise Refused(*faults)
    return Notice(
        year,
        source["title"].string(),
        source["number"].string(),
        read_day(source["published"]),
        off,
        work,
        tuple(_change(change) for change in table["changed_by"].listing()) if "changed_by" in table else (),
    )


def read_day(node: Node) -> date:
    """A date written `2026-02-14`. Raises `Refused`."""
    text = node.string()
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(node.fault(f"“{text}”不是日期，请写成 2026-02-14 的样子")) from None


def _refuse_moment(day: date) -> None:
    # A datetime is a date to Python, but equals none: it would be looked up in vain. A day is Beijing's.
    if isinstance(day, datetime):
        raise TypeError("a day is asked for, not a moment: take its date in Asia/Shanghai first")


def _by_year(notices: Iterable[Notice]) -> dict[int, Notice]:
    by_year: dict[int, Notice] = {}
    for notice in sorted(notices, key=lambda n: n.year):
        if notice.year in by_year:
            raise Refused(f"{notice.year}年的放假安排有两份：{by_year[notice.year].number}和{notice.number}")
        by_year[notice.year] = notice
    return by_year


def _year(node: Node) -> int:
    if type(node.value) is not int or not EARLIEST.year <= node.value <= 2200:
        raise Refused(node.fault(f"年份应当是四位数字，写的是“{node.text}”"))
    return node.value


def _days(node: Node, year: int, faults: list[Fault]) -> dict[date, str]:
    days: dict[date, str] = {}
    for name, spans in node.table().items():
        for span in spans.listing():
            try:
                found = _span(span, year)
            except Refused as refused:
                faults += refused.faults
                continue
            faults += [span.fault(f"{day}已写在“{days[day]}”里") for day in found if day in days]
            days.update(dict.fromkeys(found, name))
    return days


def _span(node: Node, year: int) -> list[date]:
    words = node.string().split("..")
    if len(words) > 2:
        raise Refused(node.fault("起止日期之间只写一个“..”"))
    first, last = (read_day(Node(word, node.file, node.line, node.column, word)) for word in (words[0], words[-1]))
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise Refused(node.fault(f"“{node.text}”起止颠倒或超过{LONGEST_HOLIDAY}天"))
    if first < date(year - 1, 12, 24) or last > date(year, 12, 31):
        raise Refused(node.fault(f"“{node.text}”不在{year}年（元旦假期可以从上年12月下旬起）"))
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def _contradictions(table: dict[str, Node], off: dict[date, str], work: dict[date, str]) -> Iterator[Fault]:
    for day, name in work.items():
        if day in off:
            yield table["work"].fault(f"{day}（{name}）既写放假又写上班")
        elif day.weekday() < 5:
            yield table["work"].fault(f"{day}是{WEEKDAYS[day.weekday()]}，本来就上班，不是调休；请核对日期")


def _change(node: Node) -> str:
    change = node.table(required=("title", "number", "says"))
    return f"{change['title'].string()}（{change['number'].string()}）：{change['says'].string()}"
