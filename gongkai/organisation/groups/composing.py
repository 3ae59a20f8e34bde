"""Compositions of a leading group: drafted, agreed to by a leader, in force until the next one is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.law.limits import Limit
from gongkai.organisation.models import Composition, LeadingGroup, Place, Seat, SeatSort
from gongkai.vault.sealed import digest

LIMIT = "organisation.group_adjusted"


@dataclass(frozen=True)
class Seated:
    """Somebody on a seat; fields as in ``Seat``."""

    sort: str
    name: str
    duty: str = ""
    charge: str = ""


@dataclass(frozen=True)
class Placed:
    """An office or a unit below, and who answers there; fields as in ``Place``."""

    name: str
    leader: str = ""
    person: str = ""
    phone: str = ""


@dataclass
class Told:
    """A composition as it is written; ``files`` as [sha256, name]."""

    since: date
    paper: str
    office: str
    seats: list[Seated]
    places: list[Placed] = field(default_factory=list)
    files: list[list[str]] = field(default_factory=list)

    @property
    def content(self) -> str:
        return digest(repr((self.since, self.paper, self.office, self.seats, self.places, self.files)))

    def detail(self) -> dict:
        """As an act keeps it: no name, no number."""
        return {"says": f"自 {self.since}，{self.paper}，{len(self.seats)} 个席位，{len(self.places)} 个处室和下属机构"}


def set_up_many(groups: list[tuple[Unit, Topic, Told, Post]], at: datetime) -> list[LeadingGroup]:
    """Opens the cases with their first composition. All or none; a unit that has one is refused with ``Unready``."""
    units = [unit for unit, _, _, _ in groups]
    if known := LeadingGroup.objects.filter(unit__in=units).select_related("unit").first():
        raise Unready([f"{known.unit.name}已经登记了领导小组，人员有变动的请在那里登记"])
    found: list[LeadingGroup] = []

    def room(cases: list[Case]) -> None:
        for case, (unit, topic, told, _) in zip(cases, groups, strict=True):
            row = LeadingGroup.objects.create(case=case, unit=unit, topic=topic)
            _put(row, told)
            found.append(row)

    openings = [
        Opening(unit, f"{unit.name}政务公开领导小组", by, at, detail=told.detail()) for unit, _, told, by in groups
    ]
    open_many("leading_group", "set_up", openings, room)
    return found


def write(row: LeadingGroup, told: Told, by: Post, at: datetime, words: str = "") -> None:
    """Puts the draft right, or begins what follows a change. Where ``take`` refuses, nothing is kept."""
    with transaction.atomic():
        _put(row, told)
        row.case.take(step_for(row), by=by, at=at, words=words, detail=told.detail())


def step_for(row: LeadingGroup) -> str:
    return "adjust" if row.case.status == "changed" else "amend"


def told_of(composition: Composition) -> Told:
    """What a composition says, as a form begins with it."""
    seats = [Seated(one.sort, one.name, one.duty, one.charge) for one in composition.seats.all()]
    places = [Placed(one.name, one.leader, one.person, one.phone or "") for one in composition.places.all()]
    return Told(composition.since, composition.paper, composition.office, seats, places, composition.files)


def agreed(cases, takes, acts) -> None:
    """The draft is in force."""
    rows = LeadingGroup.objects.select_related("draft").in_bulk([act.case_id for act in acts])
    for act in acts:
        row = rows[act.case_id]
        Composition.objects.filter(pk=row.draft_id).update(agreed=act.at)
        LeadingGroup.objects.filter(pk=row.pk).update(live=row.draft_id, draft=None)


def has_come(cases, takes) -> dict[int, list[str]]:
    """What is in force begins no later than the day it is agreed to."""
    rows = LeadingGroup.objects.select_related("draft").in_bulk([case.pk for case in cases])
    return {
        take.case.pk: [f"写的是自 {rows[take.case.pk].draft.since} 起，这一天还没有到"]
        for take in takes
        if rows[take.case.pk].draft.since > take.at.astimezone(BEIJING).date()
    }


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()
    limit = known.get(LIMIT) or shelf.limits()[LIMIT]
    return {case.pk: [limit] for case in cases}


def named(composition: Composition, *sorts: str) -> list[Seat]:
    return [one for one in composition.seats.all() if one.sort in sorts]


def lacks(composition: Composition) -> list[str]:
    """Seats that a sound leading group has and this one has not, in words."""
    there = {one.sort for one in composition.seats.all()}
    return [SeatSort(sort).label for sort in shelf.backing().seats if sort not in there]


def _put(row: LeadingGroup, told: Told) -> None:
    """Writes the draft, a new one where there is none, and what the case's content is now."""
    said = {"since": told.since, "paper": told.paper, "office": told.office, "files": told.files}
    if row.draft is None:
        row.draft = Composition.objects.create(group=row, number=row.compositions.count() + 1, **said)
        row.save(update_fields=["draft"])
    else:
        Composition.objects.filter(pk=row.draft_id).update(**said)
    Seat.objects.filter(composition=row.draft_id).delete()
    Place.objects.filter(composition=row.draft_id).delete()
    Seat.objects.bulk_create(
        Seat(composition_id=row.draft_id, order=order, sort=one.sort, name=one.name, duty=one.duty, charge=one.charge)
        for order, one in enumerate(told.seats)
    )
    Place.objects.bulk_create(
        Place(
            composition_id=row.draft_id, order=order, name=one.name, leader=one.leader, person=one.person,
            phone=one.phone or None,
        )
        for order, one in enumerate(told.places)
    )  # fmt: skip
    Case.objects.filter(pk=row.pk).update(content=told.content)
    row.case.content = told.content
