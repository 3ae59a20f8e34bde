"""The list of events, with the clock that runs soonest."""

from datetime import datetime

from django.db.models import Min, Q
from django.urls import reverse

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.look.filters import Choice, Days, Flag, Words
from gongkai.look.lists import Column, Listing
from gongkai.opinion import clocks
from gongkai.opinion.models import Event
from gongkai.opinion.vocabulary import OUT, STATES, Grade, Sort


def events(request, at: datetime) -> Listing:
    rows = Event.objects.visible_to(request.post).select_related("case__unit")
    rows = rows.annotate(due=Min("case__dues__due", filter=Q(case__dues__done=None)))
    return Listing(
        request,
        rows,
        columns=[
            Column("事件", "case.title", url=lambda row: reverse("opinion:record", args=[row.pk])),
            Column("责任单位", "case.unit.name", kind="word"),
            Column("等级", "get_grade_display", kind="word"),
            Column("类别", lambda row: row.get_sort_display() or "待研判"),
            Column("知悉时间", "noticed", kind="moment", sort="noticed"),
            Column("时限", lambda row: _left(row, at)),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "summary")),
            Choice("grade", "等级", choices=Grade.choices),
            Choice("sort_of", "类别", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(STATES.items()), path="case__status"),
            Choice("unit", "单位", choices=lambda: _units(request.post), path="case__unit"),
            Days("noticed", "知悉"),
            Flag("late", "只看超期", Q(due__lt=at) & ~Q(case__status__in=OUT)),
            Flag("drill", "只看演练", Q(drill=True)),
        ],
        order="-noticed",
        exports=True,
        title="舆情事件",
        empty=("还没有舆情事件", "监测到的、媒体报道的、群众反映的，在这里登记或者用表格导入。", None),
    )


def workbook(rows) -> bytes:
    """The same rows as a file: without anything that people wrote."""
    out = tables.OutColumn
    columns = [
        out("事件", width=40), out("责任单位", width=16), out("等级"), out("类别", width=18), out("事发时间", "moment"),
        out("知悉时间", "moment"), out("登记时间", "moment"), out("首次发布", "moment"), out("状态", width=18),
    ]  # fmt: skip
    lines: list[tuple] = [
        (
            row.case.title, row.case.unit.name, row.get_grade_display(), row.get_sort_display() or "待研判",
            _moment(row.happened), _moment(row.noticed), _moment(row.case.opened), _moment(row.first),
            row.case.status_label,
        )
        for row in rows.annotate(first=Min("releases__released"))
    ]  # fmt: skip
    return tables.write_xlsx(None, [tables.OutSheet("舆情事件", columns, lines, "舆情事件")])


def _moment(at: datetime | None) -> datetime | None:
    return at.astimezone(BEIJING) if at else None


def _left(row: Event, at: datetime) -> str:
    due = getattr(row, "due", None)
    return clocks.left(due, at) if due else ""


def _units(post: Post) -> list[tuple[int, str]]:
    keys, rows = post.unit_keys(), Unit.objects.filter(cases__kind=clocks.KIND).distinct().order_by("order", "pk")
    return list((rows if keys is None else rows.filter(pk__in=keys)).values_list("pk", "name"))
