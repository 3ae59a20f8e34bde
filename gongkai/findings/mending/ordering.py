"""责成整改: the office asks units to mend what was confirmed of a round; who failed must (BW-19)."""

from collections import defaultdict
from datetime import datetime

from django.db.models import QuerySet

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.findings.mending import items
from gongkai.findings.models import Finding, Item, Rectification, Round, Standing


def order(round: Round, standings: list[Standing], by: Post, at: datetime) -> list[Rectification]:
    """A rectification for each unit, over its confirmed findings. All or none; raises ``Unready``."""
    confirmed = confirmed_of(round)
    bare = [one.unit.name for one in standings if not confirmed.get(one.unit_id)]
    busy = {one.case.unit_id for one in standing(round)}
    reasons = [f"{name}还没有认定的问题，请先认定" for name in bare]
    reasons += [f"{one.unit.name}已经责成整改" for one in standings if one.unit_id in busy]
    if reasons or not standings:
        raise Unready(reasons or ["请选择要责成整改的单位"])
    found: list[Rectification] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, standings, strict=True):
            found.append(Rectification(case=case, round=round, must=one.must))
        Rectification.objects.bulk_create(found)
        rows = [
            Item(rectification=row, finding=finding)
            for row, one in zip(found, standings, strict=True)
            for finding in confirmed[one.unit_id]
        ]
        Item.objects.bulk_create(rows)
        items.bind(cases)

    openings = [Opening(one.unit, f"{one.unit.name}整改（{round.title}）"[:300], by, at) for one in standings]
    open_many("rectification", "order", openings, room)
    return found


def confirmed_of(round: Round) -> dict[int, list[Finding]]:
    """Confirmed findings that were seen in the round, by unit."""
    rows = Finding.objects.filter(sightings__round=round, case__status="confirmed").distinct().order_by("pk")
    found: dict[int, list[Finding]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def standing(round: Round) -> QuerySet[Rectification]:
    """Rectifications of the round that were not cancelled."""
    rows = Rectification.objects.filter(round=round).exclude(case__status="cancelled")
    return rows.select_related("case__unit")


def unasked(round: Round) -> list[Standing]:
    """Units that must mend by their result and were not asked to yet."""
    asked = {one.case.unit_id for one in standing(round)}
    return [one for one in round.standings.filter(must=True).select_related("unit") if one.unit_id not in asked]
