"""The workbook of a campaign: fetched, filled in anywhere, looked through, taken in by a second word."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import told
from gongkai.acts.refusals import Unready
from gongkai.assessment import access, marking
from gongkai.assessment.models import Campaign
from gongkai.assessment.sources import views as sources
from gongkai.assessment.workbooks import making, returning
from gongkai.assessment.workbooks.forms import FileForm
from gongkai.look import answers
from gongkai.vault import carried

SHOWN = 200


@require_http_methods(["GET", "POST"])
def workbook(request, key: int):
    """Where the workbook is fetched and handed in."""
    found = _mine(request, key)
    if request.method == "GET" and (first := sources.to_declare(found, request.post)):
        return first
    if "token" in request.POST:
        return _take(request, found)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    page: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            page["plan"] = plan = returning.look_through(data, file.name, found, request.post, now())
        except returning.NotOurs as refusal:
            form.add_error("file", str(refusal))
        except Unready as refusal:
            form.add_error(None, refusal.reasons)
        else:
            page["token"] = carried.sealed(data, file.name, request.post.person_id, campaign=key)
            page["shown"], page["more"] = plan.changes[:SHOWN], max(len(plan.changes) - SHOWN, 0)
    return _page(request, found, page, 422 if form.errors or (page.get("plan") and page["plan"].faults) else 200)


@require_safe
def sheet(request, key: int):
    """The workbook as it stands now."""
    found = _mine(request, key)
    if first := sources.to_declare(found, request.post):
        return first
    return answers.download(making.workbook(found, request.post, now()), f"{found.case.title}填报表 {today()}.xlsx")


def _take(request, found: Campaign):
    file = carried.opened(request.POST["token"], request.post.person_id)
    if file is None or file.get("campaign") != found.pk:
        raise SuspiciousOperation("上传的内容读不出来")
    try:
        plan = returning.take(file["data"], file["name"], found, request.post, now())
    except returning.NotOurs as refusal:
        return _page(request, found, {"form": FileForm(), "reasons": [str(refusal)]}, 409)
    except Unready as refusal:
        return _page(request, found, {"form": FileForm(), "reasons": refusal.reasons}, 409)
    item = marking.mine(found, request.post)[0]
    return told(request, reverse("assessment:marks", args=[found.pk, item.name]), f"已写入 {len(plan.changes)} 行")


def _page(request, found: Campaign, page: dict, status: int):
    item = marking.mine(found, request.post)[0]
    page |= {
        "campaign": found, "page_title": "用 Excel 表填",
        "back": reverse("assessment:marks", args=[found.pk, item.name]),
        "open": any(True for _ in making.lines_of(found, request.post)),
    }  # fmt: skip
    return render(request, "assessment/workbook.html", page, status=status)


def _mine(request, key: int) -> Campaign:
    """A campaign in which the post has something to give; 404 otherwise."""
    found = access.campaign(request.post, key)
    if not marking.mine(found, request.post):
        raise Http404
    return found
