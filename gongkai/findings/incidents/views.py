"""Staff pages of incidents: the register, a new one, one with its evidence, its steps."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.findings.incidents import reporting
from gongkai.findings.incidents.forms import ReportForm, StepForm
from gongkai.findings.incidents.steps import KIND
from gongkai.findings.models import Incident, Sort
from gongkai.findings.tabs import tabs
from gongkai.look.filters import Choice, Days
from gongkai.look.lists import Column, Listing
from gongkai.workflow import notices


@require_safe
def index(request):
    """Incidents this post may see, the latest on top."""
    found = Listing(
        request,
        Incident.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("事件", "get_sort_display", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("发生日期", "happened", kind="day", sort="happened"),
            Column("状态", "case.status_label", kind="word"),
            Column("处理结果", "get_consequence_display", kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Days("happened", "发生日期"),
        ],
        order="-happened",
        title="事件",
        empty=("还没有登记事件", "失泄密、因不公开引发的上访、媒体曝光、以权谋私等，发生后在这里登记。", None),
    )
    button = ("登记事件", "findings:report-incident")
    return light.list_page(request, found, KIND.steps["report"], button, tabs=tabs("incidents"), room="整改")


@GET_OR_POST
def report(request):
    """登记事件: one's own unit's, or for the office any unit's."""
    ask_role(KIND.steps["report"], request.post)
    form = ReportForm(*light.sent(request), units=_units(request.post), initial={"unit": _only(request.post)})

    def do():
        kept: list[list[str]] = []
        papers.keep(request, form, kept, now())
        if form.errors:
            return render(request, "acts/act.html", page | {"form": form, "page_title": "登记事件"}, status=422)
        said = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        row = reporting.report(reporting.Told(**said, evidence=kept), request.post, now())
        return told(request, light.address(row), "已登记，待政务公开办认定")

    page = {"back": reverse("findings:incidents"), "says": "认定以后计入考核。登记的人不能自己认定。"}
    return act_page(request, "登记事件", form, do, **page)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    facts = [
        ("单位", row.case.unit.name), ("类别", row.get_sort_display()), ("发生日期", row.happened),
        ("怎样得知", row.source), ("经过", row.says), ("严重程度", "造成严重影响" if row.serious else ""),
        ("处理结果", row.get_consequence_display()),
    ]  # fmt: skip
    kept = light.files("findings:incident-evidence", row, row.evidence)
    more = {"files": kept, "about": _about(request, row), "template": "findings/incident.html"}
    return light.record_page(request, row, facts, ("findings:incidents", "全部事件"), **more)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, StepForm)


@require_safe
def file(request, key: int, sha256: str):
    return papers.hand_out(_visible(request, key).evidence, sha256)


def _about(request, row: Incident) -> tuple[str, str] | None:
    """(title, address) of the record it is about, where this post may see it."""
    about = row.record
    if about is None or not type(about).objects.visible_to(request.post).filter(pk=about.pk).exists():
        return None
    return about.title, reverse(about.kind_of.url, args=[about.pk])


def _units(post):
    rows, keys = Unit.objects.standing_on(today()), post.unit_keys()
    return rows if keys is None else rows.filter(pk__in=keys)


def _only(post) -> Unit | None:
    return None if post.sees_county() else post.unit


def _visible(request, key: int) -> Incident:
    return light.visible(request, Incident, key, "record")
