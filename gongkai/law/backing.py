"""组织保障: what `rulebooks/organisation` asks of the organisation behind openness (国办发〔2016〕80号, TZ-5.1)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.reading import Node, Refused

SHARE = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s*%")
NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Backing:
    """``weight``: the least per cent in the performance appraisal; ``seats``: those a leading group cannot lack."""

    weight: Decimal
    weight_cite: tuple[str, ...]
    seats: tuple[str, ...]
    seats_cite: tuple[str, ...]


def read_backing(node: Node) -> Backing:
    """The demands in a YAML tree. Raises `Refused`."""
    table = node.table(required=("organisation", "title", "weight", "group"))
    weight = table["weight"].table(required=("at_least", "cite"))
    group = table["group"].table(required=("seats", "cite"))
    share = SHARE.fullmatch(weight["at_least"].text.strip())
    if share is None:
        raise Refused(weight["at_least"].fault("权重写百分比，如 4%"))
    seats = tuple(one.string() for one in group["seats"].listing())
    for name, one in zip(seats, group["seats"].listing(), strict=True):
        if not NAME.fullmatch(name):
            raise Refused(one.fault(f"席位“{name}”只用小写字母和下划线，如 head"))
    return Backing(Decimal(share[1]), _cite(weight["cite"]), seats, _cite(group["cite"]))


def _cite(node: Node) -> tuple[str, ...]:
    return tuple(code.string() for code in node.listing())
