"""A page with one form and one act behind it, as every writing page of the catalogue is."""

from collections.abc import Callable
from urllib.parse import quote

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from gongkai.acts.refusals import NotYourRole, Overtaken, Unready
from gongkai.catalogue.steps import KEEPERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(
    request, title: str, form: BaseForm | None, do: Callable, *, back: str, says: str = "", **more
) -> HttpResponse:
    """One act with its form; what the act refuses stands on top of it and nothing typed is lost."""
    reasons: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return do()
        except Unready as refusal:
            reasons = refusal.reasons
        except Overtaken as refusal:
            reasons = [str(refusal)]
    context = {"form": form, "reasons": reasons, "says": says, "back": back, "page_title": title, **more}
    return render(request, "catalogue/act.html", context, status=409 if reasons else 200)


def tell(request, *sentences: str) -> None:
    """What the next page says once."""
    request.session["notices"] = [("done", said) for said in sentences if said]


def ask_keeper(request) -> None:
    """Raises ``NotYourRole`` for those who may read the catalogue and not write it."""
    if request.post.role not in KEEPERS:
        raise NotYourRole(f"目录由政务公开办和系统管理员维护，您的岗位是{request.post.get_role_display()}")


def download(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    where = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": where})
