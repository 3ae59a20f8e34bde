"""Marking at its edges: vetoes one after another, points of those not asked, folds and ages of facts."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gongkai import shelf
from gongkai.law import scoring
from gongkai.law.facts import Facts
from gongkai.law.reading import Refused
from tests.law.little import book, leaf, run, score

OPEN, NA, FAILED = "待定", "不适用", "失格"
CALENDAR = shelf.calendar()


def both(one: str, two: str, more: str = "points: 20, combine: rescaled") -> str:
    """A table of two indicators beside each other."""
    indicators = f"{{id: one, title: 一项, {one}}}, {{id: two, title: 二项, {two}}}"
    return f"{{id: total, title: 总分, {more}, indicators: [{indicators}]}}"


def totals(rules: Any, units: dict[str, dict[str, Any]], cls: dict[str, str] | None = None) -> list[Any]:
    results = run(rules, units, cls)
    return [results.state(unit) or results.total(unit) for unit in units]


# Vetoes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "ok", "target", "expected"),
    [
        (1, False, 0, 4),
        (1, False, 1, 4),  # the first that strikes; what follows changes nothing
        (0, True, 0, 5),
        (0, True, 1, 5),
        (0, False, 1, 6),
        (0, False, 0, 10),
        (0, None, 1, OPEN),  # nobody knows whether the second strikes, so the third cannot
        (None, True, 1, OPEN),
        (1, None, None, 4),
    ],
)
def test_the_first_of_three_vetoes_that_strikes_is_the_one(n: Any, ok: Any, target: Any, expected: Any) -> None:
    vetoes = "[{when: {n: 1}, score: 4}, {when: {ok: true}, score: 5}, {when: {target: 1}, score: 6}]"
    rules = book(leaf("[{lose: 1, when: {rate: 50%}}]", f"points: 10, veto: {vetoes}"))
    assert score(rules, n=n, ok=ok, target=target, rate=0) == expected


# Points of those who are not asked -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("treatment", "expected"), [("full", 15), ("{share: 50%}", 10), ("exclude", 10)])
def test_points_by_class_of_one_who_is_not_asked(treatment: str, expected: int) -> None:
    """5 of 10 beside 10 not asked: full, 15 of 20; half, 10 of 20; left out, 5 of 10. Townships have none there."""
    one = f"points: {{department: 10}}, only: {{ok: true}}, not_applicable: {treatment}, rules: [{{lose: 1, each: n}}]"
    rules = book(both(one, "points: 10, rules: [{earn: 1, each: target}]"))
    facts = {"ok": False, "n": 3, "target": 5}
    cls = {"局": "department", "乡": "township", "站": ""}
    assert totals(rules, dict.fromkeys(cls, facts), cls) == [expected, 10, 10]


def test_points_of_one_not_asked_move_by_class() -> None:
    """The department's 10 go to its neighbour, which has then 20: 5 lost leave 15. A township has none to give."""
    one = "points: {department: 10}, only: {ok: true}, not_applicable: {move_to: two}, rules: [{lose: 1, each: n}]"
    rules = book(both(one, "points: 10, rules: [{lose: 1, each: target}]", "points: 20"))
    facts = {"ok": False, "n": 3, "target": 5}
    cls = {"局": "department", "乡": "township", "站": ""}
    assert totals(rules, dict.fromkeys(cls, facts), cls) == [15, 5, 5]


def test_what_was_moved_into_a_parent_without_points_of_its_own_can_be_reached_there() -> None:
    """10 points taken at half weight go to one taken whole, which has then 20 and half of them: 10 of 20."""
    one = "points: 10, weight: 50%, only: {ok: true}, not_applicable: {move_to: two}, rules: [{lose: 1, each: n}]"
    inner = both(one, "points: 10, weight: 100%, rules: [{earn: 50%, when: {n: 1}}]", "combine: sum")
    inner = inner.replace("id: total, title: 总分", "id: inner, title: 内层")
    rules = book(f"{{id: total, title: 总分, points: 20, combine: rescaled, indicators: [{inner}]}}")
    assert totals(rules, {"甲": {"ok": False, "n": 1}, "乙": {"ok": True, "n": 1}}) == [10, Fraction(4.5 + 5) / 15 * 20]


def test_a_unit_without_a_class_gets_nothing_of_points_by_class_in_the_sum_of_its_parent() -> None:
    """The parent names no points: its children's are 20 for a department, 10 for who has no class; half is the cap."""
    one, two = "points: {department: 10}, rules: [{earn: 1, each: n}]", "points: 10, rules: [{earn: 1, each: n}]"
    inner = both(one, two, "cap: 50%").replace("id: total, title: 总分", "id: inner, title: 内层")
    rules = book(f"{{id: total, title: 总分, points: 20, indicators: [{inner}]}}")
    assert totals(rules, {"局": {"n": 8}, "站": {"n": 8}}, {"局": "department", "站": ""}) == [10, 5]


@pytest.mark.parametrize("how", ["spread", "spread_by_points"])
def test_points_that_nobody_can_take_go_nowhere(how: str) -> None:
    """The neighbour is a bonus without points, or has none for a class: nothing is handed on."""
    one = f"points: 10, only: {{ok: true}}, not_applicable: {how}, rules: [{{lose: 1, each: n}}]"
    facts = {"ok": False, "n": 0, "target": 3}
    bonus = book(
        both(one, "points: 0, cap: 8, rules: [{earn: 1, each: target}, {earn: 50%, when: {ok: false}}]", "points: 20")
    )
    assert totals(bonus, {"局": facts}) == [3]
    some = book(both(one, "points: {department: 10}, rules: [{lose: 1, each: target}]", "points: 20"))
    assert totals(some, {"局": facts, "乡": facts}, {"局": "department", "乡": "township"}) == [17, NA]


def test_who_may_not_be_asked_is_open_though_his_class_has_points() -> None:
    one = "points: {department: 10}, only: {ok: true}, rules: [{lose: 1, each: n}]"
    rules = book(leaf("[{lose: 1, each: n}]", one.partition(", rules")[0]))
    cls = {"局": "department", "乡": "township"}
    assert totals(rules, {unit: {"ok": None, "n": 3} for unit in cls}, cls) == [OPEN, NA]
    beside = book(
        both(one, "points: 10, only: {ok: true}, rules: [{lose: 1, each: n}]", "points: 20, only: {rate: 50%}")
    )
    units = {unit: {"ok": ok, "n": 3, "rate": rate} for unit, ok, rate in (("甲", None, "50%"), ("乙", True, None))}
    assert totals(
        beside, {**units, "丙": {"ok": False, "n": 3, "rate": None}}, dict.fromkeys("甲乙丙", "department")
    ) == [
        OPEN,
        OPEN,
        NA,
    ]


def test_points_moved_to_one_who_is_not_asked_are_nobodys() -> None:
    """A township has no points in 二项, so there is nothing to take as full, and nothing is left of the table."""
    one = "points: 10, only: {ok: true}, not_applicable: {move_to: two}, rules: [{lose: 1, each: n}]"
    two = "points: {department: 10}, only: {ok: false}, not_applicable: full, rules: [{lose: 1, each: target}]"
    rules = book(both(one, two, "points: 20"))
    facts = {"ok": False, "n": 3, "target": 5}
    assert totals(rules, {"局": facts, "乡": facts}, {"局": "department", "乡": "township"}) == [15, NA]


def test_points_moved_to_passes_over_records_are_those_of_the_records_unit() -> None:
    """一项 is not asked of 乙 and gives its 10 to 二项, of which each case earns a half: 5 in 甲, 10 in 乙 and 丁."""
    one = "points: 10, only: {ok: true}, not_applicable: {move_to: two}, rules: [{lose: 1, each: n}]"
    two = "points: 10, over: cases, take: mean, rules: [{earn: 50%, when: {size: {at_least: 1}}}]"
    rules = book(both(one, two, "points: 20"))
    units = {
        unit: {"ok": ok, "n": 0, "cases": [{"size": 1}, {"size": 1}]}
        for unit, ok in zip("甲乙丙丁", (1, 0, 1, 0), strict=True)
    }
    results = run(rules, {unit: {**facts, "ok": bool(facts["ok"])} for unit, facts in units.items()})
    assert [results.sheet(unit).node("two").score for unit in units] == [5, 10, 5, 10]


# Scores held against figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("{department: 6, township: 4}", [0, 2, 0, 2]),
        ("{department: 60%, township: 20%}", [0, 2, 0, 2]),  # of 10, and of 20
        ("{department: 6}", [0, 2, 0, 0]),  # no figure for the class: the line falls away
        ("{department: 60%}", [0, 2, 0, 0]),
    ],
)
def test_a_score_is_held_against_the_figure_of_the_class(edge: str, expected: list[Any]) -> None:
    """一项 is 5 and 6 in two departments, 3 and 4 in two townships."""
    one = "points: {department: 10, township: 20}, rules: [{earn: 1, each: n}]"
    rules = book(both(one, f"points: 2, rules: [{{earn: 2, when: {{one: {{at_least: {edge}}}}}}}]", "points: 22"))
    cls = {"局一": "department", "局二": "department", "乡一": "township", "乡二": "township"}
    results = run(rules, {unit: {"n": n} for unit, n in zip(cls, (5, 6, 3, 4), strict=True)}, cls)
    found = [results.sheet(unit).node("two") for unit in cls]
    assert [node.state or node.score for node in found] == expected


@pytest.mark.parametrize(("edge", "expected"), [("0", 2), ("0%", 0), ("{department: 0%, township: 0%}", 0)])
def test_a_share_of_points_that_a_unit_does_not_have_is_no_figure(edge: str, expected: int) -> None:
    """县 is of a class without points; its score is that of its members."""
    one = "points: {department: 10}, over: members, take: mean, rules: [{lose: 1, each: n}]"
    rules = book(both(one, f"points: 2, rules: [{{earn: 2, when: {{one: {{at_least: {edge}}}}}}}]", "points: 12"))
    rows = [{"unit": "县", "class": "township"}, {"unit": "局", "class": "department", "parent": "县"}]
    sheet = scoring.compile(rules).score(Facts.from_rows(rules, rows, {"n": {"县": 0, "局": 3}}, {})).sheet("县")
    assert (sheet.node("one").score, sheet.node("two").score) == (7, expected)


def test_a_field_is_meant_where_a_list_bears_the_same_name() -> None:
    kind = "{type: state, name: 类别, states: {slip: 一般, serious: 严重}}"
    facts = f"  letters: {{name: 来信, type: {{list: {{cases: count, kind: {kind}}}}}}}\n"
    rules = book(
        leaf("[{earn: {slip: 1, serious: 2}, each: cases, by: kind}]", "points: 20, over: letters, take: sum"),
        facts=facts,
    )
    letters = [{"cases": 3, "kind": "slip"}, {"cases": 4, "kind": "serious"}]
    assert score(rules, letters=letters, cases=[{"kind": "slip"}]) == 3 + 2 * 4


# Facts made of others ------------------------------------------------------------------------------------------------


def test_a_share_of_a_score_that_is_nothing_does_not_apply() -> None:
    """二项 comes to 0 in every unit, without any fact: of it there is no share, so the line gives nothing."""
    facts = "  part: {name: 占比, share: n, of: two}\n"
    line = "rules: [{earn: 100%, times: part}]"
    for more, expected in (("", [0, 0, 0]), ("over: members, take: sum, ", [0, 0, 0])):
        rules = book(both(f"points: 10, {more}{line}", "points: 0, rules: [{earn: 50%}]", "points: 20"), facts=facts)
        rows = [{"unit": "甲"}, {"unit": "乙", "parent": "甲"}, {"unit": "丙", "parent": "甲"}]
        results = scoring.compile(rules).score(Facts.from_rows(rules, rows, {"n": dict.fromkeys("甲乙丙", 1)}, {}))
        assert [results.state(unit) or results.total(unit) for unit in "甲乙丙"] == expected


def test_one_record_that_does_not_say_leaves_the_sum_open() -> None:
    for op, expected in (("sum", 5), ("mean", "2.5"), ("lowest", 2), ("highest", 3)):
        rules = book(leaf("[{earn: 1, each: sizes}]"), facts=f"  sizes: {{name: 规模, {op}: cases.size}}\n")
        assert str(score(rules, cases=[{"size": 2}, {"size": 3}])) == str(expected)
        assert score(rules, cases=[{"size": 2}, {"size": None}]) == OPEN


def test_the_day_before_a_round_is_not_known() -> None:
    facts = "  earlier: {name: 上次日期, previous: day}\n  aged: {name: 天数, age: earlier, in: workdays}\n"
    rules = book(leaf("[{lose: 1, each: aged}]", "points: 10, over: rounds"), "rounds: [初评, 终评]", facts)
    assert [run(rules, {"甲": {"day": "2025-12-01"}}).sheet("甲").node("one").state] == [OPEN]


def test_working_days_are_counted_from_the_calendars_first_day_to_its_last() -> None:
    first, passed = CALENDAR.table()
    low, high = date.fromordinal(first), date.fromordinal(first + len(np.frombuffer(passed, dtype=np.int32)) - 1)
    rules = book(
        leaf("[{lose: 1, each: aged}]", "points: 1, floor: none"),
        facts="  aged: {name: 天数, age: day, in: workdays}\n",
    )
    aged = lambda day: 1 - score(rules, day=day.isoformat())
    day = timedelta(days=1)
    assert aged(low) - aged(low + day) == CALENDAR.is_workday(low + day)
    assert aged(high - day) - aged(high) == CALENDAR.is_workday(high)
    for outside in (low - day, high + day):
        with pytest.raises(Refused, match=outside.isoformat()):
            aged(outside)


def test_a_pick_is_judged_by_what_its_source_says() -> None:
    """Each source says from what size a case counts: one for the office, both for the source itself."""
    facts = "  large: {name: 大件, pick: cases, where: {size: {at_least: n}}}\n"
    rules = book(leaf("[{earn: 1, each: large}]", "points: 10, over: sources, take: sum"), facts=facts)
    told = {("n", None, "self"): 2, ("n", None, "office"): 5, ("n", None, "third"): 9}
    cases = [{"size": 3}, {"size": 6}]
    assert run(rules, {"甲": {**told, "cases": cases}}).sheet("甲").node("one").score == 2 + 1 + 0


def test_a_list_is_counted_by_the_source_that_told_of_it() -> None:
    rules = book(leaf("[{earn: 1, each: cases}]", "points: 10, over: sources, take: highest"))
    tagged = [{"source": source} for source in ("self", "office", "office")]
    assert score(rules, cases=[*tagged, {}]) == 2 + 1  # the office's two, and the one nobody signed


# Nobody at all -------------------------------------------------------------------------------------------------------


def test_a_table_without_units_has_no_result_and_no_fault() -> None:
    facts = "  best: {name: 最高, highest: n, among: class}\n"
    more = "ranking: {per: class, break_by: [one], lists: [{title: 前列, top: 2}, {title: 末位, below: 60%}]}\n"
    more += "grades: {bands: [{grade: 优, at_least: 90, quota: {at_most: 20%, per: class}}, {grade: 差, below: 90}]}"
    rules = book(leaf("[{earn: 1, each: best}]"), more, facts)
    results = scoring.compile(rules).score(Facts.from_rows(rules, [], {"n": {}}, {}))
    assert results.grades() == {}
    assert [one.rows for one in results.lists] == [[], []]
