"""What a name gives when a rule reads it: a fact, an indicator's score, a field of the record at hand, the class."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, widths
from gongkai.law.numbers import Num, const
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import ByClass, Fact, Figure, Share
from gongkai.law.rulebook.names import CLASS, FIELD, SCORE, Meaning, meaning
from gongkai.law.scoring import values
from gongkai.law.scoring.frames import Frame
from gongkai.law.states import NA, Val

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored


@dataclass(frozen=True, eq=False)
class Read:
    """A name where a rule reads it. `node`: the indicator whose score it is; `scored`: a fact made from scores."""

    name: str
    meaning: Meaning
    node: "Scored | None" = None
    scored: bool = False

    def at(self, frame: Frame, blind: bool = False) -> Val:
        """The value in every row. `blind`: scores are taken as not yet known, for whether a rule applies at all."""
        if self.meaning.kind == FIELD:
            return self._field(frame)
        if self.meaning.kind == CLASS:
            return self._class(frame)
        if blind and self.node is not None:
            return frame.unseen(self.node)
        blind = blind and self.scored
        return frame.once(("read", self.name, blind), lambda: self._read(frame, blind))

    def _read(self, frame: Frame, blind: bool) -> Val:
        if self.node is not None:
            return frame.score(self.node)
        return values.fact(frame.run, self.name, frame.period, frame.source, frame.judges, blind).rows(frame.units)

    def _field(self, frame: Frame) -> Val:
        assert frame.records is not None  # lists do not stand inside lists, nor members inside records
        name, index = frame.records
        return frame.run.facts.registers[name].fields[self.name].val.rows(index)

    def _class(self, frame: Frame) -> Val:
        codes = frame.classes()
        return Val(numbers.column(np.maximum(codes, 0)), _unless(codes >= 0), tuple(frame.run.book.classes))


def _unless(known: Any) -> Any:
    return None if known.all() else np.where(known, np.uint8(0), np.uint8(NA))


class Names:
    """Makes reads of names; inside `records` (a list) its fields come first."""

    def __init__(self, book: Rulebook, nodes: "dict[str, Scored]", scored: frozenset[str]) -> None:
        self.book, self.nodes, self.scored = book, nodes, scored

    def read(self, name: str, records: Fact | None = None) -> Read:
        found = meaning(self.book, name, records)
        assert found is not None, name
        return Read(name, found, self.nodes[name] if found.kind == SCORE else None, name in self.scored)


def figure(frame: Frame, written: Figure, of: Num | None = None) -> Val:
    """A figure in every row: a number; a share, of `of` where given (a node's points); by class. No figure: 不适用."""
    if isinstance(written, ByClass):
        return _by_class(frame, written, of)
    if isinstance(written, Share):
        return Val(const(written.value) if of is None else numbers.multiply(of, const(written.value)))
    return Val(const(written))


def _by_class(frame: Frame, written: ByClass, of: Num | None) -> Val:
    codes, classes = frame.classes(), list(frame.run.book.classes)
    fixed, parts = _tables(written, classes, of is None)
    num = _looked_up(fixed, codes)
    if any(parts):
        assert of is not None
        num = numbers.add(num, numbers.multiply(_looked_up(parts, codes), of))
    known = np.array([name in written.values for name in classes] + [False])
    return Val(num, _unless(known[codes]))


def _tables(written: ByClass, classes: list[str], plain: bool) -> tuple[list[Any], list[Any]]:
    fixed: list[Any] = []
    parts: list[Any] = []
    for name in classes:
        value = written.values.get(name, 0)
        share = isinstance(value, Share)
        worth = value.value if isinstance(value, Share) else value
        fixed.append(worth if plain or not share else 0)
        parts.append(worth if share and not plain else 0)
    return [*fixed, 0], [*parts, 0]  # the last is for units without a class


def _looked_up(table: list[Any], codes: Any) -> Num:
    num = table_of(table)
    return num.rows(codes)


def table_of(figures: list[Any]) -> Num:
    """Several numbers over one denominator, to be looked up by code."""
    from fractions import Fraction
    from math import lcm

    fractions = [Fraction(value) for value in figures]
    d = lcm(*(value.denominator for value in fractions))
    n = [int(value * d) for value in fractions]
    return numbers.column(np.array(n, dtype=widths.word(max(map(abs, n)))), d)
