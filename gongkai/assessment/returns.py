"""评分进度, told in one way everywhere: of the marks a campaign needs, those that are there.

A unit's mark that a decided condition leaves out is not needed; the engine tells (see ``showing.progress``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

SAYS = "已评 ÷（已评 + 还差）。按规则不需要评的不计入；评分单位改过、没有重新报送的，仍算已评。"


@dataclass(frozen=True)
class Progress:
    """``done`` marks are there, ``owed`` are still needed."""

    who: str
    done: int
    owed: int

    @property
    def needed(self) -> int:
        return self.done + self.owed

    @property
    def percent(self) -> int:
        """Whole, never 100 before all is there."""
        return 100 if not self.owed else self.done * 100 // self.needed

    @property
    def says(self) -> str:
        return f"{self.done} / {self.needed}（{self.percent}%）"


def of(rows: Iterable[dict], who: str = "合计") -> Progress:
    """All items together; ``rows`` are those of ``showing.progress``."""
    rows = list(rows)
    return Progress(who, sum(row["done"] for row in rows), sum(row["owed"] for row in rows))


def by_assessor(rows: Iterable[dict]) -> list[Progress]:
    """The same by who marks, in the order of the table."""
    parts: dict[str, list[dict]] = {}
    for row in rows:
        parts.setdefault(row["who"], []).append(row)
    return [of(some, who) for who, some in parts.items()]
