"""Passes of a node: over what, one inside another, with the weights they are written with."""

from typing import TYPE_CHECKING

from gongkai.law.reading import near
from gongkai.law.rulebook.checks import Checker
from gongkai.law.rulebook.indicators import PASSES
from gongkai.law.rulebook.model import Fact, Indicator, Over
from gongkai.law.rulebook.names import root_list

if TYPE_CHECKING:
    from gongkai.law.rulebook.loading import Rulebook

SPANS = frozenset({"weeks", "months", "quarters", "halves"})


def check_over(
    node: Indicator, over: Over, records: Fact | None, overs: tuple[str, ...], book: "Rulebook", checker: Checker
) -> Fact | None:
    """The list whose records are read inside the node, if it or one around it passes over a list."""
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
    expected = _expected_keys(over, book)
    for key in over.weights:
        if expected is not None and key not in expected:
            checker.refuse(node.place, "weights", f"权重里的“{key}”不在{'、'.join(expected)}之中", node.id)
    for key in expected or () if over.what not in ("sources", "members") else ():
        if key not in over.weights:
            checker.refuse(node.place, "weights", f"权重里缺少“{key}”", node.id)


def _expected_keys(over: Over, book: "Rulebook") -> list[str] | None:
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
