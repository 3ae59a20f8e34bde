"""What is decided on an appeal: an upheld one reopens its leaf for those who mark it, and nothing else may move."""

from gongkai.accounts.models import Role
from gongkai.acts.facts import Span
from gongkai.assessment import composing, facts, handing, marking, reopening, rules
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Appeal, Campaign, Count, Mark, Ruling, UnitResult


def rule(ruling: Ruling):
    """What happens with a ruling: it stands in the row with its reason."""

    def then(cases, takes, acts) -> None:
        for take in takes:
            Appeal.objects.filter(pk=take.case.pk).update(ruling=ruling, why=take.words.strip())

    return then


def not_by_who_marked(cases, takes) -> dict[int, list[str]]:
    """Who gave the marks of the leaf does not rule on them."""
    reasons = {}
    for take in takes:
        one = Appeal.objects.select_related("campaign").get(pk=take.case.pk)
        names = [item.name for item in reopening.items_of(one.campaign, one.indicator)]
        own = Mark.objects.filter(campaign=one.campaign, unit=one.unit_id, name__in=names, by__person=take.by.person_id)
        if own.exists():
            reasons[take.case.pk] = ["这一项的分是您评的，请由政务公开办的其他人决定"]
    return reasons


def speaks_for_the_leaf(cases, takes) -> dict[int, list[str]]:
    """Whoever marks the leaf says when it is marked anew; where people mark nothing there, the office does."""
    reasons = {}
    for take in takes:
        one = Appeal.objects.select_related("campaign").get(pk=take.case.pk)
        asked, mine = reopening.items_of(one.campaign, one.indicator), marking.mine(one.campaign, take.by)
        if not any(item in mine for item in asked) and (asked or take.by.role != Role.OFFICE):
            reasons[take.case.pk] = [f"这一项不由{take.by.unit.name}评分"]
    return reasons


def recount(cases, takes, acts) -> None:
    """Counts the leaf's measured facts of that unit again, as of the same moment; hands the marks in as they stand."""
    for take in takes:
        one = Appeal.objects.select_related("campaign__case", "unit").get(pk=take.case.pk)
        campaign = one.campaign
        span = Span(campaign.since, campaign.until, campaign.as_of)
        for name in appealing.measured_of(campaign, one.indicator):
            counted = facts.count(name, [one.unit], span)
            Count.objects.update_or_create(
                campaign=campaign, unit=one.unit, fact=name,
                defaults={
                    "value": counted.values.get(one.unit_id), "records": counted.records.get(one.unit_id, []),
                    "says": counted.says.get(one.unit_id, []),
                },
            )  # fmt: skip
        asked = {item.source for item in reopening.items_of(campaign, one.indicator)}
        if any(part.source in asked for part in handing.mine(campaign, take.by)):
            handing.hand_in(campaign, take.by, take.at, asked)


def tell_effects(cases, takes, acts) -> None:
    """What the result made upon the rulings says of each leaf that was upheld."""
    for campaign in Campaign.objects.filter(pk__in=[case.pk for case in cases]):
        for one in campaign.appeals.filter(ruling=Ruling.UPHELD).select_related("unit"):
            one.after = appealing.standing(campaign, one.unit, one.indicator)
            one.save(update_fields=["after"])


def only_appealed(cases, takes) -> dict[int, list[str]]:
    """A result made upon rulings differs from the former one in the upheld leaves of their units alone."""
    reasons = {}
    for campaign in Campaign.objects.filter(pk__in=[case.pk for case in cases]):
        if strange := _strange(campaign):
            reasons[campaign.pk] = [f"{where}的分也变了，没有申诉决定，请查明原因" for where in strange]
    return reasons


def _strange(campaign: Campaign) -> list[str]:
    settled = campaign.appeals.filter(ruling=Ruling.UPHELD, case__status="settled").values_list("unit", "indicator")
    allowed = set(settled)
    former = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related("unit")
    fresh, found = composing.score(campaign), []
    for row in former:
        now = appealing.leaves(fresh.sheet(row.unit.code).plain())
        moved = {name for name, score in appealing.leaves(row.sheet).items() if now.get(name) != score}
        titles = rules.book(campaign).indicators
        strange = sorted(name for name in moved if (row.unit_id, name) not in allowed)
        found += [f"{row.unit.name}“{titles[name].title}”" for name in strange]
    return found
