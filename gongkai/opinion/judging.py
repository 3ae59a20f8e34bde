"""会商和研判: who conferred, class and grade with their ground, who answers, whether at all (BW-8.1, BW-8.2)."""

from datetime import datetime

from django.db.models import Q

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.opinion import clocks
from gongkai.opinion.models import Consultation, Event
from gongkai.opinion.vocabulary import Grade, Sort, Wide
from gongkai.workflow import notices

SAID = ("sort", "wide", "grade", "ground")


def conferred(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        said = {name: take.detail[name] for name in ("there", "concluded")}
        Consultation.objects.create(event_id=act.case_id, held=act.effective, post_id=act.post_id, **said)


def judged(cases, takes, acts) -> None:
    """Class, grade and the unit that answers stand as judged, its rumours with it; the clocks that follow run."""
    for take, act in zip(takes, acts, strict=True):
        Event.objects.filter(pk=act.case_id).update(**{name: take.detail[name] for name in SAID})
        Case.objects.filter(Q(pk=act.case_id) | Q(rumour__event=act.case_id)).update(unit=take.detail["unit"])
    clocks.anew(cases, takes, acts)
    tell(acts, (Role.PROPOSER, Role.PUBLISHER))


def is_grounded(cases, takes) -> dict[int, list[str]]:
    """Each class and grade with its ground; the unit that answers stands."""
    found = {}
    for take in takes:
        if take.only_asks:
            continue
        day = take.at.astimezone(BEIJING).date()
        if not take.detail["ground"].strip():
            found[take.case.pk] = ["分级分类要写明依据"]
        elif not Unit.objects.standing_on(day).filter(pk=take.detail["unit"]).exists():
            found[take.case.pk] = ["由谁回应：这个单位已经撤销，请另选"]
    return found


def may_be_left(cases, takes) -> dict[int, list[str]]:
    """What touches people's own interests, moves the market or is sudden is answered (BW-8.2)."""
    rows = Event.objects.in_bulk([case.pk for case in cases])
    found = {}
    for key, row in rows.items():
        if row.must:
            kind = row.get_sort_display() if row.sort and row.sort != Sort.OTHER else Wide(row.wide).label
            found[key] = [f"“{kind}”的舆情应当回应，不能不予回应；类别有误的，请先改判"]
        elif row.releases.exists():
            found[key] = ["已经发布过信息，请按已回应办理"]
    return found


def told(said: dict) -> str:
    """What was judged, in a sentence for the trail."""
    unit = Unit.objects.get(pk=said["unit"])
    wide = f"，{Wide(said['wide']).label}" if said["wide"] else ""
    return f"{Sort(said['sort']).label}{wide}，{Grade(said['grade']).label}，由{unit.name}回应。依据：{said['ground']}"


def tell(acts, roles: tuple[str, ...]) -> None:
    """People of these roles at the unit are told of what was done."""
    units = dict(Case.objects.filter(pk__in=[act.case_id for act in acts]).values_list("pk", "unit"))
    for act in acts:
        notices.tell((person, act) for person in holders(units[act.case_id], roles, act.at))


def holders(unit: int, roles: tuple[str, ...], at: datetime) -> list[int]:
    """Keys of the people who hold these roles at a unit."""
    posts = Post.objects.held_on(at.astimezone(BEIJING).date()).filter(unit=unit, role__in=roles)
    return list(posts.order_by("person").values_list("person", flat=True).distinct())
