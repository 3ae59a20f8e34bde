"""A unit's ways in for complaints: written by one, agreed to by another; what is agreed to is what the public reads."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.hotline.models import ComplaintLine
from gongkai.vault.sealed import digest

WAYS = {"phone": "投诉电话", "mailbox": "投诉信箱", "box": "意见箱、意见簿"}
LABELS = WAYS | {"hours": "接听时间", "mechanism": "受理、查处、答复的办法"}


@dataclass(frozen=True)
class Told:
    """Fields as in ``ComplaintLine``."""

    phone: str = ""
    mailbox: str = ""
    box: str = ""
    hours: str = ""
    mechanism: str = ""

    @property
    def content(self) -> str:
        return digest(json.dumps(asdict(self), ensure_ascii=False))


def enter_many(lines: Sequence[tuple[Unit, Told, Post]], at: datetime) -> list[ComplaintLine]:
    """Opens the cases. All or none; a unit that has one is refused with ``Unready``."""
    known = ComplaintLine.objects.filter(unit__in=[unit for unit, _, _ in lines]).select_related("unit").first()
    if known:
        raise Unready([f"{known.unit.name}已经登记了投诉渠道，有变动的请在那里修改"])
    made: list[ComplaintLine] = []

    def room(cases: list[Case]) -> None:
        for case, (unit, told, _) in zip(cases, lines, strict=True):
            case.content = told.content
            made.append(ComplaintLine(case=case, unit=unit, **asdict(told)))
        Case.objects.bulk_update(cases, ["content"])
        ComplaintLine.objects.bulk_create(made)

    openings = [Opening(unit, f"{unit.name}投诉渠道", by, at) for unit, _, by in lines]
    open_many("complaint_line", "enter", openings, room)
    return made


def amend(line: ComplaintLine, told: Told, version: int, by: Post, at: datetime) -> None:
    """Puts the words right; what is public stays until a second hand agreed. Raises ``StaleDraft`` over another's."""
    with transaction.atomic():
        row = Case.objects.filter(pk=line.pk, version=version)
        if not row.update(version=F("version") + 1, content=told.content):
            raise StaleDraft("另一人在您打开以后改过，请照现在保存的核对，再保存一次就用您的")
        ComplaintLine.objects.filter(pk=line.pk).update(**asdict(told))
        line.case.take("amend", by=by, at=at)


def saved(line: ComplaintLine) -> list[tuple[str, str]]:
    """What is saved now, as rows of a summary."""
    told = asdict(told_of(ComplaintLine.objects.get(pk=line.pk)))
    return [(LABELS[name], word) for name, word in told.items()]


def told_of(line: ComplaintLine) -> Told:
    return Told(line.phone, line.mailbox, line.box, line.hours, line.mechanism)


def has_a_way(cases, takes) -> dict[int, list[str]]:
    """By something a complaint must be able to come."""
    rows = ComplaintLine.objects.in_bulk([case.pk for case in cases])
    return {
        key: ["电话、信箱、意见箱一个也没有写，请至少写一个"]
        for key, row in rows.items()
        if not (row.phone or row.mailbox or row.box)
    }


def ways(case: Case, take) -> dict:
    """What the act of agreeing keeps: which ways there are from now on, so that it is known what was missing when."""
    row = ComplaintLine.objects.get(pk=case.pk)
    there = [name for name in WAYS if getattr(row, name)]
    says = "、".join(WAYS[name] for name in there)
    return {"ways": there, "mechanism": bool(row.mechanism), "says": says}


def agreed(cases, takes, acts) -> None:
    """The words are public from now on."""
    rows = ComplaintLine.objects.in_bulk([act.case_id for act in acts])
    for row in rows.values():
        row.live = asdict(told_of(row))
    ComplaintLine.objects.bulk_update(rows.values(), ["live"])


def ended(cases, takes, acts) -> None:
    ComplaintLine.objects.filter(pk__in=[act.case_id for act in acts]).update(live={})
