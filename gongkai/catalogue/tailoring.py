"""乡镇目录调整: a township takes a topic on, leaves one out or keeps other elements, with the office's consent."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue import duties, telling
from gongkai.catalogue.models import Tailoring, Topic, TopicUnit


def propose(wanted: Tailoring, words: str, by: Post, at: datetime) -> Tailoring:
    """Opens the case of ``wanted`` (unit, topic, manner, elements). Raises ``Unready``."""
    if reasons := why_not(wanted):
        raise Unready(reasons)
    says = says_of(wanted)

    def room(cases: list[Case]) -> None:
        wanted.case = cases[0]
        wanted.save(force_insert=True)

    opening = Opening(wanted.unit, f"{wanted.unit.name}：{says}", by, at, words=words, detail={"says": says})
    open_many("tailoring", "propose", [opening], room)
    return wanted


def why_not(wanted: Tailoring) -> list[str]:
    keeps = TopicUnit.objects.filter(topic=wanted.topic, unit=wanted.unit, until=None).exists()
    name, manner = wanted.topic.name, wanted.manner
    if Tailoring.objects.filter(topic=wanted.topic, unit=wanted.unit, case__status="proposed").exists():
        return [f"“{name}”已经提过一次，正等政务公开办同意"]
    if manner == Tailoring.Manner.TAKE and keeps:
        return [f"本单位已经负责“{name}”，不用再增加"]
    if manner != Tailoring.Manner.TAKE and not keeps:
        return [f"本单位没有负责“{name}”，没有什么可以调整"]
    if manner == Tailoring.Manner.ELEMENTS and not wanted.elements:
        return ["请逐行写明本单位公开哪些内容要素"]
    if manner == Tailoring.Manner.ELEMENTS and wanted.elements == elements_of(wanted.topic, wanted.unit_id):
        return ["要素和现在的一样，没有改动"]
    return []


def says_of(row: Tailoring) -> str:
    """The adjustment in words."""
    if row.manner == Tailoring.Manner.ELEMENTS:
        return f"“{row.topic.name}”的内容要素定为{'、'.join(row.elements)}"
    return f"{row.get_manner_display()}“{row.topic.name}”"


def elements_of(topic: Topic, unit: int) -> list[str]:
    """The elements that a unit keeps of a topic: its own where they were agreed, else the template's."""
    row = own_elements([unit]).get((topic.pk, unit))
    return row.elements if row else topic.elements


def own_elements(units: Sequence[int]) -> dict[duties.Pair, Tailoring]:
    """The elements last agreed with units, by topic and unit."""
    rows = Tailoring.objects.filter(
        unit__in=units, case__status=duties.AGREED, manner=Tailoring.Manner.ELEMENTS
    ).order_by("pk")
    return {(row.topic_id, row.unit_id): row for row in rows}


def apply(cases, takes, acts) -> None:
    """The unit's duties follow what was agreed or undone, from that day."""
    at: datetime = max(act.at for act in acts)
    day = at.astimezone(BEIJING).date()
    for row in Tailoring.objects.filter(pk__in=[case.pk for case in cases]).select_related("topic", "unit"):
        duties.fit([row.topic], "", day, duties.Told(), only=row.unit)
    telling.columns(cases, takes, acts)
