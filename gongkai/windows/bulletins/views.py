"""Staff pages of bulletins: the list, drawing one up, one with its figures, its steps."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne
from gongkai.look.lists import Column, Listing
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.windows.bulletins import counting, drawing
from gongkai.windows.bulletins.steps import KIND
from gongkai.windows.models import Bulletin
from gongkai.windows.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])


class BulletinForm(forms.Form):
    quarter = forms.ChoiceField(label="季度")
    topic = ChoiceOfOne(Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {one.last.isoformat(): one for one in counting.ended(today())}
        self.fields["quarter"].choices = [(key, one.title) for key, one in self.known.items()]


@require_safe
def index(request):
    found = Listing(
        request,
        Bulletin.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("通报", "case.title", url=lambda row: reverse("windows:bulletin", args=[row.pk])),
            Column("自", "first", kind="day"),
            Column("至", "last", kind="day", sort="last"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-last",
        title="季度通报",
        empty=("还没有季度通报", "一个季度过完以后，由政务公开办统计窗口办件和电子监察发牌，另一人核对后公布。", None),
    )
    page = {
        "listing": found, "tabs": tabs("bulletins"), "page_title": "季度通报",
        "button": ("拟定通报", "windows:new-bulletin"),
        "may_enter": request.post.role in KIND.steps["draw_up"].roles,
    }  # fmt: skip
    return render(request, "windows/register.html", page)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["draw_up"], request.post)
    form = BulletinForm(request.POST or None, initial={"topic": Topic.objects.filter(code="gonggao").first()})

    def do():
        quarter = form.known[form.cleaned_data["quarter"]]
        row = drawing.draw_up(quarter, form.cleaned_data["topic"], request.post, now())
        return told(request, reverse("windows:bulletin", args=[row.pk]), "已统计，请另一人核对后公布")

    return act_page(request, "拟定通报", form, do, back=reverse("windows:bulletins"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    shown = door.shown(f"service_bulletin:{key}")
    page = {
        "row": row, "page_title": row.case.title, "means": counting.MEANS,
        "tables": list(map(_labelled, row.figures)),
        "public": url_of(shown) if shown and shown.withdrawn is None else "",
        "panel": panel(row.case, request.post, now(), "windows:bulletin-step"),
    }  # fmt: skip
    return render(request, "windows/bulletin.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    return step_page(request, _visible(request, key).case, name, back=reverse("windows:bulletin", args=[key]))


def _labelled(table: list) -> tuple:
    """A table with its head beside each cell, as a narrow page shows it."""
    name, heads, lines = table
    return name, heads, [list(zip(heads, line, strict=True)) for line in lines]


def _visible(request, key: int) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.post).select_related("case__unit"), pk=key)
