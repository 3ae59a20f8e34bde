"""A fixed corpus of random rulebooks, each scored by the engine and once by the naive evaluator; for mutation testing.

The naive totals are kept between tests of one process, so that what is mutated is run again and they are not.
"""

from functools import cache

import pytest

from gongkai.law import scoring
from gongkai.law.reading import Refused
from tests.law import random_books
from tests.law.naive import Naive

SEEDS = range(160)


@cache
def _case(seed: int):
    """(rulebook, facts, naive totals) of one seed; None where the rulebook is refused."""
    book, units, values, lists = random_books.make(seed)
    expected = Naive(book, units, values, lists).totals()
    try:
        rules = random_books.load(book)
        return rules, random_books.facts_of(rules, units, values, lists), expected
    except Refused:
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_rulebook_scores_as_the_naive_evaluator_says(seed):
    case = _case(seed)
    if case is None:
        return
    rules, facts, expected = case
    try:
        results = scoring.compile(rules).score(facts)
    except Refused as refused:
        pytest.fail(str(refused))
    for unit, tables in expected.items():
        for table, value in tables.items():
            assert (results.state(unit, table) or results.total(unit, table)) == value
