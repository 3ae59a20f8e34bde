"""Rows from any kind of file, gathered into facts: who, which period, whose word, what; every fault with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.law.facts.building import (
    add_annexes,
    kind_of,
    not_said,
    register,
    units_of,
)
from gongkai.law.facts.cells import ABSENT, NOT_APPLICABLE, BadCell, Builder
from gongkai.law.facts.store import EVIDENCE, Decision, Facts, Key, Note
from gongkai.law.findings import Finding, Place
from gongkai.law.periods import read_period
from gongkai.law.reading import Fault, Refused, near
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Fact
from gongkai.law.rulebook.structure import marks_of
from gongkai.law.states import NA, NONE, OPEN

LARGEST_COUNT = 100_000


@dataclass(frozen=True, slots=True)
class Said:
    """A value, where it stands, and whether its heading says (%)."""

    value: Any
    place: Place
    percent: bool = False


@dataclass
class RowIn:
    """One row of a facts table: `cells` by column id. `reason` and `by` stand beside its marks."""

    unit: Said
    cells: dict[str, Said]
    cls: str = ""
    parent: str = ""
    period: str | None = None
    source: str | None = None
    reason: str = ""
    by: str = ""


@dataclass
class Intake:
    """What was read from all sheets of a file, before it becomes facts."""

    book: Rulebook
    rows: list[RowIn] = field(default_factory=list)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    annexes: list[RowIn] = field(default_factory=list)
    history: list[tuple[str, str, str]] = field(default_factory=list)  # unit, period, grade
    decisions: list[Decision] = field(default_factory=list)
    decided: list[tuple[Place, Place]] = field(default_factory=list)  # where each names its unit and its value
    days_off: dict[Any, str] = field(default_factory=dict)
    days_on: dict[Any, str] = field(default_factory=dict)
    as_of: Any = None
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, place: Place, code: str, says: str, at: str = "") -> None:
        self.faults.append(Finding(says, *place, code=code, at=at))

    def facts(self) -> Facts:
        """The facts. Raises `Refused` with every fault of every sheet."""
        self._check_rows()
        units = self._units()
        if not units:
            raise Refused(*self.faults)
        facts = Facts(self.book, units, decisions=tuple(self.decisions), as_of=self.as_of)
        facts.history = self._grades_before()
        self._check_decisions(facts)
        self._fill(facts)
        self._registers(facts)
        self._annexes(facts)
        facts.calendar = self._calendar()
        if self.faults:
            raise Refused(*sorted(self.faults, key=lambda fault: (fault.file, fault.line, fault.column)))
        return facts

    # Units -----------------------------------------------------------------------------------------------------------

    def _check_rows(self) -> None:
        if not self.rows:
            self.refuse(Place("", 0, 0), "facts-empty", "没有找到事实表：要有一列“单位”（unit），每个单位一行")
        seen: dict[tuple[str, str | None, str | None], Place] = {}
        for row in self.rows:
            key = (str(row.unit.value), row.period, row.source)
            if key in seen:
                line = seen[key].line
                self.refuse(row.unit.place, "row-twice", f"单位“{key[0]}”同一期、同一来源有两行，前一处在第{line}行")
            seen.setdefault(key, row.unit.place)
            self._check_tags(row)

    def _check_tags(self, row: RowIn) -> None:
        if row.cls and row.cls not in self.book.classes:
            known = "、".join(self.book.classes.values()) or "（规则没有声明类别）"
            self.refuse(row.unit.place, "class-unknown", f"没有名为“{row.cls}”的单位类别；可填：{known}")
            row.cls = ""
        if row.source is not None and row.source not in self.book.sources:
            known = "、".join(self.book.sources.values()) or "（规则没有声明来源）"
            self.refuse(row.unit.place, "source-unknown", f"没有名为“{row.source}”的来源；可填：{known}")
        if row.period is not None and read_period(row.period) is None and row.period not in self.book.rounds:
            self.refuse(
                row.unit.place, "period", f"“{row.period}”不是期间：写 2025、2025-Q2、2025-06 的样子，或规则声明的轮次"
            )

    def _units(self) -> tuple[Any, ...]:
        known: dict[str, dict[str, str]] = {}
        for row in self.rows:
            unit = known.setdefault(str(row.unit.value), {"unit": str(row.unit.value), "class": "", "parent": ""})
            for key, value in (("class", row.cls), ("parent", row.parent)):
                if value and unit[key] and unit[key] != value:
                    self.refuse(row.unit.place, "unit-class", f"单位“{row.unit.value}”前后写了两个不同的{key}")
                unit[key] = value or unit[key]
        try:
            return units_of(self.book, known.values())
        except Refused as refused:
            self.faults += refused.faults
            return ()

    # Columns ---------------------------------------------------------------------------------------------------------

    def _fill(self, facts: Facts) -> None:
        marks = {name for name, _, _ in marks_of(self.book)}
        builders: dict[Key, Builder] = {}
        for row in self.rows:
            number = facts.index[str(row.unit.value)]
            for name, said in row.cells.items():
                fact = self.book.facts.get(name)
                if fact is not None and fact.is_list:
                    continue
                key = Key(name, row.period, row.source)
                if key not in builders:
                    builders[key] = Builder(kind_of(self.book, name), len(facts.units), said.percent)
                self._put(builders[key], number, said, name)
                if name in marks and (row.reason or row.by):
                    facts.notes.setdefault(key, {})[number] = Note(row.reason, row.by)
        facts.columns.update({key: builder.column() for key, builder in builders.items()})

    def _put(self, builder: Builder, row: int, said: Said, name: str) -> None:
        value = said.value
        if name.endswith(EVIDENCE) and isinstance(value, str):
            value = self._proof(name, value.strip())
        try:
            builder.put(row, value, said.place)
        except BadCell as bad:
            self.refuse(said.place, "cell", str(bad), name)

    def _proof(self, name: str, text: str) -> object:
        """A proof may be named by its kind instead of 是."""
        evidence = self.book.indicators[name.removesuffix(EVIDENCE)].evidence
        kinds = evidence.kinds if evidence else ()
        return True if text and all(part in kinds for part in text.split("、")) else text

    # Lists -----------------------------------------------------------------------------------------------------------

    def _registers(self, facts: Facts) -> None:
        lists = [fact for fact in self.book.facts.values() if fact.is_list and fact.derived is None]
        for fact in lists:
            in_rows = [(row, row.cells[fact.id]) for row in self.rows if fact.id in row.cells]
            if fact.id not in self.lists and not in_rows:
                continue
            records = list(self.lists.get(fact.id, []))
            states = self._from_cells(facts, fact, in_rows, records)
            known = [record for record in records if str(record["unit"]) in facts.index]
            for record in records:
                if str(record["unit"]) not in facts.index:
                    self.refuse(record["at"], "unit-unknown", f"名单“{fact.name}”里的单位“{record['unit']}”不在总表中")
            try:
                found = register(facts, fact.id, known)
                facts.registers[fact.id] = not_said(found, states, len(facts.units))
            except Refused as refused:
                self.faults += refused.faults

    def _from_cells(
        self, facts: Facts, fact: Fact, cells: Iterable[tuple[RowIn, Said]], records: list[dict[str, Any]]
    ) -> dict[int, int]:
        """Lists written in one cell: names split by 、, a number of nameless records, 无, or nothing (待定)."""
        told = {str(record["unit"]) for record in records}
        states: dict[int, int] = {}
        for row, said in cells:
            unit = str(row.unit.value)
            number = facts.index[unit]
            if said.value in (None, ""):
                if unit not in told:
                    states.setdefault(number, OPEN)
            elif said.value in (NOT_APPLICABLE, ABSENT):
                states[number] = NA if said.value == NOT_APPLICABLE else NONE
            elif unit in told:
                self.refuse(
                    said.place, "list-twice", f"“{unit}”的“{fact.name}”在名单表里已经逐件填写，这里请留空", fact.id
                )
            else:
                states[number] = NONE
                records += self._records(fact, row, said)
        return {number: state for number, state in states.items() if state != NONE}

    def _records(self, fact: Fact, row: RowIn, said: Said) -> list[dict[str, Any]]:
        base = {"unit": row.unit.value, "period": row.period, "source": row.source, "at": said.place}
        if isinstance(said.value, list):
            return [{**base, **record} for record in said.value]
        if fact.type == "set" and isinstance(said.value, str):
            names = [name.strip() for name in said.value.split("、") if name.strip()]
            return [{**base, "id": name, "name": name} for name in names]
        try:
            count = int(str(said.value))
        except ValueError:
            count = -1
        if not 0 <= count <= LARGEST_COUNT:
            self.refuse(said.place, "cell", f"“{said.value}”应为件数（整数）、“无”，或另附名单表逐件填写", fact.id)
            return []
        return [{**base, "nameless": True} for _ in range(count)]

    # Other sheets ----------------------------------------------------------------------------------------------------

    def _annexes(self, facts: Facts) -> None:
        builders: dict[Key, Builder] = {}
        for row in self.annexes:
            number = facts.index.get(str(row.unit.value))
            if number is None:
                continue  # an annex may name more units than are scored
            for name, said in row.cells.items():
                builder = builders.setdefault(Key(name), Builder(kind_of(self.book, name), len(facts.units)))
                self._put(builder, number, said, name)
        facts.columns.update({key: builder.column() for key, builder in builders.items()})
        add_annexes(facts)

    def _check_decisions(self, facts: Facts) -> None:
        """A decision about nobody, or for a grade nobody has, would change nothing and go unnoticed."""
        grades = [band.grade for band in self.book.grades.bands] if self.book.grades else []
        lists = [one.title for one in self.book.ranking.lists if one.kind != "below"] if self.book.ranking else []
        for decision, (about, value) in zip(self.decisions, self.decided, strict=True):
            if decision.about not in facts.index:
                says = f"决定里的单位“{decision.about}”不在总表中{near(decision.about, facts.index)}"
                self.refuse(about, "unit-unknown", says)
            if decision.value not in (*grades, *lists):
                known = "、".join([*grades, *lists]) or "（规则没有等次，也没有要决定的名单）"
                self.refuse(value, "decision", f"决定只能是等次或要决定的名单：{known}；写的是“{decision.value}”")

    def _grades_before(self) -> dict[str, list[str]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for unit, period, grade in self.history:
            found.setdefault(unit, []).append((period, grade))
        return {unit: [grade for _, grade in sorted(grades, reverse=True)] for unit, grades in found.items()}

    def _calendar(self) -> Any:
        if not (self.days_off or self.days_on):
            return None
        shelf = self.book.shelf
        if shelf is None:
            from gongkai.law.workdays import Calendar

            return Calendar([]).overlaid(off=self.days_off, work=self.days_on)
        return shelf.calendar().overlaid(off=self.days_off, work=self.days_on)


def names_of(book: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Every column a facts table may have, by id, with the 中文名 it answers to: facts, marks, proofs."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in book.facts.values():
        if fact.derived is None or type(fact.derived).__name__ == "Annex":
            found[fact.id] = (fact.name,)
    titles: dict[str, int] = {}
    for name, node, line in marks_of(book):
        titles[node.title] = titles.get(node.title, 0) + 1
        found[name] = (node.title, f"{node.title}评分") if not line.id else (line.says or name,)
    for id, node in book.indicators.items():
        if node.evidence is not None:
            found[id + EVIDENCE] = (f"{node.title}佐证",)
    return found
