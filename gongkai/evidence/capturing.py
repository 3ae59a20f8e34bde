"""网页留存: a page as it is served at this moment, with the styles and pictures it shows, in one file (features H30).

A page of the house's own site is taken where the public gets it; any other is asked for over the wire, in bounds, never
in a private network. Nothing of it is ever run: what it looked like is drawn from the copy, without scripts and without
a network.
"""

import base64
import codecs
import http.client
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from gongkai import wire
from gongkai.acts.refusals import Unready
from gongkai.evidence import shooting, warc
from gongkai.files import store
from gongkai.publication import downloads, folder, pages
from gongkai.publication.models import Site
from gongkai.wire import Answer

AGENT = "gongkai page keeper"
SECONDS, MOST_PAGE, MOST_PART, MOST_PARTS = 15, 5 * 1024 * 1024, 2 * 1024 * 1024, 24
ALL_PARTS = 10 * 1024 * 1024
LONGEST = 700
NAMELESS = "https://localhost"  # of a site whose domain was not entered yet
UNDRAWN = "留存时没有要截图"
NOWHERE = "本站没有这个页面，请核对网址"
TAGS = re.compile(rb"<(?:link|img)\b[^>]*>", re.IGNORECASE)
LEADS = re.compile(rb"""\b(href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
SHEET = re.compile(rb"""\brel\s*=\s*["']?stylesheet""", re.IGNORECASE)
CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
SHOWN = ("text/css", "image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "image/x-icon")
# The copy is shown inside this: no script, no form, no network, nothing of the house.
POLICY = "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; sandbox"
Get = Callable[[str, int], Answer]


@dataclass(frozen=True)
class Captured:
    """A page that was kept: where it stood, the file, what kept it, and its picture (PNG) or why there is none."""

    address: str
    status: int
    warc: bytes
    checker: str
    shot: bytes | None
    shot_says: str


def capture(address: str, at: datetime, *, drawn: bool = True) -> Captured:
    """Keeps the page of an address, with its picture if it is to be ``drawn``.

    Raises ``Unready`` in words where nothing can be kept.
    """
    address = address.strip()
    get, whole = _way(address)
    page = _asked(get, whole, MOST_PAGE)
    if not page.header("Content-Type").startswith(("text/html", "application/xhtml")):
        raise Unready(["这个地址不是网页，文件请下载后按文件资料上传"])
    answers = [page, *_parts(page, get)]
    shot, says = None, UNDRAWN
    if drawn:
        shot, says = shooting.shoot(_framed(shown(answers).decode(charset(page), "replace")))
    return Captured(
        whole.removeprefix(NAMELESS), page.status, warc.written(answers, at, checker()), checker(), shot, says
    )


def checker() -> str:
    """What keeps pages, with its version."""
    return f"gongkai {metadata.version('gongkai')}"


def shown(answers: list[Answer]) -> bytes:
    """The page of a file as it opens offline: what belongs to it stands inside. To be shown under ``POLICY`` alone."""
    page, parts = answers[0], {one.address: one for one in answers[1:]}

    def inside(tag: re.Match) -> bytes:
        return LEADS.sub(lambda lead: _inlined(lead, page.address, parts), tag[0])

    return TAGS.sub(inside, page.body)


def charset(page: Answer) -> str:
    """How a page's text is written: as its server says, else as it says itself."""
    said = CHARSET.search(page.header("Content-Type").encode()) or CHARSET.search(page.body[:2048])
    name = said[1].decode().lower() if said else "utf-8"
    name = "gb18030" if name.startswith(("gb", "x-gb")) else name
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _way(address: str) -> tuple[Get, str]:
    """How an address is asked for, and the whole of it."""
    parts, domain = urlsplit(address), _domain()
    if any(sign <= " " for sign in address):
        raise Unready(["网址里有空格或者换行，请核对"])
    if len(address) > LONGEST:
        raise Unready([f"网址超过 {LONGEST} 个字符，请换用页面的永久链接"])
    if not parts.scheme and address.startswith("/") and not parts.netloc:
        return _own, f"https://{domain}{address}" if domain else f"{NAMELESS}{address}"
    if domain and parts.scheme in ("http", "https") and parts.netloc == domain:
        return _own, address
    if parts.scheme not in ("http", "https"):
        raise Unready(["请填写以 https:// 开头的网址；本站的页面也可以从 / 开始填"])
    if not settings.CHECK_LINKS:
        raise Unready(["这台服务器不访问外部网站，外部网页请打印成 PDF 后按文件资料上传"])
    return lambda one, most: wire.fetch(one, agent=AGENT, seconds=SECONDS, most=most), address


def _domain() -> str:
    said = Site.objects.values_list("domain", flat=True).first() or ""
    return said.removeprefix("https://").removeprefix("http://").strip("/")


def _asked(get: Get, address: str, most: int) -> Answer:
    try:
        return get(address, most)
    except wire.Private:
        raise Unready(["这是内部网络的地址，公众打不开，不能留存"]) from None
    except wire.TooLarge:
        raise Unready([f"网页超过 {most // 2**20}MB，不能自动留存，请打印成 PDF 后按文件资料上传"]) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unready(["连不上这个网址，请核对后再试"]) from None


def _own(address: str, most: int) -> Answer:
    """A page, style or public file of the house's own site, as the public gets it. Staff pages are not there."""
    path = unquote(urlsplit(address).path) or "/"
    kind = mimetypes.guess_type(path)[0] or "text/html"
    if ".." in path.split("/"):
        raise Unready([NOWHERE])
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        return _answer(address, kind, Path(found).read_bytes()) if isinstance(found, str) else _nothing(address)
    if path.startswith("/f/"):
        short, _, name = path.removeprefix("/f/").partition("/")
        row = downloads.listed(short, name)
        return _answer(address, row.type, store.open(row.sha256).read()) if row else _nothing(address)
    if folder.stands() and (place := folder.place(path)).is_file():
        return _answer(address, "text/html; charset=utf-8" if path.endswith("/") else kind, place.read_bytes())
    made = pages.at(path)
    if made is None:
        raise Unready([NOWHERE])
    return Answer(
        address, made.status, "OK" if made.status == 200 else "Gone", (("Content-Type", made.type),), made.make()
    )


def _answer(address: str, kind: str, body: bytes) -> Answer:
    return Answer(address, 200, "OK", (("Content-Type", kind),), body)


def _nothing(address: str) -> Answer:
    return Answer(address, 404, "Not Found", (("Content-Type", "text/plain"),))


def _parts(page: Answer, get: Get) -> list[Answer]:
    """Styles and pictures of a page, as far as they can be had within bounds."""
    found: dict[str, Answer] = {}
    asked: set[str] = set()
    for tag in TAGS.findall(page.body):
        address = _lead(tag, page.address)
        if not address or address in asked or len(asked) >= MOST_PARTS:
            continue
        asked.add(address)
        try:
            part = get(address, MOST_PART)
        except (wire.Private, wire.TooLarge, OSError, http.client.HTTPException, ValueError, Unready):
            continue
        fits = sum(len(one.body) for one in found.values()) + len(part.body) <= ALL_PARTS
        if part.status == 200 and fits and _kind(part) in SHOWN:
            found[address] = Answer(address, part.status, part.reason, part.headers, part.body)
    return list(found.values())


def _lead(tag: bytes, base: str) -> str:
    """The address of what a tag brings into the page; empty where it brings nothing."""
    if tag[:5].lower() == b"<link" and not SHEET.search(tag):
        return ""
    lead = LEADS.search(tag)
    address = urljoin(base, _plain(lead[2])) if lead else ""
    return address if address.startswith(("http://", "https://")) else ""


def _inlined(lead: re.Match, base: str, parts: dict[str, Answer]) -> bytes:
    part = parts.get(urljoin(base, _plain(lead[2])))
    if part is None:
        return lead[0]
    return b'%s="data:%s;base64,%s"' % (lead[1], _kind(part).encode(), base64.b64encode(part.body))


def _plain(value: bytes) -> str:
    return unescape(value.strip(b"\"'").decode("utf-8", "replace")).strip()


def _kind(part: Answer) -> str:
    return part.header("Content-Type").partition(";")[0].strip().lower()


def _framed(html: str) -> str:
    """The page inside a frame that cannot run anything or go anywhere, for its picture."""
    inner = escape(html)
    return (
        '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY.removesuffix("; sandbox")}"><style>body{{margin:0}}iframe{{border:0;width:100vw;'
        "height:100vh}"
        f'</style><iframe sandbox="" srcdoc="{inner}"></iframe>'
    )
