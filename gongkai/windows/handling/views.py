"""Staff pages of cases at windows: the list, one taken in at the counter, one with its parts and clocks, its steps."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.acts import light, looks
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.models import Remark
from gongkai.acts.pages import act_page
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice, Days
from gongkai.look.lists import Column, Listing
from gongkai.windows.handling import deciding, erasing, reading, receiving, telling
from gongkai.windows.handling.forms import CounterForm, StepForm
from gongkai.windows.handling.steps import KIND, PART
from gongkai.windows.models import Channel, Item, Part, ServiceCase
from gongkai.windows.tabs import tabs


@require_safe
def index(request):
    found = Listing(
        request,
        ServiceCase.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("事项", "case.title", url=light.address),
            Column("编号", "number", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("渠道", "get_channel_display", kind="word"),
            Column("收到时间", "at", kind="moment", sort="at"),
            Column("状态", "case.status_label", kind="word"),
            Column("结果", "get_outcome_display", kind="word"),
        ],
        filters=[
            Choice("channel", "渠道", choices=Channel.choices),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Days("at", "收到"),
        ],
        order="-at",
        title="申办件",
        empty=("还没有申办件", "群众在网站的办事服务页提交，或者在窗口提交由窗口人员登记。", None),
    )
    button = ("窗口收件", "windows:new-case")
    return light.list_page(request, found, KIND.steps["receive"], button, tabs=tabs("cases"), room="窗口")


@GET_OR_POST
def new(request):
    """窗口收件: whoever takes it in is the first asked, and answers for it to the end."""
    ask_role(KIND.steps["receive"], request.post)
    items = Item.objects.visible_to(request.post).filter(case__status="inside").select_related("case__unit")
    form = CounterForm(request.POST or None, items=items)

    def do():
        receipt = receiving.take_in(receiving.Wish(**form.cleaned_data, by=request.post), now())
        page = {"receipt": receipt, "page_title": "已收件", "first": request.post}
        return render(request, "windows/received.html", page)

    says = "您是首问责任人，负责到底：能办的受理，缺材料的一次性告知，不归这里办的告诉去哪里办。"
    return act_page(request, "窗口收件", form, do, back=reverse("windows:cases"), says=says)


@require_safe
def record(request, key: int):
    """One case: what is applied for, where it stands; who applies only when somebody wants to see it."""
    return _page(request, _visible(request, key))


@require_POST
def applicant(request, key: int):
    """The same page with who applies."""
    row = _visible(request, key)
    return _page(request, row, reading.applicant(row, request.post, now()))


def _page(request, row: ServiceCase, who=None):
    post, at = request.post, now()
    first = deciding.first_asked(row)
    facts = [
        ("编号", row.number), ("事项", row.item.case.title), ("单位", row.case.unit.name),
        ("渠道", row.get_channel_display()), ("收到时间", row.at),
        ("首问责任人", f"{first.person.name}（{first.post.place}）" if first and first.person and first.post else ""),
        ("结果", row.get_outcome_display()), ("评价", row.get_satisfied_display()),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "asks": reading.asks(row, post, at), "reads": reading.may_read(post), "who": who,
        "erased": erasing.erased(row), "page_title": row.case.title, "parts": _parts(row),
        "running": telling.clocks(row, at), **looks.of(row.case),
        "panel": panel(row.case, post, at, "windows:case-step"),
    }  # fmt: skip
    return render(request, "windows/case.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, StepForm)


@require_safe
def parts(request):
    found = Listing(
        request,
        Part.objects.visible_to(request.post).select_related("case__unit", "whole__case__unit"),
        columns=[
            Column("事项", "case.title", url=light.address),
            Column("牵头单位", "whole.case.unit.name", kind="word"),
            Column("并联部门", "case.unit.name", kind="word"),
            Column("发来时间", "case.opened", kind="moment"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(PART.states.items()), path="case__status")],
        order="-case",
        title="并联审批",
        empty=("还没有并联审批件", "牵头单位受理以后，系统同时发给事项上登记的各个部门。", None),
    )
    return light.list_page(request, found, tabs=tabs("parts"), room="窗口")


@require_safe
def part(request, key: int):
    row = _visible_part(request, key)
    whole = row.whole
    facts = [
        ("牵头单位", whole.case.unit.name), ("并联部门", row.case.unit.name), ("牵头编号", whole.number),
        ("发来时间", row.case.opened), ("申请内容", reading.asks(whole, request.post, now())),
    ]  # fmt: skip
    return light.record_page(request, row, facts, ("windows:parts", "并联审批"))


@GET_OR_POST
def part_step(request, key: int, name: str):
    return light.row_step(request, _visible_part(request, key), name, StepForm)


def _parts(row: ServiceCase) -> list[tuple[Part, str]]:
    """Each partner's part with what it said; those who lead the case read it."""
    found = list(row.parts.select_related("case__unit").order_by("pk"))
    said = Remark.objects.filter(act__case__in=[one.pk for one in found], act__step__in=("consent", "object"))
    words = {remark.act.case_id: remark.text or "" for remark in said.select_related("act")}
    return [(one, words.get(one.pk, "")) for one in found]


def _visible(request, key: int) -> ServiceCase:
    return light.visible(request, ServiceCase, key, "item__case")


def _visible_part(request, key: int) -> Part:
    return light.visible(request, Part, key, "whole__case__unit")
