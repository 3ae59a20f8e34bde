"""Amounts, limits and factors over columns: a figure, a table by state, rows of which the first that holds wins."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from gongkai.law import numbers, widths
from gongkai.law.numbers import ZERO, Num, const
from gongkai.law.rulebook.model import ByClass, Fact, Figure, Ref, Rows, Share, Table, Word
from gongkai.law.scoring.conditions import maybe
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.reads import Names, Read, figure, table_of
from gongkai.law.states import APART, CERTAIN, KNOWN, NA, NONE, OPEN, UNSURE, YES, Cond, Val, merged, settled


class Chosen:
    """Which row won: its number, or -1 where none holds, -2 where it is not known, -3 where all fell away."""

    NOBODY, UNKNOWN, GONE = -1, -2, -3

    def __init__(self, rows: Rows, names: Names, records: Fact | None) -> None:
        self.rows = rows
        self.conditions = [maybe(row.when, names, records) for row in rows.rows]

    @property
    def reads(self) -> list[Read]:
        return [read for condition in self.conditions if condition for read in condition.reads]

    def at(self, frame: Frame, blind: bool = False) -> Any:
        """The number of the first row that holds; a row that asks about 不适用 falls away."""
        conds = [CERTAIN if condition is None else condition.at(frame, blind) for condition in self.conditions]
        if all(cond.code is None for cond in conds):
            return self._plainly(conds, frame.size)
        found = np.full(frame.size, self.NOBODY, dtype=np.int16)
        free = np.ones(frame.size, dtype=bool)
        gone = np.zeros(frame.size, dtype=np.int64)
        for number, cond in enumerate(conds):
            codes = cond.codes(frame.size)
            found[free & (codes == YES)] = number
            found[free & (codes == UNSURE)] = self.UNKNOWN
            gone += codes == APART
            free &= (codes != YES) & (codes != UNSURE)
        found[free & (gone == len(self.conditions))] = self.GONE
        return found

    def _plainly(self, conds: list[Cond], size: int) -> Any:
        """Where no row is in doubt: the first that holds, from the last one up."""
        found = np.full(size, self.NOBODY, dtype=np.int16)
        for number in range(len(conds) - 1, -1, -1):
            found = widths.blend(np.broadcast_to(conds[number].yes, size), np.int16(number), found)
        return found


class RowAmount:
    """Rows as an amount: where none holds, nobody said how much (待定)."""

    def __init__(self, rows: Rows, names: Names, records: Fact | None) -> None:
        self.chosen = Chosen(rows, names, records)

    @property
    def reads(self) -> list[Read]:
        return self.chosen.reads

    def at(self, frame: Frame, points: Num, blind: bool = False) -> Val:
        picks = self.chosen.at(frame, blind)
        value = pick_figures(frame, picks, [row.figure for row in self.chosen.rows.rows], points)
        if (picks >= 0).all():
            return value
        st = np.where(picks == Chosen.GONE, np.uint8(NA), np.where(picks < 0, np.uint8(OPEN), np.uint8(KNOWN)))
        return settled(value.num, merged(value.st, st))


class TableAmount:
    """{state: amount}: looked up by the state's code; a state that is not in the table is 待定."""

    def __init__(self, table: Table, by: Read) -> None:
        self.table, self.by = table, by

    @property
    def reads(self) -> list[Read]:
        return [self.by]

    def at(self, frame: Frame, points: Num, blind: bool = False) -> Val:
        value = self.by.at(frame, blind)
        keys = list(self.table.amounts)
        picks = self._by_code(value, keys) if self.by.meaning.type in ("state", "text") else self._by_value(value, keys)
        if isinstance(picks, int):
            picks = np.full(frame.size, picks)
        if value.st is not None:
            none = keys.index("none") if "none" in keys else -1
            picks = np.where(value.st == KNOWN, picks, np.where(value.st == NONE, none, -1))
        found = pick_figures(frame, picks, list(self.table.amounts.values()), points)
        st = (picks < 0) * np.uint8(OPEN)
        if value.st is not None:
            st = np.where(value.st == NA, np.uint8(NA), st)
        return settled(found.num, merged(found.st, st))

    def _by_code(self, value: Val, keys: list[str]) -> Any:
        if not value.words:
            return -1
        of = np.array([keys.index(word) if word in keys else -1 for word in value.words])
        return of[value.num.n]

    def _by_value(self, value: Val, keys: list[str]) -> Any:
        picks: Any = -1
        for number, key in enumerate(keys):
            wanted = _literal(key)
            if wanted is not None:
                picks = np.where(numbers.compare(value.num, "equal", const(wanted)), number, picks)
        return picks


def _literal(key: str) -> Fraction | None:
    if key in ("true", "false"):
        return Fraction(key == "true")
    try:
        return Fraction(key[:-1]) / 100 if key.endswith("%") else Fraction(key)
    except ValueError:
        return None


class FixedAmount:
    """One figure, perhaps a share of the points, perhaps by class."""

    def __init__(self, written: Figure) -> None:
        self.written = written
        self.reads: list[Read] = []

    def at(self, frame: Frame, points: Num, blind: bool = False) -> Val:
        return figure(frame, self.written, points)


Worth = FixedAmount | TableAmount | RowAmount


class Factor:
    """What a line or a node is multiplied by: a figure, a fact, or rows (none holds: as if not written)."""

    def __init__(self, written: Figure | Ref | Rows, names: Names, records: Fact | None) -> None:
        self.read = names.read(written.name, records) if isinstance(written, Ref) else None
        self.rows = Chosen(written, names, records) if isinstance(written, Rows) else None
        self.figure = None if isinstance(written, Ref | Rows) else written

    @property
    def reads(self) -> list[Read]:
        return [self.read] if self.read else self.rows.reads if self.rows else []

    def at(self, frame: Frame, blind: bool = False) -> Val:
        if self.read is not None:
            return self.read.at(frame, blind)
        if self.figure is not None:
            found = figure(frame, self.figure)
            return Val(numbers.choose(found.st == NA, numbers.ONE, found.num))
        assert self.rows is not None
        picks = self.rows.at(frame, blind)
        figures: list[Any] = [row.figure for row in self.rows.rows.rows]
        value = pick_figures(frame, np.where(picks < 0, len(figures), picks), [*figures, Fraction(1)], None)
        return settled(numbers.choose(value.st == NA, numbers.ONE, value.num), _unknown(picks))


class Bound:
    """`start`, `cap`, `floor`: a figure, or rows of which none need hold. None where there is no limit."""

    def __init__(
        self, written: Figure | Word | Rows, default: Figure | Word, names: Names, records: Fact | None
    ) -> None:
        self.written, self.default = written, default
        self.rows = Chosen(written, names, records) if isinstance(written, Rows) else None

    @property
    def reads(self) -> list[Read]:
        return self.rows.reads if self.rows else []

    def at(self, frame: Frame, points: Num) -> tuple[Val, Any]:
        """The figure in every row, and where it holds (True everywhere, or an array)."""
        if self.rows is None:
            assert not isinstance(self.written, Rows)
            return self._one(frame, self.written, points)
        picks = self.rows.at(frame)
        figures = [row.figure for row in self.rows.rows.rows] + [self.default]
        places = np.where(picks < 0, len(figures) - 1, picks)
        numbers_ = [Fraction(0) if written == "none" else written for written in figures]
        value = pick_figures(frame, places, numbers_, points)
        bound: Any = np.array([written != "none" for written in figures])[places]
        if value.st is not None:  # a row whose figure leaves the class out: as if it did not hold
            default, here = self._one(frame, self.default, points)
            left_out = value.st == NA
            value = Val(numbers.choose(left_out, default.num, value.num))
            bound = np.where(left_out, here, bound)
        return settled(value.num, _unknown(picks)), True if bound.all() else bound

    def _one(self, frame: Frame, written: Figure | Word | Ref, points: Num) -> tuple[Val, Any]:
        if written == "none":
            return Val(ZERO), False
        if written == "full":
            return Val(points), True
        assert not isinstance(written, Word | Ref)
        found = figure(frame, written, points)
        return self._for_every_class(frame, found, points) if found.st is not None else (found, True)

    def _for_every_class(self, frame: Frame, found: Val, points: Num) -> tuple[Val, Any]:
        """A class that the figure leaves out has the default."""
        default, here = self._one(frame, self.default, points)
        known = found.st != NA
        return Val(numbers.choose(known, found.num, default.num)), True if here is True else known


def _unknown(picks: Any) -> Any:
    unknown = picks == Chosen.UNKNOWN
    return np.where(unknown, np.uint8(OPEN), np.uint8(KNOWN)) if unknown.any() else None


def pick_figures(frame: Frame, picks: Any, figures: Sequence[Any], points: Num | None) -> Val:
    """The figure with the number given in each row; a negative number gives 0."""
    picks = np.maximum(picks, -1)
    if all(not isinstance(written, ByClass) for written in figures):
        return Val(_lookup(picks, figures, points))
    total, st = ZERO, None
    for number, written in enumerate(figures):
        here = picks == number
        if here.any():
            value = _figure_of(frame, written, points)
            total = numbers.add(total, numbers.keep(here, value.num))
            st = merged(st, None if value.st is None else np.where(here, value.st, np.uint8(KNOWN)))
    return Val(total, st)


def _figure_of(frame: Frame, written: Any, points: Num | None) -> Val:
    if written == "full":
        assert points is not None
        return Val(points)
    return figure(frame, written, points)


def _lookup(picks: Any, figures: Sequence[Any], points: Num | None) -> Num:
    full = Share(Fraction(1))
    parts = [full if written == "full" else written for written in figures]
    of_points = [part.value if isinstance(part, Share) and points is not None else 0 for part in parts]
    fixed = [part.value if isinstance(part, Share) else part for part in parts]
    fixed = [0 if share else worth for worth, share in zip(fixed, of_points, strict=True)]
    if points is not None and points.constant and any(of_points):
        fixed = [worth + share * points.fraction for worth, share in zip(fixed, of_points, strict=True)]
        of_points = []
    num = table_of([*fixed, 0]).rows(picks)  # the last is for a negative number
    if any(of_points):
        assert points is not None
        num = numbers.add(num, numbers.multiply(table_of([*of_points, 0]).rows(picks), points))
    return num
