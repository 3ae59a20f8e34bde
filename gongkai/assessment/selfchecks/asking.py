"""Self-checks open with a campaign's notice, run until a day, and end unheard when the result is composed."""

from dataclasses import replace
from datetime import datetime

from gongkai import shelf
from gongkai.acts.clocks import of as clocks_of
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.law.limits import Limit, Span
from gongkai.look.words import titled

LIMIT = "assessment.selfcheck"
WRITING = ("open", "written")


def open_all(cases, takes, acts) -> None:
    """A self-check for each unit, where the campaign gives days for it."""
    campaigns = Campaign.objects.select_related("case").in_bulk([take.case.pk for take in takes])
    for take in takes:
        campaign = campaigns[take.case.pk]
        if campaign.selfcheck_days:
            _open(campaign, take)


def _open(campaign: Campaign, take: Take) -> None:
    units = [entrant.unit for entrant in campaign.entrants.select_related("unit")]

    def rows(cases):
        SelfCheck.objects.bulk_create(
            SelfCheck(case=case, campaign=campaign, unit=unit) for case, unit in zip(cases, units, strict=True)
        )

    title = f"{campaign.case.title}自查"
    open_many("selfcheck", "ask", [Opening(unit, title, take.by, take.at, follows=True) for unit in units], rows)


def close(cases, takes, acts) -> None:
    """The result is composed: who has not handed in is asked no more, and its sheet says so."""
    for take in takes:
        rows = SelfCheck.objects.filter(campaign=take.case.pk, case__status__in=WRITING).select_related("case")
        take_many("selfcheck", "lapse", [Take(one.case, take.by, take.at, follows=True) for one in rows])


def limits_of(cases) -> dict[int, list[Limit]]:
    """The days the campaign gives, by the shelf's limit."""
    known = shelf.here()[LIMIT]
    rows = SelfCheck.objects.filter(pk__in=[case.pk for case in cases])
    days = dict(rows.values_list("pk", "campaign__selfcheck_days"))
    return {case.pk: [replace(known, within=Span(days[case.pk], "workdays"))] for case in cases}


def is_over(cases, takes) -> dict[int, list[str]]:
    """Nothing is composed while a unit may still hand its self-check in; once its days are over it may be."""
    at = {take.case.pk: take.at for take in takes}
    found = SelfCheck.objects.filter(campaign__in=list(at), case__status__in=WRITING).select_related("case", "unit")
    waiting: dict[int, list[str]] = {}
    for one in found:
        if not is_late(one, at[one.campaign_id]):
            waiting.setdefault(one.campaign_id, []).append(one.unit.name)
    return {
        key: [
            f"还有 {len(names)} 个单位在自查期内没有报送自查（{'、'.join(names[:5])}{'等' if len(names) > 5 else ''}）"
        ]
        for key, names in waiting.items()
    }


def is_late(one: SelfCheck, at: datetime) -> bool:
    """Whether the days for it are over."""
    return all(clock.late for clock in clocks_of(one.case, at))


def is_open(cases, takes) -> dict[int, list[str]]:
    """A self-check is written, handed in and sent back while marks are given."""
    rows = SelfCheck.objects.filter(pk__in=[case.pk for case in cases]).select_related("campaign__case")
    return {
        one.pk: [f"{titled(one.campaign.case.title)}现在是“{one.campaign.case.status_label}”，不再收自查"]
        for one in rows
        if one.campaign.case.status != "marking"
    }
