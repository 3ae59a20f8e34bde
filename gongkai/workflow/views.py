"""Staff pages of the workflow: routes and hand-over, the calendar of what is booked, copies to take down."""

from itertools import groupby

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role, Unit
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.models import Case
from gongkai.acts.panel import panel, trail
from gongkai.acts.steps import kind
from gongkai.acts.taking import ask_role
from gongkai.workflow import booking, setting
from gongkai.workflow.forms import EndForm, HandOverForm, RouteForm, WordsForm
from gongkai.workflow.models import Route, Takedown
from gongkai.workflow.pages import act_page, posted, tabs
from gongkai.workflow.steps import LEADERS, ROUTE, TAKEDOWN

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def routes(request):
    """Routes that hold for the records this post sees, and those to come."""
    day, keys = today(), request.post.unit_keys()
    rows = Route.objects.select_related("unit", "topic", "case").filter(Q(until=None) | Q(until__gte=day))
    if keys is not None:
        rows = rows.filter(Q(unit=None) | Q(unit__in=keys))
    page = {
        "routes": [_told(row, day) for row in rows.order_by("unit__order", "topic__order", "pk")],
        "may_set": request.post.role in LEADERS, "page_title": "办理流程", "tabs": tabs("workflow:routes"),
    }  # fmt: skip
    return render(request, "workflow/routes.html", page)


@require_safe
def route(request, key: int):
    row = _route(request, key)
    page = {
        "route": row, "told": _told(row, today()), "trail": trail(row.case, request.post, words=True),
        "page_title": row.case.title, "may_set": _may_set(request, row),
        "breadcrumbs": [("办理流程", reverse("workflow:routes")), (row.case.title, "")],
    }  # fmt: skip
    return render(request, "workflow/route.html", page)


@GET_OR_POST
def set_route(request):
    """A new route, or (``instead``) the next of one that stands."""
    ask_role(ROUTE.steps["set"], request.post)
    wanted = request.GET.get("instead", "")
    former = _route(request, int(wanted)) if wanted.isdecimal() else None
    day = today()
    form = RouteForm(
        *posted(request), post=request.post, day=day, unit=_unit_asked(request, former), initial=_initial(former, day)
    )

    def do() -> str:
        row = setting.put(form.setting(), request.post, now(), instead=former)
        return f"已设定：{row.case.title}。{setting.told(form.setting())}"

    title = "修改流程" if former else "设定流程"
    return act_page(request, title, form, do, back=reverse("workflow:routes"), says=SAYS)


SAYS = "流程只指定谁来办、要不要集体研究和会签。保密审查、审核、公开三步一步不少，也不能由一个人包办。"


@GET_OR_POST
def end_route(request, key: int):
    ask_role(ROUTE.steps["end"], request.post)
    row = _route(request, key)
    form = EndForm(request.POST or None, initial={"last": today()})

    def do() -> str:
        setting.end(row, form.cleaned_data["last"], form.cleaned_data["words"], request.post, now())
        return f"已停用：{row.case.title}"

    return act_page(request, "停用流程", form, do, back=reverse("workflow:routes"))


@GET_OR_POST
def hand_over(request):
    ask_role(ROUTE.steps["hand_over"], request.post)
    form = HandOverForm(*posted(request), post=request.post, day=today(), initial={"since": today()})

    def do() -> str:
        said = form.cleaned_data
        many = setting.hand_over(said["former"], said["heir"], said["since"], request.post, now())
        return f"已交接 {many} 个席位。没有办完的事项，从{said['since']:%Y-%m-%d}起到接任的人的工作台"

    says = "人员调动时用：原来的人在各条流程里的席位，一次交给接任的人。办过的事都留着。"
    return act_page(request, "席位交接", form, do, back=reverse("workflow:routes"), says=says)


@require_safe
def calendar(request):
    """What is booked, day by day; what failed stands on top."""
    rows = booking.open_for(request.post)
    days = groupby((one for one in rows if not one.failed), key=lambda one: one.at.astimezone(BEIJING).date())
    page = {
        "failed": [one for one in rows if one.failed], "days": [(day, list(some)) for day, some in days],
        "page_title": "公开日历", "tabs": tabs("workflow:calendar"),
    }  # fmt: skip
    return render(request, "workflow/calendar.html", page)


@require_safe
def steps(request):
    """Who may do which step, and what one person may not do together: read off the table that the steps obey."""
    table = kind("disclosure").steps
    rows = [
        [
            step.label,
            "、".join(str(Role(role).label) for role in Role.values if role in step.roles) or "系统随另一步办理",
            "、".join(table[name].label for name in step.needs) or "—",
            "、".join(table[name].label for name in step.not_by) or "—",
        ]
        for step in table.values()
    ]
    columns = [(title, "text") for title in ("步骤", "由谁办", "须先有", "办过这些步骤的人不能再办")]
    page = {"columns": columns, "rows": rows, "tabs": tabs("workflow:steps"), "page_title": "谁能办哪一步"}
    return render(request, "workflow/steps.html", page)


@require_safe
def takedown(request, key: int):
    row = _takedown(request, key)
    page = {
        "takedown": row, "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "workflow:takedown-step"),
    }  # fmt: skip
    return render(request, "workflow/takedown.html", page)


@GET_OR_POST
def takedown_step(request, key: int, name: str):
    row = _takedown(request, key)
    if name != "take_down":
        raise Http404
    ask_role(TAKEDOWN.steps[name], request.post)
    form = WordsForm(*posted(request), label="怎样撤下的")

    def do() -> str:
        row.case.take(name, by=request.post, at=now(), words=form.cleaned_data["words"])
        return "已登记撤下"

    return act_page(request, "登记已撤下", form, do, back=reverse("workflow:takedown", args=[key]), says=row.case.title)


def _takedown(request, key: int) -> Takedown:
    rows = Takedown.objects.filter(case__in=Case.objects.visible_to(request.post))
    return get_object_or_404(rows.select_related("case__unit", "document"), pk=key)


def _route(request, key: int) -> Route:
    keys = request.post.unit_keys()
    rows = Route.objects.select_related("unit", "topic", "case")
    return get_object_or_404(rows if keys is None else rows.filter(Q(unit=None) | Q(unit__in=keys)), pk=key)


def _may_set(request, row: Route) -> bool:
    keys = request.post.unit_keys()
    reach = keys is None or row.unit_id in keys
    return request.post.role in LEADERS and reach and row.case.status == "standing"


def _told(row: Route, day) -> dict:
    said = setting.setting_of(row, day)
    return {
        "row": row, "name": setting.name_of(row.unit, row.topic), "says": setting.told(said),
        "url": reverse("workflow:route", args=[row.pk]),
    }  # fmt: skip


def _unit_asked(request, former: Route | None):
    """For the office, whose posts stand in many units: the unit whose seats the form offers."""
    asked = request.POST.get("unit") or request.GET.get("unit") or ""
    if asked.isdecimal():
        return Unit.objects.filter(pk=asked).first()
    return former.unit if former else None


def _initial(former: Route | None, day) -> dict:
    if former is None:
        return {"since": day}
    said = setting.setting_of(former, day)
    return {
        "unit": said.unit, "topic": said.topic, "since": day, "collective": said.collective,
        "interpretation": said.interpretation, "signers": said.signers, **said.seats,
    }  # fmt: skip
