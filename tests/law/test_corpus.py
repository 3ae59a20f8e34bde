"""A fixed corpus of random rulebooks, each scored by the engine and once by the naive evaluator; for mutation testing.

The naive scores are kept between tests of one process, so that what is mutated is run again and they are not.
"""

from functools import cache

import pytest

from gongkai import shelf
from gongkai.law import results, scoring
from gongkai.law.reading import Refused
from gongkai.law.scoring import compiling
from gongkai.law.states import WORDS
from tests.law import random_books
from tests.law.naive import Naive

SEEDS = range(300)


@cache
def _case(seed: int):
    """(rulebook, facts, naive scores of every indicator that has one for the whole unit); None where it is refused."""
    book, units, values, lists = random_books.make(seed)
    try:
        rules = random_books.load(book)
        facts = random_books.facts_of(rules, units, values, lists)
    except Refused:
        return None
    naive = Naive(book, units, values, lists, shelf.calendar().is_workday)
    names = [node.id for node in scoring.compile(rules).nodes.values() if node.depth == 0]
    return rules, facts, {unit: {name: naive.score_of(name, naive.place(unit)) for name in names} for unit in units}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_rulebook_scores_as_the_naive_evaluator_says(seed, monkeypatch):
    case = _case(seed)
    if case is None:
        return
    rules, facts, expected = case
    by_blocks = seed % 3 == 0
    if by_blocks:  # so few units to a block that a rulebook is scored in several
        monkeypatch.setattr(results, "BLOCK", 2)
        monkeypatch.setattr(compiling, "BLOCK", 2)
    found = scoring.compile(rules).score(facts, explained=not by_blocks)
    scores = {name: found.totals.get(name, value) for name, value in found.scores.items()}
    assert {unit: {name: _plain(scores[name], facts.index[unit]) for name in names}
            for unit, names in expected.items()} == expected  # fmt: skip


def _plain(value, row):
    return WORDS[value.state(row)] or value.num.at(row)
