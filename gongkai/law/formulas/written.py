"""A figure of the rulebook as a term: a number, a share, one for each class."""

from typing import TYPE_CHECKING, Any

from gongkai.law.formulas import grids
from gongkai.law.formulas.expressions import Cell, any_of, equals, negation
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.terms import Term
from gongkai.law.rulebook.model import ByClass, Share
from gongkai.law.scoring.frames import Frame

if TYPE_CHECKING:
    from gongkai.law.formulas.ledger import Ledger


def figure(book: "Ledger", frame: Frame, written: Any, of: Figure | None = None) -> Term:
    """A figure; a share, of `of` where given; by class, 不适用 for a class without one."""
    if isinstance(written, ByClass):
        return _by_class(book, frame, written, of)
    return Term(_plain(written, of))


def _plain(written: Any, of: Figure | None) -> Figure:
    if written == "full":
        assert of is not None
        return of
    if isinstance(written, Share):
        return grids.fixed(written.value) if of is None else grids.multiply(of, grids.fixed(written.value))
    return grids.fixed(written)


def _by_class(book: "Ledger", frame: Frame, written: ByClass, of: Figure | None) -> Term:
    column = book.inputs.unit_class()
    named = [(equals(Cell(column), column.labels[name]), value) for name, value in written.values.items()]
    found = grids.ZERO
    for test, value in reversed(named):
        found = grids.choose(test, _plain(value, of), found)
    ok = any_of(*(test for test, _ in named))
    return Term(found, ok, apart=negation(ok))
