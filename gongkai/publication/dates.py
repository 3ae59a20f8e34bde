"""Days that records tell of, kept beside them: a calendar asks for days to come and reads no text for it."""

from collections.abc import Sequence
from datetime import date

from gongkai.publication.models import Shown, ShownDate

NAMED = {"valid_from": "施行", "valid_until": "有效期届满"}


def keep(rows: Sequence[Shown], again: Sequence[Shown]) -> None:
    """The days of ``rows`` as they now are; those of ``again`` stood before."""
    if again:
        ShownDate.objects.filter(source__in=again).delete()
    found = [ShownDate(source=row, what=what, day=day) for row in rows for what, day in told(row.fields).items()]
    if found:
        ShownDate.objects.bulk_create(found)


def told(fields: dict) -> dict[str, date]:
    return {what: date.fromisoformat(fields[what]) for what in NAMED if fields.get(what)}
