"""Staff pages of bulletins: the list, drawing one up, one with its figures, its steps."""

from django import forms
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under
from gongkai.windows.bulletins import counting, drawing
from gongkai.windows.bulletins.steps import KIND
from gongkai.windows.models import Bulletin
from gongkai.windows.tabs import tabs

LIST = ("windows:bulletins", "季度通报")


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
            Column("通报", "case.title", url=light.address),
            Column("自", "first", kind="day"),
            Column("至", "last", kind="day", sort="last"),
            Column("状态", "case.status_label", kind="word"),
        ],
        order="-last",
        title=LIST[1],
        empty=("还没有季度通报", "一个季度过完以后，由政务公开办统计窗口办件和电子监察发牌，另一人核对后公布。", None),
    )
    button = ("拟定通报", "windows:new-bulletin")
    return light.list_page(request, found, KIND.steps["draw_up"], button, tabs=tabs("bulletins"), room="窗口")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["draw_up"], request.post)
    form = BulletinForm(request.POST or None, initial={"topic": Topic.objects.filter(code="gonggao").first()})

    def do():
        quarter = form.known[form.cleaned_data["quarter"]]
        row = drawing.draw_up(quarter, form.cleaned_data["topic"], request.post, now())
        return told(request, light.address(row), "已统计，请另一人核对后公布")

    return act_page(request, "拟定通报", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = light.visible(request, Bulletin, key)
    more = {
        "tables": list(map(_labelled, row.figures)),
        "means": counting.MEANS,
        "public": url_under(f"service_bulletin:{key}"),
    }
    return light.record_page(request, row, (), LIST, template="windows/bulletin.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, light.visible(request, Bulletin, key), name)


def _labelled(table: list) -> tuple:
    """A table with its head beside each cell, as a narrow page shows it."""
    name, heads, lines = table
    return name, heads, [list(zip(heads, line, strict=True)) for line in lines]
