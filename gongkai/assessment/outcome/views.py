"""What goes out of a campaign: its papers, its documents, and what the result is used for."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role, Unit
from gongkai.acts import steps, ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import NotYourRole
from gongkai.assessment import access
from gongkai.assessment.models import Campaign, Paper, PaperKind
from gongkai.assessment.outcome import applying, documents, drafting, following
from gongkai.assessment.outcome.forms import PaperForm, UseForm
from gongkai.look import answers
from gongkai.look.words import titled

ZIP = "application/zip"


@require_safe
def collection(request, key: int):
    """Every document of a campaign that the reader may have, with its hash."""
    found = access.campaign(request.post, key)
    whole = access.sees_all_sheets(request.post)
    page = {
        "campaign": found, "whole": whole, "page_title": "考核文书",
        "papers": [_told(found, kind, whole) for kind in PaperKind if whole or _out(found, kind)],
        "data": [(one.name, one.sha256) for one in documents.data(found)] if whole else [],
        "sheets": _own_sheets(request, found), "uses": following.places(found) if whole else [],
    }  # fmt: skip
    return render(request, "assessment/documents.html", page)


@require_http_methods(["GET", "POST"])
def paper(request, key: int, kind: str):
    """A paper: read by those who may, edited by the office until it goes out."""
    found = _whole(request, key, kind)
    last, may = drafting.standing(found, kind), request.post.role == Role.OFFICE
    closed = drafting.why_not(found, kind)
    if request.method == "POST" and not may:
        raise NotYourRole("考核的公文由政务公开办起草，请换用该岗位")
    if last is None and closed:
        raise Http404
    form = PaperForm(request.POST if request.method == "POST" else None, initial=_initial(found, kind, last))
    here = reverse("assessment:paper", args=[key, kind])

    def do():
        version = form.cleaned_data["version"]
        saved = drafting.save(found, kind, form.said(), version, request.post, now())
        return told(request, here, f"已保存第 {saved.version} 版")

    page: dict[str, Any] = {
        "campaign": found, "kind": kind, "last": last, "versions": drafting.versions(found, kind), "closed": closed,
        "button": "保存这一版", "says": titled(found.case.title), "stale": _is_stale(found, kind, last),
    }  # fmt: skip
    shown = form if may and (not closed or request.method == "POST") else None
    back = reverse("assessment:documents", args=[key])
    return act_page(request, PaperKind(kind).label, shown, do, back=back, template="assessment/paper.html", **page)


@require_safe
def printed(request, key: int, kind: str, suffix: str):
    """A paper typeset, as PDF or DOCX; a draft for those who work on it, what went out for its addressees, too."""
    found = access.campaign(request.post, key)
    if kind not in PaperKind.values or suffix not in documents.SUFFIXES:
        raise Http404
    last = drafting.standing(found, kind)
    whole = access.sees_all_sheets(request.post)
    if not whole and not (last and last.issued):
        raise Http404
    if last is None and drafting.why_not(found, kind):
        raise Http404
    last = last or _unsaved(request, found, kind)
    content = documents.made(documents.official(last), suffix)
    name = f"{last.title}{'' if last.issued else '（草稿）'}.{suffix}"
    return answers.download(content, name, documents.SUFFIXES[suffix][0])


@require_safe
def sheet_pdf(request, key: int, unit: int):
    """A unit's sheet on paper."""
    found = access.campaign(request.post, key)
    of = get_object_or_404(Unit, pk=unit)
    row = access.sheet(request.post, found, of)
    content = documents.made(documents.sheet(found, row), "pdf")
    return answers.download(content, f"{found.case.title}评分表（{of.name}）.pdf", documents.SUFFIXES["pdf"][0])


@require_safe
def archive(request, key: int):
    """All documents of a campaign in one ZIP."""
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post):
        raise Http404
    return answers.download(documents.archive(found), f"{found.case.title}文书.zip", ZIP)


@require_http_methods(["GET", "POST"])
def uses(request, key: int):
    """What the result counts for by the rulebook, what it was used for so far, and the form to register a use."""
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post) or access.results(found) is None:
        raise Http404
    step, may = steps.kind("campaign").steps["use"], request.post.role == Role.OFFICE
    if request.method == "POST" and not may:
        raise NotYourRole("结果运用由政务公开办登记，请换用该岗位")
    bound = UseForm(request.POST if request.method == "POST" else None, step=step, campaign=found)
    open_ = may and found.case.status == "announced" and bool(applying.choices(found))

    def do():
        found.case.take("use", by=request.post, at=now(), words=bound.cleaned_data["words"], detail=bound.detail())
        return told(request, reverse("assessment:uses", args=[key]), "已登记")

    hints = ways.why_not(found.case, step, request.post, now()) if may else []
    page: dict[str, Any] = {
        "campaign": found, "hints": [] if open_ else hints, "button": "登记运用", "says": titled(found.case.title),
        "step": step,
        "tables": [_table(found, *place) for place in following.places(found)],
        "register": [_registered(one) for one in found.applied.select_related("by__person", "by__unit")],
    }  # fmt: skip
    shown = bound if open_ or request.method == "POST" else None
    back = reverse("assessment:campaign", args=[key])
    return act_page(request, "结果运用", shown, do, back=back, template="assessment/uses.html", **page)


@require_safe
def use_export(request, key: int, place: int):
    """One use of a result as a workbook; ``place`` counts the uses of the rulebook from 1."""
    found = access.campaign(request.post, key)
    known = following.places(found)
    if not access.sees_all_sheets(request.post) or access.results(found) is None or not 1 <= place <= len(known):
        raise Http404
    what, to = known[place - 1]
    return answers.download(applying.workbook(found, what, to), f"{found.case.title}{following.word(what, to)}.xlsx")


def _whole(request, key: int, kind: str) -> Campaign:
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post) or kind not in PaperKind.values:
        raise Http404
    return found


def _initial(campaign: Campaign, kind: str, last: Paper | None) -> dict:
    said = last or drafting.proposed(campaign, kind, now())
    names = ("number", "title", "addressees", "text", "copied")
    return {name: getattr(said, name) for name in names} | {"version": last.version if last else 0}


def _unsaved(request, campaign: Campaign, kind: str) -> Paper:
    said = drafting.proposed(campaign, kind, now())
    return Paper(campaign=campaign, kind=kind, title=said.title, addressees=said.addressees, text=said.text,
                 number=said.number, by=request.post, at=now())  # fmt: skip


def _is_stale(campaign: Campaign, kind: str, last: Paper | None) -> bool:
    """Whether a circular that is not out yet was written from an earlier result."""
    if last is None or last.issued or kind != PaperKind.CIRCULAR:
        return False
    kept = access.results(campaign)
    return kept is None or last.result != kept.sha256


def _out(campaign: Campaign, kind: str) -> bool:
    last = drafting.standing(campaign, kind)
    return last is not None and last.issued is not None


def _told(campaign: Campaign, kind: PaperKind, whole: bool) -> dict:
    last, closed = drafting.standing(campaign, kind), drafting.why_not(campaign, kind)
    files = documents.official(last) if last and last.issued else None
    return {
        "kind": kind.value, "label": kind.label, "last": last, "opens": whole and (last is not None or not closed),
        "hashes": [(suffix, documents.Document("", documents.made(files, suffix)).sha256) for suffix in
                   documents.SUFFIXES] if files else [],
    }  # fmt: skip


def _own_sheets(request, campaign: Campaign) -> list[Unit]:
    if access.results(campaign) is None:
        return []
    rows = [row.unit for row in following.results(campaign) if row.total is not None]
    if access.sees_all_sheets(request.post):
        return rows
    own = request.post.unit_keys() or ()
    return [unit for unit in rows if unit.pk in own] if campaign.case.status in access.SHEETS_OUT else []


def _table(campaign: Campaign, what: str, to: str) -> dict:
    return {"word": following.word(what, to), "rows": applying.rows(campaign, what, to), "counts": what == "count"}


def _registered(one) -> dict:
    return {"one": one, "word": following.word(one.what, one.to), "units": len(one.units)}
