"""What the acts of a campaign are bound to: the result set, its bytes and its rows; the marks a source handed in."""

import hashlib
import json
from collections.abc import Iterable

from gongkai.acts.models import Act
from gongkai.assessment import proofs
from gongkai.assessment.models import Campaign, Count, Mark, ResultSet, Scoring, UnitResult

HANDED_IN = ("hand_in", "hand_in_own", "carry_over")
PARTS = {"sha256": "结果全文", "rows": "各单位的得分、等次或名次"}


def found(sha256: str, rows: Iterable[UnitResult]) -> dict:
    """What an act keeps of a result: hash of its bytes, hash (64 hex) over its rows."""
    return {"sha256": sha256, "rows": _digest(said(row) for row in sorted(rows, key=lambda row: row.unit_id))}


def standing(key: int) -> dict:
    """The same of a campaign's current result, read again: the bytes are hashed anew. Empty before a composition."""
    kept = ResultSet.objects.filter(campaign=key, current=True).first()
    if kept is None:
        return {}
    return found(hashlib.sha256(bytes(kept.content)).hexdigest(), UnitResult.objects.filter(result_set=kept))


def told(case, take) -> dict:
    """What the acts of deciding and announcing keep."""
    return standing(case.pk) | inputs(case.pk)


def inputs(key: int) -> dict:
    """Hashes (64 hex) of what a result is made of: every count with the records behind it, every standing mark, the
    marks they replaced, and the evidence that stands.
    """
    counts = Count.objects.filter(campaign=key).order_by("fact", "unit")
    rows = counts.values_list("fact", "unit", "value", "records", "says")
    former = Mark.objects.filter(campaign=key, current=False).order_by("pk")
    told = former.values_list("name", "unit", "source", "value", "reason", "by", "at")
    uses = proofs.uses(Campaign.objects.get(pk=key)).order_by("pk")
    return {
        "counts": _digest(rows),
        "marks": of_marks(Mark.objects.filter(campaign=key, current=True)),
        "former": _digest((*said, at.isoformat()) for *said, at in told),
        "uses": _digest(uses.values_list("evidence", "version__number", "version__file", "case", "place", "unit")),
    }


def stored_hash(key: int) -> str:
    """The hash that stands beside the bytes of the current result; empty before a composition."""
    kept = ResultSet.objects.filter(campaign=key, current=True).values_list("sha256", flat=True)
    return kept.first() or ""


def parted(key: int, *steps: str) -> list[str]:
    """In which parts the result differs from what the last of these acts kept. No such act: in all."""
    told = getattr(Act.objects.filter(case=key, step__in=steps).order_by("-number").first(), "detail", {})
    now = standing(key)
    parts = [word for name, word in PARTS.items() if not told.get(name) or now.get(name) != told[name]]
    return parts or ([] if stored_hash(key) == now.get("sha256") else ["结果的校验值"])


def of_marks(marks: Iterable[Mark]) -> str:
    """Hash (64 hex) of standing marks."""
    ordered = sorted(marks, key=lambda mark: (mark.name, mark.unit_id))
    return _digest((m.name, m.unit_id, m.value, m.reason, m.by_id) for m in ordered)


def not_handed_in(campaign: Campaign) -> list[str]:
    """Sources whose marks nobody handed in as they stand now, of those that marked or were handed in before. The
    office's own items have no source: who marks them composes."""
    handed = _handed_in(campaign)
    marks: dict[str, list[Mark]] = {source: [] for source in handed}
    for mark in Mark.objects.filter(campaign=campaign):
        marks.setdefault(mark.source, [])
        if mark.current:
            marks[mark.source].append(mark)
    return [source for source in sorted(marks) if source and of_marks(marks[source]) not in handed.get(source, ())]


def altered(campaign: Campaign) -> list[str]:
    """Sources that are handed in and whose marks are no longer those."""
    standing = Mark.objects.filter(campaign=campaign, current=True)
    found = _handed_in(campaign).items()
    return [source for source, hashes in found if hashes and of_marks(standing.filter(source=source)) not in hashes]


def _handed_in(campaign: Campaign) -> dict[str, set[str]]:
    """By source that was ever handed in: the hashes of what stands as handed in now."""
    parts = {part.pk: part for part in Scoring.objects.filter(campaign=campaign).select_related("case")}
    last: dict[int, str] = {}
    acts = Act.objects.filter(case__in=list(parts), step__in=HANDED_IN).order_by("case_id", "number")
    for case, detail in acts.values_list("case_id", "detail"):
        last[case] = detail["sha256"]
    found: dict[str, set[str]] = {parts[key].source: set() for key in last}
    for key, sha256 in last.items():
        if parts[key].case.status == "handed_in":
            found[parts[key].source].add(sha256)
    return found


def said(row: UnitResult) -> tuple:
    """What a row of a result says, as it is hashed."""
    return row.unit_id, row.total, row.state, row.grade, row.rank, row.complete, row.sheet


def _digest(rows: Iterable[tuple]) -> str:
    return hashlib.sha256(json.dumps(list(rows), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
