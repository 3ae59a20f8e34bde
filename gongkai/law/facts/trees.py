"""Facts from YAML and JSON: a list of rows, or {units: rows, lists: {list: records}}; keys by id or 中文名."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai import tables
from gongkai.law import reading
from gongkai.law.facts.columns import IGNORED, RECORD, TAGS, UNIT, key_of, role_of, row_of
from gongkai.law.facts.intake import Intake, RowIn, Said, names_of
from gongkai.law.findings import Finding, Place
from gongkai.law.reading import Node, Refused, near
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Fact


def read_tree(intake: Intake, file: Path, role: str) -> None:
    """One file into the intake: the records of list `role`, or rows of facts with their lists. Raises `Refused`."""
    root = reading.read_file(file)
    if role and role in intake.book.facts:
        _records(intake, role, root)
        return
    nodes, lists = root, None
    if isinstance(root.value, dict):
        table = root.table(required=("units",), allowed=("lists",))
        nodes, lists = table["units"], table.get("lists")
    known = _columns_by_name(intake.book)
    for node in nodes.listing():
        intake.rows.append(_row(intake, node, known))
    for name, records in lists.table().items() if lists is not None else ():
        _records(intake, _list_named(intake.book, name, records), records)


def _list_named(book: Rulebook, name: str, records: Node) -> str:
    id = role_of(book, name)
    if id in book.facts:
        return id
    if id:
        raise Refused(_finding(records, "list-needed", f"“{name}”请另存为 CSV 或 XLSX，和事实放在一个文件夹里"))
    known = [fact.name for fact in book.facts.values() if fact.is_list and fact.derived is None]
    raise Refused(_finding(records, "list-needed", f"没有名为“{name}”的名单{near(name, known)}"))


def _columns_by_name(book: Rulebook) -> dict[str, str]:
    found = {name: id for id, names in names_of(book).items() for name in names}
    found |= {id: id for id in names_of(book)}
    return found | _by_name(UNIT, *TAGS)


def _by_name(*wanted: tables.Wanted) -> dict[str, str]:
    return {name: one.id for one in wanted for name in (one.id, one.name, *one.also)}


def _row(intake: Intake, node: Node, known: Mapping[str, str]) -> RowIn:
    cells, told = {}, {}
    for key, entry in node.table().items():
        id = known.get(key)
        if id is None and key in IGNORED:
            continue
        if id is None:
            raise Refused(_finding(entry, "name-unknown", f"没有名为“{key}”的事实或评分项{near(key, known)}"))
        if id in {"unit", *(tag.id for tag in TAGS)}:
            told[id] = entry.string()
        else:
            cells[id] = Said(_plain(intake, id, entry), _place(entry))
    if "unit" not in told:
        raise Refused(_finding(node, "cell", "这一行缺少单位（unit）"))
    return row_of(intake.book, Said(told["unit"], _place(node)), cells, told)


def _plain(intake: Intake, id: str, node: Node) -> Any:
    if not isinstance(node.value, list):
        return node.value
    fact = intake.book.facts.get(id)
    if fact is not None and fact.is_list and all(isinstance(entry.value, dict) for entry in node.value):
        return [_record(intake, fact, entry, owned=True) for entry in node.value] or "无"
    return "、".join(entry.string() for entry in node.value) or "无"


def _records(intake: Intake, id: str, records: Node) -> None:
    fact = intake.book.facts[id]
    intake.lists.setdefault(id, []).extend(_record(intake, fact, record) for record in records.listing())


def _record(intake: Intake, fact: Fact, node: Node, owned: bool = False) -> dict[str, Any]:
    """A record by the ids of its fields. A misspelt field would silently be 待定: it is refused."""
    known = _by_name(UNIT, *RECORD)
    known |= {name: field.id for field in fact.fields.values() for name in (field.name, field.id)}
    record: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for key, entry in node.table().items():
        id = known.get(key)
        if id is None and key in IGNORED:
            continue
        if id is None:
            says = f"名单“{fact.name}”没有名为“{key}”的一栏{near(key, known)}"
            raise Refused(_finding(entry, "name-unknown", says))
        record[id], places[id] = entry.value, _place(entry)
    if not owned and "unit" not in record:
        raise Refused(_finding(node, "cell", "这条记录缺少单位（unit）"))
    if record.get("source"):
        record["source"] = key_of(intake.book.sources, str(record["source"]))
    return {**record, "at": _place(node), "places": places}


def _finding(node: Node, code: str, says: str) -> Finding:
    return Finding(says, node.file, node.line, node.column, code=code)


def _place(node: Node) -> Place:
    return Place(node.file, node.line, node.column)
