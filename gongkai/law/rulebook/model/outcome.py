"""Above the tree: grades and their quotas, the ranking and its lists, what follows from a result, rounding."""

from dataclasses import dataclass
from fractions import Fraction

from gongkai.law.findings import Place
from gongkai.law.limits import Span
from gongkai.law.rulebook.model.conditions import Compare, Condition
from gongkai.law.rulebook.model.figures import Ref, Share


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
