"""Staff pages of questionnaires: the list, one of them, its head, its questions, its letters, its steps, its result."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Post
from gongkai.acts import looks
from gongkai.acts.clock import now
from gongkai.acts.models import Act
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.participation.models import Outcome, Reply, Sort, Survey
from gongkai.participation.surveys import counting, drafting, exporting, inviting, showing, steps
from gongkai.participation.surveys.forms import HeadForm, InviteForm, QuestionForm
from gongkai.participation.surveys.steps import OFFICE, SURVEY
from gongkai.publication import stamps
from gongkai.publication.found import url_under
from gongkai.publication.frame import frame

GET_OR_POST = require_http_methods(["GET", "POST"])
MOST_QUESTIONS, LINES = 20, 100
COUNTED = ("closed", "evaluated", "published")


@require_safe
def index(request):
    """Questionnaires this post may see, and what was found about its unit."""
    found = Listing(
        request,
        Survey.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=lambda row: reverse("participation:record", args=[row.pk])),
            Column("状态", "case.status_label", kind="word"),
            Column("开始", "opens", kind="day", sort="opens"),
            Column("结束", "closes", kind="day", sort="closes"),
        ],
        filters=[Choice("status", "状态", choices=list(SURVEY.states.items()), path="case__status")],
        order="-case",
        title="问卷调查",
        empty=("还没有问卷", "由政务公开办拟定，另一人审定以后开始，结果可以计入考核。", None),
    )
    outcomes = Outcome.objects.visible_to(request.post).select_related("case", "survey__case").order_by("-pk")
    page = {
        "listing": found, "outcomes": () if request.post.sees_county() else outcomes[:LINES],
        "may_draw_up": request.post.role in SURVEY.steps["draft"].roles, "page_title": "问卷调查",
    }  # fmt: skip
    return render(request, "participation/list.html", page)


@GET_OR_POST
def new(request):
    """A new questionnaire (step 拟定问卷)."""
    ask_role(SURVEY.steps["draft"], request.post)
    form = HeadForm(request.POST or None)

    def do():
        survey = drafting.begin(form.head(), (), request.post, now())
        return told(request, reverse("participation:record", args=[survey.pk]), "已建立，请加上题目")

    return act_page(request, "拟定问卷", form, do, back=reverse("participation:list"))


@require_safe
def record(request, key: int):
    """One questionnaire: what it asks of whom, how many answered, and once it is over what came of it."""
    survey = _visible(request, key)
    tallies = counting.tallies(survey)
    page = {
        "survey": survey, "facts": _facts(survey), "questions": survey.questions.all(), "tallies": tallies,
        "writes": survey.case.status == "draft" and request.post.role in SURVEY.steps["draft"].roles,
        "next_number": survey.questions.count() + 1, "over": survey.case.status in COUNTED,
        "panel": panel(survey.case, request.post, now(), "participation:step"), "page_title": survey.case.title,
        "public_url": _public_url(survey), "runs": survey.case.status == "open",
    }  # fmt: skip
    if page["over"]:
        page |= {
            "rows": [showing.row(one) for one in tallies], "spread": counting.spread(survey, tallies),
            "columns": [(name, "text") for name in showing.NUMBERS],
            "lines": _lines(survey, request.post),
        }  # fmt: skip
    page |= {} if request.post.looks_on() else looks.of(survey.case)
    return render(request, "participation/record.html", page)


@GET_OR_POST
def head(request, key: int):
    """What is said of the questionnaire as a whole."""
    survey = _writable(request, key)
    form = HeadForm(request.POST or None, initial=HeadForm.initial_of(survey))

    def do():
        drafting.save_head(survey, form.head(), _version(request), request.post)
        return told(request, _back(survey), "已保存")

    return _writing(request, survey, "改问卷说明", form, do)


@GET_OR_POST
def question(request, key: int, number: int):
    """One question; the number after the last is a new one."""
    survey = _writable(request, key)
    row, many = survey.questions.filter(number=number).first(), survey.questions.count()
    if row is None and number != many + 1:
        raise Http404
    names = ("text", "sort", "measures")
    initial = {name: getattr(row, name) for name in names} | {"options": "\n".join(row.options)} if row else None
    form = QuestionForm(request.POST or None, fresh=row is None, initial=initial)
    if row is None and many >= MOST_QUESTIONS:
        return told(request, _back(survey), f"一份问卷最多 {MOST_QUESTIONS} 题，题目多了填的人少")

    def do():
        drafting.save_question(survey, number, form.asked(), _version(request), request.post)
        return told(request, _back(survey), f"第{number}题已保存" if form.asked() else "已删去，后面的题目往前移")

    return _writing(request, survey, "改题目" if row else "加一题", form, do)


@GET_OR_POST
def invite(request, key: int):
    """Letters with codes; the workbook is the only place where the codes ever stand."""
    survey = _visible(request, key)
    ask_role(SURVEY.steps["invite"], request.post)
    form = InviteForm(request.POST or None, survey=survey)

    def do():
        letters = inviting.invite(survey, form.wanted, request.post, now())
        base = frame(stamps.of_scope("all")[1]).base or request.build_absolute_uri("/").rstrip("/")
        url = f"{base}/survey/{survey.address}/"  # the public's, not the one staff come by
        named = f"{survey.case.title}邀请函"
        if form.cleaned_data["manner"] == "pdf":
            return answers.download(inviting.paper(survey, letters, url), f"{named}.pdf", "application/pdf")
        return answers.download(inviting.workbook(survey, letters, url), f"{named}.xlsx")

    says = "下载的文件里有邀请码，只给一次，系统里不留；丢了的再印一批。抽样时不要记下哪个码给了谁。"
    return act_page(request, "印发邀请函", form, do, back=_back(survey), says=says, button="生成并下载")


@require_safe
def export(request, key: int) -> HttpResponse:
    """Every figure of the result as a workbook."""
    survey = _visible(request, key)
    if survey.case.status not in COUNTED:
        raise Http404
    return answers.download(exporting.workbook(survey), f"{survey.case.title}结果.xlsx")


@require_safe
def outcome(request, key: int):
    """What was found about one unit, for its own people too: the figures the act tells, and how they came about."""
    rows = Outcome.objects.visible_to(request.post).select_related("case", "survey__case", "subject__unit")
    row = get_object_or_404(rows, pk=key)
    told_ = Act.objects.get(case=row.case_id, step="tell").detail
    tally = next(one for one in counting.tallies(row.survey) if one.subject.pk == row.subject_id)
    page = {
        "outcome": row, "told": told_, "spread": counting.spread(row.survey, [tally]),
        "method": showing.method(row.survey, [tally]), "public_url": _public_url(row.survey),
        "sees_whole": Survey.objects.visible_to(request.post).filter(pk=row.survey_id).exists(),
        "panel": panel(row.case, request.post, now(), "participation:step"), "page_title": row.case.title,
    }  # fmt: skip
    return render(request, "participation/outcome.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table, with its words."""
    survey = _visible(request, key)
    if name == "invite":
        return redirect("participation:invite", key)
    return step_page(request, survey.case, name, back=_back(survey))


def _writing(request, survey: Survey, title: str, form, do):
    version = request.POST.get("version") or survey.case.version
    page = "participation/write.html"
    return act_page(request, title, form, do, back=_back(survey), template=page, version=version, row=survey)


def _version(request) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0


def _back(survey: Survey) -> str:
    return reverse("participation:record", args=[survey.pk])


def _lines(survey: Survey, post: Post) -> list[tuple[str, str]]:
    """(unit, line) of the newest lines, for those who handle them; the look is kept."""
    if post.role not in OFFICE:
        return []
    rows = Reply.objects.filter(answer__survey=survey, question__sort=Sort.LINE, line__isnull=False)
    newest = rows.select_related("answer__subject__unit").order_by("-pk")[:LINES]
    if newest:
        looks.keep_once([survey.pk], steps.LINES, post, now())
    return [(one.answer.subject.unit.name, one.line or "") for one in newest]


def _facts(survey: Survey) -> list[tuple[str, object]]:
    return [
        ("评议的单位", "、".join(one.unit.name for one in survey.subjects.select_related("unit"))),
        ("目标人群", survey.population), ("约有多少人", f"{survey.size:,} 人" if survey.size else ""),
        ("填写时间", f"{survey.opens} 至 {survey.closes}"), ("计入结果的", survey.get_basis_display()),
        ("网上自愿填写", "可以" if survey.open_form else "不可以"), ("最少有效答卷", f"每个单位 {survey.minimum} 份"),
        ("同一设备再次填写", f"拒收 {survey.turned_away} 次" if survey.turned_away else ""),
        ("公布在", survey.topic.name), ("说明", survey.purpose),
    ]  # fmt: skip


def _public_url(survey: Survey) -> str:
    return url_under(showing.key_of(survey))


def _visible(request, key: int) -> Survey:
    return get_object_or_404(Survey.objects.visible_to(request.post).select_related("case__unit", "topic"), pk=key)


def _writable(request, key: int) -> Survey:
    survey = _visible(request, key)
    drafting.ask_to_write(survey, request.post)
    return survey
