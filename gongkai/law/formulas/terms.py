"""A figure that may not be known, and a question that may not be decided: 待定, 不适用, 无, 失格 as tests of cells."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import ABSENT, APART, FALLEN, WAITING, Column
from gongkai.law.formulas.expressions import (
    NO,
    YES,
    Cell,
    Expr,
    Op,
    Text,
    all_of,
    any_of,
    call,
    choice,
    equals,
    is_number,
    negation,
)
from gongkai.law.formulas.grids import Figure


@dataclass(frozen=True)
class Term:
    """`ok`: there is a number; `none` 无, `apart` 不适用, `failed` 失格. Where none of them holds it is 待定."""

    figure: Figure
    ok: Expr = YES
    none: Expr = NO
    apart: Expr = NO
    failed: Expr = NO


@dataclass(frozen=True)
class Answer:
    """Where neither `yes`, `no` nor `apart` (it asks about 不适用) holds, nobody knows yet."""

    yes: Expr
    no: Expr
    apart: Expr = NO

    @property
    def unsure(self) -> Expr:
        return negation(any_of(self.yes, self.no, self.apart))


CERTAIN = Answer(YES, NO)


def both(a: Answer, b: Answer) -> Answer:
    apart = any_of(all_of(a.apart, any_of(b.apart, b.yes)), all_of(a.yes, b.apart))
    return Answer(all_of(a.yes, b.yes), any_of(a.no, b.no), apart)


def opposite(a: Answer) -> Answer:
    return Answer(a.no, a.yes, a.apart)


def either(a: Answer, b: Answer) -> Answer:
    return opposite(both(opposite(a), opposite(b)))


# A column as it is read -----------------------------------------------------------------------------------------------


def has(column: Column, word: str) -> Expr:
    """Whether that word stands in the cell; NO where it never can."""
    return equals(Cell(column), word) if word in column.words else NO


def read(column: Column) -> Term:
    """A column of numbers. 无 counts 0 where it is taken for a number."""
    cell = Cell(column)
    expr = call("N", cell) if ABSENT in column.words else cell
    ok = is_number(cell) if column.words else YES
    figure = Figure(expr, column.grid, column.clean)
    return Term(figure, ok, has(column, ABSENT), has(column, APART), has(column, FALLEN))


def number_of(column: Column) -> Figure:
    """A column of scores taken for numbers: a word counts 0."""
    cell = Cell(column)
    return Figure(call("N", cell) if column.words else cell, column.grid, column.clean)


def known_word(column: Column) -> Expr:
    """A state or a yes or no is there."""
    cell = Cell(column)
    if column.kind == "flag":
        return any_of(equals(cell, "是"), equals(cell, "否"))
    others = [equals(cell, word) for word in (WAITING, ABSENT, APART) if word in column.words]
    return negation(any_of(equals(cell, ""), *others)) if column.words else YES


# Joined ---------------------------------------------------------------------------------------------------------------


def product(parts: list[Term]) -> Term:
    """Multiplied as a line does: with 无 it neither gives nor takes."""
    figure = parts[0].figure
    for part in parts[1:]:
        figure = grids.multiply(figure, part.figure)
    ok = all_of(*(any_of(part.ok, part.none) for part in parts))
    return Term(figure, ok, apart=any_of(*(part.apart for part in parts)))


def under(answer: Answer, term: Term) -> Term:
    """The value where the condition holds, 0 where it does not."""
    if answer == CERTAIN:
        return term
    ok = any_of(answer.no, all_of(answer.yes, term.ok))
    apart = any_of(answer.apart, all_of(answer.yes, term.apart))
    return Term(grids.choose(answer.yes, term.figure, grids.ZERO), ok, apart=apart)


def cascade(answers: list[Answer], terms: list[Term], last: Term) -> Term:
    """The term of the first question that holds; an undecided one leaves it open; `last` where none holds."""
    found = last
    for answer, term in reversed(list(zip(answers, terms, strict=True))):
        passed = any_of(answer.no, answer.apart)
        found = Term(
            grids.choose(answer.yes, term.figure, found.figure),
            any_of(all_of(answer.yes, term.ok), all_of(passed, found.ok)),
            apart=any_of(all_of(answer.yes, term.apart), all_of(passed, found.apart)),
        )
    return found


# Into a cell ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a cell shows: the first of `before` whose test holds, a word or a figure, else the figure."""

    figure: Figure
    before: tuple[tuple[Expr, Text | Cell | Figure], ...] = ()
    words: frozenset[str] = frozenset()

    def first(self, test: Expr, shown: Text | Figure) -> "Outcome":
        """What is looked at before all else."""
        return self._with(((test, shown), *self.before), test, shown)

    def then(self, test: Expr, shown: "Text | Cell | Figure", words: frozenset[str] = frozenset()) -> "Outcome":
        """What is looked at after all else; `words`: those that a cell may pass on."""
        return self._with((*self.before, (test, shown)), test, shown, words)

    def _with(self, before: Any, test: Expr, shown: Any, words: frozenset[str] = frozenset()) -> "Outcome":
        if test == NO:
            return self
        own = frozenset({shown.value}) if isinstance(shown, Text) else words
        return Outcome(self.figure, before, self.words | own)

    def of(self, figure: Figure) -> "Outcome":
        """The same words before another figure."""
        return Outcome(figure, self.before, self.words)

    def whole(self) -> Figure:
        """The figure with everything before it, as one expression on one grid."""
        found = grids.snapped(self.figure)
        for test, shown in reversed(self.before):
            if isinstance(shown, Figure):
                found = grids.choose(test, grids.snapped(shown), found)
            else:
                found = Figure(choice(test, shown, found.expr), found.grid, found.clean)
        return found


def outcome(term: Term) -> Outcome:
    return (
        Outcome(term.figure)
        .then(term.apart, Text(APART))
        .then(term.failed, Text(FALLEN))
        .then(negation(term.ok), Text(WAITING))
    )


def compare(a: Figure, op: str, b: Figure) -> Expr:
    """`op`: below at_most at_least above equal."""
    left, right = grids.firm(a), grids.firm(b)
    if left.constant is not None and right.constant is not None:
        return _settled(left.constant, op, right.constant)
    return Op(SIGNS[op], left.expr, right.expr)


def _settled(a: Fraction, op: str, b: Fraction) -> Expr:
    from gongkai.law.numbers import compare as compared
    from gongkai.law.numbers import const

    return YES if compared(const(a), op, const(b)) else NO


SIGNS = {"below": "<", "at_most": "<=", "at_least": ">=", "above": ">", "equal": "="}
