"""Staff pages of the ways in for complaints: the list with who has none, entering, amending, one with its steps."""

from dataclasses import asdict

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import ACT, act_page, told
from gongkai.acts.refusals import StaleDraft
from gongkai.acts.taking import ask_role
from gongkai.hotline.lines import keeping, showing
from gongkai.hotline.lines.forms import LineForm
from gongkai.hotline.lines.steps import KIND
from gongkai.hotline.models import ComplaintLine
from gongkai.hotline.tabs import tabs
from gongkai.look.filters import Choice, Flag
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under

LIST = ("hotline:lines", "投诉渠道")


@require_safe
def index(request):
    found = Listing(
        request,
        ComplaintLine.objects.visible_to(request.post).select_related("case", "unit"),
        columns=[
            Column("单位", "unit.name", url=light.address),
            Column("投诉电话", "phone", kind="word"),
            Column("投诉信箱", "mailbox"),
            Column("意见箱、意见簿", "box"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Flag("lacks", "只看没有电话或者信箱的", Q(phone="") | Q(mailbox="")),
        ],
        order="pk",
        title=LIST[1],
        empty=("还没有投诉渠道", "每个单位登记投诉电话、信箱和意见箱，另一人核定以后对外公布。", None),
    )
    url = url_under(showing.KEY)
    beside = [("看公布的页面", url)] if url else []
    more = {"tabs": tabs(request, "lines"), "room": "热线", "beside": beside}
    return light.list_page(request, found, KIND.steps["enter"], ("登记投诉渠道", "hotline:new-line"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = LineForm(request.POST if request.method == "POST" else None)

    def do():
        row = keeping.enter_many([(request.post.unit, form.told(), request.post)], now())[0]
        return told(request, light.address(row), "已登记，请另一人核定，核定后对外公布")

    says = f"{request.post.unit.name}的投诉电话、信箱和意见箱"
    return act_page(request, "登记投诉渠道", form, do, back=reverse(LIST[0]), says=says)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    now_public = "；".join(row.live[name] for name in keeping.WAYS if row.live.get(name)) if row.live else "还没有公布"
    facts = [
        ("单位", row.unit.name), ("投诉电话", row.phone or "没有"), ("投诉信箱", row.mailbox or "没有"),
        ("意见箱、意见簿", row.box or "没有"), ("接听时间", row.hours), ("受理、查处、答复的办法", row.mechanism),
        ("现在公布的", now_public),
    ]  # fmt: skip
    return light.record_page(request, row, facts, LIST)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return _amend(request, row) if name == "amend" else light.row_step(request, row, name)


def _amend(request, row: ComplaintLine):
    taken = KIND.steps["amend"]
    ask_role(taken, request.post)
    begins = asdict(keeping.told_of(row)) | {"version": row.case.version}
    form = LineForm(request.POST if request.method == "POST" else None, initial=begins)
    more: dict = {"back": light.address(row), "says": row.case.title, "step": taken}

    def do():
        try:
            keeping.amend(row, form.told(), form.cleaned_data["version"] or 0, request.post, now())
        except StaleDraft as refusal:
            again = LineForm(request.POST.dict() | {"version": row.case.version})
            page = {"form": again, "reasons": [str(refusal)], "theirs": keeping.saved(row), "page_title": taken.label}
            return render(request, ACT, page | more, status=409)
        return told(request, light.address(row), "已保存，另一人核定以前对外公布的仍是原来的")

    return act_page(request, taken.label, form, do, **more)


def _visible(request, key: int) -> ComplaintLine:
    return light.visible(request, ComplaintLine, key, "unit")
