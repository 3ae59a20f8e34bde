"""Conditions as tests of cells, with the same four answers as in scoring: yes, no, not known, about 不适用."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import Column, Inexpressible
from gongkai.law.formulas.expressions import NO, YES, Cell, Expr, Truth, all_of, any_of, call, equals, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import CERTAIN, Answer, Term, both, compare, either, has, known_word, opposite, read
from gongkai.law.formulas.written import figure
from gongkai.law.rulebook.model import ByClass, Compare, Equals, FailedValue, NoneValue, Ref, Share, Test
from gongkai.law.rulebook.names import CLASS, FIELD
from gongkai.law.scoring.conditions import Every, Late, Opposite, Question, Tested
from gongkai.law.scoring.frames import Frame

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

OPPOSITES = {"below": "at_least", "at_most": "above", "at_least": "below", "above": "at_most"}


def answer(book: "Ledger", tested: Tested | None, frame: Frame, blind: bool = False) -> Answer:
    """`blind`: scores are taken as not yet known, as where one asks whether a rule applies at all."""
    if tested is None:
        return CERTAIN
    if isinstance(tested, Late):
        raise Inexpressible("按时限逐件判断")
    if isinstance(tested, Opposite):
        return opposite(answer(book, tested.part, frame, blind))
    if isinstance(tested, Every):
        found = answer(book, tested.parts[0], frame, blind)
        for part in tested.parts[1:]:
            found = (either if tested.any else both)(found, answer(book, part, frame, blind))
        return found
    return _question(book, tested, frame, blind)


def _question(book: "Ledger", question: Question, frame: Frame, blind: bool) -> Answer:
    meaning = question.read.meaning
    if meaning.kind == FIELD:
        raise Inexpressible("按名单逐件判断")
    column = book.column(question.read, frame)
    if blind and question.read.node is not None:
        return Answer(NO, NO, book.apart(question.read.node, frame))
    found = CERTAIN
    for test in question.asks.tests:
        found = both(found, _test(book, question, column, frame, test))
    return found


def _test(book: "Ledger", question: Question, column: Column, frame: Frame, test: Test) -> Answer:
    if isinstance(test, Equals):
        return _equals(book, question, column, frame, test)
    if isinstance(test, Compare) and column.kind == "number" and not isinstance(test.against, date):
        return _compared(book, question, column, frame, test)
    raise Inexpressible("比较日期、时刻")


def _compared(book: "Ledger", question: Question, column: Column, frame: Frame, test: Compare) -> Answer:
    assert not isinstance(test.against, date)
    mine = plain(column)
    if isinstance(test.against, Ref):
        other = book.column(question.others[test.against.name], frame)
        if other.kind != "number":
            raise Inexpressible("比较日期、时刻")
        edge = plain(other)
    else:
        edge = _edge(book, question, frame, test.against)
    known = all_of(mine.ok, edge.ok)
    apart = any_of(mine.apart, edge.apart)
    yes = all_of(known, compare(mine.figure, test.op, edge.figure))
    missing = any_of(*(_no_number(one, other) for one, other in ((mine, edge), (edge, mine))))
    no = any_of(missing, all_of(known, compare(mine.figure, OPPOSITES[test.op], edge.figure)))
    return Answer(yes, no, apart)


def plain(column: Column) -> Term:
    """A column to be compared. What must be rounded first must be a number, whatever stands in the cell."""
    found = read(column)
    cell = Cell(column) if column.clean else call("N", Cell(column))
    return Term(Figure(cell, column.grid, column.clean), found.ok, found.none, found.apart, found.failed)


def _no_number(one: Term, other: Term) -> Expr:
    """无 or 失格: any comparison with it is no, unless the other side is not known or does not apply."""
    absent = any_of(one.none, one.failed)
    return all_of(absent, any_of(other.ok, other.none, other.failed))


def _edge(book: "Ledger", question: Question, frame: Frame, against: Fraction | Share | ByClass) -> Term:
    node = question.read.node
    if node is None:
        return figure(book, frame, against)
    outer, _ = frame.outer(node.depth)
    points = book.points(node, node.home(outer.plain))
    edge = figure(book, frame, against, points.figure)
    shares = against.values.values() if isinstance(against, ByClass) else (against,)
    if not any(isinstance(one, Share) for one in shares):
        return edge
    return Term(edge.figure, all_of(edge.ok, points.ok), apart=any_of(edge.apart, points.apart))


# Equal to one of several ----------------------------------------------------------------------------------------------


def _equals(book: "Ledger", question: Question, column: Column, frame: Frame, test: Equals) -> Answer:
    named = [value for value in test.values if not isinstance(value, NoneValue | FailedValue)]
    matches = [_match(book, question, column, frame, value) for value in named]
    none, failed, apart = has(column, "无"), has(column, "失格"), _apart(question, column)
    known = read(column).ok if column.kind == "number" else all_of(known_word(column), negation(apart))
    asked_none = any(isinstance(value, NoneValue) for value in test.values)
    asked_failed = any(isinstance(value, FailedValue) for value in test.values)
    hit = any_of(*(_held(column, match) for match in matches))
    yes = any_of(hit, none if asked_none else NO, failed if asked_failed else NO)
    no = any_of(_others(column, matches, known, hit), NO if asked_none else none, NO if asked_failed else failed)
    return Answer(yes, no, apart)


def _apart(question: Question, column: Column) -> Expr:
    return equals(Cell(column), "") if question.read.meaning.kind == CLASS else has(column, "不适用")


def _held(column: Column, match: Expr) -> Expr:
    return all_of(read(column).ok, match) if column.kind == "number" and match != NO else match


def _others(column: Column, matches: list[Expr], known: Expr, hit: Expr) -> Expr:
    """Known, and none of the values asked for."""
    if column.kind == "flag" and len(matches) == 1 and not isinstance(matches[0], Truth):
        yes = equals(Cell(column), "是")
        return equals(Cell(column), "否") if matches[0] == yes else yes
    return all_of(known, negation(any_of(*matches)) if column.kind == "number" else negation(hit))


def _match(book: "Ledger", question: Question, column: Column, frame: Frame, value: object) -> Expr:
    if isinstance(value, bool):
        if column.kind != "flag":
            raise Inexpressible("比较日期、时刻")
        return equals(Cell(column), "是" if value else "否")
    if isinstance(value, str):
        return equals(Cell(column), column.labels[value]) if value in column.labels else NO
    if column.kind != "number" or not isinstance(value, Fraction | Share):
        raise Inexpressible("比较日期、时刻")
    edge = _edge(book, question, frame, value) if isinstance(value, Share) else Term(grids.fixed(value), YES)
    return compare(plain(column).figure, "equal", edge.figure)
