"""Every formula comes to exactly what the engine found, whatever the rulebook and the facts."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import composed, county
from gongkai.law import scoring
from gongkai.law.formulas import Ledger, make_ledger
from gongkai.law.reading import Refused
from tests.law import random_books, tongxi
from tests.law.formulas.guessed import Guess
from tests.law.formulas.recomputed import by_engine, differences, fits, retyped
from tests.rulebooks.sheet import rulebook

BY_ENGINE = {
    "tx-2025": {
        "文件质量第1条",
        "文件质量第2条",
        "加分第1条",
        "加分第3条",
    },  # no_double; awards and innovations one by one
    "kf-2013": {"奖励加分第1条", "工作创新第1条", "工作创新第2条"},  # awards and innovations one by one
    "dy-2018": set(),
    "bw": set(),
}


def random_ledger(seed: int, other_facts: bool = False) -> Ledger | None:
    """`other_facts`: the same facts under other units."""
    book, units, values, lists = random_books.make(seed)
    if other_facts:
        values = {key: dealt(column, Random(f"{seed}{key}")) for key, column in values.items()}
    try:
        rules = random_books.load(book)
        return make_ledger(scoring.compile(rules).score(random_books.facts_of(rules, units, values, lists)))
    except Refused:
        return None


def dealt(column: dict[str, Any], rng: Random) -> dict[str, Any]:
    return dict(zip(column, rng.sample(list(column.values()), len(column)), strict=True))


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_formulas_of_random_rulebooks_come_to_the_engines_points(seed: int) -> None:
    book = random_ledger(seed)
    if book is not None:
        assert book.mistrusted == []
        assert differences(book) == []


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_formulas_of_random_rulebooks_hold_for_other_facts(seed: int) -> None:
    old, new = random_ledger(seed), random_ledger(seed, other_facts=True)
    if old is not None and new is not None and fits(old, new):
        assert differences(retyped(old, new)) == []


def test_most_columns_of_random_rulebooks_are_formulas() -> None:
    """The test above would hold of a workbook without any formula."""
    books = [book for seed in range(25) if (book := random_ledger(seed)) is not None]
    scored = [column for book in books for column in book.columns if column.expected is not None]
    assert sum(column.expr is not None for column in scored) > len(scored) * 0.6


@pytest.mark.parametrize("name", sorted(BY_ENGINE))
def test_shipped_rulebooks_are_formulas_but_for_what_is_told_one_by_one(name: str) -> None:
    rules = scoring.compile(tongxi.book() if name == "tx-2025" else rulebook(name))
    for seed in range(6):
        book = make_ledger(rules.score(Guess(rules, seed).facts()))
        assert by_engine(book) == BY_ENGINE[name]
        assert differences(book) == []


def test_the_example_comes_to_the_points_worked_by_hand() -> None:
    book = tongxi.book()
    found = make_ledger(scoring.compile(book).score(tongxi.facts(book)))
    total = found.whole("total")
    assert total is not None
    found_totals = [cells[total.key] for cells in found.cells]
    assert [found_totals[unit] for unit in (0, 1, 2, 4)] == [79, 104, 94.72, 50 - 9]


@pytest.mark.parametrize("made", [county, composed])
def test_the_tables_of_the_bench_are_formulas_throughout(made) -> None:
    rules = made.compiled()
    book = make_ledger(rules.score(made.facts(rules, made.columns(300))))
    assert by_engine(book) == set()
    assert differences(book) == []
