"""Who is asked, in cells: what falls away, what nobody knows yet, and points that count only where they are asked."""

from typing import Any

import pytest

from gongkai.law import scoring
from gongkai.law.facts import Facts
from gongkai.law.facts.building import not_said
from gongkai.law.formulas import Column, Ledger, make_ledger
from gongkai.law.states import OPEN as NOT_TOLD
from tests.law.formulas.recomputed import differences
from tests.law.little import book, leaf, run
from tests.law.test_passes import quarterly

OPEN, NA = "待定", "不适用"
MOVED = """
[{id: one, title: 一项, points: 6, only: {ok: true}, not_applicable: {move_to: two}, rules: [{lose: 1, each: n}]},
 {id: two, title: 二项, points: 4, only: {rate: {at_least: 50%}}, start: 0,
  rules: [{earn: 50%, when: {n: {at_least: 1}}}, {earn: 1, each: n}]}]
"""


def total(indicators: str, more: str = "") -> str:
    return f"{{id: total, title: 总分, {more} indicators: {indicators}}}"


def ledger(table: str, units: dict[str, dict[Any, Any]], cls: dict[str, str] | None = None, facts: str = "") -> Ledger:
    """The workbook of a little table: no formula in it differs from the engine."""
    return checked(make_ledger(run(book(table, facts=facts), units, cls)))


def checked(found: Ledger) -> Ledger:
    assert found.mistrusted == []
    assert differences(found) == []
    return found


def shown(found: Ledger, title: str, formula: bool = True) -> list[Any]:
    """What stands in a column, unit by unit; it must be a formula unless said otherwise."""
    column: Column = next(column for column in found.columns if column.title == title)
    assert (column.expr is not None) == formula
    return [cells[column.key] for cells in found.cells]


@pytest.mark.parametrize("amount, started", [("-4", -2), ("-1.96", 0), ("-0.5", 0), ("0", 0), ("0.5", 1), ("3", 2)])
def test_a_number_below_zero_has_begun_fewer_steps_and_not_more(amount: str, started: int) -> None:
    table = leaf("[{earn: 1, each: change, per_started: 2}]", "points: 10, floor: none")
    facts = "  change: {name: 增减, type: number, places: 2}\n"
    assert shown(ledger(table, {"甲": {"change": amount}}, facts=facts), "一项") == [started]


def test_points_of_one_not_asked_do_not_go_to_another_not_asked() -> None:
    """甲 is asked for both; 乙 only for the second, which is worth 10 then; 丙 for neither, and no line shows 5."""
    told = {"甲": (True, "60%"), "乙": (False, "60%"), "丙": (False, "40%")}
    found = ledger(total(MOVED), {unit: {"n": 1, "ok": ok, "rate": rate} for unit, (ok, rate) in told.items()})
    assert shown(found, "二项第1条") == [2, 5, 2]
    assert shown(found, "二项") == [3, 6, NA]


def test_a_line_without_an_amount_for_the_class_falls_away_though_its_list_is_not_told() -> None:
    rules = book(leaf("[{lose: {township: 2}, each: cases}, {lose: 1, each: n}]", "points: 10, no_double: first"))
    rows = [{"unit": "甲", "class": "department"}, {"unit": "乙", "class": "township"}]
    facts = Facts.from_rows(rules, rows, {"n": dict.fromkeys("甲乙", 1)}, {"cases": []})
    facts.registers["cases"] = not_said(facts.registers["cases"], dict.fromkeys((0, 1), NOT_TOLD), 2)
    found = checked(make_ledger(scoring.compile(rules).score(facts)))
    assert shown(found, "一项第1条", formula=False) == [NA, OPEN]
    assert shown(found, "一项") == [9, OPEN]


NOTHING = """
[{id: base, title: 基础, points: 10, combine: rescaled, indicators: [
  {id: one, title: 一项, points: 10, only: {ok: true}, rules: [{lose: 1, each: n}]},
  {id: extra, title: 加分, points: 0, cap: 2, rules: [{earn: 1, each: n}]}]}]
"""


def test_a_veto_strikes_who_is_asked_though_nothing_can_be_reached() -> None:
    """甲 is asked for the bonus only: nothing can be reached, but the veto above writes its number all the same."""
    found = ledger(total(NOTHING, "points: 10, veto: [{when: {n: {at_least: 2}}, score: 3}],"), {
        "甲": {"ok": False, "n": 2}, "乙": {"ok": False, "n": 1}, "丙": {"ok": True, "n": 1},
    })  # fmt: skip
    assert shown(found, "基础") == [NA, NA, 10]
    assert shown(found, "总分") == [3, NA, 10]


def test_a_sum_of_passes_in_which_nothing_can_be_reached_is_zero() -> None:
    base = NOTHING.replace("combine: rescaled,", "combine: rescaled, over: quarters, take: sum,")
    found = ledger(total(base), {"甲": {"ok": False, "n": 2}, "乙": {"ok": True, "n": 1}})
    assert shown(found, "基础") == [0, 40]


TWICE = "points: 10, over: sources, take: mean, only: {ok: true}"


def test_in_no_pass_left_is_not_applicable_even_where_nobody_knows_who_is_asked() -> None:
    """A department has no amount; whether 乙 is asked at all nobody knows."""
    rules = "[{earn: {township: 4}, each: n}]"
    units = {"甲": {"ok": None, "n": 1}, "乙": {"ok": None, "n": 1}, "丙": {"ok": True, "n": 1}}
    found = ledger(leaf(rules, TWICE), units, {"甲": "department", "乙": "township", "丙": "township"})
    assert shown(found, "一项") == [NA, OPEN, 4]


def test_where_only_the_engine_knows_who_is_asked_no_formula_guesses_it() -> None:
    """Days are not compared in cells: the shut gate above an indicator that may not be asked leaves it open."""
    inner = "[{id: two, title: 次, points: 10, only: {day: {since: 2025-06}}, rules: [{lose: 1, each: n}]}]"
    table = total(f"[{{id: one, title: 一项, gate: {{ok: true}}, points: 10, indicators: {inner}}}]")
    found = ledger(table, {"甲": {"ok": False, "day": None, "n": 1}, "乙": {"ok": True, "day": "2025-07-01", "n": 1}})
    assert shown(found, "一项", formula=False) == [OPEN, 9]
    assert shown(found, "总分") == [OPEN, 9]


def test_a_doubt_two_levels_below_a_gate_is_still_a_doubt() -> None:
    inner = "[{id: three, title: 末, points: 10, only: {rate: {at_least: 50%}}, rules: [{lose: 1, each: n}]}]"
    middle = f"[{{id: two, title: 次, points: 10, indicators: {inner}}}]"
    table = total(f"[{{id: one, title: 一项, gate: {{ok: true}}, points: 10, indicators: {middle}}}]")
    found = ledger(table, {"甲": {"ok": False, "rate": None, "n": 1}, "乙": {"ok": False, "rate": "60%", "n": 1}})
    assert shown(found, "一项") == [OPEN, 0]


def test_a_line_read_from_one_source_asks_each_pass_for_its_own_score() -> None:
    """The office's rows feed the second indicator in every pass, whose own score of the first its line asks for."""
    one = "{id: one, title: 一项, points: 4, rules: [{earn: judged}]}"
    two = "{id: two, title: 二项, points: 4, source: office, rules: [{earn: 1, each: n}, {earn: 2, when: {one: 4}}]}"
    table = total(f"[{{id: both, title: 两项, points: 8, over: sources, take: sum, indicators: [{one}, {two}]}}]")
    marks = {("one", None, source): value for source, value in (("self", 4), ("office", 2), ("third", 4))}
    found = ledger(table, {"甲": {("n", None, "office"): 1, **marks}})
    assert shown(found, "二项（自评、办公室）第2条") == [2]
    assert shown(found, "二项（办公室）第2条") == [0]
    assert shown(found, "总分") == [(4 + 3) + (2 + 1) + (4 + 3)]


def test_a_half_year_of_which_one_quarter_was_told_is_not_left_out() -> None:
    inner = "[{id: two, title: 次, points: 10, over: quarters, take: mean, rules: [{lose: 1, each: n}]}]"
    table = total(
        f"[{{id: one, title: 一项, points: 10, over: halves, take: mean, missing: skip, indicators: {inner}}}]"
    )
    found = ledger(table, {"甲": quarterly("n", 1, 3, 5, None), "乙": quarterly("n", 1, 3, None, None)})
    assert shown(found, "一项") == [OPEN, 8]
