"""Which limits run for a disclosure: its topic's (DY-3.1, TZ-2.5), else the general ones (条例-26, TZ-4.1)."""

from gongkai import shelf
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure

PROPOSE, PUBLISH = ("disclosures.propose",), ("disclosures.publish",)


def limits_of(cases) -> dict[int, list]:
    """Limits by case key. Half-year windows are a duty of the column (see catalogue), not of one document."""
    known = shelf.here()
    topics = dict(Topic.objects.values_list("pk", "limits"))
    rows = Disclosure.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "topic_id")
    return {key: _known(known, (*PROPOSE, *(topics[topic] or PUBLISH))) for key, topic in rows}


def _known(known, names) -> list:
    return [known[name] for name in names if name in known and not known[name].windows]
