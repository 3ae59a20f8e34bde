"""Booked publication and expiry: done at the told moment by whoever booked it; what fails says so until it is done."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Refused
from gongkai.acts.taking import Take, take_many
from gongkai.workflow.models import Booking

FIRST_RETRY, LONGEST = timedelta(minutes=10), timedelta(hours=6)
BROKEN = "系统没有办成，已记入运行日志，请系统管理员查看"
log = logging.getLogger("gongkai.workflow")


def book(case: Case, what: str, when: datetime, by: Post, words: str = "") -> Booking:
    """Books what is to happen to a case; a former booking of the same gives way."""
    Booking.objects.filter(case=case, what=what, ended=None).update(ended=when)
    return Booking.objects.create(
        case=case, what=what, at=when, next_try=when, post=by, content=case.content, words=words
    )


def cancel(cases: Iterable[Case], at: datetime, *, what: Iterable[str] = Booking.What.values) -> None:
    """Nothing booked happens to these cases any more."""
    if not Booking.objects.filter(ended=None).exists():
        return
    Booking.objects.filter(case__in=[case.pk for case in cases], what__in=list(what), ended=None).update(ended=at)


def due(now: datetime) -> list[int]:
    """Keys of bookings whose moment has come, in the order they were meant to happen."""
    rows = Booking.objects.filter(ended=None, next_try__lte=now).order_by("at", "pk")
    return list(rows.values_list("pk", flat=True)[:200])


def carry_out(key: int, now: datetime) -> bool:
    """Does one booking; what refuses it is written down with the next try. Safe to run twice."""
    booking = Booking.objects.select_related("case", "post__person", "post__unit").get(pk=key)
    if booking.ended or booking.next_try > now:
        return False
    try:
        with transaction.atomic():
            if not Booking.objects.filter(pk=key, ended=None).update(ended=now, failed=""):
                return False  # called off, or done by hand, since it was read
            _do(booking, now)
    except Refused as refusal:
        _missed(booking, str(refusal), now)
    except Exception:
        log.exception("预约没有办成：%s", key)
        _missed(booking, BROKEN, now)
    return True


def open_for(post: Post) -> list[Booking]:
    """What is booked for records that this post sees, soonest first, failed ones among them."""
    rows = Booking.objects.filter(ended=None, case__in=Case.objects.visible_to(post))
    return list(rows.select_related("case__unit", "post__person").order_by("at", "pk"))


def failed_for(post: Post) -> list[Booking]:
    """What did not happen though its moment came: for the publishers of the unit and for the office."""
    failed = Booking.objects.filter(ended=None).exclude(failed="")  # hardly ever any: nobody's cases are looked through
    if post.role not in ("publisher", "office") or not failed.exists():
        return []
    return [one for one in open_for(post) if one.failed]


def _do(booking: Booking, now: datetime) -> Act:
    meant = f"{booking.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    detail = {"says": f"按 {meant} 的预约办理", "booking": booking.pk}
    if booking.what == Booking.What.WITHDRAW:
        detail["cause"] = "expired"
        return booking.case.take("withdraw", by=booking.post, at=now, words=booking.words, detail=detail)
    beside = booking.case.kind_of.beside
    others = beside(booking.case, "publish", booking.post, now) if beside else []
    booked = dict(Booking.objects.filter(case__in=others, what="publish", ended=None).values_list("case", "content"))
    takes = [Take(booking.case, booking.post, now, detail=detail, read=booking.content)]
    takes += [Take(one, booking.post, now, detail=detail, read=booked.get(one.pk, "")) for one in others]
    return take_many(booking.case.kind, "publish", takes)[0]


def _missed(booking: Booking, why: str, now: datetime) -> None:
    wait = min(FIRST_RETRY * 2 ** min(booking.tries, 10), LONGEST)
    Booking.objects.filter(pk=booking.pk).update(tries=booking.tries + 1, next_try=now + wait, failed=why[:500])
