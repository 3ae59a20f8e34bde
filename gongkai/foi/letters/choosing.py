"""What may be written for a request as it stands: the catalogue in groups, each with what still bars it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.foi import reading
from gongkai.foi.handling.steps import OPEN
from gongkai.foi.letters import matters
from gongkai.foi.letters.matters import Wanted
from gongkai.foi.models import Request
from gongkai.foi.roles import OFFICERS
from gongkai.law.replies import RECORDS, STANDING, Outcome, Paper
from gongkai.papers.letters.checking import stands
from gongkai.papers.letters.matter import Matter


@dataclass(frozen=True)
class Offer:
    """A paper of the catalogue; ``bars``: why not now."""

    paper: Paper
    bars: str = ""


Group = tuple[str, list[Offer]]


def outcomes(matter: Matter) -> list[Group]:
    """Decisions by the parts of the annual report, in its order."""
    known = shelf.replies()
    found: dict[str, list[Offer]] = {}
    for one in known.outcomes.values():
        found.setdefault(part_of(one), []).append(_offer(one, matter))
    return list(found.items())


def papers(matter: Matter) -> list[Offer]:
    """Papers on the way to the decision; sheets that are filled in by hand are not written here."""
    return [_offer(one, matter) for one in shelf.replies().papers.values() if one.letter]


def part_of(outcome: Outcome) -> str:
    """（三）不予公开 of （三）不予公开 4.保护第三方合法权益."""
    return shelf.replies().rows[outcome.row].split(" ")[0]


def blank(request: Request, day: date) -> Matter:
    """The case as it stands, for no paper yet."""
    return matters.gather([Wanted(request, "receipt", day)])[0]


def known(request: Request, paper: Paper) -> dict[str, object]:
    """What of a paper's blanks the records of the case tell already."""
    told = dict(_told(request, paper.id))
    return {name: value for name, value in told.items() if name in paper.asks and value}


def on_request(request: Request, post: Post) -> dict:
    """Context of ``foi/letters/section.html``."""
    rows = request.letters.order_by("-pk") if reading.may_look(post) else []
    known = shelf.replies()
    return {
        "rows": [(f"{known[one.paper].name} {one.number}", one) for one in rows],
        "writes": post.role in OFFICERS and request.case.status in OPEN, "shown": reading.may_look(post),
    }  # fmt: skip


def _offer(paper: Paper, matter: Matter) -> Offer:
    for record, standing in paper.needs.items():
        asked = matter.last(record)
        if asked is None:
            return Offer(paper, f"要先办“{RECORDS[record]}”")
        if not stands(asked, standing, matter.day):
            return Offer(paper, f"“{RECORDS[record]}”要{STANDING[standing]}才能用")
    return Offer(paper)


def _told(request: Request, paper: str) -> Iterator[tuple[str, object]]:
    correction, fee = getattr(request, "correction", None), getattr(request, "fee", None)
    volume, extension = getattr(request, "volume", None), getattr(request, "extension", None)
    asked = request.consultations.filter(kind="organ" if paper == "consult_organ" else "third_party").last()
    if paper == "correction" and correction:
        yield from (("items", correction.items), ("until", correction.until))
    elif paper == "fee" and fee:
        yield from (("basis", fee.get_basis_display()[:2]), ("amount", fee.amount))
    elif paper in ("reasons", "delay") and volume:
        yield from (("count", f"同期向本机关提出政府信息公开申请{volume.many}件"), ("until", volume.delayed_to))
    elif paper == "extension" and extension:
        yield "reason", extension.reason
    elif asked and paper in ("consult_third_party", "consult_organ", "third_party_told"):
        yield "whom", asked.whom
