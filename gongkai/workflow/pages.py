"""The pages of the workflow side by side, and one act with its form that leads back where it came from."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.acts import pages
from gongkai.acts.pages import told

TABS = (
    ("办理流程", "workflow:routes"),
    ("集体研究", "disclosures:meetings"),
    ("文件签收", "disclosures:receipts"),
    ("公开日历", "workflow:calendar"),
    ("谁能办哪一步", "workflow:steps"),
)


def act_page(
    request: HttpRequest, title: str, form: BaseForm | None, do: Callable[[], str], *, back: str, says: str = "",
    extra: dict | None = None,
) -> HttpResponse:  # fmt: skip
    """``do`` does the act and gives the sentence to say of it; then the reader is back at ``back``."""
    return pages.act_page(request, title, form, lambda: told(request, back, do()), back=back, says=says, **extra or {})


def tabs(current: str) -> list[dict]:
    """The pages of the workflow side by side."""
    return [{"title": title, "url": reverse(name), "current": name == current} for title, name in TABS]


def posted(request: HttpRequest) -> tuple:
    """What a form is bound to; an empty POST binds it all the same."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
