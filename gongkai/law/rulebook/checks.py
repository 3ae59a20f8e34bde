"""What must be true of names before anything is computed: they exist, fit what is asked of them, and form no circle."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import near
from gongkai.law.rulebook.model import (
    Age,
    Aged,
    AllOf,
    AnyOf,
    Asks,
    ByClass,
    Compare,
    Condition,
    Dated,
    Equals,
    Fact,
    FailedValue,
    Fold,
    Indicator,
    IsLate,
    LateBy,
    Line,
    NoneValue,
    Not,
    Pick,
    Ref,
    Rows,
    Share,
    ShareOf,
    Table,
    Test,
    Value,
)
from gongkai.law.rulebook.names import SCORE, Meaning, condition_names, meaning, root_list

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook

NUMBERS = ("count", "number", "judged", "list", "set")
DAYS = ("date", "moment")
UNIT_ASKED = "；条件里不写单位名称，请用一项是否的事实标出是哪些单位，或按单位类别（class）写"


class Checker:
    """Walks a rulebook once and collects what does not fit."""

    def __init__(self, book: "Rulebook", faults: Faults) -> None:
        self.book, self.faults = book, faults

    def refuse(self, place: Place, code: str, says: str, at: str = "") -> None:
        self.faults.refuse(place, code, says, at)

    # Facts -----------------------------------------------------------------------------------------------------------

    def facts(self) -> None:
        for fact in self.book.facts.values():
            derived = fact.derived
            if isinstance(derived, Pick):
                self.condition(derived.where, root_list(fact.id, self.book.facts), fact.id)
            elif isinstance(derived, ShareOf):
                self._numbers(fact, (derived.part, derived.whole))
            elif isinstance(derived, Fold) and not derived.field:
                self._numbers(fact, derived.names)
            elif isinstance(derived, Age):
                self._dated(fact, derived.date)
            elif isinstance(derived, LateBy) and self.book.limit(derived.limit) is None:
                self.refuse(fact.place, "limit-unknown", f"没有名为“{derived.limit}”的时限", fact.id)

    def _numbers(self, fact: Fact, names: tuple[str, ...]) -> None:
        for name in names:
            found = meaning(self.book, name)
            if found and not found.numeric:
                self.refuse(fact.place, "fact-type", f"“{name}”不是数，不能用来计算“{fact.name}”", fact.id)

    def _dated(self, fact: Fact, name: str) -> None:
        found = meaning(self.book, name)
        if found and found.type not in DAYS:
            self.refuse(fact.place, "fact-type", f"“{name}”不是日期，不能计算天数", fact.id)

    # Conditions ------------------------------------------------------------------------------------------------------

    def condition(
        self, condition: Condition | None, records: Fact | None, at: str, extra: Mapping[str, Meaning] = {}
    ) -> None:
        """Every question of a condition, read inside `records` (a list) where given."""
        if isinstance(condition, AllOf | AnyOf):
            for part in condition.parts:
                self.condition(part, records, at, extra)
        elif isinstance(condition, Not):
            self.condition(condition.part, records, at, extra)
        elif isinstance(condition, IsLate):
            self._late(condition, records, at)
        elif isinstance(condition, Asks):
            found = extra.get(condition.name) or self.known(condition.name, condition.place, records, at)
            for test in condition.tests if found else ():
                self._test(found, test, condition, records, at)

    def known(self, name: str, place: Place, records: Fact | None, at: str) -> Meaning | None:
        found = meaning(self.book, name, records)
        if found is None:
            names = [
                *self.book.facts,
                *self.book.shared_names,
                *self.book.indicators,
                *(records.fields if records else ()),
            ]
            where = f"名单“{records.name}”和" if records else ""
            hint = UNIT_ASKED if name == "unit" else _by_title(name, self.book, records) or near(name, names)
            self.refuse(place, "name-unknown", f"{where}事实、指标中没有“{name}”{hint}", at)
        return found

    def _late(self, question: IsLate, records: Fact | None, at: str) -> None:
        if self.book.limit(question.limit) is None:
            self.refuse(question.place, "limit-unknown", f"没有名为“{question.limit}”的时限；请写进 limits", at)
        if records is None:
            self.refuse(question.place, "late-record", "late 只用于名单里的记录（写在 pick 的 where 里）", at)

    def _test(self, found: Meaning | None, test: Test, asks: Asks, records: Fact | None, at: str) -> None:
        assert found is not None
        if isinstance(test, Equals):
            for value in test.values:
                self._value(found, value, asks, at)
        elif isinstance(test, Dated | Aged):
            if found.type not in DAYS:
                self.refuse(asks.place, "test-type", f"“{found.name}”不是日期，不能这样比较", at)
        else:
            self._comparison(found, test, asks, records, at)

    def _value(self, found: Meaning, value: Value, asks: Asks, at: str) -> None:
        if isinstance(value, NoneValue):
            return
        if isinstance(value, FailedValue):
            if found.type != SCORE:
                self.refuse(asks.place, "test-type", f"“{found.name}”不是得分，不会失格", at)
        elif not _fits(found, value):
            says = f"“{found.name}”是{_type_says(found)}，不会等于“{_shown(value)}”{_instead(found, value)}"
            self.refuse(asks.place, "test-type", says, at)
        elif isinstance(value, str) and found.states and value not in found.states:
            self.refuse(asks.place, "state-unknown", _no_state(found, value), at)

    def _comparison(self, found: Meaning, test: Compare, asks: Asks, records: Fact | None, at: str) -> None:
        against = test.against
        if isinstance(against, Ref):
            other = self.known(against.name, against.place, records, at)
            if other and not _comparable(found.type, other.type):
                self.refuse(asks.place, "test-type", f"“{found.name}”和“{other.name}”不是同一种量，不能比较", at)
            return
        for value in against.values.values() if isinstance(against, ByClass) else (against,):
            if isinstance(value, str | bool) or not _fits(found, value):
                says = f"“{found.name}”是{_type_says(found)}，不能和“{_shown(value)}”比较{_instead(found, value)}"
                self.refuse(asks.place, "test-type", says, at)

    # Lines -----------------------------------------------------------------------------------------------------------

    def line(self, line: Line, node: Indicator, records: Fact | None) -> None:
        at, book = node.id, self.book
        each = self.known(line.each.name, line.each.place, records, at) if line.each else None
        if each and not each.numeric:
            self.refuse(line.place, "line", f"“{each.name}”不是数，也不是名单，不能逐件计", at)
        inner = records
        if each and each.type in ("list", "set") and line.each:
            if records is not None:
                self.refuse(line.place, "line", "逐件评定的指标里不能再按另一个名单逐件计", at)
            inner = root_list(line.each.name, book.facts)
            self._counted(line, at, inner)
        self._by(line, node, inner)
        for ref in (line.beyond, line.short_of):
            if isinstance(ref, Ref):
                self._figure_name(ref, records, at)
            if isinstance(ref, Share) and each and each.type != "share":
                self.refuse(line.place, "test-type", f"“{each.name}”不是百分比，界限不写百分号", at)
            if isinstance(ref, Fraction) and each and each.type == "share":
                self.refuse(line.place, "test-type", f"“{each.name}”是百分比，界限要写百分号", at)
        if isinstance(line.times, Ref):
            self._figure_name(line.times, inner, at)
        for condition in (line.when, line.unless):
            self.condition(condition, records, at)
        for rows in (line.amount, line.times):
            for row in rows.rows if isinstance(rows, Rows) else ():
                self.condition(row.when, inner, at)

    def _counted(self, line: Line, at: str, records: Fact | None) -> None:
        """A list is either looked at record by record, or counted and compared; not both."""
        fields = records.fields if records else {}
        names = [ref.name for ref in (line.by, line.times) if isinstance(ref, Ref)]
        for rows in (line.amount, line.times):
            whens = [row.when for row in rows.rows] if isinstance(rows, Rows) else []
            names += [name for when in whens for name, _ in condition_names(when)]
        by_record = line.judged or any(name in fields for name in names)
        if by_record and (line.per is not None or line.beyond is not None or line.short_of is not None):
            self.refuse(
                line.place, "line", "逐件看内容的行不能再写 beyond、short_of 或 per；先用 pick 挑出名单再计数", at
            )

    def _figure_name(self, ref: Ref, records: Fact | None, at: str) -> None:
        found = self.known(ref.name, ref.place, records, at)
        if found and not found.numeric:
            self.refuse(ref.place, "fact-type", f"“{found.name}”不是数", at)

    def _by(self, line: Line, node: Indicator, records: Fact | None) -> None:
        if line.by is None:
            return
        found = self.known(line.by.name, line.by.place, records, node.id)
        if found is None or not isinstance(line.amount, Table):
            return
        for state, place in line.amount.places.items():
            if found.states and state not in (*found.states, "none"):
                self.refuse(place, "state-unknown", _no_state(found, state), node.id)


def _fits(found: Meaning, value: object) -> bool:
    if found.type == "flag":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if found.type in DAYS:
        return isinstance(value, date)
    if found.type == SCORE:
        return isinstance(value, Fraction | Share)
    if found.type == "share":
        return isinstance(value, Share)
    if found.type in NUMBERS:
        return isinstance(value, Fraction)
    return isinstance(value, str)


def _comparable(one: str, other: str) -> bool:
    def family(type_: str) -> str:
        return "day" if type_ in DAYS else "number" if type_ in (*NUMBERS, SCORE) else type_

    return family(one) == family(other)


def _type_says(found: Meaning) -> str:
    says = {
        "flag": "“是否”",
        "share": "百分比",
        "state": "状态",
        "text": "文字",
        SCORE: "得分",
        "date": "日期",
        "moment": "时刻",
    }
    return says.get(found.type, "数")


def _by_title(name: str, book: "Rulebook", records: Fact | None) -> str:
    """The name of what was called by its 中文名."""
    titles = {one.name: id for id, one in (records.fields if records else {}).items()}
    titles |= {fact.name: id for id, fact in book.facts.items()}
    titles |= {node.title: id for id, node in book.indicators.items()}
    return f"；规则里写它的名称“{titles[name]}”" if name in titles else ""


def _no_state(found: Meaning, state: str) -> str:
    known = "、".join(word if word == label else f"{word}（{label}）" for word, label in found.states.items())
    return f"“{found.name}”没有“{state}”这种状态；已声明：{known}"


def _instead(found: Meaning, value: object) -> str:
    """How the value is written for what it is compared with, where that is plain."""
    if found.type == "share" and isinstance(value, Fraction):
        return f"；百分比要写百分号，如 {_shown(value)}%"
    if isinstance(value, str) and value[:1] in ("<", ">", "≤", "≥", "=") and found.type not in ("state", "text"):
        return "；界限写成 {at_least: 3}、{below: 3} 的样子"
    if found.type == "flag" and value in ("yes", "no", "是", "否"):
        return f"；是否写 {'true' if value in ('yes', '是') else 'false'}"
    return "；这里不写百分号" if isinstance(value, Share) and found.numeric else ""


def _shown(value: object) -> str:
    if isinstance(value, Share):
        return f"{float(value.value * 100):g}%"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{float(value):g}" if isinstance(value, Fraction) else str(value)
