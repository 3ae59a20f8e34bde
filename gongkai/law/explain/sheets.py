"""评分表: one unit's sheet as a tree, rendered from its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.law.explain.figures import STATES
from gongkai.law.explain.lines import LineSheet, LineWords
from gongkai.law.explain.nodes import NodeWords
from gongkai.law.explain.records import BODY, NODE
from gongkai.law.periods import read_period
from gongkai.law.rulebook.model import Fact
from gongkai.law.rulebook.names import ingredients
from gongkai.law.scoring.compiling import Compiled
from gongkai.law.scoring.needs import names_below
from gongkai.law.scoring.nodes import Scored
from gongkai.law.words import cite_words, decimal_text

if TYPE_CHECKING:
    from gongkai.law.results import Results

SCORE, POINTS, APPLIES = range(len(NODE))
LINES, CHILDREN = len(BODY), len(BODY) + 1
KEPT = 50_000  # sheets of leaves kept for units that did the same
NO_POINTS = "待定"  # what is lost in one pass is not told in points of the whole


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something nobody found out: what, for which indicator, in which pass, who owes it; `told`: made of what."""

    what: str
    indicator: str
    title: str
    owner: str
    passing: str = ""
    told: str = ""

    @property
    def sentence(self) -> str:
        where = f"（{self.passing}）" if self.passing else ""
        return f"{self.title}{where}：{self.told or f'“{self.what}”'}待定，由{self.owner}提供"


@dataclass(slots=True)
class PassSheet:
    """One pass of a node: a quarter, a source, a record, a member. `skipped`: it has no data and does not count."""

    name: str
    title: str
    value: str
    sentences: tuple[str, ...]
    lines: tuple[LineSheet, ...]
    children: "tuple[NodeSheet, ...]"
    skipped: bool = False

    @property
    def state(self) -> str:
        return _state(self.value)

    @property
    def score(self) -> Fraction | None:
        return _exact(self.value)


def _state(text: str) -> str:
    return text if text in STATES else ""


def _exact(text: str) -> Fraction | None:
    return None if text in STATES else Fraction(text)


@dataclass(slots=True)
class NodeSheet:
    """One indicator of a unit's sheet. `value`, `worth`: score and points, exact, as text, or their state.

    `shown`: as printed, 13.75/15; `sentences`: the order of limits applied; `remedies`: what would have earned it.
    """

    id: str
    title: str
    says: str
    cite: tuple[str, ...]
    worth: str
    value: str
    shown: str
    sentences: tuple[str, ...]
    lines: tuple[LineSheet, ...]
    children: "tuple[NodeSheet, ...]"
    passes: tuple[PassSheet, ...]
    open: tuple[OpenItem, ...]
    bonus: bool = False
    places: int = 2

    @property
    def state(self) -> str:
        """待定, 不适用, 失格; "" where there is a number."""
        return _state(self.value)

    @property
    def score(self) -> Fraction | None:
        """The exact score; None where there is no number."""
        return _exact(self.value)

    @property
    def points(self) -> Fraction | None:
        """Full marks for this unit, with what was moved to it."""
        return _exact(self.worth)

    @property
    def complete(self) -> bool:
        return self.value != "待定"

    @property
    def lost(self) -> Fraction | None:
        """Points not reached; None where there is no number, or nothing to reach."""
        if self.score is None or self.points is None or self.bonus:
            return None
        return self.points - self.score

    @property
    def remedies(self) -> list[str]:
        """What would have earned the points lost here: never more than were lost. One pass tells no points of all."""
        bound = -self.score if self.bonus and self.score is not None and self.score < 0 else self.lost
        found = (line.remedy.within(bound, self.places) for line in self.lines if line.remedy)
        return [sentence for sentence in found if sentence]

    @property
    def text(self) -> str:
        """任务量 13.75/15: 年度任务数210条，公开数205条，少5条，每条0.25分，扣1.25分〔TX-7.1〕"""
        told = "；".join([*self._pass_texts(), *(line.sentence for line in self.lines), *self.sentences])
        return f"{self.title} {self.shown}{': ' + told if told else ''}{cite_words(self.cite)}"

    def _pass_texts(self) -> Iterator[str]:
        for one in (one for one in self.passes if not one.skipped):
            score = one.state or (f"{decimal_text(one.score)}分" if one.score is not None else "")
            yield f"{one.title}：{score}"

    def walk(self) -> "Iterator[NodeSheet]":
        yield self
        for child in self.children:
            yield from child.walk()

    def plain(self) -> dict[str, Any]:
        """For machines."""
        return {
            "id": self.id,
            "title": self.title,
            "cite": list(self.cite),
            "points": None if self.points is None else decimal_text(self.points),
            "score": None if self.score is None else decimal_text(self.score),
            "state": self.state,
            "shown": self.shown,
            "sentences": list(self.sentences),
            "lines": [line.plain() for line in self.lines],
            "passes": [
                {
                    "name": one.name,
                    "title": one.title,
                    "score": None if one.score is None else decimal_text(one.score),
                    "state": one.state,
                    "skipped": one.skipped,
                    "sentences": list(one.sentences),
                    "lines": [line.plain() for line in one.lines],
                    "children": [child.plain() for child in one.children],
                }
                for one in self.passes
            ],
            "children": [child.plain() for child in self.children],
            "remedies": self.remedies,
        }


@dataclass(slots=True)
class Sheet:
    """One unit's sheet: a tree for each table, its grade and rank, what is open, and what to know about it."""

    unit: str
    title: str
    tables: tuple[NodeSheet, ...]
    grade: str = ""
    rank: int = 0
    notes: tuple[str, ...] = ()
    open: tuple[OpenItem, ...] = field(default=())

    @property
    def root(self) -> NodeSheet:
        """The first table that applies to the unit."""
        return next((table for table in self.tables if table.state != "不适用"), self.tables[0])

    @property
    def complete(self) -> bool:
        """Whether every table has its number."""
        return all(table.complete for table in self.tables)

    def node(self, id: str) -> NodeSheet:
        return next(node for table in self.tables for node in table.walk() if node.id == id)

    def text(self) -> str:
        """The whole sheet, printed as an indented outline."""
        lines = [f"{self.title or self.unit}", *self.notes]
        for table in self.tables:
            lines += _outline(table, 0)
        if self.grade:
            lines.append(f"等次：{self.grade}" + (f"，第{self.rank}名" if self.rank else ""))
        lines += [f"待定 {item.sentence}" for item in self.open]
        return "\n".join(lines)

    def plain(self) -> dict[str, Any]:
        """For machines."""
        return {
            "unit": self.unit,
            "grade": self.grade,
            "rank": self.rank,
            "complete": self.complete,
            "notes": list(self.notes),
            "open": [item.sentence for item in self.open],
            "tables": [table.plain() for table in self.tables],
        }


def _outline(node: NodeSheet, depth: int) -> list[str]:
    lines = ["  " * depth + node.text]
    for child in node.children:
        lines += _outline(child, depth + 1)
    for one in (one for one in node.passes if not one.skipped):
        if one.lines and one.state != "待定":
            told = "；".join([*(line.sentence for line in one.lines), *one.sentences])
            lines.append("  " * (depth + 1) + f"[{one.title}] {told}")
        for child in one.children:
            lines += ["  " * (depth + 1) + f"[{one.title}] {text.strip()}" for text in _outline(child, 0)]
    return lines


def sheet_from(results: "Results", record: Sequence[Any], row: int, table: str = "") -> Sheet:
    """The sheet of the unit in a row, from its record."""
    renderer = renderer_of(results.compiled)
    tables = tuple(
        renderer.node(node, part, "")
        for node, part in zip(results.compiled.tables, record, strict=True)
        if table in ("", node.id)
    )
    unit = results.facts.units[row]
    opened = tuple(item for node in tables for item in _open_below(node))
    return Sheet(
        unit.unit,
        unit.shown,
        tables,
        results.grade(unit.unit),
        int(results.ranked.rank[row]),
        renderer.notes,
        opened,
    )


def _open_below(node: NodeSheet) -> Iterator[OpenItem]:
    if node.complete:
        return  # whatever is open below was not needed
    yield from dict.fromkeys(node.open)
    counted = [one for one in node.passes if not one.skipped]
    for child in [*node.children, *(child for one in counted for child in one.children)]:
        yield from _open_below(child)


def renderer_of(compiled: Compiled) -> "Renderer":
    """The words of a rulebook, made once."""
    found = compiled.__dict__.get("renderer")
    if found is None:
        found = compiled.__dict__["renderer"] = Renderer(compiled)
    assert isinstance(found, Renderer)
    return found


class Inside(NamedTuple):
    """What stands inside one node, or one pass of it."""

    lines: tuple[LineSheet, ...]
    children: tuple[NodeSheet, ...]
    sentences: tuple[str, ...]
    open: tuple[OpenItem, ...]


class Renderer:
    """Turns records into sheets. Holds the words of every node and line."""

    def __init__(self, compiled: Compiled) -> None:
        self.book = compiled.book
        self.nodes = {id: NodeWords(node) for id, node in compiled.nodes.items()}
        self.lines = {line: LineWords(line) for node in compiled.nodes.values() for line in node.lines}
        self.made: dict[Any, NodeSheet] = {}
        self.notes = tuple(self._notes())
        self.bases = {fact.name: list(self._bases(fact)) for fact in compiled.book.facts.values()}
        self.owners = {name: self._owner(bases) for name, bases in self.bases.items()}

    def _notes(self) -> Iterator[str]:
        issued = self.book.issued
        if issued is not None and issued > self.book.period.last:
            yield f"本规则于{issued}印发，在考核期间之后；按{self.book.as_of}的事实评分"

    def _bases(self, fact: Fact) -> Iterator[Fact]:
        """The facts somebody gives from which this one is made; itself where it is given."""
        parts = list(ingredients(fact, self.book.facts, self.book.limits))
        if not parts:
            yield fact
        for name in parts:
            if name in self.book.facts:
                yield from self._bases(self.book.facts[name])

    def _owner(self, bases: Sequence[Fact]) -> str:
        owners = {"measured": "平台", "reported": "本单位", "judged": "评分人", "external": "外部来源"}
        return "、".join(dict.fromkeys(owners.get(fact.origin, "本单位") for fact in bases)) or "评分人"

    def _told(self, name: str) -> str:
        """A fact that is made of others, with those somebody has to give: 办结率”（由办结、收件得出）."""
        made_of = list(dict.fromkeys(fact.name for fact in self.bases.get(name, ()) if fact.name != name))
        return f"“{name}”（由{'、'.join(made_of)}得出）" if made_of else f"“{name}”"

    def node(self, node: Scored, record: Sequence[Any], passing: str) -> NodeSheet:
        """A node's sheet. Units that did the same share one: it is never changed once made."""
        if not node.node.leaf or not isinstance(record, tuple):
            return self._node(node, record, passing)
        key = (node.id, passing, record)
        found = self.made.get(key)
        if found is None:
            if len(self.made) > KEPT:
                self.made.clear()
            found = self.made[key] = self._node(node, record, passing)
        return found

    def _node(self, node: Scored, record: Sequence[Any], passing: str) -> NodeSheet:
        score, points, applies, body = record
        words, known = self.nodes[node.id], score not in STATES
        inside = self._apart(node, body) if applies == "2" and not known else None
        passes: tuple[PassSheet, ...] = ()
        if inside is None and node.over is not None:
            passes = self._passes(node, body)
            inside = Inside((), (), words.over(body, self._pass_title), self._open_passes(node, body, passing))
        elif inside is None:
            inside = self._body(node, body, points, passing)
        return NodeSheet(
            node.id,
            node.title,
            node.node.says,
            node.node.cite,
            points,
            score,
            words.shown(score, points),
            inside.sentences,
            inside.lines,
            inside.children,
            passes,
            inside.open if not known else (),
            words.bonus,
            words.show,
        )

    def _apart(self, node: Scored, body: Sequence[Any]) -> "Inside":
        """Not asked: by its own `only`, or because nothing below is, which is then shown."""
        shown = node.only is None and node.over is None
        below = zip(node.children, body[CHILDREN], strict=True) if shown else ()
        children = tuple(self.node(child, part, "") for child, part in below)
        return Inside((), children, self.nodes[node.id].apart(), ())

    def _body(self, node: Scored, body: Sequence[Any], points: str, passing: str) -> "Inside":
        words = self.nodes[node.id]
        sentences = words.body(body, points)
        if words.struck(body):
            return Inside((), (), sentences, ())
        lines = tuple(self.lines[line].sheet(part, points) for line, part in zip(node.lines, body[LINES], strict=True))
        children = tuple(
            self.node(child, part, passing) for child, part in zip(node.children, body[CHILDREN], strict=True)
        )
        return Inside(lines, children, sentences, tuple(self._open(node, body, passing)))

    def _open(self, node: Scored, body: Sequence[Any], passing: str) -> Iterator[OpenItem]:
        for name in self.nodes[node.id].open_names(body):
            yield OpenItem(name, node.id, node.title, self.owners.get(name, "评分人"), passing)
        for line, part in zip(node.lines, body[LINES], strict=True):
            if part[0] == "待定":
                words = self.lines[line]
                if unrated := words.unrated(part):
                    yield OpenItem(unrated, node.id, node.title, "规则制定单位", passing, f"{unrated}应得的分数")
                    continue
                for name in words.open_names(part) or ([] if words.waits_for_scores else [words.when or node.title]):
                    who = self._who(name, node, passing)
                    yield OpenItem(name, node.id, node.title, who, passing, self._told(name))

    def _who(self, name: str, node: Scored, passing: str) -> str:
        """Who owes it: the source whose word the node reads, else who gives the fact."""
        asked = passing if passing in self.book.sources.values() else self.book.sources.get(node.node.source, "")
        owner = self.owners.get(name, "评分人")
        return asked if asked and owner in ("本单位", "评分人") else owner

    def _whose(self, node: Scored) -> str:
        """Who owes a node the data of a pass: all who give something it reads."""
        given = [self.book.facts[name] for name in sorted(names_below(node)) if name in self.book.facts]
        return self._owner([fact for fact in given if fact.derived is None])

    def _passes(self, node: Scored, body: Sequence[Any]) -> tuple[PassSheet, ...]:
        found = []
        for name, inner, skipped in body:
            title = self._pass_title(name)
            inside = self._body(node, inner, NO_POINTS, title)
            told = (inside.sentences, inside.lines, inside.children)
            found.append(PassSheet(name, title, inner[0], *told, skipped=skipped))
        return tuple(found)

    def _open_passes(self, node: Scored, body: Sequence[Any], passing: str) -> tuple[OpenItem, ...]:
        if body and all(skipped for _, _, skipped in body):
            return (OpenItem("各次的数据", node.id, node.title, self._whose(node), passing, "各次的数据"),)
        found: list[OpenItem] = []
        for name, inner, skipped in body:
            if inner[0] == "待定" and not skipped:
                found += self._open(node, inner, self._pass_title(name))
        return tuple(found)

    def _pass_title(self, name: str) -> str:
        period = read_period(name)
        if period is not None:
            return period.title
        return self.book.sources.get(name) or self.book.rounds.get(name) or name
