"""A consultation begins with its first day and ends with the last second of its last."""

from datetime import datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.participation.models import Consultation


def to_open(now: datetime) -> list[Consultation]:
    """Agreed to, and their first day is here."""
    return _of("approved", opens__lte=now.astimezone(BEIJING).date())


def begin(row: Consultation, now: datetime) -> None:
    take_many("consultation", "open", [Take(row.case, None, now, follows=True)])


def over(now: datetime) -> list[Consultation]:
    """Out still, and their last day is over."""
    return _of("open", closes__lt=now.astimezone(BEIJING).date())


def close(row: Consultation, now: datetime) -> None:
    """It ended with its last day, whenever the schedule came by."""
    take_many("consultation", "close", [Take(row.case, None, now, row.ends, follows=True)])


def runs(row: Consultation, now: datetime) -> bool:
    """Whether an opinion that comes now is in time."""
    return row.case.status in ("approved", "open") and row.begins <= now < row.ends


def _of(status: str, **when) -> list[Consultation]:
    return list(Consultation.objects.filter(case__status=status, **when).select_related("case")[:100])
