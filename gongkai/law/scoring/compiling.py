"""A rulebook made ready once; then facts in, results out, as often as wanted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.law.facts.store import Facts
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.circles import scores_behind
from gongkai.law.rulebook.model import Fact, Indicator, Pick
from gongkai.law.rulebook.names import root_list
from gongkai.law.scoring.conditions import Tested, maybe, tested
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.scoring.needs import needed, refuse_missing
from gongkai.law.scoring.nodes import Scored
from gongkai.law.scoring.reads import Names

if TYPE_CHECKING:
    from gongkai.law.results import Results

BLOCK = 131072  # rows evaluated at a time: columns of a block stay in the processor's cache


class Compiled:
    """A rulebook whose names are resolved and whose rules are ready to be evaluated on columns."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.nodes: dict[str, Scored] = {}
        scored = frozenset(name for name in book.facts if scores_behind(name, book))
        self.names = Names(book, self.nodes, scored)
        self.tables = [self._node(table, None, None) for table in book.tables]
        self.picks: dict[str, Tested] = {
            fact.id: tested(fact.derived.where, self.names, root_list(fact.id, book.facts))
            for fact in book.facts.values()
            if isinstance(fact.derived, Pick)
        }
        self._above()
        self.needs = needed(book, self.nodes)

    def _node(self, node: Indicator, parent: Scored | None, records: Fact | None) -> Scored:
        # Conditions may read any score, so every node must have a name before the first is made ready.
        for below in node.walk() if parent is None else ():
            self.nodes.setdefault(below.id, Scored.__new__(Scored))
        scored = self.nodes[node.id]
        Scored.__init__(scored, node, parent, self.names, records)
        scored.children = [self._node(child, scored, scored.records) for child in node.indicators]
        return scored

    def _above(self) -> None:
        book, names = self.book, self.names
        grades = book.grades
        self.band_needs = [maybe(band.needs, names) for band in grades.bands] if grades else []
        self.lowered = [tested(lowered.when, names) for lowered in grades.lowered] if grades else []
        self.break_by = [names.read(ref.name) for ref in book.ranking.break_by] if book.ranking else []

    def run(self, facts: Facts, tracing: bool = False) -> Run:
        """A run over all units, with what every frame of it needs."""
        refuse_missing(self.book, facts, self.needs)
        run = Run(self.book, facts, tracing)
        run.cache["compiled"] = self
        return run

    def score(self, facts: Facts, explained: bool | None = None) -> "Results":
        """Scores, grades and ranks of every unit.

        `explained`: keep what every sentence is made from (default: up to 50,000 units; a single unit's sheet can be
        had in any case). Raises `Refused` for a column that is missing, a mark out of range, a record without the
        identity its rule needs.
        """
        from gongkai.law.results import results

        return results(self, facts, explained)


def compile(book: Rulebook) -> Compiled:
    """The rulebook made ready. Names were checked when it was loaded; nothing can go wrong here."""
    return Compiled(book)


def blocks(run: Run, size: int) -> Iterator[Frame]:
    """The units in frames of at most BLOCK rows, one after another: what a block computed goes with it."""
    if size <= BLOCK:
        yield run.root
        return
    for start in range(0, size, BLOCK):
        frame = Frame(run, slice(start, min(start + BLOCK, size)), min(BLOCK, size - start))
        yield frame
        frame.cache.clear()  # a frame and its passes hold each other
