"""征求意见: every unit gets its draft sheet and answers it before anything is decided (BW-4)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from gongkai import shelf
from gongkai.acts.clocks import of as clocks_of
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.assessment.models import Campaign, Hearing
from gongkai.law.limits import Limit, Span
from gongkai.look.words import titled

LIMIT = "assessment.answer"


def send(cases, takes, acts) -> None:
    """A hearing for each unit of the campaign; one that was held before, over an earlier result, begins anew."""
    for campaign, take in _with_takes(cases, takes):
        units = [entrant.unit for entrant in campaign.entrants.select_related("unit")]
        held = {one.unit_id: one for one in campaign.hearings.select_related("case")}
        again = [held[unit.pk].case for unit in units if unit.pk in held]
        fresh = [unit for unit in units if unit.pk not in held]
        if again:
            Hearing.objects.filter(case__in=again).update(agrees=None, says="")
            take_many("hearing", "send_again", [Take(case, take.by, take.at, follows=True) for case in again])
        if fresh:
            _open(campaign, fresh, take)


def _open(campaign: Campaign, units: list, take) -> None:
    def rows(cases):
        Hearing.objects.bulk_create(
            Hearing(case=case, campaign=campaign, unit=unit) for case, unit in zip(cases, units, strict=True)
        )

    title = f"{campaign.case.title}评分表征求意见"
    openings = [Opening(unit, title, take.by, take.at, follows=True) for unit in units]
    open_many("hearing", "send", openings, rows)


def close(cases, takes, acts) -> None:
    """The result is decided upon: who has not answered is asked no more."""
    for campaign, take in _with_takes(cases, takes):
        silent = campaign.hearings.filter(agrees=None).select_related("case")
        take_many("hearing", "lapse", [Take(one.case, take.by, take.at, follows=True) for one in silent])


def answer(cases, takes, acts) -> None:
    """Keeps what the unit said, and stands in the trail with whether it agreed."""
    for take in takes:
        Hearing.objects.filter(pk=take.case.pk).update(agrees=take.detail["agrees"], says=take.words.strip())


def is_open(cases, takes) -> dict[int, list[str]]:
    """Answers are taken until the result is decided upon."""
    rows = Hearing.objects.filter(pk__in=[case.pk for case in cases]).select_related("campaign__case")
    return {
        one.pk: [f"{titled(one.campaign.case.title)}现在是“{one.campaign.case.status_label}”，不再征求意见"]
        for one in rows
        if one.campaign.case.status != "heard"
    }


def says_something(cases, takes) -> dict[int, list[str]]:
    """Who does not agree says with what."""
    return {
        take.case.pk: ["请写明对哪一项有什么意见"]
        for take in takes
        if not take.only_asks and not take.detail.get("agrees") and not take.words.strip()
    }


def limits_of(cases) -> dict[int, list[Limit]]:
    """The days the campaign gives, by the shelf's limit."""
    known = shelf.here()[LIMIT]
    days = dict(Hearing.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "campaign__comment_days"))
    return {
        case.pk: [replace(known, within=Span(days[case.pk], "workdays"))] if days[case.pk] else [] for case in cases
    }


def is_over(hearing: Hearing, at: datetime) -> bool:
    """Whether the days for an answer are over; where none were given they are from the start."""
    return all(one.late for one in clocks_of(hearing.case, at))


def owed(campaign: Campaign, at: datetime) -> list[str]:
    """Why units are not heard yet; empty when all answered or their days are over."""
    waiting = [one for one in campaign.hearings.select_related("case", "unit") if one.agrees is None]
    running = [one for one in waiting if not is_over(one, at)]
    if not running:
        return []
    names = "、".join(one.unit.name for one in running[:5])
    return [f"还有 {len(running)} 个单位在答复期内没有答复（{names}{'等' if len(running) > 5 else ''}）"]


def _with_takes(cases, takes) -> Iterable[tuple[Campaign, Take]]:
    rows = Campaign.objects.select_related("case").in_bulk([case.pk for case in cases])
    return ((rows[take.case.pk], take) for take in takes)
