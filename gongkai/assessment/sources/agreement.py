"""一致性: how far two people who marked the same things without seeing each other agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

SMALL = 10  # fewer pairs than this tell little, and the page says so
Pair = tuple[str, str]


@dataclass(frozen=True)
class Agreement:
    """``same`` of ``n`` pairs are equal; ``deviation`` is the mean difference of numbers; ``kappa`` weighs a difference
    by its size (words count as wholly different) against what chance would give; None where it has no meaning."""

    n: int
    same: int
    deviation: Fraction | None
    kappa: Fraction | None

    @property
    def small(self) -> bool:
        return self.n < SMALL

    @property
    def percent(self) -> str:
        """80%; empty where nothing was compared."""
        return f"{float(Fraction(100 * self.same, self.n)):.0f}%" if self.n else ""

    @property
    def apart(self) -> str:
        return "" if self.deviation is None else f"{float(self.deviation):.2f}"

    @property
    def weighted(self) -> str:
        return "" if self.kappa is None else f"{float(self.kappa):.2f}"


def of(pairs: Sequence[Pair], numbers: bool) -> Agreement:
    """Exact share, mean absolute deviation and linearly weighted kappa (Cohen 1968) of pairs (first, second)."""
    n, same = len(pairs), sum(first == second for first, second in pairs)
    if not n:
        return Agreement(0, 0, None, None)
    apart = _apart if numbers else lambda first, second: Fraction(first != second)
    seen = sum((apart(*pair) for pair in pairs), Fraction(0)) / n
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    chance = sum((apart(one, two) for one in firsts for two in seconds), Fraction(0)) / (n * n)
    return Agreement(n, same, seen if numbers else None, 1 - seen / chance if chance else None)


def _apart(first: str, second: str) -> Fraction:
    return abs(Fraction(Decimal(first)) - Fraction(Decimal(second)))
