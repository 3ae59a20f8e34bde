"""Writing a record: the form with the checks beside it, kept while typing, side by side where two wrote at once."""

from datetime import datetime

from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.accounts.models import Role
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.refusals import NotYourRole, StaleDraft
from gongkai.disclosures import clocks, drafting, seeing
from gongkai.disclosures.authoring import beginning, converting, desk_form, differing, recognising
from gongkai.disclosures.authoring.draft_form import DraftForm
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.proofs import judgements, proofing, texts
from gongkai.files import cleaned, names, store
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.papers import clean
from gongkai.papers.tidy import tidied
from gongkai.writing import unfinished
from gongkai.writing.models import Judgement, Original, Unfinished


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
        saved = _save(request, record, bound, name, now())
        if saved is not None:
            return saved
    return _page(request, record, bound, name)


def _save(request, record: Disclosure | None, bound: DraftForm, name: str, at: datetime):
    """Saves and goes on; None where a file was refused and the form must be shown again."""
    held = unfinished.mine(name, request.user)
    carried = desk_form.carried_by(record)
    dropped = request.POST.getlist("drop")
    files = [*carried, *desk_form.brought(held, carried), *_uploaded(request, bound, at)]
    files, originals = _cleaned(request, bound, files, at)
    if bound.errors:
        return None
    draft = bound.draft([(file, called) for file, called in files if file.sha256 not in dropped])
    draft.texts = texts.asked(record.draft if record else None, request.POST)
    if said := draft.texts.get(request.POST.get("clean", "")):
        draft.texts |= {file.pk: said for file, _ in files if file.pk not in {old.pk for old, _ in carried}}
    version = bound.cleaned_data["version"] or 0
    try:
        with transaction.atomic():
            if record is None:
                writing = drafting.Writing(draft, request.post, at, drafting.start_of_day(draft.formed_on))
                record = drafting.open_records([writing])[0]
            else:
                if "over" in request.POST:
                    _keep_replaced(record, at)
                drafting.save(record, version, draft, request.post, at)
            _keep_original(request, record, at)
            for old, called in originals:
                says = "批注、修订、隐藏内容和作者信息"
                Original.objects.create(case=record.case, person=request.user, title=called, file=old, says=says, at=at)
            unfinished.drop(name, request.user)
    except StaleDraft as refusal:
        return _conflict(request, record, bound, name, draft.files, refusal, at)
    return _onward(request, record, at)


def _onward(request, record: Disclosure, at: datetime):
    said = "草稿已保存"
    if mark := request.POST.get("reject"):
        record = seeing.record(request, record.pk)
        found = {one.mark: one for one in proofing.everything(record.edition, at)}
        if one := found.get(mark):
            judgements.judge(record, one, Judgement.REJECTED, request.POST.get(f"why-{mark}", ""), request.post, at)
            said = "草稿已保存，判断已记下"
    request.session["notices"] = [("done", said)]
    stays = (
        any(name in request.POST for name in ("mask", "reject", "tidy", "clean")) or request.POST.get("then") == "check"
    )
    return redirect("disclosures:edit" if stays else "disclosures:record", record.pk)


def _conflict(request, record, bound, name, files, refusal, at):
    """Both texts stand: the other's in the draft, this one kept with its files until it is saved or given up."""
    desk_form.put_aside(name, request.post, record, bound.data, files, at, why=Unfinished.Why.CONFLICT)
    record = seeing.record(request, record.pk)
    context = {
        "form": bound, "record": record, "theirs": record.draft, "refusal": refusal, "token": name,
        "version": record.case.version, "brought": files, "page_title": "两个人同时改了这份草稿",
        "differences": differing.differences(bound, record.draft),
        "texts": texts.fields(files, texts.posted(request.POST)),
    }  # fmt: skip
    return render(request, "disclosures/conflict.html", context, status=409)


def _keep_replaced(record: Disclosure, at: datetime) -> None:
    """The text that is written over by somebody who saw it stays to be fetched back."""
    draft = record.draft
    fields = {key: str(value) for key, value in desk_form.initial_of(record).items() if isinstance(value, str)}
    files = [(file["sha256"], file["name"]) for file in draft.attachments]
    unfinished.put(
        unfinished.token(), draft.saved_by, record.case, fields, files, at,
        version=record.case.version, why=Unfinished.Why.REPLACED,
    )  # fmt: skip


def _keep_original(request, record: Disclosure, at: datetime) -> None:
    """What was cleaned of pinyin and traditional characters keeps its original beside it (TZ-x)."""
    if "tidy" in request.POST:
        before = request.POST.get("html", "")
        says = tidied(before).says
        if says:
            Original.objects.create(case=record.case, person=request.user, text=before, says=says, at=at,
                                    title=request.POST.get("title", "")[:300])  # fmt: skip


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


def _cleaned(request, bound, files: desk_form.Carried, at: datetime) -> tuple[desk_form.Carried, desk_form.Carried]:
    """The files with a clean copy in place of the one asked for, and the original of that."""
    wanted, fresh, originals = request.POST.get("clean", ""), [], []
    for file, called in files:
        if file.pk == wanted:
            try:
                copy = cleaned.copy(file, called, by=request.user, at=at)
                originals.append((file, called))
                file = copy
            except (FileRefused, Unreadable) as refusal:
                bound.add_error("uploads", f"《{called}》没有清理：{refusal}")
        fresh.append((file, called))
    return fresh, originals


def _uploaded(request, bound, at) -> desk_form.Carried:
    kept = []
    for upload in request.FILES.getlist("uploads"):
        try:
            kept.append((store.keep(upload, name=upload.name, at=at, by=request.user), names.safe(upload.name)))
        except FileRefused as refusal:
            bound.add_error("uploads", str(refusal))
    return kept
