"""Staff pages of press conferences: the list, planning one, one with its papers and published items, its steps."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.disclosures import listing
from gongkai.disclosures.conferences import holding
from gongkai.disclosures.conferences.forms import PlanForm, StepForm
from gongkai.disclosures.conferences.steps import KIND
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.files import papers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

LIST = ("disclosures:conferences", "新闻发布会")


@require_safe
def index(request):
    """The press conferences this post may see."""
    found = Listing(
        request,
        Conference.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("应举行日期", "planned", kind="day", sort="planned"),
            Column("报告县政府", "reported", kind="day"),
            Column("举行日期", "held", kind="day"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-planned",
        title="新闻发布会",
        empty=("还没有新闻发布会", "重大活动和事件要举行发布会的，先在这里登记，报告县政府以后再举行。", None),
    )
    more = {"tabs": listing.tabs("conferences"), "room": "公开事项", "above": "disclosures/who_owes_conferences.html"}
    return light.list_page(request, found, KIND.steps["plan"], ("拟举行发布会", "disclosures:new-conference"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["plan"], request.post)
    form = PlanForm(request.POST or None)

    def do():
        row = holding.plan_conferences([holding.Plan(**form.cleaned_data)], request.post, now())[0]
        return told(request, light.address(row), "已登记，请先报告县政府再举行")

    return act_page(request, "拟举行发布会", form, do, back=reverse("disclosures:conferences"))


@require_safe
def record(request, key: int):
    row = light.visible(request, Conference, key)
    facts = [
        ("单位", row.case.unit.name), ("事由", row.event), ("应举行日期", row.planned),
        ("报告县政府", row.reported), ("举行日期", row.held), ("是否及时", _in_time(row)), ("发布人", row.speakers),
        ("参加媒体", row.media), ("主要负责人", _principal(row)), ("视频", row.recording),
    ]  # fmt: skip
    items = row.items.select_related("case").order_by("pk")
    open_to = set(Disclosure.objects.visible_to(request.post).filter(pk__in=items).values_list("pk", flat=True))
    more = {
        "files_title": "发布稿和照片", "files": light.files("disclosures:conference-paper", row, row.papers),
        "links_title": "公开的信息",
        "links": [(one.case.title, light.address(one) if one.pk in open_to else "") for one in items],
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, Conference, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


@require_safe
def paper(request, key: int, sha256: str):
    """A paper of a conference, for staff who may see it."""
    return papers.hand_out(light.visible(request, Conference, key).papers, sha256)


def _in_time(row: Conference) -> str:
    if row.held is None:
        return ""
    late = (row.held - row.planned).days
    return f"晚了 {late} 天" if late > 0 else "及时"


def _principal(row: Conference) -> str:
    if row.held is None:
        return ""
    return "出席" if row.principal else "没有出席"
