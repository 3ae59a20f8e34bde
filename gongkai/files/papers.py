"""Papers of a record, told as [sha256, name]: kept from a form of staff, handed out again to who may see the record."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import FileResponse, Http404

from gongkai.accounts.models import Person
from gongkai.files import names, store
from gongkai.files.refusal import FileRefused


def stored(uploads: Iterable, by: Person, at: datetime) -> list[list[str]]:
    """[[sha256, name]] of uploaded files. Raises ``FileRefused``; then none of them is named anywhere."""
    return [[store.keep(one, name=one.name, at=at, by=by).pk, names.safe(one.name)] for one in uploads]


def keep(request, form, kept: list[list[str]], at: datetime, field: str = "file") -> None:
    """Adds the upload to ``kept`` once the rest of the form is right; one that is refused says so at its field."""
    upload = request.FILES.get(field)
    if upload is not None and form.is_valid():
        try:
            kept += stored([upload], request.user, at)
        except FileRefused as refusal:
            form.add_error(field, str(refusal))


def hand_out(kept: Sequence[Sequence[str]], sha256: str) -> FileResponse:
    """One of them as a download; 404 for any other file."""
    named = next((name for known, name in kept if known == sha256), None)
    if named is None:
        raise Http404
    return FileResponse(store.open(sha256), as_attachment=True, filename=named)
