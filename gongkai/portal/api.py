"""The read-only interface for programs (KF-3.4): rows of publication as JSON, page after page, unchanged ones told.

Anyone may read, from any site and without a key. Answers change only with what is out, so a copy is compared first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.portal import measure
from gongkai.publication import found, pages, portions, stamps
from gongkai.publication.lists import LISTED
from gongkai.publication.models import Counter, Shown
from gongkai.publication.narrowing import Narrowed
from gongkai.publication.opendata import objects
from gongkai.search import numbers
from gongkai.search.index import QueryFault

JSON = "application/json; charset=utf-8"
LIMIT, MOST = 20, 100
LARGEST = 1 << 62
LAST_YEAR = 9998  # beyond it there is no day after
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cache-Control": "public, no-cache",
}


class Fault(Exception):
    """What is wrong with a question: HTTP status, a short code, a Chinese sentence that says what to do."""

    def __init__(self, status: int, code: str, says: str, wait: int = 0):
        super().__init__(says)
        self.status, self.code, self.wait = status, code, wait


@dataclass(frozen=True)
class Asked:
    """The parameters of a question, read strictly: what is misspelt is refused, not passed over."""

    request: HttpRequest
    known: tuple[str, ...]

    def check(self) -> None:
        for name in self.request.GET:
            if name not in self.known:
                raise Fault(400, "unknown-parameter", f"没有“{name[:20]}”这个参数，可以用的是：{'、'.join(self.known)}")
            if "\0" in self.text(name):
                raise Fault(400, "bad-text", f"{name} 里有不能用的字符（NUL），请去掉")

    def text(self, name: str) -> str:
        return self.request.GET.get(name, "")

    def number(self, name: str, default: int, most: int = LARGEST, least: int = 0) -> int:
        said = self.text(name)
        if not said:
            return default
        if not (said.isascii() and said.isdecimal() and len(said) < 20 and least <= int(said) <= most):
            raise Fault(400, "bad-number", f"{name} 应当是 {least} 到 {most} 之间的整数，请改正")
        return int(said)

    def day(self, name: str) -> date | None:
        try:
            found = date.fromisoformat(self.text(name)) if self.text(name) else None
            if found and found.year > LAST_YEAR:
                raise ValueError(found)
            return found
        except ValueError:
            raise Fault(400, "bad-date", f"{name} 应当是日期，形如 2026-01-31，请改正") from None

    def limit(self) -> int:
        return self.number("limit", LIMIT, MOST, 1)

    def following(self, after: int | None) -> str | None:
        """The address of the next page; the last is answered with none."""
        if after is None:
            return None
        said = {**{name: self.text(name) for name in self.request.GET}, "after": str(after)}
        return f"{self.request.path}?{urlencode(said)}"


Answer = Callable[..., dict]


def _answers(*known: str, scope: str = "all") -> Callable[[Answer], Callable]:
    """Makes a view of what gives an object: parameters checked, an unchanged copy told, faults as JSON."""

    def around(make: Answer) -> Callable:
        @require_http_methods(["GET", "HEAD", "OPTIONS"])
        @wraps(make)
        def view(request: HttpRequest, **named) -> HttpResponse:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers=OPEN)
            try:
                asked = Asked(request, known)
                asked.check()
                tag = pages.etag("api", *stamps.of_scope(scope))
                if tag in request.headers.get("If-None-Match", ""):
                    return HttpResponse(status=304, headers={**OPEN, "ETag": tag})
                _measure(request)
                said = make(asked, **named)
                status = 410 if "withdrawn" in said and "id" in said else 200
            except Fault as fault:
                said = {"error": {"code": fault.code, "message": str(fault)}}
                return _sent(said, fault.status, {"Retry-After": str(fault.wait)} if fault.wait else {})
            return _sent(said, status, {"ETag": tag} if status == 200 else {})

        return view

    return around


def _measure(request: HttpRequest) -> None:
    """Programs share the measure of those who search; a copy that still holds costs nothing."""
    if wait := measure.wait(request):
        raise Fault(429, "too-many", f"问得太密，请过 {wait} 秒再问；要全部数据的，请取 /data/ 里的数据文件", wait)


@_answers("column", "unit", "kind", "from", "until", "after", "limit")
def documents(asked: Asked) -> dict:
    """What is out, newest first."""
    rows = Shown.objects.live().filter(kind__in=LISTED)
    if kind := asked.text("kind"):
        if kind not in portions.KINDS:
            raise Fault(400, "bad-kind", f"没有这个类别，可以用的是：{'、'.join(portions.KINDS)}")
        rows = Shown.objects.live().filter(kind=kind)
    for name in ("column", "unit"):
        if code := asked.text(name):
            rows = rows.filter(**{name: code})
    since, until = Narrowed({}, asked.day("from"), asked.day("until")).moments
    if since:
        rows = rows.filter(docid__gte=numbers.first_at(since))
    if until:
        rows = rows.filter(docid__lt=numbers.first_at(until))
    if after := asked.number("after", 0):
        rows = rows.filter(docid__lt=after)
    some, more = _some(asked, rows.defer("html", "plain").order_by("-docid"))
    return {"items": [objects.brief(row) for row in some], "next": asked.following(some[-1].docid if more else None)}


@_answers()
def document(asked: Asked, address: str) -> dict:
    """One item in full, or its tombstone."""
    return objects.objects([_row(address)])[0]


@_answers("after", "limit")
def rows(asked: Asked, address: str) -> dict:
    """The rows of a list, in its order."""
    row = _row(address)
    if row.withdrawn:
        return objects.tombstone(row)
    if row.kind != "register":
        raise Fault(404, "not-a-list", "这一件不是清单，没有逐行的数据")
    start, limit = asked.number("after", 0), asked.limit()
    whole = objects.objects([row])[0]["rows"]
    end = start + limit
    return {"items": whole[start:end], "next": asked.following(end if end < len(whole) else None)}


@_answers()
def columns(asked: Asked) -> dict:
    return _all("column")


@_answers()
def units(asked: Asked) -> dict:
    return _all("unit")


@_answers("q", "column", "unit", "from", "until", "after", "limit")
def search(asked: Asked) -> dict:
    """What holds all the words asked for, newest first."""
    facets = {name: asked.text(name) for name in ("column", "unit") if asked.text(name)}
    chosen = Narrowed(facets, asked.day("from"), asked.day("until"))
    after = asked.number("after", 0)
    try:
        answer = found.find(asked.text("q"), chosen, after=after or None, limit=asked.limit())
    except QueryFault as fault:
        raise Fault(400, "bad-question", str(fault)) from None
    excerpts = {row["url"]: "".join(text for text, _ in row["excerpt"]) for row in answer.rows}
    rows = Shown.objects.live().filter(docid__in=answer.hits.ids).defer("html", "plain").order_by("-docid")
    items = [objects.brief(row) | {"excerpt": excerpts.get(found.url_of(row), "")} for row in rows]
    return {"items": items, "count": answer.hits.said, "next": asked.following(answer.last)}


@_answers("after", "limit")
def changes(asked: Asked) -> dict:
    """What was shown, changed or withdrawn after a turn, in the order it happened; each item once, as it is now."""
    after = asked.number("after", 0)
    last = Counter.objects.filter(name="turn").values_list("number", flat=True).first() or 0
    if after > last:
        raise Fault(400, "turn-ahead", f"变动号 {after} 还没有出现过，最近的是 {last}。请从 0 开始重新取一遍")
    some, more = _some(asked, Shown.objects.filter(turn__gt=after).order_by("turn"))
    last = some[-1].turn if some else last
    return {"items": objects.objects(some), "next": asked.following(last if more else None), "turn": last}


def nothing(request: HttpRequest) -> HttpResponse:
    """No such address under /api/."""
    says = "没有这个接口地址，全部地址见 /api/v1/openapi.json"
    return _sent({"error": {"code": "not-found", "message": says}}, 404)


def _some(asked: Asked, rows: QuerySet) -> tuple[list[Shown], bool]:
    """As many rows as were asked for, and whether more follow."""
    limit = asked.limit()
    found = list(rows[: limit + 1])
    return found[:limit], len(found) > limit


def _all(kind: str) -> dict:
    rows = objects.objects(Shown.objects.live().filter(kind=kind).defer("html", "plain"))
    return {"items": sorted(rows, key=lambda row: (row["order"], row["code"])), "next": None}


def _row(address: str) -> Shown:
    row = Shown.objects.filter(address=address).first()
    if row is None:
        raise Fault(404, "not-found", "没有这个编号，请核对")
    return row


def _sent(said: dict, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    following = {"Link": f'<{said["next"]}>; rel="next"'} if said.get("next") else {}
    body = json.dumps(said, ensure_ascii=False)
    return HttpResponse(body, JSON, status, headers={**OPEN, **following, **(headers or {})})
