"""A rulebook's tree as rows, sheet by sheet: what stands inside another thing gets a column that says in which."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gongkai.law.findings import Place
from gongkai.law.reading import Node
from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import Form
from gongkai.law.workbook.compact import word

Cells = dict[str, Node]
NESTED = {"quota", "evidence"}


class Row(NamedTuple):
    """A row as read from a sheet: its filled cells by column key, and where it begins."""

    cells: Cells
    at: Place


Rows = Mapping[str, list[Row]]


def rows_of(root: Node) -> dict[str, list[Cells]]:
    """{sheet: rows}, a row being {column key: value}. The tree must be one that `rulebook.load` accepts."""
    top = root.table()
    found: dict[str, list[Cells]] = {form.sheet: [] for form in forms.FORMS}
    found[forms.HEAD.sheet] = list(heads(top))
    for node in [top["table"]] if "table" in top else top["tables"].listing():
        _indicator(node, 0, found)
    for id, node in _entries(top, "facts"):
        _fact(id, node, found)
    for id, node in _entries(top, "limits"):
        found[forms.LIMITS.sheet].append({"@id": word(id), **node.table()})
    for form in (forms.BANDS, forms.LOWERED, forms.LISTS, forms.USE, forms.ACCEPTED):
        found[form.sheet] = [_flat(node) for node in _listed(top, form)]
    return found


def heads(top: Cells) -> Iterator[Cells]:
    """One row for each thing that 总则 knows, filled or not, and one for each named class, source and round."""
    for item, (key, _, _) in forms.HEADS.items():
        outer, _, under = key.partition(".")
        if key.endswith("."):
            pairs = [(word(id), name) for id, name in _names(top.get(outer))]
            for id, name in pairs:
                yield {"@item": word(item), "@id": id, "@value": name}
            if not pairs:
                yield {"@item": word(item)}
            continue
        value = top.get(outer)
        if under and value is not None:
            value = value.table().get(under, word("all") if key == "ranking.per" else None)  # present, if only in name
        yield {"@item": word(item)} | ({"@value": value} if value is not None else {})


def _names(node: Node | None) -> list[tuple[str, Node]]:
    if node is None:
        return []
    return list(node.table().items()) if isinstance(node.value, dict) else [(one.text, one) for one in node.listing()]


def _entries(top: Cells, key: str) -> Iterable[tuple[str, Node]]:
    return top[key].table().items() if key in top else ()


def _listed(top: Cells, form: Form) -> list[Node]:
    outer, _, under = form.key.partition(".")
    node = top.get(outer)
    if under and node is not None:
        node = node.table().get(under)
    return node.listing() if node is not None else []


def _flat(node: Node) -> Cells:
    """The entries of a table; of a table inside it, each under both keys."""
    found: Cells = {}
    for key, child in node.table().items():
        if key in NESTED:
            found |= {f"{key}.{under}": value for under, value in child.table().items()}
        else:
            found[key] = child
    return found


def _indicator(node: Node, level: int, found: dict[str, list[Cells]]) -> None:
    cells = _flat(node)
    children, rules, vetoes = (cells.pop(key, None) for key in ("indicators", "rules", "veto"))
    found[forms.INDICATORS.sheet].append({"@level": Node(level, "", 0, 0, str(level)), **cells})
    of = {"@of": cells["id"], "@title": cells["title"]}
    found[forms.VETOES.sheet] += [{**of, **veto.table()} for veto in (vetoes.listing() if vetoes else ())]
    found[forms.LINES.sheet] += [{**of, **_line(line)} for line in (rules.listing() if rules else ())]
    for child in children.listing() if children else ():
        _indicator(child, level + 1, found)


def _line(node: Node) -> Cells:
    cells = dict(node.table())
    for kind in ("earn", "lose"):
        if kind in cells:
            cells |= {"@kind": word(kind), "@amount": cells.pop(kind)}
    for steps in ("per", "per_full", "per_started"):
        if steps in cells:
            cells["@per"] = cells.pop(steps)
            cells["@steps"] = word(steps)
    return cells


def _fact(id: str, node: Node, found: dict[str, list[Cells]]) -> None:
    cells = dict(node.table())
    written, fields = cells.pop("type", None), cells.pop("list", None)
    if written is not None and isinstance(written.value, dict):
        fields = fields or written.table()["list"]
    type_ = word("list") if fields is not None else written
    for op in forms.DERIVATIONS:
        if op in cells:
            cells |= {"@op": word(op), "@args": cells.pop(op)}
    found[forms.FACTS.sheet].append({"@id": word(id)} | ({"@type": type_} if type_ is not None else {}) | cells)
    for name, field in fields.table().items() if fields is not None else ():
        columns = field.table() if isinstance(field.value, dict) else {"type": field}
        found[forms.FIELDS.sheet].append({"@of": word(id), "@id": word(name), **columns})
