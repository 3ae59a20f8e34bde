"""公开情况一览: how the county keeps its own duties. The newest month stands at /glance/, each at its own address."""

from collections import Counter

from gongkai.look import charts
from gongkai.publication import stamps, things
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, rendered

PLACE, TITLE = "/glance/", "公开情况一览"
SAYS = "本县政务公开的义务履行得怎样：按期公开率、待答复的纠错、超期未更新的栏目"
MONTHS = 36


def page() -> Page | None:
    """/glance/: the newest month, and the way to the others."""
    number, around = stamps.of_scope("all")
    if not Shown.objects.live().filter(kind="glance").exists():
        return None
    return Page(etag("glance", number, around), lambda: _made(frame(around)))


def context(said: dict, around: Frame) -> dict:
    """The figures of one month as its page prints them, with what is public behind each."""
    keys = [key for figure in said["figures"] for key in figure["behind"]]
    rows = Shown.objects.live().filter(key__in=keys).values_list("key", "address", "title", "moment")
    out = {key: {"url": f"/d/{address}/", "title": title, "moment": moment} for key, address, title, moment in rows}
    return {"figures": [_figure(one, out, around) for one in said["figures"]], "until": said["until"]}


def _made(around: Frame) -> bytes:
    newest, *others = Shown.objects.live().filter(kind="glance").order_by("-docid")[:MONTHS]
    said = {
        "row": newest, "said": newest.fields, "permanent": f"{around.base}/d/{newest.address}/",
        "months": [{"url": f"/d/{row.address}/", "title": row.title, "moment": row.moment} for row in others],
        **context(newest.fields, around), "grades": _grades(),
    }  # fmt: skip
    meta = [
        ("ColumnName", TITLE), ("ColumnDescription", SAYS), ("ColumnKeywords", "政务公开,按期公开率,统计"),
        ("ColumnType", "数据发布"),
    ]  # fmt: skip
    where = {"here": PLACE, "url": PLACE, "crumbs": [(TITLE, "")]}
    return rendered("glance", around, said, title=TITLE, meta=meta, thing=things.item(newest, around), **where)


def _grades() -> dict | None:
    """The latest announced result, as it stands now, counted by grades; a month keeps the one it was counted with."""
    row = Shown.objects.live().filter(kind="result").order_by("-docid").first()
    if row is None:
        return None
    counts = Counter(one["grade"] for one in row.fields.get("rows", ()) if one["grade"])
    return {
        "url": f"/d/{row.address}/", "title": row.title, "moment": row.moment, "period": row.fields["period"],
        "counts": list(counts.items()), "whole": counts.total(),
    }  # fmt: skip


def _figure(said: dict, out: dict[str, dict], around: Frame) -> dict:
    rows = [(one, around.units.get(one["unit"])) for one in said["rows"]]
    bars = [(one["unit_name"], one["part"]) for one in said["rows"] if one["part"]][:20]
    return said | {
        "share": share(said["part"], said["whole"]),
        "lines": [(unit, one["unit_name"], one, share(one["part"], one["whole"])) for one, unit in rows],
        "chart": charts.bars(said["name"], bars, heads=("单位", f"{said['name']}（{said['measure']}）"))
        if bars
        else None,
        "items": [out[key] for key in said["behind"] if key in out],
        "stale": [around.columns[code] for code in said["columns"] if code in around.columns],
    }


def share(part: int, whole: int) -> str:
    """Per cent with one place, cut and never rounded up to a whole that was not reached; a stroke for none of none."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "—"
