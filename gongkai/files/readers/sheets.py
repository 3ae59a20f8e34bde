"""Workbooks (XLSX, XLS, ET): every sheet row by row; hidden sheets, rows, columns and remarks told apart."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.files.readers.cells import STYLES, THEME, unseen_cells
from gongkai.files.readers.parts import MOST_TEXT, UNUSABLE, Part, Trace, told
from gongkai.files.readers.properties import people_in
from gongkai.files.refusal import Unreadable

LARGEST_SCANNED = 64 * 1024 * 1024  # bytes of one sheet's XML
HIDDEN = rb"(?:\bhidden=[\"'](?:1|true)|\b(?:ht|width)=[\"']0(?:\.0*)?)[\"']"
ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*" + HIDDEN + rb")[^>]*\br=[\"'](\d+)[\"']")
COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*" + HIDDEN + rb")([^>]*)>")
BOUND = {name: re.compile(rb"\b" + name + rb"=[\"'](\d+)[\"']") for name in (b"min", b"max")}
REMARKS = re.compile(r"xl/(?:comments\d*|comments/comment\d*|threadedComments/[^/]+)\.xml")
LAST_COLUMN = 16_384


@dataclass
class Unseen:
    """What a workbook's XML says is not seen: rows (from 1), columns (from 0) and cells (row, column) by sheet name."""

    rows: dict[str, set[int]] = field(default_factory=dict)
    columns: dict[str, set[int]] = field(default_factory=dict)
    cells: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


def read(content: bytes) -> dict:
    """A part a sheet, with another for what is hidden in it; cells are parted by tabs."""
    import python_calamine

    unseen = _unseen(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        kept: list[Part] = []
        length = 0
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            shown = about.visible == python_calamine.SheetVisibleEnum.Visible
            parts = _sheet(book.get_sheet_by_name(about.name), about.name, shown, unseen)
            length += sum(len(part.text) for part in parts)
            if length > MOST_TEXT:
                raise Unreadable(f"文字超过{MOST_TEXT // 10_000}万字，请拆分")
            kept += parts
    except python_calamine.PasswordError:
        raise Unreadable("表格已加密，取消密码后才能提取文字") from None
    except python_calamine.CalamineError:
        raise Unreadable("表格已损坏，无法提取文字") from None
    return told([*kept, *unseen.parts], unseen.traces)


def _sheet(sheet, name: str, shown: bool, unseen: Unseen) -> list[Part]:
    """The sheet's name and what it shows, and what it holds hidden; traces of the latter go to ``unseen``."""
    rows, columns = unseen.rows.get(name, set()), unseen.columns.get(name, set())
    alone = unseen.cells.get(name, set())
    top, left = sheet.start or (0, 0)
    seen, hidden = _Lines(), _Lines()
    gone_rows: set[int] = set()
    gone_columns: set[int] = set()
    gone_cells: list[str] = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        cells = [_cell(value) for value in row]
        if number in rows:
            hidden.add(number, cells)
            gone_rows |= {number} if any(cells) else set()
            continue
        away = [cell if left + at in columns else "" for at, cell in enumerate(cells)]
        gone_columns |= {left + at for at, cell in enumerate(away) if cell}
        if alone:
            unmet = [cell if (number, left + at) in alone else "" for at, cell in enumerate(cells)]
            gone_cells += [f"{letters(left + at)}{number}" for at, cell in enumerate(unmet) if cell and not away[at]]
            away = [one or other for one, other in zip(away, unmet, strict=True)]
        hidden.add(number, away)
        seen.add(number, ["" if gone else cell for cell, gone in zip(cells, away, strict=True)])
    place = f"工作表“{name}”"
    if not shown:
        unseen.traces.append(Trace("sheet", place))
    if gone_rows:
        unseen.traces.append(Trace("rows", place, _listed([f"第{number}行" for number in sorted(gone_rows)])))
    if gone_columns:
        unseen.traces.append(Trace("columns", place, _listed([f"{letters(at)}列" for at in sorted(gone_columns)])))
    if gone_cells:
        unseen.traces.append(Trace("unseen", place, _listed(gone_cells)))
    title = Part("工作表名称", name, hidden=not shown)
    return [title, seen.part(place, left, hidden=not shown), hidden.part(place, left, hidden=True)]


class _Lines:
    """Rows that hold something, with their numbers."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int] = []

    def add(self, number: int, cells: list[str]) -> None:
        if any(cells):
            self.lines.append("\t".join(cells).rstrip("\t"))
            self.numbers.append(number)

    def part(self, place: str, left: int, *, hidden: bool) -> Part:
        return Part(place, "\n".join(self.lines), self.numbers, grid=True, left=left, hidden=hidden)


def letters(column: int) -> str:
    """A, B, … Z, AA of a column counted from 0."""
    column += 1
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def _cell(value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(UNUSABLE.sub("", str(value)).split())


def _listed(places: list[str], most: int = 5) -> str:
    return "、".join(places[:most]) + (f"等{len(places)}处" if len(places) > most else "")


def _unseen(content: bytes) -> Unseen:
    unseen = Unseen()
    if not content.startswith(b"PK"):
        return unseen
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unseen.traces += people_in(archive)
        parts = {name: archive.read(name) for name in (STYLES, THEME) if name in archive.namelist()}
        for name, target in _sheets(archive):
            if archive.getinfo(target).file_size > LARGEST_SCANNED:
                unseen.traces.append(Trace("unchecked", f"工作表“{name}”", "表太大，隐藏的行列没有查"))
                continue
            markup = archive.read(target)
            unseen.rows[name] = {int(number) for number in ROW.findall(markup)}
            unseen.columns[name] = set(_columns(markup))
            unseen.cells[name] = unseen_cells(parts.get, markup)
        for target in filter(REMARKS.fullmatch, archive.namelist()):
            _remark(archive, target, unseen)
    return unseen


def _columns(markup: bytes) -> Iterator[int]:
    for attributes in COLUMN.findall(markup):
        first, last = (BOUND[name].search(attributes) for name in (b"min", b"max"))
        if first and last:
            yield from range(int(first[1]) - 1, min(int(last[1]), LAST_COLUMN))


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet name, its part) of those parts that are there."""
    names = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            target = targets.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                yield element.get("name", ""), part


def _remark(archive: zipfile.ZipFile, target: str, unseen: Unseen) -> None:
    places, words = [], []
    for element in ElementTree.fromstring(archive.read(target)).iter():
        if element.tag.rpartition("}")[2] in ("comment", "threadedComment"):
            said = " ".join("".join(element.itertext()).split())
            if said:
                places.append(element.get("ref", ""))
                words.append(f"{element.get('ref', '')} {UNUSABLE.sub('', said)}")
    unseen.parts.append(Part("批注", "\n".join(words), hidden=True))
    if words:
        unseen.traces.append(Trace("comments", "", _listed(places)))
