"""What a published result tells of one unit down to the leaf: points, what was lost and why, and what is missing."""

from dataclasses import dataclass

from gongkai.publication.parts import CODE, KEY
from gongkai.publication.strict import Strict


@dataclass(frozen=True, slots=True)
class Missing(Strict):
    """What a loss is about: a record that is out (``entry``: its key), a column, or words alone."""

    says: str
    entry: str = ""
    column: str = ""

    def check(self) -> None:
        self.demand(bool(self.says.strip()), "缺什么要用一句话写明")
        self.demand(not self.entry or bool(KEY.fullmatch(self.entry)), f"“{self.entry}”不是记录编号")
        self.demand(not self.column or bool(CODE.fullmatch(self.column)), f"栏目代码“{self.column}”不能用作网址")


@dataclass(frozen=True, slots=True)
class Leaf(Strict):
    """One leaf of a sheet. Points are printed as they are; ``lost`` is empty where nothing was."""

    part: str
    title: str
    points: str
    score: str
    lost: str
    rule: str
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class ResultSheet(Strict):
    """A unit's leaves, in the order of the table."""

    unit: str
    leaves: tuple[Leaf, ...]

    def check(self) -> None:
        self.demand(bool(CODE.fullmatch(self.unit)), f"单位代码“{self.unit}”不能用作网址")
