"""Facts from plain Python, as the rooms of the platform count and judge them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gongkai.law.facts.cells import BadCell, Builder, build
from gongkai.law.facts.store import EVIDENCE, Column, Decision, Facts, Key, Note, Register, Unit
from gongkai.law.findings import Finding, Place
from gongkai.law.reading import Refused
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Annex, Fact, Field, Line
from gongkai.law.rulebook.structure import marks_of
from gongkai.law.states import KNOWN, NA, NONE, OPEN

FLAG = Field("flag", "flag", "是否")


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's number for one indicator: with a reason, and a name."""

    value: Any
    reason: str = ""
    by: str = ""


def units_of(book: Rulebook, rows: Iterable[Mapping[str, Any]]) -> tuple[Unit, ...]:
    """The units of the table. Raises `Refused` for a name twice or a class nobody declared."""
    units: dict[str, Unit] = {}
    faults = []
    for row in rows:
        unit = Unit(str(row["unit"]), row.get("class") or "", row.get("parent") or "", row.get("title") or "")
        if unit.unit in units:
            faults.append(Finding(f"单位“{unit.unit}”重复", code="unit-twice"))
        if unit.cls and unit.cls not in book.classes:
            known = "、".join(book.classes) or "（没有声明 classes）"
            faults.append(
                Finding(f"单位“{unit.unit}”的类别“{unit.cls}”没有声明；已声明：{known}", code="class-unknown")
            )
        units[unit.unit] = unit
    if faults:
        raise Refused(*faults)
    return tuple(units.values())


def kind_of(book: Rulebook, name: str) -> Fact | Field:
    """What a column holds: a fact's declared type, a mark, or evidence. Raises `Refused` for an unknown name."""
    if name in book.facts:
        return book.facts[name]
    if name in _marks(book):
        return Field(name, "judged", name, places=mark_places(book))
    if name.endswith(EVIDENCE) and name.removesuffix(EVIDENCE) in book.indicators:
        return FLAG
    raise Refused(Finding(f"没有名为“{name}”的事实或人工评分项", code="name-unknown", at=name))


def mark_places(book: Rulebook) -> int:
    """Decimals a mark may have."""
    return max(2, book.rounding.leaf or 0, book.rounding.total or 0)


def _marks(book: Rulebook) -> dict[str, Line]:
    return {name: line for name, _, line in marks_of(book)}


def from_rows(
    book: Rulebook,
    units: Iterable[Mapping[str, Any]],
    values: Mapping[Any, Mapping[str, Any]] | None = None,
    lists: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    marks: Mapping[tuple[str, str | None, str], Mark] | None = None,
    *,
    evidence: Mapping[str, Mapping[str, bool | None]] | None = None,
    history: Mapping[str, Sequence[str]] | None = None,
    decisions: Sequence[Decision] = (),
    calendar: Any = None,
) -> Facts:
    """Facts from plain values; the shapes are told at `Facts.from_rows`."""
    facts = Facts(book, units_of(book, units), decisions=tuple(decisions), calendar=calendar)
    faults: list[Finding] = []
    for key, column in (values or {}).items():
        _put_column(facts, _key(key), column, faults)
    for id, known in (evidence or {}).items():
        _put_column(facts, Key(id + EVIDENCE), known, faults)
    _put_marks(facts, marks or {}, faults)
    for name, records in (lists or {}).items():
        with _located(faults, name):
            facts.registers[name] = register(facts, name, records)
    add_annexes(facts)
    facts.history = {unit: list(grades) for unit, grades in (history or {}).items()}
    if faults:
        raise Refused(*faults)
    return facts


def from_columns(book: Rulebook, units: Iterable[Mapping[str, Any]], columns: Mapping[Any, Column]) -> Facts:
    """Facts whose columns are already arrays; for large numbers of units."""
    facts = Facts(book, units_of(book, units), {_key(key): column for key, column in columns.items()})
    add_annexes(facts)
    return facts


def register(facts: Facts, name: str, records: Sequence[Mapping[str, Any]]) -> Register:
    """The records of a list. A unit that has none has an empty list; who has not said is added by `not_said`."""
    fact = facts.book.facts.get(name)
    if fact is None or not fact.is_list or fact.derived is not None:
        raise Refused(Finding(f"“{name}”不是名单", code="list-needed", at=name))
    rows = [(facts.index.get(str(record["unit"]), -1), record) for record in records]
    for row, record in rows:
        if row < 0:
            says = f"名单“{fact.name}”里的单位“{record['unit']}”不在单位表中"
            raise Refused(Finding(says, *_place(record), code="unit-unknown", at=name))
    rows.sort(key=lambda pair: pair[0])
    faults: list[Finding] = []
    fields = {id: _field_column(fact, kind, [record for _, record in rows], faults) for id, kind in fact.fields.items()}
    if faults:
        raise Refused(*faults)
    owners = np.array([row for row, _ in rows], dtype=np.int64)
    return Register(
        owners,
        np.searchsorted(owners, np.arange(len(facts.units) + 1)),
        [str(record.get("id") or "") for _, record in rows],
        fields,
        nameless=np.array([bool(record.get("nameless")) for _, record in rows], dtype=bool),
        periods=_tags([record.get("period") for _, record in rows]),
        sources=_tags([record.get("source") for _, record in rows]),
    )


def not_said(found: Register, states: Mapping[int, int], size: int) -> Register:
    """The register with the state (待定, 不适用) of units that have no list."""
    st = np.zeros(size, dtype=np.uint8)
    for row, state in states.items():
        st[row] = KNOWN if state == NONE else state
    from dataclasses import replace

    return replace(found, st=st if st.any() else None)


def add_annexes(facts: Facts) -> None:
    """Figures of annexes as columns; a unit that is not in one has none (待定)."""
    for id, figures in facts.book.annexes.items():
        if Key(id) not in facts.columns:
            facts.columns[Key(id)] = annex_column(facts, id, figures)


def annex_column(facts: Facts, id: str, figures: Mapping[str, Any]) -> Column:
    fact = facts.book.facts[id]
    assert isinstance(fact.derived, Annex)
    return build(fact, [figures.get(unit.unit, figures.get(unit.title)) for unit in facts.units])


def _key(key: Any) -> Key:
    return Key(key) if isinstance(key, str) else Key(*key)


def _tags(tags: list[Any]) -> list[str | None] | None:
    found = [str(tag) if tag else None for tag in tags]
    return found if any(found) else None


def _field_column(fact: Fact, kind: Field, records: Sequence[Mapping[str, Any]], faults: list[Finding]) -> Column:
    builder = Builder(kind, len(records))
    for row, record in enumerate(records):
        try:
            builder.put(row, record.get(kind.id), _place(record, kind.id) if "places" in record else None)
        except BadCell as bad:
            who = record.get("id") or f"第{row + 1}条"
            says = f"“{record['unit']}”的{fact.name}“{who}”的“{kind.name}”：{bad}"
            faults.append(Finding(says, *_place(record, kind.id), code="cell", at=fact.id))
    return builder.column()


def _place(record: Mapping[str, Any], field: str = "") -> Place:
    """Where a record, or one field of it, was written; nowhere where it was counted."""
    found = record.get("places", {}).get(field, record.get("at"))
    return found if isinstance(found, Place) else Place("", 0, 0)


def _put_column(facts: Facts, key: Key, values: Mapping[str, Any], faults: list[Finding]) -> None:
    try:
        builder = Builder(kind_of(facts.book, key.name), len(facts.units))
    except Refused as refused:
        faults += [fault for fault in refused.faults if isinstance(fault, Finding)]
        return
    for unit, value in values.items():
        if unit not in facts.index:
            faults.append(Finding(f"“{key.name}”里的单位“{unit}”不在单位表中", code="unit-unknown", at=key.name))
            continue
        with _located(faults, key.name, f"“{unit}”的“{facts.name_of(key.name)}”："):
            builder.put(facts.index[unit], value)
    facts.columns[key] = builder.column()


def _put_marks(facts: Facts, marks: Mapping[Any, Mark], faults: list[Finding]) -> None:
    grouped: dict[Key, dict[str, Mark]] = {}
    for key_, mark in marks.items():
        name, source, unit, period = (*key_, None)[:4]
        grouped.setdefault(Key(name, period, source), {})[unit] = mark
    for key, by_unit in grouped.items():
        _put_column(facts, key, {unit: mark.value for unit, mark in by_unit.items()}, faults)
        facts.notes[key] = {
            facts.index[unit]: Note(mark.reason, mark.by) for unit, mark in by_unit.items() if unit in facts.index
        }


class _located:
    """Turns a bad cell into a finding that names its column."""

    def __init__(self, faults: list[Finding], at: str, prefix: str = "", place: Place | None = None) -> None:
        self.faults, self.at, self.prefix, self.place = faults, at, prefix, place or Place("", 0, 0)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        if isinstance(error, Refused):
            self.faults += [fault for fault in error.faults if isinstance(fault, Finding)]
            return True
        if isinstance(error, BadCell):
            self.faults.append(Finding(f"{self.prefix}{error}", *self.place, code="cell", at=self.at))
            return True
        return False


__all__ = ["NA", "OPEN", "Mark", "from_columns", "from_rows", "register", "units_of"]
