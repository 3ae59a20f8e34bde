"""Public pages: rows in, bytes out, by one function a page and the same bytes for whoever asks.

The live view sends them, a writer of files puts them where their path says, a room previews with them. A page carries
no cookie, token, nonce, inline script or query string. Its tag (``etag``) is known before it is made.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from gongkai.publication import shell
from gongkai.publication.frame import Frame

HTML = "text/html; charset=utf-8"
DOOR = r"(?P<code>[a-z][a-z0-9-]{1,19})"


@dataclass(frozen=True)
class Page:
    """One public page that can be made: ``make()`` gives its bytes, ``etag`` names them."""

    etag: str
    make: Callable[[], bytes]
    type: str = HTML
    status: int = 200


def at(path: str) -> Page | None:
    """The page of a path such as ``/d/kqwhrtzypa/``; ``None`` where there is none."""
    for pattern, maker in _makers():
        if found := pattern.fullmatch(path):
            return maker(**found.groupdict())
    return None


def etag(*parts: object) -> str:
    """A strong entity tag of all that a page depends on; of the words and styles around it too."""
    return '"' + "-".join(str(part) for part in (*parts, _skin())) + '"'


def rendered(name: str, around: Frame, context: dict, **frame) -> bytes:
    """A page's bytes from ``name``.html and, where there is one, ``name``_beside.html; ``frame`` as in shell.whole."""
    context = {**context, "site": around.face}
    aside = f"publication/{name}_beside.html"
    return shell.whole(
        around,
        main=shell.fragment(f"publication/{name}.html", context),
        aside=shell.fragment(aside, context).strip() if _has(aside) else "",
        **frame,
    ).encode()


def kept(path: str, tag: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """For pages many ask for and that cost a list: made once for each state, the latest ``KEEP`` of them."""

    def found() -> bytes:
        key = (path, tag)
        if key not in _KEPT:
            _KEPT[key] = make()
            while len(_KEPT) > KEEP:
                _KEPT.pop(next(iter(_KEPT)), None)
        return _KEPT[key]

    return found


KEEP = 128
_KEPT: dict[tuple[str, str], bytes] = {}


@lru_cache
def _has(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


@lru_cache
def _skin() -> str:
    """Short hash of templates, styles and scripts, so that a new release is a new page."""
    rooms = [Path(apps.get_app_config(room).path) for room in ("look", "publication")]
    files = [file for room in rooms for part in ("templates", "static") for file in sorted((room / part).rglob("*.*"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


@lru_cache
def _makers() -> list[tuple[re.Pattern, Callable]]:
    from gongkai.publication import (
        accounts,
        answers,
        calendar,
        catalogue,
        dossiers,
        emergency,
        feeds,
        glance,
        items,
        lists,
        openness,
        policies,
        registers,
    )
    from gongkai.publication.opendata import files

    routes = [
        (r"/", lists.home),
        (r"/d/(?P<address>[a-z]{10})/", items.item),
        (r"/d/(?P<address>[a-z]{10})/(?P<part>history|[pets][1-9]\d{0,4})/", items.item),
        (r"/d/(?P<address>[a-z]{10})/list\.(?P<suffix>xlsx|csv|json)", items.export),
        (r"/d/(?P<address>[a-z]{10})/all/", dossiers.compilation),
        (r"/g/", dossiers.MATTERS.every),
        (r"/g/(?P<code>[a-z][a-z0-9-]{1,38})/", dossiers.MATTERS.of_kind),
        (r"/q/", answers.ANSWERS.every),
        (r"/q/(?P<code>[a-z][a-z0-9-]{1,38})/", answers.ANSWERS.of_kind),
        (r"/l/", registers.LISTS.every),
        (r"/l/(?P<code>[a-z][a-z0-9-]{1,38})/", registers.LISTS.of_kind),
        (r"/p/", policies.whole),
        (rf"/p/{DOOR}/", policies.door),
        (rf"/p/{DOOR}/p(?P<number>[1-9]\d{{0,5}})/", policies.door),
        (rf"/p/{DOOR}/guides/", policies.guides),
        (rf"/p/{DOOR}/guides/p(?P<number>[1-9]\d{{0,5}})/", policies.guides),
        (rf"/p/{DOOR}/feed\.(?P<suffix>xml|json)", feeds.concern),
        (r"/c/", lists.columns),
        (r"/c/catalogue\.(?P<suffix>xlsx|json)", catalogue.file),
        (r"/c/(?P<code>[A-Za-z0-9_-]+)/", lists.column),
        (r"/c/(?P<code>[A-Za-z0-9_-]+)/p(?P<number>[1-9]\d{0,5})/", lists.column),
        (r"/c/(?P<code>[A-Za-z0-9_-]+)/feed\.(?P<suffix>xml|json)", feeds.column),
        (r"/u/", lists.units),
        (r"/u/(?P<code>[A-Za-z0-9_-]+)/", lists.unit),
        (r"/u/(?P<code>[A-Za-z0-9_-]+)/p(?P<number>[1-9]\d{0,5})/", lists.unit),
        (r"/t/", openness.section),
        (r"/t/apply/form\.docx", openness.form),
        (r"/t/(?P<part>[a-z]+)/", lists.part),
        (r"/data/", files.home),
        (r"/data/index\.json", files.index),
        (r"/data/directory\.zip", files.directory),
        (r"/data/fields\.csv", files.fields),
        (r"/data/(?P<month>\d{4}-\d\d)\.zip", files.month),
        (r"/data/(?P<code>[A-Za-z0-9_-]+)/(?P<year>[1-9]\d{3})\.zip", files.of_column),
        (r"/api/v1/openapi\.json", files.description),
        (r"/glance/", glance.page),
        (r"/media/", accounts.page),
        (r"/now/", emergency.page),
        (r"/now\.json", emergency.asked),
        (r"/u/(?P<code>[A-Za-z0-9_-]+)/feed\.(?P<suffix>xml|json)", feeds.unit),
        (r"/d/(?P<address>[a-z]{10})/feed\.(?P<suffix>xml|json)", feeds.matter),
        (r"/feed\.(?P<suffix>xml|json)", feeds.whole),
        (r"/calendar\.ics", calendar.file),
        (r"/calendar/", calendar.page),
        (r"/sitemap\.xml", feeds.sitemap),
        (r"/sitemap-(?P<number>[1-9]\d{0,4})\.xml", feeds.sitemap_part),
        (r"/robots\.txt", feeds.robots),
    ]
    return [(re.compile(pattern), maker) for pattern, maker in routes]
