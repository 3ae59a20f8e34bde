"""政策服务: policies by whom they are for: groups of people, events of life, business of firms (C12)."""

from dataclasses import dataclass

from django.db.models import Count

from gongkai import shelf
from gongkai.checks.concerns import GROUPS, Door
from gongkai.publication import dossiers, lists, sheets, stamps, tags, things
from gongkai.publication.concerns import GUIDE, LIST, POLICY, of
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown, ShownConcern
from gongkai.publication.pages import Page, etag, kept, rendered
from gongkai.publication.records import VALIDITY

ROOT, TITLE = "/p/", "政策服务"
SAYS = "按人群、按人生事项、按企业事项查现行有效的政策、解读和办事指南"
FEW = 6
NAMES = {POLICY: "政策", GUIDE: "办事指南和服务事项"}
SHORT = ((POLICY, "政策"), (GUIDE, "指南"), (LIST, "清单"))
IN_FORCE = {POLICY: "没有失效和废止的，新的在前。", GUIDE: "新的在前。"}
OPEN = ("", "valid")  # how a policy stands that needs no word


def whole() -> Page:
    """/p/: every door with how much stands behind it."""
    number, around = stamps.of_scope("all")
    tag = etag("policies", number, around)
    return Page(tag, kept(ROOT, tag, lambda: _whole(frame(around))))


def door(code: str, number: str | None = None) -> Page | None:
    """/p/<code>/: the policies for somebody, the newest page, or page ``number`` counted from the oldest."""
    return _page(POLICY, code, number)


def guides(code: str, number: str | None = None) -> Page | None:
    """/p/<code>/guides/: guides and items of service for somebody; None where there never was one."""
    return _page(GUIDE, code, number) if of(GUIDE, code).exists() else None


def url_of(sort: str, code: str) -> str:
    return f"{ROOT}{code}/" + ("guides/" if sort == GUIDE else "")


@dataclass(frozen=True)
class Sheet(sheets.Sheet):
    """One page of what stands behind a door; what is over or withdrawn leaves a gap."""

    def context(self) -> dict:
        standing = self.items.filter(stands=True).count() if self.number == self.count else None
        return self.turning() | {"rows": told(self.rows()), "total": standing}


def told(found) -> list[dict]:
    """Rows as a door prints them, newest first: with their numbers, or who put them out, and what explains them."""
    keys = [key for key, stands in found.values_list("source_id", "stands") if stands]
    if not keys:
        return []
    named = ("docid", "key", "address", "title", "moment", "validity", "fields__doc_no", "fields__unit_name")
    rows = sorted(Shown.objects.filter(pk__in=keys).values_list(*named), reverse=True)
    explained = dossiers.explanations([row[1] for row in rows])
    return [
        {
            "url": f"/d/{address}/", "title": title, "moment": moment, "more": number or unit,
            "validity": "" if validity in OPEN else VALIDITY[validity], "explained": explained.get(key, ()),
        }
        for _, key, address, title, moment, validity, number, unit in rows
    ]  # fmt: skip


def _page(sort: str, code: str, number: str | None) -> Page | None:
    changes, around = stamps.of_scope(f"{sort}:{code}")
    found, items = shelf.concerns().doors.get(code), of(sort, code)
    if found is None or (number and int(number) > sheets.pages_of(items.count())):
        return None
    sheet, tag = sheets.sheet(items, url_of(sort, code), number, Sheet), etag(sort, changes, around)
    return Page(tag, kept(sheet.path, tag, lambda: _made(found, sort, sheet, frame(around))))


def _whole(around: Frame) -> bytes:
    standing = ShownConcern.objects.filter(stands=True).order_by().values_list("code", "sort")
    counts = {(code, sort): many for code, sort, many in standing.annotate(Count("pk"))}
    known = shelf.concerns().doors.values()
    held = [
        (one, [(word, counts[one.code, sort]) for sort, word in SHORT if (one.code, sort) in counts]) for one in known
    ]
    grouped = ((name, [one for one in held if one[0].group == group and one[1]]) for group, name in GROUPS.items())
    context = {"groups": [(name, some) for name, some in grouped if some], "says": SAYS}
    meta, where = tags.of_list(TITLE, SAYS, "政策,人群,人生事项,企业", "办事服务"), {"here": ROOT, "url": ROOT}
    crumbs = [(TITLE, "")]
    return rendered("policies", around, context, title=TITLE, crumbs=crumbs, meta=meta, thing=things.LIST, **where)


def _made(found: Door, sort: str, sheet: sheets.Sheet, around: Frame) -> bytes:
    url, is_first = url_of(POLICY, found.code), sort == POLICY and sheet.path == sheet.url
    name = f"{found.name}：{NAMES[sort]}"
    context = {
        "name": name,
        "says": IN_FORCE[sort],
        "empty": f"没有现行有效的{found.name}政策" if sort == POLICY else "没有办事指南",
        "guides": told(of(GUIDE, found.code).filter(stands=True).order_by("-docid")[:FEW]) if is_first else (),
        "all_guides": url_of(GUIDE, found.code),
        "lists": _lists(found.code) if is_first else (),
        "feed": f"{url}feed.xml" if sort == POLICY else "",
        **sheet.context(),
    }
    last = [(found.name, "")] if sort == POLICY else [(found.name, url), (NAMES[sort], "")]
    meta = tags.of_list(name, f"与{found.name}有关的{NAMES[sort]}", found.name, "办事服务")
    head = lists.alternate(f"{url}feed.xml", found.name)
    where = {"here": ROOT, "url": sheet.path, "crumbs": [(TITLE, ROOT), *last]}
    title = sheet.titled(name)
    return rendered("policies_door", around, context, title=title, meta=meta, head=head, thing=things.LIST, **where)


def _lists(code: str) -> list[tuple[str, str]]:
    """Kinds of list that belong to a door and that somebody has published."""
    named = of(LIST, code).filter(stands=True).values_list("source__fields__register", "source__fields__register_name")
    return sorted({(f"/l/{kind}/", name) for kind, name in named})
