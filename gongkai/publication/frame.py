"""What stands around every public page: the site's names and duties, its columns and its units.

Read once for each number of the counter ``frame``, which a change of site, column or unit raises; so a page costs no
query for its frame, and no process shows an old one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from gongkai.acts.clock import told
from gongkai.look.site import Link
from gongkai.look.site import Site as Face
from gongkai.publication.models import Shown, Site
from gongkai.publication.records import TEXTS

UNLED = ("about", "catalogue")  # parts without an entry of their own in the navigation
KEPT_IN = {
    "guide": "信息公开指南",
    "report": "信息公开年报",
    "apply": "依申请公开",
}  # type of the column that leads to the part where there is one


OPENNESS, SECTION = "政府信息公开", "/t/"  # the one section of that name (国办公开办函〔2019〕61号)
CORRECTION = "/correct/"  # 我为政府网站找错


@dataclass
class Column:
    """A column as pages show it, with the columns under it in their order."""

    code: str
    name: str
    description: str
    type: str
    keywords: list[str]
    parent: str
    navigated: bool
    fields: dict
    below: list["Column"] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"/c/{self.code}/"

    @property
    def stands(self) -> bool:
        """A part of the openness section: it stands there, and is led to by a link rather than by its newest items."""
        return self.name.startswith("政府信息公开") or self.type == "依申请公开"

    def family(self) -> Iterator["Column"]:
        """This column and all under it."""
        yield self
        for column in self.below:
            yield from column.family()


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    fields: dict

    @property
    def url(self) -> str:
        return f"/u/{self.code}/"


@dataclass(frozen=True, eq=False)
class Frame:
    number: int
    face: Face
    columns: dict[str, Column]  # by code, in their order
    units: dict[str, Unit]
    parts: dict[str, str]  # kinds of standing texts that are out: code → name
    notice: str
    told: datetime | None  # the moment a demonstration stands at

    @property
    def entries(self) -> dict[str, str]:
        """Kinds of standing texts that have an entry of their own in the navigation."""
        return _entries(self.columns, self.parts)

    def heir_of(self, code: str) -> Unit | None:
        """The unit that does the business of one that ended."""
        return next((unit for unit in self.units.values() if code in unit.fields.get("carries_on", ())), None)

    @property
    def tops(self) -> list[Column]:
        """Columns that stand under no other."""
        return [column for column in self.columns.values() if column.parent not in self.columns]

    @property
    def base(self) -> str:
        """What full addresses begin with; empty while the site has no domain."""
        return f"https://{self.face.domain}" if self.face.domain else ""

    def path_to(self, code: str) -> list[Column]:
        """A column and those above it, the highest first; empty for an unknown code."""
        path: list[Column] = []
        while (column := self.columns.get(code)) and column not in path:
            path.insert(0, column)
            code = column.parent
        return path

    def above(self, top: Column) -> list[tuple[str, str]]:
        """What the breadcrumbs say before a column of the first level."""
        return [(OPENNESS, SECTION)] if top.stands else []

    def meta(self, code: str) -> list[tuple[str, str]]:
        """The national page tags of a column."""
        column = self.columns.get(code)
        if column is None:
            return []
        keywords = ",".join(column.keywords) or column.name
        tags = {"ColumnName": column.name, "ColumnDescription": column.description or column.name}
        return [*tags.items(), ("ColumnKeywords", keywords), ("ColumnType", column.type)]


def frame(number: int) -> Frame:
    """The frame of that number. Give it ``stamps``' number, never a kept one."""
    return _kept(number) if number else _read(0)


@lru_cache(maxsize=2)
def _kept(number: int) -> Frame:
    return _read(number)


def _read(number: int) -> Frame:
    site = Site.objects.first() or Site(name="政府网站")
    rows = Shown.objects.live().filter(kind__in=["column", "unit"]).values_list("kind", "fields")
    records = sorted(rows, key=lambda row: (row[1]["order"], row[1]["code"]))
    columns = {fields["code"]: _column(fields) for kind, fields in records if kind == "column"}
    for column in columns.values():
        if column.parent in columns:
            columns[column.parent].below.append(column)
    units = {fields["code"]: _unit(fields) for kind, fields in records if kind == "unit"}
    parts = _parts()
    return Frame(number, _face(site, columns, parts), columns, units, parts, site.notice, told())


def _column(fields: dict) -> Column:
    named = ("code", "name", "description", "keywords", "parent", "navigated")
    return Column(type=fields["column_type"], fields=fields, **{name: fields[name] for name in named})


def _unit(fields: dict) -> Unit:
    return Unit(fields["code"], fields["name"], fields["kind"], fields)


def _parts() -> dict[str, str]:
    out = set(Shown.objects.live().filter(kind="text").values_list("fields__part", flat=True))
    return {code: name for code, name in TEXTS.items() if code in out}


def _entries(columns: dict[str, Column], parts: dict[str, str]) -> dict[str, str]:
    """Parts that the navigation leads to itself, as no column in it does."""
    stand = {column.type for column in columns.values() if column.navigated}
    return {code: name for code, name in parts.items() if code not in UNLED and KEPT_IN.get(code) not in stand}


def _face(site: Site, columns: dict[str, Column], parts: dict[str, str]) -> Face:
    nav = [Link("首页", "/")]
    nav += [Link(OPENNESS, SECTION)]
    nav += [Link(column.name, column.url) for column in columns.values() if column.navigated and not column.stands]
    nav += [Link("机构职能", "/u/")]
    led = {
        "栏目导航": "/c/",
        "政务新媒体": "/media/",
        "订阅": "/subscribe/",
        "开放数据": "/data/",
        "网站地图": "/sitemap.xml",
    }
    foot = tuple(Link(name, url) for name, url in led.items())
    contact = "，".join(one for one in (site.phone, site.address) if one)
    same = ("name", "section", "domain", "id_code", "icp", "police", "host", "maker")
    said = {name: getattr(site, name) for name in same}
    return Face(nav=tuple(nav), foot=foot, contact=contact, correction=CORRECTION, **said)
