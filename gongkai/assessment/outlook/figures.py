"""Figures of a few units: median, mean and span, always with how many there are; too few are not compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEW = 5
"""Of fewer than so many neither mean nor median tells anything about a group (our own guard, no regulation's)."""


@dataclass(frozen=True)
class Group:
    """Scores of a group; ``open`` units have none yet."""

    title: str
    values: tuple[Decimal, ...]
    open: int = 0

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def few(self) -> bool:
        return self.n < FEW

    @property
    def median(self) -> Decimal | None:
        return median(self.values)

    @property
    def mean(self) -> Decimal | None:
        return sum(self.values, Decimal(0)) / self.n if self.n else None


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle one; of an even number the mean of both in the middle."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def grouped(rows: Iterable[tuple[str, Decimal | None]]) -> list[Group]:
    """Rows of (group, score or None) as groups, in the order in which they first come."""
    known: dict[str, list[Decimal]] = {}
    missing: dict[str, int] = {}
    for title, value in rows:
        known.setdefault(title, [])
        missing.setdefault(title, 0)
        if value is None:
            missing[title] += 1
        else:
            known[title].append(value)
    return [Group(title, tuple(values), missing[title]) for title, values in known.items()]


def rounded(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
