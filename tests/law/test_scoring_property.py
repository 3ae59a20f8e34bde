"""The engine against a second, naive evaluator, over random rulebooks and facts: no total differs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law import scoring
from gongkai.law.reading import Refused
from tests.law import random_books
from tests.law.naive import Naive


def difference(seed: int) -> str:
    """The first difference between engine and naive evaluator; "" where there is none."""
    book, units, values, lists = random_books.make(seed)
    try:
        rules = random_books.load(book)
        results = scoring.compile(rules).score(random_books.facts_of(rules, units, values, lists))
    except Refused as refused:
        return f"refused: {refused}"
    expected = Naive(book, units, values, lists, shelf.calendar().is_workday).totals()
    for unit, tables in expected.items():
        for table, value in tables.items():
            found = results.total(unit, table) if not results.state(unit, table) else results.state(unit, table)
            if found != value:
                return f"seed {seed}: {unit} {table}: {found}, expected {value}"
    return ""


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_every_total_equals_that_of_a_naive_evaluator(seed: int) -> None:
    found = difference(seed)
    assert found == "" or found.startswith("refused"), found
