"""What callers see: the form without an account, its receipt, how far a case is, the reply. Live pages, no cookie."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.locking import visitor
from gongkai.acts import clocks
from gongkai.acts.clock import now, today
from gongkai.acts.models import Act
from gongkai.acts.refusals import Refused
from gongkai.acts.taking import Take, take_many
from gongkai.hotline import taking_in
from gongkai.hotline.lines.showing import KEY
from gongkai.hotline.models import Plea
from gongkai.hotline.steps import OPEN
from gongkai.hotline.visitor_forms import CodeForm, PleaForm, RatingForm
from gongkai.hotline.vocabulary import Rating
from gongkai.look.views import length, too_large
from gongkai.publication import live, tags
from gongkai.publication.found import url_under
from gongkai.writing.votes import Heard

MOST_BYTES, MOST_WRONG = 64 * 1024, 30
TITLE = "12345网上受理"
TITLES = {"receipt": "已收到", "refused": "没有提交", "status": "查办理结果", "progress": "办理情况"}
META = tags.of_list(TITLE, "求助、咨询、投诉、建议、举报，查办理结果", "12345,投诉,咨询,求助", "咨询投诉")
STANDS = {
    "received": "已经收到，等待受理", "accepted": "已经受理，等待派单", "dispatched": "已经派给承办单位",
    "contested": "正在核定由哪个单位办", "handling": "正在办理", "extending": "正在办理", "drafted": "正在审核答复",
    "replied": "已经答复", "closed": "已经办结", "rated": "已经办结", "refused": "不予受理", "withdrawn": "您已撤回",
}  # fmt: skip
RATES, WITHHELD = ("replied", "closed"), ("received", "accepted", "contested", "refused")
wrong = Heard()


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = PleaForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not bound.is_valid():
        return answer("form", {"form": bound, "lines": _lines()}, status=422 if bound.errors else 200)
    try:
        taken = taking_in.take_in(bound.told(taking_in.sender_of(visitor(request))), now())
    except taking_in.TooMany as refusal:
        return answer("refused", {"says": str(refusal)}, status=429)
    return answer("receipt", {"plea": taken.plea, "code": taken.code, "lines": _lines()})


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """How far a case is, for whoever has its number and its code; there it is withdrawn and rated."""
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not bound.is_valid():
        return answer("status", {"form": bound}, status=422 if bound.errors else 200)
    said, place = bound.cleaned_data, visitor(request)
    found = taking_in.find(said["number"], said["code"])
    if found is None:
        if place and wrong.often(today(), (place, ""))[0] >= MOST_WRONG:
            return answer("refused", {"says": "今天查错的次数太多，请明天再查，或者拨打12345"}, status=429)
        bound.add_error("code", "编号和查询码对不上，请照着回执核对")
        return answer("status", {"form": bound}, status=422)
    return _acted(request, found, said, now()) if "do" in request.POST else _progress(found, said)


def _acted(request: HttpRequest, plea: Plea, said: dict, at: datetime) -> HttpResponse:
    """What the caller does: withdraws it, or says how it was handled."""
    name, rating = request.POST["do"], RatingForm(request.POST)
    if name == "rate" and not rating.is_valid():
        return _progress(plea, said, rating=rating, status=422)
    try:
        if name == "rate":
            chosen = Rating(rating.cleaned_data["rating"])
            detail, words = {"rating": chosen.value, "says": chosen.label}, rating.cleaned_data["words"]
            take_many("plea", "rate", [Take(plea.case, None, at, words=words, detail=detail, follows=True)])
        elif name == "withdraw":
            take_many("plea", "withdraw", [Take(plea.case, None, at, follows=True)])
    except Refused:
        return _progress(plea, said, told="这一步现在不用办，请看办理情况", status=409)
    plea.refresh_from_db()
    return _progress(plea, said, told="已经记下")


def _progress(plea: Plea, said: dict, *, rating: RatingForm | None = None, told: str = "", status: int = 200):
    case = plea.case
    running = {clock.limit.name: clock for clock in clocks.of(case, now())}
    context = {
        "plea": plea, "said": said, "told": told, "state": STANDS[case.status],
        "unit": "" if case.status in WITHHELD else case.unit.full_name or case.unit.name,
        "clock": running.get("hotline.reply") or running.get("hotline.consult"),
        "reply": plea.reply if _answered(plea) else "", "may_withdraw": case.status in OPEN,
        "rating": rating or (RatingForm() if case.status in RATES else None),
    }  # fmt: skip
    return answer("progress", context, status=status)


def _answered(plea: Plea) -> bool:
    """A draft is nobody's reply; one that is being written anew takes the place of the one before it."""
    if plea.case.status in ("replied", "closed", "rated"):
        return True
    last = Act.objects.filter(case=plea.case, step__in=("reply", "draft_reply")).order_by("-number").first()
    return last is not None and last.step == "reply"


def _lines() -> str:
    return url_under(KEY)


def answer(name: str, context: dict, status: int = 200) -> HttpResponse:
    title = "_".join(filter(None, [TITLES.get(name, ""), TITLE]))
    crumbs = [(TITLE, "" if name == "form" else "/hotline/"), *([(TITLES[name], "")] if name in TITLES else [])]
    template = f"hotline/visitor_{name}.html"
    return live.answer(template, context, title=title, crumbs=crumbs, meta=META, status=status, secret=True)
