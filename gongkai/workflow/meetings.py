"""Collective review (TZ-4.2): a body meets, hears several records, decides each; its minutes carry them out."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Person, Post
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.files.models import StoredFile
from gongkai.look.words import titled
from gongkai.vault.sealed import digest
from gongkai.workflow.models import Attendee, Body, Item, Meeting

AGREED, REFUSED = "approve", "return"
DECISIONS = ((AGREED, "同意公开"), (REFUSED, "不同意，退回修改"))
FEWEST = 2


@dataclass
class Minutes:
    """What was written down: who was there, the minutes or their file, and by case key (decision, opinion).

    ``read`` is by case key what a record said when its decision was written down (default: what it says now).
    """

    people: list[Person]
    others: list[str]
    text: str
    decisions: dict[int, tuple[str, str]]
    paper: StoredFile | None = None
    paper_name: str = ""
    read: dict[int, str] = field(default_factory=dict)


def convene(body: str, held: date, chair: str, documents: list[Case], by: Post, at: datetime) -> Meeting:
    """Puts records on the list of a meeting of the post's unit."""
    made: list[Meeting] = []

    def room(cases: list[Case]) -> None:
        made.append(Meeting.objects.create(case=cases[0], body=body, held=held, chair=chair))
        Item.objects.bulk_create(Item(meeting=made[0], case=one, content=one.content) for one in documents)

    title = f"{by.unit.name}{held:%Y年%-m月%-d日}{Body(body).label}"
    open_many(
        "meeting", "convene", [Opening(by.unit, title, by, at, detail={"says": f"研究 {len(documents)} 件事项"})], room
    )
    return made[0]


def minute(meeting: Meeting, said: Minutes, by: Post, at: datetime) -> None:
    """Writes down what the meeting did; written again, the later minutes stand."""
    with transaction.atomic():
        meeting.minutes = said.text
        if said.paper:
            meeting.paper, meeting.paper_name = said.paper, said.paper_name
        meeting.save()
        meeting.attendees.all().delete()
        names = [(one.name, one) for one in said.people] + [(name, None) for name in said.others]
        Attendee.objects.bulk_create(Attendee(meeting=meeting, name=name, person=one) for name, one in names)
        for item in meeting.items.select_related("case"):
            item.decision, item.opinion = said.decisions[item.case_id]
            item.content = said.read.get(item.case_id, item.case.content)
            item.save()
        Case.objects.filter(pk=meeting.pk).update(content=content(meeting))
        meeting.case.take("minute", by=by, at=at, detail={"says": f"到会 {len(names)} 人"})


def content(meeting: Meeting) -> str:
    """What the minutes say, as a keyed digest: whoever confirms them confirms this."""
    present = sorted((one.pk, one.name, one.person_id) for one in meeting.attendees.all())
    decided = sorted((one.case_id, one.content, one.decision, one.opinion) for one in meeting.items.all())
    paper = [meeting.paper_id, meeting.paper_name]
    told = [meeting.body, meeting.held.isoformat(), meeting.chair, meeting.minutes, paper, present, decided]
    return digest(json.dumps(told, ensure_ascii=False))


def is_sound(cases, takes) -> dict[int, list[str]]:
    """Minutes stand if they were written, somebody beside the drafter was there, and the records still say the same."""
    rows = Meeting.objects.filter(case__in=[case.pk for case in cases]).select_related("case")
    rows = rows.prefetch_related("attendees", "items__case")
    drafters = drafters_of([item.case_id for row in rows for item in row.items.all()])
    return {row.pk: reasons for row in rows if (reasons := _faults(row, drafters))}


def _faults(meeting: Meeting, drafters: dict[int, set[int]]) -> list[str]:
    reasons = [] if meeting.minutes or meeting.paper_id else ["还没有会议纪要，请填写或上传"]
    present = list(meeting.attendees.all())
    if meeting.case.content and meeting.case.content != content(meeting):
        reasons.append("会议纪要与记录时不一致，请重新记录会议")
    if len(present) < FEWEST:
        reasons.append(f"到会不足 {FEWEST} 人，不是集体研究")
    for item in meeting.items.all():
        if (
            present
            and all(one.person_id in drafters[item.case_id] for one in present if one.person_id)
            and not any(one.person_id is None for one in present)
        ):
            reasons.append(f"{titled(item.case.title)}只有起草的人到会，须有其他成员参加研究")
        if not item.decision:
            reasons.append(f"{titled(item.case.title)}还没有写明决定")
        elif item.content != item.case.content or item.case.status != "cleared":
            reasons.append(f"{titled(item.case.title)}在记录之后又有变动，请核对后重新记录会议")
    return reasons


def carry_out(cases, takes, acts) -> None:
    """Confirmed minutes are the review: each decision becomes the act it stands for, with the text it was about."""
    by = {take.case.pk: take.by for take in takes}
    meetings = Meeting.objects.filter(case__in=[case.pk for case in cases])
    items = Item.objects.filter(meeting__in=meetings).select_related("case__unit", "meeting").order_by("pk")
    at = {act.case_id: act.at for act in acts}
    todo: dict[tuple[str, str], list[Take]] = defaultdict(list)
    for item in items:
        says = f"{item.meeting.get_body_display()}{item.meeting.held:%Y年%-m月%-d日}集体研究"
        detail = {"says": says, "meeting": item.meeting_id}
        words = item.opinion or (says + "未同意" if item.decision == REFUSED else "")
        take = Take(item.case, by[item.meeting_id], at[item.meeting_id], words=words, detail=detail, read=item.content)
        todo[item.case.kind, item.decision].append(take)
    for (kind, step), some in todo.items():
        take_many(kind, step, some)


def agreed(cases) -> set[int]:
    """Cases that a confirmed meeting agreed to as they stand now."""
    rows = Item.objects.filter(case__in=[case.pk for case in cases], decision=AGREED, meeting__case__status="confirmed")
    content = {case.pk: case.content for case in cases}
    return {key for key, said in rows.values_list("case", "content") if content[key] == said}


def drafters_of(keys: Iterable[int]) -> dict[int, set[int]]:
    """Keys of the persons who wrote a record or sent it off, by the record's key."""
    keys = list(keys)
    found: dict[int, set[int]] = {key: set() for key in keys}
    acts = Act.objects.filter(case__in=keys, step__in=("form", "change", "propose"), person__isnull=False)
    for case, person in acts.values_list("case", "person"):
        found[case].add(person)
    return found
