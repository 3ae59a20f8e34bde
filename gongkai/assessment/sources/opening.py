"""The parts of a campaign open with its notice, again when it is sent back to marking, and end with the decision."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.acts.models import Act
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.assessment import binding, marking, rules
from gongkai.assessment.models import Assessor, Campaign, Mark, Scoring
from gongkai.law.limits import Limit, Span

LIMIT = "assessment.mark"
RUNNING = ("marking", "composed", "checked", "heard", "decided")


def open_all(cases, takes, acts) -> None:
    """A case for each part, on the desk of the unit that speaks for it."""
    campaigns = Campaign.objects.select_related("case__unit").in_bulk([take.case.pk for take in takes])
    for take in takes:
        _open(campaigns[take.case.pk], take.by, take.at)


def ask_again(cases, takes, acts) -> None:
    """Marking is open again: every source looks at its part and hands it in once more."""
    for take in takes:
        parts = Scoring.objects.filter(campaign=take.case.pk).select_related("case")
        take_many("scoring", "ask_again", [Take(one.case, take.by, take.at, follows=True) for one in parts])


def close(cases, takes, acts) -> None:
    """The result is decided upon: what was not handed in is asked for no more."""
    for take in takes:
        parts = Scoring.objects.filter(campaign=take.case.pk, case__status="asked").select_related("case")
        take_many("scoring", "lapse", [Take(one.case, take.by, take.at, follows=True) for one in parts])


def limits_of(cases) -> dict[int, list[Limit]]:
    """The days the campaign gives, by the shelf's limit."""
    known = shelf.here()[LIMIT]
    days = dict(Scoring.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "campaign__marking_days"))
    return {
        case.pk: [replace(known, within=Span(days[case.pk], "workdays"))] if days[case.pk] else [] for case in cases
    }


def unopened(now: datetime) -> Iterable[Campaign]:
    """Campaigns from before their parts were cases: marking is open or was, and they have none."""
    rows = Campaign.objects.filter(case__status__in=RUNNING, scorings=None)
    return [one for one in rows.select_related("case__unit") if _parts(one)]


def open_late(campaign: Campaign, now: datetime) -> None:
    """Opens the parts of such a campaign; what was handed in before and stands as it was need not be again."""
    _open(campaign, None, now)
    told = _told_before(campaign)
    for part in campaign.scorings.select_related("case"):
        marks = Mark.objects.filter(campaign=campaign, source=part.source, current=True)
        found = binding.of_marks(marks)
        if told.get(part.source) == found:
            detail = {"marks": len(marks), "sha256": found}
            take_many("scoring", "carry_over", [Take(part.case, None, now, detail=detail, follows=True)])


def _open(campaign: Campaign, by, at: datetime) -> None:
    parts = _parts(campaign)
    words = rules.book(campaign).sources

    def rows(cases):
        Scoring.objects.bulk_create(
            Scoring(case=case, campaign=campaign, source=source, unit=unit)
            for case, (source, unit) in zip(cases, parts, strict=True)
        )

    name = lambda source: words.get(source, source) or campaign.case.unit.name
    openings = [
        Opening(unit, f"{campaign.case.title}评分：{name(source)}", by, at, follows=True) for source, unit in parts
    ]
    if openings:
        open_many("scoring", "ask", openings, rows)


def _parts(campaign: Campaign) -> list[tuple[str, Unit]]:
    """(source, unit) of whoever marks something."""
    asked = {item.source for item in marking.asked(campaign)}
    given = Assessor.objects.filter(campaign=campaign, own=False).select_related("unit").order_by("pk")
    own = [("", campaign.case.unit)] if "" in asked else []
    return [(one.source, one.unit) for one in given if one.source in asked] + own


def _told_before(campaign: Campaign) -> dict[str, str]:
    """Hash by source of what was handed in on the campaign itself since marking was last opened."""
    told: dict[str, str] = {}
    acts = Act.objects.filter(case=campaign.pk, step__in=("notify", "reopen", "hand_in")).order_by("number")
    for act in acts:
        told = told | act.detail.get("sources", {}) if act.step == "hand_in" else {}
    return told
