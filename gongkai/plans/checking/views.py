"""Staff pages of checks: the list, one check with the ledger beside its opinions, its steps."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import told
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.look.lists import Column, Listing
from gongkai.plans import showing
from gongkai.plans.checking import looking
from gongkai.plans.checking.forms import LooksForm
from gongkai.plans.checking.steps import ACCEPTANCE
from gongkai.plans.models import Check
from gongkai.plans.tabs import tabs
from gongkai.plans.tasks import standing

LIST = ("plans:checks", "检查和验收")


@require_safe
def index(request):
    found = Listing(
        request,
        Check.objects.visible_to(request.post).select_related("case__unit", "plan__case"),
        columns=[
            Column("检查", "get_sort_display", url=light.address),
            Column("计划", "plan.case.title"),
            Column("期限", "due", kind="day", sort="due"),
            Column("状态", "case.status_label", kind="word"),
            Column("有问题", lambda row: str(row.looks.exclude(verdict="fine").count()), kind="word"),
        ],
        order=("-due", "case"),
        title=LIST[1],
        empty=("还没有安排检查", "起草计划时写明检查和验收的日期，下达以后按日期列在这里。", None),
    )
    return light.list_page(request, found, tabs=tabs("checks"), room="台账")


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    tasks = _tasks(row)
    states, looks = standing.of_many(tasks, today()), {one.task_id: one for one in row.looks.select_related("finding")}
    facts = [("计划", row.plan.case.title), ("期限", row.due)]
    rows = [(task, states[task.pk], looks.get(task.pk)) for task in tasks]
    return light.record_page(request, row, facts, LIST, template="plans/check.html", rows=rows)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return _look(request, row) if name == "look" else light.row_step(request, row, name)


def _look(request, row: Check):
    back = light.address(row)
    ask_role(ACCEPTANCE.steps["look"], request.post)
    tasks = _tasks(row)
    form = LooksForm(request.POST or None, check=row, tasks=tasks)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            many = looking.look(row, form.seen(), request.post, now())
            return told(request, back, f"已保存 {many} 项任务的检查意见")
        except Unready as refusal:
            reasons = refusal.reasons
    states = standing.of_many(tasks, today())
    page = {
        "form": form, "reasons": reasons, "check": row, "back": back, "page_title": f"填写{row.get_sort_display()}意见",
        "rows": [(task, states[task.pk], showing.latest(task), *fields) for task, *fields in form.rows()],
    }  # fmt: skip
    return render(request, "plans/looks.html", page, status=409 if reasons else 200)


def _tasks(row: Check):
    return list(showing.tasks_of(row.plan).exclude(case__status="ended"))


def _visible(request, key: int) -> Check:
    return light.visible(request, Check, key, "plan__case")
