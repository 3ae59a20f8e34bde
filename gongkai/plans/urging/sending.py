"""Sending a supervision notice and what becomes of it; one without an answer goes before the leading group."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai import shelf
from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.findings import judging
from gongkai.law.limits import Limit
from gongkai.plans import gates
from gongkai.plans.models import Notice, Task
from gongkai.workflow import notices

LIMIT = "plans.notice"
WAITING = ("sent", "back")


@dataclass(frozen=True)
class Urging:
    """What is asked about which task, to be answered by when."""

    task: Task
    asks: str
    due: date


def send_many(urgings: list[Urging], by: Post, at: datetime) -> list[Notice]:
    """Opens the cases at the leading units. All or none; raises ``Unready`` for a task that needs none any more."""
    settled = [one.task for one in urgings if one.task.case.status not in ("open", "changing")]
    if settled:
        raise Unready([f"“{task.case.title}”现在是“{task.case.status_label}”，不用督办" for task in settled])
    made: list[Notice] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Notice(case=case, task=one.task, due=one.due, asks=one.asks)
            for case, one in zip(cases, urgings, strict=True)
        )
        Notice.objects.bulk_create(made)

    openings = [
        Opening(one.task.case.unit, f"督办：{one.task.case.title}"[:300], by, at,
                detail={"says": f"{one.due} 以前答复"})
        for one in urgings
    ]  # fmt: skip
    open_many("plan_notice", "send", openings, room)
    return made


def answered(cases, takes, acts) -> None:
    for take in takes:
        Notice.objects.filter(pk=take.case.pk).update(answer=take.detail["answer"])


def says_something(cases, takes) -> dict[int, list[str]]:
    """The answer says what was done, and tells of nobody."""
    found = {}
    for take in takes:
        said = str(take.detail.get("answer", "")).strip()
        reasons = gates.tells_of(said) if said else ["请写明办理情况"]
        if reasons and not take.only_asks:
            found[take.case.pk] = reasons
    return found


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()
    limit = known.get(LIMIT) or shelf.limits()[LIMIT]
    days = dict(Notice.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "due"))
    return {case.pk: [replace(limit, within=None, by=days[case.pk])] for case in cases}


def overdue(now: datetime) -> list[Case]:
    """Notices whose day is over and that were not answered."""
    late = Due.objects.filter(limit=LIMIT, done=None, due__lt=now).values("case")
    return list(Case.objects.filter(kind="plan_notice", status__in=WAITING, pk__in=late).select_related("unit"))


def escalate(case: Case, now: datetime) -> None:
    """Done by the date, by nobody's hand."""
    take_many("plan_notice", "escalate", [Take(case, None, now, follows=True)])


def escalated(cases, takes, acts) -> None:
    """The unit and the leading group are told."""
    judging.tell(cases, takes, acts)
    day = acts[0].at.astimezone(BEIJING).date()
    leaders = list(Post.objects.held_on(day).filter(role=Role.LEADING_GROUP).values_list("person", flat=True))
    notices.tell((person, act) for act in acts for person in leaders)
