"""公开情况一览 goes out: the month that runs every day, the month before until it was counted to its end."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Span
from gongkai.glance import counting
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import GlanceRecord, Link


def due(now: datetime) -> Iterable[date]:
    """First days of months whose figures do not yet say what they should: counted to yesterday's end."""
    today = now.astimezone(BEIJING).date()
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    counted = {
        row.key: row.fields.get("until") for row in Shown.objects.live().filter(kind="glance").only("key", "fields")
    }
    if not Unit.objects.exists():
        return []
    wanted = {first: today - timedelta(days=1)} if today > first else {}
    if counted or today == first:
        wanted[before] = first - timedelta(days=1)
    return [month for month, last in sorted(wanted.items()) if counted.get(key_of(month)) != last.isoformat()]


def show(month: date, now: datetime) -> None:
    """One month, to its end or to the end of yesterday."""
    today = now.astimezone(BEIJING).date()
    last = min(today - timedelta(days=1), (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    door.show(record_of(month, last, now), now)


def key_of(month: date) -> str:
    """The name under which the door keeps a month."""
    return f"glance:{month:%Y-%m}"


def record_of(month: date, last: date, now: datetime) -> GlanceRecord:
    units = list(Unit.objects.standing_on(last).order_by("order", "pk"))
    top = next(unit for unit in units if unit.parent_id is None)
    found = counting.figures(units, Span(month, last, now))
    behind = dict.fromkeys(key for figure in found for key in figure.behind)
    return GlanceRecord(
        key=key_of(month), title=f"{month.year}年{month.month}月公开情况一览", column="", unit=top.code,
        unit_name=top.full_name or top.name, published=datetime(month.year, month.month, 1, tzinfo=BEIJING),
        month=f"{month:%Y-%m}", until=last, figures=found, links=(*(Link("counts", key) for key in behind), *_grades()),
    )  # fmt: skip


def _grades() -> list[Link]:
    """The latest announced result of an assessment."""
    row = Shown.objects.live().filter(kind="result").order_by("-docid").only("key").first()
    return [Link("related", row.key)] if row else []
