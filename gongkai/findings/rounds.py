"""A round's losses become candidates: known findings are seen again, new ones raised (BW-16.6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.findings.models import Finding, Round, Sighting, Standing
from gongkai.law.finding_library import Entry, by_place

Key = tuple[int, str, str]
STANDING = ("candidate", "confirmed")


@dataclass(frozen=True)
class Loss:
    """Points lost by one unit at one place (document:indicator). ``points`` and ``lost`` as the sheet says them."""

    unit: Unit
    place: str
    indicator: str
    points: str
    lost: str
    says: str
    cite: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Result:
    """How a unit came out; ``must``: by its result it has to mend; ``page``: the address of its sheet."""

    unit: Unit
    score: str
    grade: str
    must: bool
    page: str


@dataclass
class Told:
    """What an assessment hands over once it is announced."""

    key: str
    title: str
    until: date
    results: list[Result]
    losses: list[Loss] = field(default_factory=list)


def take_in(told: Told, by: Post | None, at: datetime) -> Round:
    """Keeps the round with its results and losses; handed over again, nothing is written twice."""
    known = Round.objects.filter(key=told.key).first()
    if known:
        return known
    with transaction.atomic():
        made = Round.objects.create(key=told.key, title=told.title, at=at, until=told.until)
        Standing.objects.bulk_create(
            Standing(round=made, unit=r.unit, score=r.score, grade=r.grade, must=r.must, page=r.page)
            for r in told.results
        )
        _see(made, told.losses, by, at)
    return made


def _see(made: Round, losses: list[Loss], by: Post | None, at: datetime) -> None:
    library = by_place(shelf.finding_library().values())
    grouped: dict[Key, list[Loss]] = defaultdict(list)
    for loss in losses:
        entry = library.get(loss.place)
        grouped[loss.unit.pk, entry.id if entry else loss.place, loss.about].append(loss)
    known = _known(grouped)
    _again(list(known.values()), by, at)
    fresh = {key: some for key, some in grouped.items() if key not in known}
    known |= _raise(fresh, library, by, at)
    Sighting.objects.bulk_create(
        Sighting(
            finding=known[key], round=made, at=at, place=loss.place, indicator=loss.indicator[:200],
            points=loss.points, lost=loss.lost, says=loss.says,
        )
        for key, some in grouped.items()
        for loss in some
    )  # fmt: skip


def _known(grouped: Iterable[Key]) -> dict[Key, Finding]:
    wanted = set(grouped)
    units, codes = {key[0] for key in wanted}, {key[1] for key in wanted}
    rows = Finding.objects.filter(unit__in=units, code__in=codes).select_related("case")
    found = {(row.unit_id, row.code, row.about): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def _again(known: list[Finding], by: Post | None, at: datetime) -> None:
    still = [row.case for row in known if row.case.status in STANDING]
    back = [row.case for row in known if row.case.status not in STANDING]
    for name, cases in (("see_still", still), ("see_again", back)):
        if cases:
            take_many("finding", name, [Take(case, by, at, follows=True) for case in cases])


def _raise(
    fresh: dict[Key, list[Loss]], library: dict[str, Entry], by: Post | None, at: datetime
) -> dict[Key, Finding]:
    rows = [_finding(key, some[0], library.get(some[0].place)) for key, some in fresh.items()]
    openings = [
        Opening(some[0].unit, _title(row), by, at, follows=True) for row, some in zip(rows, fresh.values(), strict=True)
    ]
    open_rows(rows, "raise", openings)
    return dict(zip(fresh, rows, strict=True))


def open_rows(rows: list[Finding], step: str, openings: list[Opening]) -> None:
    """Opens the cases of findings that were made but not kept."""

    def room(cases: list[Case]) -> None:
        for case, row in zip(cases, rows, strict=True):
            row.case = case
        Finding.objects.bulk_create(rows)

    if rows:
        open_many("finding", step, openings, room)


def _finding(key: Key, loss: Loss, entry: Entry | None) -> Finding:
    unit, code, about = key
    if entry:
        said = {"problem": entry.says, "basis": list(entry.cite), "remedy": entry.remedy}
    else:
        said = {
            "problem": f"“{loss.indicator}”失分",
            "basis": list(loss.cite),
            "remedy": "；".join(loss.remedies)[:500],
        }
    return Finding(unit_id=unit, code=code, about=about, **said)


def _title(row: Finding) -> str:
    entry = shelf.finding_library().get(row.code)
    name = entry.name if entry else row.problem
    return f"{name}：{row.about}"[:300] if row.about else name[:300]
