"""Which limits run for a disclosure: its topic's (DY-3.1, TZ-2.5), else the general ones (条例-26, TZ-4.1)."""

from gongkai import shelf
from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure

GENERAL = ("disclosures.propose", "disclosures.publish")


def limits_of(cases) -> dict[int, list]:
    """Limits by case key. What is long-term information keeps the half-year windows instead of elapsed days."""
    known = shelf.limits()
    topics = dict(Topic.objects.values_list("pk", "limits"))
    rows = Disclosure.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "topic_id")
    of_topic = dict(rows)
    return {case.pk: [known[name] for name in topics.get(of_topic.get(case.pk)) or GENERAL] for case in cases}
