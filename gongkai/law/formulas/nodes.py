"""An indicator as a cell, in the order of scoring: only → veto → gate → start → lines or children → times → limits."""

from typing import TYPE_CHECKING

from gongkai.law.formulas import grids
from gongkai.law.formulas.amounts import bound, factor
from gongkai.law.formulas.asking import apart, doubt
from gongkai.law.formulas.columns import APART, FALLEN, WAITING
from gongkai.law.formulas.combining import combined
from gongkai.law.formulas.conditions import answer
from gongkai.law.formulas.expressions import NO, Cell, Expr, Text, all_of, any_of, equals, is_number, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.lines import asks_scores, kept_by_engine, line_term
from gongkai.law.formulas.passes import over_passes
from gongkai.law.formulas.points import points
from gongkai.law.formulas.terms import CERTAIN, Answer, Outcome, Term, both, has, number_of, outcome
from gongkai.law.formulas.written import figure
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.lines import Scoring
from gongkai.law.scoring.nodes import Scored

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


def scored(book: "Ledger", node: Scored, frame: Frame) -> Outcome:
    """The final score."""
    inner = node.inner(frame)
    if node.over is None:
        found = marked(book, node, inner)
    else:
        found = _total(book, node, inner, over_passes(book, node, inner, lambda one: passed(book, node, one)))
    below = _looks_below(book, node, inner)
    found = doubtful(found, doubt(book, node, inner, below))
    return found.first(apart(book, node, inner, below), Text(APART))


def passed(book: "Ledger", node: Scored, frame: Frame) -> Outcome:
    """What one pass comes to."""
    found = marked(book, node, frame)
    return found.first(apart(book, node, frame, _looks_below(book, node, frame)), Text(APART))


def _looks_below(book: "Ledger", node: Scored, frame: Frame) -> bool:
    """Whether the words below do not just rise, so that it must be asked if anything below applies at all."""
    if node.over.take == "sum" if node.over is not None and frame.depth == node.depth else node.node.leaf:
        return True
    struck = bool(node.vetoes or node.gate or node.node.evidence or node.only)
    return struck or any(child.node.not_applicable.kind in ("full", "share") for child in node.children)


def doubtful(found: Outcome, test: Expr) -> Outcome:
    """待定 where the test holds, unless it is 失格."""
    for place, (failing, shown) in enumerate(found.before):
        if isinstance(shown, Text) and shown.value == FALLEN:
            earlier = [negation(other) for other, _ in found.before[:place]]
            test = all_of(test, negation(all_of(*earlier, failing)))
        elif isinstance(shown, Cell) and FALLEN in found.words:
            test = all_of(test, negation(equals(shown, FALLEN)))
    return found.first(test, Text(WAITING))


def marked(book: "Ledger", node: Scored, frame: Frame) -> Outcome:
    """The score in one pass, from the veto on."""
    worth = points(book, node, frame).figure
    found = _leaf(book, node, frame, worth) if node.node.leaf else combined(book, node, frame)
    found = _limited(book, node, frame, found, worth)
    found = _gated(book, node, frame, found)
    return _vetoed(book, node, frame, found, worth)


# A leaf ---------------------------------------------------------------------------------------------------------------


def _leaf(book: "Ledger", node: Scored, frame: Frame, worth: Figure) -> Outcome:
    start = _start(book, node, frame, worth)
    if len(node.lines) == 1 and not kept_by_engine(node.lines[0]):
        return _one_line(book, node.lines[0], frame, start)
    columns = [book.line(line, frame) for line in node.lines]
    total, waiting = start.figure, book.count(columns, WAITING)
    for line, column in zip(node.lines, columns, strict=True):
        total = (grids.add if line.line.kind == "earn" else grids.subtract)(total, number_of(column))
    return Outcome(total).then(any_of(negation(start.ok), waiting), Text(WAITING))


def _one_line(book: "Ledger", line: Scoring, frame: Frame, start: Term) -> Outcome:
    term = line_term(book, line, frame)
    value, ok = term.figure, term.ok
    if asks_scores(line):  # 不适用 by a score: nothing is given or taken, but the leaf stays
        value, ok = grids.choose(term.apart, grids.ZERO, value), any_of(ok, term.apart)
    total = (grids.add if line.line.kind == "earn" else grids.subtract)(start.figure, value)
    return Outcome(total).then(negation(all_of(start.ok, ok)), Text(WAITING))


def _start(book: "Ledger", node: Scored, frame: Frame, worth: Figure) -> Term:
    if node.start is not None:
        return bound(book, node.start, frame, worth)[0]
    return Term(worth if node.default_start == "full" else grids.ZERO)


# Limits ---------------------------------------------------------------------------------------------------------------


def _limited(book: "Ledger", node: Scored, frame: Frame, found: Outcome, worth: Figure) -> Outcome:
    value = found.figure
    if node.times is not None:
        times = factor(book, node.times, frame)
        value = grids.multiply(value, grids.choose(times.apart, grids.ONE, times.figure))
        found = found.then(negation(any_of(times.ok, times.none, times.apart)), Text(WAITING))
    for limit, default, pick in ((node.cap, worth, grids.least), (node.floor, grids.ZERO, grids.greatest)):
        if limit is not None:
            term, here = bound(book, limit, frame, worth)
            value = grids.choose(here, pick(value, term.figure), value) if here != NO else value
            found = found.then(negation(term.ok), Text(WAITING))
        elif node.node.leaf:
            value = pick(value, default)
    places = node.places
    return found.of(value) if places is None else _rounded(book, node, frame, found.of(value), places)


def _rounded(book: "Ledger", node: Scored, frame: Frame, found: Outcome, places: int) -> Outcome:
    """Rounded once. To even, a figure is looked at three times: it gets a column of its own."""
    mode = node.book.rounding.mode
    if mode == "half_even" and grids.rounded(found.figure, places, mode) != found.figure:
        column = book.helper(node, frame, "舍入前", found.whole(), found.words)
        found = Outcome(number_of(column))
        if column.words:
            found = found.then(negation(is_number(Cell(column))), Cell(column), column.words)
    return found.of(grids.rounded(found.figure, places, mode))


def _total(book: "Ledger", node: Scored, frame: Frame, found: Outcome) -> Outcome:
    """A total made of passes is rounded when they are one figure, not in each."""
    places = node.book.rounding.total
    if node.parent is not None or places is None:
        return found
    return _rounded(book, node, frame, found, places)


def _gated(book: "Ledger", node: Scored, frame: Frame, found: Outcome) -> Outcome:
    cond = answer(book, node.gate, frame) if node.gate is not None else CERTAIN
    if node.node.evidence is not None and node.node.evidence.required:
        cond = both(cond, _proof(book, node, frame))
    if cond == CERTAIN:
        return found
    return doubtful(found, cond.unsure).first(cond.no, grids.ZERO)


def _proof(book: "Ledger", node: Scored, frame: Frame) -> Answer:
    column = book.inputs.proof(node.id, frame)
    cell = Cell(column)
    return Answer(equals(cell, "是"), any_of(equals(cell, "否"), has(column, "无")), has(column, APART))


def _vetoed(book: "Ledger", node: Scored, frame: Frame, found: Outcome, worth: Figure) -> Outcome:
    """The first veto that strikes; one that nobody can decide yet leaves it open."""
    for veto, condition in reversed(node.vetoes):
        cond = answer(book, condition, frame)
        written = Term(grids.ZERO) if veto.score is None else figure(book, frame, veto.score, worth)
        shown = Text(FALLEN) if veto.score is None else written.figure
        found = found.first(all_of(written.ok, cond.unsure), Text(WAITING))
        found = found.first(all_of(written.ok, cond.yes), shown)
    return found


def line_outcome(book: "Ledger", line: Scoring, frame: Frame) -> Outcome:
    """A line with a column of its own."""
    return outcome(line_term(book, line, frame))
