"""检索: the one live page. What was asked is read from the address, answered, and told with what else may be meant."""

from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.portal import measure
from gongkai.publication import found, narrowing, offers, shell, stamps, tags, things
from gongkai.publication.frame import Frame, frame
from gongkai.publication.narrowing import Narrowed
from gongkai.search import unmet
from gongkai.search.index import COUNTED, QueryFault

BEIJING = ZoneInfo("Asia/Shanghai")
DATES = ("from", "to")
TITLE = "搜索"
META = tags.of_list(TITLE, "按字词、机构、栏目和日期查找已公开的信息", "搜索,检索", "其他")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words asked for, newest first; beside it what else may be meant, and ways to narrow."""
    around, query = frame(stamps.of_scope("all")[1]), request.GET.get("q", "")
    context: dict = {"site": around.face, "chosen": []}
    wait = measure.wait(request) if query else 0
    if wait:
        context["fault"] = f"您在短时间内查了太多次，请过 {wait} 秒再查；页面和文件不受影响，可以照常打开"
    elif query:
        context |= _answer(request, query, around)
    context |= {"query": query, "dates": [request.GET.get(name, "")[:10] for name in DATES]}
    main = shell.fragment("portal/search.html", context)
    aside = shell.fragment("portal/search_beside.html", context)
    title = "_".join(filter(None, ["没有查" if wait else "有误" if "fault" in context else "", query[:40], TITLE]))
    whole = shell.whole(
        around, title=title, main=main, aside=aside, crumbs=[(TITLE, "")], meta=META, head=shell.NO_ROBOTS,
        thing=things.FOUND,
    )  # fmt: skip
    response = HttpResponse(whole, status=429 if wait else 200)
    response.headers["Cache-Control"] = "no-cache"
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _answer(request: HttpRequest, query: str, around: Frame) -> dict:
    try:
        chosen = narrowing.read(request.GET.dict(), around)
        answer = found.find(query, chosen, after=_number(request, "after"))
    except QueryFault as fault:
        return {"fault": str(fault)}
    told: dict = {"answer": answer, "counted": COUNTED, "narrowed": chosen.any}
    told["rows"] = [{**row, "column": around.columns.get(row["column"])} for row in answer.rows]
    told["older"] = _with(request, after=str(answer.last)) if answer.last else ""
    told["first"] = _with(request) if "after" in request.GET else ""
    told["chosen"] = [
        (name, value, narrowing.FACETS[name], narrowing.words_of(name, value, around), _with(request, **{name: ""}))
        for name, value in chosen.facets.items()
    ]
    told["facets"] = _facets(request, answer, chosen, around)
    if "after" not in request.GET:
        told |= _beside(answer, query, chosen, around)
    return told


def _facets(request: HttpRequest, answer: found.Found, chosen: Narrowed, around: Frame) -> list[dict]:
    facets, same = narrowing.choices(answer.hits.facets, chosen, around), _with(request)
    for facet in facets:
        for part in ("first", "rest"):
            facet[part] = [
                (words, many, f"{same}&{facet['name']}={quote(value)}") for value, words, many in facet[part]
            ]
    return facets


def _beside(answer: found.Found, query: str, chosen: Narrowed, around: Frame) -> dict:
    """What else may be meant; a question that found nothing anywhere is counted for the office."""
    if not answer.rows and not chosen.any:
        _note(answer.wanted, around.told or timezone.now())
    number = stamps.of_scope("all")[0]
    told = {"offers": offers.of(answer.wanted, answer.hits.count, around, number)}
    return told if answer.rows else {**told, "counts": found.counts(query), "request": _request(around)}


def _request(around: Frame) -> tuple[str, str] | None:
    """Where one learns how to apply for what is not out: the column for it, else the guide."""
    column = next((one for one in around.columns.values() if one.type == "依申请公开"), None)
    if column:
        return column.name, column.url
    return ("公开指南", "/t/guide/") if "guide" in around.parts else None


def _note(wanted: list[str], at: datetime) -> None:
    """Counted if that can be done; a reader is answered in any case."""
    try:
        with transaction.atomic():
            unmet.note(wanted, at.astimezone(BEIJING).date())
    except DatabaseError:
        pass


def _with(request: HttpRequest, **changes: str) -> str:
    """The address of the same question, its first page, with something changed; empty values are left out."""
    asked = QueryDict(mutable=True)
    kept = {name: request.GET.get(name, "") for name in ("q", *narrowing.FACETS, *DATES)}
    asked.update({name: value for name, value in {**kept, **changes}.items() if value})
    return f"?{asked.urlencode()}"


def _number(request: HttpRequest, name: str) -> int | None:
    """A number from the address; anything else is passed over, as a stranger may type what they like."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
