"""Staff pages of findings: the list, one with its history, rounds, loss sheets, the library."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Take, ask_role, take_many
from gongkai.findings import history, listing, loss_sheets, noting
from gongkai.findings.forms import NoteForm
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding, Round, Standing
from gongkai.findings.steps import KIND
from gongkai.findings.tabs import tabs
from gongkai.look import answers
from gongkai.papers import typeset
from gongkai.workflow import notices

WATCHERS = (Role.OFFICE, Role.LEADING_GROUP, Role.AUDITOR)  # of every unit's sheet; assessors stay apart
GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """Findings this post may see; what the office noted or an assessment found."""
    page = {
        "listing": listing.findings(request), "tabs": tabs("list"), "page_title": "问题",
        "may_note": request.post.role in KIND.steps["note"].roles,
    }  # fmt: skip
    return render(request, "findings/list.html", page)


@GET_OR_POST
def note(request):
    """日常检查: a finding noted by hand."""
    ask_role(KIND.steps["note"], request.post)
    form = NoteForm(request.POST or None, day=today())

    def do():
        row = noting.note(noting.Seen(**form.cleaned_data), request.post, now())
        return told(request, reverse("findings:record", args=[row.pk]), "已登记，单位已收到，待另一人认定")

    says = "单位马上在工作台看到。认定须由政务公开办的另一人办。"
    return act_page(request, "登记问题", form, do, back=reverse("findings:list"), says=says)


@require_safe
def record(request, key: int):
    """One finding: what it is, how to mend it, in which rounds it was seen, its rectifications."""
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    known = history.of([row], today())[key]
    facts = [
        ("单位", row.unit.name), ("对象", row.about), ("问题", row.problem), ("怎样整改", row.remedy),
        ("整改情况", known.stands),
    ]  # fmt: skip
    page = {
        "finding": row, "facts": facts, "seen": row.sightings.select_related("round").order_by("-at", "-pk"),
        "items": row.items.select_related("rectification__case").order_by("-pk"), "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "findings:step"),
    }  # fmt: skip
    return render(request, "findings/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    return step_page(request, _visible(request, key).case, name, back=reverse("findings:record", args=[key]))


@require_safe
def library(request):
    """问题库: every common problem with basis and remedy."""
    page = {"entries": shelf.finding_library().items(), "tabs": tabs("library"), "page_title": "问题库"}
    return render(request, "findings/library.html", page)


@require_safe
def rounds(request):
    """Announced assessments, each with how far the mending has come."""
    page = {"rows": listing.rounds(request.post), "tabs": tabs("rounds"), "page_title": "考核轮次"}
    return render(request, "findings/rounds.html", page)


@require_safe
def round(request, key: int):
    """One round: units with their losses, candidates to be confirmed, who must mend."""
    found = _round(request, key)
    standings = list(_standings(request.post, found))
    if request.GET.get("export") == "xlsx":
        return answers.download(loss_sheets.workbook(found, standings), f"{found.title}失分整改表.xlsx")
    known = loss_sheets.rows(found)
    office = request.post.role == Role.OFFICE
    page = {
        "round": found, "rows": listing.progress(found, standings, known), "tabs": tabs("rounds"),
        "candidates": listing.candidates(known) if office else [], "page_title": found.title,
        "unasked": _unasked(found) if office else "", "office": office,
        "own": None if request.post.sees_county() else standings[0],
    }  # fmt: skip
    return render(request, "findings/round.html", page)


@require_POST
def confirm(request, key: int):
    """认定所选: the chosen candidates of a round, all or none."""
    ask_role(KIND.steps["confirm"], request.post)
    found = _round(request, key)
    keys = [int(one) for one in request.POST.getlist("key") if one.isdecimal()]
    rows = Finding.objects.filter(pk__in=keys, sightings__round=found).select_related("case").distinct().order_by("pk")
    cases = [row.case for row in rows]
    if not cases:
        raise Unready(["请勾选要认定的问题"])
    at = now()
    take_many("finding", "confirm", [Take(case, request.post, at) for case in cases])
    return told(request, reverse("findings:round", args=[key]), f"已认定 {len(cases)} 个问题，单位已收到")


@require_safe
def loss_sheet(request, key: int, unit: int):
    """失分整改表 of one unit, on the screen, to print, or as a workbook."""
    found = _round(request, key)
    one = get_object_or_404(_standings(request.post, found), unit=unit)
    if request.GET.get("export") == "xlsx":
        return answers.download(loss_sheets.workbook(found, [one]), f"{loss_sheets.title_of(one)}.xlsx")
    if request.GET.get("export") == "pdf":
        return answers.download(loss_sheets.pdf(found, one), f"{loss_sheets.title_of(one)}.pdf", typeset.PDF)
    rows = loss_sheets.rows(found, unit).get(unit, [])
    page = {
        "round": found, "standing": one, "rows": rows, "heads": loss_sheets.HEADS, "lost": loss_sheets.lost(rows),
        "page_title": loss_sheets.title_of(one),
        "sees_sheet": request.post.role in WATCHERS or unit in (request.post.unit_keys() or ()),
    }  # fmt: skip
    return render(request, "findings/loss_sheet.html", page)


def _unasked(found: Round) -> str:
    names = [one.unit.name for one in ordering.unasked(found)]
    return f"{'、'.join(names)}按结果必须整改，还没有责成" if names else ""


def _visible(request, key: int) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.post).select_related("case__unit", "unit"), pk=key)


def _round(request, key: int) -> Round:
    found = get_object_or_404(Round, pk=key)
    if not _standings(request.post, found).exists():
        raise Http404
    return found


def _standings(post, found: Round):
    rows = Standing.objects.filter(round=found).select_related("unit")
    keys = post.unit_keys()
    return rows if keys is None else rows.filter(unit__in=keys)
