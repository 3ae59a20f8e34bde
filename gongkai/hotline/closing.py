"""办结、回访、评价: the caller is asked; who is not satisfied is heard once more (KF-1, KF-2.2)."""

from gongkai.acts.models import Act
from gongkai.hotline.models import Plea
from gongkai.hotline.vocabulary import Rating

Reasons = dict[int, list[str]]


def says_how_it_was(cases, takes) -> Reasons:
    """A rating is named; who is not satisfied says why."""
    reasons: Reasons = {}
    for take in takes:
        if take.only_asks:
            continue
        if take.detail.get("rating") not in Rating.values:
            reasons[take.case.pk] = ["请选择满意度"]
        elif take.detail["rating"] in (Rating.NOT, Rating.UNREACHED) and not take.words.strip():
            reasons[take.case.pk] = ["请写明哪里不满意，没有联系上的写明联系了几次"]
    return reasons


def rated(cases, takes, acts) -> None:
    rows = Plea.objects.in_bulk([case.pk for case in cases])
    for take in takes:
        rows[take.case.pk].rating = take.detail["rating"]
    Plea.objects.bulk_update(rows.values(), ["rating"])


def is_unsatisfied_once(cases, takes) -> Reasons:
    """Opened again is what somebody was not satisfied with, and only once."""
    keys = [case.pk for case in cases]
    before = set(Act.objects.filter(case__in=keys, step="reopen").values_list("case_id", flat=True))
    rows = dict(Plea.objects.filter(case__in=keys).values_list("case_id", "rating"))
    reasons = {key: ["回访没有不满意，不用重新办理"] for key, rating in rows.items() if rating != Rating.NOT}
    return reasons | {key: ["已经重新办理过一次，仍不满意的，请告知来电人其他途径"] for key in before}


def reopened(cases, takes, acts) -> None:
    Plea.objects.filter(case__in=[case.pk for case in cases]).update(promised=None)
