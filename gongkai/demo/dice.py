"""Dice: draws that are the same for the same seed, on every version of Python.

Only ``Random.random`` is promised to stay as it is; ``choice``, ``sample`` and their like are not, and are slower.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    def __init__(self, seed: str) -> None:
        self._next = Random(seed).random

    def chance(self, share: float) -> bool:
        """True in this share of throws."""
        return self._next() < share

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._next() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        return low + self._next() * (high - low)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self._next() * len(items))]

    def some(self, items: Sequence[Item], many: int) -> list[Item]:
        """So many different items, in the order drawn; all of them where there are fewer."""
        left = list(items)
        for place in range(many := min(many, len(left))):
            other = place + int(self._next() * (len(left) - place))
            left[place], left[other] = left[other], left[place]
        return left[:many]

    def weighed(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """One item, each as likely as its weight."""
        point = self._next() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            point -= weight
            if point < 0:
                return item
        return items[-1]
