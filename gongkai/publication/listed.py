"""What the pages of a list (清单) and of its rows show beyond what every item shows, and the list as a table."""

import json
from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby

from gongkai.look import words
from gongkai.publication import dossiers
from gongkai.publication.models import Shown
from gongkai.tables import OutColumn, OutSheet, write_csv, write_xlsx

KINDS = ("register", "entry", "dossier", "answer")
OFFICES, LEFT = ("leaders",), "移出"  # kinds whose rows are people in office, and how the history calls a departure
SIZE = 100  # rows a page
LATEST = 5  # revisions told on the list's own page
NAMES = {"xlsx": "Excel"}  # what people call a kind of file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(kind: str, part: str) -> str:
    return "register_history" if part == "history" else kind


def reaches(said: dict, part: str) -> bool:
    """Whether a list has this part: ``history``, or ``p2`` and on up to its last page."""
    return part == "history" or (part[0] == "p" and 1 < int(part[1:]) <= _pages(said))


def titled(row: Shown, part: str) -> str:
    """The title of a record's page and of each of its parts."""
    if part == "history":
        return f"{row.title}：变动记录"
    return f"{row.title}（第{part[1:]}页）" if part else row.title


def path(row: Shown, part: str) -> list[tuple[str, str]]:
    """What the breadcrumbs say under the column."""
    if row.kind == "entry":
        home = Shown.objects.live().filter(key=row.fields["within"]).values_list("title", "address").first()
        return [(home[0], _url(home[1])), (row.title, "")] if home else [(row.title, "")]
    if part == "history":
        return [(row.title, _url(row.address)), ("变动记录", "")]
    return [(row.title, "")]


def context(row: Shown, part: str) -> dict:
    """For the templates of a list, of its history and of a row; nothing for what is neither."""
    if row.kind == "entry":
        return _of_entry(row)
    if row.kind == "dossier":
        return dossiers.context(row)
    if row.kind == "answer":
        return _of_answer(row)
    if row.kind != "register":
        return {}
    revisions = [_revision(one) for one in row.fields["history"]]
    if part == "history":
        return {"revisions": revisions, "url": _url(row.address)}
    return _of_list(row, int(part[1:]) if part else 1, revisions)


def _of_list(row: Shown, number: int, revisions: list[dict]) -> dict:
    said = row.fields
    rows = said["rows"][(number - 1) * SIZE : number * SIZE]
    addresses = _addresses([one["entry"] for one in rows if one["entry"]])
    facts = [
        ("公布机构", said["unit_name"]), ("最近更新", words.day(row.moment)), ("施行日期", said["effective"] or ""),
        ("项数", f"{said['count']:,} 项"), ("依据", "；".join(said["cites"])),
    ]  # fmt: skip
    return {
        "facts": facts,
        "heads": said["heads"],
        "contents": _contents(row),
        "sections": [
            {"name": name, "rows": [_line(one, addresses, said["heads"]) for one in some]}
            for name, some in groupby(rows, key=lambda one: one["section"])
        ],
        "numbers": [(n, _url(row.address, n), n == number) for n in range(1, _pages(said) + 1)],
        "latest": revisions[:LATEST],
        "left": _left(said, revisions) if number == 1 else [],
        "history": [],  # told above, in the list's own way
        "url": _url(row.address),
        "exports": [(NAMES.get(suffix, suffix.upper()), f"{_url(row.address)}list.{suffix}") for suffix in EXPORTS],
    }


def _left(said: dict, revisions: list[dict]) -> list[tuple[str, datetime, str]]:
    """Who held an office and left it: (name, when that was told, on what ground), as the list's own history tells."""
    if said["register"] not in OFFICES:
        return []
    here = {one["name"] for one in said["rows"]}
    return [
        (change["name"], one["at"], change["says"])
        for one in revisions
        for change in one["changes"]
        if change["change"] == LEFT and change["name"] not in here
    ]


def _contents(row: Shown) -> list[tuple[str, int, str]]:
    """(section, how many rows, where it begins) where the list is divided."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(row.fields["rows"]):
        found.setdefault(one["section"], [0, place])[0] += 1
    if len(found) < 2:
        return []
    return [
        (name, many, f"{_url(row.address, first // SIZE + 1)}#{_anchor(name)}") for name, (many, first) in found.items()
    ]


def _anchor(name: str) -> str:
    return name.replace(" ", "")


def _line(one: dict, addresses: dict[str, str], heads: list[str]) -> dict:
    """A row with its heads beside its cells, and where its own page is."""
    address = addresses.get(one["entry"], "")
    named = one["cells"].index(one["name"]) if one["name"] in one["cells"] else 0
    return {
        "cells": [(head, one["cells"][at], at == named) for at, head in enumerate(heads)],
        "url": _url(address) if address else "",
    }


def _addresses(keys: list[str]) -> dict[str, str]:
    return dict(Shown.objects.live().filter(key__in=keys).values_list("key", "address"))


def _of_entry(row: Shown) -> dict:
    said = row.fields
    return {"facts": [(one["name"], one["meaning"]) for one in said["pairs"]], "list_name": said["register_name"]}


def _of_answer(row: Shown) -> dict:
    """Who answers, on which clause (its paper stands beside), until when."""
    said = row.fields
    until = _day(said["valid_until"])
    facts = [("答复单位", said["unit_name"]), ("依据的条款", said["clause"]), ("有效期至", until)]
    return {"facts": [*facts, ("最近更新", words.day(row.moment))]}


def _revision(one: dict) -> dict:
    return {
        "at": datetime.fromisoformat(one["at"]),
        "words": one["words"],
        "effective": _day(one["effective"]),
        "changes": one["changes"],
    }


def _day(iso: str | None) -> str:
    return words.riqi(date.fromisoformat(iso)) if iso else ""


def _pages(said: dict) -> int:
    return max(1, -(-len(said["rows"]) // SIZE))


def _url(address: str, number: int = 1) -> str:
    return f"/d/{address}/" + (f"p{number}/" if number > 1 else "")


def _table(row: Shown) -> tuple[list[str], list[list[str]]]:
    """Heads and lines of all that is public: a row's own page tells more of it than the list has room for."""
    said = row.fields
    entries = dict(
        Shown.objects.live().filter(kind="entry", fields__within=row.key).values_list("key", "fields__pairs")
    )
    told = []
    for one in said["rows"]:
        more = {pair["name"]: pair["meaning"] for pair in entries.get(one["entry"], ())}
        told.append(dict(zip(said["heads"], one["cells"], strict=True)) | more)
    fullest = [pair["name"] for pair in max(entries.values(), key=len, default=[])]
    first = [head for head in said["heads"] if head not in fullest]
    heads = list(dict.fromkeys([*first, *fullest, *(name for one in told for name in one)]))
    return heads, [[one.get(head, "") for head in heads] for one in told]


def _xlsx(row: Shown) -> bytes:
    heads, lines = _table(row)
    sheet = OutSheet(row.fields["register_name"], [OutColumn(head) for head in heads], lines, title=row.title)
    return write_xlsx(None, [sheet], made=row.changed)


def _csv(row: Shown) -> bytes:
    return write_csv(*_table(row))


def _json(row: Shown) -> bytes:
    said, (heads, lines) = row.fields, _table(row)
    told = {
        "title": row.title, "kind": said["register_name"], "unit": said["unit_name"], "unit_code": row.unit,
        "updated": words.day(row.moment), "effective": said["effective"], "basis": said["cites"],
        "rows": [dict(zip(heads, line, strict=True)) for line in lines],
        "history": [{"day": words.day(datetime.fromisoformat(o["at"])), "says": o["words"]} for o in said["history"]],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


EXPORTS: dict[str, tuple[str, Callable[[Shown], bytes]]] = {
    "xlsx": (XLSX, _xlsx),
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json; charset=utf-8", _json),
}
