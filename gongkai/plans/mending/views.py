"""Staff pages of the three lists: all lines, a new one from a task or a finding, one line, its steps."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.findings.models import Finding
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.plans import pages, sheets
from gongkai.plans.mending import putting
from gongkai.plans.mending.forms import ProblemForm, StepForm
from gongkai.plans.mending.steps import KIND
from gongkai.plans.models import Mend
from gongkai.plans.tabs import tabs
from gongkai.workflow import notices


@require_safe
def index(request):
    """Problem, measure and who answers in one row; the file has a sheet a list."""
    rows = Mend.objects.visible_to(request.post).select_related("case__unit", "task__case", "finding__case")
    found = Listing(
        request,
        rows,
        columns=[
            Column("问题", "problem", url=light.address),
            Column("措施", lambda row: row.measure or "还没有写"),
            Column("责任单位", "case.unit.name", kind="word"),
            Column("责任岗位", lambda row: row.duty or "还没有写"),
            Column("整改时限", "due", kind="day", sort="due"),
            Column("状态", _state, kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-case",
        exports=True,
        title="三单",
        empty=(
            "还没有三单事项",
            "任务没有做好、检查有问题的，在任务页或者问题页列入问题清单，再写措施、责任岗位和时限。",
            None,
        ),
    )
    if found.exporting:
        return answers.download(sheets.three_lists(list(found.matching()), ""), "三单.xlsx")
    more = {"tabs": tabs("mends"), "room": "台账", "page_title": "三单（问题、措施、责任清单）"}
    return light.list_page(request, found, **more)


@GET_OR_POST
def of_task(request, key: int):
    """A problem of the task ``key``, at its leading unit."""
    ask_role(KIND.steps["list"], request.post)
    task = pages.task(request, key)
    problem = lambda says: putting.Problem(task.case.unit, says, task=task)
    return _new(request, problem, task.case.title, reverse("plans:task", args=[key]), "")


@GET_OR_POST
def of_finding(request, key: int):
    """A problem that a finding tells of."""
    ask_role(KIND.steps["list"], request.post)
    finding = get_object_or_404(Finding.objects.visible_to(request.post).select_related("case", "unit"), pk=key)
    problem = lambda says: putting.Problem(finding.unit, says, finding=finding)
    return _new(request, problem, finding.case.title, reverse("findings:record", args=[key]), finding.problem)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    origin = (
        (row.task.case.title, reverse("plans:task", args=[row.task_id]))
        if row.task
        else (sheets.comes_from(row), reverse("findings:record", args=[row.finding_id]))
    )
    facts = [
        ("问题", row.problem), ("措施", row.measure), ("责任单位", row.case.unit.name), ("责任岗位", row.duty),
        ("整改时限", row.due), ("整改结果", row.result), ("还差", "、".join(putting.lacks(row))),
    ]  # fmt: skip
    return light.record_page(request, row, facts, ("plans:mends", "三单"), links=[origin], links_title="来自")


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


def _new(request, problem, title: str, back: str, says: str):
    form = ProblemForm(request.POST or None, initial={"problem": says})

    def do():
        row = putting.put(problem(form.cleaned_data["problem"]), request.post, now())
        return told(request, light.address(row), "已列入问题清单，等责任单位写措施")

    return act_page(request, "列入问题清单", form, do, back=back, says=title)


def _state(row: Mend) -> str:
    late = row.due and row.due < today() and row.case.status not in ("reported", "mended")
    return f"{row.case.status_label}，已逾期" if late else row.case.status_label


def _visible(request, key: int) -> Mend:
    return light.visible(request, Mend, key, "task__case", "finding__case")
