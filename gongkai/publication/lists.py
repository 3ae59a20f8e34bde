"""Pages that list: the first page, columns, units, standing texts.

Lists are numbered from the oldest page, and over all items ever shown: page 3 of a column holds its 41st to 60th item
for ever, a new item touches the newest page alone, and a withdrawn one leaves a gap.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, QuerySet

from gongkai.publication import stamps
from gongkai.publication.frame import Column, Frame, Unit, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered
from gongkai.publication.records import TEXTS, VALIDITY

SIZE = 20  # items a page; the newest one holds up to twice as many less one, so it is never nearly empty
FEW = 6
LISTED = ("document", "result", "text")


def home() -> Page:
    number, around = stamps.of_scope("all")
    return _kept("/", etag(number, around), lambda: _home(frame(around)))


def columns() -> Page:
    number, around = stamps.of_scope("all")
    return _kept("/c/", etag(number, around), lambda: _columns(frame(around)))


def column(code: str, number: str | None = None) -> Page | None:
    """A column's newest page, or page ``number`` counted from the oldest; None if there is no such page."""
    changes, around = stamps.of_scope(f"column:{code}")
    found = frame(around).columns.get(code)
    if found is None:
        return None
    if found.below:  # it shows what is new under them
        changes, around = stamps.of_scope("all")
    items = Shown.objects.filter(column=code)
    if number and not _reaches(items, number):
        return None
    tag = etag(changes, around)
    return _kept(f"{found.url}{number}", tag, lambda: _column(found, _sheet(items, found.url, number), frame(around)))


def units() -> Page:
    _, around = stamps.of_scope("all")
    return _kept("/u/", etag("u", around), lambda: _units(frame(around)))


def unit(code: str, number: str | None = None) -> Page | None:
    """A unit's page with its newest items, or page ``number`` of them counted from the oldest."""
    changes, around = stamps.of_scope(f"unit:{code}")
    found = frame(around).units.get(code)
    items = Shown.objects.filter(unit=code)
    if found is None or (number and not _reaches(items, number)):
        return None
    tag = etag(changes, around)
    return _kept(f"{found.url}{number}", tag, lambda: _unit(found, _sheet(items, found.url, number), frame(around)))


def part(part: str) -> Page | None:
    """Standing texts of one part of the openness section: guide, rules, yearly reports."""
    number, around = stamps.of_scope("all")
    if part not in TEXTS:
        return None
    return _kept(f"/t/{part}/", etag(number, around), lambda: _part(part, frame(around)))


@dataclass(frozen=True)
class Sheet:
    """One page of a list: which rows, and what stands before and after it."""

    items: QuerySet
    url: str
    number: int
    count: int  # of pages
    total: int  # of rows, the withdrawn among them

    def rows(self) -> QuerySet:
        """The rows of this page, reached from whichever end is nearer."""
        start = (self.number - 1) * SIZE
        end = self.total if self.number == self.count else self.number * SIZE
        if start * 2 > self.total:
            return self.items.order_by("-docid")[self.total - end : self.total - start]
        return self.items.order_by("docid")[start:end]

    def context(self) -> dict:
        newest = self.number == self.count
        return {
            "rows": _rows(self.rows()),
            "number": self.number if self.count > 1 else 0,
            "total": self.items.live().count() if newest else None,
            "newest": self.url,
            "oldest": f"{self.url}p1/",
            "newer": "" if newest else f"{self.url}p{self.number + 1}/",
            "older": f"{self.url}p{self.number - 1}/" if self.number > 1 else "",
        }


def _sheet(items: QuerySet, url: str, asked: str | None) -> Sheet:
    total = items.count()
    count = _pages(total)
    return Sheet(items, url, int(asked) if asked else count, count, total)


def _pages(total: int) -> int:
    return max(1, total // SIZE)


def _reaches(items: QuerySet, asked: str) -> bool:
    return int(asked) <= _pages(items.count())


def _rows(query: QuerySet) -> list[dict]:
    """Rows as lists print them, newest first, without the withdrawn."""
    named = query.values_list("docid", "address", "title", "moment", "validity", "withdrawn")
    return [
        {"url": f"/d/{address}/", "title": title, "moment": moment, "validity": _mark(validity)}
        for _, address, title, moment, validity, withdrawn in sorted(named, reverse=True)
        if withdrawn is None
    ]


def _mark(validity: str) -> str:
    return VALIDITY[validity] if validity not in ("", "valid") else ""


def _few(codes: list[str], count: int = FEW) -> list[dict]:
    """The newest items of some columns: a few of each, then the newest of those; each costs a step into the index."""
    some = [
        row
        for code in codes
        for row in Shown.objects.live().filter(column=code).order_by("-docid").values_list("docid", flat=True)[:count]
    ]
    return _rows(Shown.objects.filter(docid__in=sorted(some, reverse=True)[:count]))


def _home(around: Frame) -> bytes:
    tops = [(column, _few([one.code for one in column.family()])) for column in around.tops]
    parts = [("法定主动公开内容", "/c/")]
    parts += [(f"政府信息公开{name}", f"/t/{code}/") for code, name in around.parts.items() if code != "about"]
    context = {
        "sections": [(column, rows) for column, rows in tops if rows],
        "results": _rows(Shown.objects.live().filter(kind="result").order_by("-docid")[:FEW]),
        "parts": parts,
        "units": len(around.units),
        "total": Shown.objects.live().filter(kind__in=LISTED).count(),
    }
    meta = [("ColumnName", "首页"), ("ColumnDescription", f"{around.face.title}首页")]
    meta += [("ColumnKeywords", "政务公开,政府信息公开"), ("ColumnType", "首页")]
    return rendered("publication/home.html", {**around.around(here="/", title="首页", crumbs=[], meta=meta), **context})


def _columns(around: Frame) -> bytes:
    counts = dict(Shown.objects.live().exclude(column="").values_list("column").annotate(Count("id")).order_by())
    branches = [_branch(column, "", counts) for column in around.tops]
    title = "法定主动公开内容"
    meta = [("ColumnName", title), ("ColumnDescription", "按栏目查看主动公开的政府信息")]
    meta += [("ColumnKeywords", "政府信息公开目录"), ("ColumnType", "信息公开目录")]
    context = around.around(here="/c/", title=title, crumbs=[(title, "")], meta=meta)
    return rendered("publication/columns.html", {**context, "branches": branches})


def _branch(column: Column, current: str, counts: dict[str, int] | None = None) -> dict:
    family = [one.code for one in column.family()]
    return {
        "title": column.name,
        "url": column.url,
        "current": column.code == current,
        "count": sum(counts.get(code, 0) for code in family) if counts is not None else None,
        "open": current in family,
        "branches": [_branch(one, current, counts) for one in column.below],
    }


def _column(column: Column, sheet: Sheet, around: Frame) -> bytes:
    path = around.path_to(column.code)
    crumbs = [(one.name, one.url) for one in path[:-1]] + [(column.name, "")]
    context = around.around(here=path[0].url, title=column.name, crumbs=crumbs, meta=around.meta(column.code))
    newest = sheet.number == sheet.count
    below = [(one, _few([each.code for each in one.family()])) for one in column.below] if newest else []
    more = {
        "column": column,
        "below": below,
        "top": path[0],
        "branches": [_branch(one, column.code) for one in path[0].below],
        "feed": f"{column.url}feed.xml",
        "empty": "本栏目还没有公布信息",
    }
    return rendered("publication/column.html", {**context, **more, **sheet.context()})


def _units(around: Frame) -> bytes:
    groups = [(kind, list(some)) for kind, some in groupby(around.units.values(), key=lambda one: one.kind)]
    meta = [("ColumnName", "机构职能"), ("ColumnDescription", "各单位职责、地址、办公时间和联系方式")]
    meta += [("ColumnKeywords", "机构,职能,联系方式"), ("ColumnType", "机构职能")]
    context = around.around(here="/u/", title="机构职能", crumbs=[("机构职能", "")], meta=meta)
    return rendered("publication/units.html", {**context, "groups": groups})


def _unit(unit: Unit, sheet: Sheet, around: Frame) -> bytes:
    said = unit.fields
    named = {"full_name": "规范全称", "leader": "负责人", "address": "办公地址", "hours": "办公时间"}
    named |= {"phone": "联系电话", "fax": "传真", "email": "电子邮箱"}
    crumbs = [("机构职能", "/u/"), (unit.name, "")]
    meta = [("ColumnName", unit.name), ("ColumnDescription", f"{unit.name}的职责和公开的信息")]
    meta += [("ColumnKeywords", unit.name), ("ColumnType", "机构职能")]
    more = {
        "unit": unit,
        "facts": [(label, said[name]) for name, label in named.items() if said[name]],
        "duties": said["duties"],
        "empty": "本单位还没有公布信息",
    }
    context = around.around(here="/u/", title=unit.name, crumbs=crumbs, meta=meta)
    return rendered("publication/unit.html", {**context, **more, **sheet.context()})


def _part(part: str, around: Frame) -> bytes:
    query = Shown.objects.live().filter(kind="text", fields__part=part).order_by("-docid")
    title = f"政府信息公开{TEXTS[part]}"
    types = {"guide": "信息公开指南", "report": "信息公开年报"}
    meta = [("ColumnName", title), ("ColumnDescription", title), ("ColumnKeywords", title)]
    meta.append(("ColumnType", types.get(part, "其他")))
    context = around.around(here=f"/t/{part}/", title=title, crumbs=[(title, "")], meta=meta)
    return rendered("publication/part.html", {**context, "rows": _rows(query)})


def _kept(path: str, tag: str, make) -> Page:
    return Page(tag, kept(path, tag, make))
