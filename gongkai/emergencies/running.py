"""What happens with a step of an emergency: the public page, the top of every page, who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.emergencies.models import Emergency, Release
from gongkai.look import words
from gongkai.publication import door, emergency, folder
from gongkai.publication.records import EmergencyRecord, ReleaseRow
from gongkai.publication.tree import putting
from gongkai.workflow import notices

Reasons = dict[int, list[str]]
LONGEST = 500


@dataclass
class Start:
    """What an emergency begins with: its name, its first release, who ordered it."""

    title: str
    topic: Topic
    ordered_by: str
    text: str
    source: str
    hotline: str = ""


def start(said: Start, by: Post, at: datetime) -> Emergency:
    """Opens it with its first release; on every public page when this returns."""
    opening = Opening(
        by.unit, said.title, by, at, words=said.text,
        detail={"source": said.source, "ordered_by": said.ordered_by, "says": f"{said.ordered_by}决定启动"},
    )  # fmt: skip

    def room(cases) -> None:
        Emergency.objects.bulk_create(Emergency(case=case, topic=said.topic, hotline=said.hotline) for case in cases)

    return Emergency.objects.get(pk=open_many("emergency", "start", [opening], room)[0].pk)


def says_something(cases, takes) -> Reasons:
    """A release has words and says where they come from."""
    found: Reasons = {}
    for take in takes:
        if take.only_asks:
            continue
        text, source = take.words.strip(), str(take.detail.get("source", "")).strip()
        lacks = ["请写发布的内容"] * (not text) + ["请写明来源，如“县应急管理局”"] * (not source)
        lacks += [f"内容过长，最多{LONGEST}个字，请分两条发布"] * (len(text) > LONGEST)
        if lacks:
            found[take.case.pk] = lacks
    return found


def names_a_release(cases, takes) -> Reasons:
    """What is taken back is one of its releases that is out."""
    return {
        take.case.pk: ["请选择要撤回的一条"]
        for take in takes
        if not take.only_asks and not _out(take.case.pk).filter(number=_number(take)).exists()
    }


def started(cases, takes, acts) -> None:
    released(cases, takes, acts)
    _tell(acts)


def released(cases, takes, acts) -> None:
    """The next number of the log; the moment is the clock's, the text what the doer said with the step."""
    at = {act.case_id: act.at for act in acts}
    for take in takes:
        key = take.case.pk
        last = Release.objects.filter(emergency=key).aggregate(Max("number"))["number__max"] or 0
        said = {"source": take.detail["source"].strip(), "text": take.words.strip()}
        Release.objects.create(emergency_id=key, number=last + 1, at=at[key], **said)
    _show(acts)


def retracted(cases, takes, acts) -> None:
    """Its words leave the log; sealed with the act that released them they can be erased there, too."""
    at = {act.case_id: act.at for act in acts}
    for take in takes:
        _out(take.case.pk).filter(number=_number(take)).update(retracted=at[take.case.pk], text="", source="")
    _show(acts)


def ended(cases, takes, acts) -> None:
    for act in acts:
        Emergency.objects.filter(pk=act.case_id).update(ended=act.at)
    _show(acts)


def key_of(case_key: int) -> str:
    """The name under which the door keeps an emergency."""
    return f"emergency:{case_key}"


def record_of(row: Emergency) -> EmergencyRecord:
    """All that the public may see of an emergency. A release taken back leaves its number and no word."""
    unit, log = row.case.unit, list(row.releases.order_by("-number"))
    return EmergencyRecord(
        key=key_of(row.pk), title=row.case.title, column=row.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=log[-1].at, updated=log[0].at, ended=row.ended,
        hotline=row.hotline, releases=tuple(_row(one) for one in log),
    )  # fmt: skip


def _row(one: Release) -> ReleaseRow:
    if one.retracted:
        return ReleaseRow(one.number, one.at, "", "", one.retracted)
    return ReleaseRow(one.number, one.at, one.source, one.text)


def _show(acts: Iterable[Act]) -> None:
    """Through the door, and into the few files that every page asks, before the step answers."""
    for act in acts:
        row = Emergency.objects.select_related("case__unit", "topic").get(pk=act.case_id)
        shown = door.show(record_of(row), act.at)
        _when_over(f"/d/{shown.address}/")


def _when_over(place: str) -> None:
    transaction.on_commit(lambda: _write(place), robust=True)


def _write(place: str) -> None:
    """Where there is a tree of files; a new one is written whole by its writer."""
    for path in (*emergency.EVERYWHERE, place) if folder.stands() else ():
        putting.page(path)


def _tell(acts: list[Act]) -> None:
    """Every member of the leading group learns of it on their desk."""
    for act in acts:
        day = act.at.astimezone(BEIJING).date()
        leaders = [one for one in Post.objects.filter(role=Role.LEADING_GROUP) if one.held_on(day)]
        notices.tell((post.person_id, act) for post in leaders)


def _out(case_key: int):
    return Release.objects.filter(emergency=case_key, retracted=None)


def _number(take) -> int:
    said = take.detail.get("number")
    return int(said) if str(said).isdecimal() else 0


def told(row: Emergency) -> str:
    """When it began and ended, in words."""
    since = words.moment(row.case.opened)
    return f"{since} 起，{words.moment(row.ended)} 结束" if row.ended else f"{since} 起，正在各页顶部发布"
