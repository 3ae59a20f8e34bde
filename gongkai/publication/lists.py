"""Pages that list: the first page, columns, units, standing texts."""

from django.db.models import Count, Max
from django.utils.html import format_html

from gongkai.publication import about, concerns, emergency, stamps, tags, things
from gongkai.publication.frame import KEPT_IN, OPENNESS, SECTION, Column, Frame, Unit, frame
from gongkai.publication.models import Shown, ShownDate
from gongkai.publication.pages import Page, etag, kept, rendered
from gongkai.publication.records import TEXTS
from gongkai.publication.sheets import FEW, Sheet, few, reaches, rows_of, sheet

MOST_LISTS = 12
LISTED = ("document", "result", "text", "register", "dossier", "emergency", "glance", "answer")


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
    if number and not reaches(items, number):
        return None
    tag = etag(changes, around)
    return _kept(f"{found.url}{number}", tag, lambda: _column(found, sheet(items, found.url, number), frame(around)))


def units() -> Page:
    _, around = stamps.of_scope("all")
    return _kept("/u/", etag("u", around), lambda: _units(frame(around)))


def unit(code: str, number: str | None = None) -> Page | None:
    """A unit's page with its newest items, or page ``number`` of them counted from the oldest."""
    changes, around = stamps.of_scope(f"unit:{code}")
    found = frame(around).units.get(code)
    items = Shown.objects.filter(unit=code)
    if found is None or (number and not reaches(items, number)):
        return None
    tag = etag(changes, around)
    return _kept(f"{found.url}{number}", tag, lambda: _unit(found, sheet(items, found.url, number), frame(around)))


def part(part: str) -> Page | None:
    """Standing texts of one part of the openness section: guide, rules, yearly reports."""
    number, around = stamps.of_scope("all")
    if part not in TEXTS:
        return None
    return _kept(f"/t/{part}/", etag(number, around), lambda: _part(part, frame(around)))


NEWS = "工作动态"
GOVERNMENT = "人民政府"  # the kind of unit that stands before the others


def _home(around: Frame) -> bytes:
    tops = [(one, few([below.code for below in one.family()])) for one in around.tops if not one.stands]
    tops.sort(key=lambda top: top[0].type != NEWS)  # what happened first, the rest in the catalogue's order
    parts = [("法定主动公开内容", "/c/")]
    parts += [("政策服务：按人群、按事项查政策", "/p/")] if concerns.exist() else []
    parts += [("清单", "/l/")] if Shown.objects.live().filter(kind="register").exists() else []
    parts += [("全过程公开和专题", "/g/")] if Shown.objects.live().filter(kind="dossier").exists() else []
    parts += [("政策问答", "/q/")] if Shown.objects.live().filter(kind="answer").exists() else []
    parts += [("日历：施行、届满、征求意见截止", "/calendar/")] if ShownDate.objects.exists() else []
    parts += [("公开情况一览", "/glance/")] if Shown.objects.live().filter(kind="glance").exists() else []
    parts += [(one.name, one.url) for one in around.tops if one.stands]
    parts += [(f"政府信息公开{name}", f"/t/{code}/") for code, name in around.entries.items()]
    context = {
        "sections": [(column, rows) for column, rows in tops if rows],
        "results": rows_of(Shown.objects.live().filter(kind="result").order_by("-docid")[:FEW]),
        "parts": parts,
        "running": emergency.running(),
        "units": len(around.units),
        "total": Shown.objects.live().filter(kind__in=LISTED).count(),
    }
    meta = tags.of_list("首页", f"{around.face.title}首页", "政务公开,政府信息公开", "首页")
    head = alternate("/feed.xml", around.face.title)
    return rendered(
        "home", around, context, title="首页", here="/", url="/", meta=meta, head=head, thing=things.site(around)
    )


def _columns(around: Frame) -> bytes:
    counts = dict(Shown.objects.live().exclude(column="").values_list("column").annotate(Count("id")).order_by())
    branches = [_branch(column, "", counts) for column in around.tops]
    context = {
        "alone": [one for one in branches if not one["branches"]],
        "branches": [one for one in branches if one["branches"]],
        "concerns": concerns.exist(),
    }
    title = "法定主动公开内容"
    meta = tags.of_list(title, "按栏目查看主动公开的政府信息", "政府信息公开目录", "信息公开目录")
    where = {"here": "/c/", "url": "/c/", "crumbs": [(title, "")]}
    return rendered("columns", around, context, title=title, meta=meta, thing=things.LIST, **where)


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
    newest = sheet.number == sheet.count
    context = {
        "column": column,
        "below": [(one, few([each.code for each in one.family()])) for one in column.below] if newest else [],
        **(_lasting(column=column.code) if newest else {}),
        "top": path[0],
        "branches": [_branch(one, column.code) for one in path[0].below],
        "feed": f"{column.url}feed.xml",
        "subscribe": f"/subscribe/c/{column.code}/",
        "subscribed": "本栏目",
        "empty": "本栏目还没有公布信息",
        "facts": about.facts(column) if newest else [],
        "quiet": about.quiet(column) if newest else [],
        **sheet.context(),
    }
    crumbs = around.above(path[0]) + [(one.name, one.url) for one in path[:-1]] + [(column.name, "")]
    meta, head = around.meta(column.code), alternate(f"{column.url}feed.xml", column.name)
    where = {"here": crumbs[0][1] or column.url, "url": sheet.path, "crumbs": crumbs}
    title = sheet.titled(column.name)
    return rendered("column", around, context, title=title, meta=meta, head=head, thing=things.LIST, **where)


def _units(around: Frame) -> bytes:
    kinds = sorted(dict.fromkeys(unit.kind for unit in around.units.values()), key=lambda kind: kind != GOVERNMENT)
    groups = [(kind, [unit for unit in around.units.values() if unit.kind == kind]) for kind in kinds]
    title = "机构职能"
    meta = tags.of_list(title, "各单位职责、地址、办公时间和联系方式", "机构,职能,联系方式", title)
    where = {"here": "/u/", "url": "/u/", "crumbs": [(title, "")]}
    return rendered("units", around, {"groups": groups}, title=title, meta=meta, thing=things.LIST, **where)


def _unit(unit: Unit, sheet: Sheet, around: Frame) -> bytes:
    said = unit.fields
    name = said.get("full_name") or unit.name
    named = {"leader": "负责人", "address": "办公地址", "hours": "办公时间"}
    named |= {"office": "公开工作机构", "window": "受理窗口", "phone": "联系电话", "fax": "传真", "email": "电子邮箱"}
    named["postcode"] = "邮政编码"
    context = {
        "unit": unit,
        "name": name,
        "facts": [("简称", unit.name if name != unit.name else "")]
        + [(label, said[one]) for one, label in named.items() if said.get(one)],
        "duties": said["duties"],
        "feed": f"{unit.url}feed.xml",
        "subscribe": f"/subscribe/u/{unit.code}/",
        "subscribed": "本机构",
        "kept": _kept_columns(unit, around) if sheet.number == sheet.count else [],
        **(_lasting(unit=unit.code) if sheet.number == sheet.count else {}),
        "empty": "本单位还没有公布信息",
        **sheet.context(),
    }
    crumbs = [("机构职能", "/u/"), (name, "")]
    meta = tags.of_list(unit.name, f"{unit.name}的职责和公开的信息", unit.name, "机构职能")
    where = {"here": "/u/", "url": sheet.path, "crumbs": crumbs}
    return rendered("unit", around, context, title=sheet.titled(name), meta=meta, thing=things.organ(unit), **where)


def _lasting(**where: str) -> dict[str, list[dict]]:
    """Lists (清单) and matters (全过程) of a column or a unit: kept up for years, they would sink among the items."""
    [(name, code)] = where.items()
    known = Shown.objects.live().filter(kind__in=("register", "dossier")).values_list(name, "kind", "docid")
    mine = sorted(((kind, docid) for value, kind, docid in known if value == code), reverse=True)
    found = {kind: [docid for one, docid in mine if one == kind][:MOST_LISTS] for kind in ("register", "dossier")}
    return {f"{kind}s": rows_of(Shown.objects.filter(docid__in=some)) if some else [] for kind, some in found.items()}


def _kept_columns(unit: Unit, around: Frame) -> list[tuple[Column, int, dict]]:
    """Columns in which a unit has something out, in the catalogue's order: (column, how many, the newest item)."""
    out = Shown.objects.live().filter(unit=unit.code).order_by()
    counted = {
        code: (many, newest) for code, many, newest in out.values_list("column").annotate(Count("pk"), Max("docid"))
    }
    newest = Shown.objects.filter(docid__in=[docid for _, docid in counted.values()])
    items = dict(zip(newest.order_by("-docid").values_list("column", flat=True), rows_of(newest), strict=True))
    return [(around.columns[code], counted[code][0], items[code]) for code in around.columns if code in counted]


def _part(part: str, around: Frame) -> bytes:
    query = Shown.objects.live().filter(kind="text", fields__part=part).order_by("-docid")
    title = f"政府信息公开{TEXTS[part]}"
    context = {"rows": rows_of(query), "title": title}
    kind = KEPT_IN.get(part, "其他")
    crumbs, meta = [(OPENNESS, SECTION), (title, "")], tags.of_list(title, title, title, kind)
    url = f"/t/{part}/"
    where = {"here": SECTION, "url": url, "crumbs": crumbs}
    return rendered("part", around, context, title=title, meta=meta, thing=things.LIST, **where)


def alternate(url: str, title: str) -> str:
    return format_html('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">\n', title, url)


def _kept(path: str, tag: str, make) -> Page:
    return Page(tag, kept(path, tag, make))
