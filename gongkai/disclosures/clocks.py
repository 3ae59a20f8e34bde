"""Which limits run for a disclosure: its topic's (DY-3.1, TZ-2.5), else the general ones (条例-26, TZ-4.1)."""

from gongkai import shelf
from gongkai.acts import sitting
from gongkai.catalogue.models import Topic
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.models import Disclosure

PROPOSE, PUBLISH = ("disclosures.propose",), ("disclosures.publish",)
AGAIN = ("disclosures.review_withheld",)  # what was not disclosed is looked at again (条例-18, SQ-6.3)
RATIFY = "disclosures.ratify"


def limits_of(cases) -> dict[int, list]:
    """Limits by case key. Half-year windows are a duty of the column (see catalogue), not of one document."""
    known = shelf.here()
    rows = sitting.rows(case.id for case in cases)
    topic_of = {key: row.topic_id for key, row in rows.items()}
    fresh = Disclosure.objects.filter(pk__in=[case.id for case in cases if case.id not in rows])
    topic_of |= dict(fresh.values_list("pk", "topic_id"))
    names = dict(Topic.objects.filter(pk__in=set(topic_of.values())).values_list("pk", "limits"))
    limits = {topic: _known(known, (*PROPOSE, *(some or PUBLISH), *AGAIN)) for topic, some in names.items()}
    found = {case.id: limits[topic_of[case.id]] for case in cases}
    for name, keys in _besides(cases, topic_of).items():
        for key in keys if name in known else ():
            found[key] = [*found[key], known[name]]
    return found


def ahead(topic: Topic | None) -> list:
    """The limits that will run for what is written in a topic, in the order of the steps; general ones without one."""
    return _known(shelf.here(), (*PROPOSE, *((topic.limits if topic else ()) or PUBLISH)))


def _besides(cases, topic_of: dict[int, int]) -> dict[str, set[int]]:
    """Limits that run for some documents alone: the review owed after an emergency, the interpretation owed."""
    places = {case.id: (case.unit_id, topic_of[case.id]) for case in cases}
    emergencies = sitting.acts_of(places, ("emergency",))
    return {RATIFY: set(emergencies), interpreting.FOLLOW_LIMIT: interpreting.with_clock(places, cases)}


def _known(known, names) -> list:
    return [known[name] for name in names if name in known and not (known[name].windows or known[name].least)]
