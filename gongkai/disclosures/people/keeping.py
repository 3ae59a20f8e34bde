"""责任人和复看: who answers for a document, hand-over when people move, and whether what is out still holds good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import rows, sitting
from gongkai.acts.clock import BEIJING
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled

HAND, LOOK = "hand_over", "look_over"
NEAR, SHOWN = timedelta(days=30), 40


@dataclass(frozen=True)
class Reminder:
    """A public document to be looked at again: by when, and why it stands on this desk."""

    title: str
    url: str
    day: date
    late: bool
    why: str


def desks(unit: Unit) -> set[int]:
    """Keys of the units whose posts handle the cases of a unit: itself, those above it, those that carry it on."""
    found: set[int] = set()
    fresh = [unit]
    while fresh:
        one = fresh.pop()
        if one.pk not in found:
            found.add(one.pk)
            fresh += [other for other in (one.parent, one.successor) if other is not None]
    return found


def heirs(unit: Unit, day: date) -> QuerySet[Post]:
    """Posts to whose holders a document of the unit can be handed: its information officers."""
    held = Post.objects.held_on(day).filter(role=Role.PROPOSER, unit__in=desks(unit))
    return held.select_related("person", "unit").order_by("unit__order", "pk")


def is_an_heir(cases, takes) -> dict[int, list[str]]:
    """Whoever is to answer for a document writes for its unit; None: whoever wrote it."""
    asked = [take for take in takes if not take.only_asks and take.detail.get("keeper") is not None]
    known: dict[int, set[int]] = {}
    reasons = {}
    for take in asked:
        unit = take.case.unit_id
        if unit not in known:
            day = take.at.astimezone(BEIJING).date()
            known[unit] = set(heirs(take.case.unit, day).values_list("person_id", flat=True))
        if take.detail["keeper"] not in known[unit]:
            reasons[take.case.pk] = [f"{titled(take.case.title)}要移交给{take.case.unit.name}的现任信息员，请重新选择"]
    return reasons


def hand_over(cases, takes, acts) -> None:
    """From now on another answers for it."""
    rows.update(Disclosure, ["keeper_id"], [(take.detail.get("keeper"), take.case.pk) for take in takes])
    sitting.forget(case.pk for case in cases)


def names_a_day(cases, takes) -> dict[int, list[str]]:
    """The next look is a day to come; None: no further look is agreed."""
    reasons = {}
    for take in takes:
        day = take.detail.get("next")
        if take.only_asks or take.detail.get("undoes") or not day:
            continue
        if date.fromisoformat(day) <= take.at.astimezone(BEIJING).date():
            reasons[take.case.pk] = ["下次复看的日期要在今天以后，请改正"]
    return reasons


def agree(cases, takes, acts) -> None:
    """Looked at and found to hold; the next day for that is agreed."""
    days = [(take.detail.get("next"), take.case.pk) for take in takes]
    rows.update(Disclosure, ["look_again"], [(day and date.fromisoformat(day), key) for day, key in days])
    sitting.forget(case.pk for case in cases)


def out(found: QuerySet[Disclosure], day: date) -> QuerySet[Disclosure]:
    """Of these the ones that are public, with ``held_by`` (key of who answers) and ``vacant``: that nobody does now."""
    posts = Post.objects.held_on(day).filter(role=Role.PROPOSER)
    found = found.filter(live__isnull=False).annotate(held_by=Coalesce("keeper_id", "live__saved_by_id"))
    return found.annotate(vacant=~Exists(posts.filter(person=OuterRef("held_by"))))


def reminders(post: Post, day: date) -> list[Reminder]:
    """For an information officer: what is to be looked at by the own person, and what nobody answers for any more."""
    if post.role != Role.PROPOSER:
        return []
    near = Disclosure.objects.visible_to(post).filter(look_again__lte=day + NEAR)
    found = out(near, day).filter(Q(held_by=post.person_id) | Q(vacant=True))
    return [_reminder(row, day) for row in found.select_related("case").order_by("look_again", "pk")[:SHOWN]]


def _reminder(row, day: date) -> Reminder:
    why = "责任人已离岗，请移交或复看" if row.vacant else "您是责任人"
    url = reverse("disclosures:record", args=[row.pk])
    return Reminder(row.case.title, url, row.look_again, row.look_again < day, why)


def keeper_of(row: Disclosure) -> str:
    """The name of who answers for a record."""
    person = row.keeper or row.edition.saved_by
    return person.name if person else ""


def chosen(posts: Iterable[Post]) -> Sequence[tuple[int, str]]:
    """Persons to choose from, each once, with their place."""
    return list({post.person_id: str(post) for post in posts}.items())
