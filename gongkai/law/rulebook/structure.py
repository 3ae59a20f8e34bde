"""The shape of the tree: names given once, passes and weights that fit, no circle, nobody asked by his points."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import near
from gongkai.law.rulebook.checks import Checker
from gongkai.law.rulebook.indicators import PASSES
from gongkai.law.rulebook.model import Asks, ByClass, Compare, Equals, Fact, Indicator, Line, Over, Ref, asked
from gongkai.law.rulebook.names import (
    Meaning,
    condition_names,
    ingredients,
    line_conditions,
    reads,
    root_list,
)

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook

ABOVE = {"grade": Meaning("fact", "state", "等次"), "in_a_row": Meaning("fact", "count", "连续次数", counter="次")}
LISTS = frozenset(PASSES)
SPANS = frozenset({"weeks", "months", "quarters", "halves"})


def check_structure(book: "Rulebook", faults: Faults) -> None:
    """Everything that can be said about a rulebook without facts. Collects into `faults`."""
    _given_once(book, faults)
    checker = Checker(book, faults)
    checker.facts()
    for table in book.tables:
        _node(table, None, (), book, checker)
    _circles(book, faults)
    _once_alone(book, faults)
    _only_without_scores(book, faults)
    _passes_of_scores(book, faults)
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
        inner = _over(node, node.over, records, overs, book, checker)
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


def _over(
    node: Indicator, over: Over, records: Fact | None, overs: tuple[str, ...], book: "Rulebook", checker: Checker
) -> Fact | None:
    base = None
    if over.what not in PASSES:
        base = root_list(over.what, book.facts)
        if base is None:
            says = f"over 写{'、'.join(PASSES)}或一个名单，“{over.what}”都不是{near(over.what, [*PASSES, *book.facts])}"
            checker.refuse(node.place, "over", says, node.id)
    if base is not None and records is not None:
        checker.refuse(node.place, "over", "逐件评定里面不能再逐件评定另一个名单", node.id)
    if over.what == "members" and records is not None:
        checker.refuse(node.place, "over", "逐件评定里面不能再逐个所属单位评定", node.id)
    if over.what == "sources" and not book.sources:
        checker.refuse(node.place, "over", "over: sources 需要先声明 sources", node.id)
    if over.what in SPANS and not book.period.parts(over.what):
        checker.refuse(node.place, "over", f"考核期间{book.period}里没有可分的{PASSES[over.what]}", node.id)
    _within(node, over, overs, book, checker)
    _weights(node, over, base, book, checker)
    return base or records


def _within(node: Indicator, over: Over, overs: tuple[str, ...], book: "Rulebook", checker: Checker) -> None:
    """Passes inside passes: a quarter has months, a month has no quarters."""
    around = [book.indicators[id].over for id in overs]
    outer = next((one.what for one in reversed(around) if one is not None and one.what in SPANS), "")
    if over.what in SPANS and outer and not any(part.parts(over.what) for part in book.period.parts(outer)):
        says = f"逐{PASSES[outer]}评定的里面没有可分的{PASSES[over.what]}"
        checker.refuse(node.place, "over", says, node.id)


def _weights(node: Indicator, over: Over, base: Fact | None, book: "Rulebook", checker: Checker) -> None:
    if over.by and over.weights is None:
        checker.refuse(node.place, "over", "by 要和 weights 一起写", node.id)
    if over.by and base is not None and over.by not in base.fields:
        checker.refuse(node.place, "over", f"名单“{base.name}”没有“{over.by}”这一栏", node.id)
    if over.by and base is None and not (over.what == "members" and over.by == "class"):
        checker.refuse(node.place, "over", "by 只用于名单的一栏；所属单位按类别（class）", node.id)
    if over.weights is None:
        return
    expected = expected_keys(over, book)
    for key in over.weights:
        if expected is not None and key not in expected:
            checker.refuse(node.place, "weights", f"权重里的“{key}”不在{'、'.join(expected)}之中", node.id)
    for key in expected or () if over.what not in ("sources", "members") else ():
        if key not in over.weights:
            checker.refuse(node.place, "weights", f"权重里缺少“{key}”", node.id)


def expected_keys(over: Over, book: "Rulebook") -> list[str] | None:
    """The names weights are keyed by, where they are known before any facts."""
    if over.what == "sources":
        return list(book.sources)
    if over.what == "members":
        return list(book.classes)
    if over.what == "rounds":
        return list(book.rounds) or None
    if over.what in PASSES:
        return [str(part) for part in book.period.parts(over.what)]
    return None


def _circles(book: "Rulebook", faults: Faults) -> None:
    """A score that would have to be known before itself."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...], place: Place) -> None:
        if name in path:
            circle = [*path[path.index(name) :], name]
            if any(step in book.indicators for step in circle):
                titles = " → ".join(_title(book, step) for step in circle)
                faults.refuse(place, "circle", f"得分互相引用成环：{titles}", name)
            return
        if name not in done:
            for other, where in _needs(name, book):
                visit(other, (*path, name), where)
            done.add(name)

    for id, node in book.indicators.items():
        visit(id, (), node.place)


def _once_alone(book: "Rulebook", faults: Faults) -> None:
    """Below `no_double` every charge depends on every other, so none may depend on a score there, nor cross passes."""
    for top in book.indicators.values():
        below = list(top.walk()) if top.no_double else []
        inside = {node.id for node in below}
        for node in below:
            if (
                node.over is not None
                and node is not top
                and any(line.each for leaf in node.walk() for line in leaf.rules)
            ):
                says = f"“{top.title}”写了 no_double，它下面不能再有逐次评定的“{node.title}”；请把 no_double 写到里面"
                faults.refuse(node.place, "no-double-over", says, node.id)
            for line in node.rules if node.over is None or node is top else ():
                for condition in line_conditions(line):
                    for name, place in condition_names(condition):
                        if scores_behind(name, book) & inside:
                            says = f"“{top.title}”下同一问题只计一次，其中的规则不能再看“{_title(book, name)}”的得分"
                            faults.refuse(place, "circle", says, node.id)


def _needs(name: str, book: "Rulebook") -> list[tuple[str, Place]]:
    if name in book.indicators:
        node = book.indicators[name]
        return [*reads(node), *((child.id, child.place) for child in node.indicators)]
    if name in book.facts:
        fact = book.facts[name]
        return [(other, fact.place) for other in ingredients(fact, book.facts, book.limits)]
    return []


def scores_behind(name: str, book: "Rulebook", seen: frozenset[str] = frozenset()) -> set[str]:
    """The indicators whose scores a name reads: itself, or those its derivation reaches."""
    if name in book.indicators:
        return {name}
    if name in seen or name not in book.facts:
        return set()
    found: set[str] = set()
    for other in ingredients(book.facts[name], book.facts, book.limits):
        found |= scores_behind(other, book, seen | {name})
    return found


def _only_without_scores(book: "Rulebook", faults: Faults) -> None:
    for node in book.indicators.values():
        for name, place in condition_names(node.only):
            if scores_behind(name, book):
                says = f"only 不能看得分（“{_title(book, name)}”）：考核谁，不取决于得了多少分；请改用 gate"
                faults.refuse(place, "only-score", says, node.id)


def _passes_of_scores(book: "Rulebook", faults: Faults) -> None:
    """A score is read in the same unit and pass: what stands inside an `over` is not seen from outside it."""
    inside = {id: chain for table in book.tables for id, chain in _chains(table, ())}
    for id, node in book.indicators.items():
        here = inside[id] + ((id,) if node.over else ())
        for name, place in reads(node):
            for score in {name} & set(inside) or scores_behind(name, book):
                seen = here if name in inside else ()
                if inside[score] != seen[: len(inside[score])]:
                    says = f"“{book.indicators[score].title}”逐次评定，在它外面没有单一的得分可看"
                    faults.refuse(place, "score-inside", says, id)


def _chains(node: Indicator, chain: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield node.id, chain
    below = (*chain, node.id) if node.over else chain
    for child in node.indicators:
        yield from _chains(child, below)


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


def _title(book: "Rulebook", name: str) -> str:
    return book.indicators[name].title if name in book.indicators else book.facts[name].name
