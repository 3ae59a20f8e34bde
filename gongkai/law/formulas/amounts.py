"""Amounts, limits and factors as terms: a table by state, bands, rows of which the first that holds wins."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import Column, Inexpressible
from gongkai.law.formulas.conditions import answer, plain
from gongkai.law.formulas.expressions import NO, YES, Cell, Expr, all_of, any_of, equals, is_number, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import Answer, Term, cascade, compare, has, read
from gongkai.law.formulas.written import figure
from gongkai.law.rulebook.model import NO_LIMIT, Compare, Share
from gongkai.law.rulebook.names import FACT, FIELD
from gongkai.law.scoring.amounts import Bound, Chosen, Factor, FixedAmount, RowAmount, TableAmount, Worth, _literal
from gongkai.law.scoring.conditions import Question
from gongkai.law.scoring.frames import Frame

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

OPEN = Term(grids.ZERO, NO)


# Amounts --------------------------------------------------------------------------------------------------------------


def worth(book: "Ledger", amount: Worth, frame: Frame, points: Figure, blind: bool = False) -> Term:
    """What one of a line is worth."""
    if isinstance(amount, FixedAmount):
        return figure(book, frame, amount.written, points)
    if isinstance(amount, RowAmount):
        return _rows(book, amount.chosen, frame, points, None, blind)
    return _table(book, amount, frame, points)


def _table(book: "Ledger", amount: TableAmount, frame: Frame, points: Figure) -> Term:
    if amount.by.meaning.kind == FIELD or amount.by.node is not None:
        raise Inexpressible("按名单逐件计分")
    column = book.column(amount.by, frame)
    tests = [_key_test(column, key) for key in amount.table.amounts]
    terms = [figure(book, frame, value, points) for value in amount.table.amounts.values()]
    found = grids.ZERO
    ok: Expr = NO
    apart = has(column, "不适用")
    for test, term in reversed(list(zip(tests, terms, strict=True))):
        found = grids.choose(test, term.figure, found)
        ok, apart = any_of(all_of(test, term.ok), ok), any_of(all_of(test, term.apart), apart)
    if amount.by.meaning.kind != FACT:
        apart = any_of(apart, equals(Cell(column), ""))
    return Term(found, ok, apart=apart)


def _key_test(column: Column, key: str) -> Expr:
    if key == "none":
        return has(column, "无")
    if column.kind == "state":
        return equals(Cell(column), column.labels[key]) if key in column.labels else NO
    value = _literal(key)
    if value is None:
        return NO
    if column.kind == "flag":
        return equals(Cell(column), "是" if value else "否")
    return all_of(is_number(Cell(column)), compare(plain(column).figure, "equal", grids.fixed(value)))


def _rows(
    book: "Ledger", chosen: Chosen, frame: Frame, points: Figure | None, default: Term | None, blind: bool = False
) -> Term:
    """The row that wins. `default`: where none holds; None: nobody said how much (all fell away: 不适用)."""
    terms = [figure(book, frame, row.figure, points) for row in chosen.rows.rows]
    banded = _banded(book, chosen, frame, terms, default)
    if banded is not None:
        return banded
    answers = [answer(book, condition, frame, blind) for condition in chosen.conditions]
    if default is not None:
        return cascade(answers, terms, default)
    found = cascade(answers, terms, OPEN)
    gone = all_of(*(one.apart for one in answers))
    return Term(found.figure, found.ok, apart=any_of(gone, found.apart))


def _banded(book: "Ledger", chosen: Chosen, frame: Frame, terms: list[Term], default: Term | None) -> Term | None:
    """Rows that all ask one number: told once whether it is there, then compared and nothing else."""
    edges = _edges(chosen)
    if edges is None or any(term.ok != YES for term in terms):
        return None
    first = chosen.conditions[0]
    assert isinstance(first, Question)
    column = book.column(first.read, frame)
    last = terms[-1] if chosen.conditions[-1] is None else default
    if column.kind != "number" or (last is not None and last.ok != YES):
        return None
    cell = plain(column)
    tests = [all_of(*(compare(cell.figure, op, grids.fixed(value)) for op, value in row)) for row in edges]
    found = grids.ZERO if last is None else last.figure
    for test, term in reversed(list(zip(tests, terms[: len(tests)], strict=True))):
        found = grids.choose(test, term.figure, found)
    known = read(column)
    if last is None:
        return Term(found, all_of(known.ok, any_of(*tests)), apart=known.apart)
    return Term(grids.choose(known.ok, found, last.figure), any_of(known.ok, known.none, known.apart))


def _edges(chosen: Chosen) -> list[list[tuple[str, Fraction]]] | None:
    """The comparisons of each row but a last otherwise; None where the rows ask anything else."""
    found, names = [], set()
    for condition in chosen.conditions[:-1] if chosen.conditions[-1] is None else chosen.conditions:
        if not isinstance(condition, Question) or condition.read.meaning.kind != FACT or condition.others:
            return None
        names.add(condition.read.name)
        row = []
        for test in condition.asks.tests:
            if not isinstance(test, Compare) or not isinstance(test.against, Fraction | Share):
                return None
            row.append((test.op, test.against.value if isinstance(test.against, Share) else test.against))
        found.append(row)
    return found if len(names) == 1 else None


# Limits and factors ---------------------------------------------------------------------------------------------------


def bound(book: "Ledger", limit: Bound, frame: Frame, points: Figure) -> tuple[Term, Expr]:
    """`start`, `cap`, `floor`: the figure, and where it holds."""
    if limit.rows is None:
        return _bound_of(book, frame, limit.written, limit.default, points)
    answers = [answer(book, condition, frame) for condition in limit.rows.conditions]
    figures = [row.figure for row in limit.rows.rows.rows]
    ends = [_bound_of(book, frame, written, limit.default, points) for written in figures]
    last = _bound_of(book, frame, limit.default, limit.default, points)
    found = cascade(answers, [term for term, _ in ends], last[0])
    here = last[1]
    for one, (_, there) in reversed(list(zip(answers, ends, strict=True))):
        here = any_of(all_of(one.yes, there), all_of(negation(one.yes), here))
    return found, here


def _bound_of(book: "Ledger", frame: Frame, written: Any, default: Any, points: Figure) -> tuple[Term, Expr]:
    if written == NO_LIMIT:
        return Term(grids.ZERO), NO
    found = figure(book, frame, written, points)
    if found.ok == YES:
        return found, YES
    other, there = _bound_of(book, frame, default, default, points)
    return Term(grids.choose(found.ok, found.figure, other.figure)), any_of(found.ok, there)


def factor(book: "Ledger", times: Factor, frame: Frame, blind: bool = False) -> Term:
    """What is multiplied by; a class or row that says nothing multiplies by 1."""
    if times.read is not None:
        if times.read.meaning.kind == FIELD:
            raise Inexpressible("按名单逐件计分")
        return read(book.number(times.read, frame))
    if times.figure is not None:
        return _or_one(figure(book, frame, times.figure))
    assert times.rows is not None
    terms: Sequence[Any] = [_or_one(figure(book, frame, row.figure)) for row in times.rows.rows.rows]
    answers: list[Answer] = [answer(book, condition, frame, blind) for condition in times.rows.conditions]
    return cascade(answers, list(terms), Term(grids.ONE))


def _or_one(found: Term) -> Term:
    return Term(grids.choose(found.ok, found.figure, grids.ONE))
