"""Staff pages of supervision notices: the list, a new one to a task, one notice, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.plans import pages
from gongkai.plans.models import Notice
from gongkai.plans.tabs import tabs
from gongkai.plans.urging import sending
from gongkai.plans.urging.forms import StepForm, UrgeForm
from gongkai.plans.urging.steps import KIND
from gongkai.workflow import notices

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    found = Listing(
        request,
        Notice.objects.visible_to(request.post).select_related("case__unit", "task__case"),
        columns=[
            Column("任务", "task.case.title", url=lambda row: reverse("plans:notice", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("答复期限", "due", kind="day", sort="due"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-case",
        title="督办单",
        empty=("还没有督办单", "任务逾期或者迟缓的，由政务公开办在任务页发督办单，单位的分管领导答复。", None),
    )
    return render(request, "plans/register.html", {"listing": found, "tabs": tabs("notices"), "page_title": "督办单"})


@GET_OR_POST
def new(request, key: int):
    """A notice about the task ``key``."""
    ask_role(KIND.steps["send"], request.post)
    task = pages.task(request, key)
    form = UrgeForm(request.POST or None, day=today())

    def do():
        urging = sending.Urging(task, form.cleaned_data["asks"], form.cleaned_data["due"])
        row = sending.send_many([urging], request.post, now())[0]
        return told(request, reverse("plans:notice", args=[row.pk]), f"已发给{task.case.unit.name}")

    back = reverse("plans:task", args=[key])
    return act_page(request, "发督办单", form, do, back=back, says=task.case.title)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    page = {
        "row": row, "page_title": row.case.title, "list_url": reverse("plans:notices"), "list_title": "督办单",
        "facts": [
            ("单位", row.case.unit.name), ("答复期限", row.due), ("督办要求", row.asks), ("办理情况", row.answer),
        ],
        "links": [(row.task.case.title, reverse("plans:task", args=[row.task_id]))], "links_title": "任务",
        "panel": panel(row.case, request.post, now(), "plans:notice-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return step_page(request, row.case, name, back=reverse("plans:notice", args=[key]), form=StepForm)


def _visible(request, key: int) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.post).select_related("case__unit", "task__case"), pk=key)
