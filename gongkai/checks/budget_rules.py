"""What a budget or a final account must hold, as the lexicon of budgets writes it down (预算法-14, SQ-4.2, TZ-1.3)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from gongkai.law.reading import Node, Refused

DEPTHS = {"functional": ("2", 7, "项"), "economic": ("35", 5, "款")}  # first digits, how many in all
OF_TABLE = ("codes", "lines", "adds", "balance", "none")
Words = tuple[str, re.Pattern[str]]  # what is asked for, by its first word, and how it is recognised


class Asked(NamedTuple):
    """A table that a paper must hold."""

    name: str
    called: re.Pattern[str]
    codes: str = ""
    lines: tuple[Words, ...] = ()
    adds: tuple[Words, ...] = ()
    balance: bool = False
    none: re.Pattern[str] | None = None


class Paper(NamedTuple):
    """A kind of paper, known by its title; ``yearly``: it is of one year, which its title names."""

    name: str
    title: re.Pattern[str]
    yearly: bool
    tables: tuple[Asked, ...]
    says: tuple[Words, ...]


class Budgets(NamedTuple):
    """Codes of the columns these papers stand in, the papers in the order in which they are tried, and how a text says
    that secret items were left out."""

    columns: frozenset[str]
    papers: tuple[Paper, ...]
    secret: re.Pattern[str]
    version: str

    def paper(self, title: str) -> Paper | None:
        return next((one for one in self.papers if one.title.search(title)), None)


def read_budgets(nodes: Iterable[Node], head: tuple[str, ...]) -> Budgets:
    """Lexicons of budgets together; what is adopted here is tried before what is shipped."""
    columns: set[str] = set()
    papers: list[Paper] = []
    secret, versions = re.compile(r"(?!)"), []
    for node in nodes:
        table = node.table(required=(*head, "columns", "papers"), allowed=("secret",))
        versions.append(table["version"].string())
        columns |= {code.string() for code in table["columns"].listing()}
        papers[:0] = [_paper(line) for line in table["papers"].listing()]
        secret = pattern(table["secret"]) if "secret" in table else secret
    return Budgets(frozenset(columns), tuple(papers), secret, "、".join(versions))


def pattern(node: Node) -> re.Pattern[str]:
    """A pattern as it is written; raises ``Refused`` with its line."""
    try:
        return re.compile(node.string())
    except re.error:
        raise Refused(node.fault("不是可用的匹配式，请只写用“|”隔开的词")) from None


def _paper(line: Node) -> Paper:
    said = line.table(required=("name", "title", "tables"), allowed=("says", "yearly"))
    tables = tuple(_asked(one) for one in said["tables"].listing())
    yearly = "yearly" in said and said["yearly"].plain() is True
    return Paper(said["name"].string(), pattern(said["title"]), yearly, tables, _words(said.get("says")))


def _asked(line: Node) -> Asked:
    said = line.table(required=("name", "is"), allowed=OF_TABLE)
    codes = said["codes"].string() if "codes" in said else ""
    if codes and codes not in DEPTHS:
        raise Refused(said["codes"].fault(f"应为{'、'.join(DEPTHS)}之一"))
    adds = _words(said.get("adds"))
    if adds and len(adds) < 3:
        raise Refused(said["adds"].fault("先写合计，再写至少两个分项"))
    none = pattern(said["none"]) if "none" in said else None
    balance = "balance" in said and said["balance"].plain() is True
    return Asked(said["name"].string(), pattern(said["is"]), codes, _words(said.get("lines")), adds, balance, none)


def _words(node: Node | None) -> tuple[Words, ...]:
    return tuple((one.string().partition("|")[0], pattern(one)) for one in node.listing()) if node else ()
