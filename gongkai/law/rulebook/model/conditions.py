"""When something holds: names, the tests they are put to, and how tests join."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from gongkai.law.findings import Place
from gongkai.law.periods import Period
from gongkai.law.rulebook.model.figures import ByClass, Ref, Share


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
