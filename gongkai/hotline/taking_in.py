"""受理登记 (KF-1, KF-2.2): one path for what is rung in, filled in on the site and brought by a platform."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.hotline import numbering
from gongkai.hotline.models import Plea, Source
from gongkai.hotline.vocabulary import Channel, Sort
from gongkai.vault.sealed import digest

LETTERS = "abcdefghijkmnpqrstuvwxyz"  # none that is read for another
CODE_LENGTH = 8
OVER = timedelta(hours=1)
MOST, MOST_OF_ALL = 5, 300  # within ``OVER``, from one place and from everywhere
SEALED = ("words", "name", "phone", "address")
TOLD = ("sort", "channel", "about", "gist", "open_to_all", "against", "accused", "source", "outside", "row")


class TooMany(Exception):
    """More than people would send; ``str()`` says when to try again."""


@dataclass(frozen=True)
class Said:
    """What somebody told; fields as in ``Plea``. ``at``: when it was told, where that is not now; ``entered``: when it
    was taken in, where that is told for each of many; ``by`` is None for the form on the site and for what a platform
    sends by itself; ``token`` tells one filling-in from another."""

    sort: str
    channel: str
    words: str
    name: str = ""
    phone: str = ""
    address: str = ""
    about: str = ""
    gist: str = ""
    open_to_all: bool = False
    against: Unit | None = None
    accused: Person | None = None
    by: Post | None = None
    at: datetime | None = None
    entered: datetime | None = None
    token: str = ""
    sender: str = ""
    source: Source | None = None
    outside: str = ""
    row: str = ""

    @property
    def step(self) -> str:
        return "bring" if self.channel == Channel.PLATFORM else "file" if self.channel == Channel.WEB else "enter"

    @property
    def raw(self) -> str:
        """What makes it this filling-in: sent again it is the same, changed in a word it is another."""
        return "\n".join([self.token, self.sort, *(getattr(self, name) for name in SEALED)])


@dataclass(frozen=True)
class Taken:
    """A case that was taken in, with the code that only the caller is told."""

    plea: Plea
    code: str


def take_in(said: Said, at: datetime) -> Taken:
    """Opens the case, or finds the one this very filling-in opened before. Raises ``TooMany``."""
    once = _once(said)
    if known := Plea.objects.select_related("case__unit").filter(once=once).first():
        return Taken(known, _code(said))
    if said.channel == Channel.WEB:
        _ask_measure(said.sender, at)
    try:
        return take_in_many([said], at)[0]
    except IntegrityError:  # the same form, sent twice at once
        found = Plea.objects.select_related("case__unit").filter(once=once).first()
        if found is None:
            raise
        return Taken(found, _code(said))


def take_in_many(some: Sequence[Said], at: datetime) -> list[Taken]:
    """Takes in what was not taken in before, all by one step. All or none."""
    made: list[Plea] = []
    with transaction.atomic():
        numbers = numbering.give([one.entered or at for one in some])
        hall = highest()

        def room(cases: list[Case]) -> None:
            made.extend(
                _row(case, one, nth, one.entered or at) for case, one, nth in zip(cases, some, numbers, strict=True)
            )
            Plea.objects.bulk_create(made)

        openings = [_opening(one, nth, hall, one.entered or at) for one, nth in zip(some, numbers, strict=True)]
        open_many("plea", some[0].step, openings, room)
    return [Taken(row, _code(one)) for row, one in zip(made, some, strict=True)]


def find(number: str, code: str) -> Plea | None:
    """The case of a number, where the code fits. As long for a number that is none."""
    plea = Plea.objects.select_related("case__unit").filter(number=number.strip()).first()
    plain = code.strip().lower().replace("-", "")
    fits = hmac.compare_digest(plea.code if plea else "0" * 64, digest(f"热线查询码 {number.strip()} {plain}"))
    return plea if fits else None


def highest() -> Unit:
    """Where a case stands until it is handed out."""
    found = Unit.objects.filter(kind=Unit.Kind.GOVERNMENT).first() or Unit.objects.filter(parent=None).first()
    assert found is not None
    return found


def person_digest(what: str, word: str) -> str:
    """The keyed digest by which a caller is found again; blanks, dashes and small letters make no difference."""
    plain = "".join(sign for sign in word if sign.isalnum()).upper()
    return digest(f"热线来电人 {what} {plain}") if plain else ""


def title_of(sort: str, number: str, gist: str) -> str:
    """投诉2026-00012：路灯不亮"""
    return f"{Sort(sort).label}{number}" + (f"：{gist}" if gist else "")


def sender_of(place: str) -> str:
    return digest(f"热线来自 {place}") if place else ""


def _opening(said: Said, nth: tuple[int, int], hall: Unit, at: datetime) -> Opening:
    by, own = said.by, said.by is not None and not said.by.sees_county()
    unit = said.by.unit if own and said.by else hall
    return Opening(
        unit, title_of(said.sort, _number(nth), said.gist), by, at, said.at or at, follows=said.step != "enter",
        detail={"says": f"渠道：{Channel(said.channel).label}"},
    )  # fmt: skip


def _row(case: Case, said: Said, nth: tuple[int, int], at: datetime) -> Plea:
    number = _number(nth)
    return Plea(
        case=case, number=number, code=digest(f"热线查询码 {number} {_code(said)}"), once=_once(said),
        sender=said.sender, at=said.at or at, first=said.by if said.step == "enter" else None,
        by_name=person_digest("name", said.name), by_phone=person_digest("phone", said.phone),
        **{name: getattr(said, name) or None for name in SEALED}, **{name: getattr(said, name) for name in TOLD},
    )  # fmt: skip


def _number(nth: tuple[int, int]) -> str:
    return f"{nth[0]}-{nth[1]:05}"


def _once(said: Said) -> str:
    return digest(f"热线一次 {said.raw}") if said.token else secrets.token_hex(32)


def _code(said: Said) -> str:
    number = int(digest(f"热线查询码 {said.raw}"), 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def _ask_measure(sender: str, at: datetime) -> None:
    lately = Plea.objects.filter(at__gt=at - OVER, channel=Channel.WEB)
    if sender and lately.filter(sender=sender).count() >= MOST:
        raise TooMany(f"您在一小时内已经提交了 {MOST} 次，请过一小时再提交；急事请拨打12345")
    if lately.count() >= MOST_OF_ALL:
        raise TooMany("现在提交的人太多，请过一会儿再提交；急事请拨打12345")
