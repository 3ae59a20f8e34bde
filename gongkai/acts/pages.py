"""One act with its form on a page of its own: what the act refuses stands on top, and nothing typed is lost."""

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken, Unready, WrongState
from gongkai.acts.steps import Step
from gongkai.acts.taking import ask_role
from gongkai.look.words import titled

ACT = "acts/act.html"


class WordsForm(forms.Form):
    """Words with a step; compulsory where the step table says so. A room adds what its steps ask besides."""

    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = step.says_why

    def detail(self) -> dict:
        """Plain data that the act keeps."""
        return {}


def act_page(
    request: HttpRequest, title: str, form: forms.BaseForm | None, do: Callable[[], HttpResponse], *, back: str,
    template: str = ACT, **more,
) -> HttpResponse:  # fmt: skip
    """``do`` does the act and answers. ``more`` is for the page: ``says`` under the heading, ``hints``, ``button``."""
    reasons: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return do()
        except Unready as refusal:
            reasons = refusal.reasons
        except Overtaken as refusal:
            reasons = [str(refusal)]
    page = {"form": form, "reasons": reasons, "back": back, "page_title": title, **more}
    return render(request, template, page, status=409 if reasons else 200)


def step_page(
    request, case: Case, name: str, *, back: str, gone: str = "", form: Callable[..., WordsForm] = WordsForm
) -> HttpResponse:
    """One step of the case's table: GET asks for words where they are needed and says what bars it, POST does it.

    ``back`` is the record's page; ``gone`` where the reader goes if the case is nothing to them any more.
    """
    step = case.kind_of.steps.get(name)
    if step is None or step.opens or step.follows:
        raise Http404
    ask_role(step, request.post)
    bound = form(request.POST if request.method == "POST" else None, step=step)
    reasons = ways.why_not(case, step, request.post, now())
    if request.method == "POST" and bound.is_valid():
        try:
            read = request.POST.get("read", "") if step.binds else None
            words, detail = bound.cleaned_data["words"], bound.detail()
            case.take(name, by=request.post, at=now(), words=words, detail=detail, read=read)
            left = gone and not Case.objects.visible_to(request.post).filter(pk=case.pk).exists()
            return told(request, gone if left else back, f"已办：{step.label}")
        except Unready as refusal:
            reasons = refusal.reasons
        except (Overtaken, WrongState) as refusal:
            reasons = [str(refusal)]
    page = {
        "form": bound, "reasons": reasons, "page_title": step.label, "back": back, "says": titled(case.title),
        "step": step, "read": case.content if step.binds else "",
    }  # fmt: skip
    return render(request, ACT, page, status=409 if request.method == "POST" and reasons else 200)


def told(request: HttpRequest, to, *sentences: str) -> HttpResponse:
    """Sends the reader on; the next page says the sentences once."""
    tell(request, *sentences)
    return redirect(to)


def tell(request: HttpRequest, *sentences: str) -> None:
    """What the next page says once."""
    request.session["notices"] = [("done", said) for said in sentences if said]
