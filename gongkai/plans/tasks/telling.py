"""填报进展: a dated entry with what proves it; the leader stands by it, the office accepts the end (SQ-6.6, BW-5.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.disclosures.models import Disclosure
from gongkai.evidence import using
from gongkai.evidence.models import Evidence
from gongkai.evidence.using import Place
from gongkai.law.limits import Limit
from gongkai.plans import gates, seeing, vetting
from gongkai.plans.models import Change, Part, Progress, Proof, Task
from gongkai.plans.tasks import standing
from gongkai.vault.sealed import digest


@dataclass
class Told:
    """What a unit tells: words, or that there is nothing; evidence it keeps, records that are public."""

    says: str
    nothing: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    records: list[Case] = field(default_factory=list)


def tell(task: Task, told: Told, by: Post, at: datetime) -> None:
    """Keeps an entry with its proofs. Raises ``Unready`` for words that tell of a person or are marked secret."""
    if reasons := gates.tells_of(told.says):
        raise Unready(reasons)
    with transaction.atomic():
        says = f"无进展可报：{told.says}" if told.nothing else told.says
        task.case.take("tell", by=by, at=at, detail={"says": _short(says), "nothing": told.nothing})
        entry = Progress.objects.create(
            task=task, unit=_unit(task, by), by=by, at=at, says=told.says, nothing=told.nothing
        )
        using.rely(told.evidence, place_of(entry), by, at)
        prove(task, told.records, at)
        _hash([task])


def prove(task: Task, records: Iterable[Case], at: datetime) -> None:
    """Links published records; one that stands there already is not counted again."""
    known = set(task.proofs.values_list("record", flat=True))
    fresh = {record.pk: record for record in records if record.pk not in known}
    Proof.objects.bulk_create(Proof(task=task, record=record, at=at) for record in fresh.values())


def place_of(entry: Progress) -> Place:
    return Place(entry.task.case, f"progress-{entry.pk}", entry.unit, f"{entry.task.case.title}的进展"[:200])


def confirmed(cases, takes, acts) -> None:
    """The leader stands by all that was told so far; the public may read it from now on."""
    for act in acts:
        Progress.objects.filter(task=act.case_id, confirmed=None).update(confirmed=act.at)
    vetting.renew(act.case_id for act in acts)


def is_theirs(cases, takes) -> dict[int, list[str]]:
    """Who tells leads the task or takes part in it."""
    return _not_theirs(cases, takes, "牵头或者会同单位", Part.LEAD, Part.JOINT)


def leads_it(cases, takes) -> dict[int, list[str]]:
    return _not_theirs(cases, takes, "牵头单位", Part.LEAD)


def is_told(cases, takes) -> dict[int, list[str]]:
    """There is something to stand by."""
    told = set(Progress.objects.filter(task__in=[case.pk for case in cases]).values_list("task", flat=True))
    return {case.pk: ["还没有填报过进展"] for case in cases if case.pk not in told}


def is_proved(cases, takes) -> dict[int, list[str]]:
    """A task is reported done with progress told, a proof of it, and what it must publish published (BW-10)."""
    found = {}
    for task in _tasks(cases):
        if reasons := lacks(task):
            found[task.pk] = reasons
    return found


def lacks(task: Task) -> list[str]:
    reasons = [] if task.progress.filter(nothing=False).exists() else ["还没有填报过进展，请先填报"]
    proofs = list(task.proofs.all())
    if not proofs and not using.of_case(task.case).exists():
        reasons.append("还没有佐证材料或者已公开的成果，请在填报进展时附上")
    if task.line.topic and not published(task):
        reasons.append(f"这项任务要公开到“{task.line.topic.name}”，还没有连上那里已公开的信息，请先公开再填报")
    return reasons


def published(task: Task):
    """Proofs of the task that the public reads now, in the column where it must publish if there is one."""
    rows = Disclosure.objects.filter(pk__in=task.proofs.values("record"), live__isnull=False)
    return rows.filter(topic=task.line.topic) if task.line.topic else rows


def asks_for_change(cases, takes) -> dict[int, list[str]]:
    """A change says something new."""
    tasks = {task.pk: task for task in _tasks(cases)}
    found = {}
    for take in takes:
        task, said = tasks[take.case.pk], take.detail
        if not take.only_asks and (said.get("due"), said.get("task")) == (task.due.isoformat(), task.says):
            found[task.pk] = ["时限和内容都没有改动，不用提出"]
    return found


def change_asked(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        change = Change.objects.create(
            task_id=take.case.pk, due=take.detail["due"], says=take.detail["task"], asked=act.at
        )
        Task.objects.filter(pk=take.case.pk).update(change=change)


def change_agreed(cases, takes, acts) -> None:
    """From now on the task says so, and its clock runs to the new day."""
    tasks = {task.pk: task for task in _tasks(cases)}
    for act in acts:
        change = tasks[act.case_id].change
        assert change is not None  # the state says so
        Change.objects.filter(pk=change.pk).update(agreed=act.at)
        Task.objects.filter(pk=act.case_id).update(due=change.due, says=change.says, change=None)
    _hash(_tasks(cases))
    vetting.renew(act.case_id for act in acts)


def change_refused(cases, takes, acts) -> None:
    Task.objects.filter(pk__in=[case.pk for case in cases]).update(change=None)


def limits_of(cases) -> dict[int, list[Limit]]:
    """The day that stands for each task, by the shelf's limit."""
    known = standing.limit()
    days = dict(Task.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "due"))
    return {case.pk: [replace(known, within=None, by=days[case.pk])] for case in cases}


def _tasks(cases) -> list[Task]:
    rows = Task.objects.filter(pk__in=[case.pk for case in cases])
    return list(rows.select_related("case", "line__topic", "change"))


def _not_theirs(cases, takes, who: str, *sorts: str) -> dict[int, list[str]]:
    tasks = {task.pk: task for task in _tasks(cases)}
    return {
        take.case.pk: [f"这一步由{who}办理"]
        for take in takes
        if take.by and not seeing.takes_part(take.by, tasks[take.case.pk].line, *sorts)
    }


def _unit(task: Task, by: Post) -> Unit:
    """The unit that takes part and that the teller speaks for."""
    keys = by.unit_keys() or set()
    parties = [one.unit for one in task.line.parties.select_related("unit")]
    return next((unit for unit in parties if unit.pk == by.unit_id), None) or next(
        unit for unit in parties if unit.pk in keys
    )


def _hash(tasks: Iterable[Task]) -> None:
    """What a leader stands by: the words of the task and everything told of it."""
    for task in tasks:
        told = list(task.progress.values_list("pk", "says", "nothing"))
        content = digest(repr((task.says, task.due, told, sorted(task.proofs.values_list("record", flat=True)))))
        Case.objects.filter(pk=task.pk).update(content=content)
        task.case.content = content


def _short(says: str) -> str:
    return says if len(says) <= 60 else f"{says[:59]}…"
