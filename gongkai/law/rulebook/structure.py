"""The shape of the tree: names given once, siblings that fit, what stands above the points."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import near
from gongkai.law.rulebook.checks import Checker
from gongkai.law.rulebook.circles import check_scores
from gongkai.law.rulebook.model import Asks, ByClass, Compare, Equals, Fact, Indicator, Line, Ref, asked
from gongkai.law.rulebook.names import Meaning
from gongkai.law.rulebook.passes import check_over

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook

ABOVE = {"grade": Meaning("fact", "state", "等次"), "in_a_row": Meaning("fact", "count", "连续次数", counter="次")}


def check_structure(book: "Rulebook", faults: Faults) -> None:
    """Everything that can be said about a rulebook without facts. Collects into `faults`."""
    _given_once(book, faults)
    checker = Checker(book, faults)
    checker.facts()
    for table in book.tables:
        _node(table, None, (), book, checker)
    check_scores(book, faults)
    _above(book, checker)


def marks_of(book: "Rulebook") -> Iterator[tuple[str, Indicator, Line]]:
    """Every judged line without `each`, with the name its mark stands under."""
    for node in book.indicators.values():
        for line in node.rules:
            if line.judged and line.each is None:
                yield line.id or node.id, node, line


def _given_once(book: "Rulebook", faults: Faults) -> None:
    seen: dict[str, Place] = {}
    for table in book.tables:
        for node in table.walk():
            for id, place in [(node.id, node.place)] + [(line.id, line.place) for line in node.rules if line.id]:
                if id in book.facts:
                    faults.refuse(place, "name-twice", f"“{id}”已是事实“{book.facts[id].name}”的名称", id)
                elif id in seen:
                    faults.refuse(place, "name-twice", f"“{id}”重复，前一处在第{seen[id].line}行", id)
                seen.setdefault(id, place)
    marks: dict[str, Place] = {}
    for name, node, line in marks_of(book):
        if name in marks:
            faults.refuse(line.place, "mark-twice", f"“{node.title}”有两行人工评分，请各写一个 id 以分开", node.id)
        marks[name] = line.place


def _node(node: Indicator, records: Fact | None, overs: tuple[str, ...], book: "Rulebook", checker: Checker) -> None:
    checker.condition(node.only, records, node.id)
    inner = records
    if node.over:
        inner = check_over(node, node.over, records, overs, book, checker)
        overs = (*overs, node.id)
    if node.source and node.source not in book.sources:
        known = "、".join(book.sources) or "（没有声明 sources）"
        checker.refuse(node.place, "source-unknown", f"没有名为“{node.source}”的来源；已声明：{known}", node.id)
    for name in node.beside:
        if name not in book.facts or book.facts[name].origin != "measured":
            says = f"beside 列的“{name}”不是系统统计的事实{near(name, book.shared_names)}"
            checker.refuse(node.place, "name-unknown", says, node.id)
    for veto in node.veto:
        checker.condition(veto.when, inner, node.id)
    checker.condition(node.gate, inner, node.id)
    _limits(node, inner, checker)
    for line in node.rules:
        checker.line(line, node, inner)
    _leaf(node, checker)
    _siblings(node, checker)
    for child in node.indicators:
        _node(child, inner, overs, book, checker)


def _limits(node: Indicator, records: Fact | None, checker: Checker) -> None:
    for rows in (node.start, node.cap, node.floor, node.times):
        for row in getattr(rows, "rows", ()):
            checker.condition(row.when, records, node.id)
    if isinstance(node.times, Ref):
        checker.known(node.times.name, node.times.place, records, node.id)


def _leaf(node: Indicator, checker: Checker) -> None:
    kinds = {line.kind for line in node.rules}
    worth = node.points.values.values() if isinstance(node.points, ByClass) else (node.points,)
    if kinds == {"earn", "lose"} and node.start is None and any(worth):
        says = f"“{node.title}”既有得分又有扣分，要写明 start（从0分起得写 0，从满分起扣写 full）"
        checker.refuse(node.place, "start-missing", says, node.id)


def _siblings(node: Indicator, checker: Checker) -> None:
    siblings = {child.id for child in node.indicators}
    for child in node.indicators:
        target = child.not_applicable.sibling
        if target and (target not in siblings or target == child.id):
            says = f"move_to 只能写同级的另一个指标，“{target}”不是"
            checker.refuse(child.place, "not-applicable", says, child.id)


def _above(book: "Rulebook", checker: Checker) -> None:
    tables = {table.id for table in book.tables}
    for what in (book.grades, book.ranking):
        if what is not None and what.of and what.of not in tables:
            checker.refuse(what.place, "table-unknown", f"没有名为“{what.of}”的考核表")
    if book.grades is not None:
        for band in book.grades.bands:
            checker.condition(band.needs, None, band.grade)
        for lowered in book.grades.lowered:
            checker.condition(lowered.when, None, "lowered")
            if lowered.to and lowered.to not in {band.grade for band in book.grades.bands}:
                checker.refuse(lowered.place, "grade-unknown", f"没有“{lowered.to}”这一等次")
    for ref in book.ranking.break_by if book.ranking else ():
        checker.known(ref.name, ref.place, None, "ranking")
    for use in book.use:
        checker.condition(use.when, None, "use", ABOVE)
        for asks in asked(use.when):
            if isinstance(asks, Asks) and asks.name in ABOVE:
                _asks_result(asks, book, checker)


def _asks_result(asks: Asks, book: "Rulebook", checker: Checker) -> None:
    """A grade is one of those written; a repetition is compared with a number."""
    tests = asks.tests
    if asks.name == "in_a_row":
        if any(isinstance(test, Compare) and not isinstance(test.against, Fraction) for test in tests):
            checker.refuse(asks.place, "test-type", "连续次数（in_a_row）只和数比较", "use")
        return
    grades = [band.grade for band in book.grades.bands] + [book.grades.failed] if book.grades else []
    if not all(isinstance(test, Equals) for test in tests):
        checker.refuse(asks.place, "test-type", "等次（grade）只写是哪一等或哪几等", "use")
    for word in [value for test in tests if isinstance(test, Equals) for value in test.values]:
        if word not in grades:
            says = f"没有“{word}”这一等次；可用：{'、'.join(grades) or '（没有写 grades）'}"
            checker.refuse(asks.place, "grade-unknown", says, "use")
