"""延长 (条例-33): once, agreed to by the head of the office, told to the applicant before the limit ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.handling.limiting import dues_of
from gongkai.foi.models import Extension, Request
from gongkai.look.words import riqi

Reasons = dict[int, list[str]]


@dataclass(frozen=True)
class Proposed:
    """Why more time is needed."""

    request: Request
    reason: str
    by: Post


def propose_many(proposed: Sequence[Proposed], at: datetime) -> None:
    """Asks the head of the office for more time. All or none. Raises ``Unready`` the second time, and too late."""
    today = at.astimezone(BEIJING).date()
    with transaction.atomic():
        take_many("request", "propose_extension", [Take(one.request.case, one.by, at) for one in proposed])
        for one in proposed:
            said = {"reason": one.reason, "proposed_on": today, "decided_on": None, "agreed": None}
            Extension.objects.update_or_create(request=one.request, defaults=said)


def tell_many(requests: Sequence[Request], day: date, by: Post, at: datetime) -> None:
    """The applicants were told on ``day``; only from then on does the extension count."""
    with transaction.atomic():
        takes = [Take(one.case, by, at, moment(day, at)) for one in requests]
        take_many("request", "tell_extension", takes)
        Extension.objects.filter(request__in=requests).update(told_on=day)


def agree(cases, takes, acts) -> None:
    _decided(takes, agreed=True)


def refuse(cases, takes, acts) -> None:
    _decided(takes, agreed=False)


def is_first(cases, takes) -> Reasons:
    """An extension that was agreed to is the only one."""
    agreed = Act.objects.filter(case__in=[case.pk for case in cases], step="extend").values_list("case_id", flat=True)
    return {key: ["已经延长过一次，不能再延长"] for key in agreed}


def is_in_time(cases, takes) -> Reasons:
    """Before the limit ends: later it would not count."""
    dues, reasons = dues_of(cases), {}
    for take in takes:
        last = dues.get(take.case.pk)
        if last and (take.effective or take.at) > last:
            reasons[take.case.pk] = [f"答复期限已在{riqi(last)}届满，现在办不生效"]
    return reasons


def waits_to_be_told(cases, takes) -> Reasons:
    rows = Extension.objects.filter(request__in=[case.pk for case in cases], agreed=True, told_on=None)
    waiting = set(rows.values_list("request_id", flat=True))
    return {case.pk: ["没有已经同意、还没有告知的延长"] for case in cases if case.pk not in waiting}


def _decided(takes, *, agreed: bool) -> None:
    for take in takes:
        day = take.at.astimezone(BEIJING).date()
        Extension.objects.filter(request=take.case.pk).update(agreed=agreed, decided_on=day)
