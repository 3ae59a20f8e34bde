"""What a changed rulebook does to every unit, on the same facts."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongkai.law.facts.store import Facts
from gongkai.law.results import Results
from gongkai.law.rulebook import Rulebook
from gongkai.law.scoring.compiling import compile
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


def whatif(facts: Facts, other: Rulebook) -> list[Effect]:
    """Every unit under the facts' own rulebook and under another. Raises `Refused` where the other needs more facts."""
    return effects(compile(facts.book).score(facts), compile(other).score(under(facts, other)))


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


def effects(before: Results, after: Results) -> list[Effect]:
    return [
        Effect(
            unit.unit,
            before.total(unit.unit),
            after.total(unit.unit),
            (before.state(unit.unit), after.state(unit.unit)),
            (int(before.ranked.rank[row]), int(after.ranked.rank[row])),
            (before.grade(unit.unit), after.grade(unit.unit)),
        )
        for row, unit in enumerate(before.facts.units)
    ]


def _text(value: Fraction | None) -> str:
    return "" if value is None else decimal_text(value)
