"""Where on a page something stands, in ten-thousandths of the page as it is seen, turned pages turned."""

from collections.abc import Iterable
from dataclasses import dataclass

GRID = 10_000
LEAST = 10  # a box as thin as this hides nothing
SAME_LINE = 0.5  # of a sign's height
NEAR = 1.0  # of a sign's width: further off is another column
PAD = 0.12  # of a line's height: ends of strokes reach beyond a letter's own box


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """``page`` from 1; ``left`` and ``top`` from the upper left corner, ``right`` and ``bottom`` beyond the box."""

    page: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_sound(self) -> bool:
        inside = 0 <= self.left < self.right <= GRID and 0 <= self.top < self.bottom <= GRID
        return inside and min(self.right - self.left, self.bottom - self.top) >= LEAST

    def pixels(self, width: int, height: int, margin: int = 0) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in a picture of this size: every pixel that the box touches, and a margin."""
        left, right = self.left * width // GRID - margin, -(-self.right * width // GRID) + margin
        top, bottom = self.top * height // GRID - margin, -(-self.bottom * height // GRID) + margin
        return max(left, 0), max(top, 0), min(right, width), min(bottom, height)

    def holds(self, other: "Box") -> bool:
        return (
            self.page == other.page and self.left <= other.left and self.top <= other.top
            and self.right >= other.right and self.bottom >= other.bottom
        )  # fmt: skip


Letter = tuple[int, int, int, int]  # left, top, right, bottom of one sign


def lines(page: int, letters: Iterable[Letter]) -> list[Box]:
    """One box a line for a run of signs in reading order, along or down the page; a little larger than the writing."""
    runs: list[_Run] = []
    for letter in letters:
        if letter[2] > letter[0] and letter[3] > letter[1] and not (runs and runs[-1].takes(letter)):
            runs.append(_Run(letter))
    return [_padded(page, run.bounds) for run in runs]


class _Run:
    """Signs on one line; which way it goes is told by the second."""

    def __init__(self, letter: Letter) -> None:
        self.bounds, self.last = letter, letter
        self.axis: int | None = None  # 0 along the page, 1 down or up it, as on a page that was turned

    def takes(self, letter: Letter) -> bool:
        axes = [axis for axis in (0, 1) if self.axis in (None, axis) and self._goes_on(letter, axis)]
        if not axes:
            return False
        self.axis, self.last, old = axes[0], letter, self.bounds
        self.bounds = min(old[0], letter[0]), min(old[1], letter[1]), max(old[2], letter[2]), max(old[3], letter[3])
        return True

    def _goes_on(self, letter: Letter, axis: int) -> bool:
        """On the same line across the axis, and near along it."""
        low, high = 1 - axis, 3 - axis
        thick = min(self.last[high] - self.last[low], letter[high] - letter[low])
        overlap = min(self.last[high], letter[high]) - max(self.last[low], letter[low])
        gap = max(letter[axis] - self.last[axis + 2], self.last[axis] - letter[axis + 2])
        return overlap >= SAME_LINE * thick and gap <= NEAR * max(self.last[axis + 2] - self.last[axis], thick)


def _padded(page: int, run: Letter) -> Box:
    more = max(round(PAD * min(run[3] - run[1], run[2] - run[0])), LEAST // 2)
    left, top, right, bottom = run[0] - more, run[1] - more, run[2] + more, run[3] + more
    return Box(page, max(top, 0), max(left, 0), min(bottom, GRID), min(right, GRID))
