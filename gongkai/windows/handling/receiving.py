"""Taking a case in, outside by the form on the site or at the counter: a code and a secret in return (KF-4.2.1)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import IntegrityError

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.vault.sealed import digest
from gongkai.windows.models import Channel, Item, ServiceCase

LETTERS, DICE = "abcdefghijkmnopqrstuvwxyz", SystemRandom()
OVER = timedelta(hours=1)
MOST, MOST_OF_ALL = 5, 300  # within ``OVER``, from one place and from everywhere


class TooMany(Exception):
    """More than a person would file; ``str()`` says when to try again."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for; ``by`` is None for the form on the site, ``sender`` where it came from; ``token`` tells
    one filling-in from another, where there is one.
    """

    item: Item
    name: str
    phone: str
    paper_no: str = ""
    asks: str = ""
    by: Post | None = None
    sender: str = ""
    at: datetime | None = None
    token: str = ""

    @property
    def raw(self) -> str:
        """What makes it this filling-in: sent again it is the same, changed in a word it is another."""
        return "\n".join([self.token, str(self.item.pk), self.name, self.phone, self.paper_no, self.asks])


@dataclass(frozen=True)
class Receipt:
    row: ServiceCase
    code: str
    secret: str


def take_in(wish: Wish, at: datetime) -> Receipt:
    """Opens the case. Raises ``TooMany``, or ``Unready`` where the item takes none."""
    if known := _known(wish):
        return known
    if not takes(wish.item, online=wish.by is None):
        raise Unready(["这一事项现在不能这样申请，请看办事指南"])
    if wish.by is None:
        _ask_measure(wish.sender, at)
    try:
        return take_in_many([wish], at)[0]
    except IntegrityError:  # the same form, sent twice at once
        known = _known(wish)
        if known is None:
            raise
        return known


def take_in_many(wishes: list[Wish], at: datetime) -> list[Receipt]:
    """Opens the cases of one channel, each at the unit whose item it is. All or none."""
    made: list[Receipt] = []

    def room(cases: list[Case]) -> None:
        for case, wish in zip(cases, wishes, strict=True):
            code, secret = _codes(wish)
            made.append(Receipt(_row(case, wish, code, secret, wish.at or at), code, secret))
        ServiceCase.objects.bulk_create(one.row for one in made)

    by_hand = wishes[0].by is not None
    openings = [
        Opening(wish.item.case.unit, wish.item.case.title, wish.by, wish.at or at, follows=not by_hand)
        for wish in wishes
    ]
    open_many("service_case", "receive" if by_hand else "file", openings, room)
    return made


def takes(item: Item, *, online: bool) -> bool:
    """Whether the item is handled at a window, and for the form on the site, whether it is taken in online."""
    return item.case.status == "inside" and (not online or "intake" in item.stages)


def find(code: str, secret: str) -> ServiceCase | None:
    """The case of a code, where the second secret fits."""
    row = ServiceCase.objects.select_related("case__unit", "item__case").filter(code=code.strip().lower()).first()
    told = _secret(row.code if row else "", secret.strip())
    return row if hmac.compare_digest(row.secret if row else "0" * 64, told) else None


def _known(wish: Wish) -> Receipt | None:
    """What this very filling-in opened before."""
    row = ServiceCase.objects.select_related("case__unit").filter(once=_once(wish)).first() if wish.token else None
    return Receipt(row, *_codes(wish)) if row else None


def _once(wish: Wish) -> str | None:
    return digest(f"办事一次 {wish.raw}") if wish.token else None


def _codes(wish: Wish) -> tuple[str, str]:
    """Code and secret: by chance, or where the form may come twice, the same for the same form."""
    if not wish.token:
        return "".join(DICE.choices(LETTERS, k=10)), f"{DICE.randrange(10**6):06d}"
    number, letters = int(digest(f"办事编号 {wish.raw}"), 16), []
    for _ in range(10):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters), f"{int(digest(f'办事密码 {wish.raw}'), 16) % 10**6:06d}"


def _row(case: Case, wish: Wish, code: str, secret: str, at: datetime) -> ServiceCase:
    return ServiceCase(
        case=case, item=wish.item, channel=Channel.COUNTER if wish.by else Channel.ONLINE, code=code,
        secret=_secret(code, secret), once=_once(wish), at=at,
        sender=digest(f"办事 {wish.sender}") if wish.sender else "",
        name=wish.name, phone=wish.phone, paper_no=wish.paper_no or None, asks=wish.asks or None,
    )  # fmt: skip


def _secret(code: str, secret: str) -> str:
    return digest(f"办事 {code} {secret}")


def _ask_measure(sender: str, at: datetime) -> None:
    lately = ServiceCase.objects.filter(at__gt=at - OVER, channel=Channel.ONLINE)
    if sender and lately.filter(sender=digest(f"办事 {sender}")).count() >= MOST:
        raise TooMany(f"您在一小时内已经提交了 {MOST} 次，请过一小时再提交；急事请打窗口的电话")
    if lately.count() >= MOST_OF_ALL:
        raise TooMany("现在提交的人太多，请过一会儿再提交；急事请打窗口的电话")
