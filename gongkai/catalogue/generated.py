"""When guides and catalogues, which are made from what stands here, last said something new (BW-6.1.1)."""

from datetime import date, datetime

from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue.models import Topic
from gongkai.publication.models import Shown

PARTS = ("guide", "catalogue", "apply")


def last_made(before: datetime) -> dict[tuple[int, int], date]:
    """By key of the topic and of the unit: Beijing's day of the newest change before a moment."""
    rows = (
        Shown.objects.live()
        .filter(kind="text", fields__part__in=PARTS)
        .values_list("column", "unit", "moment", "fields__history")
    )
    topics, units = dict(Topic.objects.values_list("code", "pk")), dict(Unit.objects.values_list("code", "pk"))
    found = {}
    for column, unit, moment, history in rows:
        told = [moment, *(datetime.fromisoformat(one["at"]) for one in history or ())]
        known = [one for one in told if one < before]
        if known and column in topics and unit in units:
            found[topics[column], units[unit]] = max(known).astimezone(BEIJING).date()
    return found
