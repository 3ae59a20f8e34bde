"""What the public asks for. Pages come ready from publication; search and files are answered live."""

import mimetypes
from urllib.parse import urlencode

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
)
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from gongkai.files import store
from gongkai.publication import downloads, found, moved, notices, pages, shell, stamps
from gongkai.publication.frame import Frame, frame
from gongkai.search.index import QueryFault

# A reader keeps a page but asks each time whether it still holds: a withdrawal is seen at once.
ASK_AGAIN = "public, no-cache"
IN_THE_BROWSER = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp")


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Any page of publication, told unchanged (304) before it is made."""
    wanted = pages.at(request.path_info)
    if wanted is None and pages.at(f"{request.path_info}/"):
        return HttpResponsePermanentRedirect(f"{request.path_info}/")
    if wanted is None:
        return _moved(request)
    if wanted.status == 200 and wanted.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return _tagged(HttpResponseNotModified(), wanted.etag)
    return _tagged(HttpResponse(wanted.make(), wanted.type, wanted.status), wanted.etag)


def _moved(request: HttpRequest) -> HttpResponseBase:
    """Off to where an address of the site before this one leads now."""
    place = moved.place_of(request.path_info, request.META.get("QUERY_STRING", ""))
    if place is None:
        raise Http404
    return HttpResponsePermanentRedirect(place)


@require_safe
def file(request: HttpRequest, short: str, name: str) -> HttpResponseBase:
    """A public file, only while a record that lists it is out."""
    listed = downloads.listed(short, name)
    if listed is None:
        return _no_file(short)
    etag = f'"{listed.sha256}"'
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return _tagged(HttpResponseNotModified(), etag)
    try:
        content = store.open(listed.sha256)
    except FileNotFoundError:
        return _no_file(short)
    kind = listed.type if listed.type in mimetypes.types_map.values() else "application/octet-stream"
    as_file = kind not in IN_THE_BROWSER
    return _tagged(FileResponse(content, as_attachment=as_file, filename=name, content_type=kind), etag)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The one live page: what holds the words asked for, newest first."""
    around = frame(stamps.of_scope("all")[1])
    query = request.GET.get("q", "")
    context = {"query": query, **_form(request, around), **(_answer(request, query, around) if query else {})}
    response = HttpResponse(_whole(around, "搜索", shell.fragment("portal/search.html", context)))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _answer(request: HttpRequest, query: str, around: Frame) -> dict:
    asked = {"unit": request.GET.get("unit", ""), "column": request.GET.get("column", "")}
    known = {"unit": set(around.units), "column": set(around.columns)}
    facets = {name: code for name, code in asked.items() if code in known[name]}
    try:
        answer = found.find(query, facets=facets, year=_number(request, "year"), after=_number(request, "after"))
        single = found.counts(query) if not answer.rows else []
    except QueryFault as fault:
        return {"fault": str(fault)}
    next_page = request.GET.copy()
    next_page["after"] = str(answer.last)
    return {
        "answer": answer,
        "rows": [{**row, "column": around.columns.get(row["column"])} for row in answer.rows],
        "older": f"?{next_page.urlencode()}" if answer.last else "",
        "first": f"?{urlencode({'q': query, **facets})}" if request.GET.get("after") else "",
        "counts": single,
        "filtered": bool(facets) or "year" in request.GET,
    }


def _form(request: HttpRequest, around: Frame) -> dict:
    years = [(str(year), f"{year}年") for year in found.years()]
    return {
        "choices": [
            ("unit", "机构", [(unit.code, unit.name) for unit in around.units.values()], request.GET.get("unit", "")),
            (
                "column",
                "栏目",
                [(one.code, one.name) for one in around.columns.values()],
                request.GET.get("column", ""),
            ),
            ("year", "年份", years, request.GET.get("year", "")),
        ]
    }


def _number(request: HttpRequest, name: str) -> int | None:
    """A number from the address; anything else is passed over, as a stranger may type what they like."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _no_file(short: str) -> HttpResponse:
    if not downloads.was_listed(short):
        raise Http404
    gone = notices.notice("file_gone")
    return HttpResponse(gone.make(), status=gone.status)


def _whole(around: Frame, title: str, main: str) -> str:
    head = '<meta name="robots" content="noindex">\n'
    return shell.whole(around, title=title, main=main, crumbs=[(title, "")], head=head)


def _tagged(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ASK_AGAIN
    return response
