"""Staff pages of 全过程公开和专题: the list, one matter with what is missing, its head, a stage, a step."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now, today
from gongkai.acts.panel import panel
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.acts.taking import ask_role
from gongkai.dossiers import content, drafting, forms, gates, linking, listing, progress, showing
from gongkai.dossiers.models import Dossier
from gongkai.dossiers.steps import KIND, OPENERS
from gongkai.look.words import titled
from gongkai.publication import door, items
from gongkai.publication.found import url_of
from gongkai.search.index import QueryFault

GET_OR_POST = require_http_methods(["GET", "POST"])
TITLE = "全过程公开和专题"


@require_safe
def index(request):
    """Matters and themes of the post's unit, or of the county, with what is missing of each."""
    page = {
        "listing": listing.dossiers(request, today()), "page_title": TITLE, "tabs": _tabs("list"),
        "may_open": request.post.role in OPENERS,
    }  # fmt: skip
    return render(request, "dossiers/list.html", page)


@require_safe
def phases(request):
    """What units published in a year, by the five opennesses (SQ-1)."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 1970 <= int(asked) < 9999 else today().year
    page = {"year": year, "years": (year - 1, year, year + 1), "page_title": "五公开情况", "tabs": _tabs("phases")}
    return render(request, "dossiers/phases.html", page | listing.phases(request.post, year))


@GET_OR_POST
def form(request):
    """A new matter or theme (step 建立)."""
    ask_role(KIND.steps["form"], request.post)
    bound = forms.DossierForm(request.POST or None, post=request.post)
    if request.method == "POST" and bound.is_valid():
        dossier = drafting.open_dossiers([bound.founding(request.post, now())])[0]
        return _done(request, dossier.pk, "已建立，请填写概况和各个环节")
    page = {"form": bound, "page_title": "建立事项或专题", "button": "建立", "back": reverse("dossiers:list")}
    return render(request, "dossiers/act.html", page)


@require_safe
def record(request, key: int):
    """One matter: its stages in order with what is missing, what was done so far, what is next."""
    dossier = _visible(request, key)
    revision = dossier.revision
    states = progress.of(dossier, revision, today())
    page = {
        "dossier": dossier, "revision": revision, "page_title": dossier.case.title, "facts": _facts(dossier, revision),
        "phases": progress.phases(states), "lacking": [one for one in states if not one.settled],
        "may_edit": drafting.may_write(dossier, request.post), "public_url": _public_url(dossier),
        "panel": panel(dossier.case, request.post, now(), "dossiers:step"),
        "findings": _findings(dossier) if dossier.draft_id else [],
        "breadcrumbs": [(TITLE, reverse("dossiers:list")), (dossier.kind.title, "")],
    }  # fmt: skip
    return render(request, "dossiers/record.html", page)


@require_safe
def preview(request, key: int):
    """The page as the public would read it now, by the function that makes it."""
    dossier = _visible(request, key)
    return HttpResponse(items.preview(showing.record_of(dossier, dossier.revision), now()))


@GET_OR_POST
def head(request, key: int):
    """What is told of the matter itself."""
    dossier = _writable(request, key)
    bound = forms.HeadForm(request.POST or None, dossier=dossier)
    reasons = []
    if request.method == "POST" and bound.is_valid():
        try:
            drafting.save_head(dossier, bound.head(), request.post, now(), bound.cleaned_data["seen"])
            return _done(request, key, "已保存")
        except StaleDraft as refusal:
            reasons = [str(refusal)]
            bound = forms.HeadForm(_again(request, content.head_stamp(dossier.revision)), dossier=dossier)
    page = {
        "form": bound, "reasons": reasons, "page_title": "概况", "button": "保存", "back": _url(key),
        "says": titled(dossier.case.title), "theirs": _facts(dossier, dossier.revision) if reasons else [],
    }  # fmt: skip
    return render(request, "dossiers/act.html", page, status=409 if reasons else 200)


@GET_OR_POST
def stage(request, key: int, name: str):
    """One stage of the draft: what it is linked to, when it will be, why it does not apply."""
    dossier = _writable(request, key)
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
            return _done(request, key, f"已保存：{what.name}")
        except StaleDraft as refusal:
            reasons = [str(refusal)]
            bound = made(_again(request, content.stage_stamp(revision, name)))
    page = {
        "form": bound, "reasons": reasons, "dossier": dossier, "stage": what, "back": _url(key), "asked": asked,
        "fault": fault, "offered": offered, "page_title": what.name,
        "now": progress.of(dossier, revision, today()) if reasons else [],
    }  # fmt: skip
    return render(request, "dossiers/stage.html", page, status=409 if reasons else 200)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    if name not in KIND.steps or KIND.steps[name].opens:
        raise Http404
    dossier, what = _visible(request, key), KIND.steps[name]
    ask_role(what, request.post)
    bound = forms.StepForm(request.POST if request.method == "POST" else None, step=what)
    reasons = ways.why_not(dossier.case, what, request.post, now())
    if request.method == "POST" and bound.is_valid():
        try:
            read = request.POST.get("read", "") if what.binds else None
            dossier.case.take(name, by=request.post, at=now(), words=bound.cleaned_data["words"], read=read)
            return _done(request, key, f"已办：{what.label}")
        except Unready as refusal:
            reasons = refusal.reasons
    page = {
        "form": bound, "reasons": reasons, "page_title": what.label, "button": what.label, "back": _url(key),
        "says": titled(dossier.case.title), "step": what, "read": dossier.case.content if what.binds else "",
    }  # fmt: skip
    return render(request, "dossiers/act.html", page, status=409 if request.method == "POST" and reasons else 200)


def _visible(request, key: int) -> Dossier:
    """The dossier, or 404 for whom it does not exist."""
    rows = Dossier.objects.visible_to(request.post).select_related("case__unit", "topic", "draft", "live")
    return get_object_or_404(rows, pk=key)


def _writable(request, key: int) -> Dossier:
    """The dossier with its draft, for who writes it."""
    dossier = _visible(request, key)
    drafting.ask_writer(dossier, request.post)
    if dossier.draft is None or dossier.case.status not in drafting.EDITABLE:
        raise drafting.not_editable(dossier.case)
    return dossier


def _done(request, key: int, says: str) -> HttpResponse:
    request.session["notices"] = [("done", says)]
    return redirect("dossiers:record", key)


def _url(key: int) -> str:
    return reverse("dossiers:record", args=[key])


def _again(request, seen: str):
    """The form as it was filled in, over what stands now."""
    posted = request.POST.copy()
    posted["seen"] = seen
    return posted


def _new(found: list, known: list) -> list:
    return [one for one in found if one not in known]


def _tabs(current: str) -> list[dict]:
    named = (("list", "事项和专题"), ("phases", "五公开情况"))
    return [{"title": title, "url": reverse(f"dossiers:{name}"), "current": name == current} for name, title in named]


def _public_url(dossier: Dossier) -> str:
    shown = door.shown(showing.key_of(dossier.pk)) if dossier.live_id else None
    return url_of(shown) if shown and not shown.withdrawn else ""


def _facts(dossier: Dossier, revision) -> list[tuple[str, object]]:
    told = [(one.name, revision.particulars.get(name, "")) for name, one in dossier.kind.particulars.items()]
    return [
        ("单位", dossier.case.unit.name), ("种类", dossier.kind.title), ("公开栏目", dossier.topic.name),
        ("最近公布", dossier.published and dossier.published.astimezone().date()), ("概况", revision.summary), *told,
        ("变动说明", revision.note),
    ]  # fmt: skip


def _findings(dossier: Dossier) -> list[dict]:
    revision = dossier.revision
    revision.dossier = dossier
    return [
        {
            "level": "stop" if one.level in gates.STOPS else "warn",
            "text": one.message,
            "where": f"{place}：{one.excerpt}",
        }
        for place, one in gates.findings(revision)
    ]
