"""Error pages in plain words, in the skin of the product the reader is in; and the style page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from gongkai.look import samples


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``PermissionDenied`` may bring its own sentence."""
    return _refusal(request, 403, str(exception or ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For CSRF_FAILURE_VIEW: nearly always a page that stood open too long."""
    return _refusal(
        request, 403, "这个页面打开得太久，为安全起见没有提交。请返回上一页，复制好已填内容，刷新后再提交。"
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Leans on nothing that may be what broke: no request, no context, no database."""
    return HttpResponse(render_to_string("look/errors/500.html"), status=500)


@login_required
def gallery(request: HttpRequest, product: str = "desk") -> HttpResponse:
    """Every component of the skin with the words it will carry; ``product`` is desk or portal."""
    return render(request, f"look/gallery/{product}.html", samples.PRODUCTS[product](request))


def _refusal(request: HttpRequest, status: int, says: str = "") -> HttpResponse:
    """A staff member at work sees the desk's frame, everybody else the portal's. Context comes by the processors."""
    staff = getattr(getattr(request, "user", None), "is_authenticated", False)
    frame = "look/desk.html" if staff else "look/portal.html"
    return render(request, f"look/errors/{status}.html", {"frame": frame, "says": says, "staff": staff}, status=status)
