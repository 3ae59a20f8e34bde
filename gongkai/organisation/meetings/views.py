"""Staff pages of meetings: the list, entering one, one meeting with its minutes, its steps."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.organisation.meetings import entering
from gongkai.organisation.meetings.forms import MeetingForm, StepForm
from gongkai.organisation.meetings.steps import KIND
from gongkai.organisation.models import Meeting, MeetingSort
from gongkai.organisation.tabs import tabs

LIST = ("organisation:work-meetings", "会议")


@require_safe
def index(request):
    """The meetings this post may see."""
    found = Listing(
        request,
        Meeting.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("议题", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("类别", "get_sort_display", kind="word"),
            Column("召开日期", "held", kind="day", sort="held"),
            Column("人数", "people", kind="number"),
            Column("会议记录", lambda row: f"{len(row.minutes)} 份" if row.minutes else "没有", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=MeetingSort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-held",
        title="政务公开会议",
        empty=("还没有登记会议", "领导小组会议、听取汇报、部署会和例会开过以后，在这里登记，附上会议记录。", None),
    )
    more = {"tabs": tabs(request, "work-meetings"), "room": "组织"}
    return light.list_page(request, found, KIND.steps["enter"], ("登记会议", "organisation:new-work-meeting"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = MeetingForm(*light.sent(request))
    papers.keep(request, form, form.kept, now())

    def do():
        said = (form.cleaned_data["title"], form.told())
        row = entering.enter_meetings([said], request.post, now())[0]
        return told(request, light.address(row), "已登记，请分管领导核定")

    return act_page(request, "登记会议", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = light.visible(request, Meeting, key)
    facts = [
        ("单位", row.case.unit.name), ("类别", row.get_sort_display()), ("召开日期", row.held),
        ("主持人", row.chair), ("主要负责人", "主持或者到会" if row.principal else ""),
        ("参加人员", row.there), ("人数", row.people), ("议定和部署事项", row.decided),
    ]  # fmt: skip
    kept = light.files("organisation:minutes", row, row.minutes)
    return light.record_page(request, row, facts, LIST, files=kept, files_title="会议记录")


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, Meeting, key)
    return light.row_step(request, row, name, partial(StepForm, meeting=row))


@require_safe
def minutes(request, key: int, sha256: str):
    """The minutes of a meeting, for staff who may see it."""
    return papers.hand_out(light.visible(request, Meeting, key).minutes, sha256)
