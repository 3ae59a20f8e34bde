"""Sentences with slots: a pattern is compiled once and written many times by a pen that holds the dice and the words.

{matter}  a word · {3..12} a number · {a=3..12} a number kept as a · {60..90%a} a share of it · {c=a-b} computed
{1.5..9.0} tenths · {day+5..9} a working day after the document's own, {day-4..2} one before it
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from gongkai import shelf
from gongkai.demo.dice import Dice

Part = str | Callable[["Pen"], str]
Pattern = tuple[Part, ...]
Number = int | float
Cell = str | Number

SLOT = re.compile(r"\{([^{}]+)\}")
DAY = re.compile(r"day([+-])(\d+)\.\.(\d+)")
RANGE = re.compile(r"(?:(\w+)=)?(\d+(?:\.\d)?)\.\.(\d+(?:\.\d)?)(?:%(\w+))?")
SUM = re.compile(r"(?:(\w+)=)?([a-z]\w*)((?:[-+][a-z]\w*)+)")


class Pen:
    """Writes patterns: ``words`` by name (a word may hold slots itself), ``drawn`` where the first to ask decides which
    of several it is, ``numbers`` kept on the way, ``day`` it is.
    """

    def __init__(self, dice: Dice, day: date, words: Mapping[str, str]) -> None:
        self.dice, self.day = dice, day
        self.words = dict(words)
        self.drawn: dict[str, Sequence[str]] = {}
        self.numbers: dict[str, Number] = {}

    def write(self, pattern: Pattern) -> str:
        return "".join([part if isinstance(part, str) else part(self) for part in pattern])

    def say(self, name: str) -> str:
        """A word of this text. Raises ``KeyError`` for one that nobody gave."""
        if name in self.numbers:
            return said(self.numbers[name])
        if name in self.drawn:
            self.words[name] = self.dice.pick(self.drawn.pop(name))
        word = self.words[name]
        return self.write(compiled(word)) if "{" in word else word

    def between(self, low: str, high: str) -> Number:
        """A number from ``low`` to ``high``, both included; whole, or in tenths where one is written so."""
        if "." in low or "." in high:
            return self.dice.number(round(float(low) * 10), round(float(high) * 10)) / 10
        return self.dice.number(int(low), int(high))


@cache
def compiled(text: str) -> Pattern:
    """The pattern of a text. Raises ``ValueError`` for a slot it cannot read."""
    parts: list[Part] = []
    at = 0
    for slot in SLOT.finditer(text):
        parts += [text[at : slot.start()], _slot(slot[1])]
        at = slot.end()
    return tuple(part for part in (*parts, text[at:]) if part)


def said(number: Number) -> str:
    return f"{number:.1f}" if isinstance(number, float) else str(number)


def dated(day: date, year: int) -> str:
    """3月5日, with its year where that is another one."""
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"


def share(number: Number, percent: int) -> Number:
    """So many percent of a number, of its own kind."""
    return round(number * percent / 100, 1) if isinstance(number, float) else round(number * percent / 100)


def _slot(inside: str) -> Part:
    if found := DAY.fullmatch(inside):
        return _day(found[1], int(found[2]), int(found[3]))
    if found := RANGE.fullmatch(inside):
        return _range(*found.groups())
    if found := SUM.fullmatch(inside):
        return _sum(found[1], re.findall(r"([-+]?)(\w+)", inside.partition("=")[2] or inside))
    if re.fullmatch(r"[a-z_]\w*", inside):
        return lambda pen: pen.say(inside)
    raise ValueError(f"读不懂“{{{inside}}}”")


def _day(sign: str, one: int, other: int) -> Part:
    low, high = min(one, other), max(one, other)
    step = 1 if sign == "+" else -1
    return lambda pen: dated(_workday(pen.day + timedelta(step * pen.dice.number(low, high)), step), pen.day.year)


def _range(name: str | None, low: str, high: str, of: str | None) -> Part:
    def write(pen: Pen) -> str:
        number = pen.between(low, high)
        if of:
            number = share(pen.numbers[of], int(number))
        if name:
            pen.numbers[name] = number
        return said(number)

    return write


def _sum(name: str | None, terms: list[tuple[str, str]]) -> Part:
    def write(pen: Pen) -> str:
        number = sum(-pen.numbers[term] if sign == "-" else pen.numbers[term] for sign, term in terms)
        if name:
            pen.numbers[name] = number
        return said(number)

    return write


@cache
def _workday(day: date, step: int) -> date:
    calendar = shelf.calendar()
    while not calendar.is_workday(day):
        day += timedelta(step)
    return day
