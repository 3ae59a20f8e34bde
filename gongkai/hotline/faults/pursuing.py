"""Finding a fault and deciding on it; what follows is named by its kind, the reasons are sealed with the act."""

from collections.abc import Sequence
from datetime import datetime

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.hotline.models import Plea, PleaFault
from gongkai.hotline.vocabulary import Consequence, FaultSort
from gongkai.law.limits import Limit

LIMIT = "hotline.fault"


def find_many(found: list[tuple[Plea, str, str, Post]], at: datetime) -> list[PleaFault]:
    """Opens the cases at the unit that handled: (plea, sort, reason, by). All or none."""
    made: list[PleaFault] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            PleaFault(case=case, plea=plea, sort=sort) for case, (plea, sort, _, _) in zip(cases, found, strict=True)
        )
        PleaFault.objects.bulk_create(made)

    openings = [
        Opening(plea.case.unit, f"{FaultSort(sort).label}：{plea.number}", by, at, words=words)
        for plea, sort, words, by in found
    ]
    open_many("plea_fault", "find", openings, room)
    return made


def raise_many(pleas: Sequence[Plea], at: datetime) -> list[Case]:
    """What no supervision moved goes before the leaders by itself. Returns the cases."""

    def room(cases: list[Case]) -> None:
        PleaFault.objects.bulk_create(
            PleaFault(case=case, plea=plea, sort=FaultSort.LATE) for case, plea in zip(cases, pleas, strict=True)
        )

    openings = [Opening(plea.case.unit, f"督办无果：{plea.number}", None, at, follows=True) for plea in pleas]
    return open_many("plea_fault", "raise", openings, room)


def names_what_follows(cases, takes) -> dict[int, list[str]]:
    return {
        take.case.pk: ["请选择追究方式"]
        for take in takes
        if not take.only_asks and take.detail.get("consequence") not in Consequence.values
    }


def pursued(cases, takes, acts) -> None:
    for take in takes:
        PleaFault.objects.filter(pk=take.case.pk).update(consequence=take.detail["consequence"])


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()
    return {case.pk: [known[LIMIT]] if LIMIT in known else [] for case in cases}
