"""Staff pages of hearings and talks: the list, calling one, one with who signed up, its steps."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.acts import light, looks
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.participation import rewriting
from gongkai.participation.gatherings import calling, reading, showing
from gongkai.participation.gatherings.forms import CallForm, StepForm
from gongkai.participation.gatherings.steps import HANDLERS, KIND
from gongkai.participation.models import Gathering, GatheringSort
from gongkai.participation.rewriting import Rewriting
from gongkai.participation.tabs import tabs
from gongkai.publication.found import url_under

LIST = ("participation:gatherings", "听证和座谈")
NONE = ("还没有听证和座谈", "听证会、座谈会、请群众列席会议和政府开放日，在这里拟定、报名、抽取和公布。", None)


@require_safe
def index(request):
    """Hearings and talks this post may see, the latest first."""
    found = Listing(
        request,
        Gathering.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("形式", "get_sort_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("举行时间", "held_at", kind="moment", sort="held_at"),
            Column("名额", "seats", kind="number"),
            Column("报名", lambda row: row.sign_ups.count(), kind="number"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "形式", choices=GatheringSort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-held_at",
        title=LIST[1],
        empty=NONE,
    )
    button = ("拟定听证和座谈", "participation:new-gathering")
    return light.list_page(request, found, KIND.steps["plan"], button, tabs=tabs("gatherings"), room="参与")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["plan"], request.post)
    form = CallForm(request.POST or None, post=request.post)

    def do():
        row = calling.plan_many([(form.call(), request.post, now())])[0]
        return told(request, light.address(row), "已拟定，请分管领导审定后发布公告")

    back = reverse(LIST[0])
    return act_page(request, "拟定听证和座谈", form, do, back=back, button="保存草稿")


@GET_OR_POST
def edit(request, key: int):
    """What is to be announced, until it is agreed to; a stale save is shown beside what stands."""
    row = _visible(request, key)
    calling.ask_to_write(row, request.post)
    form = CallForm(request.POST or None, post=request.post, initial=CallForm.initial_of(row))
    draft = Rewriting(
        row, "改听证和座谈", light.address(row), lambda version: calling.save(row, form.call(), version, request.post),
        lambda: (found := _visible(request, key), _facts(found)),
    )  # fmt: skip
    return rewriting.page(request, form, draft)


@require_safe
def record(request, key: int):
    """One of them: what is announced, how many signed up, how it went; who, only when somebody wants to see it."""
    return _page(request, _visible(request, key))


@require_POST
def people(request, key: int):
    """The same page with who signed up."""
    row = _visible(request, key)
    reading.people(row, request.post, now())
    return _page(request, row, named=True)


def _page(request, row: Gathering, named: bool = False):
    post, knows = request.post, reading.may_know_people(request.post)
    more = {
        "many": row.sign_ups.count(),
        "sign_ups": row.sign_ups.order_by("place", "number") if knows else [],
        "named": named, "writes": row.case.status == "draft" and post.role in KIND.steps["plan"].roles,
        "runs": calling.takes_names(row, now()),
        "files": light.files("participation:gathering-paper", row, row.papers) if knows else [],
        "public_url": url_under(row.door_key),
        **({} if post.looks_on() else looks.of(row.case)),
    }  # fmt: skip
    answer = light.record_page(request, row, _facts(row), LIST, template="participation/gathering.html", **more)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


@require_safe
def paper(request, key: int, sha256: str):
    """The record of what was said names people: for those who handle it alone."""
    row = _visible(request, key)
    answer = papers.hand_out(row.papers if request.post.role in HANDLERS else [], sha256)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _facts(row: Gathering) -> list[tuple[str, object]]:
    signed = "" if row.signed is None else "已签字" if row.signed else "没有"
    return [
        ("单位", row.case.unit.name), ("形式", row.get_sort_display()), ("举行时间", showing.when(row)),
        ("地点", row.place), ("名额", row.seats), ("报名截止", row.until),
        ("决策事项", row.decision.case.title if row.decision else ""),
        ("征求意见", row.consultation.case.title if row.consultation else ""), ("变动", row.note),
        ("送达材料", row.sent), ("到会人数", row.attended), ("笔录签字", signed), ("参加人怎样产生", row.selects),
        ("抽取的种子", row.seed), ("内容", row.about), ("情况", row.minutes),
    ]  # fmt: skip


def _visible(request, key: int) -> Gathering:
    return light.visible(request, Gathering, key, "topic", "decision__case", "consultation__case")
