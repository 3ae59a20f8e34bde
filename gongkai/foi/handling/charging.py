"""信息处理费 (条例-42, 国办函〔2020〕109号): told within the limit; the limit begins anew when it is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.handling.applicant import take_said
from gongkai.foi.handling.extending import is_in_time
from gongkai.foi.models import Fee, Request
from gongkai.foi.vocabulary import Basis

__all__ = ["Charged", "Reached", "charge_many", "is_first", "is_in_time", "pay", "reach_many", "waits_to_be_reached"]
Reasons = dict[int, list[str]]


@dataclass(frozen=True)
class Charged:
    """A fee notice: ``many`` items of this applicant in the month with this one, or pages of this request."""

    request: Request
    basis: str
    many: int
    day: date
    by: Post


@dataclass(frozen=True)
class Reached:
    """The applicant has the notice."""

    request: Request
    day: date
    by: Post | None = None


def charge_many(charged: Sequence[Charged], at: datetime) -> None:
    """Tells applicants what they are to pay. All or none. Raises ``Unready`` where nothing is due by the tariff."""
    amounts = [amount(one.basis, one.many) for one in charged]
    if not all(amounts):
        raise Unready(["按收费标准，这个数量以内不收费，请核对"])
    with transaction.atomic():
        takes = [
            Take(one.request.case, one.by, at, moment(one.day, at), detail={"says": f"{due}元"})
            for one, due in zip(charged, amounts, strict=True)
        ]
        take_many("request", "charge", takes)
        Fee.objects.bulk_create(
            Fee(request=one.request, basis=one.basis, many=one.many, amount=due, asked_on=one.day)
            for one, due in zip(charged, amounts, strict=True)
        )


def amount(basis: str, many: int) -> int:
    """Yuan for the item that makes it ``many`` this month, or for so many pages of one request."""
    fees = shelf.fees()
    return fees.of_item(many) if basis == Basis.ITEM else fees.of_pages(many)


def reach_many(reached: Sequence[Reached], at: datetime) -> None:
    """They have the notice: twenty working days to pay begin."""
    with transaction.atomic():
        take_said(reached, "confirm_fee", "reach_fee", at)
        for one in reached:
            Fee.objects.filter(request=one.request).update(received_on=one.day)


def pay(requests: Sequence[Request], day: date, by: Post, at: datetime) -> None:
    """Paid on ``day``: the limit for the answer begins anew."""
    with transaction.atomic():
        take_many("request", "pay", [Take(one.case, by, at, moment(day, at)) for one in requests])
        Fee.objects.filter(request__in=requests).update(paid_on=day)


def is_first(cases, takes) -> Reasons:
    charged = Act.objects.filter(case__in=[case.pk for case in cases], step="charge").values_list("case_id", flat=True)
    return {key: ["已经发过收费通知，一件申请只收一次"] for key in charged}


def waits_to_be_reached(cases, takes) -> Reasons:
    known = Fee.objects.filter(request__in=[case.pk for case in cases]).exclude(received_on=None)
    return {key: ["已经登记过收到收费通知的日期"] for key in known.values_list("request_id", flat=True)}
