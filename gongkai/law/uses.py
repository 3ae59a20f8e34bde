"""结果运用: what follows from a grade, a score or a repetition. Never points."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gongkai.law import numbers
from gongkai.law.grading import APART as NOT_ASKED
from gongkai.law.grading import HELD, SAID, WAITING
from gongkai.law.rulebook.model import AllOf, AnyOf, Asks, Compare, Condition, Equals, Not, Test, Use
from gongkai.law.scoring.conditions import tested
from gongkai.law.states import APART, NO, UNSURE, YES, Cond, both, either, opposite, simple

if TYPE_CHECKING:
    from gongkai.law.results import Results


def following(results: "Results") -> Iterator[tuple[str, Use]]:
    """Each unit with each use whose condition holds for it."""
    for use in results.book.use:
        yes = np.broadcast_to(_holds(results, use.when).has(YES), len(results.facts.units))
        for row in np.flatnonzero(yes):
            yield results.facts.units[int(row)].unit, use


def _holds(results: "Results", condition: Condition, asked_grades: frozenset[str] = frozenset()) -> Cond:
    """A condition that may also ask for the grade, and how often one of those asked for beside it came in a row."""
    size = len(results.facts.units)
    if isinstance(condition, AllOf | AnyOf):
        beside = _grades_asked(condition) if isinstance(condition, AllOf) else frozenset()
        parts = [_holds(results, part, beside or asked_grades) for part in condition.parts]
        join = both if isinstance(condition, AllOf) else either
        found = parts[0]
        for part in parts[1:]:
            found = join(found, part, size)
        return found
    if isinstance(condition, Not):
        return opposite(_holds(results, condition.part, asked_grades))
    if isinstance(condition, Asks) and condition.name in ("grade", "in_a_row"):
        if condition.name == "grade":
            return _grade(results, condition)
        return _in_a_row(results, condition, asked_grades)
    return tested(condition, results.compiled.names).at(results._run.root)


def _grades_asked(condition: AllOf) -> frozenset[str]:
    found: set[str] = set()
    for part in condition.parts:
        if isinstance(part, AllOf):
            found |= _grades_asked(part)
        elif isinstance(part, Asks) and part.name == "grade":
            found |= _wanted(part)
    return frozenset(found)


def _wanted(asks: Asks) -> set[str]:
    tests = [test for test in asks.tests if isinstance(test, Equals)]
    return {value for test in tests for value in test.values if isinstance(value, str)}


def _grade(results: "Results", asks: Asks) -> Cond:
    wanted = _wanted(asks)
    return _settled(results, [grade in wanted for grade in results.grades().values()])


def _settled(results: "Results", yes: Sequence[bool]) -> Cond:
    """The answers: open where the grade still is, fallen away where there is none to have (另列)."""
    codes = {SAID[WAITING]: UNSURE, SAID[HELD]: UNSURE, SAID[NOT_ASKED]: APART}
    grades = results.grades().values()
    return simple(np.array([codes.get(g, YES if y else NO) for g, y in zip(grades, yes, strict=True)], dtype=np.uint8))


def _in_a_row(results: "Results", asks: Asks, asked_grades: frozenset[str]) -> Cond:
    """How often the grades asked for, else the grade of now, have come without a break, this time included."""
    counts = []
    for unit, grade in results.grades().items():
        run = 1
        for earlier in results.facts.history.get(unit, ()):
            if earlier not in (asked_grades or {grade}):
                break
            run += 1
        counts.append(run)
    return _settled(results, [all(_so_often(count, test) for test in asks.tests) for count in counts])


def _so_often(count: int, test: Test) -> bool:
    if isinstance(test, Equals):
        return count in test.values
    assert isinstance(test, Compare) and isinstance(test.against, Fraction)
    return bool(numbers.compare(numbers.const(count), test.op, numbers.const(test.against)))
