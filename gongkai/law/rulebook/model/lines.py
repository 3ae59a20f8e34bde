"""The ways points are given and taken: amounts, their tables and rows, the lines of a leaf."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from gongkai.law.findings import Place
from gongkai.law.rulebook.model.conditions import Condition, Test
from gongkai.law.rulebook.model.figures import JUDGED, ByClass, Figure, Ref, Share, Word


@dataclass(frozen=True, slots=True)
class Row:
    """`when` None: otherwise. `band`: the row was written with edges on the line's `by`."""

    when: Condition | None
    figure: "Figure | Word | Ref"
    place: Place
    band: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """{state: amount}, keyed by the line's `by`; keys as written."""

    amounts: Mapping[str, Figure]
    places: Mapping[str, Place]


Amount: TypeAlias = Figure | Word | Table | Rows
Limit: TypeAlias = Figure | Word | Rows
Factor: TypeAlias = Figure | Ref | Rows


@dataclass(frozen=True, slots=True)
class Line:
    """One way points are given or taken (`kind` earn or lose). `steps`: per, per_full or per_started."""

    kind: Literal["earn", "lose"]
    amount: Amount
    place: Place
    id: str = ""
    cite: tuple[str, ...] = ()
    says: str = ""
    each: Ref | None = None
    beyond: "Fraction | Share | ByClass | Ref | None" = None
    short_of: "Fraction | Share | ByClass | Ref | None" = None
    per: "Fraction | Share | ByClass | None" = None
    steps: str = "per"
    by: Ref | None = None
    when: Condition | None = None
    unless: Condition | None = None
    times: Factor | None = None
    at_most: Figure | None = None
    between: tuple[Fraction | Share, Fraction | Share] | None = None

    @property
    def judged(self) -> bool:
        return self.amount is JUDGED
