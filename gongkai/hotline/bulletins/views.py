"""Staff pages of figures and of what goes out: the figures of any period, drawing up, one with its steps."""

from datetime import date, timedelta

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.facts import Span
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.hotline import counting
from gongkai.hotline.bulletins import drafting, showing
from gongkai.hotline.bulletins.forms import AnswerForm, FiguresForm
from gongkai.hotline.bulletins.steps import KIND
from gongkai.hotline.models import Bulletin, Plea
from gongkai.hotline.tabs import tabs
from gongkai.hotline.vocabulary import BulletinSort
from gongkai.look.filters import Choice
from gongkai.look.forms import DayInput
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under

YEAR = timedelta(days=366)


class PeriodForm(forms.Form):
    first = forms.DateField(label="自", widget=DayInput)
    last = forms.DateField(label="至", widget=DayInput)

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and not timedelta() <= last - first <= YEAR:
            self.add_error("last", "截止日应不早于开始日，一次最多一年")
        return said


@require_safe
def figures(request):
    """The figures of a period over the units this post sees, each with its definition."""
    asked = request.GET if "first" in request.GET else None
    begins = {"first": date(today().year, 1, 1), "last": today()}
    form = PeriodForm(asked, initial=begins)
    page = {"form": form, "tabs": tabs(request, "figures"), "page_title": "办理统计", "says": counting.DEFINITIONS}
    if asked is None or form.is_valid():
        said = form.cleaned_data if asked is not None else begins
        units, keys = Unit.objects.order_by("order", "pk"), request.post.unit_keys()
        units = units if keys is None else units.filter(pk__in=keys)
        page["told"] = counting.figures(list(units), Span(said["first"], said["last"], now()))
    return render(request, "hotline/figures.html", page, status=422 if form.errors else 200)


@require_safe
def index(request):
    found = Listing(
        request,
        Bulletin.objects.visible_to(request.post).select_related("case__unit", "topic"),
        columns=[
            Column("标题", "case.title", url=light.address),
            Column("公布", "get_sort_display", kind="word"),
            Column("公开栏目", "topic.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "公布", choices=BulletinSort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        title="公布",
        empty=("还没有公布", "按月、按季公布办理统计；咨询选登从已经答复、来电人同意的诉求页面上选。", None),
    )
    button = ("拟公布统计", "hotline:new-bulletin")
    return light.list_page(request, found, KIND.steps["draft"], button, tabs=tabs(request, "bulletins"), room="热线")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["draft"], request.post)
    form = FiguresForm(request.POST if request.method == "POST" else None, today=today())

    def do():
        row = drafting.figures(*form.span, form.cleaned_data["topic"], request.post, now())
        return told(request, light.address(row), "已拟好，请另一人核定")

    return act_page(request, "拟公布统计", form, do, back=reverse("hotline:bulletins"))


@GET_OR_POST
def new_answer(request, key: int):
    plea = light.visible(request, Plea, key)
    ask_role(KIND.steps["draft"], request.post)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"title": plea.gist})

    def do():
        row = drafting.answer(plea, form.cleaned_data["topic"], form.told(), request.post, now())
        return told(request, light.address(row), "已拟好，请另一人核定")

    back = reverse("hotline:record", args=[key])
    return act_page(request, "选登", form, do, back=back, says=plea.case.title)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    more = {
        "text": showing.text(row),
        "public_url": url_under(showing.key_of(key)),
        "template": "hotline/bulletin.html",
    }
    return light.record_page(request, row, (), ("hotline:bulletins", "公布"), **more)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name)


def _visible(request, key: int) -> Bulletin:
    return light.visible(request, Bulletin, key, "topic")
