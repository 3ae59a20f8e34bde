"""What people of the county were reminded of in the last days, and how some of them want to be told.

Addresses are made up, at a domain that nobody can have; letters are laid into the folder ``mail``.
"""

from datetime import time, timedelta

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Person, WorkMail
from gongkai.demo import hours
from gongkai.desk import climbing
from gongkai.desk.models import Look, Reminder, Wishes

DAYS = (3, 0)  # before today, on which the ladder was gone through
MAILED = ("jiaoyun-lingdao", "gkb")
QUIET = {"jiaoyun-xinxi": (time(21, 30), time(7, 0)), "jiaoyun-lingdao": (time(20, 0), time(8, 0))}


def lay() -> None:
    """Once, when everything else stands: laid before, it stays as it is."""
    if Look.objects.exists():
        return
    with transaction.atomic():
        _wishes()
        for days in DAYS:
            _climb(days)
        _known()


def _wishes() -> None:
    asked = hours.NOW - timedelta(days=20)
    for username in MAILED:
        person = Person.objects.get(username=username)
        WorkMail.objects.create(person=person, address=f"{username}@example.cn", at=asked, confirmed=asked)
    for username, (since, until) in QUIET.items():
        person = Person.objects.get(username=username)
        Wishes.objects.create(person=person, quiet_since=since, quiet_until=until, at=asked)


def _climb(days: int) -> None:
    """Every working morning finds what is open now; where there is very much, it goes on until all is told."""
    at = hours.NOW - timedelta(days=days)
    if not shelf.calendar().is_workday(hours.day_of(at)):
        return
    while climbing.due(at):
        climbing.climb(at, at)


def _known() -> None:
    """The office read what it was told of before this week."""
    told = Reminder.objects.filter(person__username="gkb", at__lt=hours.NOW - timedelta(days=3))
    told.update(seen=hours.NOW - timedelta(days=1))
