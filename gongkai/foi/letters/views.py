"""Pages of letters: what may be answered, filling one in, the letter with what is wrong with it, its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai import shelf
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import StaleDraft
from gongkai.foi import reading
from gongkai.foi.handling import deciding
from gongkai.foi.letters import choosing, issuing, rendering, writing
from gongkai.foi.letters.forms import FoundForm, LetterForm, VoidForm
from gongkai.foi.letters.writing import Writing
from gongkai.foi.models import Letter, Request
from gongkai.law.reading import Refused
from gongkai.law.replies import Outcome, Paper
from gongkai.papers.letters.checking import ERROR

GET_OR_POST = require_http_methods(["GET", "POST"])
LEVELS = {ERROR: "stop"}
SHEETS = ("approval", "delivery")
BEFORE, SETTLED = "还没有登记。先登记，再写答复。", "现在不能改答复。要改的请先退回。"


@require_safe
def pick(request, key: int):
    """What may be answered, and every paper on the way, with what still bars each."""
    row = _handled(request, key)
    matter = choosing.blank(row, today())
    page = {
        "row": row, "groups": choosing.outcomes(matter), "papers": choosing.papers(matter), "page_title": "拟写文书",
        "may_decide": row.case.status in deciding.DRAFTED_IN, "decision": getattr(row, "decision", None),
        "why_not": BEFORE if row.case.status in ("arrived", "received") else SETTLED,
    }  # fmt: skip
    return render(request, "foi/letters/pick.html", page)


@GET_OR_POST
def new(request, key: int, paper: str):
    """Fills a paper in: what the officer has to find out, no more."""
    row, chosen = _handled(request, key), _paper(paper)
    form = FoundForm(request.POST or None, paper=chosen, known=_known(row, chosen))

    def do():
        found = form.found()
        if isinstance(chosen, Outcome):
            letter = writing.decide(row, paper, found, request.post, now())
        else:
            letter = writing.write_many([Writing(row, paper, found, request.post, now())])[0]
        return told(request, reverse("foi:letter", args=[letter.pk]), "已生成文书，请逐字核对")

    filled = request.method == "POST" or not chosen.asks
    return act_page(
        request, chosen.name, form if filled or chosen.asks else None, do, back=reverse("foi:letters", args=[key]),
        says=f"{chosen.title}：{chosen.says}", button="生成文书", step=chosen,
    )  # fmt: skip


@GET_OR_POST
def letter(request, key: int):
    """A letter: what is wrong with it, its pages, its words to edit."""
    row = _letter(request, key)
    form = LetterForm(request.POST or None, initial=_initial(row))
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            writing.edit(row, form.words(), form.cleaned_data["seen"], request.post, now())
            return told(request, reverse("foi:letter", args=[key]), "已保存，请再看一遍")
        except StaleDraft as refusal:
            stale = str(refusal)
    at = now()
    draft = row.state == Letter.State.DRAFT
    flaws = issuing.flaws(row, at) if draft else []
    paper = rendering.paper_of(row, today())
    page = {
        "row": row, "name": issuing.name_of(row), "form": form, "draft": draft, "stale": stale,
        "may_write": request.post.role in writing.OFFICERS, "pages": range(1, rendering.count(paper) + 1),
        "findings": [{"level": LEVELS.get(one.level, "warn"), "text": one.says, "where": one.code} for one in flaws],
        "errors": any(one.level == ERROR for one in flaws), "page_title": issuing.name_of(row),
        "wordings": row.wordings.select_related("post__person").order_by("-version"),
    }  # fmt: skip
    return _private(render(request, "foi/letters/letter.html", page, status=409 if stale else 200))


@require_safe
def picture(request, key: int, number: int):
    """A page of a letter as a picture."""
    paper = rendering.paper_of(_letter(request, key, look=False), today())
    return _picture(paper, number)


@require_safe
def file(request, key: int, suffix: str):
    """A letter as PDF to be printed and sealed, or as DOCX."""
    row = _letter(request, key)
    return _file(rendering.paper_of(row, today()), suffix, f"{row.request.number}-{row.paper}")


@require_safe
def sheet(request, key: int, paper: str):
    """A sheet of the case to be printed and filled in by hand."""
    row = _handled(request, key)
    if paper not in SHEETS:
        raise Http404
    reading.looked(row, request.post, now())
    return _file(rendering.sheet_of(row, paper, today()), "pdf", f"{row.number}-{paper}")


@require_POST
def issue(request, key: int):
    """The letter is final and gets its number."""
    row = _letter(request, key)
    back = reverse("foi:letter", args=[key])

    def do():
        issuing.issue(row, request.post, now())
        return told(request, back, f"已编号：{row.number}，请打印盖章")

    return act_page(request, "编号", None, do, back=back, says=issuing.name_of(row))


@GET_OR_POST
def void(request, key: int):
    """A letter that was written wrongly is given up."""
    row = _letter(request, key)
    writing.ask_officer(request.post)
    form = VoidForm(request.POST or None)
    back = reverse("foi:letter", args=[key])

    def do():
        issuing.void(row, form.cleaned_data["words"], request.post, now())
        return told(request, reverse("foi:record", args=[row.request_id]), "文书已作废，文号不再使用")

    return act_page(request, "作废文书", form, do, back=back, says=issuing.name_of(row), button="作废")


def _known(row: Request, paper: Paper) -> dict[str, object]:
    decision = getattr(row, "decision", None)
    kept = deciding.findings_of(decision) if decision and decision.reply == paper.id else {}
    return choosing.known(row, paper) | kept


def _initial(row: Letter) -> dict[str, object]:
    words = writing.words_of(row)
    return {"seen": row.version, **{name: getattr(words, name) for name in ("title", "addressee", "text", "copied")}}


def _paper(name: str) -> Paper:
    try:
        found = shelf.replies()[name]
    except Refused:
        raise Http404 from None
    if not found.letter:
        raise Http404
    return found


def _handled(request, key: int) -> Request:
    """A request for those who write its letters."""
    row = get_object_or_404(Request.objects.visible_to(request.post).select_related("case__unit"), pk=key)
    writing.ask_officer(request.post)
    return row


def _letter(request, key: int, *, look: bool = True) -> Letter:
    """A letter for those who may read who asked; the look is kept."""
    rows = Request.objects.visible_to(request.post)
    row = get_object_or_404(
        Letter.objects.select_related("request__case__unit", "request__decision"), pk=key, request__in=rows
    )
    if look:
        reading.applicant(row.request, request.post, now())
    elif not reading.may_look(request.post):
        raise Http404
    return row


def _picture(paper, number: int) -> HttpResponse:
    try:
        return _private(HttpResponse(rendering.picture(paper, number), content_type="image/png"))
    except IndexError:
        raise Http404 from None


def _file(paper, suffix: str, name: str) -> HttpResponse:
    if suffix not in rendering.MAKERS:
        raise Http404
    answer = HttpResponse(rendering.made(paper, suffix), content_type=rendering.MAKERS[suffix][0])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
