"""A formula that does not agree with the engine is never written; what no cell can say is not imitated."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bench import county
from gongkai.law import rulebook, scoring
from gongkai.law.facts import Facts
from gongkai.law.formulas import Ledger, make_ledger
from gongkai.law.formulas.checking import check
from gongkai.law.formulas.evaluating import ready
from gongkai.law.formulas.expressions import Number, Op, text
from gongkai.law.formulas.grids import Figure, fixed, rounded
from gongkai.law.formulas.placing import FIRST, Placing


def bench_ledger(units: int = 20) -> Ledger:
    rules = county.compiled()
    return make_ledger(rules.score(county.facts(rules, county.columns(units))))


def test_a_planted_fault_turns_the_column_into_the_engines_numbers() -> None:
    book = bench_ledger()
    faulty = next(column for column in book.columns if column.title == "要素")
    faulty.expr = Op("+", faulty.expr, Number(Fraction(1, 4)))
    assert check(book) == [faulty]
    assert faulty.engine and faulty.heading == "要素（引擎计算）"
    total = book.whole("total")
    assert total is not None and total.expr is not None  # computed from the engine's numbers, it still agrees


def test_a_fault_of_one_part_in_a_million_is_found_too() -> None:
    book = bench_ledger()
    total = book.whole("total")
    assert total is not None
    total.expr = Op("+", total.expr, Number(Fraction(1, 10**6)))
    assert check(book) == [total]


@pytest.mark.parametrize(
    "mode, places, value, wanted",
    [
        ("half_up", 2, "0.125", "0.13"),
        ("half_up", 2, "-0.125", "-0.13"),
        ("half_up", 0, "2.4999", "2"),
        ("half_even", 2, "0.125", "0.12"),
        ("half_even", 2, "0.135", "0.14"),
        ("half_even", 2, "-0.125", "-0.12"),
        ("half_even", 1, "0.2501", "0.3"),
        ("down", 1, "0.29", "0.2"),
        ("down", 1, "-0.29", "-0.2"),
        ("up", 1, "0.21", "0.3"),
        ("up", 1, "-0.21", "-0.3"),
    ],
)
@pytest.mark.parametrize("by", [1, 3])
def test_rounding_is_that_of_the_rulebook(mode: str, places: int, value: str, wanted: str, by: int) -> None:
    """The value as a third of its threefold, too, which no float holds."""
    given = Op("/", Op("*", Number(Fraction(value)), Number(Fraction(by))), Number(Fraction(by)))
    found = rounded(Figure(given, 10**4, False), places, mode)
    for number in (float, Fraction):
        assert ready(found.expr, number)({}) == number(wanted)
    loose = rounded(replace(found, expr=given, grid=0, clean=False), places, mode)
    assert ready(loose.expr)({}) == float(wanted)


def test_a_formula_that_excel_would_not_open_is_not_written() -> None:
    states = ", ".join(f"s{number}: 第{number}类" for number in range(70))
    amounts = ", ".join(f"s{number}: {number % 9}" for number in range(70))
    book = rulebook.load(
        "\nrulebook: wide\ntitle: 宽\nperiod: 2025\nas_of: 2025-12-31\n"
        f"facts: {{kind: {{name: 类型, type: state, states: {{{states}}}}}}}\n"
        f"table: {{id: total, title: 总分, points: 9, rules: [{{earn: {{{amounts}}}, by: kind}}]}}\n",
        facts="facts: {}\n",
    )
    facts = Facts.from_rows(book, [{"unit": "甲局"}], {"kind": {"甲局": "s5"}})
    total = make_ledger(scoring.compile(book).score(facts)).whole("total")
    assert total is not None and (total.engine, total.why, total.given) == (True, "公式太长", [5])


def test_a_constant_is_rounded_at_once() -> None:
    assert rounded(fixed(Fraction("1.005")), 2, "half_up").constant == Fraction("1.01")


def test_a_leaf_reads_as_the_rule_does() -> None:
    book = bench_ledger(1)
    place = Placing(book).seen_from("评分")
    shown = {column.title: text(column.expr, place, FIRST) for column in book.columns if column.expr is not None}
    assert "ROUND(MAX(MIN(5-0.25*N(事实!" in shown["要素"]
    assert shown["总分"].startswith('IF(COUNTIF(U4:W4,"待定")>0,"待定",ROUND(') and "SUM(U4:W4)" in shown["总分"]
