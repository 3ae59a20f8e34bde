"""Staff pages of a leading group: setting it up, the composition in force beside the draft, its steps."""

from datetime import datetime, time

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Post, Role
from gongkai.acts import light
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.files import papers
from gongkai.organisation import home
from gongkai.organisation.groups import composing
from gongkai.organisation.groups.forms import GroupForm, StepForm, Telling, initial
from gongkai.organisation.groups.steps import KIND
from gongkai.organisation.models import Composition, LeadingGroup
from gongkai.publication import door

USUAL = "jigou"  # 机构职能, where a catalogue has it


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["set_up"], request.post)
    begins = {"topic": Topic.objects.filter(code=USUAL).first()}
    form = GroupForm(*light.sent(request), initial=begins)
    papers.keep(request, form, form.kept, now())

    def do():
        said = (home.of(request.post), form.cleaned_data["topic"], form.told(), request.post)
        row = composing.set_up_many([said], now())[0]
        return told(request, light.address(row), "已登记，请分管领导核定，核定后对外公布")

    return act_page(request, "登记领导小组", form, do, back=reverse("organisation:assurances"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    shown = row.newest
    known = list(row.compositions.exclude(agreed=None).order_by("-number"))
    page = {
        "row": row, "composition": shown, "facts": _facts(shown), "page_title": row.case.title,
        "lacks": composing.lacks(shown), "seats": shown.seats.all(), "places": shown.places.all(),
        "numbers": _may_call(request.post, row), "known": _spans(known), "public": door.shown(f"leading_group:{key}"),
        "files": light.files("organisation:group-file", row, shown.files),
        "panel": panel(row.case, request.post, now(), "organisation:group-step"),
        "assurance": reverse("organisation:assurance", args=[row.unit_id]),
    }  # fmt: skip
    return render(request, "organisation/group.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name in ("amend", "adjust"):
        return _write(request, row, name)
    return _change(request, row) if name == "change" else light.row_step(request, row, name, StepForm)


@require_safe
def file(request, key: int, sha256: str):
    """A paper of the composition in force or of the draft, for staff who may see it."""
    row = _visible(request, key)
    return papers.hand_out([one for some in (row.draft, row.live) if some for one in some.files], sha256)


def _write(request, row: LeadingGroup, name: str):
    ask_role(KIND.steps[name], request.post)
    begins = composing.told_of(row.newest)
    form = Telling(*light.sent(request), initial=initial(begins))
    form.kept = list(begins.files) if row.draft else []
    papers.keep(request, form, form.kept, now())

    def do():
        composing.write(row, form.told(), request.post, now())
        return told(request, light.address(row), "已保存，请分管领导核定")

    return act_page(request, KIND.steps[name].label, form, do, back=light.address(row), says=row.case.title)


def _change(request, row: LeadingGroup):
    """The month to adjust runs from the day people changed, not from the day somebody told of it."""
    ask_role(KIND.steps["change"], request.post)
    form = StepForm(request.POST or None, step=KIND.steps["change"])

    def do():
        said, at = form.cleaned_data, now()
        since = min(datetime.combine(said["day"], time(9), BEIJING), at)
        row.case.take(
            "change", by=request.post, at=at, effective=since, ground="人员变动之日", words=said["words"],
            detail={"says": f"{said['day']} 变动"},
        )  # fmt: skip
        return told(request, light.address(row), "已登记，请在期限内调整组成")

    return act_page(request, "登记人员变动", form, do, back=light.address(row), says=row.case.title)


def _facts(one: Composition) -> list[tuple]:
    return [("自", one.since), ("依据文件", one.paper), ("办公室设在", one.office)]


def _spans(known: list[Composition]) -> list[dict]:
    """The compositions that were agreed to, the newest first, each with the day the next one began."""
    ends = [None, *(one.since for one in known)]
    return [{"one": one, "until": until} for one, until in zip(known, ends, strict=False)]


def _may_call(post: Post, row: LeadingGroup) -> bool:
    own = post.role in (Role.PROPOSER, Role.REVIEWER) and row.unit_id in (post.unit_keys() or ())
    return own or post.role == Role.OFFICE


def _visible(request, key: int) -> LeadingGroup:
    return light.visible(request, LeadingGroup, key, "unit", "live", "draft")
