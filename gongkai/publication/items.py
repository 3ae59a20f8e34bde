"""The page of one item: a document, a standing text, a published result, or the tombstone of one withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from gongkai import shelf
from gongkai.look import words
from gongkai.publication import (
    changes,
    concerns,
    dates,
    door,
    emergency,
    glance,
    laid,
    listed,
    qr,
    results,
    shell,
    stamps,
    tags,
    texts,
    things,
)
from gongkai.publication.frame import OPENNESS, SECTION, Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, rendered
from gongkai.publication.records import LINKS, TEXTS, VALIDITY, Record

PARTED = ("register", "document", "result")
ITEMS = ("document", "text", "result", "register", "entry", "dossier", "emergency", "glance", "answer")
# What a relation is called on the page of the record it points to.
BACKWARD = {
    "interprets": "解读",
    "amends": "修改本文件的文件",
    "repeals": "废止本文件的文件",
    "implements": "据此制定的文件",
    "consults": "本事项形成的文件",
    "clarifies": "澄清",
    "data": "本数据说明的事项",
    "gazettes": "刊登本文件的公报",
    "related": "相关信息",
    "listed": "据此公布的事项",
    "answers": "政策问答",
    "gathers": "所属的全过程事项和专题",
    "counts": "列入的公开情况一览",
    "weighs": "涉及的考核结果",
}


def item(address: str, part: str = "") -> Page | None:
    """The page at /d/<address>/; 410 with the reason once withdrawn; None if the address was never given.

    A list has further parts: its ``history``, and ``p2`` … where it is long; a document tells in ``e2`` … what its
    second edition changed.
    """
    stamp = stamps.of_item(address)
    if stamp is None or stamp.kind not in (PARTED if part else ITEMS):
        return None
    around = stamps.of_scope("all")[0] if stamp.kind == "dossier" else ""  # it tells what explains its papers
    tag = etag(stamp.key, stamp.state, stamp.frame, *filter(None, [part, around]))
    if not stamp.out:
        return Page(tag, lambda: _tombstone(stamp), status=410)
    if part and not _reaches(_row(stamp), part):
        return None
    return Page(tag, lambda: _made(stamp, part))


def export(address: str, suffix: str) -> Page | None:
    """A list as a table for other programs: /d/<address>/list.xlsx, .csv, .json."""
    stamp = stamps.of_item(address)
    if stamp is None or stamp.kind != "register":
        return None
    tag = etag(stamp.key, stamp.state, suffix)
    if not stamp.out:
        return Page(tag, lambda: _tombstone(stamp), status=410)
    media, make = listed.EXPORTS[suffix]
    return Page(tag, lambda: make(_row(stamp)), media)


def preview(record: Record, at: datetime) -> bytes:
    """The page as it would be if the record were shown at ``at``, by the same function as the page that is out."""
    row = door.draft(record, at)
    return _page(row, frame(stamps.of_scope("all")[1]), _relations(row.pk, row.key))


def _reaches(row: Shown, part: str) -> bool:
    if part[0] == "t":
        return texts.reaches(row, part)
    if row.kind == "result":
        return results.reaches(row, part)
    return changes.reaches(row, part) if row.kind == "document" else listed.reaches(row.fields, part)


def _made(stamp: stamps.Stamp, part: str = "") -> bytes:
    row = _row(stamp)
    if part[:1] == "t":
        return _text(row, frame(stamp.frame), part)
    if part and row.kind == "document":
        return _change(row, frame(stamp.frame), part)
    if part and row.kind == "result":
        return _sheet(row, frame(stamp.frame), part)
    return _page(row, frame(stamp.frame), _relations(row.pk, row.key), part)


def _change(row: Shown, around: Frame, part: str) -> bytes:
    """What an edition changed; search engines are led to the document itself."""
    name, told = f"{row.title}：改了什么", changes.context(row, part)
    crumbs = [*_crumbs(row, around), (row.title, told["url"]), ("改了什么", "")]
    frame = {"meta": tags.of_item(row, around), "head": shell.NO_ROBOTS, "url": _url(row, part)}
    return rendered(changes.TEMPLATE, around, {"row": row, **told}, title=name, crumbs=crumbs, **frame)


def _text(row: Shown, around: Frame, part: str) -> bytes:
    """The text version of one file."""
    told = texts.context(row, part)
    crumbs = [*_crumbs(row, around), (row.title, told["url"]), ("文字版", "")]
    name, meta = f"{told['name']}（文字版）", tags.of_item(row, around)
    context = {"row": row, **told}
    return rendered("file_text", around, context, title=name, crumbs=crumbs, meta=meta, url=_url(row, part))


def _sheet(row: Shown, around: Frame, part: str) -> bytes:
    """One unit's sheet of a result."""
    told = results.sheet(row, around, part)
    name = f"{told['line']['unit_name']}：{row.title}"
    crumbs = [*_crumbs(row, around), (row.title, told["url"]), (told["line"]["unit_name"], "")]
    context, meta = {"row": row, "said": row.fields, **told}, tags.of_item(row, around)
    return rendered(results.TEMPLATE, around, context, title=name, crumbs=crumbs, meta=meta, url=_url(row, part))


def _row(stamp: stamps.Stamp) -> Shown:
    """The row, by plain SQL: building the same query by the ORM takes longer than answering it."""
    return Shown.objects.raw("SELECT * FROM publication_shown WHERE id = %s", [stamp.key])[0]


def _tombstone(stamp: stamps.Stamp) -> bytes:
    row, around = _row(stamp), frame(stamp.frame)
    title = "该信息已撤回"
    crumbs = [*_crumbs(row, around), (title, "")]
    context = {"row": row, "unit": around.units.get(row.unit)}
    meta = tags.of_column(row, around)
    return rendered("tombstone", around, context, title=title, crumbs=crumbs, meta=meta, head=shell.NO_ROBOTS)


def _page(row: Shown, around: Frame, relations: list[tuple[str, list[dict]]], part: str = "") -> bytes:
    said, crumbs = row.fields, _crumbs(row, around)
    context = {
        "row": row,
        "said": said,
        "body": laid.laid_out(row.html),
        "facts": _facts(row, around),
        "validity": _validity(said),
        "issuer": _issuer(row, around),
        "files": texts.files(row),
        "relations": _with_papers_elsewhere(relations, said.get("links", ())),
        "summary": _summary(row),
        "history": _history(row),
        **(results.context(said, around) if row.kind == "result" else {}),
        "log": emergency.log(said) if row.kind == "emergency" else (),
        **(glance.context(said, around) if row.kind == "glance" else {}),
        "permanent": f"{around.base}/d/{row.address}/",
        "qr": mark_safe(qr.drawn(around.base, row.address)),
        **listed.context(row, part),
    }
    return rendered(
        listed.template(row.kind, part),
        around,
        context,
        title=listed.titled(row, part),
        here=crumbs[0][1] if crumbs else "",
        crumbs=[*crumbs, *listed.path(row, part)] if row.kind in listed.KINDS else [*crumbs, ("正文", "")],
        meta=tags.of_item(row, around),
        url=_url(row, part),
        thing=things.PAGE if part else things.item(row, around),
    )


def _url(row: Shown, part: str = "") -> str:
    """The path of a page of an item; empty while it has no address, as in a preview."""
    return f"/d/{row.address}/" + (f"{part}/" if part else "") if row.address else ""


def _history(row: Shown) -> list[tuple[datetime, str, str]]:
    """When, what the public is told of it, and where it is shown what changed (empty where it is not)."""
    told = [(datetime.fromisoformat(one["at"]), one["words"]) for one in row.fields.get("history", ())]
    where = changes.urls(row) if row.pk and row.kind == "document" else {}
    return [(at, words, where.get(at, "")) for at, words in told]


def _crumbs(row: Shown, around: Frame) -> list[tuple[str, str]]:
    part = row.fields.get("part", "")
    if part:
        return [(OPENNESS, SECTION), (f"政府信息公开{TEXTS[part]}", f"/t/{part}/")]
    path = around.path_to(row.column or row.fields.get("shelf", ""))
    return [*(around.above(path[0]) if path else []), *((column.name, column.url) for column in path)]


def _facts(row: Shown, around: Frame) -> list[tuple[str, str]]:
    said, unit = row.fields, around.units.get(row.unit or row.fields.get("keeper", ""))
    maker = format_html('<a href="{}">{}</a>', unit.url, said["unit_name"]) if unit else said.get("unit_name", "")
    formed = said.get("formed")
    return [
        ("索引号", said.get("index_no", "")),
        ("发文字号", said.get("doc_no", "")),
        ("发布机构", maker),
        ("成文日期", words.day(date.fromisoformat(formed)) if formed else ""),
        ("公布时间", words.moment(row.moment)),
        ("体裁", said.get("genre", "")),
        ("主题分类", said.get("subject", "")),
        ("有效性", VALIDITY.get(row.validity, "")),
        ("适用对象", _doors(row)),
        *((label, said.get(what) or "") for what, label in dates.labels(said).items()),
        ("考核期", said.get("period", "")),
        *((one["name"], one["meaning"]) for one in said.get("particulars", ())),
    ]


def _doors(row: Shown) -> str:
    """Whom it is for, each with a link to what else there is for them."""
    found = [(f"/p/{door.code}/", door.name) for door in concerns.doors(row, shelf.concerns())]
    return format_html_join("、", '<a href="{}">{}</a>', found) if found else ""


def _validity(said: dict) -> dict | None:
    """What stands in a banner above the text; None where there is nothing to say."""
    state = said.get("validity", "")
    since, until = _riqi(said.get("valid_from")), _riqi(said.get("valid_until"))
    says = [said.get("validity_note", "")]
    if state == "pending" and since:
        says.append(f"自{since}起施行。")
    if until and state == "lapsed":
        says.append(f"有效期至{until}。")
    text = "".join(says)
    return {"state": VALIDITY[state], "says": text} if state and (state != "valid" or text) else None


def _issuer(row: Shown, around: Frame) -> tuple[str, tuple[str, str]] | None:
    """Where the organ that put a document out ended or is called otherwise now: what became of it, and a link to it."""
    named = row.fields.get("unit_name", "")
    if row.kind != "document" or not named:
        return None
    unit, became = around.units.get(row.unit), "更名"
    if unit is None:
        unit, became = around.heir_of(row.unit), "撤销或合并，由下面的机构承担其职责"
    today = unit.fields.get("full_name") or unit.name if unit else ""
    if unit is None or named in (today, unit.name):
        return None
    return f"发布时的机构“{named}”已经{became}。", (f"现在的机构：{today}", unit.url)


def _summary(row: Shown) -> str:
    """What it is about, where neither its title nor the first words of the text say just that."""
    said = row.fields.get("summary", "")
    return "" if said == row.title or "".join(row.plain.split()).startswith("".join(said.split())) else said


def _with_papers_elsewhere(relations: list[tuple[str, list[dict]]], links: Sequence[dict]) -> list:
    """[(what the relation is called, [{url, title, away}])] with papers of other sites and papers of no site."""
    found: dict[str, list[dict]] = {}
    for name, some in relations:  # 相关信息 is called alike from either side
        known = found.setdefault(name, [])
        known += [one for one in some if one not in known]
    for link in links:
        if not link["to"] or link["to"].startswith("http"):
            one = {"url": link["to"], "title": link["title"], "away": bool(link["to"])}
            found.setdefault(LINKS[link["kind"]], []).append(one)
    return list(found.items())


def _riqi(iso: str | None) -> str:
    return words.riqi(date.fromisoformat(iso)) if iso else ""


# Understood alike by SQLite and PostgreSQL: where the record points to, then what points to it.
_NEIGHBOURS = """
SELECT 0, link.kind, link."order", row.address, row.title, row.moment
FROM publication_shownlink link JOIN publication_shown row ON row.key = link.target
WHERE link.source_id = %s AND row.withdrawn IS NULL
UNION ALL
SELECT 1, link.kind, 0, row.address, row.title, row.moment
FROM publication_shownlink link JOIN publication_shown row ON row.id = link.source_id
WHERE link.target = %s AND row.withdrawn IS NULL
ORDER BY 1, 2, 3, 4
"""


def _relations(pk: int | None, key: str) -> list[tuple[str, list[dict]]]:
    """[(what the relation is called, [{url, title}])] to and from the records that are out."""
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBOURS, [pk, key])
        rows: Sequence[tuple] = cursor.fetchall()
    return [
        ((BACKWARD if backward else LINKS)[kind], [{"url": f"/d/{one[3]}/", "title": one[4]} for one in some])
        for (backward, kind), some in groupby(rows, key=lambda one: (one[0], one[1]))
    ]
