"""Staff pages of patterns: the list, entering one, one with its wordings, its steps."""

from functools import partial

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import WordsForm, act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look.lists import Column, Listing
from gongkai.opinion.models import Pattern
from gongkai.opinion.patterns import keeping
from gongkai.opinion.patterns.steps import KIND
from gongkai.opinion.tabs import tabs


def _body(**how) -> forms.CharField:
    return forms.CharField(
        label="内容", max_length=5000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"可以用的占位：{keeping.PLACES}，用的时候自动换成实际内容；其余的由拟稿人逐件改写", **how,
    )  # fmt: skip


class PatternForm(forms.Form):
    title = forms.CharField(label="名称", max_length=80, help_text="如 突发事件首次发布")
    body = _body()


class StepForm(WordsForm):
    def __init__(self, *args, step, row: Pattern, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if step.name == "change":
            version = row.versions.filter(until=None).first()
            self.fields["body"] = _body(initial=version.body if version else "")
            self.fields["words"].label = "说明"
            self.order_fields(["body", "words"])

    def detail(self) -> dict:
        return {"body": self.cleaned_data["body"]} if "body" in self.fields else {}


@require_safe
def index(request):
    """Patterns are everybody's who answers."""
    found = Listing(
        request,
        Pattern.objects.select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="case",
        title="回应模板",
        empty=("还没有回应模板", "由政务公开办登记；拟写回应稿时选用，再逐件改写。", None),
    )
    button = ("登记模板", "opinion:new-pattern")
    return light.list_page(request, found, KIND.steps["enter"], button, tabs=tabs("patterns"), room="舆情回应")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = PatternForm(request.POST or None)

    def do():
        row = keeping.enter([(form.cleaned_data["title"], form.cleaned_data["body"])], request.post, now())[0]
        return told(request, light.address(row), "已登记，拟写回应稿时可以选用")

    return act_page(request, "登记模板", form, do, back=reverse("opinion:patterns"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    page = {
        "row": row, "versions": row.versions.order_by("-number"), "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "opinion:pattern-step"),
    }  # fmt: skip
    return render(request, "opinion/pattern.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


def _visible(request, key: int) -> Pattern:
    return get_object_or_404(Pattern.objects.select_related("case__unit"), pk=key)
