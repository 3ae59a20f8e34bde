"""Where all matters and themes of the county come together, and a theme as one text from end to end (SQ-1, SQ-3.1)."""

from itertools import groupby

from gongkai.publication import dossiers, laid, stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered

TITLE = "全过程公开和专题"
SAYS = "重大决策、重大项目、改革和政策从决策到结果的全过程，以及按主题汇集的政策和解读"


def every() -> Page:
    """All kinds, each with its matters."""
    number, around = stamps.of_scope("all")
    tag = etag("g", number, around)
    return Page(tag, kept("/g/", tag, lambda: _every(frame(around))))


def of_kind(code: str) -> Page | None:
    """The matters of one kind; None where nobody has published one."""
    number, around = stamps.of_scope("all")
    rows = [row for row in _rows() if row["code"] == code]
    if not rows:
        return None
    tag = etag("g", number, around)
    return Page(tag, kept(f"/g/{code}/", tag, lambda: _page(rows[0]["name"], frame(around), _kinds(rows))))


def compilation(address: str) -> Page | None:
    """A theme from end to end on one page: each paper in full with what explains it below, to be read or printed."""
    row = Shown.objects.live().filter(address=address, kind="dossier", fields__genre="theme").first()
    if row is None:
        return None
    number, around = stamps.of_scope("all")
    tag = etag(row.pk, "all", number, around)
    return Page(tag, kept(f"/d/{address}/all/", tag, lambda: _compilation(row, frame(around))))


def _compilation(row: Shown, around: Frame) -> bytes:
    said = row.fields
    explained = dossiers.explanations([link["to"] for link in said["links"]])
    keys = {link["to"] for link in said["links"]} | {one["key"] for some in explained.values() for one in some}
    texts = {one.key: one for one in Shown.objects.live().filter(key__in=keys, kind="document").defer("plain")}
    parts = []
    for stage in said["stages"]:
        held = [link["to"] for link in stage["links"] if link["to"] in texts]
        chosen = dict.fromkeys(key for one in held for key in (one, *(below["key"] for below in explained[one])))
        if held:
            papers = [(texts[key], laid.laid_out(texts[key].html)) for key in chosen if key in texts]
            parts.append((stage["name"], papers))
    context = {"row": row, "parts": parts, "url": f"/d/{row.address}/", "permanent": f"{around.base}/d/{row.address}/"}
    crumbs = [(TITLE, "/g/"), (row.title, f"/d/{row.address}/"), ("汇编", "")]
    return rendered("compilation", around, context, title=f"{row.title}：汇编", here="/g/", crumbs=crumbs)


def _rows() -> list[dict]:
    """Dossiers that are out, themes first, then by kind, the newest first."""
    names = {"code": "dossier", "name": "dossier_name", "genre": "genre", "unit_name": "unit_name", "stages": "stages"}
    own = ("address", "title", "moment", "docid")
    found = Shown.objects.live().filter(kind="dossier")
    rows = [
        dict(zip((*own, *names), values, strict=True)) | {"url": f"/d/{values[0]}/"}
        for values in found.values_list(*own, *(f"fields__{name}" for name in names.values()))
    ]
    return sorted(rows, key=lambda row: (row["genre"] != "theme", row["code"], -row["docid"]))


def _every(around: Frame) -> bytes:
    return _page(TITLE, around, _kinds(_rows()))


def _kinds(rows: list[dict]) -> list[dict]:
    """Kinds with their rows; of a matter how many of its stages are open."""
    for row in rows:
        told = row.pop("stages")
        open_, asked = sum(one["state"] == "shown" for one in told), sum(one["state"] != "never" for one in told)
        row["says"] = f"{asked} 个环节，已公开 {open_} 个" if row["genre"] == "matter" else ""
    return [
        {"url": f"/g/{code}/", "name": some[0]["name"], "rows": some}
        for code, some in ((code, list(each)) for code, each in groupby(rows, key=lambda row: row["code"]))
    ]


def _page(title: str, around: Frame, kinds: list[dict]) -> bytes:
    crumbs = [(TITLE, "")] if title == TITLE else [(TITLE, "/g/"), (title, "")]
    meta = [
        ("ColumnName", title),
        ("ColumnDescription", SAYS),
        ("ColumnKeywords", "全过程公开,专题"),
        ("ColumnType", "其他"),
    ]
    context = {"title": title, "says": SAYS if title == TITLE else "", "kinds": kinds}
    return rendered("gathered", around, context, title=title, here="/g/", crumbs=crumbs, meta=meta)
