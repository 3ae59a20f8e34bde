"""A record as a person at the desk may see it: fetched through permission, with its files."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.disclosures.models import Disclosure, Edition, EditionFile
from gongkai.files import store


def record(request, key: int) -> Disclosure:
    """A record that the asking post may see; 404 for everybody else."""
    rows = Disclosure.objects.visible_to(request.post).select_related(
        "case__unit", "topic", "draft__interprets__live", "draft__topic", "draft__saved_by", "live__interprets__live",
        "live__topic",
    )  # fmt: skip
    return get_object_or_404(rows, pk=key)


def files_of(edition: Edition | None, address: str, key: int) -> list[dict]:
    """The files of a text, as ``look/parts/files.html`` lists them; ``address`` names where each is fetched."""
    return [
        {
            "title": file["name"],
            "kind": file["name"].rpartition(".")[2].upper(),
            "size": file["size"],
            "url": reverse(address, args=[key, file["sha256"]]),
        }
        for file in (edition.attachments if edition else ())
    ]


def file_of(edition: Edition | None, sha256: str) -> FileResponse:
    """One of them, under its name there; 404 where the text does not carry it."""
    if edition is None or not EditionFile.objects.filter(edition=edition, file=sha256).exists():
        raise Http404
    name = next(file["name"] for file in edition.attachments if file["sha256"] == sha256)
    return FileResponse(store.open(sha256), as_attachment=True, filename=name)


@require_safe
def original(request, key: int, number: int):
    """A file as it came before it was cleaned, for those of the unit who handle the record; 404 for others."""
    row = record(request, key)
    keys = request.post.unit_keys()
    if keys is None or row.case.unit_id not in keys:
        raise Http404
    kept = get_object_or_404(row.case.originals.exclude(file=None), pk=number)
    return FileResponse(store.open(str(kept.file_id)), as_attachment=True, filename=kept.title)
