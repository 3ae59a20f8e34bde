"""Asking for mail, saying that it is oneself, and ending it: no account, two links that nobody else can make."""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction

from gongkai.outbox import sending
from gongkai.publication.models import Counter
from gongkai.subscriptions.models import Subscription
from gongkai.vault.sealed import digest

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
OVER = timedelta(hours=1)
MOST_FOR, MOST_FROM, MOST_OF_ALL = 3, 5, 300  # confirmations within ``OVER``: for an address, from a place, in all
OPEN_FOR = timedelta(days=1)  # a link that nobody confirms by ends, and the address is erased


class TooMany(Exception):
    """More requests than people would make; ``str()`` says when to try again."""


@dataclass(frozen=True)
class Wants:
    """What is new in any of these columns, of this unit, with any of these words; empty where that does not matter."""

    columns: list[str]
    unit: str
    words: list[str]


def ask(address: str, wants: Wants, daily: bool, sender: str, at: datetime) -> None:
    """Sends a link to confirm by. Says nothing of whether the address is known here. Raises ``TooMany``."""
    reader, place = digest(f"订阅 {address.lower()}"), digest(f"订阅来自 {sender}")
    lately = Subscription.objects.filter(asked__gt=at - OVER)
    if lately.filter(sender=place).count() >= MOST_FROM or lately.count() >= MOST_OF_ALL:
        raise TooMany("刚才提交订阅的次数太多，请过一小时再提交；也可以用阅读器（RSS）订阅，不用邮箱")
    if lately.filter(reader=reader).count() >= MOST_FOR:
        return  # no more letters to this address; whether there were any is nobody else's business
    with transaction.atomic():
        row = Subscription.objects.create(
            code="".join(DICE.choices(LETTERS, k=16)), address=address, daily=daily, reader=reader, sender=place,
            wants=json.dumps(asdict(wants), ensure_ascii=False), asked=at,
        )  # fmt: skip
        sending.put(f"confirm:{row.pk}", "confirm", row.pk, at)


def find(code: str, token: str) -> Subscription | None:
    """The subscription of a link; None for one that was not sent by us."""
    row = Subscription.objects.filter(code=code).first()
    return row if row and hmac.compare_digest(token_of(row), token) else None


def token_of(row: Subscription) -> str:
    return digest(f"订阅链接 {row.code}")[:32]


def confirm(row: Subscription, at: datetime) -> bool:
    """From now on; in place of what the same address had before. False where it is over already."""
    with transaction.atomic():
        begun = Subscription.objects.filter(pk=row.pk, ended=None, confirmed=None)
        if begun.update(confirmed=at, seen=last_turn(), mailed=None, sender=""):
            for other in Subscription.objects.filter(reader=row.reader, ended=None).exclude(pk=row.pk):
                end(other, at)
    return Subscription.objects.filter(pk=row.pk, ended=None).exists()


def end(row: Subscription, at: datetime) -> None:
    """Nothing is sent any more, and the address is erased with all that it asked for."""
    with transaction.atomic():
        Subscription.objects.filter(pk=row.pk, ended=None).update(
            address=None, wants=None, reader="", sender="", ended=at
        )
        for kind in ("confirm", "news"):
            sending.void(kind, row.pk, at)


def unconfirmed(now: datetime) -> list[Subscription]:
    """Requests that nobody confirmed in time."""
    return list(Subscription.objects.filter(confirmed=None, ended=None, asked__lt=now - OPEN_FOR)[:200])


def wants_of(row: Subscription) -> Wants:
    return Wants(**json.loads(row.wants or "{}"))


def last_turn() -> int:
    return Counter.objects.filter(name="turn").values_list("number", flat=True).first() or 0
