"""Staff pages of readers' reports: the list, one report, its steps."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light, looks
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.panel import panel
from gongkai.corrections import reading
from gongkai.corrections.forms import StepForm
from gongkai.corrections.models import ERASED, Outcome, Report
from gongkai.corrections.steps import STATES
from gongkai.look.filters import Choice, Days
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under


@require_safe
def index(request):
    """Reports this post may see, newest first."""
    found = Listing(
        request,
        Report.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("网页", "case.title", url=light.address),
            Column("问题", "get_sort_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("结果", "get_outcome_display", kind="word"),
            Column("收到时间", "at", kind="day"),
            Column("答复时间", "answered", kind="day"),
        ],
        filters=[
            Choice("status", "状态", choices=list(STATES.items()), path="case__status"),
            Choice("outcome", "结果", choices=Outcome.choices),
            Days("at", "收到时间"),
        ],
        order="-case",
        title="读者纠错",
        empty=("还没有读者纠错", "读者在公开页面的下方点“纠错”，提交的内容到这里。", None),
    )
    return light.list_page(request, found)


@require_safe
def record(request, key: int):
    """One report. Its words are for those who handle it, not for those who look on."""
    row = _visible(request, key)
    at = now()
    words, contact = reading.words(row, request.post, at)
    facts = [
        ("问题", row.get_sort_display()), ("渠道", f"{row.about}：{row.get_channel_display()}" if row.about else ""),
        ("发现", "系统自己发现" if row.about and not row.sender else ""), ("单位", row.case.unit.name),
        ("结果", row.get_outcome_display()),
        ("更正的版本", f"第{row.edition.number}版" if row.edition else ""),
        ("联系方式", contact),
    ]  # fmt: skip
    page = {
        "report": row, "facts": facts, "words": words, "page_title": row.case.title,
        "panel": panel(row.case, request.post, at, "corrections:step"), **looks.of(row.case),
        "erased": row.sender == ERASED,
        "public_url": url_under(row.page) if row.page else "",
    }  # fmt: skip
    return render(request, "corrections/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table, with its words."""
    return light.row_step(request, _visible(request, key), name, StepForm, gone=reverse("corrections:list"))


def _visible(request, key: int) -> Report:
    return light.visible(request, Report, key, "disclosure", "edition", "about")
