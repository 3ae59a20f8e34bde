"""Children into one cell: sum, rescaled, mean, lowest, highest, the first that applies."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import APART, FALLEN, WAITING, Column, Inexpressible
from gongkai.law.formulas.expressions import NO, YES, Cell, Expr, Number, Op, Text, Within, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.points import points, reachable, weight
from gongkai.law.formulas.terms import Outcome, has, number_of, read
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.nodes import Scored

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

NOTHING = Number(Fraction(0))


@dataclass(frozen=True)
class Part:
    """A child as its parent takes it: its column, weight, and what it counts where it is not asked (None: nothing)."""

    column: Column
    weight: Figure
    instead: Figure | None

    @property
    def plain(self) -> bool:
        return self.weight == grids.ONE and (self.instead is None or APART not in self.column.words)

    @property
    def apart(self) -> Expr:
        return NO if self.instead is not None else has(self.column, APART)


def combined(book: "Ledger", node: Scored, frame: Frame) -> Outcome:
    """The figure of a parent."""
    return _figure(book, node, frame, [_part(book, child, frame) for child in node.children])


def _part(book: "Ledger", child: Scored, frame: Frame) -> Part:
    column = book.score(child, frame)
    treatment = child.node.not_applicable
    instead = None
    if treatment.kind in ("full", "share") and APART in column.words:
        worth = points(book, child, frame)
        if worth.ok != YES:
            raise Inexpressible("分值按类别不同，又按比例计")
        share = treatment.share if treatment.kind == "share" else Fraction(1)
        instead = grids.multiply(worth.figure, grids.fixed(share))
    return Part(column, weight(child), instead)


def _figure(book: "Ledger", node: Scored, frame: Frame, parts: list[Part]) -> Outcome:
    how = node.node.combine
    if how == "one_of":
        return _first(book, node, frame, parts)
    if how in ("lowest", "highest"):
        return _states(book, parts).of(_extreme(parts, "MIN" if how == "lowest" else "MAX"))
    total = _states(book, parts).of(_sum(parts))
    if how == "sum":
        return total
    if how == "mean":
        return _mean(parts, total)
    return _rescaled(book, node, frame, total)


def _states(book: "Ledger", parts: list[Part]) -> Outcome:
    """失格 rises, then 待定; 不适用 only where all are."""
    columns = [part.column for part in parts]
    found = Outcome(grids.ZERO).then(book.count(columns, FALLEN), Text(FALLEN))
    found = found.then(book.count(columns, WAITING), Text(WAITING))
    if any(part.apart == NO for part in parts):
        return found
    cells = tuple(Cell(column) for column in columns)
    return found.then(Op("=", Within("COUNT", cells), NOTHING), Text(APART))


def _sum(parts: list[Part]) -> Figure:
    if len(parts) > 1 and all(part.plain for part in parts):
        return _fold("SUM", [part.column for part in parts])
    total = grids.ZERO
    for part in parts:
        total = grids.add(total, _value(part))
    return total


def _fold(name: str, columns: list[Column]) -> Figure:
    grid = columns[0].grid
    for column in columns[1:]:
        grid = grids.common(grid, column.grid)
    clean = name != "SUM" and all(column.clean for column in columns)
    return Figure(Within(name, tuple(Cell(column) for column in columns)), grid, clean)


def _value(part: Part) -> Figure:
    value = number_of(part.column)
    if part.instead is not None:
        value = grids.choose(has(part.column, APART), part.instead, value)
    return grids.multiply(value, part.weight)


def _extreme(parts: list[Part], name: str) -> Figure:
    if not all(part.plain for part in parts):
        raise Inexpressible("加权后取最高或最低")
    return _fold(name, [part.column for part in parts])


def _mean(parts: list[Part], total: Outcome) -> Outcome:
    """The weighted scores by the weights of those that count."""
    shares = grids.ZERO
    for part in parts:
        shares = grids.add(shares, grids.choose(part.apart, grids.ZERO, part.weight))
    if shares.constant == 0:
        raise Inexpressible("权重合计为零")
    if shares.constant is None and any(part.weight.constant == 0 for part in parts):
        total = total.then(Op("=", grids.firm(shares).expr, NOTHING), Text(APART))
    return total.of(grids.divide(total.figure, shares))


def _rescaled(book: "Ledger", node: Scored, frame: Frame, total: Outcome) -> Outcome:
    """sum × own points ÷ points possible for this unit."""
    worth, reached = points(book, node, frame).figure, reachable(book, node, frame)
    if reached.constant is not None and reached.constant == worth.constant:
        return total
    if reached.constant == 0:
        raise Inexpressible("应考分值为零")
    if reached.constant is None:
        reached = number_of(book.helper(node, frame, "应考分值", reached, frozenset()))
        total = total.then(Op("=", reached.expr, NOTHING), Text(APART))
    return total.of(grids.divide(grids.multiply(total.figure, worth), reached))


def _first(book: "Ledger", node: Scored, frame: Frame, parts: list[Part]) -> Outcome:
    """The first child that applies, with its word if it has one."""
    if not all(part.plain for part in parts):
        raise Inexpressible("加权后取第一个适用的")
    found = _cell(parts[-1].column)
    for part in reversed(parts[:-1]):
        found = grids.choose(has(part.column, APART), found, _cell(part.column))
    words = frozenset().union(*(part.column.words for part in parts))
    column = book.helper(node, frame, "第一个适用的", found, words)
    return Outcome(read(column).figure).then(negation(read(column).ok), Cell(column), words)


def _cell(column: Column) -> Figure:
    return Figure(Cell(column), column.grid, column.clean)
