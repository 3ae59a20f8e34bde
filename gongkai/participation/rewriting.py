"""Putting a draft right: saved over what was read, or shown beside what somebody else saved meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import StaleDraft

TEMPLATE = "participation/write.html"


@dataclass(frozen=True)
class Rewriting:
    """One draft: how to save it over a version, where to go back to, and what stands now, read anew (row, facts)."""

    row: Any
    title: str
    back: str
    save: Callable[[int], object]
    now: Callable[[], tuple[Any, list]]


def page(request: HttpRequest, form: forms.Form, draft: Rewriting) -> HttpResponse:
    def do():
        draft.save(_version(request))
        return told(request, draft.back, "已保存")

    version = request.POST.get("version") or draft.row.case.version
    try:
        return act_page(
            request, draft.title, form, do, back=draft.back, template=TEMPLATE, row=draft.row, version=version
        )
    except StaleDraft as refusal:
        row, facts = draft.now()
        stands = {"row": row, "version": row.case.version, "theirs": facts}
        page = stands | {"form": form, "page_title": draft.title, "reasons": [str(refusal)], "back": draft.back}
        return render(request, TEMPLATE, page, status=409)


def _version(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0
