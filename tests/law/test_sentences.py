"""What a sheet says of one line: the figures a condition was held against stand beside it."""

from typing import Any

import pytest

from gongkai.law.diff import node_says
from gongkai.law.facts import Mark
from tests.law.little import book, leaf, run


def sentence(rules: str, more: str = "points: 10", **facts: Any) -> str:
    return run(book(leaf(rules, more)), {"甲": facts}).sheet("甲").node("one").text


@pytest.mark.parametrize(
    ("rules", "facts", "told"),
    [
        ("[{lose: 5, when: {n: {above: 3}}}]", {"n": 4}, "件数高于3件（件数4件），扣5分"),
        (
            "[{lose: 1, each: target, when: {n: {above: 3}}}]",
            {"n": 4, "target": 2},
            "件数高于3件（件数4件），任务数2 × 1",
        ),
        ("[{lose: 5, when: {ok: false}}]", {"ok": False}, "没有“合格”，扣5分"),  # a yes or no says itself
        ("[{lose: 5, when: {state: poor}}]", {"state": "poor"}, "状态为“差”，扣5分"),
    ],
)
def test_a_condition_that_holds_tells_the_figure_it_was_held_against(
    rules: str, facts: dict[str, Any], told: str
) -> None:
    assert told in sentence(rules, **facts)


def test_who_is_excused_is_told_by_what() -> None:
    rules = "[{lose: 50%, when: {ok: false}, unless: {n: {at_least: 1}}}]"
    assert "没有“合格”，件数1件，免扣" in sentence(rules, ok=False, n=1)
    assert "没有“合格”，扣5分" in sentence(rules, ok=False, n=0)
    assert "合格：是" in sentence(rules, ok=True, n=1) and "免扣" not in sentence(rules, ok=True, n=1)


@pytest.mark.parametrize(
    ("rules", "facts", "told"),
    [
        ("[{lose: 0.1, each: rate, per: 1%}]", {"rate": "33%"}, "比率33%，每个百分点0.1分，扣3.3分"),
        ("[{lose: 1, each: n, times: [{when: {ok: true}, is: 2}]}]", {"n": 3, "ok": True}, "每件1分，乘以2，扣6分"),
        ("[{lose: 1, each: n, times: [{when: {ok: true}, is: 2}]}]", {"n": 3, "ok": False}, "件数3件，每件1分，扣3分"),
        ("[{lose: 1, each: n, times: 50%}]", {"n": 4}, "件数4件，每件1分，乘以50%，扣2分"),
        ("[{earn: 100%, times: rate, at_most: 100%}]", {"rate": "112%"}, "得11.2分，本条最多满分，计10分"),
        ("[{lose: 5, when: {state: [poor, good]}}]", {"state": "poor"}, "状态为“差”或“好”，扣5分"),
    ],
)
def test_factors_steps_and_limits_are_said_as_they_were_written(rules: str, facts: dict[str, Any], told: str) -> None:
    assert told in sentence(rules, **facts)


def test_every_pass_tells_its_score_and_its_lines() -> None:
    facts = "  papers: {name: 问卷, type: {list: {given: judged, kind: {type: state, states: {few: 少, many: 多}}}}}\n"
    more = "points: 10, over: papers, weights: {few: 60%, many: 40%}, by: kind"
    rules = book(leaf("[{earn: 1, each: given}]", more), facts=facts)
    papers = [{"id": "q1", "given": 2, "kind": "few"}, {"id": "q2", "given": 7, "kind": "many"}]
    sheet = run(rules, {"甲": {"papers": papers}}).sheet("甲")
    assert sheet.node("one").text.startswith("一项 4.00/10: q1：2分；q2：7分；按权重合成（少60%、多40%）")
    assert "  [q2] given7 × 1分，得7分" in sheet.text()


def test_how_children_are_joined_is_told() -> None:
    tree = """{id: t, title: 表, points: 10, combine: %s, indicators: [
      {id: a, title: 甲, points: 10, %s rules: [{lose: 1, each: n}]},
      {id: b, title: 乙, points: 10, %s rules: [{lose: 2, each: n}]}]}"""
    told = {
        combine: run(book(tree % (combine, *weights)), {"甲": {"n": 1}}).sheet("甲").node("t").text
        for combine, weights in (("lowest", ("", "")), ("sum", ("weight: 70%,", "weight: 30%,")))
    }
    assert told == {"lowest": "表 8.00/10: 下级取最低", "sum": "表 8.70/10: 按权重相加（甲70%、乙30%）"}


def test_what_is_open_is_named_down_to_the_facts_somebody_gives() -> None:
    facts = "  done: {name: 完成率, share: n, of: target}\n  seen: {name: 抽查数, type: count, origin: external}\n"
    facts += "  kept: {name: 抽查合格率, share: n, of: seen}\n"
    rules = book(leaf("[{lose: 1, each: done, per: 1%}, {lose: 1, each: kept, per: 1%}]"), facts=facts)
    told = [item.sentence for item in run(rules, {"甲": {"n": 1, "target": None, "seen": None}}).sheet("甲").open]
    assert told == [
        "一项：“完成率”（由件数、任务数得出）待定，由本单位提供",
        "一项：“抽查合格率”（由件数、抽查数得出）待定，由本单位、外部来源提供",
    ]


@pytest.mark.parametrize(
    ("rules", "more", "read"),
    [
        ("[{lose: 1, each: n, times: rate}]", "points: 10", "件数每1件扣1分 × 比率"),
        ("[{lose: 1, each: n, times: [{when: {ok: true}, is: 2}]}]", "points: 10", "件数每1件扣1分，合格的乘以2"),
        ("[{lose: 1, each: n}]", "points: 10, times: [{when: {ok: true}, is: 50%}]", "合格的乘以50%"),
        ("[{lose: 1, each: n}]", "points: 10, times: 90%", "再乘以90%"),
    ],
)
def test_a_factor_is_read_as_a_factor_and_not_as_points(rules: str, more: str, read: str) -> None:
    written = book(leaf(rules, more))
    assert read in node_says(written, written.indicators["one"])


SKIPPED = "2025年第{}季度没有数据，不计"


def test_a_pass_without_data_is_left_out_and_one_with_half_its_data_is_owed() -> None:
    tree = """{id: t, title: 表, points: 10, over: quarters, missing: skip, indicators: [
      {id: a, title: 甲, points: 6, rules: [{lose: 1, each: n}]},
      {id: b, title: 乙, points: 4, rules: [{lose: 1, each: target}]}]}"""
    whole = {("n", "2025-Q1", None): 1, ("target", "2025-Q1", None): 0}
    told = run(book(tree), {"甲": whole}).sheet("甲").node("t").text
    gone = SKIPPED.format("二季度、2025年第三季度、2025年第四")
    assert told == f"表 9.00/10: 2025年第一季度：9分；{gone}；取平均"
    sheet = run(book(tree), {"甲": {**whole, ("n", "2025-Q3", None): 2}}).sheet("甲")
    assert SKIPPED.format("二季度、2025年第四") in sheet.node("t").sentences
    assert "2025年第三季度：待定" in sheet.node("t").text
    assert [(item.title, item.passing) for item in sheet.open] == [("乙", "2025年第三季度")]


def test_a_pass_whose_own_passes_all_lack_data_is_owed() -> None:
    tree = """{id: t, title: 表, points: 10, over: quarters, missing: skip, indicators: [
      {id: a, title: 季查, points: 6, rules: [{lose: 1, each: target}]},
      {id: b, title: 月查, points: 4, over: months, missing: skip, rules: [{lose: 1, each: n}]}]}"""
    sheet = run(book(tree), {"甲": {("target", "2025-Q1", None): 0, ("n", "2025-04", None): 1}}).sheet("甲")
    assert [item.sentence for item in sheet.open] == [
        "月查（2025年第一季度）：各次的数据待定，由本单位提供",
        "季查（2025年第二季度）：“任务数”待定，由本单位提供",
    ]


def test_what_was_asked_and_shown_stands_on_the_sheet() -> None:
    """A child not asked makes 8 of 10 into 16 of 20; proof that was not accepted leaves nothing."""
    tree = """{id: t, title: 表, points: 20, combine: rescaled, indicators: [
      {id: a, title: 甲项, points: 10, rules: [{lose: 1, each: n}]},
      {id: b, title: 乙项, points: 10, only: {ok: true}, rules: [{lose: 2, each: n}]}]}"""
    told = run(book(tree), {"甲": {"n": 2, "ok": False}}).sheet("甲").node("t").text
    assert told == "表 16.00/20: 合计8 × 20 ÷ 应考分值10 = 16"
    proof = book(leaf("[{earn: 1, each: n}]", "points: 10, evidence: {kinds: [纪要], required: true}"))
    sheets = {said: run(proof, {"甲": {"n": 3, "one.evidence": said}}).sheet("甲") for said in (True, False, None)}
    assert [sheet.node("one").shown for sheet in sheets.values()] == ["3.00/10", "0.00/10", "待定"]
    assert "没有认可的佐证，不得分" in sheets[False].node("one").text
    assert [item.sentence for item in sheets[None].open] == ["一项：“佐证”待定，由评分人提供"]


def test_a_finding_charged_elsewhere_is_named_with_what_it_costs_here() -> None:
    tree = """{id: t, title: 表, no_double: heaviest, indicators: [
      {id: a, title: 甲项, points: 10, rules: [{lose: 1, each: cases, times: size}]},
      {id: b, title: 乙项, points: 10, rules: [{lose: 3, each: cases}]}]}"""
    sheet = run(book(tree), {"甲": {"cases": [{"id": "x", "size": 2}, {"id": "y", "size": 5}]}}).sheet("甲")
    assert [sheet.node(id).score for id in "ab"] == [5, 7]
    told = [sheet.node(id).lines[0] for id in "ab"]
    assert [(line.sentence, line.records) for line in told] == [
        ("事件1，扣5分；事件中的x同一问题已在别处计，不再扣", ("y",)),
        ("事件1，扣3分；事件中的y同一问题已在别处计，不再扣", ("x",)),
    ]


def test_what_no_band_fits_is_said_to_be_a_gap_of_the_rule() -> None:
    rules = book(leaf("[{earn: [{at_least: 5, is: 10}, {below: 4, is: 0}], by: n}]"))
    sheet = run(rules, {"甲": {"n": 4}}).sheet("甲")
    assert "件数4件，规则没有写这时的分数，这一条待定" in sheet.node("one").text
    assert [item.sentence for item in sheet.open] == ["一项：件数4件应得的分数待定，由规则制定单位提供"]
    assert "由本单位提供" in run(rules, {"甲": {"n": None}}).sheet("甲").open[0].sentence


def test_a_table_by_state_under_a_condition_says_each_thing_once() -> None:
    told = sentence("[{earn: {good: 10, poor: 5}, by: state, when: {ok: true}}]", ok=True, state="poor")
    assert told == "一项 5.00/10: 合格，状态：差，得5分"


def test_the_source_whose_word_is_read_is_told_and_owes_it() -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, source: third"))
    assert "只看第三方的数据" in node_says(rules, rules.indicators["one"])
    (item,) = run(rules, {"甲": {("n", None, "office"): 1}}).sheet("甲").open
    assert item.owner == "第三方"


def test_a_mark_that_lacks_in_a_quarter_is_owed_by_a_person_and_not_by_the_quarter() -> None:
    rules = book(leaf("[{earn: judged}]", "points: 10, over: quarters"))
    sheet = run(rules, {"甲": {}}, marks={("one", None, "甲", "2025-Q1"): Mark(8, "", "")}).sheet("甲")
    assert [item.owner for item in sheet.open] == ["评分人"] * 3


@pytest.mark.parametrize(
    ("rounding", "shown"),
    [("{total: 0}", "8/10"), ("{leaf: 1, total: 0}", "8.5/10"), ("{total: 0, show: 3}", "8.455/10"), ("{}", "8.46/10")],
)
def test_as_many_places_are_shown_as_were_kept(rounding: str, shown: str) -> None:
    rules = book(leaf("[{earn: 100%, times: rate}]"), f"rounding: {rounding}")
    assert run(rules, {"甲": {"rate": "84.55%"}}).sheet("甲").node("one").shown == shown
