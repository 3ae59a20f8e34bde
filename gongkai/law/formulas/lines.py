"""A line as a term: what one rule gives or takes in a row, from the cells of 事实 and the scores it asks about."""

from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.formulas import grids
from gongkai.law.formulas.amounts import factor, worth
from gongkai.law.formulas.columns import Inexpressible
from gongkai.law.formulas.conditions import answer
from gongkai.law.formulas.expressions import Expr, all_of, any_of
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import CERTAIN, Answer, Term, both, opposite, product, read, under
from gongkai.law.formulas.written import figure
from gongkai.law.rulebook.model import Ref
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.lines import Scoring

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


def line_term(book: "Ledger", line: Scoring, frame: Frame) -> Term:
    """What the line comes to: 0 where its condition does not hold, 不适用 where it falls away."""
    _refuse(book, line)
    points = book.points(line.node, frame).figure
    return under(_condition(book, line, frame), _capped(book, line, frame, points))


def gone(book: "Ledger", line: Scoring, frame: Frame, term: Term) -> Expr:
    """Where the line falls away, whatever the scores are."""
    if not asks_scores(line):
        return term.apart
    if _scored_operands(line):
        raise Inexpressible("以别的得分计分")
    cond = _condition(book, line, frame, blind=True)
    operands = _capped(book, line, frame, book.points(line.node, frame).figure)
    return any_of(cond.apart, all_of(cond.yes, operands.apart))


def kept_by_engine(line: Scoring) -> bool:
    """Whether single records must be looked at, which no cell can do."""
    return line.charges_once or line.by_record


def _refuse(book: "Ledger", line: Scoring) -> None:
    if line.charges_once:
        raise Inexpressible("同一问题只计一次")
    if line.by_record:
        raise Inexpressible("按名单逐件计分")
    for read_ in (line.each, line.edge_read, line.times.read if line.times else None):
        if read_ is not None and read_.node is not None:
            raise Inexpressible("以别的得分计分")


def asks_scores(line: Scoring) -> bool:
    """Whether the line reads any score."""
    return any(read_.node is not None or read_.scored for read_ in line.reads)


def _scored_operands(line: Scoring) -> bool:
    """Scores read elsewhere than in `when` and `unless`."""
    parts = [*(line.amount.reads if line.amount else ()), *(line.times.reads if line.times else ())]
    return any(read_.node is not None for read_ in parts)


def _condition(book: "Ledger", line: Scoring, frame: Frame, blind: bool = False) -> Answer:
    cond = answer(book, line.when, frame, blind) if line.when else CERTAIN
    return both(cond, opposite(answer(book, line.unless, frame, blind))) if line.unless else cond


def _capped(book: "Ledger", line: Scoring, frame: Frame, points: Figure) -> Term:
    raw = _raw(book, line, frame, points)
    if line.line.at_most is None:
        return raw
    limit = figure(book, frame, line.line.at_most, points)
    least = grids.least(raw.figure, limit.figure)
    return Term(grids.choose(limit.ok, least, raw.figure), raw.ok, apart=raw.apart)


def _raw(book: "Ledger", line: Scoring, frame: Frame, points: Figure) -> Term:
    if line.mark:
        parts = [read(book.inputs.mark(line.mark, frame))]
    else:
        assert line.amount is not None
        parts = [worth(book, line.amount, frame, points)]
    if line.each is not None:
        parts.append(_count(book, line, frame))
    if line.times is not None:
        parts.append(factor(book, line.times, frame))
    return product(parts)


def _count(book: "Ledger", line: Scoring, frame: Frame) -> Term:
    """`each`, the part beyond or short of the edge, by steps."""
    assert line.each is not None
    found = read(book.number(line.each, frame))
    if line.edge is not None:
        found = _gap(book, line, frame, found)
    if line.line.per is None:
        return found
    per = figure(book, frame, line.line.per).figure.constant
    if per is None:
        raise Inexpressible("每满的数按类别不同")
    counted = _steps(found.figure, per, line.line.steps)
    return Term(counted, found.ok, found.none, found.apart, found.failed)


def _steps(gap: Figure, per: Fraction, steps: str) -> Figure:
    if steps == "per":
        return grids.divide(gap, grids.fixed(per))
    return grids.steps(gap, per, started=steps == "per_started")


def _gap(book: "Ledger", line: Scoring, frame: Frame, each: Term) -> Term:
    edge = read(book.number(line.edge_read, frame)) if line.edge_read else _edge(book, line, frame)
    less, more = (edge, each) if line.line.beyond is not None else (each, edge)
    gap = grids.greatest(grids.subtract(more.figure, less.figure), grids.ZERO)
    ok = all_of(any_of(each.ok, each.none), any_of(edge.ok, edge.none))
    figure_ = grids.choose(any_of(each.none, edge.none), grids.ZERO, gap)
    return Term(figure_, ok, apart=any_of(each.apart, edge.apart))


def _edge(book: "Ledger", line: Scoring, frame: Frame) -> Term:
    edge = line.edge
    assert edge is not None and not isinstance(edge, Ref)
    return figure(book, frame, edge)
