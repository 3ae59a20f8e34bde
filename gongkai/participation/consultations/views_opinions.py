"""Staff pages of opinions: all of a consultation with what is done to many at once, one, its steps, export."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.acts import looks
from gongkai.acts.clock import now
from gongkai.acts.models import Act
from gongkai.acts.pages import WordsForm, act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.participation import addresses
from gongkai.participation.consultations import exporting, reading, receiving, treating
from gongkai.participation.consultations.forms import AsideForm, EnterForm, ManyForm, TreatmentForm
from gongkai.participation.consultations.receiving import SALT
from gongkai.participation.consultations.steps import HANDLERS, KIND, OPINION, READERS
from gongkai.participation.consultations.views import visible
from gongkai.participation.models import Adopted, Channel, Consultation, Opinion, Treatment

GET_OR_POST = require_http_methods(["GET", "POST"])
MOST_AT_ONCE = 200
HEADINGS = ("编号", "意见", "针对", "收到", "状态", "处理意见")


@GET_OR_POST
def index(request, key: int):
    """Opinions on one draft, the longest waiting first; ticked ones are treated, agreed to or given out together."""
    row = _readable(request, key)
    if request.method == "POST":
        return _many(request, row)
    reading.all_words(row, request.post, now())
    rows = row.opinions.select_related("case", "treatment", "worker")
    mine = [(request.post.person_id, "分给我的")]
    found = Listing(
        request,
        rows,
        columns=[Column(title, "number") for title in HEADINGS],
        row_template="participation/opinion_row.html",
        filters=[
            Choice("status", "状态", choices=list(OPINION.states.items()), path="case__status"),
            Choice("worker", "经办", choices=mine),
            Choice("channel", "渠道", choices=Channel.choices),
            Choice("adopted", "采纳情况", choices=Adopted.choices, path="treatment__adopted"),
        ],
        order=("came", "number"),
        per_page=MOST_AT_ONCE,
        title="意见",
        empty=("还没有意见", "网上提交的自动列在这里；来信、来电的，请登记。", None),
    )
    roles = OPINION.steps
    page = {
        "row": row, "listing": found, "page_title": "意见", "figures": treating.figures(row),
        "many": ManyForm(consultation=row), "may_treat": request.post.role in roles["treat"].roles,
        "may_review": request.post.role in roles["review"].roles, "may_assign": request.post.role in HANDLERS,
        "may_enter": request.post.role in roles["enter"].roles and row.case.status in ("open", "treating"),
    }  # fmt: skip
    return _unkept(render(request, "participation/opinions.html", page))


def _many(request, row: Consultation) -> HttpResponse:
    """What was ticked; a treatment is asked for on a page of its own."""
    form, back = ManyForm(request.POST, consultation=row), _list(row)
    picked = dict(one.partition(":")[::2] for one in request.POST.getlist("key")[:MOST_AT_ONCE])
    rows = row.opinions.select_related("case", "consultation__case").filter(pk__in=[k for k in picked if k.isdecimal()])
    opinions = list(rows.order_by("number"))
    if not opinions or not form.is_valid():
        return told(request, back, "没有办：请先勾选意见，分办的还要选经办人")
    do = form.cleaned_data["do"]
    if do == "treat":
        return _treat(request, row, opinions)
    ask_role(OPINION.steps["review" if do == "review" else "assign"], request.post)
    if do == "review":
        read = {one.pk: picked[str(one.pk)] for one in opinions}
        treating.agree(opinions, read, request.post, now())
        return told(request, back, f"已复核 {len(opinions)} 条")
    if form.cleaned_data["worker"] is None:
        return told(request, back, "没有办：分办的要选经办人")
    treating.assign(opinions, form.cleaned_data["worker"], request.post, now())
    return told(request, back, f"已分给{form.cleaned_data['worker'].name} {len(opinions)} 条")


def _treat(request, row: Consultation, opinions: list[Opinion]) -> HttpResponse:
    """One answer to all that were ticked."""
    ask_role(OPINION.steps["treat"], request.post)
    reading.all_words(row, request.post, now())
    sent = "gist" in request.POST or "known" in request.POST
    form, reasons = TreatmentForm(request.POST if sent else None, consultation=row), []
    if sent and form.is_valid():
        try:
            one = treating.treat(row, opinions, form.said(), request.post, now())
            return told(request, _list(row), f"第{one.number}条处理意见已写，请另一人复核")
        except Unready as refusal:
            reasons = refusal.reasons
    page = {
        "form": form, "row": row, "opinions": opinions, "reasons": reasons, "page_title": "处理意见",
        "back": _list(row), "cite": OPINION.steps["treat"].cite, "action": _list(row),
    }  # fmt: skip
    return _unkept(render(request, "participation/treat.html", page, status=409 if reasons else 200))


@require_safe
def record(request, key: int):
    """One opinion: what was said, its answer, what was done; who gave it only when somebody wants to see it."""
    return _page(request, _opinion(request, key))


@require_POST
def speaker(request, key: int):
    """The same page with who gave it."""
    one = _opinion(request, key)
    return _page(request, one, reading.speaker(one, request.post, now()))


def _page(request, one: Opinion, who=None) -> HttpResponse:
    post, at = request.post, now()
    ground = Act.objects.filter(case=one.pk, step="set_aside").order_by("-number").first()
    facts = [
        ("征求意见", one.consultation.case.title), ("渠道", one.get_channel_display()), ("收到日", one.came),
        ("针对", f"第{one.paragraph}段" if one.paragraph else "全文"), ("意见", reading.words(one, post, at)),
        ("经办", one.worker.name if one.worker else ""),
        ("不予收录", ground.detail.get("says", "") if ground and one.aside else ""),
    ]  # fmt: skip
    page = {
        "row": one, "facts": facts, "page_title": f"第{one.number}号意见", "treatment": one.treatment,
        "who": who, "knows": reading.may_know_speaker(post), "left": reading.knows_speaker(one), **looks.of(one.case),
        "list": _list(one.consultation), "paragraph": _paragraph(one),
        "may_change": one.treatment and post.role in OPINION.steps["treat"].roles,
        "panel": panel(one.case, post, at, "participation:opinion-step"),
    }  # fmt: skip
    return _unkept(render(request, "participation/opinion.html", page))


@GET_OR_POST
def step(request, key: int, name: str):
    one = _opinion(request, key)
    back = reverse("participation:opinion", args=[key])
    if name == "treat":
        return _treat(request, one.consultation, [one])
    if name == "assign":
        return told(request, _list(one.consultation), "请勾选要分办的意见，再选经办人")
    return step_page(request, one.case, name, back=back, form=AsideForm if name == "set_aside" else WordsForm)


@GET_OR_POST
def treatment(request, key: int, number: int):
    """Writing an answer anew; it is bound again to whoever agrees."""
    row = _readable(request, key)
    ask_role(OPINION.steps["treat"], request.post)
    one = get_object_or_404(row.treatments, number=number)
    begins = {name: getattr(one, name) for name in ("gist", "adopted", "reason", "paragraph")}
    form = TreatmentForm(request.POST or None, consultation=row, fresh=False, initial=begins)

    def do():
        said = form.said()
        if not isinstance(said, Treatment):
            treating.change(one, said, request.post)
        return told(request, _list(row), f"第{number}条处理意见已改，请另一人复核")

    return act_page(request, f"改第{number}条处理意见", form, do, back=_list(row), button="保存")


@GET_OR_POST
def enter(request, key: int):
    """An opinion that came by letter or was said."""
    row = _readable(request, key)
    ask_role(OPINION.steps["enter"], request.post)
    form = EnterForm(request.POST or None, consultation=row)

    def do():
        if row.case.status not in ("open", "treating"):
            raise Unready([f"现在是“{row.case.status_label}”，不能再登记意见"])
        at = now()
        used = addresses.used(SALT, row.pk, addresses.ticket(SALT, row.pk))
        said = receiving.Said(row, ticket=used, at=at, by=request.post, **form.cleaned_data)
        one = receiving.take_in_many([said])[0].opinion
        return told(request, _list(row), f"已登记为第{one.number}号意见")

    return act_page(request, "登记意见", form, do, back=_list(row), says=row.case.title, button="登记")


@GET_OR_POST
def export(request, key: int):
    """All opinions taken up: GET without private words; POST with them, which the trail of the consultation keeps."""
    row = _readable(request, key)
    rows = row.opinions.exclude(case__status__in=treating.OUT).select_related("case", "treatment").order_by("number")
    if request.method == "GET" and "whole" not in request.GET:
        return answers.download(exporting.workbook(row, rows), f"{row.case.title}意见.xlsx")
    taken = KIND.steps["export"]
    ask_role(taken, request.post)
    form = WordsForm(request.POST or None, step=taken)
    form.fields["words"].required = True

    def do():
        detail = {"says": f"{rows.count()} 条"}
        row.case.take("export", by=request.post, at=now(), words=form.cleaned_data["words"], detail=detail)
        reading.taken_out(row, request.post, now())
        return _unkept(
            answers.download(exporting.workbook(row, rows, whole=True), f"{row.case.title}意见（内部）.xlsx")
        )

    says = "导出的表里有意见原文、姓名和电话，谁在什么时候为什么导出，记入办理记录。"
    return act_page(request, taken.label, form, do, back=_list(row), says=says, button="导出")


def _readable(request, key: int) -> Consultation:
    row = visible(request, key)
    if request.post.role not in READERS:
        raise NotYourRole("意见由承办单位的信息员、分管领导和政务公开办查看")
    return row


def _opinion(request, key: int) -> Opinion:
    rows = Opinion.objects.visible_to(request.post)
    rows = rows.select_related("case__unit", "consultation__case__unit", "treatment", "worker")
    if request.post.role not in READERS:
        raise Http404
    return get_object_or_404(rows, pk=key)


def _paragraph(one: Opinion) -> str:
    paragraphs = one.consultation.versions.get(number=1).paragraphs
    return paragraphs[one.paragraph - 1] if one.paragraph and one.paragraph <= len(paragraphs) else ""


def _list(row: Consultation) -> str:
    return reverse("participation:opinions", args=[row.pk])


def _unkept(answer: HttpResponse) -> HttpResponse:
    """What holds private words stays in no cache."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
