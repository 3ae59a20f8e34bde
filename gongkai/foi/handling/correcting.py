"""补正 (条例-30): asked for once, within seven working days, saying exactly what is missing and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.handling.applicant import take_said
from gongkai.foi.handling.limiting import last_day
from gongkai.foi.models import Correction, Request
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]
NOTICE = "foi.correction_notice"


@dataclass(frozen=True)
class Asked:
    """What a request lacks, told on ``day``, to be supplied by ``until``."""

    request: Request
    items: str
    until: date
    day: date
    by: Post


@dataclass(frozen=True)
class Supplied:
    """What the applicant supplied, received on ``day``; ``by`` is None where he wrote it on the page of progress."""

    request: Request
    words: str
    day: date
    by: Post | None = None


def ask_many(asked: Sequence[Asked], at: datetime) -> None:
    """Tells applicants what is missing. All or none. Raises ``Unready`` for the second time and after the last day."""
    with transaction.atomic():
        takes = [
            Take(one.request.case, one.by, at, moment(one.day, at), detail={"says": f"请在{riqi(one.until)}前补正"})
            for one in asked
        ]
        rows = [Correction(request=one.request, items=one.items, asked_on=one.day, until=one.until) for one in asked]
        Correction.objects.bulk_create(rows, ignore_conflicts=True)  # the second asking is refused by the step
        take_many("request", "ask_correction", takes)


def supply_many(supplied: Sequence[Supplied], at: datetime) -> None:
    """What was missing came: the limit for the answer begins anew on the day on which it did."""
    with transaction.atomic():
        take_said(supplied, "correct", "enter_correction", at)
        for one in supplied:
            Correction.objects.filter(request=one.request).update(answer=one.words, answered_on=one.day)


def last_day_to_ask(request: Request) -> date | None:
    """Until when a correction may be asked for; None before it is received."""
    return last_day(NOTICE, request.received) if request.received else None


def is_first(cases, takes) -> Reasons:
    """Once only."""
    earlier = Act.objects.filter(case__in=[case.pk for case in cases], step="ask_correction")
    again = "已经要求过一次补正，只能要求一次；请按现有内容办理"
    return {key: [again] for key in earlier.values_list("case_id", flat=True)}


def is_in_time(cases, takes) -> Reasons:
    rows = Request.objects.in_bulk([case.pk for case in cases])
    reasons: Reasons = {}
    for take in takes:
        last = last_day_to_ask(rows[take.case.pk])
        if last and (take.effective or take.at).astimezone(BEIJING).date() > last:
            reasons[take.case.pk] = [f"要求补正的最后一天是{riqi(last)}，已经过了；请按现有内容办理"]
    return reasons
