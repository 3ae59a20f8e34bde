"""申诉: a unit contests a leaf of its draft sheet, each leaf once."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.assessment import items, rules
from gongkai.assessment.hearings import sheets_out
from gongkai.assessment.models import Appeal, Campaign, Hearing, Ruling, UnitResult
from gongkai.evidence import using
from gongkai.evidence.models import Evidence
from gongkai.evidence.using import Place
from gongkai.look.words import titled
from gongkai.vault.sealed import digest

OPEN = ("filed", "signed", "reopened")
COMPOSED = ("compose", "recompose")


def file(
    campaign: Campaign, unit: Unit, indicator: str, claim: str, by: Post, at: datetime, shown: Iterable[Evidence] = ()
) -> Appeal:
    """Opens an appeal. Raises ``Unready`` for what cannot be appealed against, or not any more.

    ``shown``: evidence of the unit that it brings.
    """
    made: list[Appeal] = []

    def rows(cases):
        said = {"campaign": campaign, "unit": unit, "indicator": indicator, "claim": claim.strip()}
        before = standing(campaign, unit, indicator)
        made.append(Appeal.objects.create(case=cases[0], before=before, **said))

    with transaction.atomic():
        # Whoever decides the campaign, or files against the same leaf, holds this row: the second sees the first.
        campaign.case = Case.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        if reasons := why_not(campaign, unit, indicator, at) or ([] if claim.strip() else ["请写明申诉理由"]):
            raise Unready(reasons)
        leaf = rules.book(campaign).indicators[indicator]
        shown = list(shown)
        told = {"sha256": bound(claim.strip(), {row.pk: row.newest.number for row in shown})}
        title = f"{campaign.case.title}“{leaf.title}”申诉"
        open_many("appeal", "file", [Opening(unit, title, by, at, detail=told)], rows)
        using.rely(shown, Place(made[0].case, indicator, unit, leaf.title), by, at)
    return made[0]


def bound(claim: str, shown: dict[int, int]) -> str:
    """Keyed digest of what an appeal says and brings (version by key of the evidence), as its first act keeps it."""
    return digest(json.dumps([claim, sorted(shown.items())], ensure_ascii=False))


def why_not(campaign: Campaign, unit: Unit, indicator: str, at: datetime) -> list[str]:
    """Reasons why a leaf cannot be appealed against now; empty if it can."""
    if campaign.case.status != "heard":
        return [f"{titled(campaign.case.title)}现在是“{campaign.case.status_label}”，不能申诉"]
    hearing = Hearing.objects.select_related("case").filter(campaign=campaign, unit=unit).first()
    if hearing is None or sheets_out.is_over(hearing, at):
        return ["答复期已过，不能再申诉"]
    found = rules.book(campaign).indicators.get(indicator)
    if found is None or not found.leaf:
        return ["请选一项最末级的指标"]
    if Appeal.objects.filter(campaign=campaign, unit=unit, indicator=indicator).exists():
        return [f"“{found.title}”已经申诉过，每项指标只能申诉一次"]
    return []


def offered(campaign: Campaign, unit: Unit, post: Post, at: datetime) -> dict[str, str]:
    """Address by leaf, for a unit's own people: of the appeal that was filed, or of the form where one may be."""
    if unit.pk not in (post.unit_keys() or ()):
        return {}
    known = campaign.appeals.filter(unit=unit).values_list("indicator", "pk")
    found = {indicator: reverse("assessment:appeal", args=[key]) for indicator, key in known}
    if post.role != Role.PROPOSER:
        return found
    leaves = [one.id for one in rules.book(campaign).indicators.values() if one.leaf]
    free = [one for one in leaves if one not in found]
    if not free or why_not(campaign, unit, free[0], at):
        return found
    return found | {one: reverse("assessment:file-appeal", args=[campaign.pk, unit.pk, one]) for one in free}


def measured_of(campaign: Campaign, indicator: str) -> list[str]:
    """Facts that the house counts for a leaf."""
    book = rules.book(campaign)
    return [name for name in items.raw(book, book.indicators[indicator]) if book.facts[name].origin == "measured"]


def owed(campaign: Campaign) -> list[str]:
    """Appeals that are not settled, or settled and not yet in the result."""
    found = list(campaign.appeals.select_related("case", "unit"))
    waiting = [one for one in found if one.case.status in OPEN]
    if waiting:
        names = "、".join(dict.fromkeys(one.unit.name for one in waiting[:5]))
        return [f"还有 {len(waiting)} 件申诉没有办结（{names}）"]
    changed = [one.pk for one in found if one.ruling == Ruling.UPHELD]
    last = Act.objects.filter(case=campaign.pk, step__in=COMPOSED).order_by("-number").first()
    late = Act.objects.filter(case__in=changed, step="remark", pk__gt=last.pk) if last else Act.objects.none()
    return ["有申诉改了评分，还没有按申诉决定重新合成"] if changed and (not last or late.exists()) else []


def standing(campaign: Campaign, unit: Unit, indicator: str) -> dict:
    """Score of a leaf, total and rank in the result as it stands."""
    row = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True, unit=unit).first()
    if row is None:
        return {}
    return {"score": leaves(row.sheet).get(indicator), "total": row.total, "rank": row.rank, "state": row.state}


def leaves(sheet: dict) -> dict[str, str]:
    """Score by id of every leaf of a sheet."""
    found: dict[str, str] = {}

    def walk(nodes: Iterable[dict]) -> None:
        for node in nodes:
            below = [*node["children"], *(child for one in node["passes"] for child in one["children"])]
            if not below:
                found[node["id"]] = node["score"]
            walk(below)

    walk(sheet["tables"])
    return found
