"""The pages of a light register: the list, one row with its papers, its steps. Its own words stand in the room's views.

Addresses follow from the kind of case: its ``url`` names the page of a row, and with ``-step`` that of a step.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import WordsForm, step_page
from gongkai.acts.panel import panel
from gongkai.acts.steps import Step
from gongkai.files import papers
from gongkai.look.lists import Listing

GET_OR_POST = require_http_methods(["GET", "POST"])
Row = TypeVar("Row", bound=Model)


def visible(request, model: type[Row], key: int, *beside: str) -> Row:
    """The row, where this post may see it; else 404. ``beside``: what the page reads of other tables."""
    rows: Any = model._default_manager
    return get_object_or_404(rows.visible_to(request.post).select_related("case__unit", *beside), pk=key)


def address(row) -> str:
    """Where the page of a row stands."""
    return reverse(row.case.kind_of.url, args=[row.pk])


def sent(request: HttpRequest) -> tuple:
    """What a form is filled with: nothing before it is sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def list_page(
    request, listing: Listing, enters: Step | None = None, button: tuple[str, str] = ("", ""), **more
) -> HttpResponse:
    """``button`` (title, name of its address) is for who may take ``enters``; ``more`` is for the page."""
    page = {"listing": listing, "page_title": listing.title, "button": button}
    page["may_enter"] = enters is not None and request.post.role in enters.roles
    return render(request, "acts/list.html", page | more)


def record_page(request, row, facts: Iterable[tuple], within: tuple[str, str], **more) -> HttpResponse:
    """``within`` is (name of its address, title) of its list; ``more`` is for the page: a ``template`` of its own."""
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "list_url": reverse(within[0]),
        "list_title": within[1], "panel": panel(row.case, request.post, now(), f"{row.case.kind_of.url}-step"),
    }  # fmt: skip
    return render(request, more.pop("template", "acts/record.html"), page | more)


def files(name: str, row, kept: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The papers of a row as its page shows them; ``name`` is that of their address (key, sha256)."""
    return [(title, reverse(name, args=[row.pk, sha256])) for sha256, title in kept]


def row_step(
    request, row, name: str, form: Callable[..., WordsForm] = WordsForm, *, field: str = "file", gone: str = ""
) -> HttpResponse:
    """One step of a row; a form that asks for a file in ``field`` finds it in ``kept``, once nothing bars the step."""

    def bound(data, step):
        filled: Any = form(data, files=request.FILES if data is not None else None, step=step)
        if data is not None and field in filled.fields and not ways.why_not(row.case, step, request.post, now()):
            papers.keep(request, filled, filled.kept, now(), field)
        return filled

    return step_page(request, row.case, name, back=address(row), gone=gone, form=bound)
