"""Bringing in what was agreed to: every record takes the very steps of the room, in the names of those who agreed.

A chunk is one transaction with the mark how far it went: killed anywhere and run again, no row is doubled or missed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Overtaken
from gongkai.acts.sitting import sitting
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.disclosures import steps as disclosure_steps
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.importing import plans
from gongkai.disclosures.importing.rows import Reader
from gongkai.disclosures.showing import key_of
from gongkai.files.models import StoredFile
from gongkai.intake import looking
from gongkai.intake.looking import Look
from gongkai.intake.models import Intake
from gongkai.intake.steps import HANDS, KIND
from gongkai.publication import moved
from gongkai.tables import TableRefused

CHUNK = 1600
MOST_LEFT = 500  # rows told by reason


def propose(look: Look, by: Post, at: datetime) -> Intake:
    """Opens an intake of what was looked through."""
    intakes: list[Intake] = []

    def room(cases: list[Case]) -> None:
        counts = {name: getattr(look, name) for name in ("good", "held", "bad", "known")}
        Case.objects.filter(pk=cases[0].pk).update(content=look.sha256)
        cases[0].content = look.sha256
        intakes.append(
            Intake.objects.create(
                case=cases[0], name=look.name[:200], sha256=look.sha256, stopped=look.stopped, **counts
            )
        )

    opening = Opening(by.unit, f"接收“{look.name[:200]}”", by, at, detail={"says": look.says})
    open_many(KIND.name, "propose", [opening], room)
    return intakes[0]


def waiting() -> list[int]:
    """Keys of intakes that were agreed to and are not whole yet."""
    return list(Intake.objects.filter(case__status="agreed").order_by("pk").values_list("pk", flat=True))


def bring(key: int, at: datetime, progress: Callable[[int], object] = lambda done: None) -> None:
    """Brings in all that is left of an agreed intake."""
    while done := bring_some(key, at):
        progress(done)


def bring_some(key: int, at: datetime) -> int:
    """Brings in the next chunk, all of it or none, and returns how many rows it had; after the last it is finished.

    Raises ``Overtaken`` where another worker was faster, ``NotYourRole`` where one of the four has left the post.
    """
    intake = Intake.objects.select_related("case__unit").get(pk=key)
    if intake.case.status != "agreed":
        return 0
    found, end = looking.next_rows(intake, CHUNK)
    posts = _posts(intake)
    with sitting():
        if not Intake.objects.filter(pk=key, offset=intake.offset).update(offset=end):
            raise Overtaken(f"“{intake.name}”正由另一个进程接收，请稍后再看")
        fresh = _fresh(_drafts(intake, found, Reader(posts["propose"], _source(intake.name), at)))
        _take_in(intake, fresh, posts, at)
        intake.brought += len(fresh)
        Intake.objects.filter(pk=key).update(brought=intake.brought, left=intake.left[:MOST_LEFT])
        if len(found) < CHUNK:
            says = f"接收 {intake.brought} 件" + (f"，{len(intake.left)} 件未能接收" if intake.left else "")
            take_many(KIND.name, "finish", [Take(intake.case, None, at, detail={"says": says}, follows=True)])
    return len(found)


def _source(name: str) -> str:
    return name.rpartition(".")[0] or name


def _posts(intake: Intake) -> dict[str, Post]:
    """Who takes which step of a record: those whose hand the intake bears."""
    acts = Act.objects.filter(case=intake.case).select_related("post__unit", "post__person").order_by("number")
    last = {act.step: act.post for act in acts}
    return {step: post for step, hand in HANDS.items() if (post := last.get(hand)) is not None}


@dataclass(frozen=True)
class Coming:
    """A draft that comes in, whether it stays one, and the row it was put aside as."""

    draft: Draft
    row: dict

    @property
    def identity(self) -> tuple[str, str]:
        return self.draft.batch, self.draft.origin_key


def _drafts(intake: Intake, found: list[dict], reader: Reader) -> Iterator[Coming]:
    keys = {sha256 for row in found for sha256, _ in row.get("files", ())}
    files = StoredFile.objects.in_bulk(keys) if keys else {}
    for row in found:
        try:
            draft = reader.draft(row["said"])
            draft.files = [(files[sha256], name) for sha256, name in row.get("files", ())]
            draft.original = tuple(row["original"]) if "original" in row else None
            yield Coming(draft, row)
        except (TableRefused, ValueError) as reason:
            intake.left.append([row["n"], getattr(reason, "reason", "") or str(reason)])


def _fresh(drafts: Iterator[Coming]) -> list[Coming]:
    """Without those that came in since, by another way."""
    some = list(drafts)
    known = plans.known([one.identity for one in some])
    return [one for one in some if one.identity not in known]


def _take_in(intake: Intake, fresh: list[Coming], posts: dict[str, Post], at: datetime) -> None:
    if not fresh:
        return
    by = posts["propose"]
    writings = [Writing(one.draft, by, at, start_of_day(one.draft.formed_on)) for one in fresh]
    records = open_records(writings, step="import")
    both = list(zip(records, fresh, strict=True))
    pages = [(moved.as_path(said), key_of(row.pk)) for row, one in both if (said := one.row["said"].get("address"))]
    moved.keep(pages, [tuple(path) for one in fresh for path in one.row.get("paths", ())])
    cases = [row.case for row, one in both if not one.row["held"]]
    detail = {"intake": intake.pk, "says": f"随“{intake.name}”整批接收"}
    for step in HANDS if cases else ():
        kind = disclosure_steps.KIND.name
        take_many(kind, step, [Take(case, posts[step], at, detail=dict(detail)) for case in cases])
