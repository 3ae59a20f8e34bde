"""Facts made of other facts in the same row, as formulas: shares, sums, means, the lowest and highest of several."""

from gongkai.law.formulas import grids
from gongkai.law.formulas.columns import ABSENT, APART, WAITING, Column, Inexpressible
from gongkai.law.formulas.expressions import Cell, Expr, Op, Text, Within, all_of, any_of, call, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import Outcome, compare, has, read
from gongkai.law.rulebook.model import Fact


def share(found: Fact, part: Column, whole: Column, mode: str) -> Outcome:
    """A / B; of nothing: 不适用."""
    above, below = read(part), read(whole)
    nothing = all_of(below.ok, compare(below.figure, "equal", grids.ZERO))
    figure = _quotient(above.figure, below.figure, None if found.round is None else found.round + 2, mode)
    open_ = negation(all_of(any_of(above.ok, above.none), any_of(below.ok, below.none)))
    shown = Outcome(figure).then(any_of(above.apart, below.apart, nothing), Text(APART)).then(open_, Text(WAITING))
    return shown.then(any_of(above.none, below.none), Text(ABSENT))


def _quotient(above: Figure, below: Figure, places: int | None, mode: str) -> Figure:
    """Whole numbers are divided once, and give the nearest float, or the right side of a half."""
    if above.grid != 1 or below.grid != 1:
        found = grids.divide(above, below)
        return found if places is None else grids.rounded(found, places, mode)
    if places is None:
        return Figure(Op("/", above.expr, below.expr), grids.LOOSE, True)
    if mode == "half_even":
        return grids.rounded(grids.divide(above, below), places, mode)
    scale = grids.fixed(10**places)
    divided = Op("/", grids.multiply(above, scale).expr, below.expr)
    name = {"half_up": "ROUND", "down": "ROUNDDOWN", "up": "ROUNDUP"}[mode]
    return Figure(Op("/", call(name, divided, grids.ZERO.expr), scale.expr), 10**places, True)


def fold(found: Fact, op: str, columns: list[Column], mode: str) -> Outcome:
    """Of several facts of one unit; those that are 不适用 or 无 are left out."""
    cells = tuple(Cell(column) for column in columns)
    terms = [read(column) for column in columns]
    told = all_of(*(any_of(term.ok, term.none, term.apart) for term in terms))
    none: Expr = Op("=", Within("COUNT", cells), grids.ZERO.expr)
    figure = _folded(op, cells, columns)
    if found.round is not None:
        figure = grids.rounded(figure, found.round + 2 if found.type == "share" else found.round, mode)
    shown = Outcome(figure).then(negation(told), Text(WAITING))
    shown = shown.then(all_of(none, any_of(*(has(column, APART) for column in columns))), Text(APART))
    return shown.then(none, Text(ABSENT))


def _folded(op: str, cells: tuple[Cell, ...], columns: list[Column]) -> Figure:
    grid = 1
    for column in columns:
        grid = grids.common(grid, column.grid)
    if op in ("lowest", "highest"):
        clean = all(column.clean for column in columns)
        return Figure(Within("MIN" if op == "lowest" else "MAX", cells), grid, clean)
    total = Figure(Within("SUM", cells), grid, grid == 1)
    if op == "sum":
        return total
    if op != "mean":
        raise Inexpressible("名次等要看所有单位")
    return grids.divide(total, Figure(Within("COUNT", cells), 1, True))
