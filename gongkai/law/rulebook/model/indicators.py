"""The tree of what is assessed, with what stands over a node: vetoes, passes, evidence, who is not asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gongkai.law.findings import Place
from gongkai.law.rulebook.model.conditions import Condition
from gongkai.law.rulebook.model.figures import ByClass, Figure, Share
from gongkai.law.rulebook.model.lines import Factor, Limit, Line


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
