"""Figures as written, exact: numbers, shares, figures by class, keywords, names."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from gongkai.law.findings import Place


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
