"""The public directory of units (条例-20 item 2): who they are; what they published follows from the records."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue import applying
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import UnitRecord

TOLD = ("duties", "leader", "office", "address", "hours", "phone", "fax", "email", "postcode", "window")


def show_units(at: datetime) -> int:
    """Shows every standing unit and takes ended ones back; returns how many changed."""
    standing, ended = _by_day(at)
    heirs = _heirs(ended)
    written = door.show_many([record_of(unit, heirs.get(unit.pk, ())) for unit in standing], at=at)
    return written + door.withdraw([key_of(unit) for unit in ended], at=at, reason="机构已撤销或合并")


def out_of_step(at: datetime) -> bool:
    """Whether the directory does not show just the units that stand at ``at``, each with those it carries on and the
    way in to its form: a day on which one ended has passed, or this version of the program tells more than the last.
    """
    standing, ended = _by_day(at)
    heirs = _heirs(ended)
    due = {key_of(unit): (heirs.get(unit.pk, []), _online(unit)) for unit in standing}
    shown = Shown.objects.live().filter(kind="unit").values_list("key", "fields__carries_on", "fields__online")
    return due != {key: (codes or [], online or "") for key, codes, online in shown}


def _by_day(at: datetime) -> tuple[list[Unit], list[Unit]]:
    """Units that the directory shows on that day, and those it does not."""
    day = at.astimezone(BEIJING).date()
    standing = list(Unit.objects.standing_on(day).exclude(kind=Unit.Kind.SECTION).select_related("contact"))
    return standing, list(Unit.objects.exclude(pk__in=[unit.pk for unit in standing]))


def record_of(unit: Unit, carries_on: Sequence[str] = ()) -> UnitRecord:
    """What the public reads of a unit; how to reach it where the unit has written that. ``carries_on``: codes of ended
    units that it follows.
    """
    contact = getattr(unit, "contact", None)
    told = {name: getattr(contact, name) for name in TOLD} if contact else {}
    return UnitRecord(
        key=key_of(unit),
        code=unit.code,
        name=unit.name,
        kind=unit.get_kind_display(),
        full_name=unit.full_name,
        order=unit.order,
        carries_on=tuple(carries_on),
        online=_online(unit),
        **told,
    )


def _online(unit: Unit) -> str:
    """Where one asks the unit for information, while it takes requests by the form."""
    contact = getattr(unit, "contact", None)
    return applying.form_of(unit) if contact and contact.takes_online else ""


def _heirs(ended: Sequence[Unit]) -> dict[int, list[str]]:
    """Codes of ended units by the key of the unit that does their business now, however often it passed on."""
    followed = {unit.pk: unit.successor_id for unit in ended}
    found: dict[int, list[str]] = {}
    for unit in sorted(ended, key=lambda one: one.code):
        heir, seen = followed[unit.pk], {unit.pk}
        while heir in followed and heir not in seen:
            seen.add(heir)
            heir = followed[heir]
        if heir is not None and heir not in followed:
            found.setdefault(heir, []).append(unit.code)
    return found


def key_of(unit: Unit) -> str:
    """The name under which the door keeps a unit."""
    return f"unit:{unit.code}"
