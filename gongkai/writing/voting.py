"""What a reader sees who says whether a page was of use: live pages in the public frame; no account, no cookie."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.locking import address
from gongkai.acts.clock import today
from gongkai.checks import privacy
from gongkai.look.views import forbidden, length, too_large
from gongkai.publication import live, tags
from gongkai.publication.found import url_of
from gongkai.publication.models import Shown
from gongkai.writing import votes

MOST_BYTES = 4 * 1024
TITLE = "这页对您有用吗"
META = tags.of_list(TITLE, "对一页公开信息的评价", "评价", "咨询投诉")


class LineForm(forms.Form):
    line = forms.CharField(
        label="为什么，用一句话",
        required=False,
        max_length=100,
        help_text="只给编辑看，不公开，也不答复；不要写姓名、电话。要答复的，请点“纠错”",
    )

    def clean_line(self) -> str:
        said = self.cleaned_data["line"]
        if privacy.find(said):
            raise forms.ValidationError("这句话里像是有身份证号、电话一类的个人信息，请去掉再提交")
        return said


@require_http_methods(["GET", "POST"])
def useful(request: HttpRequest, shown: str) -> HttpResponse:
    """The two buttons with a line; a vote by them or by those on the page; the line that follows a vote."""
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        return forbidden(request, PermissionError("请在本网站的页面上评价。"))
    page = _page(shown)
    form = LineForm(request.POST if request.method == "POST" else None)
    ticket, word = request.POST.get("ticket", ""), request.POST.get("useful", "")
    if not form.is_valid() or not (ticket or word in ("yes", "no")):
        return _answer("vote", page, {"form": form, "ticket": ticket}, 200 if request.method == "GET" else 422)
    line = form.cleaned_data["line"]
    if not ticket:
        try:
            ticket = votes.give(page, word == "yes", address(request) or "", today())
        except votes.TooMany as refusal:
            return _answer("voted", page, {"title": "没有计入", "says": str(refusal)}, 429)
        if not line:
            return _answer("vote", page, {"form": LineForm(), "ticket": ticket, "counted": True})
    if line and not votes.add(ticket, line):
        says = "这一页打开得太久，或者已经提交过，这句话没有记下。评价已经计入。"
        return _answer("voted", page, {"title": "没有记下", "says": says}, 422)
    return _answer("voted", page, {"title": "已收到", "says": "编辑会看到您的评价。"})


def _page(shown: str) -> Shown:
    page = Shown.objects.live().filter(address=shown).defer("html", "plain").first()
    if page is None:
        raise Http404
    return page


def _answer(name: str, page: Shown, context: dict, status: int = 200) -> HttpResponse:
    named = context.get("title") or ("已记下" if context.get("counted") else TITLE)
    said = {**context, "page": page, "url": url_of(page)}
    title, template = f"{page.title}_{named}", f"writing/{name}.html"
    return live.answer(template, said, title=title, crumbs=[(TITLE, "")], meta=META, status=status)
