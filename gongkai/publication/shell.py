"""The frame around a page: made once for each state of the site and entry of its navigation, with slots.

Half of what a page costs is its frame, which is the same on thousands of pages; so it is cut at its slots and kept.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.template import Context, Engine, Template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from gongkai.publication.frame import Frame
from gongkai.publication.things import PAGE, Thing

NO_ROBOTS = mark_safe('<meta name="robots" content="noindex">\n')
SLOTS = ("title", "tags", "head", "crumbs", "thing", "main", "aside", "place")
_PLACE = '<p class="print-only">本页网址：{}</p>\n'
_SLOT = re.compile("\ue000([a-z]+)\ue001")  # private characters: no text that was shown can hold them


def whole(
    around: Frame,
    *,
    title: str,
    main: str,
    aside: str = "",
    crumbs: Iterable[tuple[str, str]] = (),
    here: str = "",
    meta: Iterable[tuple[str, str]] = (),
    head: str = "",
    url: str = "",
    thing: Thing = PAGE,
) -> str:
    """A page. ``main``, ``aside``, ``head`` are ready HTML; ``here`` is the entry of the navigation it belongs to.

    ``thing``: what it is to a search engine. ``url``: the path by which search engines and paper are to know it;
    empty for what is nobody's to come back to.
    """
    path = [("首页", "/"), *crumbs] if crumbs else []
    known = thing.named(title, f"{around.base}{url}" if url and around.base else "")
    filled = {
        "title": conditional_escape(title),
        "tags": format_html_join("", '<meta name="{}" content="{}">\n', meta),
        "head": _canonical(around, url) + head,
        "crumbs": _template("look/parts/breadcrumbs.html").render(Context({"breadcrumbs": path})) if path else "",
        "thing": known.scope,
        "main": f"{main}{known.inside}",
        "aside": aside,
        "place": format_html(_PLACE, f"{around.base}{url}") if url and around.base else "",
    }
    pieces = _cut(around, here)
    return "".join(piece if place % 2 == 0 else filled[piece] for place, piece in enumerate(pieces))


def titled(title: str, status: int) -> str:
    """A form that was not taken says so before anything else of it is read (WCAG 2.2, 2.4.2)."""
    return f"有误：{title}" if status == 422 else title


def _canonical(around: Frame, url: str) -> str:
    return format_html('<link rel="canonical" href="{}">\n', f"{around.base}{url}") if url else ""


def fragment(name: str, context: dict) -> str:
    """A part of a page from its template. No request, no context processor: every reader gets the same."""
    return _template(name).render(Context(context))


def _cut(around: Frame, here: str) -> list[str]:
    """Text, slot, text, slot, … text."""
    return _kept(around, here) if around.number else _made(around, here)


@lru_cache(maxsize=64)
def _kept(around: Frame, here: str) -> list[str]:
    return _made(around, here)


def _made(around: Frame, here: str) -> list[str]:
    slots = {name: f"\ue000{name}\ue001" for name in SLOTS}
    known = {"site": around.face, "here": here, "told_time": around.told, "site_notice": around.notice}
    return _SLOT.split(_template("publication/page.html").render(Context({**known, **slots})))


@lru_cache
def _template(name: str) -> Template:
    return Engine.get_default().get_template(name)
