"""文件库: the documents that bind, how they stand, what explains them; and what hangs on each paper above (BW-1)."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.disclosures.models import Disclosure, EditionLink
from gongkai.disclosures.vocabulary import LinkKind, Validity
from gongkai.look import answers
from gongkai.look.filters import Choice, Days, Flag, Words
from gongkai.look.lists import Column, Listing

MOST_EXPORTED, MOST_UPPER = 20_000, 500


@require_safe
def papers(request):
    """Documents with a validity that this post may see, or the same as a workbook."""
    found = _listing(request)
    if found.exporting:
        return answers.download(_workbook(found), "文件库.xlsx")
    page = {"listing": found, "tabs": tabs("papers"), "page_title": "文件库"}
    return render(request, "cleanups/papers.html", page)


@require_safe
def upper(request):
    """Papers that public documents carry out, here and elsewhere, each with what hangs on it."""
    page = {"uppers": hanging(request.post), "tabs": tabs("upper"), "page_title": "上级文件"}
    return render(request, "cleanups/upper.html", page)


def hanging(post: Post) -> list[dict]:
    """[{title, key, below: [{title, key}]}], the papers on which most hangs first."""
    links = EditionLink.objects.filter(kind=LinkKind.IMPLEMENTS, edition__disclosure__live=F("edition"))
    links = links.filter(edition__disclosure__in=Disclosure.objects.visible_to(post)).select_related(
        "edition", "target__live"
    )
    found: dict[tuple, dict] = {}
    for link in links.order_by("pk"):
        title = link.target.last_out.title if link.target else link.outside
        row = found.setdefault((link.target_id, link.outside), {"title": title, "key": link.target_id, "below": []})
        row["below"].append({"title": link.edition.title, "key": link.edition.disclosure_id})
    return sorted(found.values(), key=lambda row: -len(row["below"]))[:MOST_UPPER]


def tabs(current: str) -> list[dict]:
    named = (("papers", "文件库"), ("upper", "上级文件"), ("list", "文件清理"))
    return [{"title": title, "url": reverse(f"cleanups:{name}"), "current": name == current} for name, title in named]


def _rows(post: Post) -> QuerySet[Disclosure]:
    told = Disclosure.objects.filter(live__interprets=OuterRef("pk"))
    above = EditionLink.objects.filter(edition=OuterRef("live"), kind=LinkKind.IMPLEMENTS)
    below = (
        EditionLink.objects.filter(target=OuterRef("pk"), kind=LinkKind.IMPLEMENTS)
        .order_by().values("target").annotate(many=Count("pk")).values("many")
    )  # fmt: skip
    rows = Disclosure.objects.visible_to(post).filter(live__isnull=False).exclude(validity="")
    return rows.select_related("case__unit", "live").annotate(
        explained=Exists(told), carries_out=Exists(above), below=Coalesce(below, 0)
    )


def _listing(request) -> Listing:
    return Listing(
        request,
        _rows(request.post),
        columns=[
            Column("文件", "live.title", url=lambda row: reverse("disclosures:record", args=[row.pk])),
            Column("发文字号", "live.doc_no"),
            Column("单位", "case.unit.name", kind="word"),
            Column("有效性", "get_validity_display", kind="word"),
            Column("施行", "live.effective_on", kind="day"),
            Column("有效期至", "live.expires_on", kind="day"),
            Column("解读", lambda row: "有" if row.explained else "还没有", kind="word"),
            Column("上级文件", lambda row: "已登记" if row.carries_out else "—", kind="word"),
            Column("据此制定", "below", kind="number"),
        ],
        filters=[
            Words("q", "标题或文号含", paths=("live__title", "live__doc_no")),
            Choice("validity", "有效性", choices=Validity.choices),
            Choice("unit", "单位", choices=lambda: Unit.objects.values_list("pk", "name"), path="case__unit"),
            Days("expires", "有效期至", path="live__expires_on"),
            Flag("bare", "只看还没有解读的", condition=Q(explained=False)),
        ],
        order="-case",
        exports=True,
        title="文件库",
        empty=("还没有填了有效性的公开文件", "规范性文件在写的时候选“有效性”，填施行日期，公开以后列在这里。", None),
    )


def _workbook(found: Listing) -> bytes:
    heads = ("文件", "发文字号", "单位", "有效性", "说明", "施行", "有效期至", "解读", "据此制定的文件数")
    rows = [
        (
            row.live.title, row.live.doc_no, row.case.unit.name, row.get_validity_display(), row.validity_note,
            row.live.effective_on, row.live.expires_on, "有" if row.explained else "还没有", row.below,
        )
        for row in found.matching()[:MOST_EXPORTED]
    ]  # fmt: skip
    columns = [tables.OutColumn(head, width=60 if head == "文件" else None) for head in heads]
    return tables.write_xlsx(None, [tables.OutSheet("文件库", columns, rows, "规范性文件库")])
