"""Setting a year's targets and amending them, and handing the issued ones to a campaign that is planned."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken
from gongkai.acts.taking import Opening, open_many
from gongkai.assessment.models import Target, TargetTable

COLUMNS = ("单位", "目标任务数量（条）")


def draft(year: int, figures: Mapping[int, int], by: Post, at: datetime) -> TargetTable:
    """A year's first table: figures by unit key. Raises ``Overtaken`` where the year has one."""
    made: list[TargetTable] = []

    def room(cases: list[Case]) -> None:
        made.append(TargetTable.objects.create(case=cases[0], year=year, total=sum(figures.values())))
        _keep(made[0], figures)

    says = f"{len(figures)} 个单位，合计 {sum(figures.values())} 条"
    opening = Opening(by.unit, f"{year}年政务公开目标任务", by, at, detail={"says": says})
    try:
        open_many("targets", "draft", [opening], room)
    except IntegrityError:
        raise Overtaken(f"{year}年的目标任务刚刚有人建立，请打开那一份调整") from None
    return made[0]


def amend(table: TargetTable, figures: Mapping[int, int], by: Post, at: datetime, words: str) -> None:
    """A new version of the whole table; the former one stays."""
    before = {one.unit_id: one.figure for one in standing(table)}
    changed = {unit for unit in {*before, *figures} if before.get(unit) != figures.get(unit)}
    says = f"{len(changed)} 个单位有变动，合计由 {table.total} 条改为 {sum(figures.values())} 条"
    figured = {"figures": {str(unit): figure for unit, figure in figures.items()}, "says": says}
    table.case.take("amend", by=by, at=at, words=words, detail=figured)


def amended(cases, takes, acts) -> None:
    """A new version of each table, as its act tells it."""
    for take in takes:
        table = TargetTable.objects.get(pk=take.case.pk)
        table.version, figures = table.version + 1, {int(key): n for key, n in take.detail["figures"].items()}
        table.total = sum(figures.values())
        table.save(update_fields=["version", "total"])
        _keep(table, figures)


def is_changed(cases, takes) -> dict[int, list[str]]:
    """An amended table says something new."""
    found = {}
    for take in takes:
        if take.only_asks:
            continue
        told = {int(key): figure for key, figure in take.detail.get("figures", {}).items()}
        table = TargetTable.objects.get(pk=take.case.pk)
        if not told or told == {one.unit_id: one.figure for one in standing(table)}:
            found[take.case.pk] = ["没有改动，请核对上传的表"]
    return found


def standing(table: TargetTable):
    """The figures that stand, in the order of the units."""
    return table.figures.filter(version=table.version).select_related("unit").order_by("unit__order", "unit_id")


def issued(since: date, until: date) -> TargetTable | None:
    """The table for a campaign of a whole year; None where none was issued, or the campaign is of a part of a year."""
    if (since.month, since.day, until.month, until.day) != (1, 1, 12, 31) or since.year != until.year:
        return None
    return TargetTable.objects.filter(year=since.year, case__status="issued").first()


def as_annex(table: TargetTable) -> str:
    """The table as a rulebook's annex: the form in which the county's notice of 2018 has it (附件1)."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((one.unit.name, one.figure) for one in standing(table))
    return out.getvalue()


def _keep(table: TargetTable, figures: Mapping[int, int]) -> None:
    Target.objects.bulk_create(
        Target(table=table, version=table.version, unit_id=unit, figure=figure) for unit, figure in figures.items()
    )
    content = hashlib.sha256(json.dumps(sorted(figures.items())).encode()).hexdigest()
    table.case.content = content
    Case.objects.filter(pk=table.case_id).update(content=content)
