"""What citizens see: the form without an account, its receipt, and how far a request is. Live pages, no cookie."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import clocks
from gongkai.acts.clock import now, today
from gongkai.acts.refusals import Refused
from gongkai.catalogue.models import ASKED, Contact
from gongkai.checks import asking
from gongkai.foi import measure, notices, receiving
from gongkai.foi.forms import DescribedForm, RequestForm, StatusForm
from gongkai.foi.handling import acting, telling
from gongkai.foi.handling.views import hand_out
from gongkai.foi.models import Request
from gongkai.foi.vocabulary import Channel
from gongkai.look.views import length, too_large
from gongkai.publication import alike, live, tags
from gongkai.publication.frame import OPENNESS, SECTION

MOST_BYTES = 12 * 1024 * 1024
TITLE = "申请公开"
TITLES = {
    "form": "填写申请", "closed": "暂停", "refused": "没有办成", "receipt": "已收到", "status": "查办理进度",
    "progress": "办理进度", "channel": "渠道不通", "reported": "已告诉政务公开办",
    "answers": "由申请转为主动公开的信息",
}  # fmt: skip
HOME = "/apply/"
STANDS = {
    "arrived": "已经到达，等待与您确认", "received": "已经收到，正在登记", "registered": "已经登记，正在办理",
    "correcting": "请您补正，补正以后接着办理", "extending": "正在办理", "charged": "请您缴费，缴费以后接着办理",
    "explaining": "请您说明理由", "proposed": "正在审核答复", "cleared": "正在审核答复",
    "approved": "已经审定，正在送达", "answered": "已经答复", "archived": "已经答复",
    "withdrawn": "您已撤回，不再办理", "merged": "与另一件一并办理", "split": "已分成几件分别办理",
}  # fmt: skip
META = tags.of_list(TITLE, "向行政机关申请公开政府信息，查办理进度", "依申请公开,申请", "依申请公开")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Which organ to ask."""
    rows = Contact.objects.filter(unit__in=Unit.objects.standing_on(today()), unit__kind__in=ASKED)
    contacts = list(rows.select_related("unit").order_by("unit__order", "unit__pk"))
    contacts.sort(key=lambda one: one.unit.kind != Unit.Kind.GOVERNMENT)
    return answer("home", {"contacts": contacts})


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, unit: str) -> HttpResponse:
    """First what is wanted; then, beside what is out already, who asks and how the answer is to come."""
    contact = contact_of(unit)
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    if not contact.takes_online:
        return answer("closed", {"contact": contact}, contact.unit, status=200 if request.method == "GET" else 409)
    if request.method == "GET":
        return answer("begin", {"form": DescribedForm(), "contact": contact}, contact.unit)
    if "send" in request.POST:
        return _filed(request, contact)
    first = DescribedForm(request.POST)
    if not first.is_valid():
        return answer("begin", {"form": first, "contact": contact}, contact.unit, status=422)
    said = {name: first.cleaned_data[name] for name in ("described", "token")}
    return answer("form", _whole(RequestForm(initial=said), contact, said["described"]), contact.unit)


def _filed(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The request of a whole form; the receipt is the organ's confirmation, so its day is the day of receipt."""
    at, sender = now(), measure.sender_of(request)
    bound = RequestForm(request.POST, request.FILES)

    def may_store() -> None:
        measure.ask(sender, "stored", at)
        measure.count(sender, "stored", at)

    bound.before_storing = may_store
    try:
        measure.ask(sender, "filed", at)
        if not bound.is_valid():
            bound.bring_again()
            context = _whole(bound, contact, bound.data.get("described", ""))
            return answer("form", {**context, "kept": len(bound.stored)}, contact.unit, status=422)
    except measure.TooMany as refusal:
        return answer("refused", {"says": str(refusal), "contact": contact}, contact.unit, status=429)
    token = bound.cleaned_data["token"]
    wish = receiving.Wish(contact.unit, Channel.ONLINE, bound.said(), token, sender=sender, papers=tuple(bound.stored))
    taken = receiving.take_in(wish, at)
    measure.count(sender, "filed", at)
    notices.tell(taken.request, contact, at)
    return answer("receipt", {"code": taken.code, "contact": contact, **_handling(taken.request)}, contact.unit)


def _whole(form: RequestForm, contact: Contact, described: str) -> dict:
    return {
        "form": form, "contact": contact, "offers": alike.offers(described[:500]),
        "otherwise": asking.otherwise(described[:2000]),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """How far a request is, for whoever has its number and its code."""
    if length(request) > 16 * 1024:
        return too_large(request, 16 * 1024)
    bound = StatusForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not bound.is_valid():
        return answer("status", {"form": bound}, status=422 if bound.errors else 200)
    at, sender, said = now(), measure.sender_of(request), bound.cleaned_data
    try:
        measure.ask(sender, "wrong", at)
        measure.ask_number(said["number"], at)
    except measure.TooMany as refusal:
        return answer("refused", {"says": str(refusal)}, status=429)
    found = receiving.find(said["number"], said["code"])
    if found is None:
        measure.count_wrong(sender, said["number"], at)
        bound.add_error("code", "编号和查询码对不上，请照着回执核对")
        return answer("status", {"form": bound}, status=422)
    if "do" in request.POST or "file" in request.POST:
        return _acted(request, found, said, at, sender)
    return _progress(found, said)


def _acted(request: HttpRequest, found: Request, said: dict, at: datetime, sender: str) -> HttpResponse:
    """What the applicant does himself; as measured as filing."""
    if "file" in request.POST:
        return _fetched(request, found, at)
    name = request.POST["do"]
    open_to = acting.ways(found)
    if name not in open_to:
        return _progress(found, said, told="这一步现在不用办，请看办理进度", status=409)
    form = acting.FORMS[name](request.POST, auto_id=f"{name}_%s")
    try:
        measure.ask(sender, "acted", at)
        if not form.is_valid():
            return _progress(found, said, forms={name: form}, status=422)
        told = acting.act(found, name, form, at)
    except measure.TooMany as refusal:
        return answer("refused", {"says": str(refusal)}, found.case.unit, status=429)
    except Refused as refusal:
        return _progress(found, said, told=str(refusal), status=409)
    measure.count(sender, "acted", at)
    notices.tell_again(found, at)
    return _progress(Request.objects.select_related("case__unit").get(pk=found.pk), said, told=told)


def _fetched(request: HttpRequest, found: Request, at: datetime) -> HttpResponse:
    """The answer, and what came with it."""
    wanted = [one for one in acting.answers(found) if str(one.pk) == request.POST["file"]]
    if not wanted:
        raise Http404
    acting.fetched(found, at)
    return hand_out(wanted[0], found)


def _progress(found: Request, said: dict, *, forms: dict | None = None, told: str = "", status: int = 200):
    """Where it stands, why then, what was done, and what is open to whoever asked."""
    context = {
        **_handling(found), "said": said, "told": told, "open_to": {**acting.ways(found), **(forms or {})},
        "rows": telling.to_applicant(found), "answers": acting.answers(found),
    }  # fmt: skip
    return answer("progress", context, found.case.unit, status=status)


def _handling(request: Request) -> dict:
    """The number, where it stands, and by when it must be answered, with the reckoning."""
    case = request.case
    running = {clock.limit.name: clock for clock in clocks.of(case, now())}
    return {
        "request": request, "unit": case.unit.full_name or case.unit.name,
        "reply": running.get("foi.delayed_reply") or running.get("foi.reply"),
        "channel": request.get_channel_display(), "state": _told(request),
    }  # fmt: skip


def _told(request: Request) -> str:
    return STANDS[request.case.status]


def contact_of(code: str) -> Contact:
    rows = Contact.objects.filter(unit__in=Unit.objects.standing_on(today()), unit__kind__in=ASKED)
    return get_object_or_404(rows.select_related("unit"), unit__code=code)


def answer(name: str, context: dict, unit: Unit | None = None, status: int = 200) -> HttpResponse:
    crumbs = [(OPENNESS, SECTION), (TITLE, HOME if unit else ""), *([(unit.name, "")] if unit else [])]
    whose = f"向{unit.full_name or unit.name}{TITLE}" if unit else TITLE
    title = "_".join(one for one in (TITLES.get(name, ""), whose) if one)
    template = f"foi/visitor_{name}.html"
    return live.answer(
        template, context, title=title, crumbs=crumbs, meta=META, status=status, here=SECTION, secret=True
    )
