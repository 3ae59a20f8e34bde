"""A rulebook as it was read: facts, lines, indicators, grades. Exact numbers, every part with its place in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from gongkai.law.findings import Place
from gongkai.law.limits import Span
from gongkai.law.periods import Period


@dataclass(frozen=True, slots=True)
class Share:
    """A share as written, 60% = 3/5: of the node's points as an amount, of 1 as a fact or a factor."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class ByClass:
    """One figure for each class of units; a class that is absent has none."""

    values: Mapping[str, Fraction | Share]


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact, or an indicator's score, by name."""

    name: str
    place: Place


class Word(str):
    """A keyword that stands where a figure could: `full`, `none`, `judged`."""

    __slots__ = ()


FULL: Final = Word("full")
NO_LIMIT: Final = Word("none")
JUDGED: Final = Word("judged")

Figure: TypeAlias = Fraction | Share | ByClass


# Conditions ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoneValue:
    """`none`: known to be absent."""


@dataclass(frozen=True, slots=True)
class FailedValue:
    """`failed`: a score that has no number (失格)."""


Value: TypeAlias = bool | Fraction | Share | date | str | NoneValue | FailedValue


@dataclass(frozen=True, slots=True)
class Equals:
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`op`: below, at_most, at_least, above."""

    op: str
    against: Fraction | Share | ByClass | date | Ref


@dataclass(frozen=True, slots=True)
class Dated:
    """A day lies in a stretch of time; either end may be open. `own_period`: that of the pass, else of the rulebook."""

    since: date | None = None
    before: date | None = None
    during: Period | None = None
    own_period: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """A day lies more than (`older`), or not more than, a span before `as_of`."""

    older: bool
    number: int
    unit: str


Test: TypeAlias = Equals | Compare | Dated | Aged


@dataclass(frozen=True, slots=True)
class Asks:
    """One name and the tests that must all hold."""

    name: str
    tests: tuple[Test, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class IsLate:
    limit: str
    place: Place


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition: TypeAlias = Asks | IsLate | AllOf | AnyOf | Not


def asked(condition: "Condition | None") -> Iterator[Asks | IsLate]:
    """Every single question in a condition, in the order written."""
    if isinstance(condition, Asks | IsLate):
        yield condition
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from asked(part)
    elif isinstance(condition, Not):
        yield from asked(condition.part)


# Amounts and lines ---------------------------------------------------------------------------------------------------


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


# Indicators ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Veto:
    """`score` None: failed, no number (失格)."""

    when: Condition
    score: "Figure | None"
    place: Place
    cite: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    kinds: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of the points of who is not asked. `kind`: exclude full share spread spread_by_points move_to."""

    kind: str = "exclude"
    share: Fraction = Fraction(0)
    sibling: str = ""


@dataclass(frozen=True, slots=True)
class Over:
    """A node evaluated once a pass, and how the passes become one figure."""

    what: str  # weeks months quarters halves rounds sources members, or a list fact
    take: str = "mean"
    trim: int = 0
    weights: "Mapping[str, Fraction | Share] | None" = None
    by: str = ""
    skip_missing: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One node of the table: a leaf with `rules`, or a parent with `indicators`."""

    id: str
    title: str
    place: Place
    points: "Fraction | ByClass | None" = None
    weight: "Share | ByClass | None" = None
    cite: tuple[str, ...] = ()
    says: str = ""
    only: Condition | None = None
    not_applicable: Treatment = Treatment()
    rules: tuple[Line, ...] = ()
    indicators: "tuple[Indicator, ...]" = ()
    combine: str = "sum"
    over: Over | None = None
    start: Limit | None = None
    times: Factor | None = None
    cap: Limit | None = None
    floor: Limit | None = None
    round: int | None = None
    veto: tuple[Veto, ...] = ()
    gate: Condition | None = None
    no_double: str = ""
    source: str = ""
    evidence: Evidence | None = None
    beside: tuple[str, ...] = ()

    @property
    def leaf(self) -> bool:
        return not self.indicators

    def walk(self) -> "Iterator[Indicator]":
        """This node and all below, as written."""
        yield self
        for child in self.indicators:
            yield from child.walk()


# Facts ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pick:
    source: str
    where: Condition


@dataclass(frozen=True, slots=True)
class ShareOf:
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Fold:
    """`op`: sum mean lowest highest rank; of `names`, or of `field` of the list `names[0]`, or `among` units."""

    op: str
    names: tuple[str, ...]
    field: str = ""
    among: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    date: str
    unit: str


@dataclass(frozen=True, slots=True)
class LateBy:
    limit: str
    unit: str


@dataclass(frozen=True, slots=True)
class Previous:
    name: str


@dataclass(frozen=True, slots=True)
class Annex:
    file: str
    adds_to: Fraction | None


Derived: TypeAlias = Pick | ShareOf | Fold | Age | LateBy | Previous | Annex


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a list."""

    id: str
    type: str
    name: str
    states: Mapping[str, str] = field(default_factory=dict)
    places: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """`type`: count number share flag state date moment judged list (a set is a list with the one field `name`).

    `places`: decimals of the value as written (a share: of its percentage); `counter`: 量词 said after the number.
    """

    id: str
    name: str
    type: str
    place: Place
    says: str = ""
    cite: tuple[str, ...] = ()
    origin: str = "reported"
    places: int = 0
    round: int | None = None
    counter: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    derived: Derived | None = None

    @property
    def is_list(self) -> bool:
        return self.type in ("list", "set")

    @property
    def numeric(self) -> bool:
        return self.type in ("count", "number", "share", "judged")


# Above the tree ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may have a grade: a share or a number of `of`, by class or over all."""

    at_most: Fraction | Share
    per: str = "all"
    round: str = "down"
    of: str = "assessed"


@dataclass(frozen=True, slots=True)
class Band:
    grade: str
    place: Place
    edges: tuple[Compare, ...]
    quota: Quota | None = None
    needs: Condition | None = None
    cite: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Lowered:
    when: Condition
    place: Place
    to: str = ""
    by: int = 0
    cite: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Grades:
    bands: tuple[Band, ...]
    place: Place
    failed: str = "失格"
    lowered: tuple[Lowered, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list made from the ranking. `kind`: top, bottom, below or decided."""

    title: str
    kind: str
    figure: Fraction | Share | None
    place: Place
    cite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    place: Place
    per: str = "all"
    break_by: tuple[Ref, ...] = ()
    lists: tuple[Listing, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What follows from a result; never points. `within` as written, `span` as read."""

    when: Condition
    do: str
    place: Place
    within: str = ""
    span: Span | None = None
    to: str = ""
    cite: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Rounding:
    mode: str = "half_up"
    leaf: int | None = None
    total: int | None = None
    show: int = 2


@dataclass(frozen=True, slots=True)
class Accepted:
    finding: str
    at: str
    because: str
    place: Place
