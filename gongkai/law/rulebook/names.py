"""Names: one space for facts, indicators and lines; what each means where it is read; no circles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import near
from gongkai.law.rulebook.model import (
    Age,
    Annex,
    Asks,
    Compare,
    Condition,
    Fact,
    Field,
    Fold,
    Indicator,
    LateBy,
    Line,
    Pick,
    Previous,
    Ref,
    Rows,
    ShareOf,
    asked,
)

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook

SCORE, CLASS, FIELD, FACT = "score", "class", "field", "fact"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name is where it is read. `kind`: field, fact, score, class; `type` as of facts, `score` for a score."""

    kind: str
    type: str
    name: str
    states: Mapping[str, str] = field(default_factory=dict)
    counter: str = ""
    places: int = 0

    @property
    def numeric(self) -> bool:
        return self.type in ("count", "number", "share", "judged", "score", "list", "set")


def meaning(book: "Rulebook", name: str, records: Fact | None = None) -> Meaning | None:
    """The meaning of a name; inside `records` its fields come first. None: nobody declared it."""
    if records is not None and name in records.fields:
        found = records.fields[name]
        return Meaning(FIELD, found.type, found.name, found.states, "", found.places)
    if name == "class":
        return Meaning(CLASS, "state", "单位类别", book.classes)
    if name in book.facts:
        fact = book.facts[name]
        return Meaning(FACT, fact.type, fact.name, fact.states, fact.counter, fact.places)
    if name in book.indicators:
        return Meaning(SCORE, SCORE, book.indicators[name].title, counter="分")
    return None


# What a fact is made of ----------------------------------------------------------------------------------------------


def ingredients(fact: Fact, facts: Mapping[str, Fact], limits: Mapping[str, object]) -> Iterator[str]:
    """The names a derived fact reads, fields of its own list left out."""
    derived = fact.derived
    if isinstance(derived, Pick):
        yield derived.source
        base = root_list(derived.source, facts)
        for question in asked(derived.where):
            yield from _outside(question, base)
    elif isinstance(derived, ShareOf):
        yield from (derived.part, derived.whole)
    elif isinstance(derived, Fold):
        yield from (name.partition(".")[0] if _is_column(name, facts) else name for name in derived.names)
    elif isinstance(derived, Age):
        yield derived.date
    elif isinstance(derived, Previous):
        yield derived.name
    elif isinstance(derived, LateBy):
        yield from limit_steps(limits.get(derived.limit), facts)


def limit_steps(limit: object, facts: Mapping[str, object]) -> Iterator[str]:
    """The steps of a limit that are facts of the unit, in a fixed order."""
    names = [*getattr(limit, "after", ()), *getattr(limit, "done", ())]
    for pause in getattr(limit, "pause", ()):
        names += [pause.begins, pause.ends]
    yield from (name for name in dict.fromkeys(names) if name in facts)


def root_list(name: str, facts: Mapping[str, Fact]) -> Fact | None:
    """The declared list a pick, or a pick of a pick, is taken from; None where it is not a list or runs in a circle."""
    for _ in range(len(facts) + 1):
        fact = facts.get(name)
        if fact is None or not isinstance(fact.derived, Pick):
            return fact if fact is not None and fact.is_list else None
        name = fact.derived.source
    return None


def records_inside(book: "Rulebook", node: Indicator) -> Fact | None:
    """The list whose records a node is marked by: its own, else that of the nearest node above; None for a unit."""
    return _nearest_list(book, _way_to(node.id, book.tables))


def records_around(book: "Rulebook", node: Indicator) -> Fact | None:
    """The list whose records it is asked of whether a node applies: that of the nearest node above."""
    return _nearest_list(book, _way_to(node.id, book.tables)[:-1])


def _nearest_list(book: "Rulebook", way: Iterable[Indicator]) -> Fact | None:
    lists = [root_list(node.over.what, book.facts) for node in way if node.over is not None]
    return next((one for one in reversed(lists) if one is not None), None)


def _way_to(id: str, nodes: Iterable[Indicator]) -> list[Indicator]:
    """The nodes from a table down to the one of that id."""
    for node in nodes:
        if node.id == id:
            return [node]
        if way := _way_to(id, node.indicators):
            return [node, *way]
    return []


def _outside(question: object, base: Fact | None) -> Iterator[str]:
    if isinstance(question, Asks):
        names = [question.name, *(name for test in question.tests for name in _compared_with(test))]
        yield from (name for name in names if base is None or name not in base.fields)


def _compared_with(test: object) -> list[str]:
    return [test.against.name] if isinstance(test, Compare) and isinstance(test.against, Ref) else []


def _is_column(name: str, facts: Mapping[str, Fact]) -> bool:
    head, _, tail = name.rpartition(".")
    return bool(tail) and head in facts and name not in facts


# Types of derived facts ----------------------------------------------------------------------------------------------


def settle_types(
    facts: Mapping[str, Fact], annexes: Mapping[str, Mapping[str, Fraction]], scores: Iterable[str], faults: Faults
) -> dict[str, Fact]:
    """The facts with the type of every derived one filled in. `scores`: ids of indicators, which are facts too."""
    settled: dict[str, Fact] = {}
    known = set(scores)

    def settle(id: str, path: tuple[str, ...]) -> Fact | None:
        if id in settled or id not in facts:
            return settled.get(id)
        fact = facts[id]
        if id in path:
            faults.refuse(fact.place, "circle", f"事实互相引用成环：{' → '.join([*path[path.index(id) :], id])}", id)
            settled[id] = replace(fact, type=fact.type or "count")
            return settled[id]
        parts = {name: settle(name, (*path, id)) for name in ingredients(fact, facts, {})}
        settled[id] = _typed(fact, parts, facts, annexes, known, faults)
        return settled[id]

    for id in facts:
        settle(id, ())
    return {id: settled[id] for id in facts}


def _typed(
    fact: Fact,
    parts: Mapping[str, Fact | None],
    facts: Mapping[str, Fact],
    annexes: Mapping[str, Mapping[str, Fraction]],
    scores: set[str],
    faults: Faults,
) -> Fact:
    derived = fact.derived
    if derived is None:
        return fact
    if isinstance(derived, Annex):
        figures = annexes.get(fact.id, {}).values()
        whole = all(figure.denominator == 1 for figure in figures)
        return replace(fact, type=fact.type or ("count" if whole else "number"))
    for name in _own_names(derived, facts):
        if name not in facts and name not in scores:
            faults.refuse(
                fact.place, "name-unknown", f"事实“{fact.id}”用到“{name}”，但没有声明{near(name, facts)}", fact.id
            )
            return replace(fact, type=fact.type or "count")
    if isinstance(derived, Pick):
        base = root_list(derived.source, {**facts, **{id: part for id, part in parts.items() if part}})
        if base is None:
            faults.refuse(fact.place, "list-needed", f"“{derived.source}”不是名单，不能从中挑选", fact.id)
            return replace(fact, type="list")
        return replace(fact, type="list", fields=base.fields, counter=fact.counter or base.counter)
    return _typed_number(fact, parts, facts, faults)


def _typed_number(fact: Fact, parts: Mapping[str, Fact | None], facts: Mapping[str, Fact], faults: Faults) -> Fact:
    derived = fact.derived
    if isinstance(derived, ShareOf):
        return replace(fact, type="share")
    if isinstance(derived, Previous):
        before = parts.get(derived.name)
        if before is None or before.derived is not None:
            faults.refuse(fact.place, "fact-derived", f"previous 只能取直接给出的事实，“{derived.name}”不是", fact.id)
            return replace(fact, type="count")
        return replace(fact, type=before.type, places=before.places, states=before.states, counter=before.counter)
    if isinstance(derived, Fold):
        return _typed_fold(fact, derived, parts, facts, faults)
    return replace(fact, type="count")


def _typed_fold(
    fact: Fact, fold: Fold, parts: Mapping[str, Fact | None], facts: Mapping[str, Fact], faults: Faults
) -> Fact:
    if len(fold.names) == 1 and _is_column(fold.names[0], facts):
        head, _, tail = fold.names[0].rpartition(".")
        column = _column(head, tail, facts)
        if column is None:
            faults.refuse(fact.place, "list-needed", f"“{fold.names[0]}”不是名单的一栏", fact.id)
            return replace(fact, type="number")
        return replace(fact, derived=replace(fold, names=(head,), field=tail), type=_number(column.type))
    types = {parts[name].type if parts.get(name) else SCORE for name in fold.names}  # type: ignore[union-attr]
    if fold.op == "rank":
        return replace(fact, type="count", counter=fact.counter or "名")
    if len(fold.names) == 1 and not fold.among:
        faults.refuse(fact.place, "fact-derived", f"{fold.op} 写 [事实, 事实]、名单.栏，或加上 among", fact.id)
    same = types.pop() if len(types) == 1 else "number"
    return replace(fact, type=_number(same), counter=fact.counter or _counter(fold, parts))


def _counter(fold: Fold, parts: Mapping[str, Fact | None]) -> str:
    counters = {part.counter for part in parts.values() if part}
    return counters.pop() if len(counters) == 1 else ""


def _number(type_: str) -> str:
    return (
        type_ if type_ in ("share", "number", "date", "moment") else "count" if type_ in ("count", "list") else "number"
    )


def _column(list_name: str, column: str, facts: Mapping[str, Fact]) -> Field | None:
    base = root_list(list_name, facts)
    return base.fields.get(column) if base else None


def _own_names(derived: object, facts: Mapping[str, Fact]) -> list[str]:
    if isinstance(derived, Pick):
        return [derived.source]
    if isinstance(derived, ShareOf):
        return [derived.part, derived.whole]
    if isinstance(derived, Fold):
        return [name.rpartition(".")[0] if _is_column(name, facts) else name for name in derived.names]
    if isinstance(derived, Age):
        return [derived.date]
    return [derived.name] if isinstance(derived, Previous) else []


# What a node reads ---------------------------------------------------------------------------------------------------


def line_names(line: Line) -> Iterator[tuple[str, Place]]:
    """Every name a line reads outside its conditions."""
    for ref in (line.each, line.by, line.beyond, line.short_of, line.times):
        if isinstance(ref, Ref):
            yield ref.name, ref.place


def line_conditions(line: Line) -> Iterator[Condition]:
    for condition in (line.when, line.unless):
        if condition is not None:
            yield condition
    for rows in (line.amount, line.times):
        if isinstance(rows, Rows):
            yield from (row.when for row in rows.rows if row.when is not None and not row.band)


def node_conditions(node: Indicator) -> Iterator[Condition]:
    """The conditions of a node itself, `only` left out."""
    yield from (veto.when for veto in node.veto)
    if node.gate is not None:
        yield node.gate
    for rows in (node.start, node.cap, node.floor, node.times):
        if isinstance(rows, Rows):
            yield from (row.when for row in rows.rows if row.when is not None)


def condition_names(condition: Condition | None) -> Iterator[tuple[str, Place]]:
    """Every name a condition reads, those compared with too."""
    for question in asked(condition):
        if isinstance(question, Asks):
            yield question.name, question.place
            for test in question.tests:
                if isinstance(test, Compare) and isinstance(test.against, Ref):
                    yield test.against.name, test.against.place


def reads(node: Indicator) -> Iterator[tuple[str, Place]]:
    """Every name a node reads itself, those of its children left out."""
    yield from condition_names(node.only)
    for condition in node_conditions(node):
        yield from condition_names(condition)
    if isinstance(node.times, Ref):
        yield node.times.name, node.times.place
    for line in node.rules:
        yield from line_names(line)
        for condition in line_conditions(line):
            yield from condition_names(condition)
