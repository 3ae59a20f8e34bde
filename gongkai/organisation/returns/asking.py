"""Asking units for something, and what one of them sends in: filled in, sealed by its leader, taken by the office."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.law.limits import Limit
from gongkai.organisation.models import Call, ContactPerson, Return, ReturnSort
from gongkai.vault.sealed import digest

LIMIT = "organisation.return"
PRIVATE = ("name", "duty", "office_phone", "mobile", "qq")
WAITING = ("asked", "back", "filled")
IN = ("returned", "accepted")


@dataclass
class Asked:
    """What is asked, of whom, by when."""

    title: str
    sort: str
    due: date
    units: Sequence[Unit]
    asks: str = ""


@dataclass
class Filled:
    """What a unit writes; ``people`` are rows of rank and the sealed words, for a contact sheet alone."""

    phone: str = ""
    office: str = ""
    says: str = ""
    files: list[list[str]] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)


def ask(asked: Asked, by: Post, at: datetime) -> Call:
    """Opens the call and a case for each unit. All or none."""
    made: list[Call] = []

    def room(cases: list[Case]) -> None:
        made.append(Call.objects.create(case=cases[0], sort=asked.sort, due=asked.due, asks=asked.asks))

    def rows(cases: list[Case]) -> None:
        Return.objects.bulk_create(Return(case=case, call=made[0]) for case in cases)

    says = f"{len(asked.units)} 个单位，{asked.due} 以前报送"
    with transaction.atomic():
        open_many("call", "ask", [Opening(by.unit, asked.title, by, at, detail={"says": says})], room)
        openings = [Opening(unit, asked.title, by, at, follows=True) for unit in asked.units]
        open_many("return", "ask", openings, rows)
    return made[0]


def fill(row: Return, filled: Filled, by: Post, at: datetime) -> None:
    """Keeps what the unit wrote and stands it before its leader. Where ``take`` refuses, nothing is kept."""
    with transaction.atomic():
        Return.objects.filter(pk=row.pk).update(
            phone=filled.phone, office=filled.office, says=filled.says, files=filled.files
        )
        ContactPerson.objects.filter(sheet=row.pk).delete()
        ContactPerson.objects.bulk_create(ContactPerson(sheet_id=row.pk, **one) for one in filled.people)
        people = f"联络员 {len(filled.people)} 人" if filled.people else ""
        files = f"附件 {len(filled.files)} 份" if filled.files else ""
        content = digest(repr((filled.phone, filled.office, filled.says, filled.files, filled.people)))
        Case.objects.filter(pk=row.pk).update(content=content)
        row.case.content = content
        said = {"says": "；".join(filter(None, (people, files)))} if people or files else {}
        row.case.take(step_for(row), by=by, at=at, detail=said)


def step_for(row: Return) -> str:
    """People come and go: what was taken is put right by a step of its own, and sealed anew."""
    return "renew" if row.case.status == "accepted" else "fill"


def close(cases, takes, acts) -> None:
    """Nothing more is taken in: who has sent nothing stays missing."""
    for take in takes:
        rows = Return.objects.filter(call=take.case.pk, case__status__in=WAITING).select_related("case")
        take_many("return", "lapse", [Take(row.case, take.by, take.at, follows=True) for row in rows])


def is_whole(cases, takes) -> dict[int, list[str]]:
    """A contact sheet names a deputy and an information officer; anything else has words or a paper."""
    rows = Return.objects.filter(pk__in=[case.pk for case in cases]).select_related("call").prefetch_related("people")
    found = {}
    asking = {take.case.pk for take in takes if take.only_asks}
    for row in rows:
        if row.pk in asking:
            continue
        ranks = {one.rank for one in row.people.all()}
        lacks = [f"还没有写{rank.label}" for rank in ContactPerson.Rank if rank not in ranks]
        if row.call.sort != ReturnSort.CONTACTS:
            lacks = [] if row.says or row.files else ["请写明情况，或者附上材料"]
        if lacks:
            found[row.pk] = lacks
    return found


def limits_of(cases) -> dict[int, list[Limit]]:
    """The day the call names, by the shelf's limit."""
    known = shelf.here()[LIMIT]
    days = dict(Return.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "call__due"))
    return {case.pk: [replace(known, within=None, by=days[case.pk])] for case in cases}
