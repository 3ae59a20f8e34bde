"""Writing a record: the form with the checks beside it, kept while typing, side by side where two wrote at once."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.accounts.models import Role
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.refusals import NotYourRole
from gongkai.disclosures import clocks, drafting, seeing
from gongkai.disclosures.authoring import beginning, converting, desk_form, recognising, saving
from gongkai.disclosures.authoring.draft_form import DraftForm
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.proofs import proofing, texts
from gongkai.files import cleaned
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.papers import clean
from gongkai.papers.tidy import tidied
from gongkai.writing import unfinished
from gongkai.writing.models import Unfinished


@require_http_methods(["GET", "POST"])
def form(request):
    """A new record (step 形成)."""
    if request.post.role != Role.PROPOSER:
        raise NotYourRole("新建公开信息由信息员办理，请换用信息员岗位")
    return _answer(request, None)


@require_http_methods(["GET", "POST"])
def edit(request, key: int):
    """Writing on; a save over somebody else's is shown side by side and loses nothing."""
    return _answer(request, _writable(request, key))


@require_POST
def beside(request):
    """While somebody types: keeps the text and says what the checks find; with ``mask``, the text with that hidden."""
    record, at = _asked(request), now()
    name, data = request.POST.get("token", "")[:40], desk_form.posted(request.POST)
    held = unfinished.mine(name, request.user) if name else None
    files = desk_form.carried_by(record)
    files += desk_form.brought(held, files)
    bound = DraftForm(data, post=request.post, initial=desk_form.initial(record, None, {}))
    edition = desk_form.edition_of(bound, record, files)
    changed = _changed(edition, request.POST)
    for field, value in changed.items():
        setattr(edition, field, value)
        data[field] = value
    if name:
        why = held.why if held else Unfinished.Why.TYPING
        desk_form.put_aside(name, request.post, record, data, desk_form.brought(held), at, why=why)
    context = {"proofs": desk_form.beside(edition, at), "editable": True}
    panel = render_to_string("disclosures/proofs.html", context, request)
    return JsonResponse({"panel": panel, "fields": changed, "kept": f"{at.astimezone(BEIJING):%H:%M}"})


@require_POST
def cleaning(request):
    """What was pasted, or a Word paper that was dropped, as clean text; its pictures go with the record as files."""
    record, at = _asked(request), now()
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"html": clean.html(clean.as_html(request.POST.get("html", ""))), "says": ""})
    try:
        paper = converting.read(upload, by=request.user, at=at)
    except (FileRefused, Unreadable) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    name = request.POST.get("token", "")[:40]
    if name and paper.files:
        held = unfinished.mine(name, request.user)
        files = [*desk_form.brought(held), *paper.files]
        desk_form.put_aside(name, request.post, record, request.POST, files, at, why=Unfinished.Why.TYPING)
    fields = recognising.fields(paper.title, paper.html)
    return JsonResponse({"html": paper.html, "title": paper.title, "fields": fields, "says": paper.says})


def _answer(request, record: Disclosure | None):
    if request.method == "GET":
        return _shown(request, record)
    name = request.POST.get("token", "")[:40] or unfinished.token()
    if "discard" in request.POST:
        unfinished.drop(request.POST["discard"], request.user)
        return redirect(_here(record))
    data = desk_form.posted(request.POST)
    bound = DraftForm(data, request.FILES, post=request.post, initial=desk_form.initial(record, None, {}))
    edition = desk_form.edition_of(bound, record, [])
    for field, value in _changed(edition, data).items():
        data[field] = value
    bound = DraftForm(data, request.FILES, post=request.post, initial=bound.initial)
    if bound.is_valid():
        saved = saving.save(request, record, bound, name, now())
        if saved is not None:
            return saved
    return _page(request, record, bound, name)


def _shown(request, record: Disclosure | None):
    row = unfinished.mine(request.GET.get("restore", ""), request.user)
    if row is not None and row.case_id != (record.pk if record else None):
        raise Http404
    first = desk_form.initial(record, row, beginning.begun(request))
    return _page(request, record, DraftForm(post=request.post, initial=first), row.token if row else unfinished.token())


def _page(request, record: Disclosure | None, bound: DraftForm, name: str):
    at, row = now(), unfinished.mine(name, request.user)
    carried = desk_form.carried_by(record)
    typed = texts.of(record.draft if record else None) | texts.posted(bound.data if bound.is_bound else bound.initial)
    context: dict = {
        "texts": texts.fields(carried, typed),
        "form": bound, "record": record, "token": name, "carried": carried, "brought": desk_form.brought(row, carried),
        "page_title": "修改草稿" if record else "新建公开信息", "editable": True, "cleanable": cleaned.CLEANERS,
        "waiting": [] if row or request.method == "POST" else _waiting(request, record),
        "replaced": unfinished.replaced(record.case) if record else [],
        "ahead": [] if record else clocks.ahead(beginning.topic(bound)),
    }  # fmt: skip
    if record or request.method == "POST":
        context["proofs"] = desk_form.beside(desk_form.edition_of(bound, record, carried), at)
    return render(request, "disclosures/edit.html", context)


def _waiting(request, record: Disclosure | None) -> list[Unfinished]:
    """Unsaved texts to be fetched back; one that says what the draft says is done with."""
    if record is None:
        return unfinished.waiting(request.post, None)
    rows = unfinished.waiting(request.post, record.case)
    said = (record.draft.title, record.draft.html)
    return [
        row for row in rows if (row.title, clean.html(clean.as_html(row.fields.get("html", "")))) != said or row.files
    ]


def _changed(edition, data) -> dict[str, str]:
    """Fields as they read after what the writer asked for: a mask taken over, pinyin and old characters taken out."""
    if data.get("mask"):
        return proofing.masked(edition, data["mask"])
    if "tidy" in data:
        fresh = {name: tidied(getattr(edition, name)).text for name in ("title", "summary", "html")}
        return {name: text for name, text in fresh.items() if text != getattr(edition, name)}
    return {}


def _asked(request) -> Disclosure | None:
    """The record that a form in the browser is about; refused to those who do not write it."""
    if request.post.role != Role.PROPOSER:
        raise NotYourRole("公开信息由信息员编写，请换用信息员岗位")
    key = request.POST.get("record", "")
    return _writable(request, int(key)) if key.isdecimal() and len(key) < 19 else None


def _writable(request, key: int) -> Disclosure:
    record = seeing.record(request, key)
    drafting.ask_writer(record, request.post)
    if record.draft is None or record.case.status not in drafting.EDITABLE:
        kept = _kept_anyway(request, record)
        raise drafting.not_editable(record.case, kept)
    return record


def _kept_anyway(request, record: Disclosure) -> str:
    """What somebody typed while the record was sent off elsewhere is kept all the same; says so."""
    if not {"html", "title"} <= request.POST.keys():  # a form and not a piece that was pasted
        return ""
    name, data = request.POST.get("token", "")[:40] or unfinished.token(), desk_form.posted(request.POST)
    held = desk_form.brought(unfinished.mine(name, request.user))
    desk_form.put_aside(name, request.post, record, data, held, now(), why=Unfinished.Why.TYPING)
    return "。您写的已经暂存，可以修改时在“修改草稿”页面取回"


def _here(record: Disclosure | None) -> str:
    return reverse("disclosures:edit", args=[record.pk]) if record else reverse("disclosures:form")
