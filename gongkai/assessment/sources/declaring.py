"""回避声明: said on the part one speaks for, kept for the whole campaign; it takes back the marks it shuts out."""

from django.db.models import QuerySet

from gongkai.accounts.models import Post, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.assessment.models import Campaign, Declaration, Mark, Scoring


def keep(cases, takes, acts) -> None:
    """The declaration stands; what the person had marked of a refused unit is taken back and left to a colleague."""
    for take in takes:
        part = Scoring.objects.select_related("campaign").get(pk=take.case.pk)
        person, refused = take.by.person_id, sorted(take.detail.get("refused", ()))
        Declaration.objects.filter(campaign=part.campaign, person=person, current=True).update(current=False)
        Declaration.objects.create(
            campaign=part.campaign, person_id=person, by=take.by, at=take.at, refused=refused
        )  # fmt: skip
        _take_back(part.campaign, take, refused)


def names_entrants(cases, takes) -> dict[int, list[str]]:
    """Refused are units of this campaign."""
    reasons = {}
    for take in takes:
        known = set(Campaign.objects.filter(scorings=take.case.pk).values_list("entrants__unit", flat=True))
        if not set(take.detail.get("refused", ())) <= known:
            reasons[take.case.pk] = ["有一个单位不在本次考核之列，请重新勾选"]
    return reasons


def posts_elsewhere(campaign: Campaign, post: Post) -> QuerySet[Unit]:
    """Assessed units in which the person holds a post now or held one: what a declaration must not forget."""
    held = Post.objects.filter(person=post.person_id).exclude(pk=post.pk).values("unit")
    return Unit.objects.filter(entrant__campaign=campaign, pk__in=held)


def _take_back(campaign: Campaign, take: Take, refused: list[int]) -> None:
    shut = Mark.objects.filter(campaign=campaign, by__person=take.by.person_id, unit__in=refused, current=True)
    sources = set(shut.values_list("source", flat=True))
    shut.update(current=False)
    handed = Scoring.objects.filter(campaign=campaign, source__in=sources, case__status="handed_in")
    altered = [Take(one.case, take.by, take.at, follows=True) for one in handed.select_related("case")]
    take_many("scoring", "alter", altered)
