"""复查: another hand looks again at what is owed; what is mended is settled, what failed goes back (H27)."""

from datetime import datetime

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.acts import dues
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due
from gongkai.acts.taking import Take, take_many
from gongkai.findings import judging
from gongkai.findings.mending import items
from gongkai.findings.models import Item, Outcome
from gongkai.law.limits import Limit
from gongkai.workflow import notices

LIMIT = "assessment.mend"


def accepted(cases, takes, acts) -> None:
    """Everything that was owed is mended."""
    owed = Item.objects.filter(rectification__in=[case.pk for case in cases]).exclude(outcome=Outcome.MENDED)
    _settle(list(owed.select_related("finding__case")), takes[0])
    items.bind(list(cases))
    judging.tell(cases, takes, acts)


def names_what_failed(cases, takes) -> dict[int, list[str]]:
    """Who sends back says which findings are not mended."""
    reasons = {}
    for take in takes:
        if take.only_asks:
            continue
        owed = Item.objects.filter(rectification=take.case.pk).exclude(outcome=Outcome.MENDED)
        if not owed.filter(pk__in=take.detail.get("failed", ())).exists():
            reasons[take.case.pk] = ["请勾选没有整改到位的问题"]
    return reasons


def sent_back(cases, takes, acts) -> None:
    """What failed is owed again; the rest is mended and not looked at any more."""
    for take in takes:
        owed = Item.objects.filter(rectification=take.case.pk).exclude(outcome=Outcome.MENDED)
        failed = set(take.detail["failed"])
        owed.filter(pk__in=failed).update(outcome=Outcome.FAILED)
        _settle(list(owed.exclude(pk__in=failed).select_related("finding__case")), take)
    items.bind(list(cases))
    judging.tell(cases, takes, acts)


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()[LIMIT]
    return {case.pk: [known] for case in cases}


def resting() -> list[Case]:
    """Reported before a clock that stands still was told from one that runs: their month is not over."""
    running = Due.objects.filter(limit=LIMIT, done=None, due__lt=dues.NEVER).values("case")
    return list(Case.objects.filter(kind="rectification", status="reported", pk__in=running))


def rest(case: Case, now: datetime) -> None:
    dues.recompute("rectification", [case])


def overdue(now: datetime) -> list[Case]:
    """Rectifications whose month is over and that were not reported: they go before the leading group."""
    late = Due.objects.filter(limit=LIMIT, done=None, due__lt=now).values("case")
    rows = Case.objects.filter(kind="rectification", status__in=("mending", "returned"), pk__in=late)
    return list(rows.select_related("unit"))


def escalate(case: Case, now: datetime) -> None:
    """Done by the date, by nobody's hand."""
    take_many("rectification", "escalate", [Take(case, None, now, follows=True)])


def escalated(cases, takes, acts) -> None:
    """The leading group and the unit are told."""
    judging.tell(cases, takes, acts)
    if acts:
        day = acts[0].at.astimezone(BEIJING).date()
        leaders = list(Post.objects.held_on(day).filter(role=Role.LEADING_GROUP).values_list("person", flat=True))
        notices.tell((person, act) for act in acts for person in leaders)


def _settle(owed: list[Item], take: Take) -> None:
    """The findings are mended by the same hand, in the same transaction."""
    if owed:
        Item.objects.filter(pk__in=[item.pk for item in owed]).update(outcome=Outcome.MENDED)
        cases = [item.finding.case for item in owed if item.finding.case.status == "confirmed"]
        if cases:
            take_many("finding", "pass", [Take(case, take.by, take.at, follows=True) for case in cases])
