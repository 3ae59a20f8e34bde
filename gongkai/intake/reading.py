"""The rows of an old site's file, one at a time, however long it is: JSON lines, CSV, a workbook, a folder of pages."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from gongkai import tables
from gongkai.disclosures.importing.plans import PAGES, Unreadable, page_text
from gongkai.disclosures.importing.rows import COLUMNS as OF_A_LIST
from gongkai.tables import TableRefused, Wanted, typed
from gongkai.tables.values import folded

COLUMNS = (
    *OF_A_LIST,
    Wanted("files", "附件", ("附件路径",), required=False),
    Wanted("address", "原网址", ("原地址", "网址", "链接"), required=False),
)
# What national rules want in the head of a page (国办发〔2017〕47号), by column.
TAGS = {"articletitle": "title", "pubdate": "formerly", "contentsource": "source", "url": "address"}
META = re.compile(r"<meta\b([^>]{1,2000})>", re.IGNORECASE)
MARK = re.compile(r"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
LINES, LISTS = {".jsonl", ".ndjson"}, {".csv", ".tsv"}
BOOKS = {".xlsx", ".xlsm"}
BEGINS = 200
LONGEST_CELL = 5_000_000  # characters; a page of a site is some thousands
DATES = ("formed_on", "formerly")
_IDS = {name: column.id for column in COLUMNS for name in column.names}


@dataclass
class Found:
    """One row: its number (from 1; of a CSV or JSON file its line), what it says by column id, or why it says nothing.

    Of a row that could not be taken apart, ``raw`` is how it begins, so that it can be given back with the reason.
    ``beside`` is the folder of a page that is a file of its own.
    """

    number: int
    said: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    raw: str = ""
    beside: Path | None = None


def rows(path: Path) -> Iterator[Found]:
    """Raises ``Unreadable`` where the file as a whole cannot be read."""
    kind = path.suffix.lower()
    if path.is_dir():
        return _pages(path)
    if kind in LINES:
        return _lines(path)
    if kind in LISTS:
        return _list(path)
    if kind in BOOKS:
        return _book(path)
    raise Unreadable(f"“{path.name}”不是能接收的文件。请给 JSON 行（.jsonl）、CSV、XLSX，或一个文件夹")


def _lines(path: Path) -> Iterator[Found]:
    with path.open(encoding=_encoding(path)) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                raw = json.loads(line)
            except (ValueError, RecursionError):
                yield Found(number, fault="这一行不是完整的 JSON，请核对引号和括号", raw=line.strip()[:BEGINS])
                continue
            if not isinstance(raw, dict):
                yield Found(number, fault="这一行应当是一件信息，写成 {…}", raw=line.strip()[:BEGINS])
                continue
            yield Found(number, _named(raw))


def _list(path: Path) -> Iterator[Found]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=_encoding(path), newline="") as text:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
        reader = csv.reader(text, delimiter=delimiter)
        try:
            heads = next(reader, None) or []
            _ask_heads(heads)
            for cells in reader:
                if any(cells):
                    yield Found(reader.line_num, _named(dict(zip(heads, cells, strict=False))))
        except csv.Error as fault:
            raise Unreadable(f"第{reader.line_num}行读不下去（{fault}），请核对引号，另存后再试") from fault


def _book(path: Path) -> Iterator[Found]:
    try:
        sheet = tables.read(path.read_bytes(), name=path.name).sheets[0]
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    matched = tables.match_headers(sheet, COLUMNS)
    if problems := matched.problems(unknown_too=False):
        raise Unreadable(";".join(str(problem) for problem in problems))
    for row in matched.rows:
        said = {}
        for column in COLUMNS:
            cell = matched.cell(row, column.id)
            said[column.id] = None if cell is None else cell.value if column.id in DATES else typed.text(cell)
        yield Found(row.number, said)


def _pages(folder: Path) -> Iterator[Found]:
    pages = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PAGES)
    for number, path in enumerate(pages, start=1):
        day, _, title = path.stem.partition(" ")
        said = {"title": title or path.stem, "topic": path.parent.name, "origin_key": str(path.relative_to(folder))}
        html = page_text(path)
        yield Found(number, said | _head(html) | {"formed_on": day, "html": html}, beside=path.parent)


def _head(html: str) -> dict[str, str]:
    """What the tags in a page's head say of it."""
    found = {}
    for tag in META.findall(html[:20_000]):
        said = {name.lower(): unescape(one or other).strip() for name, one, other in MARK.findall(tag)}
        column = TAGS.get(said.get("name", "").lower())
        if column and said.get("content"):
            found[column] = said["content"]
    return found


def _named(raw: dict[str, Any]) -> dict[str, Any]:
    """By column id; a heading nobody knows is left aside."""
    said = {_IDS[folded(key)]: value for key, value in raw.items() if isinstance(key, str) and folded(key) in _IDS}
    return {name: _word(value) for name, value in said.items() if value not in (None, "", [])}


def _word(value: Any) -> str:
    """A list, such as of files, is told line by line."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _ask_heads(heads: list[str]) -> None:
    known = {_IDS.get(folded(head)) for head in heads}
    if missing := [column.shown for column in COLUMNS if column.required and column.id not in known]:
        raise Unreadable(f"第一行应当是表头，缺“{'”“'.join(missing)}”")


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is, else GB 18030, which old systems write."""
    with path.open("rb") as content:
        utf_16 = content.read(2) in (b"\xff\xfe", b"\xfe\xff")
    if utf_16:
        return "utf-16"
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
