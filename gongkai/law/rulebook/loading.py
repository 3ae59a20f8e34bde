"""A rulebook file, read whole: every fault told at once, with file, line, column and a Chinese sentence."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from gongkai.law import reading
from gongkai.law.findings import Faults, place_of, refusal
from gongkai.law.keys import ACCEPT, ROOT, ROUNDING, required
from gongkai.law.limits import Limit, read_limit
from gongkai.law.periods import Period, read_period
from gongkai.law.reading import Node, Refused
from gongkai.law.rulebook import figures
from gongkai.law.rulebook.annexes import read_annexes
from gongkai.law.rulebook.facts import read_facts
from gongkai.law.rulebook.grades import ROUNDS, read_grades, read_ranking, read_uses
from gongkai.law.rulebook.indicators import IndicatorReader
from gongkai.law.rulebook.model import Accepted, Fact, Grades, Indicator, Ranking, Rounding, Use
from gongkai.law.rulebook.names import ingredients, settle_types
from gongkai.law.rulebook.shared import FACTS, shared_facts
from gongkai.law.rulebook.structure import check_structure
from gongkai.law.workdays import Calendar


class Shelf(Protocol):
    """Where calendars and limits come from; `gongkai.shelf` is one."""

    def calendar(self) -> Calendar: ...

    def limits(self, profile: str = "national") -> Mapping[str, Limit]: ...


@dataclass(frozen=True)
class Rulebook:
    """One rulebook as read and checked. `source` and `annex_files` are the bytes it was read from: its identity."""

    id: str
    title: str
    document: str
    period: Period
    as_of: date
    tables: tuple[Indicator, ...]
    facts: Mapping[str, Fact]
    source: str
    file: str
    issued: date | None = None
    classes: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    rounds: Mapping[str, str] = field(default_factory=dict)
    rounding: Rounding = field(default_factory=Rounding)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    own_facts: tuple[str, ...] = ()
    shared_names: tuple[str, ...] = ()  # facts it could have used: for hints at slips of the pen
    grades: Grades | None = None
    ranking: Ranking | None = None
    use: tuple[Use, ...] = ()
    accept: tuple[Accepted, ...] = ()
    annexes: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    annex_files: Mapping[str, bytes] = field(default_factory=dict)
    shelf: Shelf | None = None
    cite: tuple[str, ...] = ()
    says: str = ""

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every node of every table by id, in the order written."""
        return {node.id: node for table in self.tables for node in table.walk()}

    @cached_property
    def sha256(self) -> str:
        """Identity of the rules: the file, its annexes and the declarations of the shared facts it uses."""
        digest = hashlib.sha256(self.source.encode())
        for name in sorted(self.annex_files):
            digest.update(name.encode() + b"\0" + self.annex_files[name])
        for id in sorted(set(self.facts) - set(self.own_facts)):
            fact = self.facts[id]
            digest.update(repr((id, fact.type, fact.places, fact.round, fact.states)).encode())
        return digest.hexdigest()

    def limit(self, name: str) -> Limit | None:
        """A time limit: the rulebook's own, else the shelf's; None where neither has it."""
        if name in self.limits:
            return self.limits[name]
        shelf = self.shelf.limits() if self.shelf is not None else {}
        return shelf.get(name)


def load(
    source: str | Path,
    name: str = "",
    *,
    shelf: Shelf | None = None,
    annexes: Mapping[str, bytes] | None = None,
    facts: str | Path = FACTS,
) -> Rulebook:
    """A rulebook from a path, or from its text.

    `name` is what messages call a text; `annexes` gives attached files by name where there is no folder; `shelf`
    hands out calendar and limits. Raises `Refused` with every fault found.
    """
    path = source if isinstance(source, Path) else reading.as_path(source)
    file = name or (str(path) if path else "规则")
    text = _text(path) if path else str(source)
    return _load(reading.read(text, file), text, file, path.parent if path else None, shelf, annexes or {}, facts)


def load_tree(
    root: Node,
    text: str,
    name: str,
    *,
    shelf: Shelf | None = None,
    annexes: Mapping[str, bytes] | None = None,
    facts: str | Path = FACTS,
) -> Rulebook:
    """A rulebook from a tree that was not read from YAML; `text` is the YAML that says the same. Raises `Refused`,
    every fault at the place its node gives."""
    return _load(root, text, name, None, shelf, annexes or {}, facts)


def _load(
    root: Node,
    text: str,
    file: str,
    folder: Path | None,
    shelf: Shelf | None,
    annexes: Mapping[str, bytes],
    facts: str | Path,
) -> Rulebook:
    reader = _Reader(root, file)
    book = reader.read(text, shared_facts(facts, reader.faults), folder, annexes, shelf)
    reader.faults.check()
    check_structure(book, reader.faults)
    reader.faults.check()
    return book


def _text(path: Path) -> str:
    if not path.is_file():
        raise Refused(reading.Fault("找不到这个规则文件", str(path)))
    return reading.text_of(path)


class _Reader:
    """Reads the keys of the file one by one; a fault in one does not hide the faults of the others."""

    def __init__(self, root: Node, file: str) -> None:
        self.root, self.file, self.faults = root, file, Faults()
        self.table: dict[str, Node] = {}
        with self.faults.catch():
            self.table = root.table(allowed=ROOT)
        if not self.table:
            self.faults.check()
        for key in required(ROOT):
            if key not in self.table:
                self.faults.refuse(root, "form", f"缺少“{key}”（{ROOT[key].says}）")

    def read(
        self,
        text: str,
        shared: Mapping[str, Fact],
        folder: Path | None,
        annexes: Mapping[str, bytes],
        shelf: Shelf | None,
    ) -> Rulebook:
        classes = self._get("classes", _names, {})
        own = read_facts(self.table["facts"], self.faults, classes) if "facts" in self.table else {}
        figures_, files = read_annexes(own, folder, annexes, self.faults)
        found = self._tables(classes)
        scores = [node.id for table in found for node in table.walk()]
        every, shared = shared, self._used(shared, own, scores)
        facts = settle_types({**shared, **own}, figures_, scores, self.faults)
        base: dict[str, Any] = {
            "tables": found,
            "facts": facts,
            "source": text,
            "file": self.file,
            "classes": classes,
            "limits": self._limits(facts, shelf),
            "own_facts": tuple(own),
            "shared_names": tuple(every),
            "annexes": figures_,
            "annex_files": files,
            "shelf": shelf,
        }
        return Rulebook(**base, **self._plain(classes))

    def _plain(self, classes: Mapping[str, str]) -> dict[str, Any]:
        readers: dict[str, tuple[str, Callable[[Node], Any], Any]] = {
            "rulebook": ("id", _id, ""),
            "title": ("title", figures.says, ""),
            "document": ("document", figures.says, ""),
            "period": ("period", _period, None),
            "as_of": ("as_of", figures.day, None),
            "issued": ("issued", figures.day, None),
            "sources": ("sources", _names, {}),
            "rounds": ("rounds", _names, {}),
            "rounding": ("rounding", _rounding, Rounding()),
            "grades": ("grades", lambda node: read_grades(node, classes), None),
            "ranking": ("ranking", read_ranking, None),
            "use": ("use", lambda node: read_uses(node, classes), ()),
            "accept": ("accept", lambda node: tuple(map(_accepted, node.listing())), ()),
            "cite": ("cite", figures.cites, ()),
            "says": ("says", figures.says, ""),
        }
        return {name: self._get(key, read, default) for key, (name, read, default) in readers.items()}

    def _get(self, key: str, read: Callable[[Node], Any], default: Any) -> Any:
        found = default
        if key in self.table:
            with self.faults.catch():
                found = read(self.table[key])
        return found

    def _tables(self, classes: Mapping[str, str]) -> tuple[Indicator, ...]:
        if ("table" in self.table) == ("tables" in self.table):
            self.faults.refuse(self.root, "table", "考核表写 table(一张)或 tables(几张)，二者取一")
            return ()
        nodes: list[Node] = []
        with self.faults.catch():
            nodes = [self.table["table"]] if "table" in self.table else self.table["tables"].listing()
        reader, found = IndicatorReader(self.faults, classes), []
        for node in nodes:
            with self.faults.catch():
                found.append(reader.read(node))
        return tuple(found)

    def _limits(self, facts: Mapping[str, Fact], shelf: Shelf | None) -> dict[str, Limit]:
        limits: dict[str, Limit] = {}
        if "limits" not in self.table:
            return limits
        words = {step: word for fact in facts.values() for step, word in _step_words(fact)}
        if shelf is not None:
            words |= {step: word for limit in shelf.limits().values() for step, word in limit.words.items()}
        with self.faults.catch():
            for name, node in self.table["limits"].table().items():
                with self.faults.catch():
                    limits[name] = read_limit(name, node, words)
        return limits

    def _used(self, shared: Mapping[str, Fact], own: Mapping[str, Fact], scores: list[str]) -> dict[str, Fact]:
        """The shared facts this file speaks of. Its own names win: a list that grows later must not break it."""
        words = set(_words(self.root))
        waiting = [id for id in shared if id in words]
        used: dict[str, Fact] = {}
        while waiting:
            id = waiting.pop()
            if id in shared and id not in used and id not in own and id not in scores:
                used[id] = shared[id]
                waiting += ingredients(shared[id], shared, {})
        return {id: used[id] for id in shared if id in used}


def _words(node: Node) -> Iterator[str]:
    """Every key and every word of a tree; of LIST.FIELD also the list."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield key
            yield from _words(child)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _words(child)
    elif isinstance(node.value, str):
        yield node.value
        yield node.value.rpartition(".")[0]


def _step_words(fact: Fact) -> list[tuple[str, str]]:
    return [(fact.id, fact.name)] + [(field.id, field.name) for field in fact.fields.values()]


def _id(node: Node) -> str:
    text = node.string()
    if not all(char.isalnum() or char in "-_." for char in text):
        raise refusal(node, "name", f"规则名“{text}”只用字母、数字、- _ 和点")
    return text


def _names(node: Node) -> dict[str, str]:
    if isinstance(node.value, list):
        return {entry.string(): entry.string() for entry in node.value}
    return {name: entry.string() for name, entry in node.table().items()}


def _period(node: Node) -> Period:
    period = read_period(node.text)
    if period is None:
        raise refusal(node, "period", f"“{node.text}”不是期间，请写成 2025、2025-H1、2025-Q2、2025-06 的样子")
    return period


def _rounding(node: Node) -> Rounding:
    table = node.table(allowed=ROUNDING)
    return Rounding(
        figures.one_of(table["mode"], ROUNDS, "mode ") if "mode" in table else "half_up",
        figures.whole(table["leaf"]) if "leaf" in table else None,
        figures.whole(table["total"]) if "total" in table else None,
        figures.whole(table["show"]) if "show" in table else _shown(table),
    )


def _shown(table: Mapping[str, Node]) -> int:
    """As many places as were kept anywhere, so that what is shown adds up; two where nothing was said."""
    return max((figures.whole(table[key]) for key in ("leaf", "total") if key in table), default=2)


def _accepted(node: Node) -> Accepted:
    table = node.table(required=required(ACCEPT), allowed=ACCEPT)
    at = table["at"].string() if "at" in table else ""
    return Accepted(table["finding"].string(), at, figures.says(table["because"]), place_of(node))
