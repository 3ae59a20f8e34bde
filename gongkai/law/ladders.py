"""提醒和上报的阶梯: who is told how long before and after the last moment of a limit, and at what hours of the day.

Data in `rulebooks/reminders`: rungs for limits that count hours and for all others, each told to the post whose step it
is or to its superiors. Pure: what a rung means on a day is counted here, who holds a post is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, get_args

from gongkai.law.limits import UNITS
from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import Calendar

To = Literal["doer", "reviewer", "office", "leading_group"]
DOER: To = "doer"
DAY = timedelta(days=1)
PLACES = {"before": "到期前", "after": "超期"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One time at which somebody is told. `sign` is −1 before the last moment and 1 after it."""

    name: str
    sign: int
    number: int
    unit: str
    to: tuple[str, ...]

    def __str__(self) -> str:
        return f"{PLACES['before' if self.sign < 0 else 'after']}{self.number}{UNITS[self.unit]}"

    def reached(self, now: datetime, calendar: Calendar) -> datetime:
        """Limits whose last moment is before this one have come to the rung by `now`."""
        if self.unit == "hours":
            return now - self.sign * timedelta(hours=self.number)
        if self.unit == "days":
            day = now.date() - self.sign * timedelta(days=self.number)
        elif self.sign < 0:
            day = calendar.add(now.date(), self.number).day
        else:  # the last day since which so many working days have begun, today among them
            day = calendar.add(now.date() + DAY, -self.number).day - DAY
        return datetime.combine(day + DAY, time.min, now.tzinfo)


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of the day, possibly over midnight."""

    since: time
    until: time

    def hold(self, at: time) -> bool:
        if self.since <= self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until


@dataclass(frozen=True, slots=True)
class Ladder:
    """`hours`: rungs of limits counted in hours, told at once; `days`: of all others, told in the morning's digest."""

    title: str
    digest: time
    quiet: Hours
    hours: tuple[Rung, ...]
    days: tuple[Rung, ...]


def read_ladder(node: Node) -> Ladder:
    """The ladder in a YAML tree. Raises `Refused`."""
    table = node.table(required=("reminders", "title", "digest", "quiet", "hours", "days"))
    quiet = table["quiet"].table(required=("since", "until"))
    held = Hours(_time(quiet["since"]), _time(quiet["until"]))
    return Ladder(
        table["title"].string(), _time(table["digest"]), held,
        _rungs(table["hours"], ("hours",)), _rungs(table["days"], ("workdays", "days")),
    )  # fmt: skip


def _rungs(node: Node, units: Iterable[str]) -> tuple[Rung, ...]:
    """In the order of time; two at the same time are refused."""
    found = [_rung(one, tuple(units)) for one in node.listing()]
    names = [one.name for one in found]
    if len(set(names)) != len(names):
        raise Refused(node.fault("有两级写的是同一时间，请合并"))
    return tuple(sorted(found, key=lambda one: (one.sign * one.number, one.unit)))


def _rung(node: Node, units: tuple[str, ...]) -> Rung:
    table = node.table(required=("to",), allowed=tuple(PLACES))
    faults: list[Fault] = []
    places = [name for name in PLACES if name in table]
    if len(places) != 1:
        raise Refused(node.fault("before 和 after 必须且只能写一个"))
    words = table[places[0]].string().split()
    if len(words) != 2 or not (words[0].isascii() and words[0].isdigit()) or words[1] not in units:
        raise Refused(table[places[0]].fault(f"应当写成“3 {units[0]}”，单位可以写：{'、'.join(units)}"))
    to = tuple(one.one_of(get_args(To), faults) for one in table["to"].listing())
    if faults:
        raise Refused(*faults)
    if words == ["0", words[1]] and units != ("hours",):
        raise Refused(table[places[0]].fault("至少写 1"))
    sign = -1 if places[0] == "before" else 1
    return Rung(f"{places[0]}-{words[0]}-{words[1]}", sign, int(words[0]), words[1], to)


def _time(node: Node) -> time:
    try:
        return time.fromisoformat(node.text)
    except ValueError:
        raise Refused(node.fault(f"“{node.text}”不是钟点，请写成 08:00 这样")) from None
