"""Staff pages of calls for progress: the list, a call with who has sent in, a unit's return with its workbook."""

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.models import Act
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.plans import pages
from gongkai.plans.calling import asking, workbooks
from gongkai.plans.calling.forms import CallForm, FileForm
from gongkai.plans.calling.steps import CALL, RETURN
from gongkai.plans.models import Call, Return
from gongkai.plans.tabs import tabs
from gongkai.plans.tasks import standing
from gongkai.plans.tasks.steps import KIND as TASK
from gongkai.vault import carried


@require_safe
def index(request):
    found = Listing(
        request,
        Return.objects.visible_to(request.post).select_related("case__unit", "call__plan__case"),
        columns=[
            Column("报送", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("报送期限", "call.due", kind="day", sort="call__due"),
            Column("状态", _state, kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(RETURN.states.items()), path="case__status")],
        order="-case",
        title="进展报送",
        empty=("还没有要求报送进展", "由政务公开办在计划页要求报送，各牵头单位逐项填报，没有进展的也要报。", None),
    )
    return light.list_page(request, found, tabs=tabs("returns"), room="台账")


@GET_OR_POST
def new(request, key: int):
    """A call to all who lead open tasks of the plan ``key``."""
    ask_role(CALL.steps["ask"], request.post)
    plan = pages.visible(request, key)
    form = CallForm(request.POST or None, day=today())

    def do():
        said = form.cleaned_data
        row = asking.ask(asking.Asked(plan, said["title"], said["due"]), request.post, now())
        return told(request, light.address(row), f"已要求 {row.returns.count()} 个单位报送")

    back = reverse("plans:plan", args=[key])
    return act_page(request, "要求报送进展", form, do, back=back, says=plan.case.title)


@require_safe
def call(request, key: int):
    row = light.visible(request, Call, key, "plan__case")
    lines = _lines(row)
    page = {
        "row": row, "page_title": row.case.title, "lines": lines,
        "sent": sum(line["sent"] is not None for line in lines), "many": len(lines),
        "panel": panel(row.case, request.post, now(), "plans:call-step"),
    }  # fmt: skip
    return render(request, "plans/call.html", page)


@GET_OR_POST
def call_step(request, key: int, name: str):
    return light.row_step(request, light.visible(request, Call, key), name)


@require_safe
def record(request, key: int):
    """What one unit owes: a row a task, with what was told since it was asked."""
    row = _visible(request, key)
    tasks, since = asking.tasks_of(row), asking.told_since(row)
    states = standing.of_many(tasks, today())
    page = {
        "row": row, "page_title": row.case.title, "missing": len([task for task in tasks if task.pk not in since]),
        "rows": [(task, states[task.pk], since.get(task.pk)) for task in tasks], "may_tell": _tells(request, row),
        "panel": panel(row.case, request.post, now(), "plans:return-step"),
    }  # fmt: skip
    return render(request, "plans/return.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name)


@require_safe
def sheet(request, key: int):
    row = _visible(request, key)
    return answers.download(workbooks.made(row, now()), f"{row.case.title}（{row.case.unit.name}）.xlsx")


@GET_OR_POST
def workbook(request, key: int):
    """The filled workbook: looked through first, written by a second word."""
    ask_role(TASK.steps["tell"], request.post)
    row = _visible(request, key)
    if "token" in request.POST:
        return _take(request, row)
    form = FileForm(*light.sent(request))
    page: dict = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            page["plan"] = workbooks.look_through(data, file.name, row, request.post, now())
            page["token"] = carried.sealed(data, file.name, request.post.person_id, row=row.pk)
        except workbooks.NotOurs as refusal:
            form.add_error("file", str(refusal))
    return _workbook_page(request, row, page, 422 if form.errors or (page.get("plan") and page["plan"].faults) else 200)


def _take(request, row: Return):
    file = carried.opened(request.POST["token"], request.post.person_id)
    if file is None or file.get("row") != row.pk:
        raise SuspiciousOperation("上传的内容读不出来")
    try:
        plan = workbooks.take(file["data"], file["name"], row, request.post, now())
    except (workbooks.NotOurs, Unready) as refusal:
        reasons = refusal.reasons if isinstance(refusal, Unready) else [str(refusal)]
        return _workbook_page(request, row, {"form": FileForm(), "reasons": reasons}, 409)
    return told(request, light.address(row), f"已写入 {len(plan.filled)} 项任务的进展")


def _workbook_page(request, row: Return, page: dict, status: int):
    page |= {"row": row, "page_title": "用 Excel 表填报", "back": light.address(row)}
    return render(request, "plans/workbook.html", page, status=status)


def _lines(row: Call) -> list[dict]:
    """A line a unit: its state, when its leader sent it, whether that was in time. Who is missing stands first."""
    rows = list(row.returns.select_related("case__unit").order_by("case__unit__order", "pk"))
    acts = Act.objects.filter(case__in=[one.pk for one in rows], step="send").order_by("-number")
    sent = dict(acts.values_list("case_id", "at"))
    lines = []
    for one in rows:
        at = sent.get(one.pk)
        late = (at.astimezone(BEIJING).date() if at else today()) > row.due
        in_time = ("逾期报送" if late else "按时") if at else ("逾期未报" if late else "未到期")
        lines.append({"row": one, "sent": at, "in_time": in_time, "late": late})
    return sorted(lines, key=lambda line: line["sent"] is not None)


def _state(row: Return) -> str:
    late = row.case.status == "asked" and row.call.due < today()
    return f"{row.case.status_label}，已逾期" if late else row.case.status_label


def _tells(request, row: Return) -> bool:
    may = request.post.role in TASK.steps["tell"].roles and row.case.unit_id in (request.post.unit_keys() or ())
    return may and row.case.status == "asked"


def _visible(request, key: int) -> Return:
    return light.visible(request, Return, key, "call__plan__case")
