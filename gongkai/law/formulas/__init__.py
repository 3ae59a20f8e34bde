"""带公式的评分簿: a scored rulebook as a workbook whose points are live formulas, so that anybody can recompute them.

How binary floats give exactly the engine's decimals: every cell holds the float nearest to its exact value, and its
exact value is known to be a whole number of 1/d (`grids.Figure.grid`). What is computed from such cells is off by far
less than half of 1/d, so one ROUND onto that grid at the end of a cell gives the nearest float again; it changes no
exact value. Where the rulebook itself rounds, the figure is first made a whole number of 1/d, and then divided: a whole
number divided by a whole number never falls on the wrong side of a half. Where a divisor is a fact, no grid is known;
such a figure is taken to the ninth decimal before it is rounded or compared, which is exact while its denominator stays
below ten million. Every cell is recomputed before it is written; a column that does not agree with the engine is
written as the engine's numbers, and said to be so.

Forms that no readable cell can express (lists marked record by record, members, `no_double`, …) are not imitated: their
columns hold the engine's numbers under a heading that says 引擎计算.
"""

from gongkai.law.formulas.columns import Column, Inexpressible
from gongkai.law.formulas.ledger import Ledger, make_ledger
from gongkai.law.formulas.writing import write_formulas

__all__ = ["Column", "Inexpressible", "Ledger", "make_ledger", "write_formulas"]
