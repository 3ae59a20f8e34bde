"""Staff pages of reconsiderations and lawsuits: the list, entering one, one with its papers, its steps."""

from functools import partial

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import light, ways
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.foi.confirming import moment
from gongkai.foi.disputes import entering
from gongkai.foi.disputes.forms import DayForm, DisputeForm, StepForm
from gongkai.foi.disputes.steps import KIND
from gongkai.foi.models import Dispute, Request
from gongkai.foi.vocabulary import DisputeSort, Outcome
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing

LIST = ("foi:disputes", "复议诉讼")
DAYS = {"notice": "收到复议答复通知的日期", "answer": "提交复议答复的日期"}


@require_safe
def index(request):
    """The reconsiderations and lawsuits this post may see."""
    found = Listing(
        request,
        Dispute.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("案号", "number", url=light.address),
            Column("类别", "get_sort_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("受理日期", "filed", kind="day", sort="filed"),
            Column("结案日期", "decided", kind="day"),
            Column("结果", "get_outcome_display", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=DisputeSort.choices, path="sort"),
            Choice("outcome", "结果", choices=Outcome.choices),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-filed",
        title=LIST[1],
        empty=("还没有复议诉讼", "因政府信息公开引起的行政复议和行政诉讼，在这里登记受理和结果。", None),
    )
    button = ("登记复议诉讼", "foi:new-dispute")
    return light.list_page(request, found, KIND.steps["enter"], button, up=("公开申请", "foi:list"))


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["enter"], request.post)
    form = DisputeForm(request.POST or None, post=request.post)

    def do():
        row = entering.enter_disputes([form.told()], request.post, now())[0]
        return told(request, light.address(row), "已登记，结案以后再登记结果")

    return act_page(request, "登记复议诉讼", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    poor = "" if row.poor is None else "是" if row.poor else "否"
    facts = [
        ("单位", row.case.unit.name), ("类别", row.get_sort_display()), ("案号", row.number),
        ("复议机关或者法院", row.organ), ("受理日期", row.filed), ("收到答复通知", row.noticed),
        ("提交答复", row.answered), ("结案日期", row.decided),
        ("结果", row.get_outcome_display()), ("因申请办理不力", poor),
    ]  # fmt: skip
    about = row.request
    may = about and Request.objects.visible_to(request.post).filter(pk=about.pk).exists()
    more = {
        "files_title": "决定书和判决书", "files": light.files("foi:dispute-paper", row, row.papers),
        "links_title": "因这件申请引起", "links": [(about.number, light.address(about))] if about and may else [],
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name in DAYS:
        return _dated(request, row, name)
    return light.row_step(request, row, name, partial(StepForm, row=row))


def _dated(request, row: Dispute, name: str):
    """The notice of the organ of reconsideration came, the answer went: each on its day."""
    taken = KIND.steps[name]
    ask_role(taken, request.post)
    form = DayForm(request.POST if request.method == "POST" else None, label=DAYS[name], today=today())

    def do():
        at = now()
        row.case.take(name, by=request.post, at=at, effective=moment(form.cleaned_data["day"], at))
        return told(request, light.address(row), f"已办：{taken.label}")

    hints = ways.why_not(row.case, taken, request.post, now()) if request.method == "GET" else []
    back = light.address(row)
    return act_page(request, taken.label, form, do, back=back, says=row.case.title, step=taken, hints=hints)


@require_safe
def paper(request, key: int, sha256: str):
    """A decision or a judgment. It names people, so those who only watch do not read it."""
    row = _visible(request, key)
    if request.post.looks_on():
        raise Http404
    answer = papers.hand_out(row.papers, sha256)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _visible(request, key: int) -> Dispute:
    return light.visible(request, Dispute, key, "request__case")
