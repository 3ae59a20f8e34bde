"""One letter by mail, under a name of its own that is the same when it goes again."""

import contextlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from gongkai.outbox import faults


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    domain: str  # of the site, which the sender and the message are named after
    headers: dict[str, str] = field(default_factory=dict)


def deliver(mail: Mail, name: str) -> None:
    """``name`` tells it from every other letter of the house."""
    host = mail.domain or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated", **mail.headers}
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
