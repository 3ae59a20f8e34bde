"""What the public asks for. Pages come ready from publication, files from where they are kept; search is `asking`."""

import mimetypes

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
from gongkai.portal.asking import search
from gongkai.publication import downloads, moved, notices, pages

__all__ = ["file", "page", "search"]

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


def _no_file(short: str) -> HttpResponse:
    if not downloads.was_listed(short):
        raise Http404
    gone = notices.notice("file_gone")
    return HttpResponse(gone.make(), status=gone.status)


def _tagged(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ASK_AGAIN
    return response
