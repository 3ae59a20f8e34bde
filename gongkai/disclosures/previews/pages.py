"""Giving a preview link, and what whoever has it sees: no account, no cookie, nothing kept by browser or crawler."""

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.locking import address
from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.refusals import Unready
from gongkai.acts.steps import kind
from gongkai.acts.taking import ask_role
from gongkai.disclosures import seeing
from gongkai.disclosures.models import Edition, Preview
from gongkai.disclosures.previews import links
from gongkai.files import store
from gongkai.publication import shell, stamps
from gongkai.publication.frame import frame
from gongkai.publication.laid import laid_out

TITLE = "文稿预览"
HEADERS = {
    "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer",
}  # fmt: skip


class ShareForm(forms.Form):
    whom = forms.CharField(label="给谁看", max_length=120, help_text="单位和姓名，加密保存，不公开")
    days = forms.TypedChoiceField(
        label="有效期", choices=[(days, f"{days} 天") for days in links.DAYS], coerce=int, initial=3
    )


@require_http_methods(["GET", "POST"])
def share(request, key: int):
    """A new link, shown this once."""
    row, what, at = seeing.record(request, key), kind("disclosure").steps["share"], now()
    ask_role(what, request.post)
    form = ShareForm(request.POST if request.method == "POST" else None)
    reasons = ways.why_not(row.case, what, request.post, at)
    page = {"record": row, "step": what, "form": form, "page_title": what.label}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            read = request.POST.get("read", "")
            token = links.give(row, said["whom"], said["days"], request.post, at, read=read)
            url = request.build_absolute_uri(reverse("previews:page", args=[token]))
            shown = render(request, "disclosures/shared.html", page | {"url": url, "days": said["days"]})
            shown.headers["Cache-Control"] = "no-store"
            return shown
        except Unready as refusal:
            reasons = refusal.reasons
    page["reasons"] = reasons
    return render(request, "disclosures/step.html", page, status=409 if request.method == "POST" and reasons else 200)


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """The draft, under a sentence that says what it is."""
    preview = _asked(token)
    if isinstance(preview, HttpResponse):
        return preview
    edition = _edition(preview)
    files = [
        {**file, "title": file["name"], "kind": file["name"].rpartition(".")[2].upper(),
         "url": reverse("previews:file", args=[token, number])}
        for number, file in enumerate(edition.attachments)
    ]  # fmt: skip
    links.opened(preview, address(request) or "", now())
    unit = preview.disclosure.case.unit
    return _answer(
        "preview",
        {
            "edition": edition,
            "body": laid_out(edition.html),
            "unit": unit,
            "files": files,
            "preview": preview,
        },
    )


@require_safe
def file(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """An attachment of the draft, while the link holds."""
    preview = _asked(token)
    if isinstance(preview, HttpResponse):
        return preview
    attachments = _edition(preview).attachments
    if number >= len(attachments):
        raise Http404
    wanted = attachments[number]
    links.opened(preview, address(request) or "", now(), wanted["name"])
    answer = FileResponse(store.open(wanted["sha256"]), as_attachment=True, filename=wanted["name"])
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


def _asked(token: str) -> Preview | HttpResponse:
    """The link while it holds; 404 for what never was one, 410 for one that is void."""
    preview, was = links.find(token, now())
    if not was:
        raise Http404
    return preview or _answer("preview_over", {}, status=410)


def _edition(preview: Preview) -> Edition:
    edition = preview.disclosure.draft
    assert edition is not None
    return edition


def _answer(name: str, context: dict, status: int = 200) -> HttpResponse:
    around = frame(stamps.of_scope("all")[1])
    main = shell.fragment(f"disclosures/{name}.html", context)
    head = '<meta name="robots" content="noindex,nofollow,noarchive">\n'
    whole = shell.whole(around, title=TITLE, main=main, crumbs=[(TITLE, "")], head=head)
    return HttpResponse(whole, status=status, headers=HEADERS)
