"""公开目录 as files: every column that is out with its elements, grounds, limits, channels and keepers (条例-12)."""

import json

from gongkai import tables
from gongkai.publication import stamps
from gongkai.publication.about import NAMES
from gongkai.publication.frame import Column, Frame, frame
from gongkai.publication.pages import Page, etag, kept

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
WIDTHS = {"elements": 40, "basis": 60, "keepers": 90}


def file(suffix: str) -> Page:
    """The whole catalogue as ``xlsx`` or ``json``; it changes with the columns, not with what they hold."""
    _, around = stamps.of_scope("all")
    make = {"xlsx": _sheet, "json": _json}[suffix]
    tag = etag(suffix, around)
    return Page(tag, kept(f"/c/catalogue.{suffix}", tag, lambda: make(frame(around))), TYPES[suffix])


def _lines(around: Frame) -> list[tuple[list[str], Column]]:
    """Columns that hold items, each with the names of those above it and its own, in the tree's order."""
    found = [(around.path_to(code), column) for code, column in around.columns.items() if not column.below]
    order = {code: place for place, code in enumerate(around.columns)}
    found.sort(key=lambda one: [order[above.code] for above in one[0]])
    return [([above.name for above in path], column) for path, column in found]


def _sheet(around: Frame) -> bytes:
    depth = max([len(path) for path, _ in _lines(around)], default=1)
    columns = [tables.OutColumn("代码", width=16)]
    columns += [tables.OutColumn(f"{level}级事项", width=18, group="公开事项") for level in "一二三四五六"[:depth]]
    columns += [tables.OutColumn(title, width=WIDTHS.get(name, 16)) for name, title in NAMES.items()]
    rows = [
        [column.code, *path, *[""] * (depth - len(path)), *(_text(column.fields.get(name)) for name in NAMES)]
        for path, column in _lines(around)
    ]
    title = f"{around.face.name}政府信息公开目录"
    return tables.write_xlsx(None, [tables.OutSheet("公开目录", columns, rows, title)])


def _json(around: Frame) -> bytes:
    listed = [
        {"code": column.code, "path": path, "url": f"{around.base}{column.url}", "says": column.description}
        | {name: column.fields.get(name) or "" for name in NAMES}
        for path, column in _lines(around)
    ]
    said = {"title": f"{around.face.name}政府信息公开目录", "columns": listed}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _text(value) -> str:
    return value if isinstance(value, str) else "；".join(value or ())
