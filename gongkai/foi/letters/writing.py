"""Writing letters: from the case and the catalogue, then by hand, each version kept; a stale save is refused."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import NotYourRole, StaleDraft, WrongState
from gongkai.foi.handling import deciding
from gongkai.foi.letters import matters
from gongkai.foi.letters.matters import Wanted
from gongkai.foi.models import Letter, Request, Wording
from gongkai.foi.roles import OFFICERS
from gongkai.papers.letters.assembling import Words, assemble
from gongkai.papers.letters.matter import Matter, Organ, Withheld

State = Letter.State


@dataclass(frozen=True)
class Writing:
    """A paper to be written: what its blanks are filled with; ``by`` is None where it follows from an approval."""

    request: Request
    paper: str
    found: Mapping[str, str]
    by: Post | None
    at: datetime


def decide(request: Request, reply: str, found: Mapping[str, str], by: Post, at: datetime) -> Letter:
    """Writes the decision and its letter anew; what was edited by hand gives way. Raises what ``draft`` raises."""
    with transaction.atomic():
        deciding.draft(request, reply, found, by, at)
        letter = current(request)
        if letter is None:
            letter = write_many([Writing(request, reply, found, by, at)])[0]
        else:
            _rewrite(letter, reply, found, by, at)
        deciding.with_letter(request, letter.wordings.get(version=letter.version).sha256)
    return letter


def write_many(writings: Sequence[Writing]) -> list[Letter]:
    """Drafts as the catalogue and the cases give them. All or none."""
    replies = shelf.replies()
    for one in writings:
        if one.by is not None:
            ask_officer(one.by)
    wanted = [Wanted(one.request, one.paper, one.at.astimezone(BEIJING).date(), one.found) for one in writings]
    with transaction.atomic():
        letters = [
            Letter(
                request=one.request,
                paper=one.paper,
                decision=one.paper in replies.outcomes,
                found=_json(one.found),
                version=1,
            )
            for one in writings
        ]
        Letter.objects.bulk_create(letters)
        said = [assemble(replies, matter) for matter in matters.gather(wanted)]
        Wording.objects.bulk_create(
            _wording(letter, words, one.by, one.at) for letter, words, one in zip(letters, said, writings, strict=True)
        )
    return letters


def edit(letter: Letter, words: Words, seen: int, by: Post, at: datetime) -> None:
    """Another version, over the one that was ``seen``. Raises ``StaleDraft`` and, once it is final, ``WrongState``."""
    ask_officer(by)
    with transaction.atomic():
        _next(letter, seen, words, by, at)
        if letter.decision:
            deciding.with_letter(letter.request, letter.wordings.get(version=letter.version).sha256)


def freeze(letters: Sequence[Letter], ats: Sequence[datetime]) -> None:
    """Another version, the last: the same words with the organ, files and cuts that they went out with."""
    day = ats[0].astimezone(BEIJING).date()
    found = matters.gather([Wanted(one.request, one.paper, one.day or day, {}, one.number) for one in letters])
    newest = {(one.letter_id, one.version): one for one in Wording.objects.filter(letter__in=letters)}
    last = []
    for letter, matter, at in zip(letters, found, ats, strict=True):
        words = read(newest[letter.pk, letter.version])
        letter.version += 1
        printed: dict[str, object] = {
            "organ": asdict(matter.organ),
            "files": matter.files,
            "withheld": [asdict(one) for one in matter.withheld],
        }
        last.append(_wording(letter, words, None, at, printed))
    Wording.objects.bulk_create(last)


def as_printed(letter: Letter, matter: Matter) -> Matter:
    """The matter with what a final letter went out with, whatever was changed since."""
    kept = letter.wordings.get(version=letter.version).words
    printed = json.loads(kept).get("printed") if kept else None
    if letter.state == State.DRAFT or not printed:
        return matter
    withheld = tuple(Withheld(**one) for one in printed["withheld"])
    return replace(matter, organ=Organ(**printed["organ"]), files=tuple(printed["files"]), withheld=withheld)


def current(request: Request) -> Letter | None:
    """The letter of the decision that is being taken; None where one is to be begun."""
    letter = request.letters.filter(decision=True).exclude(state=State.VOID).order_by("-pk").first()
    told = letter is not None and letter.state == State.FINAL and hasattr(request, "delivery")
    return None if told else letter


def words_of(letter: Letter, version: int | None = None) -> Words:
    """The words of a version, the newest by default."""
    return read(letter.wordings.get(version=version or letter.version))


def read(wording: Wording) -> Words:
    """The words of a version; erased ones say that they are."""
    kept = wording.words
    said = json.loads(kept) if kept else {"title": "", "addressee": "", "text": "文书内容已依法清除", "copied": ""}
    return Words(**{name: said[name] for name in ("title", "addressee", "text", "copied")})


def found_of(letter: Letter) -> dict[str, str]:
    """What its blanks were filled with."""
    return json.loads(letter.found or "{}")


def ask_officer(by: Post) -> None:
    """Raises ``NotYourRole``."""
    if by.role not in OFFICERS:
        raise NotYourRole("文书由办理申请的人拟写")


def _rewrite(letter: Letter, paper: str, found: Mapping[str, str], by: Post, at: datetime) -> None:
    """The same letter under a number it may have already: sent back, it is a draft again."""
    day = at.astimezone(BEIJING).date()
    words = assemble(shelf.replies(), matters.gather([Wanted(letter.request, paper, day, found)])[0])
    Letter.objects.filter(pk=letter.pk).update(state=State.DRAFT, paper=paper, found=_json(found))
    letter.state, letter.paper = State.DRAFT, paper
    _next(letter, letter.version, words, by, at)


def _next(letter: Letter, seen: int, words: Words, by: Post, at: datetime) -> None:
    if letter.state != State.DRAFT:
        raise WrongState("文书已经编号，不能再改；写错了的请作废重写，或者退回以后重拟")
    if not Letter.objects.filter(pk=letter.pk, version=seen, state=State.DRAFT).update(version=seen + 1):
        raise StaleDraft("另一人刚刚改过这份文书，您的改动没有保存；请对照新的内容再改")
    letter.version = seen + 1
    _wording(letter, words, by, at).save()


def _wording(
    letter: Letter, words: Words, by: Post | None, at: datetime, printed: dict[str, object] | None = None
) -> Wording:
    told = asdict(words) | {"salt": secrets.token_hex(8)} | ({"printed": printed} if printed else {})
    kept = json.dumps(told, ensure_ascii=False)
    return Wording(
        letter=letter, version=letter.version, words=kept, sha256=sha256(kept.encode()).hexdigest(), post=by, at=at
    )


def _json(found: Mapping[str, str]) -> str:
    return json.dumps(dict(found), ensure_ascii=False)
