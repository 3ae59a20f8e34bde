"""Error pages in plain words, in the skin of the product the reader is in; and the style page."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes

from gongkai.look import samples, words

STAFF = "/staff/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _refusal(request, 400)


def too_large(request: HttpRequest, most: int | None = None) -> HttpResponse:
    """413, for a form that brings more than ``most`` bytes, or more fields or files than are taken."""
    return _refusal(request, 413, f"一次最多提交 {words.size(most)}。" if most else "")


def length(request: HttpRequest) -> int:
    """How many bytes a form says it brings; 0 where what it says is no number."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() and len(said) < 20 else 0


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``PermissionDenied`` may bring its own sentence."""
    return _refusal(request, 403, str(exception or ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For CSRF_FAILURE_VIEW: nearly always a page that stood open too long."""
    return _refusal(
        request, 403, "这个页面打开得太久，为安全起见没有提交。请返回上一页，复制好已填内容，刷新后再提交。"
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that lacks nothing but the slash at its end leads on to the page."""
    whole = f"{request.path_info}/"
    if request.method in ("GET", "HEAD") and not is_valid_path(request.path_info) and is_valid_path(whole):
        query = request.GET.urlencode()
        return HttpResponsePermanentRedirect(escape_leading_slashes(quote(whole)) + (f"?{query}" if query else ""))
    return _refusal(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Leans on nothing that may be what broke: no context, no database, of the request the address alone."""
    return HttpResponse(render_to_string("look/errors/500.html", {"staff": _is_staff(request)}), status=500)


def unavailable(request: HttpRequest, why: str = "") -> HttpResponse:
    """The same for what is mended from outside; ``why`` is told to staff."""
    return HttpResponse(render_to_string("look/errors/500.html", {"staff": _is_staff(request), "why": why}), status=503)


@login_required
def gallery(request: HttpRequest, product: str = "desk") -> HttpResponse:
    """Every component of the skin with the words it will carry; ``product`` is desk or portal."""
    return render(request, f"look/gallery/{product}.html", samples.PRODUCTS[product](request))


def _refusal(request: HttpRequest, status: int, says: str = "") -> HttpResponse:
    """Under /staff/ the page stands in the desk's frame, elsewhere in the portal's. Context comes by the processors."""
    staff = _is_staff(request)
    frame = "look/desk.html" if staff else "look/portal.html"
    return render(request, f"look/errors/{status}.html", {"frame": frame, "says": says, "staff": staff}, status=status)


def _is_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF)
