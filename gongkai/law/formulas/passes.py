"""A node marked once a source or a period: a column a pass, and one for the passes combined."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from gongkai.law.facts.store import Key
from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import APART, FALLEN, WAITING, Column, Inexpressible
from gongkai.law.formulas.combining import NOTHING, _fold
from gongkai.law.formulas.expressions import NO, Cell, Expr, Op, Text, Within, all_of, any_of, equals, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import Outcome, has, number_of
from gongkai.law.periods import PASSES
from gongkai.law.rulebook.model import Over
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.needs import told
from gongkai.law.scoring.nodes import Scored
from gongkai.law.scoring.passes import Pass, passes
from gongkai.law.scoring.segments import plain_weight

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger

Marking: TypeAlias = Callable[[Frame], Outcome]


def over_passes(book: "Ledger", node: Scored, frame: Frame, mark: Marking) -> Outcome:
    """The passes as one figure."""
    over = node.over
    assert over is not None
    if over.what not in (*PASSES, "rounds", "sources"):
        raise Inexpressible("逐家、逐件评定后合成")
    if over.trim:
        raise Inexpressible("去掉最高、最低后合成")
    found = passes(node, frame)
    columns = [book.passed(node, one, mark) for one in found]
    missing = [_missing(book, node, one, column) for one, column in zip(found, columns, strict=True)]
    waiting = [all_of(has(c, WAITING), negation(skip)) for c, skip in zip(columns, missing, strict=True)]
    open_ = any_of(*waiting) if over.skip_missing else book.count(columns, WAITING)
    states = Outcome(grids.ZERO).then(book.count(columns, FALLEN), Text(FALLEN)).then(open_, Text(WAITING))
    states = _without_any(over, states, columns)
    return states.of(_figure(node, found, columns))


def _without_any(over: Over, states: Outcome, columns: list[Column]) -> Outcome:
    """No pass counts: 待定 where some were left out, else 不适用; but a sum of none is 0 where the unit is asked."""
    if any(column.words <= {FALLEN} for column in columns):
        return states
    nothing: Expr = Op("=", Within("COUNT", tuple(Cell(column) for column in columns)), NOTHING)
    if over.skip_missing:
        some = any_of(*(has(column, WAITING) for column in columns))
        states = states.then(all_of(nothing, some), Text(WAITING))
    if over.take == "sum":
        return states
    return states.then(nothing, Text(APART)) if any(APART in column.words for column in columns) else states


def _figure(node: Scored, found: list[Pass], columns: list[Column]) -> Figure:
    over = node.over
    assert over is not None
    if over.weights is None:
        if over.take in ("lowest", "highest"):
            return _fold("MIN" if over.take == "lowest" else "MAX", columns)
        total = _fold("SUM", columns)
        return total if over.take == "sum" else grids.divide(total, _counted(columns))
    weights = [grids.fixed(plain_weight(over.weights[one.name])) for one in found]
    total, shares = grids.ZERO, grids.ZERO
    for column, weight in zip(columns, weights, strict=True):
        total = grids.add(total, grids.multiply(number_of(column), weight))
        there: Expr = any_of(*(has(column, word) for word in (APART, WAITING)))
        shares = grids.add(shares, grids.choose(there, grids.ZERO, weight))
    return grids.divide(total, shares)


def _counted(columns: list[Column]) -> Figure:
    """How many passes have a number."""
    if not any(column.words & {APART, WAITING} for column in columns):
        return grids.fixed(len(columns))
    return Figure(Within("COUNT", tuple(Cell(column) for column in columns)), 1, True)


def _missing(book: "Ledger", node: Scored, one: Pass, column: Column) -> Expr:
    """Where nothing at all was said for this pass."""
    assert node.over is not None
    if not node.over.skip_missing or WAITING not in column.words:
        return NO
    said = [Cell(cell) for cell in _said(book, node, one.frame)]
    return all_of(has(column, WAITING), *(any_of(equals(cell, WAITING), equals(cell, "")) for cell in said))


def _said(book: "Ledger", node: Scored, frame: Frame) -> Iterator[Column]:
    """The columns of what was said for this pass alone. Raises `Inexpressible` where others mix in."""
    by_name: dict[str, set[Key]] = {}
    for key in told(node, frame):
        by_name.setdefault(key.name, set()).add(key)
    for name, keys in sorted(by_name.items()):
        read = [(column, of) for of, column in book.inputs.reading(name) if of <= keys]
        if set().union(*(of for _, of in read)) != keys:
            raise Inexpressible("没有数据的一次不计，而数据分散在几处")
        yield from (column for column, _ in read)
