"""Staff pages of targets: the years, one year's table beside what has been published, its import and export."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.facts import Span
from gongkai.acts.pages import step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.acts.taking import ask_role
from gongkai.assessment.models import TargetTable
from gongkai.assessment.targets import setting, sheets
from gongkai.assessment.targets.forms import TargetsForm
from gongkai.assessment.targets.steps import KIND
from gongkai.disclosures import facts
from gongkai.look import answers, returned
from gongkai.vault import carried

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """The tables of the years, newest first."""
    rows = _seen(request.post).select_related("case").order_by("-year")
    page = {
        "tables": [(row, setting.standing(row).count()) for row in rows], "page_title": "目标任务",
        "may_draft": request.post.role in KIND.steps["draft"].roles,
    }  # fmt: skip
    return render(request, "assessment/targets.html", page)


@require_safe
def table(request, key: int):
    """A year's figures, last year's beside them, and in the year itself what has been published so far."""
    row = _table(request, key)
    figures = list(setting.standing(row))
    own = request.post.unit_keys()
    if own is not None:
        figures = [one for one in figures if one.unit_id in own]
    before = TargetTable.objects.filter(year=row.year - 1, case__status="issued").first()
    last = {one.unit_id: one.figure for one in setting.standing(before)} if before else {}
    done = _published(row, [one.unit for one in figures])
    page = {
        "table": row, "page_title": row.case.title, "units": len(figures), "last": bool(last), "counted": bool(done),
        "rows": [(one.unit, one.figure, last.get(one.unit_id), done.get(one.unit_id)) for one in figures],
        "whole": own is None, "panel": panel(row.case, request.post, now(), "assessment:target-step"),
    }  # fmt: skip
    return render(request, "assessment/target_table.html", page)


@require_safe
def sheet(request, key: int):
    """The table as a workbook."""
    row = _table(request, key)
    if request.post.unit_keys() is not None:
        raise Http404
    return answers.download(sheets.workbook(row), f"{row.case.title}.xlsx")


@GET_OR_POST
def new(request):
    """A year's first table, from a file."""
    ask_role(KIND.steps["draft"], request.post)
    return _from_file(request, None)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step; an amendment is a new file."""
    row = _table(request, key)
    if name == "amend":
        ask_role(KIND.steps[name], request.post)
        return _from_file(request, row)
    return step_page(request, row.case, name, back=reverse("assessment:target-table", args=[key]))


def _from_file(request, row: TargetTable | None):
    """Looked through, told, and written by a second word."""
    if "bad" in request.POST:
        return returned.given_back(request.POST["bad"])
    if "token" in request.POST:
        return _write(request, row)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TargetsForm(*posted, amends=row is not None, initial={"year": today().year})
    page: dict[str, Any] = {"form": form, "page_title": "调整目标任务" if row else "拟定目标任务", "table": row}
    page["back"] = _back(row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        file, data = said["file"], said["file"].read()
        try:
            page["plan"] = plan = sheets.look_through(data, file.name, said["total"])
        except sheets.Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            more = {"total": said["total"], "year": said.get("year"), "words": said.get("words", "")}
            page["token"] = carried.sealed(
                data, file.name, request.post.person_id, targets=row.pk if row else 0, **more
            )
            page |= {"returned": returned.told(plan.header, plan.bad), "units": _named(plan)}
    looked = page.get("plan")
    return render(
        request, "assessment/targets_import.html", page,
        status=422 if form.errors or (looked and (looked.bad or looked.faults)) else 200,
    )  # fmt: skip


def _write(request, row: TargetTable | None):
    file = carried.opened(request.POST["token"], request.post.person_id)
    if file is None or file.get("targets") != (row.pk if row else 0):
        raise SuspiciousOperation("上传的内容读不出来")
    plan = sheets.look_through(file["data"], file["name"], file["total"])
    reasons = plan.faults + [why for _, why in plan.bad]
    try:
        if reasons or not plan.figures:
            raise Unready(reasons or ["表里没有单位"])
        if row:
            setting.amend(row, plan.figures, request.post, now(), file["words"])
        else:
            row = setting.draft(file["year"], plan.figures, request.post, now())
    except (Unready, Overtaken) as refusal:
        said = refusal.reasons if isinstance(refusal, Unready) else [str(refusal)]
        page = {"reasons": said, "page_title": "没有写入", "back": _back(row), "form": None}
        return render(request, "assessment/targets_import.html", page, status=409)
    return told(request, _back(row), f"已写入 {plan.says}待领导小组审定")


def _named(plan: sheets.Plan) -> list[tuple[str, int]]:
    names = dict(Unit.objects.filter(pk__in=plan.figures).values_list("pk", "name"))
    return [(names[unit], figure) for unit, figure in plan.figures.items()]


def _back(row: TargetTable | None) -> str:
    return reverse("assessment:target-table", args=[row.pk]) if row else reverse("assessment:targets")


def _published(row: TargetTable, units: list) -> dict[int, int]:
    """By unit key what counts towards the target so far; nothing before the year."""
    moment = now()
    if not units or moment.astimezone(BEIJING).year < row.year:
        return {}
    first = today().replace(year=row.year, month=1, day=1)
    span = Span(first, first.replace(month=12, day=31), moment)
    return facts.published(units, span).values


def _seen(post):
    """Everybody sees what was issued; the county's watchers by the case's own rule also what is not yet."""
    if post.unit_keys() is None:
        return TargetTable.objects.visible_to(post)
    return TargetTable.objects.filter(case__status="issued")


def _table(request, key: int) -> TargetTable:
    return get_object_or_404(_seen(request.post).select_related("case__unit"), pk=key)
