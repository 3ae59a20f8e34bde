"""Entering a reconsideration or a lawsuit, and how it ended; it counts as lost once a leader has agreed to that."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.foi.models import Dispute, Request
from gongkai.foi.vocabulary import DisputeSort


@dataclass
class Filed:
    """One as it came in; ``request`` is the one it is about."""

    sort: str
    number: str
    organ: str
    filed: date
    request: Request | None = None


def enter_disputes(filed: list[Filed], by: Post, at: datetime) -> list[Dispute]:
    """Opens the cases. All or none. Raises ``Unready`` where one is entered already."""
    found: list[Dispute] = []

    def room(cases: list[Case]) -> None:
        found.extend(
            Dispute(case=case, **asdict(one) | {"request": one.request}) for case, one in zip(cases, filed, strict=True)
        )
        Dispute.objects.bulk_create(found)

    openings = [
        Opening(
            one.request.case.unit if one.request else by.unit, f"{DisputeSort(one.sort).label} {one.number}", by, at,
            detail={"says": f"{one.organ}，{one.filed} 受理"},
        )
        for one in filed
    ]  # fmt: skip
    try:
        open_many("dispute", "enter", openings, room)
    except IntegrityError:
        raise Unready(["这个案号已经登记过，请核对"]) from None
    return found


def is_told(cases, takes) -> dict[int, list[str]]:
    """It ended after it came in, and not in days to come."""
    rows = Dispute.objects.in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if take.only_asks:
            continue
        day = date.fromisoformat(take.detail["decided"])
        if day > take.at.astimezone(BEIJING).date():
            found[take.case.pk] = ["结案日期还没有到，请改正"]
        elif day < rows[take.case.pk].filed:
            found[take.case.pk] = [f"结案日期早于受理日期 {rows[take.case.pk].filed}，请核对"]
    return found


def limits_of(cases) -> dict[int, list]:
    """The five working days for an answer, where one is asked for."""
    known = shelf.here()
    answer = [known["foi.review_answer"]] if "foi.review_answer" in known else []
    return {case.pk: answer for case in cases}


def is_a_review(cases, takes) -> dict[int, list[str]]:
    """Once, of a reconsideration: a lawsuit is answered as the court says."""
    rows = Dispute.objects.in_bulk([case.pk for case in cases])
    no = {key: ["只有行政复议才登记答复通知"] for key, row in rows.items() if row.sort != DisputeSort.REVIEW}
    return no | {key: [f"已经登记过，收到日{row.noticed}"] for key, row in rows.items() if row.noticed}


def is_noticed(cases, takes) -> dict[int, list[str]]:
    rows = Dispute.objects.in_bulk([case.pk for case in cases])
    found = {key: ["请先登记收到答复通知的日期"] for key, row in rows.items() if not row.noticed}
    return found | {key: [f"已经登记过，提交日{row.answered}"] for key, row in rows.items() if row.answered}


def noticed(cases, takes, acts) -> None:
    for act in acts:
        Dispute.objects.filter(pk=act.case_id).update(noticed=act.effective.astimezone(BEIJING).date())


def answered(cases, takes, acts) -> None:
    for act in acts:
        Dispute.objects.filter(pk=act.case_id).update(answered=act.effective.astimezone(BEIJING).date())


def decided(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("decided", "outcome", "poor", "papers")}
        Dispute.objects.filter(pk=take.case.pk).update(**said)
