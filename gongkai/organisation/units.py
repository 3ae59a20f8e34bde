"""Entering, amending and ending units. The portal's directory and the duties of the catalogue follow at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready
from gongkai.catalogue import keeping, loading, outward
from gongkai.law.reading import Refused
from gongkai.organisation import changes, entries, people

TOLD = ("name", "full_name", "kind", "parent", "order", "since")


@dataclass(frozen=True)
class Ending:
    """``until`` is the unit's last day; its posts end with it. ``successor`` carries its business on."""

    until: date
    words: str
    successor: Unit | None = None


def enter(unit: Unit, by: Post, at: datetime) -> str:
    """Writes a new unit and gives it its duties; returns a sentence where the catalogue could not be read for that."""
    with transaction.atomic():
        unit.save(force_insert=True)
        entries.open_unit(unit, by, at, says=f"{unit.full_name or unit.name}，代码 {unit.code}")
        outward.show_all(at)
    return _give_duties(unit, at)


def amend(unit: Unit, by: Post, at: datetime) -> str:
    """Writes what was changed on ``unit`` in the hand; the trail keeps old and new. As ``enter`` otherwise."""
    with transaction.atomic():
        before = Unit.objects.select_for_update().get(pk=unit.pk)
        says = changes.told(before, unit, TOLD)
        if unit.parent and unit.covers(unit.parent):
            raise Unready([f"“{unit.parent.name}”是“{unit.name}”自己或者它的下级，不能作它的上级"])
        act = entries.take(unit, "amend", by, at, says=says)
        type(act.case).objects.filter(pk=act.case_id).update(title=unit.name)
        unit.save()
        if before.name != unit.name:
            keeping.renamed(before.name, unit.name, by, at)
        outward.show_all(at)
    return _give_duties(unit, at)


def end(unit: Unit, ending: Ending, by: Post, at: datetime) -> None:
    """Ends a unit and the posts at it; columns and records go to the successor. Raises ``Unready`` while other units
    stand under it.
    """
    with transaction.atomic():
        if reasons := why_not_end(unit, ending):
            raise Unready(reasons)
        for post in posts_after(unit, ending.until):
            people.relieve(post, ending.until, by, at)
        says = f"末日 {ending.until}" + (f"，业务由{ending.successor.name}承接" if ending.successor else "")
        entries.take(unit, "end", by, at, says=says, words=ending.words)
        unit.until, unit.successor = ending.until, ending.successor
        unit.save(update_fields=["until", "successor"])
        if ending.successor:
            keeping.hand_over(unit, ending.successor, ending.until, by, at)
        outward.show_all(at)


def why_not_end(unit: Unit, ending: Ending) -> list[str]:
    reasons = []
    if unit.since and ending.until < unit.since:
        reasons.append(f"末日早于设立之日 {unit.since}，请核对")
    below = unit.children.standing_on(ending.until + timedelta(days=1))
    if names := "、".join(child.name for child in below):
        reasons.append(f"下面还有{names}，请先撤销，或者改到别的上级")
    if ending.successor and unit.covers(ending.successor):
        reasons.append("承接的单位不能是它自己或者它的下级")
    return reasons


def posts_after(unit: Unit, day: date) -> list[Post]:
    """Posts at the unit that would outlast ``day``."""
    return list(unit.posts.filter(Q(until=None) | Q(until__gt=day)).select_related("person", "unit"))


def _give_duties(unit: Unit, at: datetime) -> str:
    try:
        loading.assign(unit, on=at.astimezone(BEIJING).date())
    except (Refused, ValueError) as fault:
        return f"公开责任没有按目录重新分配：{fault}"
    return ""
