"""Saving a draft: its files kept and cleaned; where somebody saved meanwhile, both texts stand side by side."""

from datetime import datetime

from django.db import transaction
from django.shortcuts import redirect, render

from gongkai.acts.refusals import StaleDraft
from gongkai.disclosures import drafting, seeing
from gongkai.disclosures.authoring import desk_form, differing
from gongkai.disclosures.authoring.draft_form import DraftForm
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.proofs import judgements, proofing, texts
from gongkai.files import cleaned, names, store
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.papers.tidy import tidied
from gongkai.writing import unfinished
from gongkai.writing.models import Judgement, Original, Unfinished


def save(request, record: Disclosure | None, bound: DraftForm, name: str, at: datetime):
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
