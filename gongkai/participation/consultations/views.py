"""Staff pages of consultations: the list, drawing one up, one with its figures, the changed draft, its steps."""

from functools import partial

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.participation import rewriting
from gongkai.participation.consultations import drafting, gates, reading, running, treating
from gongkai.participation.consultations.forms import HeadForm, RevisedForm, StepForm
from gongkai.participation.consultations.steps import KIND, READERS
from gongkai.participation.models import Consultation
from gongkai.participation.rewriting import Rewriting
from gongkai.participation.tabs import tabs
from gongkai.publication.found import url_under

LIST = ("participation:consultations", "征求意见")
NONE = ("还没有征求意见", "决策草案、文件草案公开征求意见的，在这里拟定；到日自动公布，到日自动截止。", None)


@require_safe
def index(request):
    """Consultations this post may see, the latest first."""
    found = Listing(
        request,
        Consultation.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("开始", "opens", kind="day", sort="opens"),
            Column("截止", "closes", kind="day", sort="closes"),
            Column("意见", lambda row: row.opinions.count(), kind="number"),
            Column("已答复", lambda row: treating.figures(row).share, kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[Choice("status", "状态", choices=list(KIND.states.items()), path="case__status")],
        order="-case",
        title=LIST[1],
        empty=NONE,
    )
    button = ("拟定征求意见", "participation:new-consultation")
    return light.list_page(request, found, KIND.steps["draft"], button, tabs=tabs("consultations"), room="参与")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["draft"], request.post)
    form = HeadForm(request.POST or None, post=request.post)

    def do():
        row = drafting.begin_many([(form.head(), request.post, now())])[0]
        return told(request, light.address(row), "已保存草稿，请核对后送审")

    return act_page(request, "拟定征求意见", form, do, back=reverse(LIST[0]), button="保存草稿")


@GET_OR_POST
def head(request, key: int):
    """The head and the draft, as long as they are not under review; a stale save is shown beside what stands."""
    row = visible(request, key)
    drafting.ask_to_write(row, request.post)
    form = HeadForm(request.POST or None, post=request.post, initial=HeadForm.initial_of(row))

    def stands():
        found = visible(request, key)
        return found, [*_facts(found), ("草案", "\n".join(found.newest.paragraphs))]

    save = lambda version: drafting.save(row, form.head(), version, request.post)
    return rewriting.page(request, form, Rewriting(row, "改征求意见", light.address(row), save, stands))


@require_safe
def record(request, key: int):
    """One consultation: the draft, how many spoke and were answered, what is left to do."""
    row = visible(request, key)
    more = {
        "tabs": tabs("consultations"),
        "figures": treating.figures(row), "answers": treating.answers(row), "versions": row.versions.all(),
        "short": gates.too_short(row) if row.case.status == "draft" else [],
        "writes": row.case.status == "draft" and request.post.role in KIND.steps["draft"].roles,
        "revises": row.case.status == "treating" and request.post.role in KIND.steps["summarize"].roles,
        "reads": request.post.role in READERS and row.case.status in WITH_OPINIONS,
        "runs": running.runs(row, now()),
        "public_url": url_under(row.door_key),
        **({} if request.post.looks_on() else reading.looked_at(row)),
    }  # fmt: skip
    return light.record_page(request, row, _facts(row), LIST, template="participation/consultation.html", **more)


@GET_OR_POST
def revise(request, key: int):
    """The wording that opinions led to."""
    row = visible(request, key)
    ask_role(KIND.steps["summarize"], request.post)
    form = RevisedForm(request.POST or None, initial={"draft": "\n".join(row.newest.paragraphs)})

    def do():
        drafting.revise(row, drafting.paragraphs_of(form.cleaned_data["draft"]), request.post)
        return told(request, light.address(row), "修改稿已保存")

    return act_page(request, "写修改稿", form, do, back=light.address(row), says=row.case.title, button="保存修改稿")


@GET_OR_POST
def step(request, key: int, name: str):
    row = visible(request, key)
    if name == "export":
        return redirect("participation:opinions-export", key)
    return light.row_step(request, row, name, partial(StepForm, row=row))


WITH_OPINIONS = ("open", "treating", "summarized", "announced", "stopped")


def visible(request, key: int) -> Consultation:
    return light.visible(request, Consultation, key, "topic", "decision__case")


def _facts(row: Consultation) -> list[tuple[str, object]]:
    return [
        ("单位", row.case.unit.name), ("决策事项", row.decision.case.title if row.decision else ""),
        ("时间", f"{row.opens} 至 {row.closes}，{(row.closes - row.opens).days} 日"),
        ("涉及市场主体", "是" if row.market else ""), ("少于规定天数的理由", row.shorter), ("变动", row.note),
        ("网上要留", row.get_identity_display()), ("方式", row.ways), ("公布在", row.topic.name),
        ("说明", row.explanation),
    ]  # fmt: skip
