"""Passes at their edges: who is left in one of them, what counts as told, records and members beside others."""

from decimal import Decimal
from itertools import zip_longest
from typing import Any

import numpy as np
import pytest

from gongkai.law import scoring
from gongkai.law.facts import Facts
from gongkai.law.facts.building import not_said
from gongkai.law.lint import lint
from gongkai.law.numbers import column
from gongkai.law.reading import Refused
from gongkai.law.scoring.segments import _joined
from gongkai.law.states import OPEN as OPEN_CODE
from tests.law.little import book, leaf, run, score
from tests.law.test_passes import quarterly

OPEN, NA = "待定", "不适用"
SOURCES = ("self", "office", "third")


def tree(inner: str, more: str) -> str:
    """A table of one indicator with one below it."""
    outer = f"{{id: one, title: 一项, points: 10, {more}, indicators: [{inner}]}}"
    return f"{{id: total, title: 总分, indicators: [{outer}]}}"


# Who is left ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [1, 2, 3, 4])
def test_to_be_asked_in_one_quarter_is_enough(asked: int) -> None:
    inner = "{id: two, title: 次, points: 10, only: {target: {at_least: 1}}, rules: [{lose: 1, each: n}]}"
    rules = book(tree(inner, "over: quarters, take: mean"))
    targets = quarterly("target", *(int(n == asked) for n in (1, 2, 3, 4)))
    never = quarterly("target", 0, 0, 0, 0)
    found = run(
        rules, {unit: {**told, **quarterly("n", 1, 2, 3, 4)} for unit, told in (("甲", targets), ("乙", never))}
    )
    assert [found.sheet(unit).node("one").state or found.sheet(unit).node("one").score for unit in "甲乙"] == [
        10 - asked,
        NA,
    ]


def test_an_empty_list_is_left_out_of_what_can_be_reached_though_anothers_is_not_told() -> None:
    """10 points by a list and 10 by a figure, rescaled to 20: without a list the figure's 5 become 10."""
    listed = "{id: one, title: 一项, points: 10, over: cases, take: mean, rules: [{earn: 1, each: size}]}"
    plain = "{id: two, title: 二项, points: 10, rules: [{earn: 1, each: n}]}"
    rules = book(f"{{id: total, title: 总分, points: 20, combine: rescaled, indicators: [{listed}, {plain}]}}")
    units = [{"unit": unit} for unit in "甲乙丙"]
    facts = Facts.from_rows(rules, units, {"n": dict.fromkeys("甲乙丙", 5)}, {"cases": [{"unit": "甲", "size": 3}]})
    facts.registers["cases"] = not_said(facts.registers["cases"], {1: OPEN_CODE}, 3)
    results = scoring.compile(rules).score(facts)
    assert [results.state(unit) or results.total(unit) for unit in "甲乙丙"] == [8, OPEN, 10]


def test_a_list_told_of_settles_nothing_that_its_records_leave_open() -> None:
    """乙's record says no size: 待定, though the list itself is known; 甲's list is not."""
    rules = book(leaf("[{earn: 1, each: size}]", "points: 10, over: cases, take: sum"))
    facts = Facts.from_rows(rules, [{"unit": unit} for unit in "甲乙丙"], {}, {"cases": [{"unit": "乙"}]})
    facts.registers["cases"] = not_said(facts.registers["cases"], {0: OPEN_CODE}, 3)
    results = scoring.compile(rules).score(facts)
    assert [results.state(unit) or results.total(unit) for unit in "甲乙丙"] == [OPEN, OPEN, 0]


def test_a_record_that_fails_a_unit_fails_it_though_the_list_is_not_settled() -> None:
    facts = "  picked: {name: 选取, pick: cases, where: {kind: serious}}\n"
    rules = book(
        leaf("[{earn: 1, each: size}]", "points: 10, over: picked, take: mean, veto: [{when: {size: 9}, fail: true}]"),
        facts=facts,
    )
    serious, unsure = {"kind": "serious", "size": 9}, {"size": 1}
    assert score(rules, cases=[serious, unsure]) == "失格"
    assert score(rules, cases=[{**serious, "size": 8}, unsure]) == OPEN


@pytest.mark.parametrize(
    ("what", "tag", "passes"),
    [("quarters", "period", ["2025-Q1", "2025-Q2", "2025-Q3"]), ("sources", "source", ["self", "office", "third"])],
)
def test_a_record_nobody_can_place_leaves_only_its_own_pass_open(what: str, tag: str, passes: list[str]) -> None:
    """Its quarter is not asked for, so it does no harm there; the others have what their own records say."""
    facts = "  grave: {name: 严重, pick: cases, where: {kind: serious}}\n  asked: {name: 要求, type: judged}\n"
    each = "{id: three, title: 逐件, points: 10, over: grave, take: sum, rules: [{earn: 1, each: size}]}"
    inner = f"{{id: two, title: 次, points: 10, only: {{asked: {{at_least: 1}}}}, indicators: [{each}]}}"
    rules = book(tree(inner, f"over: {what}, take: sum"), facts=facts)
    asked = {
        ("asked", name if tag == "period" else None, name if tag == "source" else None): int(n > 0)
        for n, name in enumerate(passes)
    }
    if what == "quarters":
        asked[("asked", "2025-Q4", None)] = 0
    cases = [{"size": 5, tag: passes[0]}] + [{"kind": "serious", "size": n, tag: passes[n]} for n in (1, 2)]
    assert run(rules, {"甲": {**asked, "cases": cases}}).sheet("甲").node("one").score == 1 + 2


# What counts as told -------------------------------------------------------------------------------------------------


def test_one_record_without_data_is_left_out_and_nothing_is_left() -> None:
    for take in ("mean", "sum"):
        rules = book(leaf("[{earn: 1, each: size}]", f"points: 10, over: cases, missing: skip, take: {take}"))
        assert score(rules, cases=[{}]) == OPEN
        assert score(rules, cases=[{}, {"size": 3}]) == 3


def test_what_was_told_of_one_round_is_not_told_of_another() -> None:
    rules = book(
        leaf("[{lose: 1, each: n}]", "points: 10, over: rounds, missing: skip, take: mean"), "rounds: [初评, 终评]"
    )
    assert run(rules, {"甲": {("n", "初评", None): 3, ("n", None, None): None}}).sheet("甲").node("one").score == 7


@pytest.mark.parametrize("names", [("n", "target"), ("target", "n")])
def test_one_figure_of_two_makes_a_quarter_told(names: tuple[str, str]) -> None:
    """Of the second quarter 甲 told one figure, so it is open; nothing was told of 乙's, so it is left out: 10 - 2."""
    rules = book(leaf("[{lose: 1, each: n}, {lose: 1, each: target}]", "points: 10, over: quarters, missing: skip"))
    told, other = names
    both = {**quarterly(told, 1), **quarterly(other, 1), (told, None, None): None, (other, None, None): None}
    second = lambda one, two: {(told, "2025-Q2", None): one, (other, "2025-Q2", None): two}
    found = run(
        rules, {"甲": {**both, **second(2, None)}, "乙": {**both, **second(None, None)}, "丙": {**both, **second(2, 2)}}
    )
    assert [found.sheet(unit).node("one").state or found.sheet(unit).node("one").score for unit in "甲乙丙"] == [
        OPEN,
        8,
        7,
    ]


def test_a_month_told_by_one_source_is_not_told_by_another() -> None:
    """In the first quarter the office marked three months 3, 4, 5, nobody else any: the mean is what it gave."""
    facts = "  given: {name: 评价, type: judged}\n"
    months = "{id: three, title: 逐月, points: 30, over: months, take: sum, rules: [{earn: 1, each: given}]}"
    sources = f"{{id: two, title: 次, points: 30, over: sources, missing: skip, take: mean, indicators: [{months}]}}"
    rules = book(tree(sources, "only: {n: 1}, over: quarters, missing: skip, take: mean"), facts=facts)
    given = {("given", f"2025-0{month}", "office"): month + 2 for month in (1, 2, 3)}
    empty = {("given", f"2025-0{month}", "self"): None for month in (1, 2, 3)}
    found = run(rules, {"甲": {**given, **empty, "n": 1}}).sheet("甲")
    assert found.node("one").score == 3 + 4 + 5


# Weights -------------------------------------------------------------------------------------------------------------

LEVELS = """  letters:
    name: 来信
    type:
      list: {level: {type: state, name: 级别, states: {county: 县, city: 市, other: 其他}}, size: count, topic: text}
"""


def test_a_record_of_a_state_without_a_weight_is_refused_in_words() -> None:
    rules = book(
        leaf("[{earn: 1, each: size}]", "points: 10, over: letters, weights: {county: 25%, city: 75%}, by: level"),
        facts=LEVELS,
    )
    county, city = {"level": "county", "size": 4}, {"level": "city", "size": 8}
    assert score(rules, letters=[county, city]) == 7  # 4 × 25% + 8 × 75%
    for bad in ({"level": "other", "size": 1}, {"level": None, "size": 1}):
        with pytest.raises(Refused, match="权重表") as refused:
            score(rules, letters=[county, bad])
        assert [(one.code, one.at) for one in refused.value.faults] == [("weights-key", "one")]


def test_a_record_whose_topic_nobody_wrote_has_no_weight() -> None:
    rules = book(
        leaf("[{earn: 1, each: size}]", "points: 10, over: letters, weights: {路: 25%, 水: 75%}, by: topic"),
        facts=LEVELS,
    )
    road, water = {"topic": "路", "size": 4}, {"topic": "水", "size": 8}
    assert [score(rules, letters=letters) for letters in ([road, water], [road])] == [7, 4]
    for letters in ([road, {"size": 1}], [{"size": 1}]):
        with pytest.raises(Refused, match="权重表"):
            score(rules, letters=letters)


def test_a_member_without_a_class_has_no_weight() -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, over: members, weights: {department: 40%, township: 60%}"))
    rows = [{"unit": "县"}, {"unit": "局", "class": "department", "parent": "县"}, {"unit": "站", "parent": "县"}]
    facts = Facts.from_rows(rules, rows, {"n": {"局": 1, "站": 2}}, {})
    with pytest.raises(Refused, match="“站”有一条记录不在“一项”的权重表里"):
        scoring.compile(rules).score(facts)


def test_members_with_and_without_points_of_their_class_are_asked_by_their_own_answers() -> None:
    """The township has no points here; the department has, but says it is not asked: nobody is left."""
    inner = "{id: two, title: 次, points: 10, only: {ok: true}, rules: [{lose: 1, each: n}]}"
    plain = "{id: three, title: 二项, points: 10, rules: [{earn: 1, each: target}]}"
    over = f"{{id: one, title: 一项, points: {{department: 10}}, over: members, take: mean, indicators: [{inner}]}}"
    rules = book(f"{{id: total, title: 总分, points: 20, combine: rescaled, indicators: [{over}, {plain}]}}")
    rows = [
        {"unit": "县", "class": "department"},
        {"unit": "局", "class": "department", "parent": "县"},
        {"unit": "乡", "class": "township", "parent": "县"},
    ]
    for ok, expected in ((False, 10), (True, 14)):  # 5 of 10 made 20; 9 and 5 of 20
        facts = {
            "ok": {"县": True, "局": ok, "乡": True},
            "n": dict.fromkeys("县局乡", 1),
            "target": dict.fromkeys("县局乡", 5),
        }
        results = scoring.compile(rules).score(Facts.from_rows(rules, rows, facts, {}))
        assert results.state("县") or results.total("县") == expected


def test_points_moved_to_members_can_be_reached_though_the_units_own_class_has_none() -> None:
    """12 points the county is not asked for go to what its township is marked on: 18 there, 9 of 12 made 10."""
    over = "points: {township: 6}, over: members, take: mean, rules: [{earn: 50%, when: {ok: true}}]"
    plain = "points: 12, only: {class: township}, not_applicable: {move_to: one}, rules: [{earn: 1, each: n}]"
    both = f"[{{id: one, title: 一项, {over}}}, {{id: two, title: 二项, {plain}}}]"
    rules = book(f"{{id: total, title: 总分, points: 10, combine: rescaled, indicators: {both}}}")
    rows = [{"unit": "县", "class": "department"}, {"unit": "乡", "class": "township", "parent": "县"}]
    facts = Facts.from_rows(rules, rows, {"ok": dict.fromkeys("县乡", True), "n": dict.fromkeys("县乡", 1)}, {})
    assert scoring.compile(rules).score(facts).total("县") == Decimal("7.5")
    assert [one.at for one in lint(rules) if one.code == "members-points"] == ["one"]


def test_a_record_of_a_village_is_read_beside_the_score_of_its_township() -> None:
    """东乡 has a sound score and 西乡 has not: of their villages' records only those of 东村 count."""
    listed = "{id: c, title: 件, points: 10, over: cases, take: sum, rules: [{earn: 1, each: size, when: {a: 10}}]}"
    villages = f"{{id: v, title: 村, points: 10, over: members, take: sum, indicators: [{listed}]}}"
    towns = f"{{id: a, title: 甲, points: 10, rules: [{{lose: 1, each: n}}]}}, {villages}"
    rules = book(tree(towns, "over: members, take: sum"))
    parents = {"县": None, "西乡": "县", "东乡": "县", "西村": "西乡", "东村": "东乡"}
    rows = [{"unit": unit, "parent": parent} for unit, parent in parents.items()]
    cases = [{"unit": "西村", "size": 1}, {"unit": "东村", "size": 2}, {"unit": "东村", "size": 4}]
    faults = {**dict.fromkeys(parents, 0), "西乡": 3}
    results = scoring.compile(rules).score(Facts.from_rows(rules, rows, {"n": faults}, {"cases": cases}))
    assert results.sheet("县").node("one").score == (7 + 10) + (2 + 4)


def test_the_source_of_an_indicator_is_not_that_of_passes_over_sources_below_it() -> None:
    deep = "{id: three, title: 三, points: 10, rules: [{earn: 1, each: n}]}"
    inner = f"{{id: two, title: 次, points: 10, indicators: [{deep}]}}"
    over = f"{{id: each, title: 逐个, points: 10, over: sources, take: sum, indicators: [{inner}]}}"
    rules = book(tree(over, "source: office"))
    marks = {("n", None, source): value for source, value in zip(SOURCES, (1, 2, 4), strict=True)}
    assert run(rules, {"甲": marks}).sheet("甲").node("one").score == 7


def test_a_member_reads_its_own_score_in_the_quarter_around_it() -> None:
    """局 has 9 faults in the first and third quarter, its county in the others: 2 + 4 of 局's targets count, and 2."""
    when = "when: {a: {at_least: 9}}"
    listed = f"{{id: c, title: 件, points: 10, over: cases, take: sum, rules: [{{earn: 1, each: size, {when}}}]}}"
    own = f"{{id: d, title: 丁, points: 10, rules: [{{earn: 1, each: target, {when}}}]}}"
    members = f"{{id: b, title: 乙, points: 20, over: members, take: sum, indicators: [{own}, {listed}]}}"
    rules = book(
        tree("{id: a, title: 甲, points: 10, rules: [{lose: 1, each: n}]}, " + members, "over: quarters, take: sum")
    )
    rows = [{"unit": "县", "class": "department"}, {"unit": "局", "class": "department", "parent": "县"}]
    quarters = [f"2025-Q{n}" for n in (1, 2, 3, 4)]
    faults, targets = ((0, 9), (5, 0), (0, 9), (5, 0)), (1, 2, 3, 4)
    values = {
        ("n", name, None): {"县": ours, "局": theirs} for name, (ours, theirs) in zip(quarters, faults, strict=True)
    }
    values |= {("target", name, None): {"县": 0, "局": many} for name, many in zip(quarters, targets, strict=True)}
    cases = [{"unit": "局", "size": n, "period": quarters[n - 1]} for n in (1, 2)]
    results = scoring.compile(rules).score(Facts.from_rows(rules, rows, values, {"cases": cases}))
    assert results.sheet("县").node("one").score == (10 + 5 + 10 + 5) + (2 + 4) + 2


@pytest.mark.parametrize("over", ["quarters", "sources"])
def test_what_was_told_of_a_pass_though_not_all_keeps_it_from_being_left_out(over: str) -> None:
    """In 甲 one of the second pass's two figures is there; in 乙 neither, and that pass is left out."""
    rules = book(
        leaf(
            "[{lose: 1, each: n}, {lose: 1, each: target}]",
            f"points: 10, over: {over}, take: mean, missing: skip",
        )
    )
    keys = [(f"2025-Q{n}", None) for n in (1, 2, 3, 4)] if over == "quarters" else [(None, one) for one in SOURCES]
    told = lambda name, *values: {(name, *key): value for key, value in zip_longest(keys, values)}
    found = run(rules, {"甲": {**told("n", 1, 2), **told("target", 1)}, "乙": {**told("n", 1), **told("target", 1)}})
    nodes = [found.sheet(unit).node("one") for unit in "甲乙"]
    assert [node.state or node.score for node in nodes] == [OPEN, 8]


def test_a_half_year_is_not_left_out_where_one_of_its_quarters_was_told() -> None:
    inner = "{id: two, title: 次, points: 10, over: quarters, take: mean, rules: [{lose: 1, each: n}]}"
    rules = book(tree(inner, "over: halves, take: mean, missing: skip"))
    sheets = run(rules, {"甲": quarterly("n", 1, 3, 5, None), "乙": quarterly("n", 1, 3, None, None)}).sheet
    assert [sheets(unit).node("one").state or sheets(unit).node("one").score for unit in "甲乙"] == [OPEN, 8]


def test_a_record_that_says_nothing_is_open_where_its_unit_said_something() -> None:
    rules = book(
        leaf("[{lose: 1, each: n}, {lose: 1, each: size}]", "points: 10, over: cases, take: mean, missing: skip")
    )
    assert score(rules, n=1, cases=[{"size": 3}, {"size": None}]) == OPEN
    assert score(rules, n=1, cases=[{"size": 3}]) == 6


def test_joining_keeps_what_is_large_and_negative() -> None:
    for first in ([-(2**41), 1], [1, 2**41]):
        parts = [column(np.array(first), 3), column(np.array([1, 5]), 2**31 - 1)]
        joined = _joined(parts)
        assert [joined.at(row) for row in range(4)] == [part.at(row) for part in parts for row in (0, 1)]


def test_rounds_that_stand_nowhere_are_refused_at_their_indicator() -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, over: rounds, take: sum"))
    with pytest.raises(Refused, match="轮次") as refused:
        score(rules, n=1)
    assert [(one.code, one.at) for one in refused.value.faults] == [("rounds-missing", "one")]


def numbered(count: int) -> dict[str, Any]:
    return {f"乡{n:02}": n for n in range(count)}


def test_members_stand_on_the_sheet_in_their_own_order() -> None:
    rules = book(leaf("[{lose: 0.1, each: n}]", "points: 10, over: members, take: mean"))
    parents = {name: f"县{n % 2}" for name, n in numbered(80).items()}
    rows = [{"unit": "县0"}, {"unit": "县1"}] + [{"unit": name, "parent": parent} for name, parent in parents.items()]
    facts = Facts.from_rows(rules, rows, {"n": numbered(80)}, {})
    sheet = scoring.compile(rules).score(facts).sheet("县1")
    assert [one.name for one in sheet.node("one").passes] == [
        name for name, parent in parents.items() if parent == "县1"
    ]
    assert sheet.node("one").score == Decimal("6")  # the mean of 1, 3 … 79 is 40
