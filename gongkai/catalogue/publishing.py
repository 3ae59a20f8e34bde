"""Topics at the door: the portal's columns are the catalogue's public topics; and what the door knows of their life."""

from datetime import date, datetime

from django.db.models import Max

from gongkai.acts.clock import BEIJING
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import ColumnRecord

ITEMS = ("document", "result", "text")  # kinds of record that fill a column
KEYWORDS = 6


def record_of(topic: Topic) -> ColumnRecord:
    """All that the public may see of a topic. Raises ``ValueError`` for an internal one (TZ-1.4)."""
    if topic.audience != Audience.PUBLIC:
        raise ValueError(f"“{topic.name}”只在机关内部公开，不能列为门户栏目")
    return ColumnRecord(
        key=key_of(topic.code),
        code=topic.code,
        name=topic.name,
        description=topic.says,
        column_type=topic.column_type,
        parent=topic.parent.code if topic.parent else "",
        keywords=tuple([topic.name, *topic.elements][:KEYWORDS]),
        order=topic.order,
        navigated=topic.navigated,
    )


def key_of(code: str) -> str:
    """The name under which the door keeps a column."""
    return f"topic:{code}"


def show_columns(at: datetime) -> int:
    """Shows every public topic in force at ``at`` (aware) and takes the others' columns back; returns how many changed.

    An ended topic whose column still holds something stays, so that what was published keeps its place.
    """
    day = at.astimezone(BEIJING).date()
    standing = list(Topic.objects.public().standing_on(day).select_related("parent"))
    written = door.show_many([record_of(topic) for topic in standing], at=at)
    held = Shown.objects.live().filter(kind__in=ITEMS).values_list("column", flat=True).distinct()
    kept = {key_of(code) for code in (*(topic.code for topic in standing), *_with_those_above(set(held)))}
    shown = Shown.objects.live().filter(kind="column", key__startswith=key_of("")).values_list("key", flat=True)
    return written + door.withdraw(sorted(set(shown) - kept), at=at, reason="栏目已不再列入公开目录")


def last_published() -> dict[tuple[str, str], date]:
    """By code of the column and code of the unit: Beijing's day of the newest item that is out."""
    rows = Shown.objects.live().filter(kind__in=ITEMS).exclude(column="").exclude(unit="")
    newest = rows.order_by().values_list("column", "unit").annotate(Max("moment"))
    return {(column, unit): moment.astimezone(BEIJING).date() for column, unit, moment in newest}


def _with_those_above(codes: set[str]) -> set[str]:
    """The codes and those of the shelves they stand on."""
    parents = dict(Topic.objects.exclude(parent=None).values_list("code", "parent__code"))
    found: set[str] = set()
    while codes:
        found |= codes
        codes = {parents[code] for code in codes if code in parents} - found
    return found
