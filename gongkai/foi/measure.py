"""How often one network address may file, put files away and ask with a wrong code within an hour; then it waits."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.accounts.locking import visitor
from gongkai.foi.models import Knock
from gongkai.vault.sealed import digest

OVER = timedelta(hours=1)
MOST = {"filed": 10, "acted": 20, "stored": 20, "wrong": 10}  # of one address
MOST_OF_ALL = {"filed": 1000, "acted": 1000, "stored": 1000, "wrong": 10_000}
MOST_OF_NUMBER = 100  # wrong codes for one number, wherever they come from


class TooMany(Exception):
    """More than a person would do; ``str()`` says when to try again."""


def sender_of(request: HttpRequest) -> str:
    """The digest of the address a visitor comes from; empty where the proxy does not say it."""
    found = visitor(request)
    return digest(f"来自 {found}") if found else ""


def ask(sender: str, what: str, at: datetime) -> None:
    """Raises ``TooMany``."""
    lately = Knock.objects.filter(what=what, at__gt=at - OVER)
    if sender and lately.filter(sender=sender).count() >= MOST[what]:
        raise TooMany("您在一小时内办了太多次，请过一小时再来；急事请打受理机构的电话")
    if lately.count() >= MOST_OF_ALL[what]:
        raise TooMany("现在办理的人太多，请过一会儿再来；急事请打受理机构的电话")


def count(sender: str, what: str, at: datetime) -> None:
    Knock.objects.create(sender=sender, what=what, at=at)


def ask_number(number: str, at: datetime) -> None:
    """Raises ``TooMany`` where wrong codes were tried for a number from many places."""
    tried = Knock.objects.filter(what="number", sender=_of_number(number), at__gt=at - OVER)
    if tried.count() >= MOST_OF_NUMBER:
        raise TooMany("这个编号在一小时内查错了太多次，请过一小时再查；急事请打受理机构的电话")


def count_wrong(sender: str, number: str, at: datetime) -> None:
    count(sender, "wrong", at)
    count(_of_number(number), "number", at)


def old(now: datetime) -> list[int]:
    return list(Knock.objects.filter(at__lt=now - OVER).values_list("pk", flat=True)[:1000])


def forget(key: int) -> None:
    Knock.objects.filter(pk=key).delete()


def _of_number(number: str) -> str:
    return digest(f"编号 {number.strip()}")
