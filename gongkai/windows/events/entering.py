"""Entering an award or a fault of a window, its proof, and what its unit did about a fault."""

from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.windows.models import Sort, Window, WindowEvent

LIMIT = "windows.breach"
TO_DEAL_WITH = (Sort.BREACH, Sort.LEADER, Sort.ERROR, Sort.GREEN, Sort.OUTSIDE, Sort.UNTRUE)


@dataclass(frozen=True)
class Told:
    """What is told of a window; ``proof`` as [sha256, name]."""

    window: Window
    sort: str
    day: date
    says: str
    proof: list[list[str]] = field(default_factory=list)


def enter_many(told: list[Told], by: Post, at: datetime) -> list[WindowEvent]:
    """Opens the cases. All or none; raises ``Unready`` for a day that has not come."""
    if any(one.day > at.astimezone(BEIJING).date() for one in told):
        raise Unready(["发生日期还没有到，请核对"])
    made: list[WindowEvent] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            WindowEvent(case=case, window=one.window, sort=one.sort, day=one.day, says=one.says, proof=one.proof)
            for case, one in zip(cases, told, strict=True)
        )
        WindowEvent.objects.bulk_create(made)

    openings = [
        Opening(one.window.case.unit, f"{one.window.case.title}：{Sort(one.sort).label}", by, at) for one in told
    ]
    open_many("window_event", "enter", openings, room)
    return made


def is_shown(cases, takes) -> dict[int, list[str]]:
    """Nothing is confirmed without its proof (KF-T2.3)."""
    rows = WindowEvent.objects.filter(pk__in=[case.pk for case in cases])
    return {row.pk: ["还没有凭证，请先补充来信、照片、通报或者记录"] for row in rows if not row.proof}


def brings_a_file(cases, takes) -> dict[int, list[str]]:
    return {take.case.pk: ["请选择凭证"] for take in takes if not take.only_asks and not take.detail.get("proof")}


def is_a_fault(cases, takes) -> dict[int, list[str]]:
    rows = WindowEvent.objects.filter(pk__in=[case.pk for case in cases])
    return {row.pk: ["表扬和奖励不用处理"] for row in rows if row.is_award}


def proof_added(cases, takes, acts) -> None:
    for take in takes:
        row = WindowEvent.objects.get(pk=take.case.pk)
        known = {sha256 for sha256, _ in row.proof}
        row.proof = [*row.proof, *(one for one in take.detail["proof"] if one[0] not in known)]
        row.save(update_fields=["proof"])


def limits_of(cases) -> dict[int, list]:
    """A fault is to be dealt with in time; an award waits for nothing."""
    limit = shelf.here().get(LIMIT)
    faults = set(
        WindowEvent.objects.filter(pk__in=[case.pk for case in cases], sort__in=TO_DEAL_WITH).values_list(
            "pk", flat=True
        )
    )
    return {case.pk: [limit] if limit and case.pk in faults else [] for case in cases}
