"""What citizens see: signing up for a hearing, a talk, an open day. A live page; no account, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from gongkai.acts.clock import now
from gongkai.look.views import forbidden, length, too_large
from gongkai.participation import addresses
from gongkai.participation.addresses import Refused
from gongkai.participation.consultations.visiting import MOST_BYTES, sender_of
from gongkai.participation.gatherings import calling, showing
from gongkai.participation.gatherings.forms import JoinForm
from gongkai.participation.models import Gathering
from gongkai.publication import live, tags
from gongkai.publication.found import url_under

TITLE = "听证和座谈报名"
META = tags.of_list(TITLE, "报名参加听证会、座谈会、列席会议和政府开放日", "听证会,座谈会,公众参与", "征集调查")
TITLES = {"received": "已报名", "closed": "报名截止", "refused": "没有收下"}
OUT = ("announced", "drawn", "named", "ready", "held", "closed")


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, address: str) -> HttpResponse:
    """Signing up, to the last second of the last day."""
    rows = Gathering.objects.select_related("case__unit").filter(case__status__in=OUT)
    row, at = get_object_or_404(rows, address=address), now()
    if length(request) > MOST_BYTES:
        return too_large(request, MOST_BYTES)
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        return forbidden(request, PermissionError("请在本网站的页面上报名。"))
    if not calling.takes_names(row, at):
        return _answer("closed", row, {}, 409 if request.method == "POST" else 200)
    ticket = {"ticket": addresses.ticket(calling.SALT, row.pk)}
    form = JoinForm(request.POST if request.method == "POST" else None, initial=ticket)
    if request.method == "GET" or not form.is_valid():
        return _answer("form", row, {"form": form}, 422 if form.errors else 200)
    try:
        used = addresses.used(calling.SALT, row.pk, form.cleaned_data["ticket"])
        coming = calling.Coming(**form.said(), ticket=used, sender=sender_of(request))
        kept = calling.sign_up(row, coming, at)
    except Refused as refusal:
        return _answer("refused", row, {"says": str(refusal)}, 409)
    return _answer("received", row, {"kept": kept})


def _answer(name: str, row: Gathering, context: dict, status: int = 200) -> HttpResponse:
    told = {"row": row, "when": showing.when(row), "url": url_under(row.door_key)}
    crumbs = [("征求意见", "/consult/"), (row.case.title, "")]
    title = "_".join(one for one in (TITLES.get(name, ""), row.case.title, TITLE) if one)
    template = f"participation/visitor_join_{name}.html"
    return live.answer(template, told | context, title=title, crumbs=crumbs, meta=META, status=status, secret=True)
