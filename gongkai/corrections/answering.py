"""What came of a report: which unit it went to, what was found, which edition mended it."""

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.corrections.models import Outcome, Report

Reasons = dict[int, list[str]]


def says_what_came_of_it(cases, takes) -> Reasons:
    """An outcome is named; what is said to be mended was published anew since."""
    asked = {take.case.pk: take.detail.get("outcome") for take in takes if not take.only_asks}
    reports = Report.objects.select_related("disclosure__live").in_bulk(list(asked))
    reasons: Reasons = {}
    for key, outcome in asked.items():
        if outcome not in Outcome.values:
            reasons[key] = ["请选择处理结果"]
        elif outcome == Outcome.MENDED and not _mended(reports[key]):
            reasons[key] = ["这一页在收到纠错以后还没有公开新的一版，请先办“变更”并公开，再答复“已经更正”"]
    return reasons


def settle(cases, takes, acts) -> None:
    at = {act.case_id: act.at for act in acts}
    for take in takes:
        report = Report.objects.select_related("disclosure__live").get(pk=take.case.pk)
        report.outcome, report.answered = take.detail["outcome"], at[take.case.pk]
        if report.outcome == Outcome.MENDED and report.disclosure:
            report.edition = report.disclosure.live
        report.save(update_fields=["outcome", "answered", "edition"])


def names_a_unit(cases, takes) -> Reasons:
    day = max(take.at for take in takes).astimezone(BEIJING).date()
    known = set(Unit.objects.standing_on(day).values_list("code", flat=True))
    asked = (take for take in takes if not take.only_asks)
    return {take.case.pk: ["请选择转给哪个单位"] for take in asked if take.detail.get("unit") not in known}


def pass_on(cases, takes, acts) -> None:
    """The case belongs to the other unit from now on; the clock runs on from the reader's day."""
    for take in takes:
        Case.objects.filter(pk=take.case.pk).update(unit=Unit.objects.get(code=take.detail["unit"]))


def _mended(report: Report) -> bool:
    """What is no document of ours (a column, the site) is mended without an edition."""
    live = report.disclosure.live if report.disclosure else None
    since = live.published if live else None  # at the same moment where an installation stands at a told time
    return report.disclosure is None or (since is not None and since >= report.at)
