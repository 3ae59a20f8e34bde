"""报送: each source's assessors hand in what they marked, a case a part; later changes open it again (DY-4.2)."""

from collections.abc import Container
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import NotYourRole
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import binding, marking
from gongkai.assessment.models import Campaign, Mark, Scoring
from gongkai.look.words import titled

OPEN = ("marking", "heard")


def mine(campaign: Campaign, post: Post) -> list[Scoring]:
    """The parts this post speaks for; a unit that rates itself has none, its assessors hand in."""
    sources = _sources(campaign, post)
    rows = campaign.scorings.select_related("case__unit", "campaign__case", "unit").filter(unit=post.unit_id)
    return [one for one in rows if one.source in sources] if sources else []


def speaks(part: Scoring, post: Post) -> bool:
    """Whether the post speaks for this part."""
    return part.unit_id == post.unit_id and part.source in _sources(part.campaign, post)


def _sources(campaign: Campaign, post: Post) -> set[str]:
    return {item.source for item in marking.mine(campaign, post)} if post.role in marking.MARKERS else set()


def hand_in(campaign: Campaign, by: Post, at: datetime, among: Container[str] | None = None) -> list[Act]:
    """Hands in the parts of a post as their marks stand, or those ``among`` these sources."""
    parts = [one for one in mine(campaign, by) if among is None or one.source in among]
    if not parts:
        raise NotYourRole(f"{by.unit.name}没有要评的项目")
    return take_many("scoring", "hand_in", [Take(one.case, by, at) for one in parts])


def told(case, take) -> dict:
    """What the act of handing in keeps: number of the standing marks of the part, and their hash (64 hex)."""
    part = Scoring.objects.get(pk=case.pk)
    marks = list(Mark.objects.filter(campaign=part.campaign_id, source=part.source, current=True))
    return {"marks": len(marks), "sha256": binding.of_marks(marks)}


def speaks_for_it(cases, takes) -> dict[int, list[str]]:
    """Only who was given the part acts on it, whatever else the post may see (DY-2)."""
    for take in takes:
        part = Scoring.objects.select_related("campaign").get(pk=take.case.pk)
        if not speaks(part, take.by):
            raise NotYourRole(f"{titled(take.case.title)}不由{take.by.unit.name}评分")
    return {}


def is_open(cases, takes) -> dict[int, list[str]]:
    """Marks are handed in while they can be given."""
    return _stands(cases, OPEN)


def is_marked(cases, takes) -> dict[int, list[str]]:
    """A part is sent back while marking is open; later the campaign as a whole is."""
    return _stands(cases, ("marking",))


def own(cases, takes, acts) -> None:
    """Whoever composes hands in the office's own items: nobody else speaks for them."""
    for take in takes:
        parts = Scoring.objects.filter(campaign=take.case.pk, source="", case__status="asked").select_related("case")
        take_many("scoring", "hand_in_own", [Take(one.case, take.by, take.at, follows=True) for one in parts])


def _stands(cases, states: tuple[str, ...]) -> dict[int, list[str]]:
    rows = Scoring.objects.filter(pk__in=[case.pk for case in cases]).select_related("campaign__case")
    return {
        one.pk: [f"{titled(one.campaign.case.title)}现在是“{one.campaign.case.status_label}”，不在评分中"]
        for one in rows
        if one.campaign.case.status not in states
    }
