"""Staff pages of cases: the list, taking one in, one with its caller under seal, its steps, parts of other units."""

import secrets

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts.models import Role
from gongkai.acts import light, looks, ways
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.hotline import answering, likening, listing, reading, taking_in
from gongkai.hotline.forms import EntryForm, StepForm
from gongkai.hotline.models import Plea, PleaPart
from gongkai.hotline.steps import KIND, PART
from gongkai.hotline.tabs import tabs
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.look.words import moment
from gongkai.workflow import notices


@require_safe
def index(request):
    found, more = listing.pleas(request, now()), {"tabs": tabs(request, "list"), "room": "热线"}
    return light.list_page(request, found, KIND.steps["enter"], ("登记诉求", "hotline:new"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    begins = {"at": now(), "token": secrets.token_hex(16), "sort": "help"}
    form = EntryForm(request.POST if request.method == "POST" else None, initial=begins)

    def do():
        taken = taking_in.take_in(form.told(request.post), now())
        page = {"row": taken.plea, "code": taken.code, "page_title": "已登记"}
        return render(request, "hotline/entered.html", page)

    return act_page(request, "登记诉求", form, do, back=reverse("hotline:list"))


@require_safe
def record(request, key: int):
    row, at = _visible(request, key), now()
    notices.see(request.post.person, key, at)
    accused = row.accused_id == request.post.person_id
    page = {
        "row": row, "facts": _facts(row), "words": reading.words(row, request.post, at), "page_title": row.case.title,
        "reply": row.reply if reading.may_read(request.post) and not accused else "",
        "knows": reading.may_know_caller(row, request.post) and not accused,
        "likenesses": [(one, likening.says(one)) for one in row.likenesses.select_related("earlier__case")],
        "parts": row.parts.select_related("case__unit"), "faults": row.faults.select_related("case"),
        **looks.of(row.case),
        "erased": getattr(row, "erasure", None), "panel": panel(row.case, request.post, at, "hotline:step"),
        "may_pursue": request.post.role == Role.OFFICE, "may_pick": _may_pick(request.post, row),
    }  # fmt: skip
    return render(request, "hotline/record.html", page)


@require_POST
def caller(request, key: int):
    """Who told it: asked for by pressing, and kept."""
    row = _visible(request, key)
    rows = reading.caller(row, request.post, now())
    page = {"row": row, "rows": rows, "page_title": "来电人信息"}
    return render(request, "hotline/caller.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("hotline:record", args=[key])
    if name == "draft_reply":
        return _draft(request, row, back)
    return step_page(
        request, row.case, name, back=back, gone=reverse("hotline:list"),
        form=lambda data, step: StepForm(data, step=step, plea=row),
    )  # fmt: skip


def _draft(request, row: Plea, back: str):
    """起草答复: the words are sealed with the case, so that the one who looks at them agrees to these very ones."""
    taken = KIND.steps["draft_reply"]
    ask_role(taken, request.post)
    form = StepForm(request.POST if request.method == "POST" else None, step=taken, plea=row)

    def do():
        answering.draft_many([form.reply(request.post)], now())
        return told(request, back, "已起草，请另一人审核")

    hints = ways.why_not(row.case, taken, request.post, now()) if request.method == "GET" else []
    return act_page(request, taken.label, form, do, back=back, says=row.case.title, step=taken, hints=hints)


@require_safe
def parts(request):
    """What other units asked to help with."""
    found = Listing(
        request,
        PleaPart.objects.visible_to(request.post).select_related("case__unit", "plea__case__unit"),
        columns=[
            Column("协办", "case.title", url=light.address),
            Column("协办单位", "case.unit.name", kind="word"),
            Column("主办单位", "plea.case.unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(PART.states.items()), path="case__status")],
        title="协办",
        empty=("还没有协办", "派单时列为协办的单位，在这里提交协办意见。", None),
    )
    return light.list_page(request, found, tabs=tabs(request, "parts"), room="热线")


@require_safe
def part(request, key: int):
    row = _visible_part(request, key)
    page = {
        "row": row, "words": reading.words(row.plea, request.post, now()), "page_title": row.case.title,
        "facts": [
            ("诉求", row.plea.number), ("事由", row.plea.gist), ("主办单位", row.plea.case.unit.name),
            ("协办单位", row.case.unit.name), ("收到时间", moment(row.plea.at)),
        ],
        "panel": panel(row.case, request.post, now(), "hotline:part-step"),
    }  # fmt: skip
    return render(request, "hotline/part.html", page)


@GET_OR_POST
def part_step(request, key: int, name: str):
    return light.row_step(request, _visible_part(request, key), name)


def _facts(row: Plea) -> list[tuple]:
    platform = f"{row.source.case.title}，工单号 {row.outside}" if row.source else ""
    return [
        ("类型", row.get_sort_display()), ("涉及公开", row.get_about_display()), ("渠道", row.get_channel_display()),
        ("收到时间", moment(row.at)), ("首问责任人", str(row.first) if row.first else "受理时确定"),
        ("承办单位", row.case.unit.name if row.case.status not in ("received", "accepted") else ""),
        ("被投诉单位", row.against and row.against.name), ("被投诉人", row.accused and row.accused.name),
        ("承诺答复日", row.promised), ("办理结果", row.get_outcome_display()), ("处理措施", row.consequence),
        ("满意度", row.get_rating_display()), ("平台工单", platform),
        ("选登", "来电人同意遮盖后选登" if row.open_to_all else ""),
    ]  # fmt: skip


def _may_pick(post, row: Plea) -> bool:
    """Whether an answer may be picked for the public from here."""
    return post.role == Role.OFFICE and row.open_to_all and row.case.status in ("replied", "closed", "rated")


def _visible(request, key: int) -> Plea:
    beside = ("first__person", "first__unit", "against", "accused", "source__case")
    return light.visible(request, Plea, key, *beside)


def _visible_part(request, key: int) -> PleaPart:
    return light.visible(request, PleaPart, key, "plea__case__unit")
