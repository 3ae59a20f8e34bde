"""Sending what lies in the outbox. A message is composed when it goes: what was withdrawn meanwhile is not in it.

One that was handed over and not yet marked when the power failed goes once more, under the same name, so that it can be
told from a second one, and says so afterwards. Sending twice at worst is better here than not at all.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from gongkai.outbox import faults, letters, ways
from gongkai.outbox.letters import Mail
from gongkai.outbox.models import Message, Outcome, Way
from gongkai.outbox.ways import Text
from gongkai.vault.sealed import digest

AT_ONCE = 50
CLAIMED = timedelta(minutes=10)  # whoever took it and died is waited for so long
WAITS = (1, 5, 30, 120, 480, 1440)  # minutes after each try that failed
STANDSTILL = 2  # where nobody answers at all, the place in WAITS beyond which waiting grows no longer
log = logging.getLogger("gongkai.outbox")


Compose = Callable[[Message], Mail | Text | None]
KINDS: dict[str, Compose] = {}


def put(key: str, kind: str, about: int, at: datetime, way: str = Way.MAIL, due: datetime | None = None) -> None:
    """To be sent from now on, or from ``due``; one that was put before is not put again."""
    said = {"kind": kind, "about": about, "at": at, "due": due or at, "way": way}
    Message.objects.get_or_create(key=key, defaults=said)


def due(now: datetime) -> list[Message]:
    return list(Message.objects.filter(done=None, due__lte=now).order_by("due")[:AT_ONCE])


def send(message: Message, now: datetime) -> None:
    """Of several that want to send one, one does. What cannot be sent is tried again, more and more seldom."""
    mine = Message.objects.filter(pk=message.pk, done=None, due=message.due)
    again = message.begun or message.repeated
    if not mine.update(due=now + CLAIMED, tries=F("tries") + 1, begun=True, repeated=again):
        return
    try:
        said = KINDS[message.kind](message) if ways.has(message.way) else None
        if said:
            _deliver(said, message)
    except Exception as fault:
        _failed(message, fault, now, again)
        return
    outcome = (Outcome.DOUBTFUL if again else Outcome.SENT) if said else Outcome.VOID
    Message.objects.filter(pk=message.pk).update(done=now, outcome=outcome, begun=False)


def void(kind: str, about: int, at: datetime) -> None:
    """What was to be sent about a row is not sent any more."""
    Message.objects.filter(kind=kind, about=about, done=None).update(done=at, outcome=Outcome.VOID)


@dataclass(frozen=True)
class Trouble:
    """Of one way: how many are tried again and why, how many were given up, how many may have come twice."""

    trying: int
    why: str
    failed: int
    doubtful: int


def troubled(since: datetime) -> dict[str, Trouble]:
    """By way: what did not leave, and of what has been done since a moment. Ways without trouble are left out."""
    trying = Message.objects.filter(done=None).exclude(fault="")
    waits = dict(trying.order_by("way").values_list("way").annotate(Count("pk")))
    failed, doubtful = (Count("pk", filter=Q(outcome=one)) for one in (Outcome.FAILED, Outcome.DOUBTFUL))
    rows = Message.objects.filter(done__gte=since, outcome__in=(Outcome.FAILED, Outcome.DOUBTFUL)).order_by("way")
    ended = {way: some for way, *some in rows.values("way").annotate(a=failed, b=doubtful).values_list("way", "a", "b")}
    why = {way: trying.filter(way=way).order_by("-due").values_list("fault", flat=True).first() or "" for way in waits}
    return {
        way: Trouble(waits.get(way, 0), why.get(way, ""), *ended.get(way, (0, 0))) for way in {*waits, *ended}
    }  # fmt: skip


def again(message: Message, now: datetime) -> bool:
    """Tries one that was given up, or waits, at once. False where somebody else did, or it went meanwhile."""
    waits = Q(done=None, begun=False) & ~Q(fault="") | Q(outcome=Outcome.FAILED)
    found = Message.objects.filter(waits, pk=message.pk, tries=message.tries, done=message.done)
    return bool(found.update(done=None, outcome="", tries=0, due=now))


def _deliver(said: Mail | Text, message: Message) -> None:
    name = digest(f"outbox {message.key}")[:32]
    if isinstance(said, Text):
        ways.deliver(message.way, said, name)
    else:
        letters.deliver(said, name)


def _failed(message: Message, fault: Exception, now: datetime, again: bool) -> None:
    read = faults.read(fault)
    log.warning("没有发成：%s，第 %s 次：%s", message.key, message.tries + 1, read.says)
    if read.nobody:
        Message.objects.filter(done=None, due__lte=now, way=message.way).update(due=now + read.rest)
    said: dict[str, object] = {"fault": read.says[:40], "begun": read.unclear, "repeated": again}
    standstill = read.nobody and not read.unclear
    if not read.lasting and (standstill or message.tries < len(WAITS)):
        wait = timedelta(minutes=WAITS[min(message.tries, STANDSTILL) if standstill else message.tries])
        said |= {"due": now + max(wait, read.rest)}
    else:
        said |= {"done": now, "outcome": Outcome.FAILED}
    Message.objects.filter(pk=message.pk).update(**said)
