"""What a changed rulebook does to every unit, on the same facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, overload

import numpy as np

from gongkai.law.facts.store import Facts
from gongkai.law.numbers import compare
from gongkai.law.results import Results
from gongkai.law.rulebook import Rulebook
from gongkai.law.scoring.compiling import Compiled, compile
from gongkai.law.states import Val
from gongkai.law.words import decimal_text


@dataclass(frozen=True, slots=True)
class Effect:
    """One unit under both rulebooks. `before`, `after`: exact totals; None where there is no number (`states`)."""

    unit: str
    before: Fraction | None
    after: Fraction | None
    states: tuple[str, str]
    ranks: tuple[int, int]
    grades: tuple[str, str]

    @property
    def change(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before

    def plain(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "before": _text(self.before) or self.states[0],
            "after": _text(self.after) or self.states[1],
            "change": _text(self.change),
            "ranks": list(self.ranks),
            "grades": list(self.grades),
        }


class Effects(Sequence[Effect]):
    """Every unit under two rulebooks, in the order of the facts; each is made when it is looked at."""

    def __init__(self, before: Results, after: Results) -> None:
        self.before, self.after = before, after

    def __len__(self) -> int:
        return len(self.before.facts.units)

    @overload
    def __getitem__(self, row: int) -> Effect: ...
    @overload
    def __getitem__(self, row: slice) -> list[Effect]: ...
    def __getitem__(self, row: int | slice) -> Effect | list[Effect]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        unit, both = self.before.facts.units[row].unit, (self.before, self.after)
        totals, states = [one.total(unit) for one in both], [one.state(unit) for one in both]
        ranks, grades = [int(one.ranked.rank[row]) for one in both], [one.grade(unit) for one in both]
        return Effect(unit, totals[0], totals[1], (states[0], states[1]), (ranks[0], ranks[1]), (grades[0], grades[1]))

    def changed(self) -> list[int]:
        """The rows whose total, rank or grade is another."""
        first, second = (next(iter(one.totals.values())) for one in (self.before, self.after))
        same = compare(first.num, "equal", second.num) & (_states(first, len(self)) == _states(second, len(self)))
        same = same & (self.before.ranked.rank == self.after.ranked.rank)
        if self.before.graded is not None and self.after.graded is not None:
            same = same & (self.before.graded.band == self.after.graded.band)
        return [int(row) for row in np.flatnonzero(~np.broadcast_to(same, len(self)))]


def _states(value: Val, size: int) -> Any:
    return np.zeros(size, dtype=np.uint8) if value.st is None else value.st


def whatif(facts: Facts, other: Rulebook | Compiled, before: Results | None = None) -> Effects:
    """Every unit under the facts' own rulebook (`before`, where it was scored already) and under another.

    Raises `Refused` where the other needs more facts.
    """
    changed = other if isinstance(other, Compiled) else compile(other)
    results = before or compile(facts.book).score(facts, explained=False)
    return Effects(results, changed.score(under(facts, changed.book), explained=False))


def under(facts: Facts, book: Rulebook) -> Facts:
    """The same facts for another rulebook; its own annexes are put in place of the old ones."""
    from gongkai.law.facts.building import annex_column
    from gongkai.law.facts.store import Key

    columns = {key: column for key, column in facts.columns.items() if key.name not in book.annexes}
    other = Facts(book, facts.units, columns, facts.registers, facts.notes, facts.history, facts.decisions)
    other.as_of, other.calendar = facts.as_of, facts.calendar
    for id, figures in book.annexes.items():
        other.columns[Key(id)] = annex_column(other, id, figures)
    return other


def _text(value: Fraction | None) -> str:
    return "" if value is None else decimal_text(value)
