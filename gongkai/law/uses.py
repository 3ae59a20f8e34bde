"""结果运用: what follows from a grade, a score or a repetition. Never points."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gongkai.law import numbers
from gongkai.law.rulebook.model import AllOf, AnyOf, Asks, Compare, Condition, Equals, Not, Use
from gongkai.law.scoring.conditions import tested
from gongkai.law.states import NO, UNSURE, YES, Cond, both, either, opposite

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
    parts = [part for part in condition.parts if isinstance(part, Asks) and part.name == "grade"]
    tests = [test for part in parts for test in part.tests if isinstance(test, Equals)]
    return frozenset(value for test in tests for value in test.values if isinstance(value, str))


def _grade(results: "Results", asks: Asks) -> Cond:
    wanted = {value for test in asks.tests if isinstance(test, Equals) for value in test.values}
    grades = results.grades()
    open_ = np.array([grade == "待定" for grade in grades.values()])
    yes = np.array([grade in wanted for grade in grades.values()])
    return Cond(False, np.where(yes, np.uint8(YES), np.where(open_, np.uint8(UNSURE), np.uint8(NO))))


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
    num = numbers.column(np.array(counts, dtype=np.int32))
    yes = np.ones(len(counts), dtype=bool)
    for test in asks.tests:
        if isinstance(test, Compare) and isinstance(test.against, Fraction):
            yes &= numbers.compare(num, test.op, numbers.const(test.against))
        elif isinstance(test, Equals):
            wanted = [value for value in test.values if isinstance(value, Fraction)]
            yes &= np.array([Fraction(count) in wanted for count in counts], dtype=bool)
    return Cond(yes)
