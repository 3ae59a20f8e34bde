"""Answers that are no page: a file to be kept, under its Chinese name."""

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(data: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """A file, as a rule an Excel workbook; ``name`` bears its ending."""
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(data, content_type=kind, headers=named)
