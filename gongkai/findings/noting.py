"""日常检查: the office notes a finding by hand; the unit is told at once, and it counts in the year (H37)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, Take, take_many
from gongkai.findings import rounds
from gongkai.findings.models import Finding, Sighting


@dataclass(frozen=True)
class Seen:
    """What was seen at a unit: a problem of the library (``code``), about what, in which words."""

    unit: Unit
    code: str
    about: str
    says: str


def note(seen: Seen, by: Post, at: datetime) -> Finding:
    """A new finding; one that was mended or rejected stands open again. Raises ``Unready`` where it stands already."""
    entry = shelf.finding_library()[seen.code]
    with transaction.atomic():
        rows = Finding.objects.select_related("case")
        row = rows.filter(unit=seen.unit, code=seen.code, about=seen.about).first()
        if row is None:
            row = _fresh(seen, entry, by, at)
        elif row.case.status in rounds.STANDING:
            raise Unready([f"{seen.unit.name}的这个问题已经登记过（问题 {row.number}），还没有整改"])
        else:
            take_many("finding", "see_again", [Take(row.case, by, at, words=seen.says, follows=True)])
        Sighting.objects.create(finding=row, at=at, says=seen.says)
    return row


def _fresh(seen: Seen, entry, by: Post, at: datetime) -> Finding:
    row = Finding(
        unit=seen.unit, code=seen.code, about=seen.about, problem=entry.says, basis=list(entry.cite),
        remedy=entry.remedy,
    )  # fmt: skip
    title = f"{entry.name}：{seen.about}" if seen.about else entry.name
    rounds.open_rows([row], "note", [Opening(seen.unit, title[:300], by, at, words=seen.says)])
    return row
