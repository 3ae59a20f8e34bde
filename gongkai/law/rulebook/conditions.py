"""Conditions as they are written: maps {name: test}, with any, all, not and late."""

from collections.abc import Mapping

from gongkai.law.findings import place_of, refusal
from gongkai.law.periods import read_period
from gongkai.law.reading import Node
from gongkai.law.rulebook.figures import day, edge, is_period, literal
from gongkai.law.rulebook.model import (
    Aged,
    AllOf,
    AnyOf,
    Asks,
    Compare,
    Condition,
    Dated,
    Equals,
    FailedValue,
    IsLate,
    NoneValue,
    Not,
    Test,
)

COMPARISONS = {"below": "低于", "at_most": "至多", "at_least": "至少", "above": "高于"}
WINDOWS = {"since": "自…起", "before": "在…之前", "during": "在…期间"}
AGES = {"older_than": "早于…之前", "within_last": "在最近…之内"}
STATES = {"none": "已知没有", "failed": "失格"}
UNITS = {"days": "日", "workdays": "个工作日", "weeks": "周", "months": "个月", "years": "年"}
TESTS = (*COMPARISONS, *WINDOWS, *AGES, *STATES)


def read_condition(node: Node, classes: Mapping[str, str]) -> Condition:
    """The condition at a node. Raises `Refused`."""
    table = node.table()
    if not table:
        raise refusal(node, "condition-empty", "条件是空的")
    parts = [_part(key, entry, classes) for key, entry in table.items()]
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def read_edges(table: Mapping[str, Node], classes: Mapping[str, str]) -> tuple[Compare, ...]:
    """The comparisons among the keys of a band: `{at_least: 80, below: 90}`."""
    return tuple(Compare(op, edge(table[op], classes)) for op in COMPARISONS if op in table)


def _part(key: str, node: Node, classes: Mapping[str, str]) -> Condition:
    if key in ("any", "all"):
        return _several(key, node, classes)
    if key == "not":
        return Not(read_condition(node, classes))
    if key == "late":
        return IsLate(node.string(), place_of(node))
    return Asks(key, _tests(node, classes), place_of(node))


def _several(key: str, node: Node, classes: Mapping[str, str]) -> Condition:
    if not isinstance(node.value, list) or not node.value:
        raise refusal(node, "condition", f"{key} 后面应当是条件的列表：[{{…}}, {{…}}]")
    parts = tuple(read_condition(entry, classes) for entry in node.value)
    return AnyOf(parts) if key == "any" else AllOf(parts)


def _tests(node: Node, classes: Mapping[str, str]) -> tuple[Test, ...]:
    if isinstance(node.value, list):
        if not node.value:
            raise refusal(node, "condition-empty", "这里没有写任何值")
        return (Equals(tuple(literal(entry) for entry in node.value)),)
    if not isinstance(node.value, dict):
        return (Equals((literal(node),)),)
    table = node.table(allowed=TESTS)
    if not table:
        raise refusal(node, "condition-empty", "条件是空的")
    return tuple(_test(key, entry, classes) for key, entry in table.items())


def _test(key: str, node: Node, classes: Mapping[str, str]) -> Test:
    if key in COMPARISONS:
        return Compare(key, edge(node, classes))
    if key in STATES:
        return _is_state(key, node)
    return _window(key, node) if key in WINDOWS else _aged(key, node)


def _is_state(key: str, node: Node) -> Test:
    if node.value is not True:
        raise refusal(node, "condition", f"{key} 只写 true；相反的意思写 not: {{…: {key}}}")
    return Equals((NoneValue(),) if key == "none" else (FailedValue(),))


def _window(key: str, node: Node) -> Dated:
    text = node.string()
    if key == "during":
        if not is_period(text):
            raise refusal(node, "period", f"“{text}”不是期间，请写 period、2025、2025-Q2、2025-06 的样子")
        return Dated(during=read_period(text), own_period=text == "period")
    period = read_period(text)
    bound = period.first if period else day(node)
    return Dated(since=bound) if key == "since" else Dated(before=bound)


def _aged(key: str, node: Node) -> Aged:
    words = node.string().split()
    unit = words[1] if len(words) == 2 and words[1] in UNITS else f"{words[-1]}s"
    if len(words) != 2 or not words[0].isdigit() or unit not in UNITS:
        raise refusal(node, "span", f"“{node.text}”不是时长，请写成“45 days”“20 workdays”“6 months”的样子")
    return Aged(key == "older_than", int(words[0]), unit)
