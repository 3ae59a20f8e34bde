"""Stretches of every year in which a thing is to be done, with the days for proposing it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.law.reading import Node, Refused

LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of every year, both days included; `propose_by` is the last day for proposing before it opens."""

    opens: tuple[int, int]
    closes: tuple[int, int]
    propose_by: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"每年{self.opens[0]}月{self.opens[1]}日至{self.closes[0]}月{self.closes[1]}日"


def read_windows(table: Mapping[str, Node]) -> tuple[Window, ...]:
    """The `windows` of a limit in the order of the year, each with its day of `propose_by`. Raises `Refused`."""
    windows = sorted((_window(entry) for entry in table["windows"].listing()), key=lambda w: w.opens)
    for before, after in pairwise(windows):
        if after.opens <= before.closes:
            raise Refused(table["windows"].fault(f"“{before}”和“{after}”重叠"))
    if "propose_by" not in table:
        return tuple(windows)
    days = sorted(_month_day(entry, entry.string()) for entry in table["propose_by"].listing())
    if len(days) != len(windows):
        raise Refused(table["propose_by"].fault(f"窗口有{len(windows)}个，提出期限有{len(days)}个，应当一一对应"))
    return tuple(replace(window, propose_by=_latest_before(days, window.opens)) for window in windows)


def _window(node: Node) -> Window:
    words = node.string().split("..")
    if len(words) != 2:
        raise Refused(node.fault(f"“{node.text}”不是窗口，请写成 07-01..07-15 的样子"))
    opens, closes = (_month_day(node, word) for word in words)
    if closes < opens:
        raise Refused(node.fault(f"“{node.text}”起止颠倒；跨年的请分写两段"))
    return Window(opens, closes)


def _month_day(node: Node, text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= month <= 12 and 1 <= day <= LAST_DAYS[month - 1]):
        raise Refused(node.fault(f"“{text}”不是每年都有的月日，请写成 07-15 的样子"))
    return month, day


def _latest_before(days: list[tuple[int, int]], opens: tuple[int, int]) -> tuple[int, int]:
    earlier = [day for day in days if day < opens]
    return max(earlier) if earlier else max(days)


def next_day(month_day: tuple[int, int]) -> tuple[int, int]:
    month, day = month_day
    if day < LAST_DAYS[month - 1]:
        return month, day + 1
    return month % 12 + 1, 1
