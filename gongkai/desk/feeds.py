"""日历订阅: the dates of what waits for a person, at an address that nobody can guess and that ends when they say so.

Whoever has the address reads it without signing in, so that it names kinds, numbers and units of cases, no titles and
no people.
"""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Person, Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Due
from gongkai.desk.models import Feed
from gongkai.desk.waiting import Waiting
from gongkai.look import ics
from gongkai.publication import stamps
from gongkai.publication.frame import frame
from gongkai.vault.sealed import digest

LENGTH, MOST = 24, 500  # random bytes of an address; dates in one file, the soonest
REFRESH = "PT1H"


def make(person: Person, at: datetime) -> str:
    """The secret part of a new address, told this once; the one before ends."""
    token = secrets.token_urlsafe(LENGTH)
    with transaction.atomic():
        end(person, at)
        Feed.objects.create(person=person, mark=_mark(token), made=at)
    return token


def end(person: Person, at: datetime) -> None:
    Feed.objects.filter(person=person, ended=None).update(ended=at)


def of(person: Person) -> Feed | None:
    return Feed.objects.filter(person=person, ended=None).first()


def by(token: str) -> Person | None:
    """Whose address it is; nobody's where it ended, or the person left."""
    row = Feed.objects.filter(mark=_mark(token), ended=None, person__is_active=True).select_related("person").first()
    return row.person if row else None


def file(person: Person, at: datetime) -> bytes:
    """Every date of what waits for a step of any post the person holds."""
    around = frame(stamps.of_scope("all")[1])
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//desk//ZH", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{ics.text(f'{around.face.name}工作台')}", f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"]
    for due in _dues(person, at):
        lines += _event(due, at, around.face.domain or "gongkai", around.base)
    return ics.file([*lines, "END:VCALENDAR"])


def _dues(person: Person, at: datetime) -> list[Due]:
    held = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(person=person).select_related("unit")
    found = {due.pk: due for post in held for due in Waiting(post, at).dues().select_related("case__unit")[:MOST]}
    return sorted(found.values(), key=lambda one: (one.due, one.pk))[:MOST]


def _event(due: Due, at: datetime, domain: str, base: str) -> Iterator[str]:
    known = shelf.here()
    title = known[due.limit].title if due.limit in known else due.case.status_label
    said = f"{due.case.kind_of.label}第 {due.case_id} 号：{title}"
    yield "BEGIN:VEVENT"
    yield f"UID:due-{due.case_id}-{due.limit}-{due.round}@{domain}"
    yield f"DTSTAMP:{_moment(at)}"
    yield from _days(due.due.astimezone(BEIJING))
    yield f"SUMMARY:{ics.text(('已超期 ' if due.due < at else '') + said)}"
    yield f"DESCRIPTION:{ics.text(f'{due.case.unit.name}，{due.case.status_label}')}"
    if base:
        yield f"URL:{base}/staff/why/{due.case_id}/"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(last: datetime) -> Iterator[str]:
    """The whole last day; the very hour where the limit does not end with a day."""
    if (last.hour, last.minute) == (23, 59):
        yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_moment(last - timedelta(hours=1))}"
        yield f"DTEND:{_moment(last)}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _mark(token: str) -> str:
    return digest(f"日历 {token}")
