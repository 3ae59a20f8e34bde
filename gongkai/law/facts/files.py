"""Facts from files: CSV, XLSX, YAML, JSON, or a folder of them. What a city office has on its first day."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gongkai import tables
from gongkai.law import reading
from gongkai.law.facts.cells import BadCell, read_day
from gongkai.law.facts.intake import Intake, RowIn, Said, names_of
from gongkai.law.facts.store import Decision, Facts
from gongkai.law.findings import Finding, Place
from gongkai.law.periods import read_period
from gongkai.law.reading import Fault, Node, Refused, near
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Fact

UNIT = tables.Wanted("unit", "单位", ("单位名称", "被考核单位", "被考核单位名称"))
TAGS = (
    tables.Wanted("class", "类别", ("单位类别",), required=False),
    tables.Wanted("parent", "上级单位", ("所属单位", "主管单位"), required=False),
    tables.Wanted("source", "来源", ("评分来源",), required=False),
    tables.Wanted("period", "期间", ("考核期间", "轮次"), required=False),
    tables.Wanted("reason", "理由", ("评分理由",), required=False),
    tables.Wanted("by", "评分人", (), required=False),
)
RECORD = (tables.Wanted("id", "编号", ("序号", "记录编号"), required=False), TAGS[2], TAGS[3])
IGNORED = frozenset({"备注", "序号", "说明", "联系人", "联系电话"})
SHEETS = {"附表": "annex", "日历": "calendar", "决定": "decisions", "历史": "history"}
TABLES, TREES = (".csv", ".xlsx"), (".yaml", ".yml", ".json")


def read_facts(book: Rulebook, path: str | Path) -> Facts:
    """The facts in a file or folder. Raises `Refused` with every fault and its place."""
    path = Path(path)
    intake = Intake(book)
    for file, role in _files(book, path):
        try:
            (_tree if file.suffix.lower() in TREES else _workbook)(intake, file, role)
        except Refused as refused:
            intake.faults += refused.faults
        except tables.TableRefused as refused:
            intake.faults.append(_fault(refused))
    return intake.facts()


def _files(book: Rulebook, path: Path) -> Iterator[tuple[Path, str]]:
    """Each file with the list it holds ("": a facts table)."""
    if not path.exists():
        raise Refused(Fault("找不到这个事实文件", str(path)))
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in (*TABLES, *TREES))
        if not found:
            raise Refused(Fault("文件夹里没有 CSV、XLSX、YAML 或 JSON 文件", str(path)))
    elif path.suffix.lower() not in (*TABLES, *TREES):
        raise Refused(Fault("事实文件应当是 CSV、XLSX、YAML、JSON 或文件夹", str(path)))
    else:
        found = [path, *sorted(path.parent.glob(f"{path.stem}.*.csv"))] if path.suffix == ".csv" else [path]
    for file in found:
        head, _, tail = file.stem.rpartition(".")
        role = _role(book, file.stem) or (_role(book, tail) if head else "")
        if head and not role and file.with_name(head + file.suffix).is_file():
            known = [fact.name for fact in book.facts.values() if fact.is_list and fact.derived is None] + list(SHEETS)
            raise Refused(Fault(f"没有名为“{tail}”的名单{near(tail, known)}；可用：{'、'.join(known)}", str(file)))
        yield file, role


def _role(book: Rulebook, name: str) -> str:
    if name in SHEETS:
        return SHEETS[name]
    for fact in book.facts.values():
        if fact.is_list and fact.derived is None and name in (fact.id, fact.name):
            return fact.id
    return ""


# Sheets --------------------------------------------------------------------------------------------------------------


def _workbook(intake: Intake, file: Path, role: str) -> None:
    for sheet in tables.read(file, name=str(file)).sheets:
        if not any(not row.empty for row in sheet.rows):
            continue
        what = role or _role(intake.book, sheet.name)
        readers: dict[str, Callable[[Intake, tables.Sheet], None]] = {
            "": _rows,
            "annex": _annex,
            "calendar": _calendar,
            "decisions": _decisions,
            "history": _history,
        }
        if what in readers:
            readers[what](intake, sheet)
        else:
            _records(intake, sheet, intake.book.facts[what])


def _match(intake: Intake, sheet: tables.Sheet, wanted: list[tables.Wanted]) -> tables.Matched | None:
    matched = tables.match_headers(sheet, wanted)
    faults = [_fault(problem) for problem in matched.problems(unknown_too=False)]
    for heading in matched.unknown:
        if heading.text not in IGNORED:
            meant = near(heading.text, [one.name for one in wanted])
            says = f"不认识的列“{heading.text}”{meant}；请改名、删去，或改列名为“备注”。"
            faults.append(_fault(heading.cell.refuse(says)))
    intake.faults += faults
    return None if any(True for _ in matched.problems(unknown_too=False)) else matched


def _rows(intake: Intake, sheet: tables.Sheet) -> None:
    matched = _match(intake, sheet, [UNIT, *TAGS, *_fact_columns(intake.book)])
    if matched is not None:
        intake.rows += _read_rows(intake, matched)


def _fact_columns(book: Rulebook) -> list[tables.Wanted]:
    return [tables.Wanted(id, names[0], names[1:], required=False) for id, names in names_of(book).items()]


def _read_rows(intake: Intake, matched: tables.Matched) -> Iterator[RowIn]:
    tags = {tag.id for tag in TAGS}
    percents = {id for id, heading in matched.headings.items() if "%" in heading.unit or "%" in heading.unit}
    for row in matched.rows:
        cells = {id: cell for id in matched.columns if (cell := matched.cell(row, id)) is not None}
        unit = cells.pop("unit")
        name = "".join(str(unit.value or "").split())
        if not name:
            intake.faults.append(_fault(unit.refuse("这一行缺少单位名称。")))
            continue
        told = {tag: str(cells[tag].value) for tag in tags & set(cells) if cells[tag].value is not None}
        said = {id: Said(cell.value, _place(cell), id in percents) for id, cell in cells.items() if id not in tags}
        yield _row(intake.book, Said(name, _place(unit)), said, told)


def _row(book: Rulebook, unit: Said, cells: dict[str, Said], told: Mapping[str, str]) -> RowIn:
    return RowIn(
        unit,
        cells,
        _key(book.classes, told.get("class", "")),
        told.get("parent", ""),
        _key(book.rounds, told["period"]) if "period" in told else None,
        _key(book.sources, told["source"]) if "source" in told else None,
        told.get("reason", ""),
        told.get("by", ""),
    )


def _key(names: Mapping[str, str], text: str) -> str:
    """A class or source may be written by its id or its 中文名."""
    return next((id for id, name in names.items() if text in (id, name)), text)


def _records(intake: Intake, sheet: tables.Sheet, fact: Fact) -> None:
    fields = [tables.Wanted(field.id, field.name, required=False) for field in fact.fields.values()]
    matched = _match(intake, sheet, [UNIT, *RECORD, *fields])
    found = intake.lists.setdefault(fact.id, [])
    for row in matched.rows if matched else ():
        cells = {id: cell for id in matched.columns if (cell := matched.cell(row, id)) is not None}  # type: ignore[union-attr]
        record: dict[str, Any] = {id: cell.value for id, cell in cells.items()}
        record["unit"] = "".join(str(record["unit"] or "").split())
        record["at"] = _place(cells["unit"])
        record["places"] = {id: _place(cell) for id, cell in cells.items()}
        if record.get("source"):
            record["source"] = _key(intake.book.sources, str(record["source"]))
        found.append(record)


def _annex(intake: Intake, sheet: tables.Sheet) -> None:
    matched = _match(intake, sheet, [UNIT, *_fact_columns(intake.book)])
    if matched is not None:
        intake.annexes += _read_rows(intake, matched)


def _simple(intake: Intake, sheet: tables.Sheet, *columns: tuple[str, str]) -> Iterator[dict[str, tables.Cell]]:
    matched = _match(intake, sheet, [tables.Wanted(id, name) for id, name in columns])
    for row in matched.rows if matched else ():
        yield {id: matched.cell(row, id) for id, _ in columns}  # type: ignore[misc,union-attr]


def _calendar(intake: Intake, sheet: tables.Sheet) -> None:
    for cells in _simple(intake, sheet, ("day", "日期"), ("kind", "类型"), ("name", "名称")):
        kind, name = str(cells["kind"].value or ""), str(cells["name"].value or "")
        try:
            day = read_day(cells["day"].value)
        except BadCell as bad:
            intake.refuse(_place(cells["day"]), "cell", str(bad))
            continue
        if kind in ("截止日", "as_of"):
            intake.as_of = day
        elif kind in ("放假", "上班"):
            (intake.days_off if kind == "放假" else intake.days_on)[day] = name or kind
        else:
            intake.refuse(_place(cells["kind"]), "cell", f"“{kind}”应填放假、上班或截止日")


def _decisions(intake: Intake, sheet: tables.Sheet) -> None:
    columns = (("about", "对象"), ("value", "决定"), ("reason", "理由"), ("who", "决定人"), ("when", "日期"))
    for cells in _simple(intake, sheet, *columns):
        words = {id: str(cell.value or "") for id, cell in cells.items()}
        missing = [name for id, name in columns if not words[id]]
        if missing:
            intake.refuse(_place(cells["about"]), "decision", f"这项决定缺少{'、'.join(missing)}")
        else:
            intake.decisions.append(Decision(**words))
            intake.decided.append((_place(cells["about"]), _place(cells["value"])))


def _history(intake: Intake, sheet: tables.Sheet) -> None:
    for cells in _simple(intake, sheet, ("unit", "单位"), ("period", "期间"), ("grade", "等次")):
        words = [str(cells[id].value or "") for id in ("unit", "period", "grade")]
        if read_period(words[1]) is None:
            intake.refuse(_place(cells["period"]), "period", f"“{words[1]}”不是期间，请写成 2024、2024-Q2 的样子")
        intake.history.append((words[0], words[1], words[2]))


# YAML and JSON -------------------------------------------------------------------------------------------------------


def _tree(intake: Intake, file: Path, role: str) -> None:
    """A list of rows, or {units: rows, lists: {list: records}}."""
    root = reading.read_file(file)
    if role and role in intake.book.facts:
        intake.lists.setdefault(role, []).extend(_record_of(node) for node in root.listing())
        return
    nodes, lists = root, None
    if isinstance(root.value, dict):
        table = root.table(required=("units",), allowed=("lists",))
        nodes, lists = table["units"], table.get("lists")
    known = _columns_by_name(intake.book)
    for node in nodes.listing():
        intake.rows.append(_tree_row(intake, node, known))
    for name, records in lists.table().items() if lists is not None else ():
        id = _role(intake.book, name)
        if not id:
            raise Refused(_finding(records, "list-needed", f"没有名为“{name}”的名单"))
        intake.lists.setdefault(id, []).extend(_record_of(record) for record in records.listing())


def _columns_by_name(book: Rulebook) -> dict[str, str]:
    found = {name: id for id, names in names_of(book).items() for name in names}
    found |= {id: id for id in names_of(book)}
    found |= {name: tag.id for tag in (UNIT, *TAGS) for name in (tag.id, tag.name)}
    return found


def _tree_row(intake: Intake, node: Node, known: Mapping[str, str]) -> RowIn:
    table = node.table()
    cells, told = {}, {}
    for key, entry in table.items():
        id = known.get(key)
        if id is None:
            raise Refused(_finding(entry, "name-unknown", f"没有名为“{key}”的事实或评分项{near(key, known)}"))
        if id in {"unit", *(tag.id for tag in TAGS)}:
            told[id] = entry.string()
        else:
            cells[id] = Said(_plain(entry), Place(entry.file, entry.line, entry.column))
    if "unit" not in told:
        raise Refused(_finding(node, "cell", "这一行缺少单位（unit）"))
    return _row(intake.book, Said(told["unit"], Place(node.file, node.line, node.column)), cells, told)


def _plain(node: Node) -> Any:
    if isinstance(node.value, list):
        if all(isinstance(entry.value, dict) for entry in node.value):
            return [_record_of(entry, owned=True) for entry in node.value] or "无"
        return "、".join(entry.string() for entry in node.value) or "无"
    return node.value


def _record_of(node: Node, owned: bool = False) -> dict[str, Any]:
    table = node.table()
    if not owned and "unit" not in table:
        raise Refused(_finding(node, "cell", "这条记录缺少单位（unit）"))
    record = {key: entry.value for key, entry in table.items()}
    places = {key: Place(entry.file, entry.line, entry.column) for key, entry in table.items()}
    return {**record, "at": Place(node.file, node.line, node.column), "places": places}


# Places --------------------------------------------------------------------------------------------------------------


def _finding(node: Node, code: str, says: str) -> Finding:
    return Finding(says, node.file, node.line, node.column, code=code)


def _place(cell: tables.Cell) -> Place:
    return Place(f"{cell.file}:{cell.sheet}" if cell.sheet else cell.file, cell.row, cell.column + 1)


def _fault(refused: tables.TableRefused) -> Finding:
    file = f"{refused.file}:{refused.sheet}" if refused.sheet else refused.file
    column = 0 if refused.column is None else refused.column + 1
    return Finding(refused.reason.rstrip("。"), file, refused.row or 0, column, code="table")
