"""One act with its form on a page of its own: what the act refuses stands on top, and nothing typed is lost."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.acts.refusals import Unready

TABS = (
    ("办理流程", "workflow:routes"),
    ("集体研究", "disclosures:meetings"),
    ("文件签收", "disclosures:receipts"),
    ("公开日历", "workflow:calendar"),
    ("谁能办哪一步", "workflow:steps"),
)


def act_page(
    request: HttpRequest, title: str, form: BaseForm | None, do: Callable[[], str], *, back: str, says: str = "",
    extra: dict | None = None, template: str = "workflow/act.html",
) -> HttpResponse:  # fmt: skip
    """``do`` does the act and gives the sentence to say of it; then the reader is back at ``back``."""
    reasons: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            request.session["notices"] = [("done", do())]
            return redirect(back)
        except Unready as refusal:
            reasons = refusal.reasons
    page = {"form": form, "reasons": reasons, "says": says, "back": back, "page_title": title}
    return render(request, template, page | (extra or {}), status=409 if reasons else 200)


def tabs(current: str) -> list[dict]:
    """The pages of the workflow side by side."""
    return [{"title": title, "url": reverse(name), "current": name == current} for title, name in TABS]


def posted(request: HttpRequest) -> tuple:
    """What a form is bound to; an empty POST binds it all the same."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
