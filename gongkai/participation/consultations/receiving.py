"""Taking opinions in: no account, a code in return; what came by letter or was said is entered with its source."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.participation import addresses
from gongkai.participation.addresses import DICE, Refused
from gongkai.participation.consultations import running
from gongkai.participation.models import Channel, Consultation, Opinion
from gongkai.vault.sealed import digest

OVER = timedelta(hours=1)
MOST, MOST_OF_ALL, UNASKED = 20, 1000, 2  # within ``OVER``: from one place, in all; before a sum is asked
SALT = "意见"


@dataclass(frozen=True)
class Said:
    """One opinion. ``sender``: the digest of where it came from; ``ticket``: the digest of its form; ``by`` None: the
    form on the site; ``at``: when it was taken in."""

    consultation: Consultation
    words: str
    ticket: str
    at: datetime
    paragraph: int | None = None
    channel: str = Channel.ONLINE
    came: date | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    sender: str = ""
    by: Post | None = None


@dataclass(frozen=True)
class Taken:
    """What was kept, and the secret that only whoever gave it is told."""

    opinion: Opinion
    secret: str


def take_in(said: Said) -> Taken:
    """Keeps one opinion. Raises ``Refused``; then nothing was written."""
    if said.by is None and not running.runs(said.consultation, said.at):
        raise Refused("征求意见的时间已经过了，没有收下")
    if said.by is None:
        _ask_measure(said.sender, said.at)
    try:
        return take_in_many([said])[0]
    except IntegrityError:
        raise Refused("这条意见已经交过，不用再交") from None


def take_in_many(said: Sequence[Said]) -> list[Taken]:
    """Keeps opinions of one way of coming in: all of visitors, or all entered by staff. All or none."""
    secrets = [f"{DICE.randrange(10**6):06d}" for _ in said]
    made: list[Opinion] = []

    def room(cases: list[Case]) -> None:
        numbers = _numbers(said)
        made.extend(
            _row(case, one, number, secret)
            for case, one, number, secret in zip(cases, said, numbers, secrets, strict=True)
        )
        Opinion.objects.bulk_create(made)

    openings = [
        Opening(
            one.consultation.case.unit, f"{one.consultation.case.title[:280]}：公众意见", one.by, one.at,
            follows=one.by is None, detail={"says": f"渠道：{Channel(one.channel).label}"},
        )
        for one in said
    ]  # fmt: skip
    with transaction.atomic():
        open_many("consult_opinion", "arrive" if said[0].by is None else "enter", openings, room)
    return [Taken(row, secret) for row, secret in zip(made, secrets, strict=True)]


def lately(sender: str, at: datetime) -> int:
    """How many opinions came from that place within the hour."""
    return Opinion.objects.filter(sender=sender, at__gt=at - OVER).count() if sender else 0


def find(code: str, secret: str) -> Opinion | None:
    """The opinion of a code, where the second secret fits."""
    rows = Opinion.objects.select_related("case__unit", "consultation__case", "treatment")
    row = rows.filter(code=code.strip().lower()).first()
    if row and hmac.compare_digest(row.secret, _digest(row.code, secret.strip())):
        return row
    return None


def appeal(row: Opinion, at: datetime) -> None:
    """Whoever gave it wants another person to look at it again; once."""
    take_many("consult_opinion", "appeal", [Take(row.case, None, at, follows=True)])


def put_aside(cases, takes, acts) -> None:
    for take in takes:
        Opinion.objects.filter(pk=take.case.pk).update(aside=take.detail["ground"], treatment=None)


def take_back(cases, takes, acts) -> None:
    Opinion.objects.filter(pk__in=[case.pk for case in cases]).update(aside="")


def _numbers(said: Sequence[Said]) -> list[int]:
    """The next numbers of each consultation; its row is locked so that two who come at once get two."""
    keys = sorted({one.consultation.pk for one in said})
    list(Consultation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    rows = Opinion.objects.filter(consultation__in=keys).values_list("consultation").annotate(Max("number"))
    last, found = dict(rows), []
    for one in said:
        last[one.consultation.pk] = last.get(one.consultation.pk, 0) + 1
        found.append(last[one.consultation.pk])
    return found


def _row(case: Case, said: Said, number: int, secret: str) -> Opinion:
    code = addresses.drawn()
    return Opinion(
        case=case, consultation=said.consultation, number=number, code=code, secret=_digest(code, secret),
        channel=said.channel, came=said.came or said.at.astimezone(BEIJING).date(), at=said.at,
        paragraph=said.paragraph, words=said.words, name=said.name or None, phone=said.phone or None,
        email=said.email or None, sender=said.sender, ticket=said.ticket,
    )  # fmt: skip


def _digest(code: str, secret: str) -> str:
    return digest(f"意见 {code} {secret}")


def _ask_measure(sender: str, at: datetime) -> None:
    if lately(sender, at) >= MOST:
        raise Refused(f"您这里在一小时内已经交了 {MOST} 条，请过一小时再交，或者寄信、打电话")
    if Opinion.objects.filter(channel=Channel.ONLINE, at__gt=at - OVER).count() >= MOST_OF_ALL:
        raise Refused("现在提意见的人太多，请过一会儿再交，或者寄信、打电话")
