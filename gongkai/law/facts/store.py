"""Facts in memory: one column of exact integers a fact, one register a list, and who each value is of.

What nobody found out is OPEN (待定), never 0. A value is found by unit, period and source, the closest row first.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from gongkai.law.findings import Finding, Place
from gongkai.law.numbers import column as num_column
from gongkai.law.reading import Refused
from gongkai.law.rulebook import Rulebook
from gongkai.law.states import KNOWN, OPEN, Val

EVIDENCE = ".evidence"


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is assessed. `unit` is the key in every table; `parent` the key of the unit it belongs to."""

    unit: str
    cls: str = ""
    parent: str = ""
    title: str = ""

    @property
    def shown(self) -> str:
        return self.title or self.unit


class Key(NamedTuple):
    """Where a column belongs; None = fits every period, every source."""

    name: str
    period: str | None = None
    source: str | None = None


class Column:
    """One value a unit (or a record): `n / d` and a state; states of words are codes into `words`."""

    __slots__ = ("d", "n", "places", "st", "val", "words")

    def __init__(
        self,
        n: Any,
        d: int = 1,
        st: Any = None,
        words: Sequence[str] = (),
        places: Mapping[int, Place] | None = None,
    ) -> None:
        self.n, self.d, self.words, self.places = n, d, tuple(words), places or {}
        self.st = st if st is not None and st.any() else None
        self.val = Val(num_column(n, d), self.st, self.words)

    @property
    def filled(self) -> Any:
        """Where something was said: a value, 无 or 不适用."""
        return np.ones(len(self.n), dtype=bool) if self.st is None else self.st != OPEN


@dataclass(frozen=True)
class Register:
    """The records of one list, sorted by unit. `starts[u]:starts[u + 1]` are those of unit u.

    `st`: state of the list as a whole, a unit; `nameless`: records known only by number.
    """

    units: Any
    starts: Any
    ids: Sequence[str]
    fields: Mapping[str, Column]
    nameless: Any
    st: Any = None
    periods: Sequence[str | None] | None = None
    sources: Sequence[str | None] | None = None

    def __len__(self) -> int:
        return len(self.units)


class Note(NamedTuple):
    """What stands beside a mark: why, and by whom."""

    reason: str
    by: str


@dataclass(frozen=True)
class Decision:
    """What the leading group decided: about a unit, a tie or a list."""

    about: str
    value: str
    reason: str
    who: str
    when: str


@dataclass
class Facts:
    """All that is known about the units, as of one day.

    `columns` hold facts, marks (under the id of the line or indicator) and evidence (`ID.evidence`); `registers` the
    lists; `history` the grades of earlier periods, latest first.
    """

    book: Rulebook
    units: tuple[Unit, ...]
    columns: dict[Key, Column] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    notes: dict[Key, dict[int, Note]] = field(default_factory=dict)
    history: dict[str, list[str]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    as_of: date | None = None  # of a 日历 sheet, over the rulebook's
    calendar: Any = None  # the shipped calendar with the days of a 日历 sheet laid over it

    @classmethod
    def from_rows(
        cls,
        rulebook: Rulebook,
        units: Iterable[Mapping[str, Any]],
        values: Mapping[Any, Mapping[str, Any]] | None = None,
        lists: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        marks: Mapping[Any, Any] | None = None,
        **more: Any,
    ) -> "Facts":
        """Facts from plain Python.

        `units`: [{"unit", "class", "parent", "title"}]. `values`: {id or (id, period, source): {unit: value}},
        None = 待定; a share is a part of one or a text "87.5%". `lists`: {list id: [{"unit", "id", field: value}]}; a
        unit without records has an empty list. `marks`: {(indicator or line id, source or None, unit[, period]): Mark}.
        `more`: `evidence` {indicator id: {unit: bool}}, `history` {unit: [latest grade, …]}, `decisions`, `calendar`.
        Raises `Refused` with every value that does not fit.
        """
        from gongkai.law.facts.building import from_rows

        return from_rows(rulebook, units, values, lists, marks, **more)

    @classmethod
    def from_columns(
        cls, rulebook: Rulebook, units: Iterable[Mapping[str, Any]], columns: Mapping[Any, Column]
    ) -> "Facts":
        """Facts whose columns are arrays already: {fact id, or (id, period, source): Column}."""
        from gongkai.law.facts.building import from_columns

        return from_columns(rulebook, units, columns)

    @cached_property
    def index(self) -> dict[str, int]:
        """Row number by unit."""
        return {unit.unit: row for row, unit in enumerate(self.units)}

    @cached_property
    def classes(self) -> Any:
        """The class of each unit as a number into `book.classes`; -1 = none."""
        codes = {name: code for code, name in enumerate(self.book.classes)}
        return np.array([codes.get(unit.cls, -1) for unit in self.units], dtype=np.int32)

    @cached_property
    def parents(self) -> Any:
        """The row of each unit's parent; -1 = none."""
        return np.array([self.index.get(unit.parent, -1) for unit in self.units], dtype=np.int64)

    @cached_property
    def by_name(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for key in self.columns:
            found.setdefault(key.name, []).append(key)
        return found

    def has(self, name: str) -> bool:
        return name in self.by_name or name in self.registers

    def find(self, name: str, periods: Sequence[str | None], source: str | None, own_source: bool = False) -> Column:
        """The column of a name as read in one pass: the closest filled cell of each unit.

        `periods`: the pass's own period and, if any period fits, None. `own_source`: an empty source will not do.
        Raises `Refused` where two values are equally close.
        """
        levels = self._levels(name, periods, source, own_source)
        keys = [key for level in levels for key in level]
        if not keys:
            return self._nothing(name)
        if len(keys) == 1:
            return self.columns[keys[0]]
        return self._closest(levels, keys)

    def _levels(
        self, name: str, periods: Sequence[str | None], source: str | None, own_source: bool
    ) -> list[list[Key]]:
        sources = [source] if own_source else [source, None] if source else [None]
        levels: list[list[Key]] = [[], [], [], []]
        for key in self.by_name.get(name, ()):
            if key.period not in periods:
                continue
            if key.source in sources:
                exact = (key.period is not None) + (key.source is not None)
                levels[2 - exact].append(key)
            elif source is None:
                levels[3].append(key)  # no source is asked for: any one that speaks alone will do
        return levels

    def _closest(self, levels: list[list[Key]], keys: list[Key]) -> Column:
        first = self.columns[keys[0]]
        words = list(dict.fromkeys(word for key in keys for word in self.columns[key].words))
        n, st = np.zeros(len(self.units), dtype=np.int64), np.full(len(self.units), OPEN, dtype=np.uint8)
        if any(self.columns[key].n.dtype == object for key in keys):
            n = n.astype(object)
        places: dict[int, Place] = {}
        for number, level in enumerate(levels):
            self._fill(n, st, level, words, same_will_do=number == 3, places=places)
        return Column(n, first.d, st, words, places)

    def _fill(
        self, n: Any, st: Any, level: list[Key], words: list[str], same_will_do: bool, places: dict[int, Place]
    ) -> None:
        free, taken = st == OPEN, np.zeros(len(self.units), dtype=bool)
        for key in level:
            column = self.columns[key]
            values = _recoded(column, words)
            states = np.zeros(len(n), dtype=np.uint8) if column.st is None else column.st
            here = column.filled & free
            clash = here & taken
            if same_will_do:
                clash &= (values != n) | (states != st)
            if clash.any():
                raise self._two_values(key, level, int(np.flatnonzero(clash)[0]))
            n[here], st[here] = values[here], states[here]
            taken |= here
            places.update(column.places)

    def _two_values(self, key: Key, level: list[Key], row: int) -> Refused:
        place = self.columns[key].places.get(row, Place("", 0, 0))
        rows = "、".join(f"{other.period or '(不分期)'}/{other.source or '(不分来源)'}" for other in level)
        says = f"“{self.units[row].shown}”的“{self.name_of(key.name)}”有两个同样贴近的值（{rows}），请只保留一个"
        return Refused(Finding(says, *place, code="value-twice", at=key.name))

    def _nothing(self, name: str) -> Column:
        size = len(self.units)
        return Column(np.zeros(size, dtype=np.int32), 1, np.full(size, OPEN, dtype=np.uint8))

    def name_of(self, name: str) -> str:
        """The 中文名 of a column."""
        if name in self.book.facts:
            return self.book.facts[name].name
        return self.book.indicators[name].title if name in self.book.indicators else name

    @cached_property
    def sha256(self) -> str:
        """Identity of the facts: every unit, value and record in a fixed order."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(part + b"\n")
        return digest.hexdigest()

    def _parts(self) -> Iterator[bytes]:
        yield "\t".join(f"{unit.unit}/{unit.cls}/{unit.parent}" for unit in self.units).encode()
        for key in sorted(self.columns, key=lambda key: tuple(part or "" for part in key)):
            yield repr(tuple(key)).encode()
            yield from _column_bytes(self.columns[key])
        for name in sorted(self.registers):
            register = self.registers[name]
            yield name.encode() + register.units.astype(np.int64).tobytes()
            yield repr((list(register.ids), register.periods, register.sources)).encode()
            if register.st is not None:
                yield register.st.tobytes()
            for id in sorted(register.fields):
                yield id.encode()
                yield from _column_bytes(register.fields[id])
        if self.as_of is not None:
            yield str(self.as_of).encode()
        if self.calendar is not None:
            yield self.calendar.fingerprint().encode()
        for decision in self.decisions:
            yield repr(decision).encode()
        for unit in sorted(self.history):
            yield repr((unit, self.history[unit])).encode()


def _column_bytes(column: Column) -> Iterator[bytes]:
    if column.n.dtype == object:
        yield repr(column.n.tolist()).encode()
    else:
        yield column.n.astype("<i8").tobytes()
    yield repr((column.d, column.words)).encode()
    if column.st is not None:
        yield column.st.tobytes()


def _recoded(column: Column, words: list[str]) -> Any:
    """The column's words as numbers into a common list."""
    if not column.words or list(column.words) == words:
        return column.n
    numbers = np.array([words.index(word) for word in column.words], dtype=np.int32)
    known = column.st is None or (column.st == KNOWN).any()
    return numbers[column.n] if known and len(numbers) else column.n
