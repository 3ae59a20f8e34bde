"""Where rules are read: a run over all facts, and frames of rows in it, one row a unit, a pass or a record.

A block of a million units, a quarter of one unit and the records of a list are all frames; a rule does not know which.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from gongkai.law.facts.store import Facts
from gongkai.law.numbers import ZERO
from gongkai.law.reading import Refused
from gongkai.law.rulebook import Rulebook
from gongkai.law.states import APART, NA, OPEN, Val

if TYPE_CHECKING:
    from gongkai.law.scoring.nodes import Scored

T = TypeVar("T")


class Run:
    """One scoring: facts that are read once for all units, whatever frame asks for them."""

    def __init__(self, book: Rulebook, facts: Facts, tracing: bool = False) -> None:
        self.book, self.facts, self.tracing = book, facts, tracing
        self.mode = book.rounding.mode
        self.day = facts.as_of or book.as_of
        self.as_of = self.day.toordinal()
        self.cache: dict[Any, Any] = {}
        self.root = Frame(self, slice(None), len(facts.units))

    def once(self, key: Any, make: Callable[[], T]) -> T:
        if key not in self.cache:
            self.cache[key] = make()
        found: T = self.cache[key]
        return found

    @property
    def calendar(self) -> Any:
        """Working days: those of the facts' own 日历, else the shelf's."""
        return self.once("calendar", self._calendar)

    def _calendar(self) -> Any:
        if self.facts.calendar is not None:
            return self.facts.calendar
        if self.book.shelf is None:
            raise Refused("没有放假安排，不能计算工作日；请随规则给出日历")
        return self.book.shelf.calendar()


class Frame:
    """Rows to evaluate rules on.

    `units`: the row of the facts each row belongs to, as a slice or an array; `records`: a list and its record numbers,
    where a row is a record; `period`, `source`: of the pass, None = the whole; `up`: each row's row in `parent`.
    """

    def __init__(
        self,
        run: Run,
        units: Any,
        size: int,
        *,
        parent: "Frame | None" = None,
        up: Any = None,
        period: str | None = None,
        source: str | None = None,
        judges: bool = False,
        records: tuple[str, Any] | None = None,
        depth: int = 0,
        plain: "Frame | None" = None,
    ) -> None:
        self.run, self.units, self.size, self.parent, self.up = run, units, size, parent, up
        self.period, self.source, self.judges, self.records, self.depth = period, source, judges, records, depth
        self.plain, self.members = plain or self, False
        self.cache: dict[Any, Any] = {}
        self.trace: dict[Any, Any] = {}

    def once(self, key: Any, make: Callable[[], T]) -> T:
        if key not in self.cache:
            self.cache[key] = make()
        found: T = self.cache[key]
        return found

    def passing(self, **changes: Any) -> "Frame":
        """A frame of one pass over the same rows."""
        kept = {
            "period": self.period,
            "source": self.source,
            "judges": self.judges,
            "records": self.records,
            "depth": self.depth + 1,
        }
        return Frame(self.run, self.units, self.size, parent=self, **{**kept, **changes})

    def beside(self, source: str) -> "Frame":
        """The same rows and pass, read from the rows of one source."""
        return self.once(("beside", source), lambda: self._beside(source))

    def _beside(self, source: str) -> "Frame":
        found = Frame(
            self.run,
            self.units,
            self.size,
            parent=self.parent,
            up=self.up,
            period=self.period,
            source=source,
            records=self.records,
            depth=self.depth,
            plain=self.plain,
        )
        found.members = self.members
        return found

    def below(self, units: Any, up: Any, records: tuple[str, Any] | None = None, passes: int = 1) -> "Frame":
        """A frame whose rows are others: the records of a list, or the members of units."""
        return Frame(
            self.run,
            units,
            len(units),
            parent=self,
            up=up,
            period=self.period,
            source=self.source,
            judges=self.judges,
            records=records,
            depth=self.depth + passes,
        )

    def outer(self, depth: int) -> "tuple[Frame, Any]":
        """The frame around this one at a depth of passes, and each row's row there (None: the same)."""
        frame, rows = self, None
        while frame.depth > depth:
            assert frame.parent is not None
            around = frame.around(depth)
            if frame.members and isinstance(around.units, slice):  # the member itself, not the unit it belongs to
                units = frame.unit_rows()
                return around.whole(), units if rows is None else units[rows]
            if frame.up is not None:
                rows = frame.up if rows is None else frame.up[rows]
            frame = frame.parent
        return frame, rows

    def around(self, depth: int) -> "Frame":
        """The frame at a depth of passes that this one lies in, whatever its rows."""
        frame = self
        while frame.depth > depth:
            assert frame.parent is not None
            frame = frame.parent
        return frame

    def whole(self) -> "Frame":
        """The same pass over all units, where this one holds a block of them."""
        here, units = self.plain, len(self.run.facts.units)
        if here.parent is None or here.size == units:
            return here if here.size == units else here.run.root
        around = here.parent.whole()
        tags: dict[str, Any] = {"period": here.period, "source": here.source, "judges": here.judges}
        return around.once(("whole", *tags.values()), lambda: around.passing(**tags))

    def score(self, node: "Scored") -> Val:
        """An indicator's final score, read in the same unit and pass."""
        frame, rows = self.outer(node.depth)
        found = node.score(node.home(frame.plain))
        return found if rows is None else found.rows(rows)

    def unseen(self, node: "Scored") -> Val:
        """A score not yet known: all that can be said is whether there will be one."""
        frame, rows = self.outer(node.depth)
        applies = node.applies(node.home(frame.plain))
        if applies is None:
            return self.open()
        st = np.where(applies == APART, np.uint8(NA), np.uint8(OPEN))
        return Val(ZERO, st if rows is None else st[rows])

    def unit_rows(self) -> Any:
        """The row in the facts of each row, as an array."""
        return self.once("unit_rows", self._unit_rows)

    def _unit_rows(self) -> Any:
        if isinstance(self.units, slice):
            return np.arange(len(self.run.facts.units))[self.units]
        return self.units

    def classes(self) -> Any:
        """The class of each row as a number into the rulebook's classes; -1 = none."""
        return self.run.facts.classes[self.units]

    def open(self) -> Val:
        """待定 in every row."""
        return Val(ZERO, np.full(self.size, OPEN, dtype=np.uint8))
