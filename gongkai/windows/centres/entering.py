"""Entering a centre, putting it right, and what somebody who looked at it on site missed there."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue.models import Topic
from gongkai.law.window_demands import CentreDemands
from gongkai.vault.sealed import digest
from gongkai.windows.models import Centre, CentreLook

SAID = ("level", "topic", "sign", "place", "hours", "phone", "supervision")


@dataclass(frozen=True)
class Told:
    """A centre as it is written; fields as in ``Centre``."""

    level: str
    name: str
    topic: Topic
    sign: str
    place: str
    hours: str
    phone: str
    supervision: str

    @property
    def row(self) -> dict:
        return {name: getattr(self, name) for name in SAID}

    @property
    def content(self) -> str:
        said = self.row | {"topic": self.topic.code, "name": self.name}
        return digest(repr(sorted(said.items())))


@dataclass(frozen=True)
class Seen:
    """What was missing on a day: names out of the rulebook's lists."""

    day: date
    windows: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    guides: bool = True
    ledger: bool = True

    @property
    def says(self) -> str:
        missing = [*self.windows, *self.equipment, *self.rules]
        missing += [] if self.guides else ["办事指南"]
        missing += [] if self.ledger else ["工作台账"]
        return f"{self.day} 查看，" + (f"缺 {len(missing)} 项：{'、'.join(missing)}" if missing else "没有缺项")


def open_many_centres(told: list[tuple[Unit, Told]], by: Post, at: datetime) -> list[Centre]:
    """Opens the cases. All or none."""
    made: list[Centre] = []

    def room(cases: list[Case]) -> None:
        for case, (_, one) in zip(cases, told, strict=True):
            made.append(Centre(case=case, **one.row))
            _know(case, one)
        Centre.objects.bulk_create(made)

    open_many("service_centre", "open", [Opening(unit, one.name, by, at) for unit, one in told], room)
    return made


def amend(centre: Centre, told: Told, by: Post, at: datetime) -> None:
    """Puts it right; what the public reads stays until another hand agrees. Where ``take`` refuses, nothing is kept."""
    with transaction.atomic():
        Centre.objects.filter(pk=centre.pk).update(**told.row)
        Case.objects.filter(pk=centre.pk).update(title=told.name)
        _know(centre.case, told)
        centre.case.take("amend", by=by, at=at)


def look(centre: Centre, seen: Seen, by: Post, at: datetime) -> CentreLook:
    with transaction.atomic():
        row = CentreLook.objects.create(
            centre=centre, day=seen.day, at=at, windows=seen.windows, equipment=seen.equipment, rules=seen.rules,
            guides=seen.guides, ledger=seen.ledger,
        )  # fmt: skip
        centre.case.take("look", by=by, at=at, detail={"says": seen.says})
    return row


def demands(level: str) -> CentreDemands | None:
    """What is asked of a centre of a level, where anything is."""
    return shelf.window_demands().centres.get(level)


def is_named(cases, takes) -> dict[int, list[str]]:
    """Centres of a level are called alike (KF-5.2)."""
    rows = Centre.objects.filter(pk__in=[case.pk for case in cases]).select_related("case")
    found = {}
    for row in rows:
        asked = demands(row.level)
        if asked and not row.case.title.endswith(asked.ends):
            found[row.pk] = [f"名称要统一，{row.get_level_display()}的应写成“……{asked.ends}”，请修改后再核定"]
    return found


def _know(case: Case, told: Told) -> None:
    Case.objects.filter(pk=case.pk).update(content=told.content)
    case.content = told.content
