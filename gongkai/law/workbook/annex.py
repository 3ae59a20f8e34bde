"""附表: a figure for each unit, one column an annex fact. The files beside the rulebook are made from it again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from gongkai import tables
from gongkai.law.findings import Faults, Place
from gongkai.law.reading import Node
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.annexes import TOTALS, UNIT
from gongkai.law.rulebook.model import Annex
from gongkai.law.workbook.forms import ANNEXES
from gongkai.tables import Cell, Value
from gongkai.tables.values import DIGITS, folded

FILE = re.compile(r"[^/\\:*?\"<>|\x00-\x1f]+\.(csv|xlsx)", re.IGNORECASE)
PLACES = 60


def annex_rows(book: Rulebook) -> tuple[list[str], list[list[Value]]]:
    """The headings and rows of the sheet: every unit that any annex knows."""
    ids = [id for id in book.own_facts if isinstance(book.facts[id].derived, Annex)]
    figures = [book.annexes.get(id, {}) for id in ids]
    units = dict.fromkeys(unit for column in figures for unit in column)
    rows: list[list[Value]] = [
        [unit, *(_value(column[unit]) if unit in column else None for column in figures)] for unit in units
    ]
    return ["单位", *(f"{book.facts[id].name}〔{id}〕" for id in ids)], rows


def _value(figure: Fraction) -> Value:
    """The figure in full: as a number where a spreadsheet keeps all its digits, else as text."""
    places = next(n for n in range(PLACES) if (figure * 10**n).denominator == 1 or n == PLACES - 1)
    value = Decimal(f"{int(figure * 10**places)}E-{places}")
    return value if len(value.as_tuple().digits) <= DIGITS and abs(value) < 10**DIGITS else f"{value:f}"


def annex_facts(facts: Mapping[str, Node]) -> dict[str, tuple[str, str, Place]]:
    """{id: (file, 中文名, where)} of the facts that are read from an annex."""
    found = {}
    for id, node in facts.items():
        cells = node.table()
        if "annex" in cells and not isinstance(cells["annex"].value, dict | list):
            file = cells["annex"]
            name = cells["name"].text if "name" in cells else id
            found[id] = (file.text, name, Place(file.file, file.line, file.column))
    return found


def read_annex(
    sheet: tables.Sheet | None, facts: Mapping[str, tuple[str, str, Place]], faults: Faults
) -> dict[str, bytes]:
    """The annex files, by name. What cannot be one is collected in `faults`."""
    columns = _columns(sheet, facts, faults) if sheet is not None else {}
    found: dict[str, bytes] = {}
    for id, (file, _, at) in facts.items():
        if not FILE.fullmatch(file) or file.startswith("."):
            faults.refuse(at, "annex-file", f"附表“{file}”要写一个不带路径的文件名，以 .csv 或 .xlsx 结尾", id)
        elif id not in columns:
            faults.refuse(at, "annex-file", f"“{ANNEXES}”表里没有“{id}”这一列", id)
    for file in dict.fromkeys(file for file, _, _ in facts.values()):
        ids = [id for id, (other, _, _) in facts.items() if other == file]
        if all(id in columns for id in ids):
            found[file] = _file(file, {id: facts[id][1] for id in ids}, columns)
    return found


def _columns(
    sheet: tables.Sheet, facts: Mapping[str, tuple[str, str, Place]], faults: Faults
) -> dict[str, dict[str, Value]]:
    """{fact: {unit: figure}} as the sheet has them."""
    matched = tables.match_headers(sheet, [UNIT], depth=1)
    if "unit" not in matched.columns:
        _refuse(sheet.refuse("缺少列“单位”。"), faults)
        return {}
    places = {id: head.cell.column for head in matched.unknown if (id := _fact_of(head.cell, facts, faults))}
    found: dict[str, dict[str, Value]] = {id: {} for id in places}
    for row in matched.rows:
        unit = "".join(str(row[matched.columns["unit"]] or "").split())
        cells = {id: row.cell(column) for id, column in places.items()}
        if unit in TOTALS or not (unit or any(cell.value is not None for cell in cells.values())):
            continue
        _row(unit, row.cell(matched.columns["unit"]), cells, found, faults)
    return found


def _row(unit: str, at: Cell, cells: Mapping[str, Cell], found: Mapping[str, dict[str, Value]], faults: Faults) -> None:
    if not unit or any(unit in column for column in found.values()):
        _refuse(at.refuse(f"单位“{unit}”重复。" if unit else "缺少单位名称。"), faults)
        return
    for id, cell in cells.items():
        found[id][unit] = cell.value
        try:
            Fraction(Decimal(str(cell.value or 0).replace(",", "")))
        except (ArithmeticError, ValueError):
            _refuse(cell.refuse(f"“{cell.value}”不是数字。"), faults)


def _fact_of(cell: Cell, facts: Mapping[str, tuple[str, str, Place]], faults: Faults) -> str:
    text = str(cell.value)
    bracket = text.rpartition("〔")[2].removesuffix("〕")
    named = [id for id, (_, name, _) in facts.items() if folded(name) == folded(text)]
    ids: list[str] = [bracket, text.strip(), *(named if len(named) == 1 else ())]
    for id in ids:
        if id in facts:
            return id
    if not text.startswith("备注"):
        _refuse(cell.refuse(f"“{text}”不是哪个事实的附表：“事实”表里没有推算为附表的这一项。"), faults)
    return ""


def _refuse(refused: tables.TableRefused, faults: Faults) -> None:
    column = 0 if refused.column is None else refused.column + 1
    place = Place(f"{refused.file}:{refused.sheet}", refused.row or 0, column)
    faults.refuse(place, "annex", refused.reason.rstrip("。"))


def _file(file: str, names: Mapping[str, str], columns: Mapping[str, Mapping[str, Value]]) -> bytes:
    units = dict.fromkeys(unit for id in names for unit in columns[id])
    heads = ["单位", *_heads(names)]
    rows: Sequence[Sequence[Value]] = [[unit, *(columns[id].get(unit) for id in names)] for unit in units]
    if file.lower().endswith(".csv"):
        return tables.write_csv(heads, rows)
    return tables.write_xlsx(None, [tables.OutSheet(ANNEXES, [tables.OutColumn(head) for head in heads], rows)])


def _heads(names: Mapping[str, str]) -> Iterable[str]:
    """A fact's 中文名 over its column, or its id where the name could mean another column."""
    said = [folded(name) for name in names.values()]
    for id, name in names.items():
        clear = said.count(folded(name)) == 1 and folded(name) not in UNIT.names and folded(name) not in names
        yield name if clear else id
