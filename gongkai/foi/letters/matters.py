"""What letters are written from, gathered from the records of their cases: a few questions for however many."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.foi.grounds import CITES, Ground
from gongkai.foi.handling import limiting
from gongkai.foi.letters import heads
from gongkai.foi.models import Consultation, Correction, Extension, Fee, Letter, Release, Request, Volume
from gongkai.foi.vocabulary import RULES, Applicant, Channel
from gongkai.papers.letters.matter import Asked, Matter, Withheld

PAYMENT = "foi.payment"
NEEDS_NAMES = frozenset({"approval", "delivery"})


@dataclass(frozen=True)
class Wanted:
    """One paper of one request; ``number`` once it has one."""

    request: Request
    paper: str
    day: date
    found: Mapping[str, str] = field(default_factory=dict)
    number: str = ""


def of_letter(letter: Letter, found: Mapping[str, str], day: date) -> Matter:
    """The matter of one letter that stands."""
    return gather([Wanted(letter.request, letter.paper, letter.day or day, found, letter.number)])[0]


def gather(wanted: Sequence[Wanted]) -> list[Matter]:
    """The matters, in their order."""
    keys = [one.request.pk for one in wanted]
    organs = heads.organs({one.request.case.unit for one in wanted})
    asked, given = _asked(keys), _given(keys)
    dues = limiting.dues_of([one.request.case for one in wanted])
    extended = set(Extension.objects.filter(request__in=keys, agreed=True).values_list("request_id", flat=True))
    letters = _decisions(keys) if any(one.paper in NEEDS_NAMES for one in wanted) else {}
    found = []
    for one in wanted:
        row = one.request
        due = _day(dues.get(row.pk))
        files, withheld = given.get(row.pk, ((), ()))
        name, reply = letters.get(row.pk, ("", ""))
        found.append(
            Matter(
                paper=one.paper, day=one.day, organ=organs[row.case.unit_id], number=row.number,
                applicant=row.name or "", described=row.described or "", received=row.received,
                body=row.applicant != Applicant.PERSON, found=one.found, asked=asked.get(row.pk, ()), files=files,
                withheld=withheld, due=due, extended=due if row.pk in extended else None,
                rule=RULES[Channel(row.channel)], forms=f"{row.get_form_display()}，{row.get_route_display()}",
                letter=name, decision=reply, letter_number=one.number,
            )
        )  # fmt: skip
    return found


def _asked(keys: list[int]) -> dict[int, tuple[Asked, ...]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    for row in Correction.objects.filter(request__in=keys).defer("items", "answer"):
        found[row.request_id].append(Asked("correction", row.asked_on, row.until, row.answered_on))
    for one in Consultation.objects.filter(request__in=keys).defer("whom", "address", "opinion"):
        found[one.request_id].append(Asked(one.kind, one.asked_on, one.due, one.answered_on, one.answer or ""))
    for fee in Fee.objects.filter(request__in=keys):
        until = limiting.last_day(PAYMENT, fee.received_on) if fee.received_on else None
        found[fee.request_id].append(Asked("fee", fee.asked_on, until, fee.paid_on))
    for volume in Volume.objects.filter(request__in=keys).defer("reasons"):
        found[volume.request_id].append(Asked("reasons", volume.asked_on, volume.until, volume.given_on))
    return {key: tuple(some) for key, some in found.items()}


def _given(keys: list[int]) -> dict[int, tuple[tuple[str, ...], tuple[Withheld, ...]]]:
    """The copies that go with the answers, and where something is missing in them, and why."""
    newest: dict[int, dict[int, Release]] = defaultdict(dict)
    rows = Release.objects.filter(request__in=keys, material__case__status="checked").select_related("material")
    for release in rows.order_by("material", "number"):
        newest[release.request_id][release.material_id] = release
    return {
        key: (tuple(_name(one) for one in some.values()), _withheld(list(some.values())))
        for key, some in newest.items()
    }


def _withheld(releases: list[Release]) -> tuple[Withheld, ...]:
    found = []
    for release in releases:
        for number, (page, *_, ground) in enumerate(release.plan, start=1):
            article = shelf.documents().resolve(CITES[Ground(ground)]).article
            why = f"{Ground(ground).label}（《政府信息公开条例》{article}）"
            found.append(Withheld(f"《{_name(release)}》第{page}页第{number}处", why))
    return tuple(found)


def _name(release: Release) -> str:
    """The name of a document, without the ending of its file."""
    name = release.material.name or "材料"
    return name.removesuffix(f".{release.material.ending}")


def _decisions(keys: list[int]) -> dict[int, tuple[str, str]]:
    """By request: the name and number of the letter that decides it, and what is decided."""
    known = shelf.replies().outcomes
    rows = Letter.objects.filter(request__in=keys, decision=True).exclude(state=Letter.State.VOID).order_by("pk")
    return {
        row.request_id: (f"{known[row.paper].title}（{row.number}）" if row.number else known[row.paper].title,
                         known[row.paper].name)
        for row in rows
    }  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(BEIJING).date() if moment and moment.year < 9999 else None
