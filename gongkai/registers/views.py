"""Staff pages of 清单: the lists, one list with its draft, opening one, a step."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import now, today
from gongkai.acts.panel import panel
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.acts.taking import ask_role
from gongkai.look.clocks import Face
from gongkai.look.words import titled
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.registers import clocks, drafting, forms, gates, likeness, listing, showing
from gongkai.registers.models import Line, Register
from gongkai.registers.steps import KIND, OPENERS

GET_OR_POST = require_http_methods(["GET", "POST"])
MOST_FINDINGS = 50


@require_safe
def index(request):
    """Lists of the post's unit, or of the county, with when each must be looked through."""
    page = {
        "listing": listing.registers(request, now()),
        "page_title": "清单",
        "may_open": request.post.role in OPENERS,
        "alike": likeness.kinds(),
    }
    return render(request, "registers/list.html", page)


@require_safe
def alike(request, type: str):
    """Where the lists of a kind, which must say the same in every unit, do not (KF-5.2)."""
    kind = next((one for one in likeness.kinds() if one.id == type), None)
    if kind is None:
        raise Http404
    page = {
        "kind": kind, "sections": likeness.sections(kind), "page_title": f"{kind.title}对照",
        "breadcrumbs": [("清单", reverse("registers:list")), (f"{kind.title}对照", "")],
    }  # fmt: skip
    return render(request, "registers/alike.html", page)


@GET_OR_POST
def form(request):
    """A new list (step 建立)."""
    ask_role(KIND.steps["form"], request.post)
    bound = forms.RegisterForm(request.POST or None, post=request.post, initial={"effective_on": today()})
    if request.method == "POST" and bound.is_valid():
        register = drafting.open_registers([bound.founding(request.post, now())])[0]
        return done(request, register.pk, "清单已建立，请填写事项")
    page = {"form": bound, "page_title": "建立清单", "button": "建立清单", "back": reverse("registers:list")}
    return render(request, "registers/act.html", page)


@require_safe
def record(request, key: int):
    """One list: what its draft changes, what it holds, when it must be looked through, everything done so far."""
    register = visible(request, key)
    private = listing.reads_private(register, request.post)
    page = {
        "register": register, "page_title": register.case.title, "facts": _facts(register),
        "may_edit": forms.may_write(register, request.post), "public_url": _public_url(register),
        "panel": panel(register.case, request.post, now(), "registers:step"),
        "findings": _findings(register) if register.draft_id and private else [],
        "breadcrumbs": [("清单", reverse("registers:list")), (register.kind.title, "")],
        "lines_url": reverse("registers:lines", args=[key]),
        "many": Line.objects.standing().filter(register=register).count(),
    }  # fmt: skip
    if register.draft_id:
        page["listing"] = listing.changes(request, register, register.draft, private=private)
    else:
        page["listing"] = listing.lines(request, register)
    return render(request, "registers/record.html", page | _may_remove(request, register))


@require_safe
def lines(request, key: int):
    """The rows that the list holds now, whatever its draft does."""
    register = visible(request, key)
    page = {
        "register": register, "listing": listing.lines(request, register), "page_title": register.kind.title,
        "may_edit": forms.may_write(register, request.post),
        "breadcrumbs": [("清单", reverse("registers:list")), (register.case.title, _url(key)), ("现有事项", "")],
    }  # fmt: skip
    return render(request, "registers/lines.html", page | _may_remove(request, register))


@GET_OR_POST
def head(request, key: int):
    """The day a revision holds from, and what the public is told besides."""
    register = visible(request, key)
    drafting.ask_writer(register, request.post)
    if register.draft is None:
        raise drafting.not_editable(register.case)
    bound = forms.HeadForm(request.POST or None, initial=forms.HeadForm.initial_of(register.draft))
    reasons = []
    if request.method == "POST" and bound.is_valid():
        said = bound.cleaned_data
        try:
            drafting.head(register, said["effective_on"], said["note"], said["seen"], request.post, now())
            return done(request, key, "已保存")
        except StaleDraft as refusal:
            reasons = [str(refusal)]
            bound = _again(request, visible(request, key))
    page = {
        "form": bound, "reasons": reasons, "page_title": "施行日期和说明", "button": "保存", "back": _url(key),
        "says": f"{titled(register.case.title)}第 {register.draft.number} 次变动",
    }  # fmt: skip
    return render(request, "registers/act.html", page, status=409 if reasons else 200)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    if name not in KIND.steps or KIND.steps[name].opens or KIND.steps[name].follows:
        raise Http404
    register, what = visible(request, key), KIND.steps[name]
    ask_role(what, request.post)
    bound = forms.StepForm(
        request.POST if request.method == "POST" else None, step=what, register=register,
        initial={"key": request.GET.get("key", "")},
    )  # fmt: skip
    reasons = ways.why_not(register.case, what, request.post, now())
    if request.method == "POST" and bound.is_valid():
        try:
            read = request.POST.get("read", "") if what.binds else None
            register.case.take(
                name, by=request.post, at=now(), words=bound.cleaned_data["words"], detail=bound.detail(), read=read
            )
            return done(request, key, f"已办：{what.label}")
        except Unready as refusal:
            reasons = refusal.reasons
    page = {
        "form": bound, "reasons": reasons, "page_title": what.label, "button": what.label, "back": _url(key),
        "says": titled(register.case.title), "step": what, "read": register.case.content if what.binds else "",
    }  # fmt: skip
    return render(request, "registers/act.html", page, status=409 if request.method == "POST" and reasons else 200)


def visible(request, key: int) -> Register:
    """The list, or 404 for whom it does not exist."""
    rows = Register.objects.visible_to(request.post).select_related("case__unit", "unit", "topic", "draft", "live")
    return get_object_or_404(rows, pk=key)


def done(request, key: int, says: str) -> HttpResponse:
    request.session["notices"] = [("done", says)]
    return redirect("registers:record", key)


def _url(key: int) -> str:
    return reverse("registers:record", args=[key])


def _again(request, register: Register) -> forms.HeadForm:
    """The form as it was filled in, over what stands now."""
    assert register.draft is not None
    posted = request.POST.copy()
    posted["seen"] = forms.HeadForm.initial_of(register.draft)["seen"]
    return forms.HeadForm(posted)


def _may_remove(request, register: Register) -> dict:
    step = KIND.steps["remove"]
    return {"may_remove": request.post.role in step.roles and register.case.status in step.frm and register.live_id}


def _public_url(register: Register) -> str:
    shown = door.shown(showing.key_of(register.pk)) if register.live_id else None
    return url_of(shown) if shown and not shown.withdrawn else ""


def _facts(register: Register) -> list[tuple[str, object]]:
    kind, revision = register.kind, register.draft
    fresh = clocks.freshness([register], now())[0]
    left = f"{fresh.clock.due}（{Face(fresh.clock).left}）" if fresh.clock and fresh.clock.due else ""
    note = revision.note if revision else ""
    return [
        ("单位", register.unit.name), ("种类", kind.title), ("公开栏目", register.topic.name),
        ("最近公布", register.published and register.published.astimezone().date()), ("应核对更新于", left),
        ("施行日期", revision.effective_on if revision else register.live and register.live.effective_on),
        ("说明", note),
    ]  # fmt: skip


def _findings(register: Register) -> list[dict]:
    found = gates.findings(gates.sheets([register.case])[register.pk])[:MOST_FINDINGS]
    return [
        {"level": "stop" if one.level == "block" else "warn", "text": one.message, "where": f"{place}：{one.excerpt}"}
        for place, one in found
    ]
