"""若今天考核: what a unit would score by some rules as of now; what only people can tell stays open, and is said so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Counted, Span
from gongkai.assessment import facts, items, proofs
from gongkai.assessment.items import Item
from gongkai.assessment.marking import NO, YES
from gongkai.assessment.outlook.standards import Standard
from gongkai.law.explain.sheets import NodeSheet
from gongkai.law.facts import Facts
from gongkai.law.facts import Mark as Number
from gongkai.law.facts.cells import build
from gongkai.law.facts.store import Key
from gongkai.law.results import Results

TRIED = {"flag": (NO, YES), "count": ("0", "1", "1000"), "number": ("0", "1", "1000"), "share": ("0%", "100%")}
"""What is tried for a fact that people tell, to find what costs nothing; the least comes first."""


@dataclass(frozen=True)
class Today:
    """One unit by one standard as of a moment. ``results`` are over what is known alone; ``best`` are the same facts
    with all that people tell as good as it can be, so that what is missing from full marks there is lost already."""

    standard: Standard
    unit: Unit
    counted: Mapping[str, Counted]
    results: Results
    best: Facts
    most: Fraction | None

    def value(self, name: str):
        """What was counted of a fact; None where it could not be told."""
        return self.counted[name].values.get(self.unit.pk)

    def says(self, name: str) -> list[str]:
        """What the count says of what has no record, such as columns past their limit."""
        return list(self.counted[name].says.get(self.unit.pk, ()))

    def with_value(self, name: str, value) -> Fraction | None:
        """The total if one fact were another, all else as good as it can be."""
        return _total(self.standard, _changed(self.best, name, value))

    def leaves(self) -> list[NodeSheet]:
        """Every indicator asked of the unit, in the order of the table."""
        sheet = self.results.sheet(self.unit.code)
        return [leaf for table in sheet.tables for leaf in _leaves(table) if leaf.state != "不适用"]


def look(standard: Standard, unit: Unit, at: datetime) -> Today:
    """The unit as of now, over the period that runs."""
    span = Span(standard.period.first, standard.period.last, at)
    counted = {name: facts.count(name, [unit], span) for name in items.measured(standard.book)}
    values = {name: {unit.code: one.values.get(unit.pk)} for name, one in counted.items()}
    known = _made(standard, unit, values, {})
    best = _best(standard, unit, values)
    return Today(
        standard, unit, counted, standard.compiled.score(known, explained=True), best, _total(standard, best)
    )  # fmt: skip


def _made(standard: Standard, unit: Unit, values: Mapping, marks: Mapping[str, str]) -> Facts:
    """Facts of one unit; what is in neither ``values`` nor ``marks`` is undetermined."""
    book, asked = standard.book, standard.items
    row = {"unit": unit.code, "class": _class(standard, unit), "title": unit.name}
    told = {one.name: {unit.code: None} for one in asked if one.kind not in ("mark", "list")}
    given = {(one.mark, one.passing, unit.code): Number(marks.get(one.name)) for one in asked if one.mark}
    lists: dict = {one.name: [] for one in asked if one.kind == "list"}
    return Facts.from_rows(book, [row], told | dict(values), lists, given)


def _best(standard: Standard, unit: Unit, values: Mapping) -> Facts:
    """What people tell, as good as it can be: full marks, no deduction, and of each fact the value that gives most."""
    klass = _class(standard, unit)
    marks = {one.name: f"{float(one.bounds(klass)[0 if one.loses else 1]):g}" for one in standard.items if one.mark}
    proven = {one.name: {unit.code: True} for one in standard.items if one.kind == proofs.KIND}
    told = [one for one in standard.items if not one.mark and one.name not in proven and _tried(one)]
    first = proven | {one.name: {unit.code: _tried(one)[0]} for one in told}
    found = _made(standard, unit, first | dict(values), marks)
    for one in told:
        if standard.book.indicators[one.leaf].points:  # where nothing can be lost nothing need be won
            found = _better(standard, found, one)
    return found


def _better(standard: Standard, given: Facts, item: Item) -> Facts:
    trials = [_changed(given, item.name, value) for value in _tried(item)]
    worth = [_total(standard, trial) for trial in trials]
    known = [total for total in worth if total is not None]
    return trials[worth.index(max(known))] if known else given


def _changed(given: Facts, name: str, value) -> Facts:
    column = build(given.book.facts[name], [value])
    return replace(given, columns=given.columns | {Key(name): column})


def _total(standard: Standard, given: Facts) -> Fraction | None:
    return standard.compiled.score(given, explained=False).total(given.units[0].unit)


def _class(standard: Standard, unit: Unit) -> str:
    return unit.kind if unit.kind in standard.book.classes else ""


def _tried(item: Item) -> tuple[str, ...]:
    return tuple(key for key, _ in item.states) if item.states else TRIED.get(item.kind, ())


def _leaves(node: NodeSheet) -> Iterator[NodeSheet]:
    below = [*node.children, *(child for one in node.passes for child in one.children)]
    if not below:
        yield node
    for child in below:
        yield from _leaves(child)
