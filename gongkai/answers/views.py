"""Staff pages of 政策问答: the list with what is in doubt, a question, its answer, a step."""

from datetime import timedelta
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now, today
from gongkai.acts.pages import step_page
from gongkai.acts.taking import ask_role
from gongkai.answers import drafting, forms, gates, showing
from gongkai.answers.models import Answer, kinds
from gongkai.answers.steps import KIND
from gongkai.disclosures.listing import tabs
from gongkai.disclosures.models import Disclosure
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.publication import items
from gongkai.revisions import pages
from gongkai.search import unmet

GET_OR_POST = require_http_methods(["GET", "POST"])
TITLE, LATELY, SHOWN = "政策问答", timedelta(days=90), 12
WRITERS = frozenset({Role.PROPOSER, Role.OFFICE})


@require_safe
def index(request):
    """Questions of the post's unit, or of the county; what readers of the site lately looked for in vain beside."""
    found = Listing(
        request,
        Answer.objects.visible_to(request.post).select_related("case__unit", "live__paper__case", "draft__paper__case"),
        filters=[
            *pages.filters(request.post, Answer, lambda: [(one.id, one.title) for one in kinds().values()]),
            Choice("doubted", "复核", choices=[("-", "待复核")], path="doubt__gt"),
        ],
        columns=[
            Column("问题", "case.title", url=lambda row: reverse("answers:record", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("依据的文件", _paper),
            Column("状态", "case.status_label", kind="word"),
            Column("复核", "doubt"),
            Column("最近公布", "published", kind="day", sort="published"),
        ],
        order="-case",
        title=TITLE,
        empty=("还没有政策问答", "把群众常问的写成一问一答，写明依据的文件和条款。", None),
    )  # fmt: skip
    page = {
        "listing": found, "page_title": TITLE, "tabs": tabs("answers:list"), "may_open": pages.may_open(request.post),
        "missed": unmet.lately(today() - LATELY, SHOWN) if request.post.role in WRITERS else [],
    }  # fmt: skip
    return render(request, "answers/list.html", page)


@GET_OR_POST
def form(request):
    """A new question (step 建立)."""
    ask_role(KIND.steps["form"], request.post)
    bound = forms.OpenForm(request.POST or None, post=request.post, initial=_begun(request))
    says = "已建立，请填写答复"
    return pages.opening(request, bound, drafting.open_answers, "写政策问答", says, reverse("answers:list"))


@require_safe
def record(request, key: int):
    """One question: its answer, what it rests on, whether it must be looked at again, what is next."""
    answer = pages.visible(request, Answer, key)
    page = pages.record(request, answer, gates.findings, TITLE) | {
        "answer": answer, "revision": answer.revision, "facts": _facts(answer),
    }  # fmt: skip
    return render(request, "answers/record.html", page)


@require_safe
def preview(request, key: int):
    """The page as the public would read it now, by the function that makes it."""
    answer = pages.visible(request, Answer, key)
    return HttpResponse(items.preview(showing.record_of(answer, answer.revision), now()))


@GET_OR_POST
def edit(request, key: int):
    """The answer of the draft."""
    answer = pages.writable(request, Answer, key)

    def save(bound):
        drafting.save(answer, bound.text(), request.post, now(), bound.cleaned_data["seen"])

    made = partial(forms.AnswerForm, answer=answer)
    return pages.head_page(request, answer, made, save, "写答复", lambda: _facts(answer))


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    answer = pages.visible(request, Answer, key)
    return step_page(request, answer.case, name, back=pages.record_url(answer))


def _begun(request) -> dict:
    """What a link brought along: a paper of this site, a question."""
    paper, first = request.GET.get("paper", ""), {"question": request.GET.get("question", "")[:200]}
    if paper.isascii() and paper.isdecimal() and len(paper) < 19:
        found = Disclosure.objects.visible_to(request.post).filter(pk=paper, live__isnull=False).first()
        first |= {"paper": found.index_no} if found else {}
    return first


def _paper(row: Answer) -> str:
    told = row.draft or row.live
    return told.paper.case.title if told and told.paper else ""


def _facts(answer: Answer) -> list[tuple[str, object]]:
    told = answer.revision
    return [
        *pages.facts(answer), ("依据的文件", told.paper and told.paper.case.title), ("条款", told.clause),
        ("有效期至", told.expires_on), ("问题来源", told.get_origin_display()), ("问过的次数", told.asked),
        ("变动说明", told.note),
    ]  # fmt: skip
