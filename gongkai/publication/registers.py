"""Where all lists (清单) of the county come together: by kind, then by the unit that keeps them (SQ-2.1)."""

from itertools import groupby

from gongkai.publication import stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered

TITLE = "清单"


def every() -> Page:
    """All kinds of list with who keeps them."""
    number, around = stamps.of_scope("all")
    tag = etag("l", number, around)
    return Page(tag, kept("/l/", tag, lambda: _every(frame(around))))


def of_kind(code: str) -> Page | None:
    """The lists of one kind, unit by unit; None where nobody has published one."""
    number, around = stamps.of_scope("all")
    rows = [row for row in _rows() if row["code"] == code]
    if not rows:
        return None
    tag = etag("l", number, around)
    return Page(tag, kept(f"/l/{code}/", tag, lambda: _of_kind(rows, frame(around))))


def _rows() -> list[dict]:
    """Lists that are out, without their rows, in the order of their kinds."""
    names = {"code": "register", "name": "register_name", "genre": "genre", "many": "count"}
    own = ("address", "title", "unit", "moment")
    found = Shown.objects.live().filter(kind="register")
    rows = [
        dict(zip((*own, *names), values, strict=True)) | {"url": f"/d/{values[0]}/"}
        for values in found.values_list(*own, *(f"fields__{name}" for name in names.values()))
    ]
    return sorted(rows, key=lambda row: (row["genre"], row["code"], row["title"]))


def _every(around: Frame) -> bytes:
    kinds = [(code, _in_order(rows, around)) for code, rows in groupby(_rows(), key=lambda row: row["code"])]
    context = {"kinds": [{"url": f"/l/{code}/", "name": rows[0]["name"], "rows": rows} for code, rows in kinds]}
    return _page("registers", around, context, TITLE, [(TITLE, "")])


def _of_kind(rows: list[dict], around: Frame) -> bytes:
    name = rows[0]["name"]
    context = {"rows": _in_order(rows, around), "name": name, "total": sum(row["many"] for row in rows)}
    return _page("registers_kind", around, context, name, [(TITLE, "/l/"), (name, "")])


def _in_order(rows, around: Frame) -> list[dict]:
    """With the units' names, in the units' order."""
    places = {code: place for place, code in enumerate(around.units)}
    known = sorted(rows, key=lambda row: places.get(row["unit"], len(places)))
    return [row | {"unit_name": around.units[row["unit"]].name if row["unit"] in places else ""} for row in known]


def _page(name: str, around: Frame, context: dict, title: str, crumbs: list[tuple[str, str]]) -> bytes:
    says = "各单位的权力清单、责任清单、公共服务清单、抽查清单和信用名单"
    meta = [("ColumnName", title), ("ColumnDescription", says), ("ColumnKeywords", "清单"), ("ColumnType", "其他")]
    return rendered(name, around, context, title=title, here="/l/", crumbs=crumbs, meta=meta)
