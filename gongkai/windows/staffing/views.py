"""Staff pages of windows: the list, setting one up, one with its people, its steps, a month of attendance."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import brought, light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.windows.models import Absence, Centre, Move, Window
from gongkai.windows.staffing import attendance, serving
from gongkai.windows.staffing.forms import RollForm, StepForm, WindowForm
from gongkai.windows.staffing.steps import KIND
from gongkai.windows.tabs import tabs

LIST = ("windows:windows", "窗口")
SHOWN = 60


@require_safe
def index(request):
    rows = (
        Window.objects.visible_to(request.post).select_related("case__unit", "centre__case").prefetch_related("clerks")
    )
    found = Listing(
        request, rows,
        columns=[
            Column("窗口", "case.title", url=light.address),
            Column("窗口号", "number", kind="word"),
            Column("中心", "centre.case.title"),
            Column("单位", "case.unit.name", kind="word"),
            Column("应派", "wanted", kind="number"),
            Column("在岗", lambda row: sum(one.until is None for one in row.clerks.all()), kind="number"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "case__unit__name", "number")),
            Choice("centre", "中心", choices=lambda: [(one.pk, one.case.title) for one in _centres()]),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order=("centre", "number"),
        title=LIST[1],
        empty=("还没有设窗口", "先登记服务中心，再设窗口、派驻人员。", None),
    )  # fmt: skip
    attends = request.post.role in KIND.steps["attend"].roles
    beside = [("导入考勤", reverse("windows:attendance"))] if attends else []
    more = {"tabs": tabs("windows"), "room": "窗口", "beside": beside}
    return light.list_page(request, found, KIND.steps["set_up"], ("设立窗口", "windows:new-window"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["set_up"], request.post)
    keys = request.post.unit_keys()
    units = Unit.objects.standing_on(today())
    form = WindowForm(
        request.POST or None, units=units if keys is None else units.filter(pk__in=keys), centres=_centres(),
        initial={"unit": None if keys is None else request.post.unit, "wanted": 1},
    )  # fmt: skip

    def do():
        row = serving.set_up_many([form.setting()], request.post, now())[0]
        return told(request, light.address(row), "已设立，请派驻人员")

    return act_page(request, "设立窗口", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("单位", row.case.unit.name), ("中心", row.centre.case.title), ("窗口号", row.number),
        ("应派人数", f"{row.wanted} 人"), ("在岗人数", f"{len(serving.serving(row))} 人"),
    ]  # fmt: skip
    away = Absence.objects.filter(clerk__window=row).select_related("clerk").order_by("-day", "half")
    more = {
        "clerks": row.clerks.order_by("-since"),
        "moves": Move.objects.filter(clerk__window=row).select_related("clerk", "successor").order_by("-pk"),
        "away": away[:SHOWN], "rolls": row.rolls.order_by("-month")[:12],
        "items": row.items.select_related("case").order_by("pk"),
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, template="windows/window.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name == "attend":
        return told(request, reverse("windows:attendance"), "考勤按月导入")
    if name == "close":
        return light.row_step(request, row, name)
    taken = KIND.steps.get(name)
    if taken is None or name not in DOES:
        raise Http404
    ask_role(taken, request.post)
    form = StepForm(request.POST if request.method == "POST" else None, step=taken, row=row)

    def do():
        DOES[name](row, form.cleaned_data, request.post)
        return told(request, light.address(row), f"已办：{taken.label}")

    return act_page(request, taken.label, form, do, back=light.address(row), says=row.case.title, step=taken)


DOES: dict[str, Callable] = {
    "post": lambda row, said, by: serving.post(row, said["name"], said["day"], by, now()),
    "ask_move": lambda row, said, by: serving.ask_move(said["clerk"], by, now(), said["words"]),
    "grant": lambda row, said, by: serving.settle(said["move"], "grant", by, now()),
    "deny": lambda row, said, by: serving.settle(said["move"], "deny", by, now(), said["words"]),
    "move": lambda row, said, by: serving.move(said["clerk"], said["day"], said["name"], by, now()),
    "equip": lambda row, said, by: serving.equip(said["move"], by, now()),
    "send_back": lambda row, said, by: serving.send_back(said["clerk"], said["day"], by, now(), said["words"]),
}


@GET_OR_POST
def bring(request):
    """A month of attendance: looked through, told, and taken in by a second word."""
    ask_role(KIND.steps["attend"], request.post)
    form = RollForm(*light.sent(request), centres=_centres())

    def look(data: bytes, name: str) -> attendance.Plan:
        return attendance.look_through(data, name, form.cleaned_data["centre"], form.cleaned_data["month"])

    return brought.page(
        request, form, look, partial(_take, request), "windows/attendance.html", unreadable=attendance.Unreadable,
        carry=lambda plan: {"centre": plan.centre.pk, "month": plan.month.isoformat()}, page_title="导入考勤",
    )  # fmt: skip


@require_safe
def sheet(request):
    """An empty workbook to fill in."""
    ask_role(KIND.steps["attend"], request.post)
    return answers.download(attendance.form(), "窗口考勤.xlsx")


def _take(request, file: dict):
    centre = get_object_or_404(_centres(), pk=file["centre"])
    plan = attendance.look_through(file["data"], file["name"], centre, today().fromisoformat(file["month"]))
    if plan.bad:
        raise SuspiciousOperation("有问题的行没有改正")
    attendance.take(plan, request.post, now())
    return told(request, reverse(LIST[0]), f"已写入{plan.says}")


def _centres():
    return (
        Centre.objects.filter(case__status__in=("entered", "running")).select_related("case").order_by("level", "case")
    )


def _visible(request, key: int) -> Window:
    return light.visible(request, Window, key, "centre__case")
