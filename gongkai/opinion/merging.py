"""合并: two events that are one are told and answered as one; what was merged stays and can be parted again."""

from gongkai.opinion import clocks
from gongkai.opinion.models import Event, Merge
from gongkai.opinion.vocabulary import OPEN


def is_another(cases, takes) -> dict[int, list[str]]:
    """Folded into an event that stands, of the same kind of earnest, and not into itself."""
    found = {}
    rows = Event.objects.select_related("case").in_bulk([case.pk for case in cases])
    for take in takes:
        if take.only_asks:
            continue
        into = Event.objects.select_related("case").filter(pk=take.detail["into"]).first()
        if into is None or into.pk == take.case.pk or into.case.status not in OPEN:
            found[take.case.pk] = ["要并入的事件已经不在办理中，请另选"]
        elif into.drill != rows[take.case.pk].drill:
            found[take.case.pk] = ["演练和真实事件不能合并"]
    return found


def folded(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        Merge.objects.create(
            event_id=act.case_id, into_id=take.detail["into"], why=take.detail.get("why", ""), since=act.at
        )
        Event.objects.filter(pk=act.case_id).update(into=take.detail["into"])
    clocks.anew(cases, takes, acts)


def parted(cases, takes, acts) -> None:
    for act in acts:
        Merge.objects.filter(event=act.case_id, until=None).update(until=act.at)
        Event.objects.filter(pk=act.case_id).update(into=None)
    clocks.anew(cases, takes, acts)
