"""What readers see: the form, its receipt, the answer. Live pages in the public frame; no account, no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.locking import address
from gongkai.acts.clock import now
from gongkai.acts.models import Remark
from gongkai.corrections import figures, receiving
from gongkai.corrections.forms import ReportForm, StatusForm
from gongkai.corrections.models import Report
from gongkai.look.views import length, too_large
from gongkai.publication import live, tags
from gongkai.publication.found import url_of, url_under
from gongkai.publication.models import Shown

MOST_BYTES = 16 * 1024
TITLE = "我要纠错"
TITLES = {"receipt": "已收到", "refused": "没有提交", "status": "查纠错答复"}
META = tags.of_list(TITLE, "指出公开信息和网站的错误，查办理结果", "纠错,找错", "咨询投诉")


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, shown: str = "") -> HttpResponse:
    """About one page, named by its address, or about the site."""
    page = _page(shown)
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = ReportForm(request.POST if request.method == "POST" else None)
    context = {"form": bound, "page": page, "url": url_of(page) if page else "", "figures": figures.of_year(now())}
    if request.method == "POST" and bound.is_valid():
        said = receiving.Said(sender=address(request) or "", page=page, **bound.cleaned_data)
        try:
            receipt = receiving.receive(said, now())
        except receiving.TooMany as refusal:
            return _answer("refused", {"says": str(refusal)}, status=429)
        report = receiving.find(receipt.code, receipt.secret)
        return _answer("receipt", {"receipt": receipt, "url": context["url"], **_handling(report)})
    return _answer("form", context, status=200 if request.method == "GET" else 422)


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever has its code and its secret."""
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    bound = StatusForm(request.POST if request.method == "POST" else None)
    context: dict = {"form": bound}
    if request.method == "POST" and bound.is_valid():
        report = receiving.find(bound.cleaned_data["code"], bound.cleaned_data["secret"])
        if report is None:
            bound.add_error("secret", "编号和密码对不上，请核对后再查")
        else:
            context |= {"report": report, "says": _says(report), "url": _url(report), **_handling(report)}
    return _answer("status", context, status=422 if bound.errors else 200)


def _page(shown: str) -> Shown | None:
    if not shown:
        return None
    page = Shown.objects.live().filter(address=shown).defer("html", "plain").first()
    if page is None:
        raise Http404
    return page


def _handling(report: Report | None) -> dict:
    """Who answers and until when, as long as no answer is out."""
    if report is None:
        return {}
    unit = report.case.unit
    due = report.case.dues.filter(done=None).order_by("due").values_list("due", flat=True).first()
    return {"unit": unit.full_name or unit.name, "due": due}


def _says(report: Report) -> str:
    remark = Remark.objects.filter(act__case=report.case, act__step="answer").first()
    return (remark.text or "") if remark else ""


def _url(report: Report) -> str:
    return url_under(report.page) if report.page else ""


def _about(context: dict) -> str:
    """What sets a page apart from others of its kind in the reader's tabs."""
    page, report = context.get("page"), context.get("report")
    return page.title if page else report.case.title if report else ""


def _answer(name: str, context: dict, status: int = 200) -> HttpResponse:
    title = "_".join(filter(None, [_about(context), TITLES.get(name, ""), TITLE]))
    template = f"corrections/visitor_{name}.html"
    return live.answer(template, context, title=title, crumbs=[(TITLE, "")], meta=META, status=status)
