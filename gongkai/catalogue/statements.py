"""本期无更新: what was stated and reviewed. A reviewed statement keeps a column fresh as a publication would, and the
public reads it; one that was made void counts no more.
"""

from datetime import date, datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.catalogue.models import Statement, TopicUnit
from gongkai.publication.models import Shown
from gongkai.publication.quiet import Quiet

ITEMS = ("document", "result", "text")  # kinds of record that fill a column
Duty = tuple[int, int]  # key of the topic, key of the unit


def reviewed(before: datetime) -> dict[Duty, date]:
    """Beijing's day on which the newest statement of each duty was reviewed, as the trail knew it before a moment."""
    acts = Act.objects.filter(case__kind="no_update", step__in=("confirm", "void"), at__lt=before).order_by("at", "pk")
    rows = acts.values_list(
        "case_id", "step", "at", "case__statement__duty__topic_id", "case__statement__duty__unit_id"
    )
    last = {case: (step, at, (topic, unit)) for case, step, at, topic, unit in rows}
    found: dict[Duty, date] = {}
    for step, at, duty in sorted(last.values(), key=lambda one: one[1]):
        if step == "confirm":
            found[duty] = at.astimezone(BEIJING).date()
    return found


def public_words(at: datetime) -> dict[int, list[Quiet]]:
    """By key of the topic: the newest reviewed statement of each unit, as the public reads it."""
    rows = Statement.objects.filter(case__status="confirmed").select_related("duty__unit").order_by("pk")
    acts = Act.objects.filter(case__in=[row.pk for row in rows], step="confirm", at__lte=at)
    when = dict(acts.values_list("case_id", "at"))
    newest = {(row.duty.topic_id, row.duty.unit_id): row for row in rows if row.pk in when}
    found: dict[int, list[Quiet]] = {}
    for row in sorted(newest.values(), key=lambda row: (row.duty.unit.order, row.pk)):
        found.setdefault(row.duty.topic_id, []).append(_quiet(row, when[row.pk]))
    return found


def is_open(cases, takes) -> dict[int, list[str]]:
    """A statement falls when something was published in the column after all."""
    rows = Statement.objects.filter(pk__in=[case.pk for case in cases]).select_related("duty__topic", "duty__unit")
    found = {}
    for row in rows:
        if day := published_since(row.duty, row.since):
            found[row.pk] = [f"“{row.duty.topic.name}”在 {day} 已公开过信息，不是没有更新，请退回"]
    return found


def waiting() -> dict[Duty, Statement]:
    """Statements that wait for their review, by duty."""
    rows = Statement.objects.filter(case__kind="no_update", case__status="stated").select_related("duty")
    return {(row.duty.topic_id, row.duty.unit_id): row for row in rows}


def published_since(duty: TopicUnit, since: date | None) -> date | None:
    """The day of the newest item that the unit has out in the column, if it is ``since`` or later."""
    items = Shown.objects.live().filter(kind__in=ITEMS, column=duty.topic.code, unit=duty.unit.code)
    newest = items.order_by("-docid").values_list("moment", flat=True).first()
    day = newest.astimezone(BEIJING).date() if newest else None
    return day if day and (since is None or day >= since) else None


def _quiet(row: Statement, at: datetime) -> Quiet:
    unit = row.duty.unit
    return Quiet(unit.code, unit.name, row.since, row.until, row.reason, at)
