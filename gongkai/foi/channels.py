"""受理渠道: what of a unit's ways in is dead, as far as the house can see by itself (BW-6.2.2, KF-T1.10).

Each finding becomes a case at the office, once. One that is answered is looked at again the next day, or, where it was
not said to be mended, after a month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue.models import ASKED, Contact
from gongkai.corrections import receiving
from gongkai.corrections.models import Channel, Outcome, Report, Sort
from gongkai.foi import notices
from gongkai.foi.models import Request
from gongkai.foi.vocabulary import Channel as Came
from gongkai.outbox.models import Message
from gongkai.outbox.models import Outcome as Sending

ELEMENTS = ("office", "address", "hours", "phone", "fax", "email")  # the six of KF-T1.10
RECENT = 200  # requests looked at, the newest
NEXT, AGAIN = timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True)
class Dead:
    unit: Unit
    channel: str
    says: str


def missing(contact: Contact) -> list[str]:
    """Names of the six elements that are not told."""
    names = {field.name: str(field.verbose_name) for field in Contact._meta.local_fields}
    return [names[one] for one in ELEMENTS if not getattr(contact, one)]


def due(now: datetime) -> list[Dead]:
    """What is dead and not yet before the office."""
    found = [*_by_contact(now), *_by_mail()]
    if not found:
        return []
    known = Report.objects.filter(sort=Sort.CHANNEL, about__in=[one.unit for one in found])
    held = {
        (about, channel)
        for about, channel, answered, outcome in known.values_list("about", "channel", "answered", "outcome")
        if answered is None
        or (outcome != Outcome.MENDED and answered > now - AGAIN)
        or answered > now - timedelta(days=1)
    }
    return [one for one in found if (one.unit.pk, one.channel) not in held]


def notice(dead: Dead, now: datetime) -> None:
    """Opens the case at the office."""
    receiving.receive(
        receiving.Said(Sort.CHANNEL, dead.says, "", "", channel=dead.channel, about=dead.unit, noticed=True), now
    )


def _by_contact(now: datetime) -> Iterator[Dead]:
    standing = Unit.objects.standing_on(now.astimezone(BEIJING).date()).filter(kind__in=ASKED)
    for contact in Contact.objects.filter(unit__in=standing).select_related("unit"):
        if lacking := missing(contact):
            yield Dead(contact.unit, Channel.ELEMENTS, f"没有公布{'、'.join(lacking)}，请在“目录—联系方式”里补上")
        if not contact.online:
            yield Dead(contact.unit, Channel.ONLINE, "网上受理已关闭，请核实原因，能开的尽快打开")


def _by_mail() -> Iterator[Dead]:
    """Mailboxes to which the newest letter about a request could not be delivered."""
    rows = list(Request.objects.filter(channel=Came.ONLINE).order_by("-pk").select_related("case__unit")[:RECENT])
    letters = Message.objects.filter(key__in=[notices.key_of(row) for row in rows])
    sent = dict(letters.filter(outcome__in=(Sending.SENT, Sending.FAILED)).values_list("about", "outcome"))
    newest: dict[Unit, str] = {}
    for row in rows:
        if row.pk in sent:
            newest.setdefault(row.case.unit, sent[row.pk])
    for unit, outcome in newest.items():
        if outcome == Sending.FAILED:
            yield Dead(unit, Channel.MAIL, "发到公布的电子邮箱的邮件没有发成，请核对邮箱")
