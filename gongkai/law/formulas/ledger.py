"""The workbook's columns: every indicator, in every source and period, as a formula or as the engine's own number."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law.formulas.asking import left_out, otherwise
from gongkai.law.formulas.checking import check
from gongkai.law.formulas.columns import LINES, SCORES, Column, Inexpressible, given
from gongkai.law.formulas.expressions import NO, Cell, Expr, Number, Op, Within, equals, writable
from gongkai.law.formulas.grids import Figure
from gongkai.law.formulas.inputs import Inputs
from gongkai.law.formulas.nodes import line_outcome, scored
from gongkai.law.formulas.points import points
from gongkai.law.formulas.terms import Outcome, Term
from gongkai.law.numbers import Num
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.lines import Scoring
from gongkai.law.scoring.nodes import Scored
from gongkai.law.scoring.passes import Pass, _asked_in, _marked
from gongkai.law.states import APART as CODE_APART
from gongkai.law.states import NA, UNSURE, Val

if TYPE_CHECKING:
    from gongkai.law.results import Results
    from gongkai.law.scoring.reads import Read

Key = tuple[Any, ...]


class Ledger:
    """Columns of all sheets, each made once, in the order in which one needs another.

    `cells`: unit by unit, what a spreadsheet finds in each column, by key. `mistrusted`: columns whose formula did not
    agree with the engine, and which hold its numbers instead.
    """

    def __init__(self, results: "Results") -> None:
        self.results, self.compiled = results, results.compiled
        self.run = results.compiled.run(results.facts)
        self.size = len(results.facts.units)
        self.columns: list[Column] = []
        self.inputs = Inputs(self.run, self._add)
        self.known: dict[Key, Column] = {}
        self.making: set[Key] = set()
        self.cells: list[dict[str, Any]] = []
        self.mistrusted: list[Column] = []

    def build(self) -> None:
        if self.run.book.classes:
            self.inputs.unit_class()
        for table in self.compiled.tables:
            self.score(table, self.run.root)

    def _add(self, column: Column) -> Column:
        self.columns.append(column)
        return column

    def whole(self, id: str) -> Column | None:
        """The column of an indicator's score for the whole unit; None where there is none."""
        node = self.compiled.nodes[id]
        if node.depth:
            return None
        return self.known.get((node.id, node.home(self.run.root)))

    # What rules read --------------------------------------------------------------------------------------------------

    def column(self, read: "Read", frame: Frame) -> Column:
        """The column a name means in a pass. Raises `Inexpressible`."""
        if read.node is None:
            return self.inputs.read(read, frame)
        outer, rows = frame.outer(read.node.depth)
        assert rows is None
        return self.score(read.node, read.node.home(outer.plain))

    def number(self, read: "Read", frame: Frame) -> Column:
        """As `column`, where a number is wanted."""
        found = self.column(read, frame)
        if found.kind != "number":
            raise Inexpressible("以日期、状态计分")
        return found

    def apart(self, node: Scored, frame: Frame) -> Expr:
        """Where an indicator that a rule asks about is not asked of the unit."""
        outer, _ = frame.outer(node.depth)
        return self.apart_here(node, node.home(outer.plain))

    def apart_here(self, node: Scored, frame: Frame) -> Expr:
        """Where an indicator is not asked of the unit."""
        return left_out(self, node, frame)

    def points(self, node: Scored, frame: Frame) -> Term:
        return points(self, node, frame)

    # Several cells ----------------------------------------------------------------------------------------------------

    def count(self, columns: list[Column], word: str) -> Expr:
        """Whether the word stands in any of the cells."""
        cells = tuple(Cell(column) for column in columns if word in column.words)
        if len(cells) <= 1:
            return equals(cells[0], word) if cells else NO
        return Op(">", Within("COUNTIF", cells, word), Number(Fraction(0)))

    def every(self, columns: list[Column], word: str) -> Expr:
        """Whether it stands in all of them."""
        if not all(word in column.words for column in columns):
            return NO
        if len(columns) == 1:
            return equals(Cell(columns[0]), word)
        cells = tuple(Cell(column) for column in columns)
        return Op("=", Within("COUNTIF", cells, word), Number(Fraction(len(cells))))

    # Columns of indicators --------------------------------------------------------------------------------------------

    def score(self, node: Scored, frame: Frame) -> Column:
        """The final score of an indicator in a frame of its depth."""
        return self._once((node.id, frame), lambda: self._score(node, frame))

    def _score(self, node: Scored, frame: Frame) -> Column:
        column = self._made(node, frame, "", node.score(frame), lambda: scored(self, node, frame))
        return self._asked(column, node, node.inner(frame), node.applies(frame))

    def passed(self, node: Scored, one: Pass, mark: Callable[[Frame], Outcome]) -> Column:
        """One pass of an indicator."""
        return self._once((node.id, one.frame), lambda: self._passed(node, one, mark))

    def pass_of(self, node: Scored, one: Pass) -> Column:
        """One that was made."""
        return self.known[node.id, one.frame]

    def _passed(self, node: Scored, one: Pass, mark: Callable[[Frame], Outcome]) -> Column:
        column = self._made(node, one.frame, one.name, _marked(node, one), lambda: mark(one.frame))
        return self._asked(column, node, one.frame, _asked_in(node, one.frame))

    def _asked(self, column: Column, node: Scored, frame: Frame, codes: Any) -> Column:
        """What the cells of a score do not tell of who is asked: by the rules, or as the engine found it."""
        if column.engine:
            apart = np.zeros(self.size, dtype=bool) if codes is None else codes == CODE_APART
            column.apart_otherwise = any((column.expected.state(row) == NA) != apart[row] for row in range(self.size))
            column.unsure = codes is not None and bool((codes == UNSURE).any())
        else:
            column.apart_otherwise = otherwise(self, node, frame)
        return column

    def line(self, line: Scoring, frame: Frame) -> Column:
        """A line that has a column of its own."""
        return self._once((line, frame), lambda: self._line(line, frame))

    def helper(self, node: Scored, frame: Frame, title: str, figure: Figure, words: frozenset[str]) -> Column:
        """A figure on the way, in a column of its own."""
        found = _written(Outcome(figure))
        column = Column(self._key(), LINES, self._title(node, frame) + title, found.expr, words=words, node=node)
        column.grid, column.clean = found.grid, found.clean
        return self._add(column)

    def _once(self, key: Key, make: Callable[[], Column]) -> Column:
        if key not in self.known:
            if key in self.making:
                raise Inexpressible("几个指标互相牵连")
            self.making.add(key)
            try:
                self.known[key] = make()
            finally:
                self.making.discard(key)
        return self.known[key]

    def _made(self, node: Scored, frame: Frame, name: str, expected: Val, make: Callable[[], Outcome]) -> Column:
        """A column of formulas, or of the engine's numbers where no cell can say it; the children stay in any case."""
        column = Column("", SCORES, self._title(node, frame, name), expected=expected, node=node)
        try:
            found = make()
            whole = _written(found)
            column.expr, column.grid, column.clean, column.words = whole.expr, whole.grid, whole.clean, found.words
        except Inexpressible as reason:
            self._children(node, frame)
            given(column, str(reason), self.size)
        column.key = self._key()
        return self._add(column)

    def _children(self, node: Scored, frame: Frame) -> None:
        """Children that stand for themselves although their parent is not a formula."""
        if node.over is None:
            inner = node.inner(frame)
            for child in node.children:
                self._try(child, inner)

    def _try(self, child: Scored, frame: Frame) -> None:
        try:
            self.score(child, frame)
        except Inexpressible:
            return

    def _line(self, line: Scoring, frame: Frame) -> Column:
        """A line as a formula, or as the engine's numbers from which its indicator is computed all the same."""
        title = f"{self._title(line.node, frame)}第{line.node.lines.index(line) + 1}条"
        column = Column("", LINES, title, expected=_spread(line.value(frame)), node=line.node, line=line)
        try:
            found = line_outcome(self, line, frame)
            whole = _written(found)
            column.expr, column.grid, column.clean, column.words = whole.expr, whole.grid, whole.clean, found.words
        except Inexpressible as reason:
            given(column, str(reason), self.size)
        column.key = self._key()
        return self._add(column)

    def _title(self, node: Scored, frame: Frame, name: str = "") -> str:
        of, parts = self.run.book.sources, (frame.plain.source, frame.source, frame.period, name)
        told = "、".join(dict.fromkeys(of.get(part, part) for part in parts if part))
        return f"{node.title}（{told}）" if told else node.title

    def _key(self) -> str:
        return f"c{len(self.columns)}"


def _written(found: Outcome) -> Figure:
    """The whole formula. Raises `Inexpressible` where Excel would not open it."""
    whole = found.whole()
    if not writable(whole.expr):
        raise Inexpressible("公式太长")
    return whole


def _spread(value: Val) -> Val:
    """One numerator for all rows as a plain whole number."""
    num = value.num
    n = int(num.n) if np.ndim(num.n) == 0 else num.n
    return Val(Num(n, num.d, num.lo, num.hi, num.top), value.st)


def make_ledger(results: "Results") -> Ledger:
    """The columns of a scored rulebook, every formula checked against the engine."""
    found = Ledger(results)
    found.build()
    found.mistrusted = check(found)
    return found
