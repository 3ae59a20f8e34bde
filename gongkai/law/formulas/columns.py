"""A column of the workbook: what its cells compute, or the engine's own values, and which words may stand in it."""

from dataclasses import dataclass, field
from typing import Any

from gongkai.law.formulas.expressions import Expr
from gongkai.law.formulas.grids import LOOSE, common
from gongkai.law.states import FAILED, KNOWN, NA, NONE, OPEN, WORDS, Val

FACTS, LINES, SCORES = "事实", "逐条", "评分"
RULES = "规则"
ABSENT, WAITING, APART, FALLEN = WORDS[NONE], WORDS[OPEN], WORDS[NA], WORDS[FAILED]


class Inexpressible(ValueError):
    """A form that no readable cell can express; the sentence says which, in Chinese."""


@dataclass(eq=False)
class Column:
    """One column, a row a unit, named by `key`.

    `expr` None: the cells hold `given`, typed facts or the engine's values, and `why` says why there is no formula.
    `expected` (a `states.Val`): what the engine found, against which the formula is checked. `words`: texts that may
    stand in a cell; `labels`: what each state is called. `grid`, `clean` as of a figure; `kind`: number, flag or state;
    `percent`: shown so; `counted`: made from lists or other facts. `node`, `line`: whose column it is;
    `apart_otherwise`: it may be 不适用 although the unit is asked; `unsure`: of the engine's numbers, whether it is not
    known of some unit if it is asked.
    """

    key: str
    sheet: str
    title: str
    expr: Expr | None = None
    given: list[Any] = field(default_factory=list)
    expected: Any = None
    words: frozenset[str] = frozenset()
    grid: int = LOOSE
    clean: bool = True
    kind: str = "number"
    labels: dict[str, str] = field(default_factory=dict)
    percent: bool = False
    why: str = ""
    counted: bool = False
    node: Any = None
    line: Any = None
    apart_otherwise: bool = False
    unsure: bool = False

    @property
    def engine(self) -> bool:
        """Whether the engine's own numbers stand where a formula was wanted."""
        return self.expr is None and bool(self.why)

    @property
    def heading(self) -> str:
        return f"{self.title}（引擎计算）" if self.engine else self.title


def given(column: Column, why: str, size: int) -> None:
    """The engine's numbers in place of a formula."""
    expected = column.expected
    column.expr, column.why = None, why
    column.given = [shown(expected, row) for row in range(size)]
    column.words = frozenset(value for value in column.given if isinstance(value, str))
    column.grid, column.clean = 1, True
    for value in column.given:
        if not isinstance(value, str):
            column.grid = common(column.grid, value.denominator) if column.grid != LOOSE else LOOSE


def shown(value: Val, row: int) -> Any:
    """A number, or the word for its state."""
    state = value.state(row)
    return value.num.at(row) if state == KNOWN else WORDS[state]
