"""The county of the demonstration: its 64 units as the 2018 table names them, and who leads which block."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from gongkai import shelf
from gongkai.checks.numbers import BODY_SIGNS, BODY_WEIGHTS, credit_check

HERE = Path(__file__).parent
AREA = "510923"  # 大英县, GB/T 2260


@dataclass(frozen=True)
class Body:
    """A unit of the county. ``number`` is its place in the table, ``target`` its items a year (0: none is set)."""

    number: int
    name: str
    code: str
    kind: str
    field: str
    mark: str
    full_name: str
    target: int

    @property
    def organ_code(self) -> str:
        """A made-up unified social credit code with valid check signs (GB 32100)."""
        return organ_code(self.number)

    @property
    def phone(self) -> str:
        return f"0825-78{20000 + 37 * self.number}"

    @property
    def fax(self) -> str:
        return f"0825-78{20001 + 37 * self.number}"

    @property
    def complaints(self) -> str:
        return f"0825-78{20002 + 37 * self.number}"


@cache
def written() -> dict:
    """The county's file as it stands."""
    return yaml.load((HERE / "county.yaml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def bodies() -> tuple[Body, ...]:
    """The 64 units in the table's order."""
    goals = targets()
    return tuple(
        Body(number, name, code, kind, field, mark, full, goals[name])
        for number, (name, (code, kind, field, mark, full)) in enumerate(written()["units"].items(), start=1)
    )


@cache
def government() -> Body:
    """The county government itself: outside the table, but it publishes in its own name (条例-10)."""
    name, code, kind, field, mark = written()["government"]
    return Body(len(bodies()) + 1, name, code, kind, field, mark, name, 0)


@cache
def publishers() -> tuple[Body, ...]:
    """Everybody who publishes: the 64 units and the county government."""
    return (*bodies(), government())


@cache
def body(name: str) -> Body:
    return next(one for one in publishers() if one.name == name)


@cache
def targets() -> dict[str, int]:
    """Items a year by unit, as the rulebook's annex has them (DY-F1)."""
    path = shelf.rulebook("dy-2018").with_name("dy-2018-targets.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {name: int(number) for name, number in rows if name != "合计"}


def members(block: dict) -> list[str]:
    """Names of the units that a block's leader looks at, in the table's order."""
    named, kinds = set(block.get("units", ())), set(block.get("kinds", ()))
    return [one.name for one in bodies() if (one.name in named or one.kind in kinds) and one.name != block["leader"]]


def organ_code(number: int, front: str = "11") -> str:
    """A unified social credit code: registrar and kind (``front``), area, body code with its check, check sign."""
    body = f"{7300000 + 113 * number:08d}"
    total = sum(BODY_SIGNS.index(sign) * weight for sign, weight in zip(body, BODY_WEIGHTS, strict=True))
    stem = front + AREA + body + "0123456789X0"[(11 - total % 11)]
    return stem + credit_check(stem)
