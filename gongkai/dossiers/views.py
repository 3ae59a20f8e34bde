"""Staff pages of 全过程公开和专题: the list, one matter with what is missing, its head, a stage, a step."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import step_page
from gongkai.acts.refusals import StaleDraft
from gongkai.acts.taking import ask_role
from gongkai.dossiers import drafting, forms, gates, linking, listing, progress, showing
from gongkai.dossiers.models import Dossier
from gongkai.dossiers.steps import KIND
from gongkai.publication import items
from gongkai.revisions import pages
from gongkai.search.index import QueryFault

GET_OR_POST = require_http_methods(["GET", "POST"])
TITLE = "全过程公开和专题"


@require_safe
def index(request):
    """Matters and themes of the post's unit, or of the county, with what is missing of each."""
    page = {
        "listing": listing.dossiers(request, today()), "page_title": TITLE, "tabs": _tabs("list"),
        "may_open": pages.may_open(request.post),
    }  # fmt: skip
    return render(request, "dossiers/list.html", page)


@require_safe
def phases(request):
    """What units published in a year, by the five opennesses (SQ-1)."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 1970 <= int(asked) < 9999 else today().year
    page = {
        "year": year,
        "years": [year - 1, *([year + 1] if year < today().year else [])],
        "page_title": "五公开情况",
        "tabs": _tabs("phases"),
    }
    return render(request, "dossiers/phases.html", page | listing.phases(request.post, year))


@GET_OR_POST
def form(request):
    """A new matter or theme (step 建立)."""
    ask_role(KIND.steps["form"], request.post)
    bound = forms.DossierForm(request.POST or None, post=request.post)
    says = "已建立，请填写概况和各个环节"
    return pages.opening(request, bound, drafting.open_dossiers, "建立事项或专题", says, reverse("dossiers:list"))


@require_safe
def record(request, key: int):
    """One matter: its stages in order with what is missing, what was done so far, what is next."""
    dossier = pages.visible(request, Dossier, key)
    states = progress.of(dossier, dossier.revision, today())
    page = pages.record(request, dossier, gates.findings, TITLE) | {
        "dossier": dossier, "facts": _facts(dossier), "phases": progress.phases(states),
        "lacking": [one for one in states if not one.settled],
    }  # fmt: skip
    return render(request, "dossiers/record.html", page)


@require_safe
def preview(request, key: int):
    """The page as the public would read it now, by the function that makes it."""
    dossier = pages.visible(request, Dossier, key)
    return HttpResponse(items.preview(showing.record_of(dossier, dossier.revision), now()))


@GET_OR_POST
def head(request, key: int):
    """What is told of the matter itself."""
    dossier = pages.writable(request, Dossier, key)

    def save(bound):
        drafting.save_head(dossier, bound.head(), request.post, now(), bound.cleaned_data["seen"])

    made = partial(forms.HeadForm, dossier=dossier)
    return pages.head_page(request, dossier, made, save, "概况", lambda: _facts(dossier))


@GET_OR_POST
def stage(request, key: int, name: str):
    """One stage of the draft: what it is linked to, when it will be, why it does not apply."""
    dossier = pages.writable(request, Dossier, key)
    if name not in dossier.kind.stages:
        raise Http404
    what, revision = dossier.kind.stages[name], dossier.revision
    asked, fault = request.GET.get("q", "").strip(), ""
    offered = linking.likely(dossier, what)
    try:
        offered += _new(linking.searched(asked, progress.cases_of(revision)), offered) if asked else []
    except QueryFault as refusal:
        fault = str(refusal)
    made = partial(forms.StageForm, revision=revision, stage=what, offered=offered, today=today())
    bound, reasons = made(request.POST or None), []
    if request.method == "POST" and bound.is_valid():
        try:
            drafting.save_stage(dossier, name, bound.said(), request.post, now(), bound.cleaned_data["seen"])
            return pages.done(request, dossier, f"已保存：{what.name}")
        except StaleDraft as refusal:
            reasons = [str(refusal)]
            bound = made(pages.again(request, revision.stage_stamp(name)))
    page = {
        "form": bound, "reasons": reasons, "dossier": dossier, "stage": what, "back": pages.record_url(dossier),
        "asked": asked, "fault": fault, "offered": offered, "page_title": what.name,
        "now": progress.of(dossier, revision, today()) if reasons else [],
    }  # fmt: skip
    return render(request, "dossiers/stage.html", page, status=409 if reasons else 200)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    dossier = pages.visible(request, Dossier, key)
    return step_page(request, dossier.case, name, back=pages.record_url(dossier))


def _new(found: list, known: list) -> list:
    return [one for one in found if one not in known]


def _tabs(current: str) -> list[dict]:
    named = (("list", "事项和专题"), ("phases", "五公开情况"))
    return [{"title": title, "url": reverse(f"dossiers:{name}"), "current": name == current} for name, title in named]


def _facts(dossier: Dossier) -> list[tuple[str, object]]:
    revision = dossier.revision
    told = [(one.name, revision.particulars.get(name, "")) for name, one in dossier.kind.particulars.items()]
    return [*pages.facts(dossier), ("概况", revision.summary), *told, ("变动说明", revision.note)]
