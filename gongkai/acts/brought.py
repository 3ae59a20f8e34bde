"""A table brought in: looked through and told first, taken in by a second word; nothing of it is kept between."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.look import returned
from gongkai.vault import carried

Look = Callable[[bytes, str], Any]


def page(
    request, form: forms.Form, look: Look, take: Callable[[dict], HttpResponse], template: str, *,
    unreadable: type[ValueError], carry: Callable[[Any], dict] = lambda plan: {}, **more,
) -> HttpResponse:  # fmt: skip
    """``look(data, name)`` gives a plan with ``header`` and ``bad`` rows, or raises ``unreadable`` with a sentence.

    ``take(file)`` writes what the reader saw: ``data``, ``name`` and what ``carry(plan)`` told of it.
    """
    if "bad" in request.POST:
        return returned.given_back(request.POST["bad"])
    if "token" in request.POST:
        return take(_opened(request))
    told = {"form": form, **more}
    if request.method == "POST" and form.is_valid():
        try:
            told |= _looked(request, form.cleaned_data["file"], look, carry)
        except unreadable as refusal:
            form.add_error("file", str(refusal))
    return render(request, template, told, status=422 if form.errors else 200)


def _looked(request, file, look: Look, carry: Callable[[Any], dict]) -> dict:
    data = file.read()
    plan = look(data, file.name)
    return {
        "plan": plan, "token": carried.sealed(data, file.name, request.post.person_id, **carry(plan)),
        "bad": plan.bad, "returned": returned.told(plan.header, plan.bad),
    }  # fmt: skip


def _opened(request: HttpRequest) -> dict:
    file = carried.opened(request.POST["token"], request.post.person_id)  # type: ignore[attr-defined]
    if file is None:
        raise SuspiciousOperation("上传的内容读不出来")
    return file
