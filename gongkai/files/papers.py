"""Papers of a record, told as [sha256, name]: kept from a form of staff, handed out again to who may see the record."""

from collections.abc import Sequence
from datetime import datetime

from django.http import FileResponse, Http404

from gongkai.files import names, store
from gongkai.files.refusal import FileRefused


def keep(request, form, kept: list[list[str]], at: datetime, field: str = "file") -> None:
    """Adds the upload to ``kept`` once the rest of the form is right; one that is refused says so at its field."""
    upload = request.FILES.get(field)
    if upload is not None and form.is_valid():
        try:
            kept.append([store.keep(upload, name=upload.name, at=at, by=request.user).pk, names.safe(upload.name)])
        except FileRefused as refusal:
            form.add_error(field, str(refusal))


def hand_out(kept: Sequence[Sequence[str]], sha256: str) -> FileResponse:
    """One of them as a download; 404 for any other file."""
    named = next((name for known, name in kept if known == sha256), None)
    if named is None:
        raise Http404
    return FileResponse(store.open(sha256), as_attachment=True, filename=named)
