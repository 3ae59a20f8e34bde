"""What readers see: how to subscribe by reader, calendar or mail; the pages behind the links in letters."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.locking import address
from gongkai.acts.clock import now
from gongkai.look.views import length, too_large
from gongkai.publication import live, stamps, tags
from gongkai.publication.frame import Frame, frame
from gongkai.subscriptions import subscribing
from gongkai.subscriptions.forms import SubscribeForm

MOST_BYTES = 16 * 1024
TITLE = "订阅"
TITLES = {"confirm": "确认订阅", "end": "退订"}
META = tags.of_list(TITLE, "用阅读器、日历或者邮件接收新公开的信息", "订阅", "其他")


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, column: str = "", unit: str = "") -> HttpResponse:
    """Ways to subscribe, to all or to one column or unit; by mail where this site can send any."""
    around = frame(stamps.of_scope("all")[1])
    own = around.columns.get(column) or around.units.get(unit)
    if (column or unit) and own is None:
        raise Http404
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    posts = request.method == "POST" and _mails(around)
    known = [code for code in request.GET.getlist("column") if code in around.columns]
    chosen = {"columns": [column] if column else known, "unit": unit}
    bound = SubscribeForm(request.POST if posts else None, initial=chosen, around=around)
    if posts and bound.is_valid():
        said = bound.cleaned_data
        try:
            subscribing.ask(said["address"], bound.wants(), said["daily"] == "daily", address(request) or "", now())
        except subscribing.TooMany as refusal:
            return _answer("said", {"title": "暂时不能订阅", "says": str(refusal), "stops": True}, 429)
        says = "几分钟之内会收到一封信。打开信里的链接确认以后，订阅才开始；一天之内没有确认的，邮箱地址即清除。"
        return _answer("said", {"title": "请到邮箱里确认", "says": says})
    context = {"form": bound if _mails(around) else None, "columns": around.tops, "own": own}
    return _answer("form", context, 422 if posts else 200)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, code: str, token: str, what: str) -> HttpResponse:
    """Opening a link changes nothing, as mail programs open links by themselves; its button, or one click, does."""
    row = subscribing.find(code, token)
    if row is None:
        raise Http404
    if request.method == "GET" and row.ended is None:
        return _answer(what, {})
    if what == "end":
        subscribing.end(row, now())
        says = "不会再收到订阅邮件，邮箱地址和所选的内容已经清除。"
        return _answer("said", {"title": "已经退订", "says": says})
    if request.method == "GET" or not subscribing.confirm(row, now()):
        says = "这份订阅已经退订，或者没有在一天之内确认。要收信的，请重新订阅。"
        return _answer("said", {"title": "链接已经失效", "says": says, "stops": True}, 410)
    return _answer(
        "said",
        {"title": "订阅成功", "says": "有新公开的信息，会按您选的时间发到邮箱；每封信的末尾都可以退订。"},
    )


def _mails(around: Frame) -> bool:
    """Whether this site can send mail; a demonstration keeps it in a folder."""
    return bool(around.told) or bool(around.base and settings.SMTP)


def _answer(name: str, context: dict, status: int = 200) -> HttpResponse:
    own = f"{TITLE}：{context['own'].name}" if context.get("own") else TITLE
    title = context.get("title") or TITLES.get(name, own)
    template = f"subscriptions/{name}.html"
    return live.answer(template, context, title=title, crumbs=[(TITLE, "")], meta=META, status=status, secret=True)
