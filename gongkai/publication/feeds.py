"""What machines read: feeds (Atom, RFC 4287; JSON Feed 1.1), the sitemap (sitemaps.org 0.9) and robots.txt."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from django.db.models import QuerySet
from django.templatetags.static import static

from gongkai import shelf
from gongkai.publication import concerns, stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.lists import LISTED
from gongkai.publication.models import Shown, ShownLink
from gongkai.publication.pages import Page, etag, kept

JSON = "application/feed+json; charset=utf-8"
XML = "application/xml; charset=utf-8"  # of feeds too: as atom+xml a browser shows the bare source to whoever opens it
ENTRIES = 30
ALWAYS = ("/", "/c/", "/p/", "/u/", "/t/")
MAPPED = (*LISTED, "entry")  # what has a page of its own
SHEET = 10_000  # addresses in one part of the sitemap; numbered from the oldest, so that old parts stay


def whole(suffix: str) -> Page:
    """The newest items of the whole site, as Atom (``xml``) or JSON Feed (``json``)."""
    number, around = stamps.of_scope("all")
    return _page(Shown.objects.filter(kind__in=LISTED), "", "/", suffix, number, around)


def column(code: str, suffix: str) -> Page | None:
    """The newest items of a column and of those under it."""
    number, around = stamps.of_scope(f"column:{code}")
    found = frame(around).columns.get(code)
    if found is None:
        return None
    if found.below:
        number, around = stamps.of_scope("all")
    items = Shown.objects.filter(column__in=[one.code for one in found.family()])
    return _page(items, found.name, found.url, suffix, number, around)


def unit(code: str, suffix: str) -> Page | None:
    """The newest items of a unit."""
    number, around = stamps.of_scope(f"unit:{code}")
    found = frame(around).units.get(code)
    return _page(Shown.objects.filter(unit=code), found.name, found.url, suffix, number, around) if found else None


def concern(code: str, suffix: str) -> Page | None:
    """The newest policies for somebody (适用对象)."""
    number, around = stamps.of_scope(f"{concerns.POLICY}:{code}")
    found = shelf.concerns().doors.get(code)
    if found is None:
        return None
    standing = concerns.of(concerns.POLICY, code).filter(stands=True)
    newest = Shown.objects.filter(pk__in=list(standing.order_by("-docid").values_list("source", flat=True)[:ENTRIES]))
    return _page(newest, f"政策服务：{found.name}", f"/p/{code}/", suffix, number, around)


def matter(address: str, suffix: str) -> Page | None:
    """What came to a matter or a theme (全过程、专题), the newest first."""
    number, around = stamps.of_scope("all")
    row = Shown.objects.live().filter(kind="dossier", address=address).only("title").first()
    if row is None:
        return None
    gathered = ShownLink.objects.filter(source=row, kind="gathers").values("target")
    return _page(Shown.objects.filter(key__in=gathered), row.title, f"/d/{address}/", suffix, number, around)


def found(query: str, rows: Sequence[Shown], around: Frame) -> bytes:
    """What a question finds, to be asked again by a reader's program; made live."""
    return _atom(list(rows), f"搜索：{query}", "/search/", around, f"/search/feed.xml?{urlencode({'q': query})}")


def _page(items: QuerySet, name: str, url: str, suffix: str, number: int, around: int) -> Page:
    path, tag = f"{url}feed.{suffix}", etag(suffix, number, around)

    def make() -> bytes:
        rows = list(items.filter(withdrawn=None).order_by("-docid")[:ENTRIES])
        return FORMS[suffix](rows, name, url, frame(around))

    return Page(tag, kept(path, tag, make), XML if suffix == "xml" else JSON)


def sitemap() -> Page:
    """The index over all parts of the sitemap."""
    number, around = stamps.of_scope("all")
    tag = etag(number, around)
    return Page(tag, kept("/sitemap.xml", tag, lambda: _index(frame(around))), XML)


def sitemap_part(number: str) -> Page | None:
    """Part ``number``: first the standing pages, then items from the oldest on."""
    changes, around = stamps.of_scope("all")
    if int(number) > parts():
        return None
    tag = etag(changes, around)
    return Page(tag, kept(f"/sitemap-{number}.xml", tag, lambda: _part(int(number), frame(around))), XML)


def robots() -> Page:
    _, around = stamps.of_scope("all")
    base = frame(around).base
    text = "User-agent: *\nDisallow: /staff/\nDisallow: /search/\nDisallow: /preview/\nDisallow: /subscribe/\n" + (
        f"Sitemap: {base}/sitemap.xml\n" if base else ""
    )
    return Page(etag(around), text.encode, "text/plain; charset=utf-8")


def _atom(rows: list[Shown], name: str, url: str, around: Frame, own: str = "") -> bytes:
    newest = max((row.changed for row in rows), default=datetime(1970, 1, 1, tzinfo=UTC))
    title = f"{name}_{around.face.title}" if name else around.face.title
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<?xml-stylesheet type="text/css" href={quoteattr(static("gongkai/feed.css"))}?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>urn:gongkai:feed:{around.face.domain}{escape(url)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_stamp(newest)}</updated>",
        f"<link href={quoteattr(around.base + url)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(around.base + (own or f"{url}feed.xml"))}/>',
        f"<author><name>{escape(around.face.host or around.face.name)}</name></author>",
    ]
    return "\n".join([*head, *(_entry(row, around) for row in rows), "</feed>", ""]).encode()


def _entry(row: Shown, around: Frame) -> str:
    said = row.fields
    lines = [
        f"<entry><id>urn:gongkai:{row.address}</id>",
        f"<title>{escape(row.title)}</title>",
        f"<link href={quoteattr(f'{around.base}/d/{row.address}/')}/>",
        f"<published>{_stamp(row.moment)}</published>",
        f"<updated>{_stamp(row.changed)}</updated>",
        f"<author><name>{escape(said.get('unit_name', ''))}</name></author>",
    ]
    if row.column in around.columns:
        column = around.columns[row.column]
        lines.append(f"<category term={quoteattr(column.code)} label={quoteattr(column.name)}/>")
    return "\n".join([*lines, f"<summary>{escape(_summary(row))}</summary></entry>"])


def _summary(row: Shown) -> str:
    return row.fields.get("summary") or row.plain[:200]


def _json(rows: list[Shown], name: str, url: str, around: Frame) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {
            "id": f"urn:gongkai:{row.address}", "url": f"{around.base}/d/{row.address}/", "title": row.title,
            "summary": _summary(row), "content_text": row.plain, "date_published": _stamp(row.moment),
            "date_modified": _stamp(row.changed), "authors": [{"name": row.fields.get("unit_name", "")}],
        }
        for row in rows
    ]  # fmt: skip
    said = {
        "version": "https://jsonfeed.org/version/1.1", "language": "zh-CN", "items": items,
        "title": f"{name}_{around.face.title}" if name else around.face.title,
        "home_page_url": around.base + url, "feed_url": f"{around.base}{url}feed.json",
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


FORMS = {"xml": _atom, "json": _json}


def _index(around: Frame) -> bytes:
    listed = [f"<sitemap><loc>{around.base}/sitemap-{one}.xml</loc></sitemap>" for one in range(1, parts() + 1)]
    return _xml("sitemapindex", listed)


def _part(number: int, around: Frame) -> bytes:
    standing = [*ALWAYS, *_lists(), *(f"/t/{part}/" for part in around.parts)] if number == 1 else []
    if number == 1:
        standing += [column.url for column in around.columns.values()]
        standing += [unit.url for unit in around.units.values()]
    start = (number - 1) * SHEET
    named = Shown.objects.filter(kind__in=MAPPED).order_by("docid").values_list("address", "changed", "withdrawn")
    lines = [f"<url><loc>{around.base}{url}</loc></url>" for url in standing]
    lines += [
        f"<url><loc>{around.base}/d/{address}/</loc><lastmod>{_stamp(changed)}</lastmod></url>"
        for address, changed, withdrawn in named[start : start + SHEET]
        if withdrawn is None
    ]
    return _xml("urlset", lines)


def _lists() -> list[str]:
    places = {"register": "/l/", "dossier": "/g/", "answer": "/q/", "account": "/media/"}
    return [url for kind, url in places.items() if Shown.objects.live().filter(kind=kind).exists()]


def parts() -> int:
    """How many parts the sitemap has."""
    return max(1, -(-Shown.objects.filter(kind__in=MAPPED).count() // SHEET))


def _xml(root: str, lines: list[str]) -> bytes:
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([opening, *lines, f"</{root}>", ""]).encode()


def _stamp(moment: datetime) -> str:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
