"""The staff list of records, the lists beside it, and the units to choose from in them."""

from django.urls import reverse

from gongkai import tables
from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import STATES
from gongkai.look.filters import Choice, Days, Words
from gongkai.look.lists import Column, Listing

MOST_EXPORTED = 50_000


def listing(request) -> Listing:
    """Records that the asking post may see, newest first."""
    post = request.post
    rows = Disclosure.objects.visible_to(post).select_related("case__unit", "topic")
    return Listing(
        request,
        rows,
        columns=[
            Column("标题", "case.title", url=lambda row: reverse("disclosures:record", args=[row.pk])),
            Column("栏目", "topic.name"),
            Column("单位", "case.unit.name"),
            Column("状态", "case.status_label"),
            Column("索引号", lambda row: row.index_no or ""),
            Column("形成时间", "case.opened", kind="day"),
            Column("公开时间", "published", kind="day", sort="published"),
        ],
        filters=[
            Words("q", "标题含", paths=("case__title", "index_no")),
            Choice("status", "状态", choices=list(STATES.items()), path="case__status"),
            Choice("unit", "单位", choices=lambda: units(post), path="case__unit"),
            Choice("topic", "栏目", choices=_topics, path="topic"),
            Days("published", "公开时间"),
        ],
        order="-case",
        exports=True,
        title="公开事项",
        row_template="disclosures/row.html",
        empty=("还没有公开事项", "从新建一条公开信息开始，或导入旧系统的文件。", ("新建", reverse("disclosures:form"))),
    )


def workbook(found: Listing) -> bytes:
    """The same list as an Excel workbook."""
    columns = [tables.OutColumn(title, width=width) for title, width in COLUMNS]
    rows = [
        (
            row.case.title, row.topic.name, row.case.unit.name, row.case.status_label, row.index_no or "",
            row.case.opened.astimezone(BEIJING).date(),
            row.published.astimezone(BEIJING).date() if row.published else None,
        )
        for row in found.matching()[:MOST_EXPORTED]
    ]  # fmt: skip
    return tables.write_xlsx(None, [tables.OutSheet("公开事项", columns, rows, "公开事项")])


COLUMNS = (("标题", 60), ("栏目", 20), ("单位", 16), ("状态", 20), ("索引号", 32), ("形成时间", 14), ("公开时间", 14))


def tabs(current: str) -> list[dict]:
    """The lists of records side by side."""
    names = (
        ("公开事项", "disclosures:list"),
        ("复看和责任人", "disclosures:ageing"),
        ("批量办理", "disclosures:sweeps"),
        ("归档", "disclosures:archives"),
        ("预算决算", "disclosures:budgets"),
        ("发布渠道", "disclosures:channels"),
        ("解读", "disclosures:unexplained"),
        ("政策问答", "answers:list"),
        ("新闻发布会", "disclosures:conferences"),
        ("链接和词库", "writing:dead-links"),
    )
    here = current if ":" in current else f"disclosures:{current}"
    return [{"title": title, "url": reverse(name), "current": name == here} for title, name in names]


def units(post):
    """Units whose records the post sees, to choose from."""
    keys = post.unit_keys()
    found = Unit.objects.all() if keys is None else Unit.objects.filter(pk__in=keys)
    return [(unit.pk, unit.name) for unit in found]


def _topics():
    return [(topic.pk, topic.name) for topic in Topic.objects.filter(children=None)]
