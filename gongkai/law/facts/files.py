"""Facts from files: CSV, XLSX, YAML, JSON, or a folder of them. What a city office has on its first day."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gongkai import tables
from gongkai.law.facts.cells import BadCell, read_day
from gongkai.law.facts.columns import IGNORED, RECORD, SHEETS, TAGS, UNIT, key_of, role_of, row_of
from gongkai.law.facts.intake import Intake, RowIn, Said, names_of
from gongkai.law.facts.store import Decision, Facts
from gongkai.law.facts.trees import read_tree
from gongkai.law.findings import Finding, Place
from gongkai.law.periods import read_period
from gongkai.law.reading import Fault, Refused, near
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.model import Fact

TABLES, TREES = (".csv", ".xlsx"), (".yaml", ".yml", ".json")


def read_facts(book: Rulebook, path: str | Path) -> Facts:
    """The facts in a file or folder. Raises `Refused` with every fault and its place."""
    path = Path(path)
    intake = Intake(book)
    for file, role in _files(book, path):
        try:
            (read_tree if file.suffix.lower() in TREES else _workbook)(intake, file, role)
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
        role = role_of(book, file.stem) or (role_of(book, tail) if head else "")
        if head and not role and file.with_name(head + file.suffix).is_file():
            known = [fact.name for fact in book.facts.values() if fact.is_list and fact.derived is None] + list(SHEETS)
            raise Refused(Fault(f"没有名为“{tail}”的名单{near(tail, known)}；可用：{'、'.join(known)}", str(file)))
        yield file, role


# Sheets --------------------------------------------------------------------------------------------------------------


def _workbook(intake: Intake, file: Path, role: str) -> None:
    for sheet in tables.read(file, name=str(file)).sheets:
        if not any(not row.empty for row in sheet.rows):
            continue
        what = role or role_of(intake.book, sheet.name)
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
        yield row_of(intake.book, Said(name, _place(unit)), said, told)


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
            record["source"] = key_of(intake.book.sources, str(record["source"]))
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


# Places --------------------------------------------------------------------------------------------------------------


def _place(cell: tables.Cell) -> Place:
    return Place(f"{cell.file}:{cell.sheet}" if cell.sheet else cell.file, cell.row, cell.column + 1)


def _fault(refused: tables.TableRefused) -> Finding:
    file = f"{refused.file}:{refused.sheet}" if refused.sheet else refused.file
    column = 0 if refused.column is None else refused.column + 1
    return Finding(refused.reason.rstrip("。"), file, refused.row or 0, column, code="table")
