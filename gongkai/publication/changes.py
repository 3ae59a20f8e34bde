"""What an edition of a document changed, on a page of its own: what went is struck out, what came is underlined."""

from datetime import datetime
from itertools import pairwise

from gongkai.papers import comparing
from gongkai.publication import dates
from gongkai.publication.models import Former, Shown

FACTS = {
    "doc_no": "发文字号", "summary": "内容概述", "subject": "主题分类", **dates.LABELS,
    "source": "来源",
}  # fmt: skip
TEMPLATE = "document_changes"


def urls(row: Shown) -> dict[datetime, str]:
    """Where it is told what an edition changed, by the moment it came out; only while both wordings are there."""
    if len(row.fields.get("history", ())) < 2:
        return {}
    places = _places(row)
    moments = Former.objects.filter(source=row).values_list("until", flat=True)
    return {at: f"/d/{row.address}/e{places[at]}/" for at in moments if at in places}


def reaches(row: Shown, part: str) -> bool:
    """Whether a document has the part ``e2``: that its second edition can be held against the first."""
    return f"/d/{row.address}/{part}/" in urls(row).values()


def context(row: Shown, part: str) -> dict:
    """For the template of a change: when and why, what stands otherwise in the head, in the text, among the files."""
    at = next(moment for moment, place in _places(row).items() if place == int(part[1:]))
    before, after = _wordings(row, at)
    words = next(one["words"] for one in row.fields["history"] if datetime.fromisoformat(one["at"]) == at)
    return {
        "at": at,
        "words": words,
        "heads": _heads(before, after),
        "passages": comparing.compare(before.plain, after.plain),
        "gone": _files(before, but=after),
        "come": _files(after, but=before),
        "is_latest": isinstance(after, Shown),
        "url": f"/d/{row.address}/",
    }


def _places(row: Shown) -> dict[datetime, int]:
    """The number of each line of the history, from 1, by its moment."""
    return {datetime.fromisoformat(one["at"]): number for number, one in enumerate(row.fields["history"], start=1)}


def _wordings(row: Shown, at: datetime) -> tuple[Former, Former | Shown]:
    """What the document said until ``at`` and what from then on."""
    formers: list[Former | Shown] = [*Former.objects.filter(source=row, until__gte=at).order_by("until")[:2], row]
    before, after = next(pairwise(formers))
    assert isinstance(before, Former)
    return before, after


def _heads(before: Former | Shown, after: Former | Shown) -> list[tuple[str, list[comparing.Piece]]]:
    """Title and elements that read otherwise, piece by piece."""
    found = [("标题", before.title, after.title)]
    labels = FACTS | (dates.labels(after.fields) if isinstance(after, Shown) else {})
    found += [(label, before.fields.get(name) or "", after.fields.get(name) or "") for name, label in labels.items()]
    return [(label, comparing.pieces(old, new)) for label, old, new in found if old != new]


def _files(one: Former | Shown, *, but: Former | Shown) -> list[str]:
    known = {file["sha256"] for file in but.fields.get("attachments", ())}
    return [file["name"] for file in one.fields.get("attachments", ()) if file["sha256"] not in known]
