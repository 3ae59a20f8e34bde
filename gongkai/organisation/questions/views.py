"""Staff pages of hard questions: the shelf with its search, putting one, one question, its steps."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing
from gongkai.organisation.models import HardQuestion
from gongkai.organisation.questions import solving
from gongkai.organisation.questions.forms import QuestionForm, StepForm
from gongkai.organisation.questions.steps import KIND
from gongkai.organisation.tabs import tabs

LIST = ("organisation:questions", "疑难问题")


@require_safe
def index(request):
    """The shelf, and the questions of one's own that wait."""
    found = Listing(
        request,
        HardQuestion.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("问题", "case.title", url=light.address),
            Column("依据", "basis"),
            Column("提出单位", "case.unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Words("q", "含有", paths=("case__title", "asked", "answer", "basis")),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        title=LIST[1],
        empty=("还没有疑难问题", "依申请公开遇到拿不准的情形，在这里提出；政务公开办答复以后，各单位都能查到。", None),
    )
    button = ("提出疑难问题", "organisation:new-question")
    return light.list_page(request, found, KIND.steps["put"], button, tabs=tabs(request, "questions"), room="组织")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["put"], request.post)
    form = QuestionForm(request.POST or None)

    def do():
        row = solving.put(form.cleaned_data["title"], form.cleaned_data["asked"], request.post, now())
        return told(request, light.address(row), "已提出，请等政务公开办答复")

    return act_page(request, "提出疑难问题", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = light.visible(request, HardQuestion, key)
    facts = [("提出单位", row.case.unit.name), ("问题", row.asked), ("处理意见", row.answer), ("依据", row.basis)]
    return light.record_page(request, row, facts, LIST)


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, HardQuestion, key)
    return light.row_step(request, row, name, partial(StepForm, row=row), gone=reverse(LIST[0]))
