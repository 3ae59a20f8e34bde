"""Evidence of findings, incidents and rectifications: files kept by their hash, given to those who may see the case."""

from datetime import datetime

from django.http import FileResponse, Http404

from gongkai.accounts.models import Person
from gongkai.files import names, store


def keep(uploads, by: Person, at: datetime) -> list[list[str]]:
    """[[sha256, name]] of uploaded files. Raises ``FileRefused``; then none of them is named anywhere."""
    return [[store.keep(one, name=one.name, at=at, by=by).pk, names.safe(one.name)] for one in uploads]


def serve(known: list[list[str]], sha256: str) -> FileResponse:
    """One of the files; 404 for any other."""
    named = next((name for kept, name in known if kept == sha256), None)
    if named is None:
        raise Http404
    return FileResponse(store.open(sha256), as_attachment=True, filename=named)
