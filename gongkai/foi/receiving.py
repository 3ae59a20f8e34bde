"""Taking a request in: one path for the form on the site and for what staff enter; one filling-in is one request."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.foi import numbering, proofs
from gongkai.foi.confirming import moment
from gongkai.foi.models import Proof, Request
from gongkai.foi.proofs import Kept
from gongkai.foi.vocabulary import CONFIRMED, Channel
from gongkai.vault.sealed import digest

LETTERS = "abcdefghijkmnpqrstuvwxyz"  # none that is read for another
CODE_LENGTH = 8
SEALED = ("described", "name", "paper_no", "agent", "phone", "email", "address")
SAID = ("applicant", "form", "route", "paper", "oral")


@dataclass(frozen=True)
class Wish:
    """One request as it was filled in. ``said``: the fields of ``SEALED`` and ``SAID``; ``came``: the day on which it
    was handed over, signed for or arrived; ``token`` tells one filling-in from another; ``by`` is None for the form on
    the site; ``at`` is when it was taken in, where that is told for each of many.
    """

    unit: Unit
    channel: str
    said: dict
    token: str
    came: date | None = None
    by: Post | None = None
    sender: str = ""
    papers: Sequence[Kept] = ()
    at: datetime | None = None

    @property
    def step(self) -> str:
        return "file" if self.channel == Channel.ONLINE else "arrive" if self.channel in CONFIRMED else "receive"

    @property
    def raw(self) -> str:
        """What makes it this filling-in: sent again it is the same, changed in a word it is another."""
        words = json.dumps({name: self.said.get(name) for name in (*SEALED, *SAID)}, ensure_ascii=False)
        return "\n".join([self.token, self.unit.code, self.channel, words, *(one.sha256 for one in self.papers)])


@dataclass(frozen=True)
class Taken:
    """A request that was taken in, with the code that only whoever handed it in is told."""

    request: Request
    code: str


def take_in(wish: Wish, at: datetime) -> Taken:
    """Opens the case, or finds the one that this very filling-in opened before."""
    once = digest(f"申请一次 {wish.raw}")
    try:
        return _known(wish, once) or take_in_many([wish], at)[0]
    except IntegrityError:  # the same form, sent twice at once
        found = _known(wish, once)
        if found is None:
            raise
        return found


def take_in_many(wishes: Sequence[Wish], at: datetime) -> list[Taken]:
    """Takes in requests of which none was taken in before. All or none."""
    with transaction.atomic():
        numbers = numbering.give([wish.unit for wish in wishes], [wish.at or at for wish in wishes])
        taken: dict[int, Taken] = {}
        for step in ("file", "receive", "arrive"):
            places = [place for place, wish in enumerate(wishes) if wish.step == step]
            if places:
                some = [(wishes[place], *numbers[place]) for place in places]
                taken |= dict(zip(places, _open(step, some, at), strict=True))
    return [taken[place] for place in range(len(wishes))]


def find(number: str, code: str) -> Request | None:
    """The request of a number, where the code fits. As long for a number that is none."""
    request = Request.objects.select_related("case__unit", "parent").filter(number=number.strip()).first()
    told = digest(f"查询码 {_first(request).number if request else number.strip()} {code}")
    fits = hmac.compare_digest(request.code if request else "0" * 64, told)
    return request if fits else None


def _first(request: Request) -> Request:
    """What it was split off from: the parts are opened with the code of the whole."""
    while request.parent:
        request = request.parent
    return request


def _known(wish: Wish, once: str) -> Taken | None:
    request = Request.objects.select_related("case__unit").filter(once=once).first()
    if request is None:
        return None
    proofs.drop(wish.papers, but=[one.place for one in request.proofs.all()])
    return Taken(request, _code(wish))


def _open(step: str, some: list[tuple[Wish, str, int, int]], at: datetime) -> list[Taken]:
    made: list[Request] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            _row(case, wish, number, wish.at or at) for case, (wish, number, *_) in zip(cases, some, strict=True)
        )
        Request.objects.bulk_create(made)
        kept = [(row, one) for row, (wish, *_) in zip(made, some, strict=True) for one in wish.papers]
        until = proofs.until(at)
        Proof.objects.bulk_create(
            Proof(request=row, place=one.place, ending=one.ending, size=one.size, at=at, until=until)
            for row, one in kept
        )

    openings = [_opening(wish, year, nth, wish.at or at) for wish, _, year, nth in some]
    open_many("request", step, openings, room)
    if step == "receive":  # what staff enter is registered with it
        takes = [Take(row.case, wish.by, wish.at or at) for row, (wish, *_) in zip(made, some, strict=True)]
        take_many("request", "register", takes)
    return [Taken(row, _code(wish)) for row, (wish, *_) in zip(made, some, strict=True)]


def _opening(wish: Wish, year: int, nth: int, at: datetime) -> Opening:
    channel = Channel(wish.channel)
    title, by_hand = f"政府信息公开申请〔{year}〕{nth}号", wish.by is not None
    effective = moment(wish.came, at) if wish.came else at
    return Opening(
        wish.unit, title, wish.by, at, effective, follows=not by_hand, detail={"says": f"渠道：{channel.label}"}
    )


def _row(case: Case, wish: Wish, number: str, at: datetime) -> Request:
    said = {name: wish.said.get(name) or None for name in SEALED}
    told = {name: wish.said[name] for name in SAID if name in wish.said}
    return Request(
        case=case, number=number, code=digest(f"查询码 {number} {_code(wish)}"), once=digest(f"申请一次 {wish.raw}"),
        sender=wish.sender, at=at, channel=wish.channel, received=_day(wish, at),
        by_name=person_digest("name", said["name"]), by_paper=person_digest("paper_no", said["paper_no"]),
        by_phone=person_digest("phone", said["phone"]), **said,
        **told,
    )  # fmt: skip


def _day(wish: Wish, at: datetime) -> date | None:
    """The day of receipt, where it is known already."""
    return None if wish.step == "arrive" else wish.came or at.astimezone(BEIJING).date()


def person_digest(what: str, word: str | None) -> str:
    """The keyed digest by which an applicant is found again; what is typed with blanks or small letters is the same."""
    plain = "".join((word or "").split()).upper()
    return digest(f"申请人 {what} {plain}") if plain else ""


def _code(wish: Wish) -> str:
    number = int(digest(f"查询码 {wish.raw}"), 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)
