"""What a page is, in the words of schema.org (microdata): beside the national page tags, for search engines that read
these. A page says so itself in its elements, as its security policy allows no script within it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.acts.clock import BEIJING
from gongkai.publication.downloads import file_url
from gongkai.publication.frame import Frame, Unit
from gongkai.publication.models import Shown

SCHEMA = "https://schema.org/"
ADDRESSES = ("url", "contentUrl", "license")  # what is told by a link
OF_COLUMN = {"工作动态": "NewsArticle", "信息公开年报": "Report", "数据发布": "Report"}
OF_KIND = {
    "document": "Article", "text": "Article", "result": "Report", "glance": "Report", "register": "Dataset",
    "entry": "WebPage", "dossier": "Collection", "answer": "Article", "emergency": "SpecialAnnouncement",
}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """A type of schema.org and what is said of it; what is empty is left out."""

    kind: str
    said: tuple[tuple[str, "str | Thing"], ...] = ()

    @property
    def scope(self) -> SafeString:
        """Attributes of the element that holds it."""
        return format_html(' itemscope itemtype="{}{}"', SCHEMA, self.kind)

    @property
    def inside(self) -> SafeString:
        """What stands within that element."""
        return format_html_join("", "{}", ((_told(name, value),) for name, value in self.said if value))

    def named(self, title: str, url: str) -> "Thing":
        """With the name and the full address of its page, where it has not got them."""
        known = dict(self.said)
        return Thing(self.kind, (*((n, v) for n, v in (("name", title), ("url", url)) if n not in known), *self.said))


SECTIONED = ("document", "text", "result", "glance")
PAGE, LIST, FOUND = Thing("WebPage"), Thing("CollectionPage"), Thing("SearchResultsPage")


def _told(name: str, value: str | Thing) -> SafeString:
    if isinstance(value, Thing):
        return format_html('<span itemprop="{}"{}>{}</span>', name, value.scope, value.inside)
    if name in ADDRESSES:
        return format_html('<link itemprop="{}" href="{}">', name, value)
    return format_html('<meta itemprop="{}" content="{}">', name, value)


def site(around: Frame) -> Thing:
    """The first page: the site and how it is searched."""
    said: list[tuple[str, str | Thing]] = [("name", around.face.title), ("inLanguage", "zh-CN")]
    if around.base:
        target = ("target", f"{around.base}{around.face.search}?q={{q}}")
        said.append(("potentialAction", Thing("SearchAction", (target, ("query-input", "required name=q")))))
    return Thing("WebSite", tuple(said))


def organ(unit: Unit) -> Thing:
    """A unit's page: the organ and how it is reached."""
    said = unit.fields
    named = {"telephone": "phone", "faxNumber": "fax", "email": "email", "address": "address", "description": "duties"}
    short = unit.name if said.get("full_name") not in (None, "", unit.name) else ""
    return Thing(
        "GovernmentOrganization", (("alternateName", short), *((n, said.get(f, "")) for n, f in named.items()))
    )


def item(row: Shown, around: Frame) -> Thing:
    """The page of one record."""
    kind = OF_KIND.get(row.kind, PAGE.kind)
    column = around.columns.get(row.column)
    if kind == "Article":
        kind = "Report" if row.fields.get("part") == "report" else OF_COLUMN.get(column.type if column else "", kind)
    of_its_kind = {"register": _downloads, "emergency": _released, "document": _files, "text": _files}
    own = of_its_kind[row.kind](row, around) if row.kind in of_its_kind and row.address else ()
    return Thing(kind, (*_common(row, around), *own))


def dataset(says: str, licence: str, files: Iterable[tuple[str, str]], around: Frame) -> Thing:
    """Files [(path, media type)] that hold what was published."""
    named = [("description", says), ("license", licence), ("creator", _maker(around.face.host, "", around))]
    return Thing("Dataset", (*named, *_distributed(files, around)))


def _common(row: Shown, around: Frame) -> list[tuple[str, str | Thing]]:
    said, column = row.fields, around.columns.get(row.column)
    history = [one["at"] for one in said.get("history", ())]
    changed = _at(datetime.fromisoformat(max(history))) if history else ""
    shown = "datePosted" if row.kind == "emergency" else "datePublished"
    return [
        (shown, _at(row.moment)),
        ("dateModified", changed),
        ("publisher", _maker(said.get("unit_name", ""), row.unit or said.get("keeper", ""), around)),
        ("author", said.get("author", "")),
        ("expires", said.get("valid_until") or ""),
        ("identifier", said.get("index_no", "")),
        ("description", said.get("summary", "")),
        ("keywords", ",".join(said.get("keywords", ()))),
        ("articleSection" if row.kind in SECTIONED else "genre", column.name if column else ""),
        ("inLanguage", "zh-CN"),
    ]  # fmt: skip


def _maker(name: str, code: str, around: Frame) -> Thing | str:
    unit = around.units.get(code)
    url = f"{around.base}{unit.url}" if unit and around.base else ""
    return Thing("GovernmentOrganization", (("name", name), ("url", url))) if name else ""


def _files(row: Shown, around: Frame) -> list[tuple[str, Thing]]:
    return [
        ("associatedMedia", Thing("MediaObject", (
            ("name", one["name"]), ("contentUrl", f"{around.base}{file_url(one['sha256'], one['name'])}"),
            ("encodingFormat", one["type"]), ("contentSize", f"{one['size']} B"), ("sha256", one["sha256"]),
        )))
        for one in row.fields.get("attachments", ())
    ]  # fmt: skip


def _downloads(row: Shown, around: Frame) -> list[tuple[str, Thing]]:
    return _distributed([(f"/d/{row.address}/list.{end}", media) for end, media in TABLES.items()], around)


TABLES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


def _distributed(files: Iterable[tuple[str, str]], around: Frame) -> list[tuple[str, Thing]]:
    return [
        ("distribution", Thing("DataDownload", (("contentUrl", f"{around.base}{path}"), ("encodingFormat", media))))
        for path, media in files
    ]


def _released(row: Shown, around: Frame) -> list[tuple[str, str]]:
    """The newest release that stands, and until when."""
    last = next((one["text"] for one in row.fields["releases"] if one["text"]), "")
    ended = row.fields.get("ended")
    return [("text", last), ("expires", _at(datetime.fromisoformat(ended)) if ended else "")]


def _at(moment: datetime) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")
