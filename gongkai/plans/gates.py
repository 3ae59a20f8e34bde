"""What a plan must have before it is approved, and before its year is closed (BW-6.1.3, SQ-6.6.1)."""

from django.db.models import Count

from gongkai.checks import privacy, secrecy
from gongkai.plans.models import Demand, Line, Part, Plan, Task
from gongkai.publication.strict import UNPRINTABLE

SHOWN = 6
UNDONE = ("open", "changing", "reported")


def is_whole(cases, takes) -> dict[int, list[str]]:
    """Every line has a leading unit and a last day, and every name in its source is settled."""
    return {case.pk: reasons for case in cases if (reasons := lacks(case.pk))}


def lacks(plan: int) -> list[str]:
    lines = list(Line.objects.filter(plan=plan).prefetch_related("parties"))
    if not lines:
        return ["计划里还没有任务，请导入或者逐条添加"]
    found = []
    for line in lines:
        if not any(one.sort == Part.LEAD for one in line.parties.all()):
            found.append(f"第 {line.number} 条还没有牵头单位")
        if line.due is None:
            found.append(f"第 {line.number} 条还没有完成时限")
        if line.unknown:
            found.append(f"第 {line.number} 条里的{'、'.join(f'“{name}”' for _, name in line.unknown)}还没有对应到单位")
    return found[:SHOWN] + ([f"另有 {len(found) - SHOWN} 处"] if len(found) > SHOWN else [])


def bears_no_private_word(cases, takes) -> dict[int, list[str]]:
    """What the public will read tells of nobody and of nothing secret (条例-15, 条例-17)."""
    found = {}
    for plan in Plan.objects.filter(pk__in=[case.pk for case in cases]).select_related("case"):
        if reasons := [f"{place}：{fault}" for place, text in _public_words(plan) for fault in _faults(text)]:
            found[plan.pk] = reasons[:SHOWN]
    return found


def tells_of(text: str) -> list[str]:
    """What in words about a task belongs to a person or is marked secret."""
    return [f"{fault}；请去掉再写" for fault in _faults(text)]


def has_somewhere_to_go(cases, takes) -> dict[int, list[str]]:
    """At the year's end what is unfinished goes into next year's plan: its draft must be there (G7)."""
    found = {}
    for plan in Plan.objects.filter(pk__in=[case.pk for case in cases]).select_related("case"):
        open_ones = undone(plan).count()
        waiting = plan.tasks.filter(case__status="reported").count()
        if waiting:
            found[plan.pk] = [f"还有 {waiting} 项任务等待验收，请先验收或者退回"]
        elif open_ones and next_plan(plan) is None:
            found[plan.pk] = [
                f"还有 {open_ones} 项任务没有完成，要结转到 {plan.year + 1} 年：请先起草{plan.case.unit.name}"
                f"{plan.year + 1}年的计划，再办这一步"
            ]
    return found


def undone(plan: Plan):
    return plan.tasks.filter(case__status__in=UNDONE).select_related("case", "line").order_by("line__number")


def next_plan(plan: Plan) -> Plan | None:
    """The draft of the same unit's plan for the year after."""
    drafts = Plan.objects.filter(case__unit=plan.case.unit_id, year=plan.year + 1)
    return drafts.filter(case__status__in=("drafted", "returned")).select_related("case").order_by("pk").first()


def unserved(plan: Plan):
    """What upper papers ask for and no line of the plan serves (SQ-0)."""
    rows = Demand.objects.filter(upper__plan=plan).annotate(many=Count("served_by"))
    return rows.filter(many=0).select_related("upper").order_by("pk")


def _public_words(plan: Plan):
    yield "名称", plan.case.title
    yield "年度目标", plan.goal
    yield "保障措施", plan.measure
    for line in plan.lines.all():
        for label, text in (("任务", line.says), ("措施", line.measure), ("成果", line.output)):
            yield f"第 {line.number} 条{label}", text
    for task in Task.objects.filter(plan=plan).select_related("line").prefetch_related("progress"):
        for one in task.progress.all():
            if one.confirmed:
                yield f"第 {task.line.number} 条的进展", one.says


def _faults(text: str) -> list[str]:
    found = [one.message for check in (privacy.find, secrecy.find) for one in check(text)] if text else []
    return found + (["有看不见的控制字符"] if UNPRINTABLE.search(text) else [])
