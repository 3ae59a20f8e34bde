"""What an announced campaign cost goes over to 问题与整改: every loss of what was owed, and who must mend (BW-19)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from gongkai.acts.models import Act
from gongkai.assessment import announcing, composing, rules, sheets
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.outcome import leaves
from gongkai.findings import rounds
from gongkai.findings.models import Round
from gongkai.findings.rounds import Loss, Result, Told
from gongkai.law.rulebook import Rulebook
from gongkai.look.words import points

MUST = "rectify"


def hand_over(cases, takes, acts) -> None:
    """Within the transaction of the step that announces."""
    by = {take.case.pk: take.by for take in takes}
    at = {act.case_id: act.at for act in acts}
    for campaign in Campaign.objects.filter(pk__in=list(at)).select_related("case"):
        rounds.take_in(told(campaign), by[campaign.pk], at[campaign.pk])


def forgotten() -> list[Campaign]:
    """Campaigns that were announced before there was a room of findings."""
    known = set(Round.objects.values_list("key", flat=True))
    rows = Campaign.objects.filter(case__status="announced").select_related("case").order_by("pk")
    return [one for one in rows if announcing.key_of(one) not in known]


def make_up(campaign: Campaign, now: datetime) -> None:
    """The same for one of these; the round bears the day of its announcement."""
    last = Act.objects.filter(case=campaign.case).select_related("post").order_by("-number")[0]
    rounds.take_in(told(campaign), last.post, now)
    Round.objects.filter(key=announcing.key_of(campaign)).update(at=last.at)


def told(campaign: Campaign) -> Told:
    """The campaign's current result as the room of findings takes it in."""
    book, must = rules.book(campaign), _must(campaign)
    rows = list(
        UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related("unit")
    )
    results = [
        Result(
            row.unit, sheets.score_of(campaign, row), row.grade, row.unit.code in must,
            reverse("assessment:sheet", args=[campaign.pk, row.unit_id]),
        )
        for row in rows
    ]  # fmt: skip
    losses = [loss for row in rows for loss in _losses(campaign, book, row)]
    return Told(announcing.key_of(campaign), campaign.case.title, campaign.until, results, losses)


def _losses(campaign: Campaign, book: Rulebook, row: UnitResult) -> Iterator[Loss]:
    """Leaves that cost what was owed; the table's own words say why, and nobody who judged is named."""
    row.sheet = leaves.without_names(row.sheet)
    for one in sheets.owed(campaign, row):
        yield Loss(
            row.unit, sheets.place_of(book, one.id), one.title, one.points or "0",
            points(one.lost, book.rounding.show), "；".join(one.sentences), tuple(one.cite), tuple(one.remedies),
        )  # fmt: skip


def _must(campaign: Campaign) -> set[str]:
    """Codes of units that the rulebook sends to mend: its own 结果运用 says whom."""
    if not any(use.do == MUST for use in rules.book(campaign).use):
        return set()
    return {one.unit for one in composing.score(campaign).follows if one.use.do == MUST}
