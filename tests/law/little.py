"""Little rulebooks for tests: a leaf or a tree in YAML, facts in plain Python, and what one unit gets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongkai import shelf
from gongkai.law import rulebook, scoring
from gongkai.law.facts import Facts
from gongkai.law.results import Results
from gongkai.law.rulebook import Rulebook

HEAD = """
rulebook: little
title: 小表
period: 2025
as_of: 2025-12-31
classes: {department: 部门, township: 乡镇}
sources: {self: 自评, office: 办公室, third: 第三方}
"""
FACTS = """
facts:
  n: {name: 件数, type: count, counter: 件}
  target: {name: 任务数, type: count}
  rate: {name: 比率, type: share}
  ok: {name: 合格, type: flag}
  state: {name: 状态, type: state, states: {good: 好, poor: 差}}
  day: {name: 日期, type: date}
  cases:
    name: 事件
    type: {list: {kind: {type: state, name: 类别, states: {slip: 一般, serious: 严重}}, size: count, mark: judged}}
  others: {name: 其他事件, type: {list: {kind: state}}}
"""


def book(table: str, more: str = "", facts: str = "") -> Rulebook:
    """`table`: the table in flow style; `facts`: more facts, indented by two."""
    return rulebook.load(f"{HEAD}{FACTS}{facts}\n{more}\ntable: {table}\n", "little", shelf=shelf, facts="facts: {}\n")


def leaf(rules: str, more: str = "points: 10") -> str:
    """A table of one leaf."""
    return f"{{id: total, title: 总分, indicators: [{{id: one, title: 一项, {more}, rules: {rules}}}]}}"


def run(
    rules: Rulebook, units: Mapping[str, Mapping[str, Any]], cls: Mapping[str, str] | None = None, **more: Any
) -> Results:
    """Scores units given as {unit: {fact, or (fact, period, source): value}}; lists under their name."""
    names = {key for facts in units.values() for key in facts}
    fact_of = lambda key: key if isinstance(key, str) else key[0]
    lists = {key for key in names if fact_of(key) in rules.facts and rules.facts[fact_of(key)].is_list}
    records = {
        name: [{"unit": unit, **record} for unit, facts in units.items() for record in facts.get(name, ())]
        for name in lists
    }
    values = {key: {unit: facts.get(key) for unit, facts in units.items()} for key in names - lists}
    rows = [{"unit": unit, "class": (cls or {}).get(unit, "")} for unit in units]
    return scoring.compile(rules).score(Facts.from_rows(rules, rows, values, records, **more))


def score(rules: Rulebook, node: str = "one", cls: str = "", **facts: Any) -> Decimal | str:
    """One unit's score of a node: a Decimal, or the word for why there is none."""
    sheet = run(rules, {"甲": facts}, {"甲": cls}).sheet("甲").node(node)
    return sheet.state or Decimal(sheet.value)
