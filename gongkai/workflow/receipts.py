"""签收: whoever a paper is addressed to says that it arrived; who has not is told and can be reminded (DY-5)."""

from collections.abc import Iterable, Set
from datetime import datetime

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.workflow import notices
from gongkai.workflow.models import Receipt

WAITING = "sent"


def send(
    document: Case, units: Iterable[Unit], by: Post | None, at: datetime, *, copied: Set[int] = frozenset()
) -> int:
    """Opens a receipt for each unit that has none of this paper yet. ``copied``: keys of those who only get a copy."""
    known = set(Receipt.objects.filter(document=document).values_list("case__unit", flat=True)) | {document.unit_id}
    wanted = [unit for unit in units if unit.pk not in known]

    def room(cases: list[Case]) -> None:
        Receipt.objects.bulk_create(
            Receipt(case=case, document=document, copied=case.unit_id in copied) for case in cases
        )

    says = {"says": f"{document.unit.name}发来"}
    openings = [Opening(unit, document.title, by, at, detail=says, follows=True) for unit in wanted]
    return len(open_many("receipt", "send", openings, room)) if openings else 0


def lapse(documents: list[Case], by: dict[int, Post | None], at: dict[int, datetime]) -> None:
    """A paper that is taken back need not be signed for any more."""
    rows = Receipt.objects.filter(document__in=[case.pk for case in documents], case__status=WAITING)
    takes = [
        Take(row.case, by[row.document_id], at[row.document_id], follows=True) for row in rows.select_related("case")
    ]
    if takes:
        take_many("receipt", "lapse", takes)


def of(document: Case) -> list[Receipt]:
    """Everybody the paper went to, in the county's order."""
    rows = Receipt.objects.filter(document=document).select_related("case__unit")
    return list(rows.order_by("copied", "case__unit__order", "pk"))


def is_ones_own(cases, takes) -> dict[int, list[str]]:
    """Only the unit that sent the paper, or the office, reminds."""
    post = {take.case.pk: take.by for take in takes}
    rows = Receipt.objects.filter(case__in=[case.pk for case in cases]).select_related("document")
    says = ["催签由发文单位或政务公开办办理"]
    return {row.pk: says for row in rows if not _reaches(post[row.pk], row.document.unit_id)}


def tell_addressee(cases, takes, acts) -> None:
    """Reminded are the editors of the unit that has not signed."""
    units = {case.pk: case.unit_id for case in cases}
    day = max(act.at for act in acts).date()
    posts = Post.objects.held_on(day).filter(unit__in=units.values(), role=Role.PROPOSER)
    people: dict[int, list[int]] = {}
    for unit, person in posts.values_list("unit", "person"):
        people.setdefault(unit, []).append(person)
    notices.tell((person, act) for act in acts for person in people.get(units[act.case_id], ()))


def _reaches(post: Post, unit: int) -> bool:
    keys = post.unit_keys()
    return keys is None or unit in keys
