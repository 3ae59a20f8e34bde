"""What a campaign must have before the leading group can decide."""

from gongkai.assessment import marking
from gongkai.assessment.models import Campaign, UnitResult


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


def speaks_for_a_source(cases, takes) -> dict[int, list[str]]:
    """Only who was given a part of the rulebook hands marks in (DY-2)."""
    by = {take.case.pk: take.by for take in takes}
    found = Campaign.objects.filter(pk__in=list(by))
    return {c.pk: [f"{by[c.pk].unit.name}没有要评的项目"] for c in found if not marking.mine(c, by[c.pk])}
