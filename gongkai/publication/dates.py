"""Days that records tell of, kept beside them: a calendar asks for days to come and reads no text for it."""

from collections.abc import Sequence
from datetime import date

from gongkai.publication.models import Shown, ShownDate

NAMED = {"valid_from": "施行", "valid_until": "有效期届满"}
CONSULTS = "征求意见"  # the genre of what asks for opinions: its days are those of the asking
ASKED = {"valid_from": "开始征求意见", "valid_until": "征求意见截止"}
LABELS = {"valid_from": "施行日期", "valid_until": "有效期至"}  # on the page of the record itself
ASKED_LABELS = {"valid_from": "征求意见开始", "valid_until": "征求意见截止"}


def keep(rows: Sequence[Shown], again: Sequence[Shown]) -> None:
    """The days of ``rows`` as they now are; those of ``again`` stood before."""
    if again:
        ShownDate.objects.filter(source__in=again).delete()
    found = [ShownDate(source=row, what=what, day=day) for row in rows for what, day in told(row.fields).items()]
    if found:
        ShownDate.objects.bulk_create(found)


def told(fields: dict) -> dict[str, date]:
    return {what: date.fromisoformat(fields[what]) for what in NAMED if fields.get(what)}


def named(what: str, fields: dict) -> str:
    """What happens on that day, in a calendar."""
    return (ASKED if fields.get("genre") == CONSULTS else NAMED)[what]


def labels(fields: dict) -> dict[str, str]:
    """What a record's own page calls its days."""
    return ASKED_LABELS if fields.get("genre") == CONSULTS else LABELS
