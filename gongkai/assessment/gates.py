"""What a campaign must have before it is composed, decided upon and announced."""

from gongkai.assessment import binding, rules
from gongkai.assessment.hearings import appealing, sheets_out
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.look.words import titled

COMPOSED, CHECKED = ("compose", "recompose"), ("check", "recheck")


def is_complete(cases, takes) -> dict[int, list[str]]:
    """Nothing undetermined is decided upon: who still owes what is said."""
    reasons = {}
    for case in cases:
        rows = UnitResult.objects.filter(result_set__campaign_id=case.pk, result_set__current=True)
        open_units = list(rows.filter(complete=False).select_related("unit"))
        if open_units:
            names = "、".join(row.unit.name for row in open_units[:5])
            reasons[case.pk] = [f"还有 {len(open_units)} 个单位得分待定（{names}等），请先评完再审定"]
        elif not rows.exists():
            reasons[case.pk] = ["还没有合成得分"]
    return reasons


def is_handed_in(cases, takes) -> dict[int, list[str]]:
    """Only marks that their source handed in, as they stand, are composed (BW-16.4)."""
    reasons = {}
    for campaign in Campaign.objects.filter(pk__in=[case.pk for case in cases]):
        words = rules.book(campaign).sources
        names = "、".join(f"“{words.get(source, source)}”" for source in binding.not_handed_in(campaign))
        if names:
            reasons[campaign.pk] = [f"{names}的评分还没有报送，或者报送以后又改过，请先由评分单位报送评分再合成"]
    return reasons


def is_as_composed(cases, takes) -> dict[int, list[str]]:
    """The result that is looked over is the very one that was composed, and the one that was read (BW-16.5)."""
    return _unlike(takes, COMPOSED, "与合成时的结果不一致（{parts}），请重新合成，看过以后再复核")


def is_as_checked(cases, takes) -> dict[int, list[str]]:
    """The result that goes to the units or is decided upon is the very one a second person looked over."""
    return _unlike(takes, CHECKED, "与复核时的结果不一致（{parts}），请再复核一次")


def is_as_decided(cases, takes) -> dict[int, list[str]]:
    """The result that goes out is the very one that was decided upon (BW-16.6)."""
    return _unlike(takes, ("decide",), "与审定时的结果不一致（{parts}），请退回评分，重新合成、审定以后再通报")


def is_heard(cases, takes) -> dict[int, list[str]]:
    """Nothing is decided before every unit has answered or its days are over, and every appeal is settled."""
    at = {take.case.pk: take.at for take in takes}
    found = Campaign.objects.filter(pk__in=list(at)).select_related("case")
    return {one.pk: reasons for one in found if (reasons := sheets_out.owed(one, at[one.pk]) + appealing.owed(one))}


def _unlike(takes, steps: tuple[str, ...], says: str) -> dict[int, list[str]]:
    reasons = {}
    for take in takes:
        key, read = take.case.pk, take.detail.get("sha256")
        if parts := binding.parted(key, *steps):
            reasons[key] = [f"{titled(take.case.title)}{says.format(parts='、'.join(parts))}"]
        elif read is not None and read != binding.stored_hash(key):
            reasons[key] = [f"{titled(take.case.title)}在您打开之后又合成过，请看过新的结果再办"]
    return reasons
