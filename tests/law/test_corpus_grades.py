"""Random grades, rankings and uses: the engine against places given out one by one."""

from functools import cache

import pytest

from gongkai.law import scoring
from gongkai.law.facts import Decision
from tests.law import random_books, random_grades
from tests.law.naive import Naive
from tests.law.naive_grades import Above

SEEDS = range(150)


@cache
def _case(seed: int):
    """(rulebook, facts, the naive evaluator's answers) of one seed."""
    book, units, values, history, decisions = random_grades.make(seed)
    above = Above(Naive(book, units, values, {}), history, decisions)
    why = (above.provisional, above.short, above.shut, above.rules)
    expected = (above.grades(), why, above.ranks(), above.lists(), above.follows())
    rules = random_books.load(book)
    facts = random_books.facts_of(rules, units, values, {})
    facts.history = history
    facts.decisions = tuple(Decision(about, value, "", "", "") for about, value in decisions)
    return rules, facts, expected


@pytest.mark.parametrize("seed", SEEDS)
def test_grades_ranks_lists_and_uses_are_those_of_the_naive_evaluator(seed):
    rules, facts, (grades, why, ranks, lists, follows) = _case(seed)
    results = scoring.compile(rules).score(facts, explained=False)
    names = [unit.unit for unit in facts.units]
    assert results.grades() == grades
    those = lambda truths: {unit for unit, one in zip(names, truths, strict=True) if one}
    found = results.graded
    rules = dict(zip(names, found.lowered.tolist(), strict=True))
    assert (those(found.provisional), those(found.short_of_needs), those(found.shut_out), rules) == why
    assert dict(zip(names, results.ranked.rank.tolist(), strict=True)) == ranks
    for one, (title, kept, held) in zip(results.lists, lists, strict=True):
        assert one.listing.title == title
        assert ({names[row] for row in one.rows}, {names[row] for row in one.held}) == (kept, held)
        assert len(one.rows) == len(kept)
    assert [(one.unit, one.use.do) for one in results.follows] == follows
