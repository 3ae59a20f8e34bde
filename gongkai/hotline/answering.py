"""办理和回复 (KF-2.2): promised, written by one, looked at by another; what is true has a consequence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.hotline.limiting import REPLIES, last_moments
from gongkai.hotline.models import Plea, PleaPart
from gongkai.hotline.vocabulary import DONE, FOUND, TRUE, Outcome
from gongkai.vault.sealed import digest

Reasons = dict[int, list[str]]


@dataclass(frozen=True)
class Reply:
    """What the caller is told, what came of it, what follows where a complaint is true; ``at``: when it was
    written, where that is told for each of many."""

    plea: Plea
    text: str
    outcome: str
    consequence: str
    by: Post
    at: datetime | None = None


def draft_many(replies: Sequence[Reply], at: datetime) -> None:
    """Writes replies, to be looked at by another hand. All or none."""
    with transaction.atomic():
        for one in replies:
            one.plea.reply, one.plea.outcome, one.plea.consequence = one.text, one.outcome, one.consequence
            one.plea.case.content = content_of(one.plea)
        Plea.objects.bulk_update([one.plea for one in replies], ["reply", "outcome", "consequence"])
        Case.objects.bulk_update([one.plea.case for one in replies], ["content"])
        says = {one.plea.pk: Outcome(one.outcome).label for one in replies}
        takes = [Take(one.plea.case, one.by, one.at or at, detail={"says": says[one.plea.pk]}) for one in replies]
        take_many("plea", "draft_reply", takes)


def content_of(plea: Plea) -> str:
    """Hash (64 hex) of what is looked at; keyed, as words of it are sealed."""
    return digest(json.dumps([plea.reply, plea.outcome, plea.consequence], ensure_ascii=False))


def outcomes(plea: Plea) -> tuple[Outcome, ...]:
    """What may come of it: a complaint is true or not, of all else something is done."""
    return FOUND if plea.accuses else DONE


def is_whole(cases, takes) -> Reasons:
    """The outcome fits the kind of case, what was found true has a consequence, and those who help have spoken."""
    rows = Plea.objects.in_bulk([case.pk for case in cases])
    waiting = PleaPart.objects.filter(plea__in=list(rows), case__status="asked").select_related("case__unit")
    units: dict[int, list[str]] = {}
    for part in waiting:
        units.setdefault(part.plea_id, []).append(part.case.unit.name)
    reasons: Reasons = {key: [f"{'、'.join(names)}还没有提交协办意见"] for key, names in units.items()}
    for take in takes:
        if not take.only_asks and (fault := _fault(rows[take.case.pk])):
            reasons.setdefault(take.case.pk, []).append(fault)
    return reasons


def _fault(plea: Plea) -> str:
    if plea.outcome not in outcomes(plea):
        return "办理结果与诉求类型不符：投诉、举报写查实、部分查实或者不实，其他写已解决、已解释说明或者列入计划"
    if plea.outcome in TRUE and not plea.consequence.strip():
        return "查实、部分查实的，要写明处理措施"
    return ""


def not_the_accused(cases, takes) -> Reasons:
    """Who is complained of has no hand in it (BW-6.2.4)."""
    accused = dict(Plea.objects.filter(case__in=[case.pk for case in cases]).values_list("case_id", "accused"))
    return {
        take.case.pk: ["这一件投诉的是您本人，须由另一人办理"]
        for take in takes
        if take.by and accused.get(take.case.pk) == take.by.person_id
    }


def promises_in_time(cases, takes) -> Reasons:
    """A promise is no later than the limit, and not in the past."""
    last, reasons = last_moments(cases, *REPLIES), {}
    for take in takes:
        if take.only_asks or not take.detail.get("promised"):
            continue
        day, today = date.fromisoformat(take.detail["promised"]), take.at.astimezone(BEIJING).date()
        latest = last[take.case.pk].astimezone(BEIJING).date() if take.case.pk in last else day
        if not today <= day <= latest:
            reasons[take.case.pk] = [f"承诺答复日应在今天到 {latest} 之间"]
    return reasons


def promised(cases, takes, acts) -> None:
    rows = Plea.objects.in_bulk([case.pk for case in cases])
    for take in takes:
        day = take.detail.get("promised")
        rows[take.case.pk].promised = date.fromisoformat(day) if day else None
    Plea.objects.bulk_update(rows.values(), ["promised"])


def is_first_extension(cases, takes) -> Reasons:
    """Of this round: what is opened again may be extended again."""
    acts = Act.objects.filter(case__in=[case.pk for case in cases], step__in=("extend", "reopen")).order_by("number")
    last = dict(acts.values_list("case_id", "step"))
    return {key: ["已经延长过一次，不能再延长"] for key, step in last.items() if step == "extend"}
