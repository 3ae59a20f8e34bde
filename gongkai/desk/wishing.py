"""我的通知: by what a person is told, at what hours, of which kinds of cases; and the messages that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from gongkai import shelf
from gongkai.accounts.models import WorkMail
from gongkai.acts.clock import BEIJING
from gongkai.desk.models import Reminder, Wishes
from gongkai.law.ladders import Hours
from gongkai.outbox import sending, ways
from gongkai.outbox.models import Way

ALERT = "alert"


class Manner(models.TextChoices):
    """How somebody is told of a kind of case; empty is the usual way."""

    SOON = "soon", "一到提醒的时候就发"
    NEVER = "never", "不发，只在工作台上看"


@dataclass(frozen=True)
class Wish:
    """What holds for one person: ``ways`` are those by which they can be reached."""

    ways: tuple[str, ...]
    quiet: Hours
    nights: bool
    kinds: dict[str, str]

    def never(self, kind: str) -> bool:
        return self.kinds.get(kind) == Manner.NEVER

    def soon(self, kind: str) -> bool:
        return self.kinds.get(kind) == Manner.SOON

    def release(self, now: datetime, hourly: bool) -> datetime:
        """When what is to be told at once goes: after the quiet hours, unless limits of hours may break them."""
        here = now.astimezone(BEIJING)
        if not self.quiet.hold(here.time()) or (hourly and self.nights):
            return now
        end = datetime.combine(here.date(), self.quiet.until, BEIJING)
        return end if end > here else end + timedelta(days=1)


def of(persons: Iterable[int]) -> dict[int, Wish]:
    """By person; those who never said anything have the ladder's hours."""
    keys = set(persons)
    rows = {row.pk: row for row in Wishes.objects.filter(pk__in=keys)}
    mails = WorkMail.objects.filter(pk__in=keys, confirmed__isnull=False, address__isnull=False, person__is_active=True)
    mailed = set(mails.values_list("pk", flat=True))
    return {key: _wish(rows.get(key), key in mailed) for key in keys}


def keep(reminders: list[Reminder], now: datetime) -> None:
    """Keeps who is told of what, and puts what is to be told at once; the same twice is kept once."""
    wishes = of({one.person_id for one in reminders})
    for one in reminders:
        wish, hourly = wishes[one.person_id], one.soon
        kind = one.case.kind
        one.soon = (hourly or wish.soon(kind)) and not wish.never(kind)
        one.release = wish.release(now, hourly) if one.soon else None
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    for person, release in {(one.person_id, one.release) for one in reminders if one.release}:
        for way in wishes[person].ways:
            sending.put(key_of(way, person, release), f"{ALERT}-{way}", person, now, way=way, due=release)


def key_of(way: str, person: int, release: datetime) -> str:
    """Of the message that goes at a moment; keys of one way and person stand in the order of time."""
    return f"{ALERT}:{way}:{person}:{release.astimezone(BEIJING):%Y%m%dT%H%M%S.%f}"


def release_of(key: str) -> datetime:
    return datetime.strptime(key.rsplit(":", 1)[1], "%Y%m%dT%H%M%S.%f").replace(tzinfo=BEIJING)


def _wish(row: Wishes | None, mailed: bool) -> Wish:
    usual = shelf.ladder().quiet
    if row is None:
        return Wish((Way.MAIL,) if mailed else (), usual, False, {})
    known = {Way.MAIL: mailed, Way.SMS: row.phone is not None, Way.WECOM: row.wecom is not None}
    reached = tuple(str(way) for way, can in known.items() if can and ways.has(way))
    quiet = usual if row.quiet_since is None or row.quiet_until is None else Hours(row.quiet_since, row.quiet_until)
    return Wish(reached, quiet, row.nights, row.kinds)
