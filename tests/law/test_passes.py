"""Passes, records, members and what is told of each: every form with a sum done by hand."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from gongkai.law import scoring
from gongkai.law.facts import Facts
from gongkai.law.facts.building import not_said
from gongkai.law.numbers import column
from gongkai.law.reading import Refused
from gongkai.law.scoring.segments import _joined
from gongkai.law.states import NA as NA_CODE
from gongkai.law.states import OPEN as OPEN_CODE
from tests.law.little import book, leaf, run, score

OPEN, NA = "待定", "不适用"
ROWS = [{"unit": "县"}] + [
    {"unit": unit, "class": cls, "parent": "县"} for unit, cls in (("局", "department"), ("乡", "township"))
]


def quarterly(name: str, *values: Any) -> dict[Any, Any]:
    return {(name, f"2025-Q{n}", None): value for n, value in enumerate(values, 1)}


@pytest.mark.parametrize(
    ("how", "expected"), [("take: sum", 30), ("take: mean", "7.5"), ("take: lowest", 6), ("take: highest", 9)]
)
def test_four_quarters_make_one_figure(how: str, expected: object) -> None:
    rules = book(leaf("[{lose: 1, each: n}]", f"points: 10, over: quarters, {how}"))
    found = run(rules, {"甲": quarterly("n", 4, 1, 2, 3)}).sheet("甲").node("one").value
    assert found == f"{expected}"


def test_a_quarter_that_does_not_apply_is_left_out_of_the_mean() -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, over: quarters, take: mean"))
    assert run(rules, {"甲": quarterly("n", NA, 4, NA, NA)}).sheet("甲").node("one").score == 6


@pytest.mark.parametrize("told", ["n", "target"])
def test_a_quarter_half_told_is_not_skipped(told: str) -> None:
    rules = book(
        leaf("[{lose: 1, each: n}, {lose: 1, each: target}]", "points: 10, over: quarters, missing: skip, take: mean")
    )
    other = {"n": "target", "target": "n"}[told]
    facts = {**quarterly(told, 1, 2), **quarterly(other, 1), ("n", None, None): None, ("target", None, None): None}
    assert run(rules, {"甲": facts}).sheet("甲").node("one").state == OPEN
    both = {**facts, (other, "2025-Q2", None): 2}
    assert run(rules, {"甲": both}).sheet("甲").node("one").score == 7  # 8 and 6


def test_rounds_are_those_named_else_those_in_the_data() -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, over: rounds, take: sum"))
    assert run(rules, {"甲": {("n", "初评", None): 1, ("n", "终评", None): 3}}).sheet("甲").node("one").score == 16
    with pytest.raises(Refused, match="轮次"):
        score(rules, n=1)


# Records -------------------------------------------------------------------------------------------------------------


def test_records_of_a_quarter_belong_to_it_and_those_of_a_source_to_that() -> None:
    cases = [{"size": 1, "period": "2025-Q1"}, {"size": 4, "period": "2025-Q2"}, {"size": 2}]
    over = "{id: one, title: 一项, points: 10, over: quarters, take: sum, indicators: [%s]}"
    inner = "{id: two, title: 次, points: 10, over: cases, take: sum, rules: [{earn: 1, each: size}]}"
    rules = book("{id: total, title: 总分, indicators: [" + over % inner + "]}")
    assert run(rules, {"甲": {"cases": cases}}).sheet("甲").node("one").score == 1 + 4 + 4 * 2


def test_what_a_record_says_is_no_data_of_a_quarter() -> None:
    """A record inside a quarter says nothing that is the quarter's own: a quarter not told is skipped all the same."""
    one = "points: 10, over: quarters, missing: skip, take: mean, rules: [{lose: 1, each: n}, {lose: 1, each: size}]"
    each = "id: each, title: 逐件, points: 10, over: cases, take: sum, indicators: [{id: one, title: 一项, %s}]"
    rules = book("{id: total, title: 总分, indicators: [{" + each % one + "}]}")
    facts = {**quarterly("n", 2, 4), ("n", None, None): None, "cases": [{"size": 1}]}
    found = run(rules, {"甲": facts}).sheet("甲")
    assert found.node("each").score == 6  # 7 and 5; the other quarters are not told
    facts = "  sizes: {name: 规模, sum: cases.size}\n"
    sources = book(leaf("[{earn: 1, each: sizes}]", "points: 10, over: sources, take: sum"), facts=facts)
    tagged = [{"size": 1, "source": "self"}, {"size": 2, "source": "office"}]
    assert run(sources, {"甲": {"cases": tagged}}).sheet("甲").node("one").score == 3


@pytest.mark.parametrize("take", ["mean", "sum"])
def test_a_list_nobody_has_told_of_is_open_and_one_that_does_not_apply_is_not_asked(take: str) -> None:
    rules = book(leaf("[{earn: 1, each: size}]", f"points: 10, over: cases, take: {take}"))
    counted = book(leaf("[{lose: 1, each: cases}]"))
    units = [{"unit": unit} for unit in "甲乙丙丁"]
    found = {}
    for name, one in (("over", rules), ("count", counted)):
        facts = Facts.from_rows(one, units, {}, {"cases": [{"unit": "甲", "size": 3}]})
        facts.registers["cases"] = not_said(facts.registers["cases"], {1: OPEN_CODE, 2: NA_CODE}, 4)
        results = scoring.compile(one).score(facts)
        found[name] = [results.state(unit) or results.total(unit) for unit in "甲乙丙丁"]
    assert found["over"] == [3, OPEN, NA, 0 if take == "sum" else NA]
    assert found["count"] == [9, OPEN, NA, 10]


def test_a_record_whose_parts_may_not_be_asked_leaves_the_figure_open() -> None:
    inner = "{id: two, title: 次, points: 10, only: {ok: true}, rules: [{earn: 1, each: size}]}"
    over = f"{{id: one, title: 一项, points: 10, over: cases, take: mean, indicators: [{inner}]}}"
    rules = book(f"{{id: total, title: 总分, indicators: [{over}]}}")
    for ok, expected in ((True, 3), (False, NA), (None, OPEN)):
        assert score(rules, ok=ok, cases=[{"size": 2}, {"size": 4}]) == expected


def test_a_record_half_told_is_not_skipped() -> None:
    facts = "  papers: {name: 问卷, type: {list: {given: judged, size: count}}}\n"
    rules = "[{earn: 1, each: given}, {earn: 1, each: size}]"
    skip = book(leaf(rules, "points: 10, over: papers, missing: skip, take: mean"), facts=facts)
    assert score(skip, papers=[{"given": 2, "size": 3}, {}]) == 5
    assert score(skip, papers=[{"given": 2, "size": 3}, {"given": 1}]) == OPEN
    assert score(skip, papers=[{"given": 2, "size": 3}, {"size": 1}]) == OPEN


def test_records_weigh_by_their_name_and_a_name_without_a_weight_is_refused() -> None:
    rules = book(leaf("[{earn: 1, each: size}]", "points: 10, over: cases, weights: {a: 70%, b: 30%}"))
    a, b = {"id": "a", "size": 2}, {"id": "b", "size": 4}
    assert [score(rules, cases=cases) for cases in ([a, b], [b, a], [b])] == [
        score(rules, cases=[a, b]),
        score(rules, cases=[a, b]),
        4,
    ]
    assert str(score(rules, cases=[a, b])) == "2.6"
    with pytest.raises(Refused, match=r"“乙”有一条记录不在“一项”的权重表里（可用：a、b）"):
        run(rules, {"甲": {"cases": [a, b]}, "乙": {"cases": [a, {"id": "c", "size": 1}]}})
    kinds = book(
        leaf("[{earn: 1, each: size}]", "points: 10, over: cases, weights: {slip: 70%, serious: 30%}, by: kind")
    )
    with pytest.raises(Refused, match="权重表"):
        score(kinds, cases=[{"kind": None, "size": 1}])


def test_two_at_each_end_are_dropped_before_weighing() -> None:
    rules = book(leaf("[{earn: 1, each: size}]", "points: 99, over: cases, take: mean, trim: 2"))
    sizes = lambda *values: [{"size": value} for value in values]
    assert score(rules, cases=sizes(1, 90, 3, 5, 2)) == 3
    assert score(rules, cases=sizes(1, 90, 3, 5)) == OPEN
    weights = "points: 99, over: cases, trim: 1, weights: {slip: 70%, serious: 30%}, by: kind"
    cases = [{"kind": kind, "size": size} for kind, size in (("slip", 1), ("slip", 2), ("serious", 4), ("serious", 9))]
    assert str(score(book(leaf("[{earn: 1, each: size}]", weights)), cases=cases)) == "2.6"  # of 2 and 4


def test_records_known_by_their_number_alone_are_counted_and_not_looked_at() -> None:
    nameless = [{"nameless": True}, {"nameless": True}]
    assert score(book(leaf("[{lose: 1, each: cases}]")), cases=nameless) == 8
    for rule in ("{lose: {slip: 1, serious: 2}, each: cases, by: kind}", "{lose: 1, each: cases, times: size}"):
        with pytest.raises(Refused, match="“甲”的“事件”只填了件数"):
            score(book(leaf(f"[{rule}]")), cases=nameless)
    facts = "  sizes: {name: 规模, sum: cases.size}\n  grave: {name: 严重, pick: cases, where: {kind: serious}}\n"
    for fact in ("sizes", "grave"):
        with pytest.raises(Refused, match="只填了件数"):
            score(book(leaf(f"[{{lose: 1, each: {fact}}}]"), facts=facts), cases=nameless)


# Members -------------------------------------------------------------------------------------------------------------


def county(
    more: str, values: dict[str, Any], lists: dict[str, Any] | None = None, rules: str = "[{lose: 1, each: n}]"
) -> Any:
    one = book(leaf(rules, more))
    facts = Facts.from_rows(one, ROWS, values, lists or {})
    node = scoring.compile(one).score(facts).sheet("县").node("one")
    return node.state or node.score


def test_a_member_whose_class_has_no_points_is_left_out() -> None:
    n = {"n": {"局": 1, "乡": 5}}
    assert county("points: {department: 10}, over: members, take: mean", n) == 9
    assert county("points: {department: 10, township: 20}, over: members, take: mean", n) == 12


def test_a_member_whose_class_has_no_weight_is_refused_unless_it_has_no_figure() -> None:
    weights = "points: 10, over: members, weights: {department: 100%}"
    assert county(weights, {"n": {"局": 1, "乡": NA}}) == 9
    with pytest.raises(Refused, match="权重表"):
        county(weights, {"n": {"局": 1, "乡": 2}})


def test_a_record_has_no_members() -> None:
    inner = "{id: two, title: 次, points: 10, over: members, take: sum, rules: [{earn: 1, each: size}]}"
    over = f"{{id: one, title: 一项, points: 10, over: cases, take: sum, indicators: [{inner}]}}"
    with pytest.raises(Refused, match="不能再逐个所属单位"):
        book(f"{{id: total, title: 总分, indicators: [{over}]}}")


# Facts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["type: judged, origin: reported", "type: number, origin: judged"])
def test_what_is_judged_is_told_by_each_source_itself(kind: str) -> None:
    facts = f"  given: {{name: 评价, {kind}}}\n  both: {{name: 合计, sum: [given, n]}}\n"
    for fact, expected in (("given", OPEN), ("both", OPEN), ("n", 3)):
        rules = book(leaf(f"[{{earn: 1, each: {fact}}}]", "points: 10, over: sources, take: mean"), facts=facts)
        assert score(rules, given=2, n=3) == expected


def test_last_years_value_is_that_of_the_source() -> None:
    facts = "  before: {name: 上年件数, previous: n}\n"
    rules = book(leaf("[{earn: 1, each: before}]", "points: 10, over: sources, take: sum"), facts=facts)
    past = {("n", "2024", "self"): 1, ("n", "2024", "office"): 2, ("n", "2024", "third"): 4, ("n", None, None): 9}
    assert run(rules, {"甲": past}).sheet("甲").node("one").score == 7


@pytest.mark.parametrize(("unit", "days"), [("days", 5), ("workdays", 3)])
def test_an_age_is_counted_to_the_day_asked_about(unit: str, days: int) -> None:
    rules = book(leaf("[{lose: 1, each: aged}]"), facts=f"  aged: {{name: 天数, age: day, in: {unit}}}\n")
    assert score(rules, day="2025-12-26") == 10 - days  # a Friday
    assert score(rules, day="2025-12-31") == 10
    assert score(rules, day=None) == OPEN


def test_working_days_beyond_the_calendar_are_refused() -> None:
    rules = book(leaf("[{lose: 1, each: aged}]"), facts="  aged: {name: 天数, age: day, in: workdays}\n")
    for day in ("1949-10-01", "2199-01-01"):
        with pytest.raises(Refused, match=day):
            score(rules, day=day)


@pytest.mark.parametrize("large", ["2147483647", "2147483648", "3000000000", "922337203685477580.8", "9" * 18])
@pytest.mark.parametrize("small", ["1", "0.5", "0.1", "0.000000001"])
def test_figures_of_a_table_may_be_large_and_small(large: str, small: str) -> None:
    rules = book(leaf(f"[{{earn: {{good: {large}, poor: {small}}}, by: state}}]", "points: 1, cap: none"))
    assert [score(rules, state=state) for state in ("good", "poor")] == [Decimal(large), Decimal(small)]


def test_passes_over_unlike_denominators_are_joined_exactly() -> None:
    parts = [column(np.array([2**40, -(2**41)]), 3), column(np.array([1, 5]), 2**31 - 1), column(np.array([7, 8]), 3)]
    joined = _joined(parts)
    assert [joined.at(row) for row in range(6)] == [part.at(row) for part in parts for row in (0, 1)]


def test_a_member_read_by_one_source_still_sees_its_own_score_outside() -> None:
    """What a member's line asks of an item outside is the member's own score, whoever the line's source is."""
    outside = "{id: out, title: 外, points: 10, rules: [{earn: 1, each: n}]}"
    inner = "{id: in, title: 内, points: 4, source: third, start: 0, rules: [{earn: 4, when: {out: {at_least: 6}}}]}"
    over = "{id: each, title: 逐个, over: members, take: mean, indicators: [" + inner + "]}"
    rules = book("{id: total, title: 总分, indicators: [" + outside + ", " + over + "]}")
    column = {"县": 1, "局": 9, "乡": 2}
    facts = Facts.from_rows(rules, ROWS, {"n": column, ("n", None, "third"): column}, {})
    sheet = scoring.compile(rules).score(facts).sheet("县")
    assert sheet.node("each").score == 2  # 局 has 9 of its own and gets 4, 乡 gets none; 县 itself has 1
