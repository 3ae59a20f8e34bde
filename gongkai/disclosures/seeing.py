"""A record as a person at the desk may see it: fetched through permission."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.disclosures.models import Disclosure
from gongkai.files import store


def record(request, key: int) -> Disclosure:
    """A record that the asking post may see; 404 for everybody else."""
    rows = Disclosure.objects.visible_to(request.post).select_related(
        "case__unit", "topic", "draft__interprets__live", "draft__topic", "draft__saved_by", "live__interprets__live",
        "live__topic",
    )  # fmt: skip
    return get_object_or_404(rows, pk=key)


@require_safe
def original(request, key: int, number: int):
    """A file as it came before it was cleaned, for those of the unit who handle the record; 404 for others."""
    row = record(request, key)
    keys = request.post.unit_keys()
    if keys is None or row.case.unit_id not in keys:
        raise Http404
    kept = get_object_or_404(row.case.originals.exclude(file=None), pk=number)
    return FileResponse(store.open(str(kept.file_id)), as_attachment=True, filename=kept.title)
