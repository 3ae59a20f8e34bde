"""核实和澄清: who looked into a claim on what evidence; then the published clarification, or what was corrected."""

from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import WrongState
from gongkai.acts.taking import Opening, open_many
from gongkai.disclosures.elements import clarifying
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled
from gongkai.opinion.models import Event, Rumour
from gongkai.opinion.vocabulary import DRILL, OPEN

TOLD_OF = (*OPEN, "left")  # states of an event in which rumours about it are entered


def enter(event: Event, title: str, claim: str, by: Post, at: datetime) -> Rumour:
    """Opens the case of a claim at the unit that answers for the event. ``claim`` is private. Raises ``WrongState``."""
    if event.case.status not in TOLD_OF:
        raise WrongState(f"{titled(event.case.title)}现在是“{event.case.status_label}”，不能再登记传言")
    made: list[Rumour] = []

    def room(cases: list[Case]) -> None:
        made.append(Rumour(case=cases[0], event=event, claim=claim))
        made[0].save(force_insert=True)

    named = f"{DRILL}{title}" if event.drill else title
    open_many("rumour", "claim", [Opening(event.case.unit, named, by, at)], room)
    return made[0]


def is_evidenced(cases, takes) -> dict[int, list[str]]:
    """Whoever looked into it is named, and on what evidence."""
    return {
        take.case.pk: ["核实要有证据，请上传现场照片、记录、数据或者部门出具的说明"]
        for take in takes
        if not take.only_asks and not take.detail["evidence"]
    }


def verified(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in ("checked_by", "found", "evidence")}
        Rumour.objects.filter(pk=take.case.pk).update(**said)


def is_set_right(cases, takes) -> dict[int, list[str]]:
    """A published clarification, which names what it sets right; of a drill nothing is published."""
    rows = Rumour.objects.select_related("event").in_bulk([case.pk for case in cases])
    found = {}
    for take in takes:
        if take.only_asks or (rows[take.case.pk].event.drill and not take.detail.get("record")):
            continue
        if rows[take.case.pk].event.drill:
            found[take.case.pk] = ["演练不对外发布，不能连到公开的信息"]
        elif take.detail.get("record") not in {one.pk for one in clarifications([take.detail.get("record")])}:
            found[take.case.pk] = ["请写一件已经公开的澄清的索引号；澄清先在主动公开里拟稿、送审、公开，体裁选“澄清”"]
    return found


def clarifications(keys=None):
    """Published records of the kind 澄清 (条例-6)."""
    rows = Disclosure.objects.filter(live__kind=clarifying.KIND)
    return rows if keys is None else rows.filter(pk__in=[key for key in keys if key])


def clarified(cases, takes, acts) -> None:
    for take in takes:
        Rumour.objects.filter(pk=take.case.pk).update(record=take.detail.get("record"))


def corrected(cases, takes, acts) -> None:
    for take in takes:
        Rumour.objects.filter(pk=take.case.pk).update(mended=take.detail["mended"], record=take.detail.get("record"))
