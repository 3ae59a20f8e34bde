"""Staff pages of plans: the list, a plan with its lines and what it carries out, writing it, its steps, the ledger."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import StaleDraft
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.organisation import home
from gongkai.plans import drafting, forms, gantt, gates, listing, pages, settling, sheets, showing, vetting
from gongkai.plans.models import Line, Plan
from gongkai.plans.steps import KIND
from gongkai.plans.tabs import tabs
from gongkai.plans.tasks import standing
from gongkai.publication import door


@require_safe
def index(request):
    """Plans this post may see, the newest year on top."""
    found, more = listing.plans(request), {"tabs": tabs("plans"), "room": "台账"}
    return light.list_page(request, found, KIND.steps["draft"], ("起草计划", "plans:new"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["draft"], request.post)
    year = today().year
    form = forms.HeadForm(request.POST or None, initial={"year": year} | forms.usual_days(year))

    def do():
        plan = drafting.open_plan(home.of(request.post), form.head(), request.post, now())
        return told(request, reverse("plans:plan", args=[plan.pk]), "已建立，请导入要点或者逐条添加任务")

    return act_page(request, "起草计划", form, do, back=reverse("plans:plans"), button="建立")


@require_safe
def plan(request, key: int):
    """A plan: in draft with what it lacks, once issued with where each task stands."""
    found = pages.visible(request, key)
    may_edit = drafting.may_write(found, request.post)
    lines = list(
        found.lines.prefetch_related("parties__unit", "serves").select_related("carried__plan__case", "task__case")
    )
    issued = found.case.status in ("issued", "closed")
    states = standing.of_many([line.task for line in lines], today()) if issued else {}
    shown = door.shown(showing.key_of(found))
    page = {
        "plan": found, "page_title": found.case.title, "facts": _facts(found), "may_edit": may_edit,
        "rows": [(line, states.get(line.task.pk) if issued else None) for line in lines], "issued": issued,
        "unknown": settling.unknown(found) if may_edit else [], "unserved": gates.unserved(found),
        "uppers": found.uppers.prefetch_related("demands__served_by").select_related("record", "own__case"),
        "unread": vetting.unread_words(found) if issued else [],
        "public": shown if shown and shown.withdrawn is None else None,
        "chart": gantt.chart(found, [line.task for line in lines], states, today()) if states else None,
        "calls": found.calls.select_related("case").order_by("-pk"),
        "checks": found.checks.select_related("case").order_by("due"),
        "panel": panel(found.case, request.post, now(), "plans:plan-step"),
    }  # fmt: skip
    return render(request, "plans/plan.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    found = pages.visible(request, key)
    return step_page(request, found.case, name, back=_url(found))


@GET_OR_POST
def head(request, key: int):
    found = pages.writable(request, key)
    seen = drafting.head_stamp(found)
    form = forms.HeadForm(request.POST or None, initial=forms.head_initial(found) | {"seen": seen})

    def save():
        drafting.save_head(found, form.head(), request.post, form.cleaned_data["seen"])

    return _saved(request, found, "修改概况", form, save, forms.HeadForm, seen, _facts(found))


@GET_OR_POST
def upper(request, key: int):
    found = pages.writable(request, key)
    form = forms.UpperForm(request.POST or None, plan=found)

    def do():
        made = drafting.add_upper(found, form.upper(), form.demanded(), request.post)
        linked = "，已连上本站公开的这一件" if made.record_id else ""
        return told(request, _url(found), f"已添加上级文件{linked}，共 {made.demands.count()} 项要求")

    return act_page(request, "添加上级文件", form, do, back=_url(found), button="添加", says=found.case.title)


@GET_OR_POST
def drop_upper(request, key: int, number: int):
    found = pages.writable(request, key)
    row = pages.one_of(found.uppers, number)

    def do():
        drafting.drop_upper(found, row, request.post)
        return told(request, _url(found), f"已去掉：{row.title}")

    return act_page(request, "去掉上级文件", None, do, back=_url(found), says=row.title)


@GET_OR_POST
def new_line(request, key: int):
    found = pages.writable(request, key)
    form = forms.LineForm(request.POST or None, plan=found, line=None, day=today())

    def do():
        made = drafting.save_line(found, None, form.said(), request.post)
        return told(request, _url(found), f"已添加第 {made.number} 条")

    return act_page(request, "添加任务", form, do, back=_url(found), button="添加", says=found.case.title)


@GET_OR_POST
def line(request, key: int, number: int):
    found = pages.writable(request, key)
    row = get_object_or_404(found.lines.prefetch_related("parties__unit"), pk=number)
    made = partial(forms.LineForm, plan=found, line=row, day=today())
    seen = drafting.line_stamp(row)
    form = made(request.POST or None, initial=forms.line_initial(row) | {"seen": seen})

    def save():
        drafting.save_line(found, row, form.said(), request.post, form.cleaned_data["seen"])

    return _saved(request, found, f"第 {row.number} 条", form, save, made, seen, _line_facts(row))


@GET_OR_POST
def drop_line(request, key: int, number: int):
    found = pages.writable(request, key)
    row = pages.one_of(found.lines, number)

    def do():
        drafting.drop_line(found, row, request.post)
        return told(request, _url(found), f"已删去：{row.says[:40]}")

    return act_page(request, "删去这一条", None, do, back=_url(found), says=row.says)


@GET_OR_POST
def settle(request, key: int):
    """Names of the source that fit no unit, settled once for all lines (SQ-6.6.1)."""
    found = pages.writable(request, key)
    form = forms.SettleForm(request.POST or None, names=settling.unknown(found), day=today())

    def do():
        many = settling.settle(found, form.settled, request.post)
        return told(request, _url(found), f"已改 {many} 条")

    says = "要点里写的这些名称，在单位名录里没有对得上的。写明指的是哪些单位，或者不另列。"
    return act_page(request, "对应单位", form, do, back=_url(found), button="保存", says=says)


@require_safe
def sheet(request, key: int):
    """The ledger to be printed."""
    found = pages.visible(request, key)
    return answers.download(sheets.ledger(found, now()), f"{found.case.title}工作台账.xlsx")


def _saved(request, found: Plan, title: str, form, save, made, seen: str, theirs: list):
    """A part of the draft; what somebody saved meanwhile stands beside what was typed."""

    def do():
        save()
        return told(request, _url(found), f"已保存：{title}")

    try:
        return act_page(request, title, form, do, back=_url(found), button="保存", says=found.case.title)
    except StaleDraft as refusal:
        again = made({**request.POST.dict(), **_many(request, "serves"), "seen": seen})
        page = {
            "form": again, "reasons": [str(refusal)], "theirs": theirs, "page_title": title, "back": _url(found),
            "button": "保存", "says": found.case.title,
        }  # fmt: skip
        return render(request, "acts/act.html", page, status=409)


def _many(request, name: str) -> dict:
    return {name: request.POST.getlist(name)}


def _facts(found: Plan) -> list[tuple]:
    return [
        ("单位", found.case.unit.name), ("年度", f"{found.year}年"), ("年度目标", found.goal),
        ("保障措施", found.measure), ("台账检查", found.inspection), ("考评验收", found.acceptance),
        ("公布在", found.topic.name),
    ]  # fmt: skip


def _line_facts(row: Line) -> list[tuple]:
    return [
        ("任务", row.says), ("来自段落", row.place), ("目标", row.goal), ("措施", row.measure),
        ("成果形式", row.output), ("牵头单位", row.leads), ("会同单位", row.joints), ("完成时限", row.due),
    ]  # fmt: skip


def _url(found: Plan) -> str:
    return reverse("plans:plan", args=[found.pk])
