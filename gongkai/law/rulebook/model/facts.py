"""What is known of a unit: facts, the columns of lists, and how one fact is made of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from gongkai.law.findings import Place
from gongkai.law.rulebook.model.conditions import Condition


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
