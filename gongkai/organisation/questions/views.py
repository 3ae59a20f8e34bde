"""Staff pages of hard questions: the shelf with its search, putting one, one question, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.organisation.models import HardQuestion
from gongkai.organisation.questions import solving
from gongkai.organisation.questions.forms import QuestionForm, StepForm
from gongkai.organisation.questions.steps import KIND
from gongkai.organisation.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """The shelf, and the questions of one's own that wait."""
    found = Listing(
        request,
        HardQuestion.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("问题", "case.title", url=lambda row: reverse("organisation:question", args=[row.pk])),
            Column("依据", "basis"),
            Column("提出单位", "case.unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "asked", "answer", "basis")),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        title="疑难问题",
        empty=("还没有疑难问题", "依申请公开遇到拿不准的情形，在这里提出；政务公开办答复以后，各单位都能查到。", None),
    )
    page = {
        "listing": found, "tabs": tabs(request, "questions"), "page_title": "疑难问题",
        "button": ("提出疑难问题", "organisation:new-question"),
        "may_enter": request.post.role in KIND.steps["put"].roles,
    }  # fmt: skip
    return render(request, "organisation/register.html", page)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["put"], request.post)
    form = QuestionForm(request.POST or None)

    def do():
        row = solving.put(form.cleaned_data["title"], form.cleaned_data["asked"], request.post, now())
        return told(request, reverse("organisation:question", args=[row.pk]), "已提出，请等政务公开办答复")

    return act_page(request, "提出疑难问题", form, do, back=reverse("organisation:questions"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    page = {
        "row": row, "page_title": row.case.title, "list_url": reverse("organisation:questions"),
        "facts": [
            ("提出单位", row.case.unit.name), ("问题", row.asked), ("处理意见", row.answer), ("依据", row.basis),
        ],
        "list_title": "疑难问题", "panel": panel(row.case, request.post, now(), "organisation:question-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("organisation:question", args=[key])
    return step_page(
        request, row.case, name, back=back, gone=reverse("organisation:questions"),
        form=lambda data, step: StepForm(data, step=step, row=row),
    )  # fmt: skip


def _visible(request, key: int) -> HardQuestion:
    return get_object_or_404(HardQuestion.objects.visible_to(request.post).select_related("case__unit"), pk=key)
