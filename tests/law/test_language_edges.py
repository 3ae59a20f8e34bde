"""The language where two of its rules meet, each with a sum done by hand."""

from datetime import datetime
from decimal import Decimal as D
from typing import Any

import pytest

from gongkai.law import scoring
from gongkai.law.facts import Facts, Mark
from gongkai.law.facts.building import not_said
from gongkai.law.reading import Refused
from gongkai.law.states import OPEN as OPEN_CODE
from tests.law.little import book, leaf, run, score
from tests.law.test_deadlines import BEIJING

OPEN, NA = "待定", "不适用"


def table(*nodes: str, more: str = "") -> str:
    return f"{{id: total, title: 总分{more}, indicators: [{', '.join(nodes)}]}}"


def one(id: str, rules: str, more: str = "points: 10") -> str:
    return f"{{id: {id}, title: {id}, {more}, rules: {rules}}}"


# Asked, and yet without a figure: whether the others apply does not depend on it -------------------------------------

NOTHING = (
    "{id: a, title: 甲, points: 10, combine: mean, indicators: ["
    + one("c", "[{earn: 1, each: n}]", "points: 10, weight: 0%")
    + "]}"
)


@pytest.mark.parametrize(
    "rule",
    [
        "{earn: 2, times: a}",
        "{earn: {'1': 5}, by: a}",
        "{earn: 2, each: a}",
        "{earn: 2, when: {n: {at_least: a}}}",
        "{earn: 2, when: {a: {at_least: 50%}}}",
        "{earn: 2, times: [{when: {a: {above: 1}}, is: 2}]}",
        "{earn: [{when: {a: {above: 1}}, is: 2}, {when: {a: {below: 1}}, is: 1}]}",
    ],
)
def test_a_line_that_reads_a_score_without_a_figure_falls_away_and_its_leaf_stays(rule: str) -> None:
    rules = book(table(NOTHING, one("b", f"[{rule}]"), more=", points: 20"))
    assert score(rules, "a", n=3) == NA
    expected = 2 if "times: [" in rule else 0
    assert score(rules, "b", n=3) == expected


# Tables and rows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "by", "value", "expected"),
    [
        ("{50%: 5, 12.5%: 3}", "rate", "50%", 5),
        ("{50%: 5, 12.5%: 3}", "rate", "12.5%", 3),
        ("{50%: 5, 12.5%: 3}", "rate", "5%", OPEN),
        ("{'2': 5, '3': 4}", "n", 3, 4),
        ("{'true': 5, 'false': 1}", "ok", False, 1),
        ("{ab: 5, cd: 4}", "word", "cd", 4),
        ("{ab: 5, cd: 4}", "word", "ef", OPEN),
        ("{good: 5, none: 2}", "state", "无", 2),
        ("{good: {department: 5}, poor: 3}", "state", "good", NA),
        ("{good: {department: 5}, poor: 3}", "state", "poor", 3),
    ],
)
def test_a_table_is_looked_up_by_what_the_fact_says(keys: str, by: str, value: Any, expected: object) -> None:
    rules = book(leaf(f"[{{earn: {keys}, by: {by}}}]"), facts="  word: {name: 词, type: text}\n")
    assert score(rules, cls="township", **{by: value}) == expected


@pytest.mark.parametrize(
    "cap", ["{department: 3}", "[{when: {ok: true}, is: {department: 3}}]", "[{when: {ok: false}, is: 1}]"]
)
def test_a_limit_that_leaves_a_class_out_does_not_bind_it(cap: str) -> None:
    a = one("a", "[{earn: 1, each: n}]")
    inner = f"{{id: s, title: 合计, points: 10, cap: {cap}, floor: {cap}, indicators: [{a}]}}"
    assert score(book(table(inner)), "s", cls="township", n=7, ok=True) == 7


def test_a_mean_whose_weights_are_all_nothing_does_not_apply() -> None:
    assert score(book(table(NOTHING)), "a", n=3) == NA


def test_what_a_parent_can_reach_is_no_more_than_its_points() -> None:
    both = ", ".join(one(id, "[{earn: 1, each: n}]") for id in "ab")
    inner = f"{{id: s, title: 合计, points: 10, indicators: [{both}]}}"
    rules = book(table(inner, one("c", "[{earn: 1, each: target}]"), more=", points: 100, combine: rescaled"))
    assert score(rules, "total", n=10, target=0) == 100  # 20 of the 20 that s and c can reach


# Tests of equality and of days ---------------------------------------------------------------------------------------


def test_a_share_equals_a_part_of_the_points_and_a_share_of_a_fact() -> None:
    rules = book(
        table(
            one("a", "[{earn: 1, each: n}]"),
            one("b", "[{earn: 3, when: {a: [50%]}}, {earn: 1, when: {rate: [50%, 60%]}}]"),
        )
    )
    assert score(rules, "b", n=5, rate="50%") == 4
    assert score(rules, "b", n=4, rate="60%") == 1


def test_two_moments_of_one_day_are_compared_as_moments() -> None:
    facts = "  told: {name: 接报, type: moment}\n  said: {name: 回应, type: moment}\n"
    facts += "  aged: {name: 天数, age: told, in: days}\n"
    at = lambda hour: datetime(2025, 12, 30, hour, tzinfo=BEIJING)
    later = book(leaf("[{earn: 1, when: {said: {above: told}}}]"), facts=facts)
    assert [score(later, told=at(9), said=at(hour)) for hour in (8, 9, 10)] == [0, 0, 1]
    assert score(book(leaf("[{lose: 1, each: aged}]"), facts=facts), told=at(9)) == 9


def test_a_step_of_a_limit_may_be_a_fact_of_the_unit() -> None:
    facts = """  asked: {name: 申请, type: {list: {received: date}}}
  replied: {name: 统一答复, type: date}
  overdue: {name: 逾期, pick: asked, where: {late: foi.answer}}
"""
    limits = "limits: {foi.answer: {within: 15 workdays, after: received, done: replied, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: overdue}]"), limits, facts)
    assert score(rules, asked=[{"received": "2025-09-01"}], replied="2025-09-22") == 10
    assert score(rules, asked=[{"received": "2025-09-01"}], replied="2025-09-23") == 9
    assert scoring.compile(rules).needs == {"asked", "replied"}


@pytest.mark.parametrize(("over", "each", "needs"), [
    ("quarters", "n", {"n"}), ("quarters", "grave", {"cases"}), ("cases", "size", {"cases"}),
    ("cases", "n", {"cases", "n"}),
])  # fmt: skip
def test_what_is_needed_is_what_the_rules_read_and_what_they_go_over(over: str, each: str, needs: set[str]) -> None:
    facts = "  grave: {name: 严重事件, pick: cases, where: {kind: serious}}\n"
    rules = book(leaf(f"[{{lose: 1, each: {each}}}]", f"points: 10, over: {over}, take: mean"), facts=facts)
    assert scoring.compile(rules).needs == needs


def test_points_are_moved_among_siblings_that_would_all_move_theirs() -> None:
    spread = "points: 10, not_applicable: spread, only: "
    rules = book(
        table(
            one("a", "[{earn: 1, each: n}]", spread + "{class: township}"),
            one("b", "[{earn: 50%, when: {ok: true}}]", spread + "{ok: true}"),
        )
    )
    assert score(rules, "b", cls="department", ok=True, n=1) == 10
    assert score(rules, "b", cls="township", ok=True, n=1) == 5


# Findings charged once -----------------------------------------------------------------------------------------------


def test_an_amount_nobody_knows_may_be_the_dearest() -> None:
    rules = "[{lose: 100, each: others}, {lose: judged, each: cases, between: [0, 200]}]"
    facts = {"others": [{"id": "x"}], "cases": [{"id": "x", "mark": None}]}
    assert score(book(leaf(rules, "points: 300, no_double: heaviest")), **facts) == OPEN
    assert score(book(leaf(rules, "points: 300, no_double: first")), **facts) == 200


def test_a_finding_is_not_kept_open_for_an_indicator_that_is_surely_not_asked() -> None:
    inner = (
        "{id: s, title: 合计, points: 20, only: {ok: true}, indicators: ["
        + one("x", "[{lose: 5, each: others}]", "points: 10, only: {class: township}")
        + ", "
        + one("z", "[{lose: 1, each: n}]")
        + "]}"
    )
    rules = book(table(inner, one("y", "[{lose: 1, each: cases}]"), more=", no_double: heaviest"))
    facts: dict[str, Any] = {"others": [{"id": "f"}], "cases": [{"id": "f"}], "n": 0, "ok": None}
    assert score(rules, "y", cls="department", **facts) == 9
    assert score(rules, "y", cls="township", **facts) == OPEN


def test_a_finding_that_costs_nothing_is_not_dearer_than_one_that_costs_a_point() -> None:
    rules = "[{lose: {slip: 0, serious: 4}, each: cases, by: kind}, {lose: 1, each: others}]"
    facts = {"others": [{"id": "x"}], "cases": [{"id": "x", "kind": "slip"}]}
    assert score(book(leaf(rules, "points: 10, no_double: heaviest")), **facts) == 9
    assert score(book(leaf(rules, "points: 10, no_double: first")), **facts) == 10


def test_a_line_charged_once_falls_away_for_a_class_without_an_amount() -> None:
    """甲 and 丙 said nothing of their cases, 乙 and 丁 had one; a department loses nothing for it."""
    rules = book(
        table(one("a", "[{lose: {township: 2}, each: cases}, {lose: 1, each: n}]"), more=", no_double: heaviest")
    )
    units = [{"unit": unit, "class": "department" if unit in "甲乙" else "township"} for unit in "甲乙丙丁"]
    facts = Facts.from_rows(
        rules, units, {"n": dict.fromkeys("甲乙丙丁", 1)}, {"cases": [{"unit": unit, "id": "x"} for unit in "乙丁"]}
    )
    facts.registers["cases"] = not_said(facts.registers["cases"], {0: OPEN_CODE, 2: OPEN_CODE}, 4)
    results = scoring.compile(rules).score(facts)
    found = [results.sheet(unit).node("a") for unit in "甲乙丙丁"]
    assert [sheet.state or sheet.score for sheet in found] == [9, 9, OPEN, 7]


# Passes --------------------------------------------------------------------------------------------------------------


def test_a_score_outside_the_passes_is_read_as_it_is_there_whatever_the_source() -> None:
    inner = "{id: w, title: 季, points: 10, gate: {a: {at_least: 7}}, source: office, rules: [{earn: 1, each: target}]}"
    quarters = f"{{id: q, title: 季评, points: 10, over: quarters, take: mean, indicators: [{inner}]}}"
    rules = book(table(one("a", "[{lose: 1, each: n}]"), quarters))
    facts: dict[Any, Any] = {"n": 3, ("n", "2025-Q1", None): 9, "target": 4}
    assert run(rules, {"甲": facts}).sheet("甲").node("q").score == 4


def test_records_in_a_quarter_or_of_a_source_are_read_with_what_was_said_there() -> None:
    rules = "[{lose: {slip: 1, serious: 2}, each: cases, by: kind, times: target}]"
    quarters = book(leaf(rules, "points: 100, over: quarters, take: sum"))
    facts: dict[Any, Any] = {("target", f"2025-Q{n}", None): n for n in range(1, 5)}
    facts |= {"target": 9, "cases": [{"kind": "slip"}, {"kind": "serious"}]}
    assert run(quarters, {"甲": facts}).sheet("甲").node("one").score == 400 - 3 * 10
    given = "  given: {name: 评价, type: judged, origin: judged}\n"
    sources = book(leaf(rules.replace("target", "given"), "points: 10, over: sources, take: mean"), facts=given)
    said = {"cases": [{"kind": "slip"}]} | {("given", None, source): 2 for source in ("self", "office", "third")}
    assert run(sources, {"甲": said}).sheet("甲").node("one").score == 8
    del said["given", None, "third"]
    assert run(sources, {"甲": said | {"given": 2}}).sheet("甲").node("one").state == OPEN


def test_members_records_see_the_score_of_their_own_unit() -> None:
    inner = one("f", "[{earn: 1, each: size}]", "points: 10, over: cases, take: mean, gate: {a: {at_least: 7}}")
    members = f"{{id: m, title: 乡镇, points: 10, over: members, take: mean, indicators: [{inner}]}}"
    rules = book(table(one("a", "[{lose: 1, each: n}]"), members))
    rows = [{"unit": "县"}, {"unit": "甲", "parent": "县"}, {"unit": "乙", "parent": "县"}]
    cases = [{"unit": "甲", "size": 4}, {"unit": "乙", "size": 6}, {"unit": "乙", "size": 8}]
    facts = Facts.from_rows(rules, rows, {"n": {"县": 0, "甲": 5, "乙": 1}}, {"cases": cases})
    assert scoring.compile(rules).score(facts).sheet("县").node("m").score == D("3.5")  # 甲: 0, 乙: 7


def test_marks_of_several_sources_stay_apart_in_one_pass() -> None:
    rules = book(leaf("[{earn: judged}]", "points: 10, over: sources, take: lowest"))
    marks = {("one", source, "甲"): Mark(value, "", "") for source, value in (("self", 9), ("office", 8), ("third", 7))}
    assert run(rules, {"甲": {}}, marks=marks).sheet("甲").node("one").score == 7


# Fields of the record at hand, figures by class ----------------------------------------------------------------------


def test_a_node_marked_record_by_record_reads_its_fields_everywhere() -> None:
    facts = "  visits: {name: 走访, type: {list: {size: count, goal: count, part: share}}}\n"
    rules = "[{earn: 1, each: size, beyond: goal}]"
    for more, expected in (("", 3), (", times: part", 1), (", gate: {goal: {above: 1}}", D("1.5"))):
        node = leaf(rules, f"points: 10, over: visits, take: mean{more}")
        visits = [{"size": 4, "goal": 1, "part": "0%"}, {"size": 5, "goal": 2, "part": "66%"}]
        found = score(book(node, facts=facts), visits=visits)
        assert found == (D("0.99") if "times" in more else expected)


@pytest.mark.parametrize(
    ("rule", "cls", "n", "expected"),
    [
        ("{lose: 1, each: n, beyond: {department: 1}}", "department", NA, NA),
        ("{lose: 1, each: n, beyond: {department: 1}}", "department", 3, 8),
        ("{lose: 1, each: n, beyond: {department: 1}}", "township", 3, NA),
        ("{lose: 1, each: n, per: {department: 2}}", "department", 4, 8),
        ("{lose: 1, each: n, per: {department: 2}}", "township", 4, NA),
        ("{lose: 1, each: n, at_most: {department: 2}}", "department", 4, 8),
        ("{lose: 1, each: n, at_most: {department: 2}}", "township", 4, 6),
    ],
)
def test_a_figure_by_class_is_read_for_the_class_of_the_unit(rule: str, cls: str, n: Any, expected: object) -> None:
    assert score(book(leaf(f"[{rule}]")), cls=cls, n=n) == expected


def test_the_range_of_a_mark_goes_by_the_points_of_the_class() -> None:
    rules = book(leaf("[{lose: judged, each: cases, between: [0, 50%]}]", "points: {department: 10, township: 20}"))
    units = {"局": {"cases": [{"mark": 5}]}, "乡": {"cases": [{"mark": 8}, {"mark": 10}]}}
    cls = {"局": "department", "乡": "township"}
    assert [run(rules, units, cls).sheet(unit).node("one").score for unit in units] == [5, 2]
    with pytest.raises(Refused, match="0至5"):
        run(rules, {"局": {"cases": [{"mark": 6}]}, "乡": {"cases": []}}, cls)


# What must be told ---------------------------------------------------------------------------------------------------

DERIVED = """  part: {name: 比例, share: n, of: target}
  behind: {name: 超期, late_by: foi.answer, in: days}
  received: {name: 收到, type: date}
  replied: {name: 答复, type: date}
"""
ABOVE = "limits: {foi.answer: {within: 15 workdays, after: received, done: replied, cite: TX-12}}\n"
BANDS = "grades: {bands: [{grade: 优, at_least: 5, needs: {ok: true}}, {grade: 差, below: 5}]"


@pytest.mark.parametrize(
    ("rule", "above", "missing"),
    [
        ("{earn: 100%, times: part}", "", ["n", "target"]),
        ("{lose: 1, each: behind}", "", ["received", "replied"]),
        ("{lose: 1, each: n, when: {ok: true}, unless: {state: good}}", "", ["n", "ok", "state"]),
        ("{lose: 1, each: n}", BANDS + "}", ["n", "ok"]),
        (
            "{lose: 1, each: n}",
            BANDS.replace(", needs: {ok: true}", "") + ", lowered: [{when: {ok: true}, by: 1}]}",
            ["n", "ok"],
        ),
        ("{lose: 1, each: n}", "ranking: {break_by: [part]}", ["n", "target"]),
        ("{lose: 1, each: n}", "use: [{when: {part: {below: 50%}}, do: commend}]", ["n", "target"]),
    ],
)
def test_every_column_that_is_read_must_be_there(rule: str, above: str, missing: list[str]) -> None:
    rules = book(leaf(f"[{rule}]"), ABOVE + above, DERIVED)
    assert sorted(scoring.compile(rules).needs) == missing
    for name in missing:
        kept = dict.fromkeys((other for other in missing if other != name), None)
        with pytest.raises(Refused, match=f"（{name}）"):
            run(rules, {"甲": kept})
