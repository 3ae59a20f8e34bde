"""Who is asked, as tests of cells: where an indicator does not apply, and where nobody knows yet whether it does.

As in scoring this never depends on points; but a cell may show 不适用 although the unit is asked, where nothing can be
reached (`Column.apart_otherwise`). Then what is asked below is looked at instead of the cell.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.law.formulas.columns import APART, Column, Inexpressible
from gongkai.law.formulas.conditions import answer
from gongkai.law.formulas.expressions import NO, Expr, all_of, any_of
from gongkai.law.formulas.lines import asks_scores, gone, kept_by_engine, line_term
from gongkai.law.formulas.points import declared, weight
from gongkai.law.formulas.terms import CERTAIN, Answer, has
from gongkai.law.rulebook.model import ByClass
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.nodes import Scored
from gongkai.law.scoring.passes import passes

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


@dataclass(frozen=True)
class Part:
    """A child of a node, or one of its passes: the cell of its score, and where it is evaluated."""

    column: Column
    node: Scored
    frame: Frame


def left_out(book: "Ledger", node: Scored, frame: Frame) -> Expr:
    """Where the unit is not asked, by the cell if that tells it. Raises `Inexpressible` if only the engine knows."""
    return _left_out(book, Part(book.score(node, frame), node, node.inner(frame)))


def apart(book: "Ledger", node: Scored, frame: Frame, below: bool = True) -> Expr:
    """Where the unit is not asked, or not in this pass. `below`: what stands below is looked at, too."""
    only = _only(book, node, frame)
    lower = _none_below(book, node, frame) if below else NO
    return any_of(only.no, only.apart, declared(book, node, frame).apart, lower)


def doubt(book: "Ledger", node: Scored, frame: Frame, below: bool = True) -> Expr:
    """Where nobody knows whether it is, unless it surely is not."""
    own = _only(book, node, frame).unsure
    parts = _parts(book, node, frame) if below else []
    unsure = [_doubt(book, part) for part in parts]
    if any_of(*unsure) == NO:
        return own
    left = [any_of(one, _left_out(book, part)) for one, part in zip(unsure, parts, strict=True)]
    return any_of(own, all_of(any_of(*unsure), *left))


def otherwise(book: "Ledger", node: Scored, frame: Frame) -> bool:
    """Whether its cell may show 不适用 although the unit is asked."""
    if in_passes(node, frame) and node.over is not None and node.over.take == "sum":
        return False
    if any(part.column.apart_otherwise for part in _parts(book, node, frame)):
        return True
    how = "sum" if in_passes(node, frame) else node.node.combine
    if how == "mean":
        return not all(weight(child).constant for child in node.children)
    return how == "rescaled" and not all(map(_reaches, node.children))


def _reaches(node: Scored) -> bool:
    """Whether who is asked can surely reach any points here, as its parent takes them."""
    written = node.node.points
    values = written.values.values() if isinstance(written, ByClass) else () if written is None else (written,)
    if not all((*values, weight(node).constant)):
        return False
    alone = node.node.leaf or node.over is not None or node.node.combine != "sum"
    return written is not None if alone else all(map(_reaches, node.children))


def _only(book: "Ledger", node: Scored, frame: Frame) -> Answer:
    return answer(book, node.only, frame) if frame.depth == node.depth else CERTAIN


def in_passes(node: Scored, frame: Frame) -> bool:
    """Whether it is made of passes here, and is not one of them."""
    return node.over is not None and frame.depth == node.depth


def _parts(book: "Ledger", node: Scored, frame: Frame) -> list[Part]:
    if in_passes(node, frame):
        return [Part(book.pass_of(node, one), node, one.frame) for one in passes(node, frame)]
    return [Part(book.score(child, frame), child, child.inner(frame)) for child in node.children]


def _none_below(book: "Ledger", node: Scored, frame: Frame) -> Expr:
    """No line, no child, no pass is left."""
    parts = _parts(book, node, frame)
    if not parts:
        return _no_line(book, node, frame)
    columns = [part.column for part in parts]
    if any(column.apart_otherwise for column in columns):
        return all_of(*(_left_out(book, part) for part in parts))
    return book.every(columns, APART)


def _no_line(book: "Ledger", node: Scored, frame: Frame) -> Expr:
    """Every line falls away: the cells say so, unless there is but one line, or one asks about scores."""
    single = len(node.lines) == 1 and not kept_by_engine(node.lines[0])
    if single or any(asks_scores(line) for line in node.lines):
        return all_of(*(gone(book, line, frame, line_term(book, line, frame)) for line in node.lines))
    return book.every([book.line(line, frame) for line in node.lines], APART)


def _left_out(book: "Ledger", part: Part) -> Expr:
    if not part.column.apart_otherwise:
        return has(part.column, APART)
    if part.column.engine:
        raise Inexpressible("不适用由得分而来")
    return apart(book, part.node, part.frame)


def _doubt(book: "Ledger", part: Part) -> Expr:
    if not part.column.engine:
        return doubt(book, part.node, part.frame)
    if part.column.unsure:
        raise Inexpressible("是否考核尚未查明")
    return NO
