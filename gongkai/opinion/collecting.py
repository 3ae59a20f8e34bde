"""收集: an event comes to be known, what was seen of it where, when it happened (BW-8.1, SQ-5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.checks import privacy
from gongkai.opinion import clocks
from gongkai.opinion.models import Event, Mention
from gongkai.opinion.vocabulary import DRILL, Grade
from gongkai.vault.sealed import digest

LONGEST = 120  # signs of a title


@dataclass
class Seen:
    """One place where it was seen. ``words`` and ``author`` are private."""

    platform: str
    title: str
    seen: datetime
    link: str = ""
    words: str = ""
    author: str = ""
    outside: str = ""
    why: str = ""

    @property
    def mark(self) -> str:
        """By which it is known again."""
        said = self.outside or f"{self.link} {self.title} {self.seen.isoformat()} {self.words}"
        return digest(f"监测条目 {self.platform} {said}")


@dataclass
class Founding:
    """An event as it is first told. ``sort`` and ``grade`` are provisional until it is judged."""

    unit: Unit
    title: str
    summary: str
    came: str
    noticed: datetime
    sort: str = ""
    grade: str = Grade.GENERAL
    place: Unit | None = None
    happened: datetime | None = None
    drill: bool = False
    seen: list[Seen] = field(default_factory=list)


def collect(foundings: Sequence[Founding], by: Post, at: datetime) -> list[Event]:
    """Opens events; the clocks run from when they came to be known, or happened. All or none."""
    found: list[Event] = []

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, foundings, strict=True):
            said = {"summary": one.summary, "came": one.came, "sort": one.sort, "grade": one.grade, "place": one.place}
            found.append(Event(case=case, noticed=one.noticed, happened=one.happened, drill=one.drill, **said))
        Event.objects.bulk_create(found)

    openings = [
        Opening(
            one.unit,
            f"{DRILL}{one.title}" if one.drill else one.title,
            by,
            at,
            effective=one.noticed,
            detail={"unit": one.unit.pk, "sort": one.sort, "wide": "", "grade": one.grade},
        )
        for one in foundings
    ]
    with transaction.atomic():
        open_many(clocks.KIND, "collect", openings, room)
        for event, one in zip(found, foundings, strict=True):
            keep(event, one.seen, by, at)
        takes = [Take(one.case, by, at, effective=one.happened) for one in found if one.happened]
        if takes:
            take_many(clocks.KIND, "occur", takes)
    return found


def keep(event: Event, seen: Sequence[Seen], by: Post, at: datetime) -> int:
    """Writes sightings of an event; those that are known already stay as they are. Returns how many are new."""
    known = known_of(seen)
    rows = [
        Mention(
            event=event, outside=one.outside, platform=one.platform, link=one.link, title=one.title, seen=one.seen,
            words=one.words or None, author=one.author or None, mark=one.mark, why=one.why, post=by, at=at,
        )
        for one in seen
        if one.mark not in known
    ]  # fmt: skip
    Mention.objects.bulk_create(rows)
    return len(rows)


def add(event: Event, seen: Sequence[Seen], by: Post, at: datetime) -> int:
    """The same as an act of an event that stands: it was seen in more places."""
    with transaction.atomic():
        many = keep(event, seen, by, at)
        if many:
            event.case.take("mention", by=by, at=at, detail={"says": f"{many} 条"})
    return many


def known_of(seen: Sequence[Seen]) -> dict[str, Mention]:
    rows = Mention.objects.filter(mark__in=[one.mark for one in seen])
    return {row.mark: row for row in rows.select_related("event__case")}


def occurred(cases, takes, acts) -> None:
    for act in acts:
        Event.objects.filter(pk=act.case_id).update(happened=act.effective)


def is_before_known(cases, takes) -> dict[int, list[str]]:
    """Nothing is known before it happened."""
    rows = Event.objects.in_bulk([case.pk for case in cases])
    late = ["事发时间晚于知悉时间，请核对"]
    return {
        take.case.pk: late
        for take in takes
        if not take.only_asks and (take.effective or take.at) > rows[take.case.pk].noticed
    }


def tells_of_people(text: str) -> list[str]:
    """Numbers and homes of people have no place in words that staff and public read (个人信息保护法-6)."""
    return [f"{one.message}；请去掉再写" for one in privacy.find(text) if one.level != "warn"]
