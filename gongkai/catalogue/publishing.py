"""Topics at the door: the portal's columns are the catalogue's public topics; and what the door knows of their life."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from gongkai.acts.clock import BEIJING
from gongkai.catalogue import statements, wording
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.vocabulary import Audience, Channel
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.quiet import Quiet
from gongkai.publication.records import ColumnRecord

ITEMS = ("document", "result", "text", "register")  # kinds of record that fill a column
KEYWORDS = 6
LATELY = timedelta(days=31)


def record_of(topic: Topic, keepers: Sequence[str] = (), quiet: Sequence[Quiet] = ()) -> ColumnRecord:
    """All that the public may see of a topic: what it holds, on what ground, by when, where, and who keeps it.

    ``keepers``: names of units. Raises ``ValueError`` for a topic that is not for the public (TZ-1.4).
    """
    if topic.audience != Audience.PUBLIC:
        raise ValueError(f"“{topic.name}”只在{topic.get_audience_display()}公开，不能列为门户栏目")
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
        elements=tuple(wording.elements(topic)),
        basis=tuple(wording.basis(topic)),
        limit=wording.limit(topic),
        refresh=wording.refresh(topic),
        channels=tuple(str(Channel(one).label) for one in topic.channels),
        level=topic.get_level_display(),
        keepers=tuple(keepers),
        quiet=tuple(quiet),
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
    keepers, told = _keepers(day), statements.public_words(at)
    records = [record_of(topic, keepers.get(topic.pk, ()), told.get(topic.pk, ())) for topic in standing]
    written = door.show_many(records, at=at)
    kept = {key_of(code) for code in (*(topic.code for topic in standing), *_with_those_above(_held()))}
    shown = Shown.objects.live().filter(kind="column", key__startswith=key_of("")).values_list("key", flat=True)
    return written + door.withdraw(sorted(set(shown) - kept), at=at, reason="栏目已不再列入公开目录")


def out_of_step(at: datetime) -> bool:
    """Whether a day on which a topic began or ended has passed without its column following."""
    day = at.astimezone(BEIJING).date()
    near = Q(since__lte=day, since__gt=day - LATELY) | Q(until__lt=day, until__gte=day - LATELY)
    for topic in Topic.objects.public().filter(near):
        stands = topic.until is None or topic.until >= day
        out = Shown.objects.live().filter(key=key_of(topic.code)).exists()
        if stands != out and (stands or topic.code not in _with_those_above(_held())):
            return True
    return False


def held_in(code: str) -> int:
    """How many items are out in a column."""
    return Shown.objects.live().filter(kind__in=ITEMS, column=code).count()


def last_published() -> dict[tuple[str, str], date]:
    """By code of the column and code of the unit: Beijing's day of the newest item that is out."""
    rows = Shown.objects.live().filter(kind__in=ITEMS).exclude(column="").exclude(unit="")
    newest = rows.order_by().values_list("column", "unit").annotate(Max("moment"))
    return {(column, unit): moment.astimezone(BEIJING).date() for column, unit, moment in newest}


def _keepers(day: date) -> dict[int, list[str]]:
    """Names of the units that keep each topic, by its key, in the directory's order."""
    rows = TopicUnit.objects.standing_on(day).order_by("unit__order", "unit_id")
    found: dict[int, list[str]] = {}
    for topic, name in rows.values_list("topic_id", "unit__name"):
        found.setdefault(topic, []).append(name)
    return found


def _held() -> set[str]:
    """Codes of columns that hold something that is out."""
    return set(Shown.objects.live().filter(kind__in=ITEMS).values_list("column", flat=True).distinct())


def _with_those_above(codes: set[str]) -> set[str]:
    """The codes and those of the shelves they stand on."""
    parents = dict(Topic.objects.exclude(parent=None).values_list("code", "parent__code"))
    found: set[str] = set()
    while codes:
        found |= codes
        codes = {parents[code] for code in codes if code in parents} - found
    return found
