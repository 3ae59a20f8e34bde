"""Where evidence is used: a case relies on it for something, and as long as it does it is not given up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.evidence.models import Evidence, Use
from gongkai.look.words import titled


@dataclass(frozen=True)
class Place:
    """What relies on evidence: a case, something in it (an indicator; empty: all of it), of whom it speaks, and the
    name of that something in words."""

    case: Case
    name: str
    unit: Unit
    says: str = ""


def rely(rows: Iterable[Evidence], place: Place, by: Post, at: datetime) -> None:
    """Adds the newest version of each to what a place relies on; what it relies on already stays as it is.

    Raises ``Unready`` for evidence that was given up or is out of date.
    """
    with transaction.atomic():
        rows = list(rows)
        # Whoever gives evidence up takes the same row: of two, the second sees what the first one did.
        cases = Case.objects.select_for_update(of=("self",)).in_bulk([row.pk for row in rows])
        if reasons := [says for row in rows if (says := why_not(row, cases[row.pk].status, at))]:
            raise Unready(reasons)
        known = set(standing(place).values_list("evidence", flat=True))
        Use.objects.bulk_create(
            Use(
                evidence=row, version=row.newest, case=place.case, place=place.name, says=place.says,
                unit=place.unit, by=by, at=at,
            )
            for row in rows
            if row.pk not in known
        )  # fmt: skip


def choose(rows: Iterable[Evidence], place: Place, by: Post, at: datetime) -> None:
    """Makes these the evidence a place relies on, and no others."""
    rows = list(rows)
    with transaction.atomic():
        standing(place).exclude(evidence__in=rows).update(ended=at)
        rely([row for row in rows if not standing(place).filter(evidence=row).exists()], place, by, at)


def pin(cases: Iterable[Case]) -> None:
    """What these cases rely on is, from now on, the newest version of each; later versions do not move it."""
    for use in Use.objects.filter(case__in=list(cases), ended=None).select_related("evidence"):
        if use.version_id != (newest := use.evidence.newest).pk:
            use.version = newest
            use.save(update_fields=["version"])


def standing(place: Place):
    """What a place relies on now."""
    return Use.objects.filter(case=place.case, place=place.name, unit=place.unit, ended=None)


def of_case(case: Case):
    """All that a case relies on now, with its versions."""
    rows = Use.objects.filter(case=case, ended=None).order_by("pk")
    return rows.select_related("evidence__case", "version__evidence", "unit")


def counted(rows: Iterable[Evidence]) -> dict[int, int]:
    """In how many places each is used, by key."""
    found: dict[int, int] = {}
    for key in Use.objects.filter(evidence__in=list(rows), ended=None).values_list("evidence", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def is_unused(cases, takes) -> dict[int, list[str]]:
    """What something relies on is not given up."""
    many = counted(Evidence.objects.filter(pk__in=[case.pk for case in cases]))
    return {key: [f"这份材料用在 {number} 处，不能停用；要更新内容的，请换新版本"] for key, number in many.items()}


def why_not(row: Evidence, status: str, at: datetime) -> str:
    """Why evidence cannot be relied on now; empty if it can."""
    if status == "withdrawn":
        return f"{titled(row.case.title)}已经停用，请换一份材料"
    if is_over(row, at):
        return f"{titled(row.case.title)}的有效期到{row.expires}为止，请换新的材料"
    return ""


def is_over(row: Evidence, at: datetime) -> bool:
    return row.expires is not None and row.expires < at.astimezone(BEIJING).date()
