"""下达: an approved plan becomes tasks, each with its clock, and the days on which the ledger is checked (SQ-6.6)."""

from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.plans import gates
from gongkai.plans.drafting import Said, add_lines
from gongkai.plans.models import Check, CheckSort, Line, Part, Plan, Task

TITLE = 60


def issued(cases, takes, acts) -> None:
    for plan, take in zip(_plans(cases), takes, strict=True):
        _open_tasks(plan, take)
        _open_checks(plan, take)


def closed(cases, takes, acts) -> None:
    """What was not finished is carried into next year's plan, where it names the task it goes on with (G7)."""
    for plan, take in zip(_plans(cases), takes, strict=True):
        rows = list(gates.undone(plan))
        if not rows:
            continue
        following = gates.next_plan(plan)
        assert following is not None  # the step's check has seen it
        says = {"says": f"结转到{following.case.title}"}
        take_many("plan_task", "carry", [Take(row.case, take.by, take.at, detail=says, follows=True) for row in rows])
        add_lines(following, [_carried(row) for row in rows], take.by)


def short(says: str) -> str:
    """A task's name: its first sentence."""
    first = says.split("。")[0].strip()
    return first if len(first) <= TITLE else first[: TITLE - 1] + "…"


def _plans(cases) -> list[Plan]:
    rows = Plan.objects.select_related("case__unit").in_bulk([case.pk for case in cases])
    return [rows[case.pk] for case in cases]


def _open_tasks(plan: Plan, take: Take) -> None:
    """Every line has its last day: the plan was whole when it was approved."""
    lines = list(plan.lines.order_by("number").prefetch_related("parties__unit"))

    def room(cases: list[Case]) -> None:
        Task.objects.bulk_create(
            Task(case=case, plan=plan, line=line, says=line.says, due=line.due)
            for case, line in zip(cases, lines, strict=True)
            if line.due
        )

    openings = [
        Opening(_lead(line), short(line.says), take.by, take.at, detail={"says": f"{line.due} 以前完成"}, follows=True)
        for line in lines
    ]
    open_many("plan_task", "issue", openings, room)


def _open_checks(plan: Plan, take: Take) -> None:
    for sort, day in ((CheckSort.INSPECTION, plan.inspection), (CheckSort.ACCEPTANCE, plan.acceptance)):
        if day is None:
            continue

        def room(cases: list[Case], sort=sort, day=day) -> None:
            Check.objects.create(case=cases[0], plan=plan, sort=sort, due=day)

        title, says = f"{plan.case.title}：{sort.label}"[:300], {"says": f"{day} 以前"}
        opening = Opening(plan.case.unit, title, take.by, take.at, detail=says, follows=True)
        open_many(f"plan_{sort.value}", "plan", [opening], room)


def _lead(line: Line):
    return next(one.unit for one in line.parties.all() if one.sort == Part.LEAD)


def _carried(task: Task) -> Said:
    """The line of next year: the same words and units; the last day is set anew."""
    line = task.line
    units = {sort: [one.unit for one in line.parties.select_related("unit") if one.sort == sort] for sort in Part}
    return Said(
        says=task.says, place=line.place, goal=line.goal, measure=line.measure, output=line.output, topic=line.topic,
        leads=units[Part.LEAD], joints=units[Part.JOINT], carried=task,
    )  # fmt: skip
