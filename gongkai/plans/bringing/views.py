"""Bringing key points in: looked through first, with what fits nobody; written by a second word (G1, SQ-6.6.1)."""

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai import tables
from gongkai.acts.clock import today
from gongkai.acts.pages import told
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.look import answers, returned
from gongkai.plans import drafting, pages
from gongkai.plans.bringing import forms, reading
from gongkai.plans.models import Plan
from gongkai.vault import carried

PASTED = "粘贴的要点"


@require_http_methods(["GET", "POST"])
def bring(request, key: int):
    plan = pages.writable(request, key)
    if "bad" in request.POST:
        return returned.given_back(request.POST["bad"])
    if "token" in request.POST:
        return _take(request, plan)
    form = forms.SourceForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    page = {"form": form, "plan": plan, "page_title": "导入要点", "back": reverse("plans:plan", args=[key])}
    if request.method == "POST" and form.is_valid():
        try:
            page |= _looked(request, plan, form)
        except (reading.Unreadable, FileRefused, Unreadable) as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
    return render(request, "plans/bring.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def sheet(request, key: int):
    """An empty table to fill in."""
    plan = pages.writable(request, key)
    columns = [tables.OutColumn(one.name, width=40 if one.id in ("says", "measure") else 16) for one in reading.COLUMNS]
    notes = ["一行一条任务。单位按单位名录写，用顿号分开；完成时限写成 2026-10-31，或者“10月底前”。"]
    out = tables.OutSheet("任务", columns, [], title=plan.case.title, notes=notes)
    return answers.download(tables.write_xlsx(None, [out]), "工作要点任务表.xlsx")


def _looked(request, plan: Plan, form: forms.SourceForm) -> dict:
    upload = form.cleaned_data["file"]
    if upload:
        found = reading.of_upload(upload, plan.year, today())
        upload.seek(0)
        data, name = upload.read(), upload.name
    else:
        words = form.cleaned_data["text"]
        found, data, name = reading.text(words, plan.year, today()), words.encode(), PASTED
    token = carried.sealed(data, name, request.post.person_id, plan=plan.pk)
    return {"found": found, "token": token, "returned": returned.told(found.header, found.bad)}


def _take(request, plan: Plan):
    file = carried.opened(request.POST["token"], request.post.person_id)
    if file is None or file.get("plan") != plan.pk:
        raise SuspiciousOperation("上传的内容读不出来")
    found = _read_again(file, plan)
    drafting.add_lines(plan, found.said, request.post)
    return told(request, reverse("plans:plan", args=[plan.pk]), f"已写入 {len(found.said)} 条任务")


def _read_again(file: dict, plan: Plan) -> reading.Found:
    if file["name"] == PASTED:
        return reading.text(file["data"].decode(), plan.year, today())
    return reading.of_upload(SimpleUploadedFile(file["name"], file["data"]), plan.year, today())
