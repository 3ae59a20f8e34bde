"""提醒和上报: each clock climbs the ladder; whoever a rung names is told once, however long nobody looked.

What was missed while the house stood still is told when it stands again: of several rungs that came meanwhile a person
hears of the last one only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from gongkai import shelf
from gongkai.accounts.models import COUNTY_WIDE, Post, Role, Unit
from gongkai.acts import steps
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Due, Reader
from gongkai.acts.sitting import sitting
from gongkai.desk import wishing
from gongkai.desk.models import Look, Reached, Reminder
from gongkai.disclosures import waits
from gongkai.law.ladders import DOER, Ladder, Rung
from gongkai.look.words import unit_of
from gongkai.workflow.models import Seat

EVERY = timedelta(minutes=1)
AT_ONCE = 500  # clocks of one rung in one go
LOOK = 1


@dataclass(frozen=True)
class Told:
    """One person who is to know of one clock; ``up``: not as the one who acts."""

    post: Post
    due: Due
    up: bool


def due(now: datetime) -> list[datetime]:
    """[now] if the ladder was not gone through in the last minute."""
    last = Look.objects.filter(pk=LOOK).values_list("at", flat=True).first()
    return [] if last and last <= now < last + EVERY else [now]


def climb(_, now: datetime) -> None:
    """Tells of every clock that came to a rung; the latest rungs first. Where there are very many, it goes on next
    time, and the look is not over before that."""
    ladder = shelf.ladder()
    with sitting():
        posts = Posts(now)
        many = [_tell(rung, clocks, posts, now) for rung, clocks in _rungs(ladder)]
        if max(many, default=0) < AT_ONCE:
            Look.objects.update_or_create(pk=LOOK, defaults={"at": now})


def _rungs(ladder: Ladder) -> Iterator[tuple[Rung, Q]]:
    hours = Q(limit__in=hourly())
    yield from ((rung, hours) for rung in reversed(ladder.hours))
    yield from ((rung, ~hours) for rung in reversed(ladder.days))


def hourly() -> list[str]:
    """Names of the limits that are counted in hours."""
    return [name for name, limit in shelf.here().items() if unit_of(limit) == "小时"]


def rank(rung: str) -> int:
    """The place of a rung among its like; one that the ladder does not have any more came before all."""
    ladder = shelf.ladder()
    names = [[one.name for one in rungs] for rungs in (ladder.hours, ladder.days)]
    return next((some.index(rung) for some in names if rung in some), -1)


def _tell(rung: Rung, clocks: Q, posts: "Posts", now: datetime) -> int:
    """Returns how many clocks came to it."""
    past = rung.reached(now.astimezone(BEIJING), shelf.calendar())
    one = {"case": OuterRef("case"), "limit": OuterRef("limit"), "round": OuterRef("round"), "last": OuterRef("due")}
    known = Exists(Reached.objects.filter(**one, rung=rung.name))
    rows = Due.objects.filter(clocks, ~known, done=None, due__lt=past, case__kind__in=[k.name for k in steps.kinds()])
    found = list(rows.select_related("case__unit").order_by("due", "pk")[:AT_ONCE])
    if found:
        fresh = _not_yet_told(posts.told(found, rung.to), rung)
        wishing.keep([_reminder(told, rung, now) for told in fresh], now)
        reached = [Reached(**_clock(one), rung=rung.name, at=now) for one in found]
        Reached.objects.bulk_create(reached, ignore_conflicts=True)
    return len(found)


def _not_yet_told(told: Iterable[Told], rung: Rung) -> list[Told]:
    """Without those who heard of a later rung already, and each person once though they hold two posts."""
    found = {(one.post.person_id, one.due.pk): one for one in told}
    rows = Reminder.objects.filter(case__in={one.due.case_id for one in found.values()})
    known = rows.values_list("person", "case", "limit", "round", "last", "rung")
    later = {tuple(clock) for *clock, name in known if rank(name) >= rank(rung.name)}
    return [one for one in found.values() if (one.post.person_id, *_clock(one.due).values()) not in later]


def _clock(due: Due) -> dict:
    return {"case_id": due.case_id, "limit": due.limit, "round": due.round, "last": due.due}


def _reminder(told: Told, rung: Rung, now: datetime) -> Reminder:
    reminder = Reminder(person_id=told.post.person_id, **_clock(told.due), rung=rung.name, at=now)
    reminder.up, reminder.soon = told.up, rung.unit == "hours"
    reminder.case = told.due.case
    return reminder


class Posts:
    """Who holds which post on a day, and which of a rung's words name whom."""

    def __init__(self, now: datetime):
        self.now, self.seated = now, Seat.objects.exists()
        self.parent = dict(Unit.objects.values_list("pk", "parent"))
        self.held: dict[tuple[int | None, str], list[Post]] = defaultdict(list)
        held = Post.objects.held_on(now.astimezone(BEIJING).date())
        for post in held.select_related("unit", "person"):
            self.held[None if post.role in COUNTY_WIDE else post.unit_id, post.role].append(post)

    def told(self, dues: list[Due], to: Iterable[str]) -> list[Told]:
        """Only those for whom the case exists; who acts, only where it waits for them."""
        found = [Told(post, due, False) for due in dues for role in _acting(due) for post in self._of(due, role)]
        acting = self._waiting(found) if DOER in to else []
        doers = {(one.post.person_id, one.due.pk) for one in acting}
        found = [Told(post, due, True) for due in dues for name in to if name != DOER for post in self._of(due, name)]
        superiors = [one for one in self._seeing(found) if (one.post.person_id, one.due.pk) not in doers]
        return [*acting, *superiors]

    def _of(self, due: Due, role: str) -> list[Post]:
        """At the unit of the case; where nobody there has the role, at the one above."""
        if role in COUNTY_WIDE:
            return self.held[None, role]
        unit: int | None = due.case.unit_id
        while unit is not None:
            if found := self.held[unit, role]:
                return found
            unit = self.parent.get(unit)
        return []

    def _waiting(self, told: list[Told]) -> list[Told]:
        """Without those to whom the step is not given: at another unit, where it waits at home, or by a route."""
        at_home = [one for one in told if not one.due.case.kind_of.home or one.post.unit_id == one.due.case.unit_id]
        kept = []
        for post, some in _by_post(self._seeing(at_home)):
            keys = {one.due.case_id for one in some}
            given = waits.for_others(Case.objects.filter(pk__in=keys), post, self.now) if self.seated else set()
            kept += [one for one in some if one.due.case_id not in given]
        return kept

    def _seeing(self, told: list[Told]) -> list[Told]:
        """Who is at the unit, above it, or at the county's office sees its cases, save those shown to a few; of those
        who look on each is asked for."""
        readers: dict[int, set[int]] = defaultdict(set)
        shown = Reader.objects.filter(case__in={one.due.case_id for one in told}, until=None)
        for case, person in shown.values_list("case", "person"):
            readers[case].add(person)
        told = [one for one in told if one.post.person_id in readers.get(one.due.case_id, {one.post.person_id})]
        kept = [one for one in told if not one.post.looks_on()]
        for post, some in _by_post([one for one in told if one.post.looks_on()]):
            keys = {one.due.case_id for one in some}
            there = set(Case.objects.visible_to(post).filter(pk__in=keys).values_list("pk", flat=True))
            kept += [one for one in some if one.due.case_id in there]
        return kept


def _acting(due: Due) -> list[str]:
    """Roles whose step the case waits for; where none is, the one whose clock it is."""
    kind = due.case.kind_of
    ahead = [step for step in kind.ahead(due.case.status) if step.name not in kind.unhurried]
    return sorted({role for step in ahead for role in step.roles}) or [Role(due.role)]


def _by_post(told: list[Told]) -> Iterator[tuple[Post, list[Told]]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        found[one.post.pk].append(one)
    yield from ((some[0].post, some) for some in found.values())
