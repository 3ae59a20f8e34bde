"""征求意见 (条例-32, 条例-34): a third party whose interests it touches, an organ that made the information too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.handling.limiting import last_day
from gongkai.foi.models import Consultation, Request
from gongkai.foi.vocabulary import Answer, Consulted
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]
LIMITS = {Consulted.THIRD_PARTY: "foi.third_party", Consulted.ORGAN: "foi.organ"}


@dataclass(frozen=True)
class Asked:
    """An opinion asked of ``whom`` (a third party's name is sealed); sent on ``day``."""

    request: Request
    kind: str
    whom: str
    day: date
    by: Post
    address: str = ""


def ask_many(asked: Sequence[Asked], at: datetime) -> list[Consultation]:
    """Sends letters that ask for an opinion; from the day after, time does not count for the answer. All or none."""
    rows = [
        Consultation(request=one.request, kind=one.kind, whom=one.whom, address=one.address or None, asked_on=one.day)
        for one in asked
    ]
    with transaction.atomic():
        for kind in Consulted:
            takes = [
                Take(one.request.case, one.by, at, moment(one.day, at), detail={"says": _sent(one)})
                for one in asked
                if one.kind == kind
            ]
            if takes:
                take_many("request", f"ask_{kind}", takes)
        Consultation.objects.bulk_create(rows)
    return rows


def reach_many(rows: Sequence[Consultation], day: date, by: Post, at: datetime) -> None:
    """Their letters were received on ``day``: fifteen working days for an answer begin."""
    with transaction.atomic():
        for row in rows:
            if day < row.asked_on:
                raise Unready(["收到日早于发出日，请核对"])
            row.received_on, row.due = day, last_day(LIMITS[Consulted(row.kind)], day)
        _take(rows, "reach", day, by, at, lambda row: f"答复期限{riqi(row.due)}")
        Consultation.objects.bulk_update(rows, ["received_on", "due"])


def hear_many(rows: Sequence[Consultation], answer: str, day: date, by: Post, at: datetime, opinion: str = "") -> None:
    """They answered on ``day``."""
    with transaction.atomic():
        for row in rows:
            if day < row.asked_on:
                raise Unready(["答复日早于发出日，请核对"])
            row.answer, row.answered_on, row.opinion = answer, day, opinion or None
        _take(rows, "hear", day, by, at, lambda row: Answer(row.answer).label)
        Consultation.objects.bulk_update(rows, ["answer", "answered_on", "opinion"])


def lapse_many(rows: Sequence[Consultation], by: Post, at: datetime) -> None:
    """They kept silent to the end: a third party's silence leaves it to the organ, an organ's is consent."""
    today = at.astimezone(BEIJING).date()
    with transaction.atomic():
        for row in rows:
            if row.due is None or row.due >= today:
                raise Unready([_not_yet(row)])
            row.answer, row.answered_on = Answer.SILENT, row.due
        _take(rows, "lapse", today, by, at, lambda row: Answer.SILENT.label)
        Consultation.objects.bulk_update(rows, ["answer", "answered_on"])


def waits(kind: str, **more) -> Callable:
    """A gate: some opinion of this kind is still to come."""

    def gate(cases, takes) -> Reasons:
        rows = Consultation.objects.filter(request__in=[case.pk for case in cases], kind=kind, answer="", **more)
        waiting = set(rows.values_list("request_id", flat=True))
        none = f"没有正在等待的{Consulted(kind).label}意见"
        return {case.pk: [none] for case in cases if case.pk not in waiting}

    return gate


def waits_to_be_reached(kind: str) -> Callable:
    return waits(kind, received_on=None)


def is_heard_out(cases, takes) -> Reasons:
    """Nothing is decided while somebody who was asked may still answer."""
    rows = Consultation.objects.filter(request__in=[case.pk for case in cases], answer="")
    reasons: Reasons = {}
    for key, kind in rows.values_list("request_id", "kind"):
        reasons.setdefault(key, []).append(
            f"{Consulted(kind).label}的意见还没有登记；收到意见或者期满以后先登记，再送审答复"
        )
    return reasons


def _take(rows, verb: str, day: date, by: Post, at: datetime, says: Callable[[Consultation], str]) -> None:
    for kind in Consulted:
        some = [row for row in rows if row.kind == kind]
        takes = [Take(row.request.case, by, at, moment(day, at), detail={"says": says(row)}) for row in some]
        if takes:
            take_many("request", f"{verb}_{kind}", takes)


def _sent(one: Asked) -> str:
    return f"发给{one.whom}" if one.kind == Consulted.ORGAN else "已发出征求意见书"


def _not_yet(row: Consultation) -> str:
    if row.due is None:
        return "还没有登记对方收到的日期，请先登记收到日"
    return f"答复期限到{riqi(row.due)}，期满以后才能登记逾期"
