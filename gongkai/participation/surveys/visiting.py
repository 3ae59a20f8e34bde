"""What citizens see: the questionnaires that run, one to fill in, its receipt. Live pages; no account, no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.locking import visitor
from gongkai.acts.clock import today
from gongkai.look.views import forbidden, length, too_large
from gongkai.participation.models import Survey
from gongkai.participation.surveys import answering, showing
from gongkai.participation.surveys.answer_form import AnswerForm
from gongkai.publication import live, tags
from gongkai.publication.found import url_under

MOST_BYTES = 16 * 1024
TITLE = "问卷调查"
META = tags.of_list(TITLE, "正在进行的问卷调查和调查结果", "问卷,调查,社会评议", "征集调查")
OUT = ("open", "closed", "evaluated", "published")
SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Those that can be answered, and what came of the others."""
    rows = list(Survey.objects.filter(case__status__in=OUT).select_related("case").order_by("-closes", "-pk")[:SHOWN])
    runs = [one for one in rows if _runs(one)]
    pages = [(one, url_under(showing.key_of(one))) for one in rows if one not in runs]
    over = [(one, url) for one, url in pages if url]
    return _answer("home", {"runs": runs, "over": over}, TITLE)


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, address: str) -> HttpResponse:
    """One questionnaire: about a unit, in the days it names."""
    survey = Survey.objects.filter(address=address, case__status__in=OUT).select_related("case__unit").first()
    if survey is None:
        raise Http404
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        return forbidden(request, PermissionError("请在本网站的页面上填写问卷。"))
    if not _runs(survey):
        return _answer("closed", {"survey": survey, "url": _page_of(survey)}, survey.case.title)
    posted = request.method == "POST"
    bound = AnswerForm(request.POST if posted else None, survey=survey, initial={"ticket": answering.ticket(survey)})
    if posted and bound.is_valid():
        said = bound.cleaned_data
        browser = request.headers.get("User-Agent", "")[:300]
        sent = (said.get("ticket", ""), said.get("code", ""))
        given = answering.Given(bound.subject, bound.replies, *sent, visitor(request), browser)
        try:
            answering.take_in(survey, given, today())
        except answering.Refused as refusal:
            context = {"survey": survey, "says": str(refusal)}
            return _answer("refused", context, f"{survey.case.title}_没有收下", 409)
        return _answer("received", {"survey": survey}, f"{survey.case.title}_已收到")
    return _answer("form", {"survey": survey, "form": bound}, survey.case.title, 422 if posted else 200)


def _runs(survey: Survey) -> bool:
    return survey.case.status == "open" and survey.opens <= today() <= survey.closes


def _page_of(survey: Survey) -> str:
    return url_under(showing.key_of(survey))


def _answer(name: str, context: dict, title: str, status: int = 200) -> HttpResponse:
    crumbs = [(TITLE, "")] if name == "home" else [(TITLE, "/survey/"), (context["survey"].case.title, "")]
    named = title if title == TITLE else f"{title}_{TITLE}"
    template = f"participation/visitor_{name}.html"
    return live.answer(template, context, title=named, crumbs=crumbs, meta=META, status=status)
