"""What citizens see: drafts to speak on, by paragraph, a receipt, the answer, what still waits. No account."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.locking import visitor
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Act, Remark
from gongkai.acts.refusals import Refused as NotTaken
from gongkai.look.views import forbidden, length, too_large
from gongkai.participation import addresses
from gongkai.participation.addresses import Refused
from gongkai.participation.consultations import receiving, running, showing, treating
from gongkai.participation.consultations.visitor_forms import OpinionForm, StatusForm
from gongkai.participation.models import Consultation, Gathering, Opinion
from gongkai.publication import live, tags
from gongkai.publication.found import url_under
from gongkai.vault.sealed import digest

MOST_BYTES = 32 * 1024
TITLE, HOME = "征求意见", "/consult/"
META = tags.of_list(TITLE, "正在公开征求意见的草案，意见的答复情况", "征求意见,公众参与", "征集调查")
OUT = ("open", "treating", "summarized", "announced", "stopped")
SHOWN, WAITING = 50, 200
TITLES = {
    "say": "提意见", "received": "已收到", "refused": "没有收下", "status": "查答复", "waiting": "等待答复的意见",
}  # fmt: skip
OUTCOMES = {
    "received": "已经收到，正在研究", "treated": "已经提出处理意见，正在复核", "settled": "已经答复",
    "aside": "不予收录", "appealed": "您提出了异议，正在由另一人复核", "upheld": "复核后维持不予收录",
}  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Drafts that are out, hearings one can come to, and drafts whose days are over."""
    at, rows = now(), list(_known().filter(case__status__in=(*OUT, "approved")).order_by("-closes", "-pk")[:SHOWN])
    runs = [_told(one, at) for one in rows if running.runs(one, at)]
    over = [_told(one, at) for one in rows if not running.runs(one, at) and one.case.status != "approved"]
    today = at.astimezone(BEIJING).date()
    joins = Gathering.objects.filter(case__status="announced", until__gte=today).select_related("case")
    page = {"runs": runs, "over": over, "joins": joins.order_by("until"), "policy": showing.policy()}
    return answer("home", page | {"waits": _waiting().count()})


@require_safe
def draft(request: HttpRequest, address: str) -> HttpResponse:
    """One draft, its paragraphs numbered, each with its way to speak."""
    row = _row(address)
    return answer("draft", _told(row, now()) | {"paragraphs": row.versions.get(number=1).paragraphs}, row)


@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, address: str, paragraph: int = 0) -> HttpResponse:
    """An opinion on one paragraph, or on the whole; to the very last second of the last day."""
    row, at = _row(address), now()
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        return forbidden(request, PermissionError("请在本网站的页面上提意见。"))
    paragraphs = row.versions.get(number=1).paragraphs
    if paragraph > len(paragraphs):
        raise Http404
    if not running.runs(row, at):
        return answer("draft", _told(row, at) | {"paragraphs": paragraphs}, row, 409 if request.POST else 200)
    sender = sender_of(request)
    context = _told(row, at) | {"paragraph": paragraph, "text": paragraphs[paragraph - 1] if paragraph else ""}
    form = OpinionForm(
        request.POST if request.method == "POST" else None, consultation=row, paragraph=paragraph,
        asks_sum=receiving.lately(sender, at) >= receiving.UNASKED,
        initial={"ticket": addresses.ticket(receiving.SALT, row.pk)},
    )  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return answer("say", context | {"form": form}, row, 422 if form.errors else 200)
    try:
        ticket = addresses.used(receiving.SALT, row.pk, form.cleaned_data.get("ticket", ""))
        said = receiving.Said(row, ticket=ticket, at=at, paragraph=paragraph or None, sender=sender, **form.said())
        taken = receiving.take_in(said)
    except Refused as refusal:
        return answer("refused", context | {"says": str(refusal)}, row, 409)
    return answer("received", context | {"taken": taken}, row)


def paragraph(request: HttpRequest, address: str, paragraph: str) -> HttpResponse:
    """An opinion on one paragraph, by its number."""
    return say(request, address, int(paragraph))


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """What became of an opinion, for whoever has its code and its secret; and the way to object."""
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    form = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return answer("status", {"form": form}, status=422 if form.errors else 200)
    one = receiving.find(form.cleaned_data["code"], form.cleaned_data["secret"])
    if one is None:
        form.add_error("secret", "编号和密码对不上，请核对后再查")
        return answer("status", {"form": form}, status=422)
    told = ""
    if request.POST.get("do") == "appeal":
        try:
            receiving.appeal(one, now())
            told = "已收到您的异议，由另一人复核"
        except NotTaken:
            told = "现在不用提异议"
        one.case.refresh_from_db()
    return answer("status", _answered(one) | {"form": form, "one": one, "told": told})


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Opinions on drafts whose days are over and that have no answer yet, the longest waiting first."""
    today = now().astimezone(BEIJING).date()
    rows = _waiting().select_related("consultation__case__unit").order_by("came", "consultation", "number")[:WAITING]
    told = [(one, (today - one.came).days) for one in rows]
    return answer("waiting", {"rows": told, "most": WAITING, "many": _waiting().count()})


def sender_of(request: HttpRequest) -> str:
    """The digest of where a visitor comes from; empty where that cannot be told."""
    found = visitor(request)
    return digest(f"意见来自 {found}") if found else ""


def answer(name: str, context: dict, row: Consultation | None = None, status: int = 200) -> HttpResponse:
    crumbs = [(TITLE, HOME if row or name in TITLES else "")]
    crumbs += [(row.case.title, "")] if row else [(TITLES[name], "")] if name in TITLES else []
    one = context.get("one")
    about = row.case.title if row else f"第{one.number}号意见" if one else ""
    title = "_".join(said for said in (TITLES.get(name, ""), about, TITLE) if said)
    template = f"participation/visitor_consult_{name}.html"
    return live.answer(template, context, title=title, crumbs=crumbs, meta=META, status=status, secret=True)


def _told(row: Consultation, at: datetime) -> dict:
    """A consultation as a visitor's page tells it."""
    figures = treating.figures(row)
    days = (row.closes - at.astimezone(BEIJING).date()).days
    return {
        "row": row, "figures": figures, "runs": running.runs(row, at), "days": days,
        "url": url_under(row.door_key),
        "unit": row.case.unit.full_name or row.case.unit.name,
    }  # fmt: skip


def _answered(one: Opinion) -> dict:
    """Where it stands; an answer once a second person agreed to it; the ground where it was not taken up."""
    status, ground = one.case.status, ""
    if status in treating.OUT:
        act = Act.objects.filter(case=one.pk, step="set_aside").order_by("-number").first()
        ground = act.detail.get("says", "") if act else ""
    upheld = Remark.objects.filter(act__case=one.pk, act__step="uphold").order_by("-act__number").first()
    return {
        "state": OUTCOMES[status], "ground": ground, "may_appeal": status == "aside",
        "upheld": upheld.text if upheld and status == "upheld" else "",
        "treatment": one.treatment if status == "settled" else None,
    }  # fmt: skip


def _waiting():
    return Opinion.objects.filter(
        case__status__in=treating.OPEN, consultation__case__status__in=("treating", "summarized")
    )


def _row(address: str) -> Consultation:
    """A draft that is out. One that was agreed to comes out with its first second, swept or not."""
    row = get_object_or_404(_known(), address=address)
    if row.case.status in OUT or running.runs(row, now()):
        return row
    raise Http404


def _known():
    return Consultation.objects.select_related("case__unit", "topic")
