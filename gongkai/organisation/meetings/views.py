"""Staff pages of meetings: the list, entering one, one meeting with its minutes, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.organisation.meetings import entering
from gongkai.organisation.meetings.forms import MeetingForm, StepForm
from gongkai.organisation.meetings.steps import KIND
from gongkai.organisation.models import Meeting, MeetingSort
from gongkai.organisation.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """The meetings this post may see."""
    found = Listing(
        request,
        Meeting.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("议题", "case.title", url=lambda row: reverse("organisation:work-meeting", args=[row.pk])),
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
    page = {
        "listing": found, "tabs": tabs(request, "work-meetings"), "page_title": "政务公开会议",
        "may_enter": request.post.role in KIND.steps["enter"].roles,
    }  # fmt: skip
    return render(request, "organisation/work_meetings.html", page)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = MeetingForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    papers.keep(request, form, form.kept, now())

    def do():
        said = (form.cleaned_data["title"], form.told())
        row = entering.enter_meetings([said], request.post, now())[0]
        return told(request, reverse("organisation:work-meeting", args=[row.pk]), "已登记，请分管领导核定")

    return act_page(request, "登记会议", form, do, back=reverse("organisation:work-meetings"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("单位", row.case.unit.name), ("类别", row.get_sort_display()), ("召开日期", row.held),
        ("主持人", row.chair), ("主要负责人", "主持或者到会" if row.principal else ""),
        ("参加人员", row.there), ("人数", row.people), ("议定和部署事项", row.decided),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "list_url": reverse("organisation:work-meetings"),
        "list_title": "会议", "files_title": "会议记录",
        "files": [(name, reverse("organisation:minutes", args=[key, sha256])) for sha256, name in row.minutes],
        "panel": panel(row.case, request.post, now(), "organisation:work-meeting-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("organisation:work-meeting", args=[key])

    def bound(data, step):
        form = StepForm(data, step=step, meeting=row, files=request.FILES if data is not None else None)
        if step.name == "amend" and not (data is not None and ways.why_not(row.case, step, request.post, now())):
            papers.keep(request, form, form.kept, now())
        return form

    return step_page(request, row.case, name, back=back, form=bound)


@require_safe
def minutes(request, key: int, sha256: str):
    """The minutes of a meeting, for staff who may see it."""
    row = _visible(request, key)
    return papers.hand_out(row.minutes, sha256)


def _visible(request, key: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.post).select_related("case__unit"), pk=key)
