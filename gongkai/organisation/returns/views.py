"""Staff pages of returns: what is asked and of whom, who is missing, one unit's return, its people and papers."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts.models import Role
from gongkai.acts import light, looks, ways
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.models import Act
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.organisation.models import Call, Return, ReturnSort
from gongkai.organisation.returns import asking, reading, sheets
from gongkai.organisation.returns.forms import CallForm, form_for
from gongkai.organisation.returns.steps import CALL, RETURN
from gongkai.organisation.tabs import tabs

SEALED = "手机和 QQ 只给本单位和政务公开办看，不会公开；政务公开办每次查阅都有记录。"


@require_safe
def index(request):
    """Returns this post may see, the soonest due first; for those who watch the county also how far each call is."""
    post = request.post
    found = Listing(
        request,
        Return.objects.visible_to(post).select_related("case__unit", "call__case"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("类别", "call.get_sort_display", kind="word"),
            Column("报送期限", "call.due", kind="day"),
            Column("状态", lambda row: _state(row), kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=ReturnSort.choices, path="call__sort"),
            Choice("status", "状态", choices=list(RETURN.states.items()), path="case__status"),
        ],
        order="-case",
        title="报送",
        empty=("还没有要报送的材料", "政务公开办要求报送联络表、计划、报表和总结时，各单位在这里填写。", None),
    )
    calls = Call.objects.visible_to(post).select_related("case").order_by("-due")[:20] if post.sees_county() else []
    page = {
        "listing": found, "calls": [(call, *_progress(call)) for call in calls], "tabs": tabs(request, "returns"),
        "may_ask": post.role in CALL.steps["ask"].roles, "page_title": "报送",
    }  # fmt: skip
    return render(request, "organisation/returns.html", page)


@GET_OR_POST
def new(request):
    ask_role(CALL.steps["ask"], request.post)
    form = CallForm(request.POST or None, day=today())

    def do():
        call = asking.ask(asking.Asked(**form.cleaned_data), request.post, now())
        return told(request, light.address(call), f"已要求 {call.returns.count()} 个单位报送")

    return act_page(request, "要求报送", form, do, back=reverse("organisation:returns"), button="要求这些单位报送")


@require_safe
def call(request, key: int):
    """One call: who is missing first, then everybody."""
    row = light.visible(request, Call, key)
    lines = _lines(row)
    page = {
        "call": row, "page_title": row.case.title, "lines": lines, "contacts": row.sort == ReturnSort.CONTACTS,
        "missing": [line for line in lines if not line["sent"]], "reads": request.post.role == Role.OFFICE,
        "panel": panel(row.case, request.post, now(), "organisation:call-step"),
    }  # fmt: skip
    return render(request, "organisation/call.html", page)


@require_safe
def progress(request, key: int):
    """Who has sent in and who has not, as a workbook."""
    row = light.visible(request, Call, key)
    lines = [(line["row"].case.unit.name, line["state"], _naive(line["sent"]), line["in_time"]) for line in _lines(row)]
    return answers.download(sheets.progress(row, lines), f"{row.case.title}报送情况.xlsx")


@require_POST
def register(request, key: int):
    """All units' contact sheets as a workbook; every look is kept."""
    row = light.visible(request, Call, key)
    if row.sort != ReturnSort.CONTACTS:
        raise Http404
    rows = list(row.returns.select_related("case__unit", "call").order_by("case__unit__order", "pk"))
    people = reading.people(rows, request.post, now())
    return _private(answers.download(sheets.register(row, rows, people), f"{row.case.title}.xlsx"))


@GET_OR_POST
def call_step(request, key: int, name: str):
    return light.row_step(request, light.visible(request, Call, key), name)


@require_safe
def record(request, key: int):
    """One unit's return. Its people only for who wrote them."""
    row = _visible(request, key)
    own = reading.wrote(request.post, row)
    return _page(request, row, reading.people([row], request.post, now())[row.pk] if own else None)


@require_POST
def people(request, key: int):
    """The same page with the people of the contact sheet; the look is kept."""
    row = _visible(request, key)
    return _page(request, row, reading.people([row], request.post, now())[row.pk])


@require_POST
def sheet(request, key: int):
    """The contact sheet to be printed and sealed; the look is kept."""
    row = _visible(request, key)
    found = reading.people([row], request.post, now())[row.pk]
    return _private(answers.download(sheets.of_one(row, found), f"{row.case.title}（{row.case.unit.name}）.xlsx"))


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name in ("fill", "renew") and name == asking.step_for(row):
        return _fill(request, row)
    return light.row_step(request, row, name)


@require_safe
def file(request, key: int, sha256: str):
    """A paper of a return: of a contact sheet only for who may look at its people."""
    row = _visible(request, key)
    contacts = row.call.sort == ReturnSort.CONTACTS
    if contacts and not reading.may_look(request.post, row):
        raise Http404
    answer = papers.hand_out(row.files, sha256)
    if contacts:
        reading.people([row], request.post, now())
    return answer


def _fill(request, row: Return):
    what = RETURN.steps[asking.step_for(row)]
    ask_role(what, request.post)
    form = form_for(row)(*light.sent(request), row=row)
    if request.method == "POST" and not ways.why_not(row.case, what, request.post, now()):
        papers.keep(request, form, form.kept, now())

    def do():
        asking.fill(row, form.filled(), request.post, now())
        return told(request, light.address(row), "已填写，请分管领导核对盖章")

    back = light.address(row)
    says = SEALED if row.call.sort == ReturnSort.CONTACTS else row.call.asks
    return act_page(request, what.label, form, do, back=back, says=says, button="填好，送分管领导")


def _page(request, row: Return, people):
    post = request.post
    facts = [
        ("单位", row.case.unit.name), ("类别", row.call.get_sort_display()), ("报送期限", row.call.due),
        ("要求", row.call.asks), ("单位电话", row.phone), ("承办科室", row.office), ("说明", row.says),
    ]  # fmt: skip
    contacts = row.call.sort == ReturnSort.CONTACTS
    may_look = contacts and reading.may_look(post, row)
    more = {
        "people": people, "may_look": may_look, "template": "organisation/return.html",
        "files": light.files("organisation:return-file", row, row.files) if may_look or not contacts else [],
        **(looks.of(row.case) if may_look else {}),
    }  # fmt: skip
    return _private(light.record_page(request, row, facts, ("organisation:returns", "报送"), **more))


def _private(answer):
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _lines(row: Call) -> list[dict]:
    """A line a unit: its state, when its leader sent it, and whether that was in time. Who is missing stands first."""
    rows = list(row.returns.select_related("case__unit", "call").order_by("case__unit__order", "pk"))
    sent = first_sent(rows)
    lines = []
    for one in rows:
        at = sent.get(one.pk)
        late = (at.astimezone(BEIJING).date() if at else today()) > row.due
        in_time = ("逾期报送" if late else "按时") if at else ("逾期未报" if late else "未到期")
        lines.append({"row": one, "state": one.case.status_label, "sent": at, "in_time": in_time, "late": late})
    return sorted(lines, key=lambda line: line["sent"] is not None)


def first_sent(rows) -> dict:
    """When each was first sent in, by key."""
    acts = Act.objects.filter(case__in=[row.pk for row in rows], case__kind="return", step="stamp").order_by("-number")
    return dict(acts.values_list("case_id", "at"))


def _progress(row: Call) -> tuple[int, int]:
    """(sent in, missing)."""
    rows = list(row.returns.all())
    sent = len(first_sent(rows))
    return sent, len(rows) - sent


def _state(row: Return) -> str:
    late = row.case.status in asking.WAITING and row.call.due < today()
    return f"{row.case.status_label}，已逾期" if late else row.case.status_label


def _naive(at):
    return at.astimezone(BEIJING).replace(tzinfo=None) if at else None


def _visible(request, key: int) -> Return:
    return light.visible(request, Return, key, "call__case")
