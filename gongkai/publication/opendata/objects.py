"""A row of the door as an object for other programs: every public field under its name, and no key of the house."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from gongkai.publication.downloads import file_url
from gongkai.publication.models import Shown
from gongkai.publication.parts import LINKS, Attachment, Link
from gongkai.publication.records import KINDS
from gongkai.publication.strict import Strict, shape

RECORDS: dict[str, type] = {kind: cls for cls, kind in KINDS.items()}
HIDDEN = ("key",)
PLACES = ("entry", "within")  # fields that name another record, told as its path
BEHIND = "behind"  # records that a figure counts
EMPTY: dict[type, Any] = {str: "", int: 0, bool: False}


def objects(rows: Iterable[Shown]) -> list[dict]:
    """Rows as what JSON can hold; those withdrawn as tombstones. A link to what is not out is left out."""
    rows = list(rows)
    paths = _paths(rows)
    return [tombstone(row) if row.withdrawn else _object(row, paths) for row in rows]


def brief(row: Shown) -> dict:
    """What a list tells of a row."""
    said = row.fields
    return {
        **_head(row), "title": row.title, "column": row.column, "unit": row.unit,
        "unit_name": said.get("unit_name", ""), "published": stamp(row.moment), "changed": stamp(row.changed),
        "doc_no": said.get("doc_no", ""), "index_no": said.get("index_no", ""), "validity": row.validity,
        "summary": said.get("summary") or "",
    }  # fmt: skip


def tombstone(row: Shown) -> dict:
    """What is left of a row taken back: where it stood, since when it is gone, why. Whoever keeps a copy deletes it."""
    return {**_head(row), "withdrawn": stamp(row.withdrawn), "reason": row.reason}


def stamp(moment: datetime | None) -> str | None:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def place(row: Shown) -> str:
    """Where people read a row."""
    if row.kind in ("column", "unit"):
        return f"/{row.kind[0]}/{row.fields['code']}/" if row.fields else ""
    if row.kind == "account":
        return "/media/"
    return f"/d/{row.address}/"


def _head(row: Shown) -> dict:
    return {"id": row.address, "kind": row.kind, "path": place(row), "turn": row.turn}


def _object(row: Shown, paths: dict[str, str]) -> dict:
    said = {**row.fields, "html": row.html}
    told = _part(RECORDS[row.kind], said, paths)
    dated = {"published": stamp(row.moment), "changed": stamp(row.changed)}
    text = {"text": row.plain} if "html" in told else {}
    return {**_head(row), **told, **dated, **text}


def _part(cls: type[Strict], said: dict, paths: dict[str, str]) -> dict:
    """A record or a part of one: its fields in their order, empty ones too."""
    found: dict[str, Any] = {}
    for name, allowed, item in shape(cls):
        value = said.get(name)
        if name in HIDDEN:
            continue
        if name == BEHIND:
            found[name] = [paths[key] for key in value or () if key in paths]
        elif item is not None:
            found[name] = _items(item, value or (), paths)
        elif name in PLACES:
            found[name] = paths.get(value or "", "")
        else:
            found[name] = EMPTY.get(allowed[0]) if value is None and type(None) not in allowed else value
    if cls is Attachment:
        found["path"] = file_url(found["sha256"], found["name"])
    return found


def _items(item: type, values: Sequence, paths: dict[str, str]) -> list:
    if item is Link:
        return [told for one in values if (told := _link(one, paths))]
    return [_part(item, one, paths) for one in values] if issubclass(item, Strict) else list(values)


def _link(one: dict, paths: dict[str, str]) -> dict | None:
    to = one["to"]
    outside = not to or to.startswith("http")
    if not outside and to not in paths:
        return None
    return {"kind": one["kind"], "name": LINKS[one["kind"]], "title": one["title"], "to": to if outside else paths[to]}


def _paths(rows: Sequence[Shown]) -> dict[str, str]:
    """Where the records that these rows point to are read, as far as they are out."""
    keys = {key for row in rows for key in _pointed(row.fields)}
    named = Shown.objects.live().filter(key__in=keys).only("key", "kind", "address", "fields") if keys else ()
    return {row.key: place(row) for row in named}


def _pointed(said: dict) -> Iterable[str]:
    yield from (one["to"] for one in said.get("links", ()) if one["to"])
    for stage in said.get("stages", ()):
        yield from (one["to"] for one in stage["links"] if one["to"])
    yield from (one["entry"] for one in said.get("rows", ()) if one.get("entry"))
    for sheet in said.get("sheets", ()):
        yield from (one["entry"] for leaf in sheet["leaves"] for one in leaf["missing"] if one["entry"])
    for figure in said.get("figures", ()):
        yield from figure.get(BEHIND, ())
    if said.get("within"):
        yield said["within"]
