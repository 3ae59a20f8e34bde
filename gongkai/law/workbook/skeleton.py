"""A pasted table as a rulebook's tree: nodes with points and words, each scored by a person until told otherwise."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.law.findings import Faults, Finding, Place
from gongkai.law.reading import Node, Refused
from gongkai.law.rulebook.model import Fact
from gongkai.law.workbook.blank_form import COUNTING, SHORT
from gongkai.law.workbook.compact import listing, parse, table, word
from gongkai.law.workbook.pasted import Entry, Step, Table
from gongkai.law.workbook.rows import Cells
from gongkai.law.workbook.told import place_of_cell
from gongkai.law.workbook.worth import (
    CLAUSE,
    LONGEST_TITLE,
    Worth,
    judged_line,
    number_node,
    plain_title,
    read_worth,
    titled,
    whole_title,
    worth_cells,
)
from gongkai.tables import Cell
from gongkai.tables.values import folded


@dataclass
class _Node:
    """A node on its way: what is below it, or what it is scored by."""

    id: str
    title: str
    at: Place
    written: str = ""
    worth: Worth | None = None
    entry: Entry | None = None
    children: "dict[object, _Node]" = field(default_factory=dict)


@dataclass
class Skeleton:
    """What a pasted table gives: the tree, the sources and facts it names, in the form of a rulebook's file."""

    table: Node
    sources: Cells
    facts: Cells


def skeleton(
    pasted: Table, sources: Mapping[str, str], facts: Cells, shared: Mapping[str, Fact], file: str, faults: Faults
) -> Skeleton:
    """The tree of a pasted table. `sources` {id: 中文} and `facts` are those the workbook declares elsewhere."""
    return _Maker(sources, facts, shared, file, faults).make(pasted)


def guessed(pasted: Table) -> Cells:
    """What the title of the table says about the rulebook: its title, its year, the last day of that year."""
    year = re.search(r"(20\d\d)年", pasted.title)
    cells: Cells = {"title": word(pasted.title, pasted.at)} if pasted.title else {}
    if year:
        cells |= {"rulebook": word(f"table-{year[1]}", pasted.at), "period": parse(year[1], pasted.at)}
        cells["as_of"] = word(f"{year[1]}-12-31", pasted.at)
    return cells


class _Maker:
    def __init__(
        self, sources: Mapping[str, str], facts: Cells, shared: Mapping[str, Fact], file: str, faults: Faults
    ) -> None:
        self.file, self.faults = file, faults
        self.source_ids = {folded(word): id for id, name in sources.items() for word in (id, name)}
        self.sources: Cells = {}
        self.fact_ids = {folded(word): id for id, fact in shared.items() for word in (id, fact.name)}
        for id, node in facts.items():
            named = node.table().get("name", node)
            self.fact_ids |= {folded(id): id, folded(named.text): id}
        self.facts: Cells = {}
        self.taken = {*sources, *facts, *shared}

    def make(self, pasted: Table) -> Skeleton:
        root = _Node("total", "总分", pasted.at)
        for entry in pasted.entries:
            with self.faults.catch():
                self.put(root, entry)
        if not root.children:
            self.faults.check()  # no entry could be hung anywhere: nothing to go on with
        for child in root.children.values():
            self.above(child, pasted.above, ())
        if pasted.total is not None:
            with self.faults.catch():
                root.worth = read_worth(pasted.total, (), self.file)
        found = self.node(root, ())
        return Skeleton(found, self.sources, self.facts)

    def put(self, root: _Node, entry: Entry) -> None:
        """Hangs an entry below its levels; a second one under the same levels makes both of them children."""
        if not entry.path:
            raise Refused(Finding("分值合并到了两个一级指标上，请拆开", *self.place(entry.points, root.at)))
        node, prefix = root, "a"
        for step in entry.path:
            node = node.children.setdefault(
                step.at, _Node(f"{prefix}{len(node.children) + 1}", plain_title(step.text), step.at, step.text)
            )
            prefix = f"{node.id}."
        if node.entry is None and not node.children:
            node.entry = entry
            return
        if node.entry is not None:
            first, node.entry = node.entry, None
            self.part(node, first)
        self.part(node, entry)

    def part(self, node: _Node, entry: Entry) -> None:
        number = len(node.children) + 1
        clause = next((text for _, says in entry.says for text in CLAUSE.split(says) if text.strip()), "")
        title = clause.strip() if 0 < len(clause.strip()) <= LONGEST_TITLE else f"{node.title}（{number}）"
        at = self.place(entry.points, node.at)
        node.children[number] = _Node(f"{node.id}.{number}", title, at, entry=entry)

    def above(self, node: _Node, points: Mapping[Place, Cell], titles: tuple[str, ...]) -> None:
        """Points that a level carries itself, in a column of its own, in its title, or in a row that only sums up."""
        below = (*titles, node.title)
        if node.children:
            with self.faults.catch():
                cell = points.get(node.at) or (node.entry.points if node.entry else None)
                node.worth = read_worth(cell, below, self.file) if cell is not None else titled(node.written, below)
        for child in node.children.values():
            self.above(child, points, below)

    def place(self, cell: Cell | None, other: Place) -> Place:
        return place_of_cell(cell, self.file) if cell is not None else other

    # Nodes -----------------------------------------------------------------------------------------------------------

    def node(self, node: _Node, titles: tuple[str, ...]) -> Node:
        cells: Cells = {"id": word(node.id, node.at), "title": word(node.title, node.at)}
        below = (*titles, node.title)
        if node.children:
            children = [self.node(child, below) for child in node.children.values()]
            cells |= worth_cells(node.worth or Worth(_sum(children), "plain"), node.at)
            cells |= _says(node, node.at)
            cells["indicators"] = listing(children, node.at)
            return table(cells, node.at)
        with self.faults.catch():
            cells |= self.leaf(node, below)
        return table(cells, node.at)

    def leaf(self, node: _Node, titles: tuple[str, ...]) -> Cells:
        entry = node.entry
        assert entry is not None
        worth = self.worth(entry, node, titles)
        at = self.place(entry.points, node.at)
        cells = worth_cells(worth, at)
        for extra in entry.extra:
            if "id" in extra:
                cells["id"] = word(str(extra["id"].value), self.place(extra["id"], at))
        cells |= _says(node, at)
        if entry.source is not None:
            cells["source"] = self.source(entry.source)
        told = [extra for extra in entry.extra if set(extra) - {"id"}]
        rules = [line for extra in told if (line := self.line(extra, worth)) is not None] or [judged_line(worth, at)]
        return cells | {"rules": listing(rules, at)}

    def worth(self, entry: Entry, node: _Node, titles: Sequence[str]) -> Worth:
        if entry.points is not None:
            return read_worth(entry.points, titles, self.file)
        found = titled(entry.path[-1].text, titles)
        if found is None:
            raise Refused(Finding(f"“{node.title}”没有分值", *node.at))
        return found

    def source(self, cell: Cell) -> Node:
        """The id of a source, by its 中文; a new one is declared."""
        name, at = "".join(str(cell.value).split()), self.place(cell, Place("", 0, 0))
        if folded(name) not in self.source_ids:
            id = self.free("s")
            self.source_ids[folded(name)] = id
            self.sources[id] = word(name, at)
        return word(self.source_ids[folded(name)], at)

    def free(self, prefix: str) -> str:
        number = next(n for n in range(1, 10**6) if f"{prefix}{n}" not in self.taken)
        self.taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"

    # Lines -----------------------------------------------------------------------------------------------------------

    def line(self, extra: Mapping[str, Cell], worth: Worth) -> Node | None:
        """A line that counts, as the extra columns say it; None for 酌情."""
        first = next(iter(extra.values()))
        at = place_of_cell(first, self.file)
        form = str(extra["form"].value) if "form" in extra else "每项扣" if "fact" in extra else ""
        form = SHORT.get(form, form)
        if form not in COUNTING:
            raise Refused(Finding(f"得扣方式写{'、'.join(COUNTING)}，写的是“{form or '空'}”", *at))
        if not COUNTING[form]:
            return None
        counted = form.startswith("每项")
        if "fact" not in extra or (counted and "amount" not in extra):
            raise Refused(Finding(f"得扣方式是“{form}”，要写计数事实{'和每项分' if counted else ''}", *at))
        fact = self.fact(extra["fact"], "count" if counted else "flag")
        amount = self.value(extra["amount"]) if "amount" in extra else word("100%", at)
        if "amount" not in extra and worth.kind != "plain":
            amount = number_node(worth.points, at)
        cells: Cells = {COUNTING[form]: amount}
        if counted:
            cells["each"] = fact
        else:
            cells["when"] = table({fact.text: parse("false" if form == "没有则扣" else "true", at)}, at)
        if "most" in extra:
            cells["at_most"] = self.value(extra["most"])
        return table(cells, at)

    def value(self, cell: Cell) -> Node:
        text = unicodedata.normalize("NFKC", str(cell.value)).removesuffix("分")
        return parse(text or "null", place_of_cell(cell, self.file))

    def fact(self, cell: Cell, type_: str) -> Node:
        """A fact by its 中文 or id; a new one is declared, to be reported by the units."""
        name, at = "".join(str(cell.value).split()), place_of_cell(cell, self.file)
        if folded(name) not in self.fact_ids:
            id = self.free("f")
            self.fact_ids[folded(name)] = id
            self.facts[id] = table({"name": word(name, at), "type": word(type_, at)}, at)
        return word(self.fact_ids[folded(name)], at)


def _says(node: _Node, at: Place) -> Cells:
    """The words of the rule, after those of a title too long to be one; where one 分值 covers several levels below,
    each with its name."""
    entry = node.entry
    parts = [node.written] if node.written and whole_title(node.written) != node.title else []
    known: tuple[Step, ...] = ()
    for path, says in entry.says if entry else ():
        deeper = path[len(entry.path) :] if entry and path != known else ()
        name = "，".join(step.text for step in deeper)
        text = "".join(line.strip() for line in says.splitlines())
        parts += [f"{name}：{text}" if name and text else name or text] if name or text else []
        known = path
    joined = "".join(part if part.endswith(("。", "；")) or last else f"{part}；" for part, last in _with_last(parts))
    return {"says": word(joined, at)} if joined else {}


def _with_last(parts: Sequence[str]) -> Iterable[tuple[str, bool]]:
    return ((part, number == len(parts) - 1) for number, part in enumerate(parts))


def _sum(children: Iterable[Node]) -> Decimal:
    values = [child.table()["points"].value for child in children if "points" in child.table()]
    return sum((Decimal(value) for value in values if isinstance(value, int | Decimal)), Decimal(0))
