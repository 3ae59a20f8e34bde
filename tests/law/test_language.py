"""The language form by form, each with a sum done by hand."""

from decimal import Decimal as D
from typing import Any

import pytest

from gongkai.law.facts import Mark
from gongkai.law.rulebook import Refused
from tests.law.little import book, leaf, run, score

OPEN, NA, FAILED = "待定", "不适用", "失格"


@pytest.mark.parametrize(
    ("rules", "facts", "expected"),
    [
        ("[{earn: 100%, when: {ok: true}}]", {"ok": True}, 10),
        ("[{earn: 100%, when: {ok: true}}]", {"ok": False}, 0),
        ("[{earn: 2, each: n, at_most: 6}]", {"n": 2}, 4),
        ("[{earn: 2, each: n, at_most: 6}]", {"n": 5}, 6),
        ("[{lose: 2, each: n}]", {"n": 3}, 4),
        ("[{lose: 2, each: n}]", {"n": 9}, 0),  # a leaf stops at 0
        ("[{lose: 2, when: {ok: false}}]", {"ok": False}, 8),
        ("[{earn: {good: 100%, poor: 55%}, by: state}]", {"state": "poor"}, "5.5"),
        ("[{earn: 100%, times: rate, at_most: 100%}]", {"rate": "87.5%"}, "8.75"),
        ("[{earn: 100%, times: rate, at_most: 100%}]", {"rate": "120%"}, 10),
        ("[{lose: 0.3, each: rate, short_of: 96%, per: 1%}]", {"rate": "94.5%"}, "9.55"),
        ("[{lose: 1, each: rate, short_of: 96%, per_full: 1%}]", {"rate": "94.5%"}, 9),
        ("[{lose: 1, each: rate, short_of: 96%, per_started: 1%}]", {"rate": "94.5%"}, 8),
        ("[{lose: 0.3, each: n, short_of: target}]", {"n": 7, "target": 12}, "8.5"),
        ("[{lose: 0.3, each: n, short_of: target}]", {"n": 12, "target": 12}, 10),
        ("[{earn: 4, each: n}, {earn: 1, each: n, beyond: 3, per_full: 2}]", {"n": 2}, 8),
        ("[{lose: 50%, when: {ok: false}, unless: {n: {at_least: 1}}}]", {"ok": False, "n": 1}, 10),
        ("[{lose: 50%, when: {ok: false}, unless: {n: {at_least: 1}}}]", {"ok": False, "n": 0}, 5),
        ("[{earn: [{when: {ok: true}, is: 5}, {otherwise: 2}]}]", {"ok": False}, 2),
        ("[{earn: [{at_least: 3, is: 2}, {below: 3, is: 1}], by: n}]", {"n": 3}, 2),
        ("[{earn: [{at_least: 3, is: 2}, {below: 3, is: 1}], by: n}]", {"n": 2}, 1),
        ("[{earn: [{at_least: 5, is: 2}, {at_least: 3, is: 1}], by: n}]", {"n": 2}, OPEN),  # none holds
        ("[{lose: 1, each: cases, when: {cases: {above: 1}}}]", {"cases": [{}, {}, {}]}, 7),
        (
            "[{lose: {slip: 0.5, serious: 4}, each: cases, by: kind}]",
            {"cases": [{"kind": "slip"}, {"kind": "serious"}]},
            "5.5",
        ),
        ("[{lose: 1, each: cases, times: size}]", {"cases": [{"size": 2}, {"size": 3}]}, 5),
        ("[{lose: judged, each: cases, between: [0, 3]}]", {"cases": [{"mark": "1.5"}, {"mark": 2}]}, "6.5"),
        ("[{lose: judged, each: cases, between: [0, 3]}]", {"cases": [{"mark": None}]}, OPEN),
    ],
)
def test_a_line_comes_to_what_the_document_says(rules: str, facts: dict[str, Any], expected: object) -> None:
    found = score(book(leaf(rules)), **facts)
    assert found == (expected if expected in (OPEN, NA) else D(str(expected)))


@pytest.mark.parametrize(
    ("more", "n", "expected"),
    [
        ("points: 10, start: 75%", 1, "6.5"),  # the ceiling binds before the losses
        ("points: 10, floor: 3", 9, 3),
        ("points: 10, floor: none", 9, 1),
        ("points: 10, cap: 8", 1, 8),
        ("points: 10, times: 90%", 0, 9),
        ("points: 10, times: [{when: {n: {above: 0}}, is: 50%}]", 0, 10),
        ("points: 10, round: 0, times: 90%", 1, 8),
        ("points: {department: 10}", 0, NA),
        ("points: 10, gate: {n: {below: 1}}", 1, 0),
        ("points: 10, veto: [{when: {n: 1}, score: 4}]", 1, 4),
        ("points: 10, veto: [{when: {n: 1}, fail: true}]", 1, FAILED),
        ("points: 10, veto: [{when: {n: 1}, score: 40%}, {when: {n: {above: 0}}, fail: true}]", 1, 4),
        ("points: 10, only: {n: {above: 1}}", 1, NA),
    ],
)
def test_a_node_keeps_the_printed_order(more: str, n: int, expected: object) -> None:
    found = score(book(leaf("[{lose: 1, each: n}]", more)), n=n)
    assert found == (expected if expected in (OPEN, NA, FAILED) else D(str(expected)))


TREE = """{id: total, title: 总分, points: 100, combine: %s, indicators: [
  {id: a, title: 甲, points: 60, only: {ok: true}, not_applicable: %s, rules: [{lose: 6, each: n}]},
  {id: b, title: 乙, points: 30, rules: [{lose: 3, each: n}]},
  {id: c, title: 丙, points: 10, rules: [{lose: 1, each: n}]}]}"""


@pytest.mark.parametrize(
    ("combine", "treatment", "expected"),
    [
        ("sum", "exclude", 36),  # 27 + 9
        ("rescaled", "exclude", 90),  # 36 of 40
        ("rescaled", "full", 96),  # 60 + 27 + 9 of 100
        ("rescaled", "{share: 50%}", 66),  # 30 + 27 + 9 of 100: the share counts as possible points
        ("sum", "spread", 96),  # 30 more each: 60 and 40, less 3 and 1
        ("sum", "spread_by_points", 96),  # 75 and 25, less 3 and 1
        ("sum", "{move_to: c}", 96),  # 27 + (70 - 1)
        ("mean", "exclude", 18),
        ("lowest", "exclude", 9),
        ("highest", "exclude", 27),
        ("one_of", "exclude", 27),
    ],
)
def test_what_becomes_of_points_that_are_not_asked(combine: str, treatment: str, expected: int) -> None:
    assert score(book(TREE % (combine, treatment)), "total", ok=False, n=1) == expected


def test_unknown_is_never_zero_and_never_reweighted() -> None:
    tree = book(TREE % ("rescaled", "exclude"))
    assert score(tree, "total", ok=None, n=1) == OPEN
    assert score(tree, "total", ok=True, n=None) == OPEN


def test_what_is_decided_already_needs_nothing_more() -> None:
    assert (
        score(book(leaf("[{lose: 1, each: n, when: {any: [{ok: true}, {state: good}]}}]")), ok=True, state=None, n=2)
        == 8
    )
    assert score(book(leaf("[{lose: 1, each: n, when: {ok: true}}]")), ok=False, n=None) == 10
    gated = leaf("[{lose: 1, each: n}]", "points: 10, gate: {ok: true}")
    assert score(book(gated), ok=False, n=None) == 0


def test_a_line_about_what_does_not_apply_falls_away() -> None:
    rules = "[{lose: 1, each: n}, {lose: 4, when: {ok: false}}]"
    assert score(book(leaf(rules)), n=NA, ok=False) == 6
    assert score(book(leaf(rules)), n=NA, ok=NA) == NA
    assert (
        score(
            book(leaf("[{lose: 1, each: rate, short_of: 90%, per: 1%}, {lose: 3, when: {ok: false}}]")),
            rate="无",
            ok=False,
        )
        == 7
    )


def test_a_condition_with_an_edge_for_other_classes_makes_its_line_fall_away() -> None:
    rules = book(leaf("[{lose: 1, each: n, unless: {target: {at_least: {township: 5}}}}]"))
    assert score(rules, cls="township", n=3, target=1) == 7
    assert score(rules, cls="department", n=3, target=1) == NA


def test_a_fact_made_of_scores_does_not_apply_where_they_do_not() -> None:
    table = """{id: total, title: 总分, indicators: [
      {id: a, title: 甲, points: 10, only: {ok: true}, rules: [{lose: 1, each: n}]},
      {id: b, title: 乙, points: 10, rules: [{lose: 2, each: place}]}]}"""
    rules = book(table, facts="  place: {name: 甲项位次, rank: a, among: all}\n")
    assert score(rules, "b", ok=True, n=1) == 8
    assert score(rules, "b", ok=False, n=1) == NA


def test_a_share_of_nothing_does_not_apply() -> None:
    facts = "  done: {name: 完成率, share: n, of: target, round: 1}\n"
    rules = book(leaf("[{earn: 100%, times: done}]"), facts=facts)
    assert score(rules, n=0, target=0) == NA
    assert score(rules, n=1, target=3) == D("3.33")  # 33.3% as rounded, not a third


def test_quarters_are_averaged_and_those_without_data_left_out_only_where_it_says_so() -> None:
    over = "points: 8, over: quarters, take: mean"
    marks = {("one", None, "甲", f"2025-Q{n}"): Mark(value, "", "") for n, value in ((1, 6), (2, 7), (4, 8))}
    plain = run(book(leaf("[{earn: judged}]", over)), {"甲": {}}, marks=marks).sheet("甲").node("one")
    assert plain.state == OPEN
    skipped = (
        run(book(leaf("[{earn: judged}]", f"{over}, missing: skip")), {"甲": {}}, marks=marks).sheet("甲").node("one")
    )
    assert skipped.score == 7 and "2025年第三季度没有数据，不计" in skipped.sentences


def test_a_month_has_no_quarters_and_a_quarter_has_months() -> None:
    def nested(outer: str, inner: str) -> str:
        leaf_ = f"{{id: two, title: 次, points: 10, over: {inner}, take: mean, rules: [{{lose: 1, each: n}}]}}"
        return f"{{id: total, title: 总分, points: 10, over: {outer}, take: mean, indicators: [{leaf_}]}}"

    assert score(book(nested("quarters", "months")), "total", n=3) == 7
    for outer, inner in (("months", "quarters"), ("quarters", "halves"), ("weeks", "months")):
        with pytest.raises(Refused, match="里面没有可分的"):
            book(nested(outer, inner))


def test_sources_weigh_and_an_empty_source_stands_in_for_no_judge() -> None:
    rules = book(leaf("[{earn: judged}]", "points: 10, over: sources, weights: {self: 10%, office: 40%, third: 50%}"))
    marks = {
        ("one", source, "甲"): Mark(value, "", "") for source, value in (("self", 10), ("office", 8), ("third", 7))
    }
    assert run(rules, {"甲": {}}, marks=marks).sheet("甲").node("one").score == D("7.7")
    del marks["one", "third", "甲"]
    marks["one", None, "甲"] = Mark(7, "", "")
    assert run(rules, {"甲": {}}, marks=marks).sheet("甲").node("one").state == OPEN


def test_members_make_a_county_figure_class_by_class() -> None:
    more = "points: 10, over: members, weights: {department: 60%, township: 40%}"
    rules = book(leaf("[{lose: 1, each: n}]", more))
    rows = [{"unit": "县"}] + [
        {"unit": unit, "class": cls, "parent": "县"}
        for unit, cls in (("局1", "department"), ("局2", "department"), ("乡", "township"))
    ]
    from gongkai.law import scoring
    from gongkai.law.facts import Facts

    facts = Facts.from_rows(rules, rows, {"n": {"局1": 1, "局2": 3, "乡": 5}})
    assert scoring.compile(rules).score(facts).sheet("县").node("one").score == D("6.8")  # 8 × 60% + 5 × 40%


def test_members_of_a_class_without_points_leave_the_figure_out_of_what_can_be_reached() -> None:
    from gongkai.law import scoring
    from gongkai.law.facts import Facts

    own = "{id: a, title: 甲, points: 10, weight: 60%, rules: [{lose: 1, each: n}]}"
    members = "{id: b, title: 乙, points: {department: 10}, weight: 40%, over: members, rules: [{lose: 1, each: n}]}"
    rules = book(f"{{id: t, title: 表, points: 10, combine: rescaled, indicators: [{own}, {members}]}}")
    rows = [{"unit": "县", "class": "department"}, {"unit": "乡", "class": "township", "parent": "县"}]
    sheet = scoring.compile(rules).score(Facts.from_rows(rules, rows, {"n": {"县": 1, "乡": 5}})).sheet("县")
    assert sheet.node("b").state == NA and sheet.node("t").score == 9  # 5.4 of 6, told on 10


def test_a_finding_is_charged_once_at_the_dearer_rate() -> None:
    rules = "[{lose: 1, each: others}, {lose: {slip: 0.5, serious: 4}, each: cases, by: kind}]"
    facts = {
        "others": [{"id": "x"}, {"id": "y"}],
        "cases": [{"id": "x", "kind": "serious"}, {"id": "z", "kind": "slip"}],
    }
    assert score(book(leaf(rules, "points: 10, no_double: heaviest")), **facts) == D("4.5")  # y 1, x 4, z 0.5
    assert score(book(leaf(rules, "points: 10, no_double: first")), **facts) == D("7.5")  # x 1, y 1, z 0.5
    assert score(book(leaf(rules)), **facts) == D("3.5")
    with pytest.raises(Refused, match="编号"):
        score(book(leaf(rules, "points: 10, no_double: first")), others=[{}], cases=[])


def test_the_highest_of_a_class_is_the_measure_of_all() -> None:
    facts = "  best: {name: 同类最高, highest: n, among: class}\n  part: {name: 与最高之比, share: n, of: best}\n"
    facts += "  place: {name: 位次, rank: n, among: all}\n"
    rules = book(leaf("[{earn: 100%, times: part}]"), facts=facts)
    units = {"a": {"n": 4}, "b": {"n": 2}, "c": {"n": 9}}
    results = run(rules, units, {"a": "department", "b": "department", "c": "township"})
    assert [results.sheet(unit).node("one").score for unit in "abc"] == [10, 5, 10]
    ranked = run(book(leaf("[{lose: 1, each: place}]"), facts=facts), units, dict.fromkeys("abc", "department"))
    assert [ranked.sheet(unit).node("one").score for unit in "abc"] == [8, 7, 9]


def test_a_working_day_limit_makes_records_late() -> None:
    facts = """  asked: {name: 申请, type: {list: {received: date, replied: date}}}
  overdue: {name: 逾期, pick: asked, where: {late: foi.answer}}
"""
    limits = "limits: {foi.answer: {within: 15 workdays, after: received, done: replied, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: overdue}]"), limits, facts)
    # 2025-09-01 is a Monday: the 15th working day after it is Monday the 22nd
    days = [("2025-09-22", 0), ("2025-09-23", 1), ("无", 1)]
    for replied, late in days:
        assert score(rules, asked=[{"received": "2025-09-01", "replied": replied}]) == 10 - late
    assert score(rules, asked=[{"received": "2025-12-30", "replied": None}]) == 10  # not yet due on the day
    assert score(rules, asked=[{"received": "2025-09-01", "replied": None}]) == OPEN
    assert score(rules, asked=[{"received": None, "replied": "2025-09-22"}]) == OPEN


def test_no_cent_is_lost_to_binary_fractions() -> None:
    assert score(book(leaf("[{lose: 0.1, each: n}]")), n=3) == D("9.7")
    thirds = book(leaf("[{earn: 1, each: n, per: 3}]"), "rounding: {total: 2}")
    assert score(thirds, "total", n=2) == D("0.67")


def test_numbers_beyond_64_bits_stay_exact() -> None:
    facts = "  big: {name: 大数, type: number, places: 12}\n"
    rules = book(leaf("[{earn: 1, each: big, per: 0.000000001}]", "points: 10, cap: none"), facts=facts)
    assert score(rules, big="123456789012345678.123456789012") == D("123456789012345678123456789.012")


def test_a_score_is_a_fact_for_those_who_come_after() -> None:
    table = """{id: total, title: 总分, indicators: [
      {id: a, title: 甲, points: 10, rules: [{lose: 1, each: n}]},
      {id: b, title: 乙, points: 10, rules: [{lose: 2, each: place}]},
      {id: c, title: 丙, points: 0, cap: 5, gate: {a: {above: 80%}}, rules: [{earn: 3}]}]}"""
    rules = book(table, facts="  place: {name: 甲项位次, rank: a, among: all}\n")
    results = run(rules, {"x": {"n": 1}, "y": {"n": 2}, "z": {"n": 1}})
    found = {unit: [results.sheet(unit).node(node).score for node in "abc"] for unit in "xyz"}
    assert found == {"x": [9, 8, 3], "y": [8, 4, 0], "z": [9, 8, 3]}  # y is third: two are better; 8 is not above 8


def test_two_tables_are_composed_for_those_with_a_window() -> None:
    table = """{id: whole, title: 合成, points: 100, combine: rescaled, indicators: [
      {id: one, title: 表一, points: 100, weight: 60%, rules: [{lose: 1, each: n}]},
      {id: two, title: 表二, points: 100, weight: 40%, only: {ok: true}, rules: [{lose: 1, each: target}]}]}"""
    assert score(book(table), "whole", n=10, target=50, ok=True) == 74  # 54 + 20
    assert score(book(table), "whole", n=10, target=50, ok=False) == 90


def test_each_table_is_read_by_whom_it_asks() -> None:
    tables = [
        f"{{id: {id}, title: {id}, points: 10, only: {{class: {cls}}}, rules: [{{lose: {rate}, each: n}}]}}"
        for id, cls, rate in (("d", "department", 1), ("t", "township", 2))
    ]
    from gongkai.law import rulebook
    from tests.law.little import FACTS, HEAD

    rules = rulebook.load(f"{HEAD}{FACTS}\ntables: [{', '.join(tables)}]\n", "two", facts="facts: {}\n")
    results = run(rules, {"局": {"n": 3}, "乡": {"n": 3}}, {"局": "department", "乡": "township"})
    assert results.total("局", "d") == 7 and results.total("乡", "t") == 4
    assert results.apart() == ["乡"] and results.state("局", "t") == NA


def test_last_years_value_is_read_from_last_years_row() -> None:
    rules = book(leaf("[{lose: 1, each: n, beyond: before}]"), facts="  before: {name: 上年件数, previous: n}\n")
    assert score(rules, n=5) == OPEN
    assert run(rules, {"甲": {"n": 5, ("n", "2024", None): 3}}).sheet("甲").node("one").score == 8


def test_trimmed_means_drop_one_at_each_end() -> None:
    facts = "  papers: {name: 问卷, type: {list: {given: judged}}}\n"
    rules = book(leaf("[{earn: 1, each: given}]", "points: 10, over: papers, trim: 1"), facts=facts)
    assert score(rules, papers=[{"given": mark} for mark in (2, 7, 8, 10)]) == D("7.5")
    assert score(rules, papers=[{"given": mark} for mark in (2, 7)]) == OPEN


def test_a_days_age_is_counted_in_working_days() -> None:
    rules = book(leaf("[{lose: 1, each: old}]", "points: 30"), facts="  old: {name: 未更新, age: day, in: workdays}\n")
    assert score(rules, day="2025-12-24") == 25  # the 25th, 26th, 29th, 30th and 31st
