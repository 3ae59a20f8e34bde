"""公布的最短时间: what has to be shown for a time is not taken down sooner (土地管理法实施条例-26).

The time is a limit of the column with ``least: true``. What should never have gone out is withdrawn at any time: the
time binds what is booked to go, and what is withdrawn as out of date.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take
from gongkai.disclosures.editions import Reasons
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.routes import bookings
from gongkai.disclosures.vocabulary import WithdrawalCause
from gongkai.law import deadlines
from gongkai.law.deadlines import Event
from gongkai.law.limits import Limit
from gongkai.workflow.models import Booking

OUT = ("publish", "emergency")


def may_expire(cases: Sequence[Case], takes: Sequence[Take]) -> Reasons:
    """A booked end lies behind the time for which the record has to be shown."""
    ends = {take.case.pk: bookings.moment_of(take) for take in takes}
    return _too_soon(cases, takes, {key: end for key, end in ends.items() if end})


def may_end(cases: Sequence[Case], takes: Sequence[Take]) -> Reasons:
    """So does the moment at which a record is withdrawn because its time is over."""
    over = [take for take in takes if take.detail.get("cause") == WithdrawalCause.EXPIRED]
    return _too_soon(cases, takes, {take.case.pk: take.at for take in over})


def _too_soon(cases: Sequence[Case], takes: Sequence[Take], ends: dict[int, datetime]) -> Reasons:
    found: Reasons = {}
    at = {take.case.pk: take.at for take in takes}
    for row in Disclosure.objects.filter(pk__in=ends).select_related("topic", "case"):
        for limit in _least(row):
            free = _free_from(limit, _out(row, at[row.pk]))
            if ends[row.pk] < free:
                day = f"{free.astimezone(BEIJING):%Y-%m-%d}"
                found.setdefault(row.pk, []).append(f"{limit.title}不少于{limit.span}，{day} 起才能下架")
    return found


def _least(row: Disclosure) -> Iterator[Limit]:
    known = shelf.here()
    return (known[name] for name in row.topic.limits if name in known and known[name].least)


def _free_from(limit: Limit, out: datetime) -> datetime:
    """The first moment after the time, counted from the day on which the record went out."""
    clock = deadlines.clock(limit, [Event(limit.after[0], out.astimezone(BEIJING).date())], out, shelf.calendar())
    assert clock.late_from is not None
    return clock.late_from


def _out(row: Disclosure, now: datetime) -> datetime:
    """When it went out last; of what is still to come, the booked moment, or now."""
    last = Act.objects.filter(case=row.pk, step__in=OUT).order_by("-number").values_list("at", flat=True).first()
    if row.case.status != "approved" and last:
        return last
    booked = Booking.objects.filter(case=row.pk, what=Booking.What.PUBLISH, ended=None).values_list("at", flat=True)
    return booked.first() or now
