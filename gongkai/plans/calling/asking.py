"""Calling for progress: every leading unit owes an entry for each of its tasks, were it that there is none (G8)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Act, Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.law.limits import Limit
from gongkai.plans import vetting
from gongkai.plans.models import Call, Part, Plan, Progress, Return, Task

LIMIT = "plans.return"
OPEN = ("open", "changing")


@dataclass(frozen=True)
class Asked:
    """What is called for, by when."""

    plan: Plan
    title: str
    due: date


def ask(asked: Asked, by: Post, at: datetime) -> Call:
    """Opens the call and a case for each unit that leads an open task. All or none; ``Unready`` where none does."""
    units = leading(asked.plan)
    if not units:
        raise Unready(["计划里没有正在办理的任务，不用要求报送"])
    made: list[Call] = []

    def room(cases: list[Case]) -> None:
        made.append(Call.objects.create(case=cases[0], plan=asked.plan, due=asked.due))

    def rows(cases: list[Case]) -> None:
        Return.objects.bulk_create(Return(case=case, call=made[0]) for case in cases)

    says = f"{len(units)} 个单位，{asked.due} 以前报送"
    with transaction.atomic():
        opening = Opening(asked.plan.case.unit, asked.title, by, at, detail={"says": says})
        open_many("plan_call", "ask", [opening], room)
        openings = [Opening(unit, asked.title, by, at, follows=True) for unit in units]
        open_many("plan_return", "ask", openings, rows)
    return made[0]


def leading(plan: Plan) -> list[Unit]:
    keys = plan.lines.filter(task__case__status__in=OPEN, parties__sort=Part.LEAD).values("parties__unit")
    return list(Unit.objects.filter(pk__in=keys).order_by("order", "pk"))


def tasks_of(row: Return) -> list[Task]:
    """The open tasks that the unit leads; once it has sent in, those it told of."""
    found = _led(row).select_related("case__unit", "line__topic").prefetch_related("line__parties__unit")
    if row.case.status == "asked":
        found = found.filter(case__status__in=OPEN)
    else:
        found = found.filter(pk__in=_told(row).values("task"))
    return list(found.order_by("line__number"))


def told_since(row: Return) -> dict[int, Progress]:
    """The newest entry of each of its tasks since it was asked, and until it sent in, by the task's key."""
    return {one.task_id: one for one in _told(row).order_by("at", "pk")}


def _led(row: Return):
    lines = row.call.plan.lines.filter(parties__unit=row.case.unit_id, parties__sort=Part.LEAD)
    return Task.objects.filter(line__in=lines)


def _told(row: Return):
    found = Progress.objects.filter(task__in=_led(row).values("pk"), at__gte=row.case.opened)
    ended = Act.objects.filter(case=row.pk, step__in=("send", "lapse")).order_by("-number").first()
    return found.filter(at__lte=ended.at) if ended else found


def is_whole(cases, takes) -> dict[int, list[str]]:
    """Each task has an entry since the call; where nothing moved it says so."""
    found = {}
    for row in Return.objects.filter(pk__in=[case.pk for case in cases]).select_related("case", "call__plan"):
        told = told_since(row)
        missing = [task for task in tasks_of(row) if task.pk not in told]
        if missing:
            names = "、".join(f"“{task.case.title}”" for task in missing[:3])
            found[row.pk] = [f"还有 {len(missing)} 项任务没有填报：{names}；没有进展的，填“无进展可报”"]
    return found


def confirm_told(cases, takes, acts) -> None:
    """Who sends it in stands by what was told."""
    rows = Return.objects.select_related("case", "call__plan").in_bulk([act.case_id for act in acts])
    for act in acts:
        tasks = _led(rows[act.case_id]).values_list("pk", flat=True)
        Progress.objects.filter(task__in=tasks, confirmed=None).update(confirmed=act.at)
        vetting.renew(tasks)


def close(cases, takes, acts) -> None:
    """Nothing more is taken in: who has sent nothing stays missing."""
    for take in takes:
        rows = Return.objects.filter(call=take.case.pk, case__status="asked").select_related("case")
        take_many("plan_return", "lapse", [Take(row.case, take.by, take.at, follows=True) for row in rows])


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()
    limit = known.get(LIMIT) or shelf.limits()[LIMIT]
    days = dict(Return.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "call__due"))
    return {case.pk: [replace(limit, within=None, by=days[case.pk])] for case in cases}
