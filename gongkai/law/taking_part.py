"""公众参与: what `rulebooks/participation` asks before a decision is taken (重大决策条例-15, 优化营商环境条例-62)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.reading import Node, Refused

DAYS = re.compile(r"(\d{1,3}) days")
NAME = re.compile(r"[a-z][a-z_]*")
PERIODS = ("opinions", "market", "hearing_notice", "hearing_papers")


@dataclass(frozen=True, slots=True)
class Period:
    """The least number of days; ``strict``: no reason makes it shorter; ``verify``: still to be checked."""

    name: str
    days: int
    cite: tuple[str, ...]
    strict: bool = False
    verify: bool = False

    def short(self, first: date, last: date) -> bool:
        """Whether too few days lie from ``first`` (not counted) to ``last`` (counted)."""
        return (last - first).days < self.days

    def whole(self, first: date) -> date:
        """The first day that is late enough after ``first``."""
        return first + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of a major decision. ``waived``: on what ground it may be left out (empty: never); ``after``: those
    that come before it; ``body``: it is done by a body that is named."""

    name: str
    cite: tuple[str, ...]
    waived: str = ""
    after: tuple[str, ...] = ()
    body: bool = False


@dataclass(frozen=True, slots=True)
class TakingPart:
    """``excluded``: matters that are no major decisions; ``set_aside``: on which grounds an opinion is not taken up."""

    periods: Mapping[str, Period]
    procedures: Mapping[str, Procedure]
    excluded: Mapping[str, str]
    set_aside: Mapping[str, str]


def read_taking_part(node: Node) -> TakingPart:
    """The demands in a YAML tree. Raises `Refused`."""
    table = node.table(required=("participation", "title", "periods", "procedures", "excluded", "set_aside"))
    periods = {name: _period(one) for name, one in table["periods"].table(required=PERIODS).items()}
    procedures = {_named(name, one): _procedure(one) for name, one in table["procedures"].table().items()}
    for name, one in procedures.items():
        if strange := [before for before in one.after if before not in procedures or before == name]:
            raise Refused(table["procedures"].fault(f"“{name}”排在“{strange[0]}”之后，但没有写这一道程序"))
    return TakingPart(periods, procedures, _words(table["excluded"]), _words(table["set_aside"]))


def _period(node: Node) -> Period:
    table = node.table(required=("name", "at_least", "cite"), allowed=("strict", "verify"))
    days = DAYS.fullmatch(table["at_least"].text.strip())
    if days is None:
        raise Refused(table["at_least"].fault("期限写多少日，如 30 days"))
    flags = {name: table[name].flag() for name in ("strict", "verify") if name in table}
    return Period(table["name"].string(), int(days[1]), table["cite"].words(), **flags)


def _procedure(node: Node) -> Procedure:
    table = node.table(required=("name", "cite"), allowed=("waived", "after", "body"))
    waived = table["waived"].string() if "waived" in table else ""
    after = table["after"].words() if "after" in table else ()
    return Procedure(
        table["name"].string(), table["cite"].words(), waived, after, "body" in table and table["body"].flag()
    )


def _words(node: Node) -> dict[str, str]:
    return {_named(name, one): one.string() for name, one in node.table().items()}


def _named(name: str, node: Node) -> str:
    if not NAME.fullmatch(name):
        raise Refused(node.fault(f"名称“{name}”只用小写字母和下划线"))
    return name
