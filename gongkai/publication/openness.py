"""政府信息公开: the one section of that name with its four parts and the way to apply (国办公开办函〔2019〕61号)."""

import hashlib

from gongkai.papers import request_form, word
from gongkai.publication import stamps, tags, things
from gongkai.publication.frame import KEPT_IN, OPENNESS, SECTION, Column, Frame, Unit, frame
from gongkai.publication.lists import GOVERNMENT
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered
from gongkai.publication.records import TEXTS
from gongkai.publication.sheets import rows_of

FEW = 5
CONTENTS = "法定主动公开内容"  # the third part: what stands under it is told one by one
REACHED = {
    "office": "受理机构", "address": "办公地址", "hours": "办公时间", "phone": "联系电话", "fax": "传真",
    "email": "电子邮箱",
}  # fmt: skip
BESIDE = {"window": "服务窗口"}  # not of the six, told where there is one
POINTS = "points"  # the kind of list that names 受理点 and 查阅点


def section() -> Page:
    number, around = stamps.of_scope("all")
    tag = etag(number, around)
    return Page(tag, kept(SECTION, tag, lambda: _section(frame(around))))


def form() -> Page:
    """The blank form for requests, to be printed or typed into."""
    content = request_form.docx()
    return Page(etag("form", hashlib.sha256(content).hexdigest()[:8]), lambda: content, word.MEDIA)


def _section(around: Frame) -> bytes:
    tops = (one.below if one.name == CONTENTS else [one] for one in around.tops if not one.stands)
    contents = [one for some in tops for one in some if one.type != "其他" or one.below]
    county = next((unit for unit in around.units.values() if unit.kind == GOVERNMENT), None)
    lists = [("全部栏目", "/c/")]
    lists += [(name, url) for kind, name, url in LASTING if Shown.objects.live().filter(kind=kind).exists()]
    context = {
        "parts": [(f"{OPENNESS}{TEXTS[part]}", *_part(part, around, county)) for part in ("guide", "rules", "report")],
        "contents": [(one.name, one.url) for one in contents],
        "lists": lists,
        "apply": _part("apply", around, county),
        "reached": _reached(county),
        "points": Shown.objects.live().filter(kind="register", fields__register=POINTS).exists() and f"/l/{POINTS}/",
    }
    says = "政府信息公开指南、制度、法定主动公开内容、年报和依申请公开"
    meta = tags.of_list(OPENNESS, says, "政府信息公开,依申请公开", "信息公开目录")
    where = {"here": SECTION, "url": SECTION, "crumbs": [(OPENNESS, "")]}
    return rendered("openness", around, context, title=OPENNESS, meta=meta, thing=things.LIST, **where)


LASTING = (("register", "清单", "/l/"), ("dossier", "全过程公开和专题", "/g/"), ("answer", "政策问答", "/q/"))


def _part(part: str, around: Frame, county: Unit | None) -> tuple[str, list[dict]]:
    """Where a part stands, by its column or else by its own list, and its newest items: first the government's own."""
    column = _column(part, around)
    held = Shown.objects.live().filter(column=column.code) if column else _texts(part)
    own = held.filter(unit=county.code).order_by("-docid")[:FEW] if county else held.none()
    rows = rows_of(own) or rows_of(held.order_by("-docid")[:FEW])
    return column.url if column else f"/t/{part}/", rows


def _column(part: str, around: Frame) -> Column | None:
    named = (one for one in around.tops if one.name == f"{OPENNESS}{TEXTS[part]}")
    typed = (one for one in around.columns.values() if one.type == KEPT_IN.get(part))
    return next(named, None) or next(typed, None)


def _texts(part: str):
    return Shown.objects.live().filter(kind="text", fields__part=part)


def _reached(county: Unit | None) -> list[tuple[str, str]]:
    """The six elements of who takes requests for the government (KF-T1.10)."""
    said = county.fields if county else {}
    return [(name, said[field]) for field, name in (REACHED | BESIDE).items() if said.get(field)]
