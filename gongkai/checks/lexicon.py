"""词库: what a lexicon says, read from its file and kept; several of a kind stand together, the later one winning."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongkai.checks.budget_rules import Budgets, pattern
from gongkai.checks.budget_rules import read_budgets as _read_budgets
from gongkai.checks.concerns import OF_CONCERNS, Concerns
from gongkai.checks.concerns import read_concerns as _read_concerns
from gongkai.checks.explaining import OF_EXPLAINING, Explaining
from gongkai.checks.explaining import read_explaining as _read_explaining
from gongkai.law.reading import Node, Refused

LABELS = {
    "wording": "用字", "leaders": "领导职务", "elements": "要素", "budgets": "预算决算", "synonyms": "同义词",
    "concerns": "适用对象", "interpretation": "政策解读",
}  # fmt: skip


class Entry(NamedTuple):
    """A word as it should not stand, how it should read, and the longer words in which the same signs are right."""

    kind: str
    says: str
    right: str
    unless: tuple[str, ...] = ()


class Wording(NamedTuple):
    """Entries by word; ``version`` names every file that they came from."""

    entries: dict[str, Entry]
    words: re.Pattern[str]
    version: str


class Tenure(NamedTuple):
    """Somebody in office, from … until (None: still, or since before anybody asks)."""

    name: str
    title: str
    since: date | None
    until: date | None


class Leaders(NamedTuple):
    """Who held which office here, in the order in which leaders are named."""

    tenures: tuple[Tenure, ...]
    version: str


class Synonyms(NamedTuple):
    """Words that mean the same to those who search, group by group."""

    groups: tuple[tuple[str, ...], ...]
    version: str


class Spoken(NamedTuple):
    """What a paper whose title matches must speak of: a pattern for each element, with its first word."""

    title: re.Pattern[str]
    cite: str
    of: tuple[tuple[str, re.Pattern[str]], ...]


class Elements(NamedTuple):
    """What papers must hold by their kind, and by their title."""

    kinds: dict[str, tuple[str, ...]]
    speaks: tuple[Spoken, ...]
    version: str


WANTS = ("addressee", "signed", "dated", "numbered", "named")
HEAD = ("lexicon", "version", "source")
OF_ALL = (
    "wrong",
    "retired",
    "leaders",
    "kinds",
    "speaks",
    "columns",
    "papers",
    "secret",
    "groups",
    *OF_CONCERNS,
    *OF_EXPLAINING,
)


def kind_of(node: Node) -> str:
    """Which of ``LABELS`` a file is. Raises ``Refused``."""
    named = node.table(required=HEAD, allowed=OF_ALL)["lexicon"]
    if named.string() not in LABELS:
        raise Refused(named.fault(f"词库种类应为{'、'.join(LABELS)}之一"))
    return named.string()


def validate(node: Node) -> None:
    """Raises ``Refused`` with the lines at fault."""
    READERS[kind_of(node)]([node])


def read_wording(nodes: Iterable[Node]) -> Wording:
    """Wording lexicons together. An entry without ``right`` takes a shipped word out again."""
    entries: dict[str, Entry] = {}
    versions = []
    for node in nodes:
        table = node.table(required=HEAD, allowed=("wrong", "retired"))
        versions.append(table["version"].string())
        for kind in ("wrong", "retired"):
            for line in table[kind].listing() if kind in table else ():
                entry = _entry(kind, line)
                entries[entry.says] = entry
    entries = {says: entry for says, entry in entries.items() if entry.right}
    words = re.compile("|".join(map(re.escape, sorted(entries, key=len, reverse=True))) or r"(?!)")
    return Wording(entries, words, "、".join(versions))


def _entry(kind: str, line: Node) -> Entry:
    said = line.table(required=("says",), allowed=("right", "unless"))
    unless = tuple(word.string() for word in said["unless"].listing()) if "unless" in said else ()
    says = said["says"].string()
    right = said["right"].string() if "right" in said else ""
    if wrong := [word for word in unless if says not in word]:
        raise Refused(said["unless"].fault(f"“{wrong[0]}”里没有“{says}”，不能作例外"))
    if says in right:
        raise Refused(line.fault(f"正确写法“{right}”里还含着“{says}”，会一直报错"))
    return Entry(kind, says, right, unless)


def read_leaders(nodes: Iterable[Node]) -> Leaders:
    """Who held which office; the order of the file is the order of names."""
    tenures: list[Tenure] = []
    versions = []
    for node in nodes:
        table = node.table(required=(*HEAD, "leaders"))
        versions.append(table["version"].string())
        for line in table["leaders"].listing():
            said = line.table(required=("name", "title"), allowed=("since", "until"))
            since, until = (_day(said.get(name)) for name in ("since", "until"))
            if since and until and until < since:
                raise Refused(line.fault("任职的止期早于起期"))
            tenures.append(Tenure(said["name"].string(), said["title"].string(), since, until))
    return Leaders(tuple(tenures), "、".join(versions))


def _day(node: Node | None) -> date | None:
    if node is None:
        return None
    value = node.plain()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refused(node.fault("日期写成 2025-03-01 的样子")) from None


def read_elements(nodes: Iterable[Node]) -> Elements:
    """What papers must hold; a kind written again replaces what stood there, ``speaks`` add up."""
    kinds: dict[str, tuple[str, ...]] = {}
    speaks: list[Spoken] = []
    versions = []
    for node in nodes:
        table = node.table(required=HEAD, allowed=("kinds", "speaks"))
        versions.append(table["version"].string())
        if "kinds" in table:
            for kind, wants in table["kinds"].table(allowed=_keys(table["kinds"])).items():
                kinds[kind] = tuple(_wanted(want) for want in wants.listing())
        speaks += [_spoken(line) for line in table["speaks"].listing()] if "speaks" in table else []
    return Elements(kinds, tuple(speaks), "、".join(versions))


def _keys(node: Node) -> list[str]:
    plain = node.plain()
    return list(plain) if isinstance(plain, dict) else []


def _wanted(node: Node) -> str:
    if node.string() not in WANTS:
        raise Refused(node.fault(f"应为{'、'.join(WANTS)}之一"))
    return node.string()


def _spoken(line: Node) -> Spoken:
    said = line.table(required=("title", "of"), allowed=("cite",))
    of = tuple((words.string().partition("|")[0], pattern(words)) for words in said["of"].listing())
    return Spoken(pattern(said["title"]), said["cite"].string() if "cite" in said else "", of)


def read_synonyms(nodes: Iterable[Node]) -> Synonyms:
    """Groups of words that mean the same; those of several files stand side by side."""
    groups: list[tuple[str, ...]] = []
    versions = []
    for node in nodes:
        table = node.table(required=(*HEAD, "groups"))
        versions.append(table["version"].string())
        for line in table["groups"].listing():
            words = tuple(dict.fromkeys(word.string() for word in line.listing()))
            if len(words) < 2:
                raise Refused(line.fault("一组同义词至少写两个不同的词"))
            groups.append(words)
    return Synonyms(tuple(groups), "、".join(versions))


def read_budgets(nodes: Iterable[Node]) -> Budgets:
    """What budgets and final accounts must hold."""
    return _read_budgets(nodes, HEAD)


def read_concerns(nodes: Iterable[Node]) -> Concerns:
    """Whom a policy may be for."""
    return _read_concerns(nodes, HEAD)


def read_explaining(nodes: Iterable[Node]) -> Explaining:
    """What an interpretation is made of."""
    return _read_explaining(nodes, HEAD)


READERS = {
    "wording": read_wording, "leaders": read_leaders, "elements": read_elements, "budgets": read_budgets,
    "synonyms": read_synonyms, "concerns": read_concerns, "interpretation": read_explaining,
}  # fmt: skip
