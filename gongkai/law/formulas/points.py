"""Full marks as terms: by class, with what was moved from siblings that are not asked; and what a unit can reach."""

from typing import TYPE_CHECKING

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import Inexpressible
from gongkai.law.formulas.conditions import answer
from gongkai.law.formulas.expressions import NO, YES, Expr, all_of
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import Term
from gongkai.law.formulas.written import figure
from gongkai.law.rulebook.model import ByClass
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.moves import MOVING
from gongkai.law.scoring.nodes import Scored

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


def points(book: "Ledger", node: Scored, frame: Frame) -> Term:
    """Full marks in every row."""
    own = declared(book, node, frame)
    outer = frame
    if frame.depth > node.depth:  # in its own pass: what was moved, was moved to the unit as a whole
        assert frame.parent is not None
        outer = frame.parent
    moved = _moved(book, node, node.home(outer.plain))
    return own if moved is None else Term(grids.add(own.figure, moved), own.ok, apart=own.apart)


def declared(book: "Ledger", node: Scored, frame: Frame) -> Term:
    """The points as written; a parent that names none has those of its children."""
    if node.node.points is not None:
        return figure(book, frame, node.node.points)
    total = grids.ZERO
    for child in node.children:
        part = declared(book, child, frame)
        worth = grids.choose(part.ok, part.figure, grids.ZERO)
        total = grids.add(total, grids.multiply(worth, weight(child)))
    return Term(total)


def weight(child: Scored) -> Figure:
    """The share at which the parent takes a child's score."""
    written = child.node.weight
    if written is None:
        return grids.ONE
    if isinstance(written, ByClass):
        raise Inexpressible("权重按类别不同")
    return grids.fixed(written.value)


def _moved(book: "Ledger", node: Scored, frame: Frame) -> Figure | None:
    """What siblings give that are not asked; None = nothing ever."""
    parent, total = node.parent, None
    for giver in parent.children if parent is not None else ():
        treatment = giver.node.not_applicable
        if giver is node or treatment.kind not in MOVING:
            continue
        if treatment.kind != "move_to":
            raise Inexpressible("不考核的分值要分摊给同级")
        if treatment.sibling == node.id:
            worth = declared(book, giver, frame)
            moves = all_of(worth.ok, book.apart_here(giver, frame), _asked(book, node, frame))
            given = grids.choose(moves, worth.figure, grids.ZERO)
            total = given if total is None else grids.add(total, given)
    if total is not None and node.node.not_applicable.kind in ("full", "share"):
        raise Inexpressible("移来的分值又按比例计")
    return total


def _asked(book: "Ledger", node: Scored, frame: Frame) -> Expr:
    """Who is not asked gets no points; where all lines fall away no cell shows what was moved."""
    only = answer(book, node.only, node.inner(frame))
    return all_of(only.yes, declared(book, node, frame).ok)


def possible(book: "Ledger", node: Scored, frame: Frame) -> Figure:
    """What this unit can reach here, where it is asked."""
    worth = points(book, node, frame).figure
    if node.node.leaf or node.over is not None or node.node.combine != "sum":
        return worth
    reached = reachable(book, node, node.inner(frame))
    return reached if node.node.points is None else grids.least(worth, reached)


def reachable(book: "Ledger", node: Scored, frame: Frame) -> Figure:
    """The possible points of the children together, by weight; of those that are asked."""
    total = grids.ZERO
    for child in node.children:
        share = weight(child)
        reached = grids.multiply(possible(book, child, frame), share)
        apart = book.apart_here(child, frame)
        instead = grids.ZERO
        if apart != NO and child.node.not_applicable.kind in ("full", "share"):
            worth = points(book, child, frame)
            if worth.ok != YES:
                raise Inexpressible("分值按类别不同，又按比例计")
            instead = grids.multiply(worth.figure, share)
        total = grids.add(total, grids.choose(apart, instead, reached))
    return total
