"""From a form to evidence: what was brought becomes a version, whatever room the form stands in."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.evidence import capturing, keeping
from gongkai.evidence.forms import FORMS, RecordForm
from gongkai.evidence.keeping import Content, Keeping
from gongkai.evidence.models import Evidence, Sort
from gongkai.files.refusal import FileRefused


def form_of(sort, request, again=None):
    """The form of a sort of evidence, bound where it was sent; ``again``: for a newer version of that."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    more = {"post": request.post, "asked": request.GET.get("q", "")} if FORMS[sort] is RecordForm else {}
    form = FORMS[sort](*sent, **more)
    if again is not None:
        del form.fields["title"], form.fields["expires"]
        if sort == Sort.PAGE:
            form.fields["address"].initial = again.newest.address
    return form


def keep(sort: Sort, form, unit: Unit, by: Post, at: datetime) -> Evidence:
    """What a valid form brings, as evidence of a unit. Raises ``FileRefused`` or ``Unready`` in words."""
    said, content = form.cleaned_data, content_of(sort, form, by, at)
    title = said["title"] or (content.record.title[:120] if content.record else "")
    return keeping.keep([Keeping(unit, title, content, said["expires"])], by, at)[0]


def renew(row: Evidence, form, by: Post, at: datetime) -> None:
    """The same as a newer version."""
    keeping.renew(row, content_of(Sort(row.sort), form, by, at), by, at)


def content_of(sort: Sort, form, by: Post, at: datetime) -> Content:
    said = form.cleaned_data
    if sort == Sort.PAPER:
        return keeping.paper(said["file"], said["dated"], by, at)
    if sort == Sort.PICTURE:
        return keeping.picture(said["file"], said["place"], said["taken"], by, at)
    if sort == Sort.PAGE:
        return keeping.page(capturing.capture(said["address"], at), by, at)
    last = Act.objects.filter(case=said["record"]).order_by("-number")[0]
    return keeping.record(said["record"], last.effective.astimezone(BEIJING).date())


def refusing(form, do: Callable[[], HttpResponse]) -> Callable[[], HttpResponse]:
    """``do``, with a refused file told at its field."""

    def done() -> HttpResponse:
        try:
            return do()
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
            raise Unready([str(refusal)]) from None

    return done
