"""Looking through the ledger: an opinion on each task, problems told to the units, grave ones to be answered for."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.findings import noting
from gongkai.findings.models import Finding
from gongkai.findings.rounds import STANDING
from gongkai.law.limits import Limit
from gongkai.plans.models import Check, CheckSort, Look, Task, Verdict
from gongkai.vault.sealed import digest

PROBLEMS = {Verdict.SHORT: "plan_task", Verdict.GRAVE: "plan_grave"}  # by their names in the library of findings


@dataclass(frozen=True)
class Seen:
    """What is written of one task."""

    task: Task
    verdict: str
    says: str = ""


def look(check: Check, seen: list[Seen], by: Post, at: datetime) -> int:
    """Keeps the opinions that are new; returns how many. Raises ``Unready`` for a problem without words."""
    if bare := [one.task.case.title for one in seen if one.verdict != Verdict.FINE and not one.says]:
        raise Unready([f"“{title}”有问题的，请写明是什么问题" for title in bare])
    with transaction.atomic():
        known = {row.task_id: row for row in check.looks.all()}
        fresh = [one for one in seen if not _same(known.get(one.task.pk), one)]
        if not fresh:
            raise Unready(["没有改动，请填写检查意见以后再保存"])
        check.case.take("look", by=by, at=at, detail={"says": f"{len(fresh)} 项任务"})
        for one in fresh:
            said = {"verdict": one.verdict, "says": one.says}
            Look.objects.update_or_create(check_of=check, task=one.task, defaults=said)
        _hash(check)
    return len(fresh)


def unlooked(check: Check):
    """Tasks of the plan without an opinion; what was ended is not looked at."""
    rows = check.plan.tasks.exclude(case__status="ended").exclude(pk__in=check.looks.values("task"))
    return rows.select_related("case", "line").order_by("line__number")


def is_whole(cases, takes) -> dict[int, list[str]]:
    found = {}
    for check in Check.objects.filter(pk__in=[case.pk for case in cases]):
        if many := unlooked(check).count():
            found[check.pk] = [f"还有 {many} 项任务没有写检查意见"]
    return found


def concluded(cases, takes, acts) -> None:
    """Each problem becomes a finding at the leading unit, which is told at once (SQ-4.1)."""
    by_case = {take.case.pk: take for take in takes}
    rows = Look.objects.filter(check_of__in=list(by_case)).exclude(verdict=Verdict.FINE)
    for row in rows.select_related("task__case__unit"):
        take = by_case[row.check_of_id]
        code, about = PROBLEMS[Verdict(row.verdict)], row.task.case.title[:200]
        unit = row.task.case.unit
        known = Finding.objects.filter(unit=unit, code=code, about=about, case__status__in=STANDING).first()
        finding = known or noting.note(noting.Seen(unit, code, about, row.says), take.by, take.at)
        Look.objects.filter(pk=row.pk).update(finding=finding)


def limits_of(cases) -> dict[int, list[Limit]]:
    """The day that the plan names, by the limit of the paper in force (SQ-6.6)."""
    rows = Check.objects.filter(pk__in=[case.pk for case in cases])
    return {row.pk: [replace(limit(row.sort), within=None, by=row.due, after=("check_planned",))] for row in rows}


def limit(sort: str) -> Limit:
    """By the paper in force here, else by the shelf's own."""
    name, known = f"plans.{CheckSort(sort).value}", shelf.here()
    return known.get(name) or shelf.limits()[name]


def _same(row: Look | None, one: Seen) -> bool:
    return row is not None and (row.verdict, row.says) == (one.verdict, one.says)


def _hash(check: Check) -> None:
    told = list(check.looks.order_by("task").values_list("task", "verdict", "says"))
    check.case.content = digest(repr(told))
    Case.objects.filter(pk=check.pk).update(content=check.case.content)
