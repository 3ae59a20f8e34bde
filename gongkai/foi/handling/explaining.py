"""大量申请 (条例-35): the applicant gives reasons; where they hold but time does not suffice, a later day is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.handling.applicant import take_said
from gongkai.foi.models import Request, Volume
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]


@dataclass(frozen=True)
class Asked:
    """``many``: how many requests of the same applicant there are; ``until``: the day the organ sets for reasons."""

    request: Request
    many: int
    day: date
    by: Post
    until: date | None = None


@dataclass(frozen=True)
class Given:
    """The reasons, received on ``day``."""

    request: Request
    words: str
    day: date
    by: Post | None = None


def ask_many(asked: Sequence[Asked], at: datetime) -> None:
    """Asks applicants for their reasons. All or none."""
    with transaction.atomic():
        takes = [Take(one.request.case, one.by, at, moment(one.day, at)) for one in asked]
        take_many("request", "ask_reasons", takes)
        Volume.objects.bulk_create(
            Volume(request=one.request, many=one.many, asked_on=one.day, until=one.until) for one in asked
        )


def give_many(given: Sequence[Given], at: datetime) -> None:
    with transaction.atomic():
        take_said(given, "explain", "enter_reasons", at)
        for one in given:
            Volume.objects.filter(request=one.request).update(reasons=one.words, given_on=one.day)


def delay(request: Request, until: date, by: Post, at: datetime) -> None:
    """The reasons hold: the answer is to be given by ``until``, and the applicant is told. Raises ``Unready``."""
    today = at.astimezone(BEIJING).date()
    if until <= today:
        raise Unready(["延迟答复的日期要在今天以后"])
    with transaction.atomic():
        Volume.objects.filter(request=request).update(delayed_to=until, told_on=today)
        request.case.take("delay", by=by, at=at, detail={"says": f"延迟到{riqi(until)}"})


def is_first(cases, takes) -> Reasons:
    asked = Act.objects.filter(case__in=[case.pk for case in cases], step="ask_reasons")
    return {key: ["已经要求说明过理由"] for key in asked.values_list("case_id", flat=True)}


def is_explained(cases, takes) -> Reasons:
    given = Act.objects.filter(case__in=[case.pk for case in cases], step__in=("explain", "enter_reasons"))
    known = set(given.values_list("case_id", flat=True))
    told = Act.objects.filter(case__in=known, step="delay").values_list("case_id", flat=True)
    reasons = {case.pk: ["申请人还没有说明理由，不能确定延迟答复"] for case in cases if case.pk not in known}
    return reasons | {key: ["已经确定过延迟答复的日期"] for key in told}
