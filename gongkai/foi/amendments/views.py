"""Staff pages of the register: the list, entering one, one with who asks, its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light, looks
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.foi import reading
from gongkai.foi.amendments import keeping
from gongkai.foi.amendments.forms import AmendmentForm, DayForm, OutcomeForm
from gongkai.foi.amendments.steps import KIND
from gongkai.foi.confirming import moment
from gongkai.foi.models import Amendment
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

LIST = ("foi:amendments", "更正本人信息")
NONE = ("还没有更正要求", "公民、法人有证据证明本机关记录的与自身有关的信息不准确、要求更正的，在这里登记。", None)


@require_safe
def index(request):
    """What this post may see, newest first; who asks stands on no list."""
    found = Listing(
        request,
        Amendment.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("单位", "case.unit.name", kind="word", url=light.address),
            Column("收到日", "received", kind="day", sort="received"),
            Column("渠道", "get_channel_display", kind="word"),
            Column("处理", "get_outcome_display", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-received",
        title=LIST[1],
        empty=NONE,
    )
    button = ("登记更正要求", "foi:new-amendment")
    return light.list_page(request, found, KIND.steps["enter"], button, up=("公开申请", "foi:list"))


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = AmendmentForm(request.POST if request.method == "POST" else None, today=today())

    def do():
        said = form.cleaned_data
        asked = keeping.Asked(said["channel"], said["received"], form.said(), request.post)
        row = keeping.enter_many([asked], now())[0]
        return told(request, light.address(row), "已登记")

    says = "要求更正的不是公开申请，不计入公开申请的数量，另册登记。"
    return act_page(request, "登记更正要求", form, do, back=reverse(LIST[0]), says=says, button="登记")


@require_safe
def record(request, key: int):
    row = light.visible(request, Amendment, key)
    facts = [
        ("单位", row.case.unit.name), ("收到日", row.received), ("渠道", row.get_channel_display()),
        ("处理", row.get_outcome_display()), ("有权更正的机关", row.organ),
        *reading.amendment(row, request.post, now()),
    ]  # fmt: skip
    answer = light.record_page(request, row, facts, LIST, **looks.of(row.case), page_title=LIST[1])
    answer.headers["Cache-Control"] = "no-store"
    return answer


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, Amendment, key)
    if name not in ("propose", "tell"):
        return light.row_step(request, row, name)
    taken, posted = KIND.steps[name], request.POST if request.method == "POST" else None
    ask_role(taken, request.post)
    form = OutcomeForm(posted) if name == "propose" else DayForm(posted, label="告知日", today=today())

    def do():
        said, at = form.cleaned_data, now()
        if name == "propose":
            keeping.propose(row, said["outcome"], said["found"], said["organ"], request.post, at)
        else:
            row.case.take(name, by=request.post, at=at, effective=moment(said["day"], at))
        return told(request, light.address(row), f"已办：{taken.label}")

    return act_page(request, taken.label, form, do, back=light.address(row), step=taken)
