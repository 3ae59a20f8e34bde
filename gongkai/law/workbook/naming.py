"""By their 中文 names: a workbook may call a fact or an indicator as the office calls it; the rulebook gets its id.

Ids are Latin, so a name with a Chinese sign in it can only be meant as a 中文名.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import Node
from gongkai.law.rulebook.model import Fact
from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import CONDITION, Form
from gongkai.law.workbook.compact import listing, table, word
from gongkai.law.workbook.rows import Cells, Row, Rows
from gongkai.tables.values import folded

NAMING = {
    forms.LINES.sheet: ("each", "by", "beyond", "short_of", "times"),
    forms.INDICATORS.sheet: ("times", "over"),
    forms.FACTS.sheet: ("@args", "of"),
}
OWNERS = {forms.LINES.sheet: "指标", forms.VETOES.sheet: "指标", forms.FIELDS.sheet: "事实"}


@dataclass
class _Names:
    """Who goes by a name: {folded name: ids}."""

    facts: dict[str, list[str]] = field(default_factory=dict)
    nodes: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def either(self) -> dict[str, list[str]]:
        """A condition may ask about facts and scores alike."""
        every = dict.fromkeys([*self.facts, *self.nodes])
        return {name: [*self.facts.get(name, ()), *self.nodes.get(name, ())] for name in every}


def with_ids(rows: Rows, shared: Mapping[str, Fact], faults: Faults) -> dict[str, list[Row]]:
    """The rows with ids where 中文 names stood. A name that several go by is refused; one nobody has is left there."""
    names = _names(rows, shared)
    return {form.sheet: [_row(form, row, names, faults) for row in rows[form.sheet]] for form in forms.FORMS}


def _names(rows: Rows, shared: Mapping[str, Fact]) -> _Names:
    """A rulebook's own facts come before the shared ones of the same name."""
    names = _Names()
    for cells, _ in rows[forms.FACTS.sheet]:
        names.facts.setdefault(folded(cells["name"].text), []).append(cells["@id"].text)
    own = set(names.facts)
    for id, fact in shared.items():
        if folded(fact.name) not in own:
            names.facts.setdefault(folded(fact.name), []).append(id)
    for cells, _ in rows[forms.INDICATORS.sheet]:
        names.nodes.setdefault(folded(cells["title"].text), []).append(cells["id"].text)
    return names


def _row(form: Form, row: Row, names: _Names, faults: Faults) -> Row:
    cells: Cells = dict(row.cells)
    conditions = [column.key for column in form.columns if column.kind is CONDITION and column.key != "weights"]
    for key in NAMING.get(form.sheet, ()):
        if key in cells and not (key == "@args" and cells.get("@op", cells[key]).text == "annex"):
            cells[key] = _renamed(cells[key], names.facts, faults)
    for key in conditions:
        if key in cells and key != "extend":
            cells[key] = _condition(cells[key], names.either, faults)
    if "@of" in cells and form.sheet in OWNERS:
        known = names.facts if OWNERS[form.sheet] == "事实" else names.nodes
        cells["@of"] = _renamed(cells["@of"], known, faults)
    return Row(cells, row.at)


def _renamed(node: Node, names: Mapping[str, list[str]], faults: Faults) -> Node:
    at = Place(node.file, node.line, node.column)
    if isinstance(node.value, list):
        return listing([_renamed(child, names, faults) for child in node.value], at)
    return word(_id(node.value, names, at, faults), at) if isinstance(node.value, str) else node


def _condition(node: Node, names: Mapping[str, list[str]], faults: Faults) -> Node:
    """A condition with ids for its names; what they are compared with stays as it is."""
    at = Place(node.file, node.line, node.column)
    if isinstance(node.value, list):
        return listing([_condition(child, names, faults) for child in node.value], at)
    if not isinstance(node.value, dict):
        return node
    found = {}
    for key, child in node.value.items():
        inside = key in ("any", "all", "not")
        found[_id(key, names, at, faults)] = _condition(child, names, faults) if inside else child
    return table(found, at) if len(found) == len(node.value) else node


def _id(name: str, names: Mapping[str, Iterable[str]], at: Place, faults: Faults) -> str:
    if name.isascii():
        return name
    ids = list(names.get(folded(name), ()))
    if len(ids) > 1:
        faults.refuse(at, "name-twice", f"“{name}”有几个：{'、'.join(ids)}；请写代号")
    return ids[0] if len(ids) == 1 else name
