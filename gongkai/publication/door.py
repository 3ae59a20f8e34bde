"""The one door to the public: records go in, rows and the search index keep them; withdrawn ones leave a tombstone.

A room shows; the door keeps. Everything happens in the caller's transaction or one of its own, so a reader sees a
record with its index entry and its list, or none of them. Showing the same record again changes nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from random import SystemRandom

from django.db import connection, transaction
from django.db.models import F

from gongkai.acts.rows import insert, made
from gongkai.publication import concerns, counters, dates, formers, indexed, portions, stale
from gongkai.publication.models import Shown, ShownFile, ShownLink
from gongkai.publication.plain import plain_text
from gongkai.publication.records import KINDS, LATER, Record
from gongkai.publication.strict import RecordFault, plainly
from gongkai.search import index, numbers

LETTERS = "abcdefghijkmnopqrstuvwxyz"  # no l, which looks like 1
DICE = SystemRandom()
CHUNK = 1000
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
New = tuple[Shown, dict, Record]  # a row, what it is to say, and the record that says it
Moment = datetime | Mapping[str, datetime]
KEPT = ["column", "unit", "title", "validity", "moment", "docid", "fields", "html", "plain", "etag"]
KEPT += ["number", "turn", "changed", "withdrawn", "reason"]


def show(record: Record, at: datetime) -> Shown:
    """Puts one record out; see ``show_many``."""
    show_many([record], at=at)
    return Shown.objects.get(key=record.key)


def show_many(records: Iterable[Record], *, at: Moment) -> int:
    """Puts records out, or their new wording in place of the old one. Returns how many rows were written.

    ``at`` is the moment of showing (aware), one for all or each record's own by its key; what the page says as its date
    is the record's own ``published``. A record shown before keeps its address; one withdrawn before is out again.
    Raises RecordFault for anything that is not a public record, and for two records of one key.
    """
    written, records = 0, iter(records)
    with transaction.atomic():
        while some := list(islice(records, CHUNK)):
            written += _show(some, at)
    return written


def withdraw(keys: Sequence[str], *, at: datetime, reason: str) -> int:
    """Takes records back: their words leave row, index, lists and feeds at once; a tombstone says since when and why.

    ``reason`` is public. Keys that are not out are passed over. Returns how many were taken back.
    """
    if not reason.strip() or len(reason) > 300:
        raise RecordFault("撤回要写明向公众说明的理由，最多 300 个字")
    with transaction.atomic():
        counters.lock()
        return sum(_withdraw(keys[start : start + CHUNK], at, reason) for start in range(0, len(keys), CHUNK))


def shown(key: str) -> Shown | None:
    """The row of a record, out or withdrawn; ``None`` if it never was out."""
    return Shown.objects.filter(key=key).first()


def any_out(keys: Sequence[str]) -> bool:
    """Whether one of these records is out."""
    return Shown.objects.live().filter(key__in=keys).exists()


def draft(record: Record, at: datetime) -> Shown:
    """The row a record would get if it were shown at ``at``; nothing is stored."""
    _refuse_strangers([record])
    row = Shown.objects.filter(key=record.key).first() or Shown(key=record.key, kind=KINDS[type(record)])
    vars(row).update(_wording(record))
    row.moment = getattr(record, "published", None) or row.moment or at
    return row


def differences(row: Shown, record: Record | None = None) -> list[str]:
    """Chinese names of what a row that is out says otherwise than its record, or, without one, than its own hash."""
    due = _worded(plainly(record) if record else {**row.fields, "html": row.html})
    published = getattr(record, "published", None)
    found = [label for name, label in _NAMED.items() if getattr(row, name) != due[name]]
    return found + ["公布时间"] * (published is not None and row.moment != published)


_NAMED = {
    "title": "标题", "html": "正文", "column": "栏目", "unit": "单位", "validity": "有效性", "fields": "要素",
    "plain": "检索用正文", "etag": "校验值",
}  # fmt: skip


def search_again(files: Sequence[str]) -> int:
    """Puts rows that are out and list one of these files (SHA-256) into the index anew. Returns how many."""
    with transaction.atomic():
        counters.lock()
        listing = ShownFile.objects.filter(sha256__in=files).values("source")
        rows = list(Shown.objects.live().filter(pk__in=listing).defer("html"))
        indexed.put(rows)
        _reads_otherwise([row.pk for row in rows])  # a page says of a file whether it can be read
    return len(rows)


def search_below(number: int, limit: int) -> int | None:
    """Puts the newest rows of lower numbers (docid) into the index anew. Returns the number of the last, None at the
    end."""
    with transaction.atomic():
        counters.lock()
        rows = list(Shown.objects.live().filter(docid__lt=number).order_by("-docid").defer("html")[:limit])
        indexed.put(rows)
    return rows[-1].docid if rows else None


def _show(records: list[Record], at: Moment) -> int:
    _refuse_strangers(records)
    counters.lock()
    held = {row.key: row for row in Shown.objects.filter(key__in=[record.key for record in records])}
    fresh: list[New] = []
    changed: list[New] = []
    for record in records:
        row, wording = held.get(record.key), _wording(record)
        if row is None:
            fresh.append((made(Shown, {"key": record.key, "kind": KINDS[type(record)]}), wording, record))
        elif row.etag != wording["etag"] or row.withdrawn:
            changed.append((row, wording, record))
    if fresh or changed:
        portions.told([row for row, _, _ in changed])
        stood = stale.places(row for row, _, _ in changed)
        _write(fresh, changed, at)
        _relate([*fresh, *changed])
        _announce([row for row, _, _ in (*fresh, *changed)], stood)
    return len(fresh) + len(changed)


def _refuse_strangers(records: list[Record]) -> None:
    for record in records:
        if type(record) not in KINDS:
            raise RecordFault(f"{type(record).__name__} 不是可以公布的记录类型")
    if len({record.key for record in records}) != len(records):
        raise RecordFault("同一批中有两条编号相同的记录，请分清后再公布")


def _wording(record: Record) -> dict:
    """All that the row of a record says, and its hash (64 hex): equal records give equal hashes everywhere."""
    return _worded(plainly(record))


def _worded(fields: dict) -> dict:
    html = fields.pop("html", "")
    for name in LATER:
        if not fields.get(name):
            fields.pop(name, None)
    for one in fields.get("attachments", ()):
        if not one.get("text"):  # a row that was kept has none
            one.pop("text", None)
    return {
        "title": fields.get("title", "") or fields.get("name", ""),
        "column": fields.get("column", ""),
        "unit": fields.get("unit", ""),
        "validity": fields.get("validity", ""),
        "fields": fields,
        "html": html,
        "plain": plain_text(html),
        "etag": hashlib.sha256(CANONICAL([fields, html]).encode()).hexdigest(),
    }


def _write(fresh: list[New], changed: list[New], at: Moment) -> None:
    moved = [row.docid for row, _, _ in changed if row.withdrawn is None]
    former = [formers.of(row, wording["fields"]) for row, wording, _ in changed]
    first = counters.serials(len(fresh))
    for serial, (row, _, _) in enumerate(fresh, start=first):
        row.serial, row.number = serial, 0
    for row, wording, record in (*fresh, *changed):
        vars(row).update(wording)
        now = at[record.key] if isinstance(at, Mapping) else at
        row.moment = getattr(record, "published", None) or row.moment or now
        row.docid = numbers.docid(row.moment, row.serial)
        row.number, row.changed, row.withdrawn, row.reason = row.number + 1, now, None, ""
    _take_turns([row for row, _, _ in (*fresh, *changed)])
    for row, address in zip((row for row, _, _ in fresh), _addresses(len(fresh)), strict=True):
        row.address = address
    index.remove("public", moved)
    insert([row for row, _, _ in fresh])
    _rewrite([row for row, _, _ in changed])
    formers.keep(former)
    indexed.put([row for row, _, _ in (*fresh, *changed)])


def _take_turns(rows: list[Shown]) -> None:
    for turn, row in enumerate(rows, start=counters.taken("turn", len(rows))):
        row.turn = turn


def _rewrite(rows: list[Shown]) -> None:
    """Writes rows back. One statement a row, prepared once: five times as fast as ``bulk_update``."""
    named = [Shown._meta.get_field(name) for name in KEPT]
    settings = ", ".join(f'"{field.column}" = %s' for field in named)
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in named), row.pk] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE publication_shown SET {settings} WHERE id = %s", values)


def _addresses(count: int) -> list[str]:
    """Addresses never given before. 25 letters ten times: one in ten million draws meets one of ten million given."""
    drawn: set[str] = set()
    while len(drawn) < count:
        some = {"".join(DICE.choices(LETTERS, k=10)) for _ in range(count - len(drawn))}
        drawn |= some - set(Shown.objects.filter(address__in=some).values_list("address", flat=True))
    return list(drawn)


def _relate(shown: list[New]) -> None:
    again = [row for row, _, _ in shown if row.number > 1]
    if again:
        stale.files(ShownFile.objects.filter(source__in=again).values_list("short", flat=True))
    dates.keep([row for row, _, _ in shown], again)
    concerns.keep([row for row, _, _ in shown], again)
    for model in (ShownLink, ShownFile):
        model.objects.filter(source__in=again).delete()
    links, files = [], []
    for row, _, record in shown:
        for order, link in enumerate(getattr(record, "links", ())):
            if link.to and not link.to.startswith("http"):
                links.append(ShownLink(source=row, kind=link.kind, target=link.to, order=order))
        for one in getattr(record, "attachments", ()):
            known = {"name": one.name, "size": one.size, "type": one.type, "sha256": one.sha256}
            files.append(ShownFile(source=row, short=one.sha256[:16], **known))
    ShownLink.objects.bulk_create(links)
    ShownFile.objects.bulk_create(files)


def _withdraw(keys: Sequence[str], at: datetime, reason: str) -> int:
    rows = list(Shown.objects.live().filter(key__in=keys).defer("html", "plain"))
    index.remove("public", [row.docid for row in rows])
    for row in rows:
        row.title = row.html = row.plain = row.etag = row.validity = ""
        row.fields, row.withdrawn, row.reason, row.changed = {}, at, reason, at
        row.number += 1
    _take_turns(rows)
    _rewrite(rows)
    dates.keep([], rows)
    concerns.gone(rows)
    files = ShownFile.objects.filter(source__in=rows)
    stale.files(files.values_list("short", flat=True))
    stale.gone(rows)
    portions.gone(rows)
    files.update(name="", type="", size=0)
    formers.forget([row.key for row in rows])
    _announce(rows, stale.places(rows))
    ShownLink.objects.filter(source__in=rows).delete()
    return len(rows)


def _announce(rows: list[Shown], stood: stale.Places) -> None:
    """Tells lists, feeds, neighbours and the tree of files what changed, in lists that rows ``stood`` in, too."""
    stands = stale.places(rows)
    scopes = {"all"}.union(*stood.values(), *stands.values()) - {stale.MAP}
    portions.told(rows)
    if any(row.kind in ("column", "unit", "text") for row in rows):
        scopes.add("frame")  # these stand in the navigation of every page
    counters.bump(scopes)
    stale.told(rows, stood, stands)
    keys = [row.key for row in rows]
    sources = ShownLink.objects.filter(target__in=keys).exclude(source__key__in=keys).values_list("source", flat=True)
    targets = ShownLink.objects.filter(source__in=rows).exclude(target__in=keys).values("target")
    _reads_otherwise([*sources, *Shown.objects.filter(key__in=targets).values_list("pk", flat=True)])


def _reads_otherwise(rows: Sequence[int]) -> None:
    """Says of rows, by their keys, that their pages read otherwise though they themselves do not."""
    Shown.objects.filter(pk__in=rows).update(number=F("number") + 1)
    stale.items(rows)
    behind = concerns.places(rows)  # a door tells of a policy what explains it
    counters.bump({scope for stands in behind.values() for scope in stands})
    stale.mark((scope, docid, docid) for stands in behind.values() for scope, docid in stands.items())
    portions.told(Shown.objects.filter(pk__in=rows).only("kind", "column", "moment"))
