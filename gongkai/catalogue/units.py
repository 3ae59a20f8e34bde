"""The public directory of units (条例-20 item 2): who they are; what they published follows from the records."""

from datetime import datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import UnitRecord

TOLD = ("duties", "leader", "office", "address", "hours", "phone", "fax", "email", "postcode")


def show_units(at: datetime) -> int:
    """Shows every standing unit and takes ended ones back; returns how many changed."""
    day = at.astimezone(BEIJING).date()
    standing = list(Unit.objects.standing_on(day).exclude(kind=Unit.Kind.SECTION).select_related("contact"))
    ended = Unit.objects.exclude(pk__in=[unit.pk for unit in standing])
    written = door.show_many([record_of(unit) for unit in standing], at=at)
    return written + door.withdraw([key_of(unit) for unit in ended], at=at, reason="机构已撤销或合并")


def out_of_step(at: datetime) -> bool:
    """Whether the directory does not show just the units that stand at ``at``: a day on which one ended has passed."""
    day = at.astimezone(BEIJING).date()
    standing = {key_of(unit) for unit in Unit.objects.standing_on(day).exclude(kind=Unit.Kind.SECTION)}
    return standing != set(Shown.objects.live().filter(kind="unit").values_list("key", flat=True))


def record_of(unit: Unit) -> UnitRecord:
    """What the public reads of a unit; how to reach it where the unit has written that."""
    contact = getattr(unit, "contact", None)
    told = {name: getattr(contact, name) for name in TOLD} if contact else {}
    return UnitRecord(
        key=key_of(unit),
        code=unit.code,
        name=unit.name,
        kind=unit.get_kind_display(),
        full_name=unit.full_name,
        order=unit.order,
        **told,
    )


def key_of(unit: Unit) -> str:
    """The name under which the door keeps a unit."""
    return f"unit:{unit.code}"
