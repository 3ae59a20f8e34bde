"""When a record goes out: booked for a moment to come (TZ-4.3), or at once on an emergency's order (条例-17)."""

from datetime import datetime

from gongkai.disclosures.editions import Reasons
from gongkai.workflow import booking
from gongkai.workflow.models import Booking


def names_a_moment(cases, takes) -> Reasons:
    """A booking is for a moment to come."""
    found: Reasons = {}
    for take in takes:
        if not take.only_asks and (moment := moment_of(take)) is None:
            found[take.case.pk] = ["请写明预约的日期和时间"]
        elif not take.only_asks and moment <= take.at:
            found[take.case.pk] = ["预约的时间已经过去，请写以后的时间；现在就要办，请直接办理"]
    return found


def book_publication(cases, takes, acts) -> None:
    for take in takes:
        booking.book(take.case, Booking.What.PUBLISH, datetime.fromisoformat(take.detail["for"]), take.by)


def book_expiry(cases, takes, acts) -> None:
    for take in takes:
        moment = datetime.fromisoformat(take.detail["for"])
        booking.book(take.case, Booking.What.WITHDRAW, moment, take.by, take.words)


def is_booked(cases, takes) -> Reasons:
    booked = set(Booking.objects.filter(case__in=[c.pk for c in cases], ended=None).values_list("case", flat=True))
    return {case.pk: ["没有预约，不用取消"] for case in cases if case.pk not in booked}


def unbook(cases, takes, acts) -> None:
    booking.cancel(cases, acts[0].at)


def names_who_ordered(cases, takes) -> Reasons:
    """An emergency goes out on the order of the unit's leader; who, when and how is written down."""
    wanted = {"ordered_by": "下令的单位负责人", "ordered_how": "下令方式"}
    return {
        take.case.pk: missing
        for take in takes
        if not take.only_asks
        and (missing := [f"请写明{label}" for name, label in wanted.items() if not take.detail.get(name)])
    }


def moment_of(take) -> datetime | None:
    """For when it is booked; None where nothing that is a moment was written."""
    try:
        return datetime.fromisoformat(take.detail.get("for", ""))
    except ValueError:
        return None
