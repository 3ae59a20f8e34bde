"""Facts typed over the old ones: the same formulas come to the new points, words spread as in the engine."""

from math import floor

import pytest

from bench import composed, county
from gongkai.law import rulebook, scoring
from gongkai.law.facts import Facts
from gongkai.law.formulas import Ledger, make_ledger
from gongkai.law.formulas.checking import computed
from tests.law.formulas.recomputed import differences, formulas, retyped

LITTLE = """
rulebook: little
title: 小表
period: 2025
as_of: 2025-12-31
rounding: {mode: half_up, total: 2}
facts:
  lates: {name: 逾期, type: count}
  rate: {name: 办结率, type: share, places: 2}
  plan: {name: 有计划, type: flag}
table:
  id: total
  title: 总分
  points: 10
  indicators:
  - {id: a, title: 及时, points: 4, rules: [{lose: 0.7, each: lates}]}
  - {id: b, title: 办结, points: 5, rules: [{earn: 100%, times: rate}]}
  - {id: c, title: 计划, points: 1, rules: [{earn: 100%, when: {plan: true}}]}
"""


def little(**values) -> Ledger:
    book = rulebook.load(LITTLE, facts="facts: {}\n")
    typed = {"lates": 1, "rate": "90%", "plan": True} | values
    facts = Facts.from_rows(book, [{"unit": "甲局"}], {name: {"甲局": value} for name, value in typed.items()})
    return make_ledger(scoring.compile(book).score(facts))


def total(book: Ledger, **cells):
    """The total after some cells of 事实 were typed over by hand."""
    for column in book.columns:
        if column.title in cells:
            column.given = [cells[column.title]]
    column = book.whole("total")
    assert column is not None
    return next(computed(book))[column.key]


@pytest.mark.parametrize("made", [county, composed])
def test_formulas_made_for_some_facts_hold_for_others(made) -> None:
    rules = made.compiled()
    old, new = (make_ledger(rules.score(made.facts(rules, arrays))) for arrays in (made.columns(40), made.columns(80)))
    assert formulas(old) == formulas(new)


def test_facts_typed_over_give_the_points_the_engine_gives_them() -> None:
    rules = county.compiled()
    old = make_ledger(rules.score(county.facts(rules, county.columns(60, seed=3))))
    new = make_ledger(rules.score(county.facts(rules, county.columns(60, seed=4))))
    assert differences(retyped(old, new)) == []


@pytest.mark.parametrize("word", [None, "无", "不适用"])
@pytest.mark.parametrize("name", ["lates", "rate", "plan"])
def test_a_word_typed_over_a_number_spreads_as_in_the_engine(name: str, word: str | None) -> None:
    assert differences(retyped(little(), little(**{name: word}))) == []


def test_points_are_followed_by_hand() -> None:
    assert total(little()) == 8.8  # 4 - 0.7 + 4.5 + 1
    assert total(little(), 逾期=3.0) == 7.4
    assert total(little(), 有计划="否") == 7.8


@pytest.mark.parametrize("typed", ["", "待定", "?", "是"])
def test_an_emptied_cell_or_a_slip_of_the_pen_is_never_a_zero(typed: str) -> None:
    assert total(little(), 逾期=typed) == "待定"


def test_half_a_hundredth_is_rounded_up_although_its_float_lies_below() -> None:
    assert total(little(lates=0, rate="0.30%")) == 5.02  # 4 + 0.015 + 1
    assert floor((4 + 5 * 0.003 + 1) * 100 + 0.5) / 100 == 5.01  # what rounding the float as it is makes of it


SHARES = """
rulebook: shares
title: 比例
period: 2025
as_of: 2025-12-31
rounding: {mode: half_up, total: 2}
facts:
  due:    {name: 应办, type: count}
  late_n: {name: 逾期数, type: count}
  late_p: {name: 逾期率, share: late_n, of: due, round: 1}
  first:  {name: 上半年, type: number, places: 1}
  second: {name: 下半年, type: number, places: 1}
  year:   {name: 全年平均, mean: [first, second]}
table:
  id: total
  title: 总分
  points: 10
  indicators:
  - {id: a, title: 及时, points: 5, rules: [{lose: 0.4, each: late_p, beyond: 2%, per: 1%}]}
  - {id: b, title: 平均, points: 5, rules: [{earn: 1, each: year, at_most: 5}]}
"""


def shares(**values) -> Ledger:
    book = rulebook.load(SHARES, facts="facts: {}\n")
    typed = {"due": 16, "late_n": 1, "first": "2.5", "second": "3"} | values
    facts = Facts.from_rows(book, [{"unit": "甲局"}], {name: {"甲局": value} for name, value in typed.items()})
    return make_ledger(scoring.compile(book).score(facts))


def test_a_fact_made_of_others_follows_them() -> None:
    assert total(shares()) == 6.03  # 1 of 16 is 6.25%, rounded 6.3%: 5 - 0.4 × 4.3 + 2.75; with 6.2% it were 6.07
    assert total(shares(), 逾期数=0.0) == 7.75
    assert total(shares(), 应办=0.0) == 2.75  # a share of nothing does not apply


@pytest.mark.parametrize("word", [None, "无", "不适用"])
@pytest.mark.parametrize("name", ["due", "late_n", "first"])
def test_words_in_its_parts_spread_into_a_made_fact(name: str, word: str | None) -> None:
    assert differences(retyped(shares(), shares(**{name: word}))) == []
