"""Sending what lies in the outbox. A message is composed when it goes: what was withdrawn meanwhile is not in it.

One that was handed over and not yet marked when the power failed goes once more, under the same Message-ID, so that
it can be told from a second one, and says so afterwards. Sending twice at worst is better here than not at all.
"""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from gongkai.outbox import faults
from gongkai.outbox.models import Message, Outcome
from gongkai.vault.sealed import digest

AT_ONCE = 50
CLAIMED = timedelta(minutes=10)  # whoever took it and died is waited for so long
REST = timedelta(minutes=1)  # after the mail server could not be spoken to: nothing else waits for it
WAITS = (1, 5, 30, 120, 480, 1440)  # minutes after each try that failed
log = logging.getLogger("gongkai.outbox")


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    domain: str  # of the site, which the sender and the message are named after
    headers: dict[str, str] = field(default_factory=dict)


Compose = Callable[[Message], Mail | None]
KINDS: dict[str, Compose] = {}


def put(key: str, kind: str, about: int, at: datetime) -> None:
    """To be sent from now on; one that was put before is not put again."""
    Message.objects.get_or_create(key=key, defaults={"kind": kind, "about": about, "at": at, "due": at})


def due(now: datetime) -> list[Message]:
    return list(Message.objects.filter(done=None, due__lte=now).order_by("due")[:AT_ONCE])


def send(message: Message, now: datetime) -> None:
    """Of several that want to send one, one does. What cannot be sent is tried again, more and more seldom."""
    mine = Message.objects.filter(pk=message.pk, done=None, due=message.due)
    again = message.begun or message.repeated
    if not mine.update(due=now + CLAIMED, tries=F("tries") + 1, begun=True, repeated=again):
        return
    try:
        mail = KINDS[message.kind](message)
        if mail:
            _deliver(mail, message)
    except Exception as fault:
        _failed(message, fault, now, again)
        return
    outcome = (Outcome.DOUBTFUL if again else Outcome.SENT) if mail else Outcome.VOID
    Message.objects.filter(pk=message.pk).update(done=now, outcome=outcome, begun=False)


def void(kind: str, about: int, at: datetime) -> None:
    """What was to be sent about a row is not sent any more."""
    Message.objects.filter(kind=kind, about=about, done=None).update(done=at, outcome=Outcome.VOID)


@dataclass(frozen=True)
class Trouble:
    """How many are tried again and why, how many were given up, how many may have come twice."""

    trying: int
    why: str
    failed: int
    doubtful: int


def troubled(since: datetime) -> Trouble:
    """What did not leave, and of what has been done since a moment."""
    trying = Message.objects.filter(done=None).exclude(fault="")
    ended = Message.objects.filter(done__gte=since)
    return Trouble(
        trying.count(),
        trying.order_by("-due").values_list("fault", flat=True).first() or "",
        ended.filter(outcome=Outcome.FAILED).count(),
        ended.filter(outcome=Outcome.DOUBTFUL).count(),
    )


def _deliver(mail: Mail, message: Message) -> None:
    host = mail.domain or "localhost"
    headers = {
        "Message-ID": f"<{digest(f'outbox {message.key}')[:32]}@{host}>", "Auto-Submitted": "auto-generated",
        **mail.headers,
    }  # fmt: skip
    sender = settings.MAIL_FROM or f"no-reply@{host}"
    connection = get_connection()
    try:
        connection.open()
    except Exception as fault:
        raise faults.Unreachable from fault
    try:
        EmailMessage(mail.subject, mail.text, sender, [mail.to], headers=headers, connection=connection).send()
    finally:
        with contextlib.suppress(Exception):  # it was taken or refused before; how one parts changes nothing
            connection.close()


def _failed(message: Message, fault: Exception, now: datetime, again: bool) -> None:
    read = faults.read(fault)
    log.warning("邮件没有发成：%s，第 %s 次：%s", message.key, message.tries + 1, read.says)
    if read.nobody:
        Message.objects.filter(done=None, due__lte=now).update(due=now + REST)
    said: dict[str, object] = {"fault": read.says[:40], "begun": read.unclear, "repeated": again}
    if message.tries < len(WAITS) and not read.lasting:
        said |= {"due": now + timedelta(minutes=WAITS[message.tries])}
    else:
        said |= {"done": now, "outcome": Outcome.FAILED}
    Message.objects.filter(pk=message.pk).update(**said)
