"""The staff list of plans."""

from django.db.models import Count, Q
from django.urls import reverse

from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.plans.models import Plan
from gongkai.plans.steps import KIND


def plans(request) -> Listing:
    rows = Plan.objects.visible_to(request.post).select_related("case__unit")
    settled = Q(tasks__case__status="accepted")
    rows = rows.annotate(many=Count("tasks", distinct=True), done=Count("tasks", filter=settled, distinct=True))
    return Listing(
        request,
        rows,
        columns=[
            Column("计划", "case.title", url=lambda row: reverse("plans:plan", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("年度", lambda row: str(row.year), kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("已验收", lambda row: f"{row.done} / {row.many}" if row.many else "", kind="word"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "lines__says")),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order=("-year", "case"),
        title="年度计划",
        empty=("还没有年度计划", "起草计划，导入要点，读出任务和牵头单位，批准后下达。", None),
    )
