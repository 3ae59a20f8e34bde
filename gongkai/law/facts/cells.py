"""What a cell means: a value of its fact's type as an exact integer, or one of the words that stand for none.

Empty is 待定, 不适用 is not asked of this unit, 无 is known to be absent. Nothing is rounded and nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

import numpy as np

from gongkai.law.facts.store import Column
from gongkai.law.findings import Place
from gongkai.law.rulebook.model import Share
from gongkai.law.states import KNOWN, NA, NONE, OPEN

NOT_APPLICABLE, ABSENT = "不适用", "无"
TRUE = {"是": 1, "true": 1, "√": 1, "有": 1}
FALSE = {"否": 0, "false": 0, "×": 0}
NUMBER = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,12})?")
SHARE = re.compile(r"([-+]?\d{1,12}(?:\.\d{1,12})?)\s*[%%]")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
MOMENT = re.compile(r"(.+?)[T \u3000](\d{1,2})[::](\d{2})(?:[::](\d{2}))?")
DAY_SECONDS = 86400
BARE = "“{}”应填百分比（如 87.5%），或在表头注明（%）"


class Typed(Protocol):
    """A fact, or a field of a list."""

    @property
    def type(self) -> str: ...
    @property
    def places(self) -> int: ...
    @property
    def states(self) -> Mapping[str, str]: ...


class BadCell(ValueError):
    """A value that does not fit; the sentence says what is wrong and what to write."""


class Builder:
    """Builds one column cell by cell. `percent`: the header says (%), so that a bare number is a percentage."""

    def __init__(self, kind: Typed, size: int, percent: bool = False) -> None:
        self.kind, self.percent = kind, percent
        self.values = [0] * size
        self.states = np.full(size, OPEN, dtype=np.uint8)
        self.words = {word: code for code, word in enumerate(kind.states)}
        self.labels = {label: word for word, label in kind.states.items()}
        self.places: dict[int, Place] = {}

    def put(self, row: int, value: object, place: Place | None = None) -> None:
        """Sets one row. Raises `BadCell`."""
        if isinstance(value, str):
            value = value.strip()
        if value is None or value == "":
            return
        if place is not None:
            self.places[row] = place
            self._refuse_bare(value)
        if value in (NOT_APPLICABLE, ABSENT) and isinstance(value, str):
            self.states[row] = NA if value == NOT_APPLICABLE else NONE
            return
        self.values[row] = self._encoded(value)
        self.states[row] = KNOWN

    def _refuse_bare(self, value: object) -> None:
        """In a file 95 could be 95% or 9500%; only the platform's own numbers are parts of one."""
        if self.kind.type == "share" and not self.percent and isinstance(value, int | Decimal | float):
            raise BadCell(BARE.format(value))

    def column(self) -> Column:
        n = self.values
        largest = max(map(abs, n), default=0)
        dtype = np.int32 if largest < 2**31 else np.int64 if largest < 2**63 else object
        return Column(np.array(n, dtype=dtype), scale_of(self.kind), self.states, list(self.words), self.places)

    def _encoded(self, value: object) -> int:
        return _ENCODERS[self.kind.type](self, value)

    def number(self, value: object) -> int:
        return _scaled(_number(value), 10**self.kind.places, self.kind.places, value)

    def share(self, value: object) -> int:
        return _scaled(_share(value, self.percent), 100 * 10**self.kind.places, self.kind.places, value, percent=True)

    def flag(self, value: object) -> int:
        if isinstance(value, bool):
            return int(value)
        found = {**TRUE, **FALSE}.get(str(value).lower())
        if found is None:
            raise BadCell(f"“{value}”应填“是”或“否”")
        return found

    def state(self, value: object) -> int:
        text = _text(value)
        word = self.labels.get(text, text)
        if word not in self.words:
            if self.kind.states:
                known = "、".join(f"{label}({word})" for word, label in self.kind.states.items())
                raise BadCell(f"没有“{text}”这种状态，可填：{known}")
            self.words[word] = len(self.words)
        return self.words[word]

    def day(self, value: object) -> int:
        return read_day(value).toordinal()

    def moment(self, value: object) -> int:
        return seconds_of(read_moment(value))


_ENCODERS: dict[str, Callable[[Builder, object], int]] = {
    "count": Builder.number,
    "number": Builder.number,
    "judged": Builder.number,
    "share": Builder.share,
    "flag": Builder.flag,
    "state": Builder.state,
    "text": Builder.state,
    "date": Builder.day,
    "moment": Builder.moment,
}


def scale_of(kind: Typed) -> int:
    """The denominator a column of this type is held over."""
    if kind.type == "share":
        return int(100 * 10**kind.places)
    return int(10**kind.places) if kind.type in ("count", "number", "judged") else 1


def build(kind: Typed, values: Sequence[object]) -> Column:
    """A column from plain values, one a row."""
    builder = Builder(kind, len(values))
    for row, value in enumerate(values):
        builder.put(row, value)
    return builder.column()


def read_day(value: object) -> date:
    if isinstance(value, datetime):
        if value.hour or value.minute or value.second:
            raise BadCell(f"“{value:%Y-%m-%d %H:%M}”带有时刻，这里只填日期")
        return value.date()
    if isinstance(value, date):
        return value
    found = DAY.fullmatch(str(value))
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise BadCell(f"“{value}”不是日期，请写成 2025-03-01")


def read_moment(value: object) -> datetime:
    """A moment in Beijing time, without zone; a day alone is its first moment."""
    if isinstance(value, datetime):
        return _beijing(value)
    if isinstance(value, date):
        return datetime.combine(value, time())
    found = MOMENT.fullmatch(str(value))
    day = read_day(found[1] if found else value)
    try:
        hour, minute, second = (int(part or 0) for part in found.groups()[1:]) if found else (0, 0, 0)
        return datetime.combine(day, time(hour, minute, second))
    except ValueError:
        raise BadCell(f"“{value}”不是时刻，请写成 2025-03-01 08:30") from None


def _beijing(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)


def seconds_of(moment: datetime) -> int:
    """Seconds since the first of January of the year 1, so that `// 86400` is the ordinal of the day."""
    return moment.toordinal() * DAY_SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def _number(value: object) -> Fraction:
    if isinstance(value, bool):
        raise BadCell("这里应填数字，填的是是/否")
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise BadCell(f"“{value}”不是数字")
        return Fraction(value)
    if isinstance(value, float):
        raise BadCell(f"“{value}”是浮点数，请给出 Decimal 或文字")
    text = str(value).replace(",", "").replace(",", "")
    if not NUMBER.fullmatch(text):
        raise BadCell(f"“{value}”不是数字（已知没有的填“无”，不考核的填“不适用”，没有查明的留空）")
    return Fraction(text)


def _share(value: object, percent: bool) -> Fraction:
    if isinstance(value, Share):
        return value.value
    if isinstance(value, str):
        found = SHARE.fullmatch(value)
        if found:
            return Fraction(found[1]) / 100
        if not percent:
            raise BadCell(BARE.format(value))
    return _number(value) / (100 if percent else 1)


def _scaled(number: Fraction, scale: int, places: int, value: object, percent: bool = False) -> int:
    scaled = number * scale
    if scaled.denominator != 1:
        allowed = f"至多{places}位小数" if places else "整数"
        raise BadCell(f"“{value}”应为{'百分数' if percent else ''}{allowed}")
    return int(scaled)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value).strip()
    if not text:
        raise BadCell("这里是空的")
    return text
