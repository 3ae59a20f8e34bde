"""评估和复盘: what the answer did, whether it helped, and of a grave event what is to change (BW-8.1, BW-8.4)."""

from gongkai.acts.models import Case
from gongkai.opinion.models import Evaluation, Event, Rumour
from gongkai.opinion.vocabulary import GRAVE

SAID = ("effect", "followed", "helped", "lessons")


def evaluated(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        said = {name: take.detail[name] for name in SAID}
        Evaluation.objects.create(event_id=act.case_id, post_id=act.post_id, at=act.at, **said)


def is_looked_back_on(cases, takes) -> dict[int, list[str]]:
    """After a grave event, and after every drill, it is written down what is to change."""
    rows = Event.objects.in_bulk([case.pk for case in cases])
    asked = ["重大、特别重大的事件和演练要复盘，请写明要改什么"]
    return {
        take.case.pk: asked
        for take in takes
        if not take.only_asks and _must(rows[take.case.pk]) and not take.detail["lessons"].strip()
    }


def reopened(cases, takes, acts) -> None:
    """What was said before was read for what was asked before: the next answer is read anew."""
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(content="")
    for case in cases:
        case.content = ""


def rumours_settled(cases, takes) -> dict[int, list[str]]:
    """An event is closed when every rumour about it is."""
    found: dict[int, list[str]] = {}
    rows = Rumour.objects.filter(event__in=[case.pk for case in cases]).select_related("case")
    for row in rows.exclude(case__status__in=("clarified", "corrected", "dropped")):
        found.setdefault(row.event_id, []).append(f"传言“{row.case.title}”还没有澄清或者更正")
    return found


def _must(event: Event) -> bool:
    return event.drill or event.grade in GRAVE
