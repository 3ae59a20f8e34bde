"""旁边列出: what was counted stands beside a judged leaf, is counted for it, and moves no point (DY-F2.12)."""

import pytest

from gongkai.assessment import items
from gongkai.law.rulebook.model import ByClass
from tests.law.little import book, leaf, run
from tests.rulebooks.sheet import rulebook

COUNTED = "  foi.late: {name: 逾期答复数, type: count, counter: 件, origin: measured}\n"
BESIDE = "points: 10, beside: [foi.late]"


def test_what_is_listed_beside_is_counted_for_the_leaf_and_moves_no_point():
    rules = book(leaf("[{earn: judged}]", BESIDE), facts=COUNTED)
    assert items.measured(rules) == ["foi.late"] and items.raw(rules, rules.indicators["one"]) == ["foi.late"]
    assert [item.kind for item in items.items(rules)] == ["mark"], "nobody is asked for what is counted"
    scores = [run(rules, {"甲": {"one": "7"} | known}).sheet("甲").node("one").score for known in ({}, {"foi.late": 9})]
    assert scores[0] == scores[1] == 7


@pytest.mark.parametrize("name", ["foi.lat", "n"])
def test_only_what_is_counted_stands_beside(name):
    with pytest.raises(Exception, match=f"beside 列的“{name}”不是系统统计的事实"):
        book(leaf("[{earn: judged}]", f"points: 10, beside: [{name}]"), facts=COUNTED)


@pytest.mark.parametrize("name", ["dy-2018", "kf-2013"])
def test_four_of_five_points_of_the_shipped_tables_are_counted_or_stand_beside_a_register(name):
    rules = rulebook(name)
    leaves = [node for table in rules.tables for node in table.walk() if node.leaf]
    points = {node.id: _most(node.points) for node in leaves}
    backed = [
        node.id for node in leaves
        if any(rules.facts[fact].origin == "measured" for fact in items.raw(rules, node))
    ]  # fmt: skip
    assert sum(points[id] for id in backed) >= sum(points.values()) * 4 / 5


def _most(points):
    return max(points.values.values()) if isinstance(points, ByClass) else points
