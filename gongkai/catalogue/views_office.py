"""Staff pages of the office: importing the standard catalogues, and taking a catalogue of the shelf over."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai import shelf
from gongkai.acts.clock import now, today
from gongkai.acts.pages import tell
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.catalogue import acting, importing, upgrading
from gongkai.catalogue.forms import TableForm
from gongkai.files import store
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def load(request):
    """Import from Excel: looked through, told row by row, then taken over; the file is kept as it was."""
    acting.ask_keeper(request)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    context = {"form": form, "page_title": "导入标准目录", "reasons": []}
    try:
        if "take" in request.POST:
            return _take(request)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            kept = store.keep(upload, name=upload.name, at=now(), by=request.user)
            context |= {"plan": _plan(kept, upload.name), "kept": kept.sha256, "called": upload.name}
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
    except Unready as refusal:
        context["reasons"] = refusal.reasons
    except Overtaken as refusal:
        context["reasons"] = [str(refusal)]
    return render(request, "catalogue/import.html", context, status=409 if context["reasons"] else 200)


@require_safe
def sources(request):
    """Catalogues of the shelf and whether topics here come from them."""
    acting.ask_keeper(request)
    context = {
        "sources": upgrading.sources(), "page_title": "目录文件",
        "breadcrumbs": [("公开目录", reverse("catalogue:list")), ("目录文件", "")],
    }  # fmt: skip
    return render(request, "catalogue/sources.html", context)


@GET_OR_POST
def source(request, name: str):
    """What a catalogue of the shelf would change here, what was set here and stays; then one confirmed act."""
    acting.ask_keeper(request)
    if name not in shelf.names("catalogue"):
        raise Http404
    found, reasons = upgrading.source(name), []
    if found.fault:
        raise Unready([f"这个目录在这里读不出来：{found.fault}"])
    if request.method == "POST":
        try:
            told = upgrading.take_over(name, request.POST.get("seen", ""), request.post, now())
            tell(request, f"已采用，改动 {len(told.changes)} 处")
            return redirect("catalogue:sources")
        except Unready as refusal:
            reasons = refusal.reasons
        except Overtaken as refusal:
            reasons = [str(refusal)]
    told = upgrading.look(name, now())
    above = [("公开目录", reverse("catalogue:list")), ("目录文件", reverse("catalogue:sources"))]
    context = {
        "told": told, "seen": upgrading.digest(told), "reasons": reasons, "page_title": found.title,
        "breadcrumbs": [*above, (found.title, "")],
    }  # fmt: skip
    return render(request, "catalogue/source.html", context, status=409 if reasons else 200)


def _take(request):
    kept = StoredFile.objects.filter(sha256=request.POST.get("kept", "")).first()
    if kept is None:
        raise Unready(["先前看过的文件认不出来了，请重新选择文件"])
    plan = _plan(kept, request.POST.get("called") or kept.name)
    topics = importing.take_over(plan, request.POST.get("seen", ""), request.post, now(), today())
    tell(request, f"已导入，{plan.says}；共留下 {len(topics)} 条办理记录")
    return redirect("catalogue:list")


def _plan(kept: StoredFile, called: str) -> importing.Plan:
    with store.open(kept.sha256) as content:
        return importing.look_through(content.read(), called[:100], today())
