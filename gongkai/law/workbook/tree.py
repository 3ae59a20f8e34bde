"""Rows as a rulebook's tree again. Every part of the tree stands at the cell it came from, so faults are told there."""

from collections.abc import Iterable, Mapping

from gongkai.law.findings import Faults, Place
from gongkai.law.reading import Node
from gongkai.law.rulebook.lines import STEPS
from gongkai.law.rulebook.model import Fact
from gongkai.law.workbook import forms
from gongkai.law.workbook.columns import Form
from gongkai.law.workbook.compact import listing, table
from gongkai.law.workbook.pasted import Table
from gongkai.law.workbook.rows import NESTED, Cells, Row, Rows
from gongkai.law.workbook.skeleton import guessed, skeleton

DEEPEST = 18  # levels of indicators; a file may not be nested deeper than `reading.DEEPEST`
REQUIRED = ("规则名称", "标题", "考核期间", "截至日期")


def tree_of(rows: Rows, faults: Faults, file: str, pasted: Table | None, shared: Mapping[str, Fact]) -> Node:
    """The tree of a whole workbook; what does not fit together is collected in `faults`.

    `pasted` is the published table that stands for the sheet of indicators, where there is one.
    """
    top = _heads(rows[forms.HEAD.sheet], faults, guessed(pasted) if pasted else {})
    tables, facts = _tables(rows, faults), _facts(rows, faults)
    if tables and pasted:
        faults.refuse(pasted.at, "form", f"“{forms.INDICATORS.sheet}”和“{forms.PASTED}”只用一张，请清空另一张")
    elif pasted:
        found = skeleton(pasted, _named(top.get("sources")), facts, shared, file, faults)
        tables, facts = [found.table], facts | found.facts
        if found.sources:
            top["sources"] = table({**(top["sources"].table() if "sources" in top else {}), **found.sources}, pasted.at)
    if len(tables) == 1:
        top["table"] = tables[0]
    elif tables:
        top["tables"] = listing(tables, Place(tables[0].file, tables[0].line, tables[0].column))
    else:
        faults.refuse(Place(f"{file}:{forms.INDICATORS.sheet}", 0, 0), "form", "没有写任何指标")
    for key, entries in (("facts", facts), ("limits", _limits(rows, faults))):
        if entries:
            top[key] = table(entries, _at(next(iter(entries.values()))))
    for form in (forms.BANDS, forms.LOWERED, forms.LISTS, forms.USE, forms.ACCEPTED):
        _put(top, form.key, _list(rows, form))
    order = [*(key.partition(".")[0] for key, _, _ in forms.HEADS.values()), "limits", "facts", "table", "tables"]
    return table({key: top[key] for key in dict.fromkeys([*order, *top]) if key in top}, Place(file, 0, 0))


def _named(node: Node | None) -> dict[str, str]:
    return {id: name.text for id, name in node.table().items()} if node is not None else {}


def _at(node: Node) -> Place:
    return Place(node.file, node.line, node.column)


def _put(top: Cells, key: str, node: Node | None) -> None:
    """Puts a node under a key, or under a key of a table inside, which is made where it is not there."""
    outer, _, under = key.partition(".")
    if node is None:
        return
    if not under:
        top[outer] = node
        return
    inside = dict(top[outer].table()) if outer in top else {}
    top[outer] = table({**inside, under: node}, _at(top[outer]) if outer in top else _at(node))


def _list(rows: Rows, form: Form) -> Node | None:
    found = [_nested(row.cells, row.at) for row in rows[form.sheet]]
    return listing(found, _at(found[0])) if found else None


def _nested(cells: Cells, at: Place) -> Node:
    """A row's cells as one table, with `quota.per` inside `quota`."""
    found: Cells = {}
    for key, node in cells.items():
        if key.partition(".")[0] in NESTED:
            _put(found, key, node)
        else:
            found[key] = node
    return table(found, at)


# 总则 ----------------------------------------------------------------------------------------------------------------


def _heads(rows: Iterable[Row], faults: Faults, guesses: Cells) -> Cells:
    """What 总则 says; `guesses` stand where it says nothing."""
    top: Cells = {}
    names: dict[str, Cells] = {}
    seen: set[str] = set()
    for cells, at in rows:
        item, value = cells["@item"].text, cells.get("@value")
        key = forms.HEADS[item][0]
        if key.endswith("."):
            _name(names.setdefault(key[:-1], {}), cells, at, faults)
        elif value is not None and key in seen:
            faults.refuse(at, "form", f"“{item}”写了两次")
        elif value is not None:
            seen.add(key)
            _put(top, key, value)
    places = {cells["@item"].text: at for cells, at in rows}
    for item in REQUIRED:
        key = forms.HEADS[item][0]
        if key not in seen and key in guesses:
            top[key] = guesses[key]
        elif key not in seen:
            faults.refuse(places.get(item, Place("", 0, 0)), "form", f"“{item}”还没有填")
    for key, found in names.items():
        if found:
            top[key] = table(found, _at(next(iter(found.values()))))
    return top


def _name(names: Cells, cells: Cells, at: Place, faults: Faults) -> None:
    id, name = cells.get("@id"), cells.get("@value")
    if id is None and name is None:
        return
    if id is None or name is None:
        faults.refuse(at, "form", f"“{cells['@item'].text}”要写代号，也要写内容(中文)")
    elif id.text in names:
        faults.refuse(_at(id), "name-twice", f"代号“{id.text}”重复")
    else:
        names[id.text] = name


# Indicators ----------------------------------------------------------------------------------------------------------


class _Branch:
    """A node on its way: its own cells, what hangs below it, its lines and vetoes."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.parts: dict[str, list[Node]] = {"veto": [], "rules": []}
        self.children: list[_Branch] = []

    def node(self) -> Node:
        cells: Cells = {key: node for key, node in self.row.cells.items() if key != "@level"}
        found = dict(_nested(cells, self.row.at).table())
        parts = self.parts | {"indicators": [child.node() for child in self.children]}
        for key, nodes in parts.items():
            if nodes:
                found[key] = listing(nodes, _at(nodes[0]))
        return table(found, self.row.at)


def _tables(rows: Rows, faults: Faults) -> list[Node]:
    roots: list[_Branch] = []
    chain: list[_Branch] = []
    known: dict[str, _Branch] = {}
    for row in rows[forms.INDICATORS.sheet]:
        level, branch = _level(row, len(chain), faults), _Branch(row)
        del chain[level:]
        (chain[-1].children if chain else roots).append(branch)
        chain.append(branch)
        if _once(known, row.cells["id"], faults):
            known[row.cells["id"].text] = branch
    _hang(rows, forms.VETOES, known, faults)
    _hang(rows, forms.LINES, known, faults)
    return [root.node() for root in roots]


def _level(row: Row, deepest: int, faults: Faults) -> int:
    node = row.cells["@level"]
    level, deepest = node.value, min(deepest, DEEPEST)
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= deepest:
        least = "0(总表)" if not deepest else f"0至{deepest}"
        faults.refuse(_at(node), "form", f"级次应当是{least}的整数，写的是“{node.text}”；总表是0，逐级加1，不跳级")
        return min(1, deepest)
    return level


def _hang(rows: Rows, form: Form, known: Mapping[str, _Branch], faults: Faults) -> None:
    for cells, at in rows[form.sheet]:
        of = cells["@of"]
        if of.text not in known:
            faults.refuse(_at(of), "name-unknown", f"“{forms.INDICATORS.sheet}”表里没有代号为“{of.text}”的指标")
            continue
        own = {key: node for key, node in cells.items() if key != "@of"}
        known[of.text].parts[form.key].append(table(_line(own, faults) if form is forms.LINES else own, at))


def _line(cells: Cells, faults: Faults) -> Cells:
    kind, amount = cells.pop("@kind"), cells.pop("@amount")
    per, steps = cells.pop("@per", None), cells.pop("@steps", None)
    if kind.text not in ("earn", "lose"):
        faults.refuse(_at(kind), "word", f"得扣一栏写“得”或“扣”，写的是“{kind.text}”")
    if steps is not None and (per is None or steps.text not in STEPS):
        says = "写了计法，就要写每多少" if per is None else f"计法写{'、'.join(STEPS.values())}"
        faults.refuse(_at(steps), "line", says)
    found = {kind.text: amount, **cells}
    if per is not None:
        found[steps.text if steps is not None else "per"] = per
    return found


# Facts and limits ----------------------------------------------------------------------------------------------------


def _facts(rows: Rows, faults: Faults) -> Cells:
    found: Cells = {}
    fields = _fields(rows, faults)
    for cells, at in rows[forms.FACTS.sheet]:
        id = cells["@id"]
        if _once(found, id, faults):
            found[id.text] = table(_fact(cells, fields.pop(id.text, {}), faults), at)
    for id_, left in fields.items():
        where = _at(next(iter(left.values())))
        faults.refuse(where, "name-unknown", f"“{forms.FACTS.sheet}”表里没有代号为“{id_}”、类型为名单的事实")
    return found


def _fact(cells: Cells, fields: Cells, faults: Faults) -> Cells:
    own = {key: node for key, node in cells.items() if not key.startswith("@")}
    type_, op, args = cells.get("@type"), cells.get("@op"), cells.get("@args")
    if (op is None) != (args is None):
        faults.refuse(_at(op or args or cells["@id"]), "fact-derived", "推算和推算对象要一起写")
    elif op is not None and args is not None and op.text not in forms.DERIVATIONS:
        faults.refuse(_at(op), "word", f"推算写{'、'.join(forms.DERIVATIONS.values())}")
    elif op is not None and args is not None:
        own[op.text] = args
    if type_ is not None and type_.text == "list":
        at = _at(type_)
        own["type"] = table({"list": table(fields, at)}, at)
    elif type_ is not None:
        own["type"] = type_
    if fields and (type_ is None or type_.text != "list"):
        faults.refuse(_at(cells["@id"]), "form", f"“{forms.FIELDS.sheet}”里有它的栏，类型要写“名单”")
    return own


def _fields(rows: Rows, faults: Faults) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for cells, at in rows[forms.FIELDS.sheet]:
        fields, id = found.setdefault(cells["@of"].text, {}), cells["@id"]
        own = {key: node for key, node in cells.items() if not key.startswith("@")}
        if _once(fields, id, faults):
            fields[id.text] = table(own, at) if len(own) > 1 else own["type"]
    return found


def _limits(rows: Rows, faults: Faults) -> Cells:
    found: Cells = {}
    for cells, at in rows[forms.LIMITS.sheet]:
        if _once(found, cells["@id"], faults):
            found[cells["@id"].text] = table({key: node for key, node in cells.items() if key != "@id"}, at)
    return found


def _once(found: Mapping[str, object], id: Node, faults: Faults) -> bool:
    if id.text in found:
        faults.refuse(_at(id), "name-twice", f"代号“{id.text}”重复")
    return id.text not in found
