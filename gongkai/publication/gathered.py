"""Where all public records of one sort come together: by the kind that data gives them, then one kind by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from gongkai.publication import stamps, tags, things
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered

Row = dict[str, Any]
Named = tuple[str, dict]  # a template and its context
FIELDS = {"code": "{sort}", "name": "{sort}_name", "genre": "genre"}


@dataclass(frozen=True)
class Gathering:
    """Under ``root`` stand all records of a ``sort``, below it those of one kind.

    ``more``: words of a row by the public field they come from, besides ``code``, ``name`` and ``genre`` of its kind.
    ``whole`` gets (kinds, frame), each kind {url, name, rows}; ``one`` gets (a kind, frame).
    """

    sort: str
    root: str
    title: str
    says: str
    keywords: str
    order: Callable[[Row], tuple]
    whole: Callable[[list[dict], Frame], Named]
    one: Callable[[dict, Frame], Named]
    more: dict[str, str] = field(default_factory=dict)

    def every(self) -> Page:
        """All kinds with their records."""
        number, around = stamps.of_scope("all")
        tag = etag(self.sort, number, around)

        def made() -> bytes:
            return self._page("", self.root, self.whole(self._kinds(), frame(around)), around)

        return Page(tag, kept(self.root, tag, made))

    def of_kind(self, code: str) -> Page | None:
        """The records of one kind; None where nobody has published one."""
        number, around = stamps.of_scope("all")
        kind = next((kind for kind in self._kinds() if kind["code"] == code), None)
        if kind is None:
            return None
        tag, url = etag(self.sort, number, around), kind["url"]
        return Page(tag, kept(url, tag, lambda: self._page(kind["name"], url, self.one(kind, frame(around)), around)))

    def _kinds(self) -> list[dict]:
        names = {word: name.format(sort=self.sort) for word, name in FIELDS.items()} | self.more
        own = ("address", "title", "unit", "moment", "docid")
        found = Shown.objects.live().filter(kind=self.sort)
        values = found.values_list(*own, *(f"fields__{name}" for name in names.values()))
        rows = [dict(zip((*own, *names), row, strict=True)) | {"url": f"/d/{row[0]}/"} for row in values]
        by_kind = groupby(sorted(rows, key=self.order), key=lambda row: row["code"])
        kinds = ((code, list(some)) for code, some in by_kind)
        return [
            {"code": code, "url": f"{self.root}{code}/", "name": some[0]["name"], "rows": some} for code, some in kinds
        ]

    def _page(self, kind: str, url: str, named: Named, number: int) -> bytes:
        (template, context), title = named, kind or self.title
        crumbs = [(self.title, self.root), (kind, "")] if kind else [(self.title, "")]
        meta = tags.of_list(title, self.says, self.keywords, "其他")
        standing = {"title": title, "here": self.root, "crumbs": crumbs, "meta": meta, "url": url, "thing": things.LIST}
        return rendered(template, frame(number), context, **standing)
