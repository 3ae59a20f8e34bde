"""Staff pages of supervision notices: the list, a new one to a task, one notice, its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
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

LIST = ("plans:notices", "督办单")


@require_safe
def index(request):
    found = Listing(
        request,
        Notice.objects.visible_to(request.post).select_related("case__unit", "task__case"),
        columns=[
            Column("任务", "task.case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("答复期限", "due", kind="day", sort="due"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-case",
        title=LIST[1],
        empty=("还没有督办单", "任务逾期或者迟缓的，由政务公开办在任务页发督办单，单位的分管领导答复。", None),
    )
    return light.list_page(request, found, tabs=tabs("notices"), room="台账")


@GET_OR_POST
def new(request, key: int):
    """A notice about the task ``key``."""
    ask_role(KIND.steps["send"], request.post)
    task = pages.task(request, key)
    form = UrgeForm(request.POST or None, day=today())

    def do():
        urging = sending.Urging(task, form.cleaned_data["asks"], form.cleaned_data["due"])
        row = sending.send_many([urging], request.post, now())[0]
        return told(request, light.address(row), f"已发给{task.case.unit.name}")

    back = reverse("plans:task", args=[key])
    return act_page(request, "发督办单", form, do, back=back, says=task.case.title)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    facts = [("单位", row.case.unit.name), ("答复期限", row.due), ("督办要求", row.asks), ("办理情况", row.answer)]
    links = [(row.task.case.title, light.address(row.task))]
    return light.record_page(request, row, facts, LIST, links=links, links_title="任务")


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, StepForm)


def _visible(request, key: int) -> Notice:
    return light.visible(request, Notice, key, "task__case")
