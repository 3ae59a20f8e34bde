"""The entry of a unit, a person or the site: opened with it or, for what stood before, when it is first touched."""

from datetime import datetime

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, open_many
from gongkai.organisation.models import Entry
from gongkai.publication.models import Site


def open_unit(unit: Unit, by: Post, at: datetime, *, step: str = "enter", says: str = "") -> Case:
    return _open("unit", step, Opening(unit, unit.name, by, at, detail=_told(says)), Entry(unit=unit))


def open_person(person: Person, unit: Unit, by: Post, at: datetime, *, step: str = "enter", says: str = "") -> Case:
    """``unit`` is where the person served first."""
    opening = Opening(unit, person.name, by, at, detail=_told(says))
    return _open("person", step, opening, Entry(person=person))


def take(thing: Unit | Person | Site, step: str, by: Post, at: datetime, *, says: str = "", words: str = "") -> Act:
    """One step on the entry of a unit, a person or the site; ``says`` tells in a plain sentence what changed."""
    return case_of(thing, by, at).take(step, by=by, at=at, words=words, detail=_told(says))


def case_of(thing: Unit | Person | Site, by: Post, at: datetime) -> Case:
    entry = entry_of(thing)
    if entry is not None:
        return entry.case
    if isinstance(thing, Unit):
        return open_unit(thing, by, at, step="adopt")
    if isinstance(thing, Site):
        return _open("site", "adopt", Opening(by.unit, "网站信息", by, at), Entry(site=thing))
    first = thing.posts.select_related("unit").order_by("pk").first()
    return open_person(thing, first.unit if first else by.unit, by, at, step="adopt")


def entry_of(thing: Unit | Person | Site) -> Entry | None:
    return Entry.objects.filter(**{type(thing).__name__.lower(): thing}).select_related("case").first()


def _open(kind: str, step: str, opening: Opening, entry: Entry) -> Case:
    def room(cases: list[Case]) -> None:
        entry.case = cases[0]
        entry.save(force_insert=True)

    return open_many(kind, step, [opening], room)[0]


def _told(says: str) -> dict:
    return {"says": says} if says else {}
