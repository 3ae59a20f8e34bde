"""提醒: what a person was told of that still stands, and how it is said where others may read it too."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from gongkai import shelf
from gongkai.accounts.models import Person, Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due
from gongkai.desk.models import Reminder
from gongkai.look import words


def standing(person: Person) -> list[Reminder]:
    """Of each clock that still runs to that moment the latest reminder, the newest first."""
    found: dict[tuple, Reminder] = {}
    for one in rows(person):
        found.setdefault((one.case_id, one.limit, one.round), one)
    return list(found.values())


def rows(person: Person) -> QuerySet[Reminder]:
    """Reminders of clocks that still run to the moment they were told of."""
    clock = {"case": OuterRef("case"), "limit": OuterRef("limit"), "round": OuterRef("round"), "due": OuterRef("last")}
    open_still = Exists(Due.objects.filter(**clock, done=None))
    return Reminder.objects.filter(open_still, person=person).select_related("case__unit").order_by("-at", "-pk")


def unseen_up(person: Person, posts: list[Post]) -> list[Reminder]:
    """What was reported upwards to somebody, that they did not yet say they know, as far as it is theirs to see."""
    return visible([one for one in standing(person) if one.up and one.seen is None], posts)


def visible(reminders: list[Reminder], posts: list[Post]) -> list[Reminder]:
    """A case may have been narrowed, or a post lost, since somebody was told."""
    keys = {one.case_id for one in reminders}
    there: set[int] = set()
    for post in posts:
        there |= set(Case.objects.visible_to(post).filter(pk__in=keys).values_list("pk", flat=True))
    return [one for one in reminders if one.case_id in there]


def see(person: Person, until: datetime, at: datetime) -> int:
    """The person knows of what they were told up to a moment."""
    return Reminder.objects.filter(person=person, seen=None, at__lte=until).update(seen=at)


@dataclass(frozen=True)
class Line:
    """A reminder on the desk of who may see the case."""

    title: str
    says: str
    url: str
    state: str
    told: str
    known: bool


def lines(reminders: list[Reminder], at: datetime) -> list[Line]:
    return [
        Line(
            one.case.title, says(one), url(one), "late" if one.last < at else "near", words.moment(one.at),
            one.seen is not None,
        )
        for one in reminders
    ]  # fmt: skip


def says(one: Reminder) -> str:
    """公开申请第 31 号（交运局），答复，最后时刻 3月31日 14:00: no title and no person."""
    limit = shelf.here()[one.limit].title if one.limit in shelf.here() else one.case.status_label
    return f"{one.case.kind_of.label}第 {one.case_id} 号（{one.case.unit.name}），{limit}，{last_moment(one)}"


def last_moment(one: Reminder) -> str:
    """A day; the hour too where it does not end with the day."""
    last = one.last.astimezone(BEIJING)
    if (last.hour, last.minute) == (23, 59):
        return f"最后一天 {words.day(one.last)}"
    return f"最后时刻 {words.moment(one.last)}"


def url(one: Reminder) -> str:
    return reverse(one.case.kind_of.url, args=[one.case_id])
