"""进展状态: derived from what was told and from the clock, never typed (G2, SQ-6.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai import shelf
from gongkai.law.limits import Limit
from gongkai.plans.models import Progress, Task

LIMIT = "plans.task"
SETTLED = {"reported": "完成待验收", "accepted": "已验收", "carried": "已结转", "ended": "已终止"}
LATE, NEAR, RUNNING, WAITING = "已逾期", "临近期限", "进行中", "未开始"
WORDS = (LATE, NEAR, RUNNING, WAITING, *SETTLED.values())
TONES = {LATE: "red", NEAR: "amber", "已验收": "blue"}


@dataclass(frozen=True)
class State:
    """Where a task stands on a day; ``last``: the newest progress told, ``many`` how often."""

    word: str
    last: Progress | None
    many: int

    @property
    def tone(self) -> str:
        return TONES.get(self.word, "")


def limit() -> Limit:
    known = shelf.here()
    return known.get(LIMIT) or shelf.limits()[LIMIT]


def of(task: Task, today: date) -> State:
    return of_many([task], today)[task.pk]


def of_many(tasks: Iterable[Task], today: date) -> dict[int, State]:
    """By key, with one question for all progress."""
    rows = list(tasks)
    told: dict[int, list[Progress]] = {row.pk: [] for row in rows}
    for one in Progress.objects.filter(task__in=rows).select_related("unit").order_by("at", "pk"):
        told[one.task_id].append(one)
    return {row.pk: _state(row, told[row.pk], today) for row in rows}


def _state(task: Task, told: list[Progress], today: date) -> State:
    begun = [one for one in told if not one.nothing]
    return State(_word(task, bool(begun), today), told[-1] if told else None, len(told))


def _word(task: Task, begun: bool, today: date) -> str:
    if task.case.status in SETTLED:
        return SETTLED[task.case.status]
    if today > task.due:
        return LATE
    if near_from(task.due) <= today:
        return NEAR
    return RUNNING if begun else WAITING


def near_from(due: date) -> date:
    """The first day on which a last day counts as near, by the limit's own ``near``."""
    near = limit().near
    if near is None:
        return due
    if near.unit == "workdays":
        day, calendar = due, shelf.calendar()
        while calendar.between(day, due).workdays < near.number:
            day -= timedelta(days=1)
        return day
    return due - timedelta(days=near.number * (7 if near.unit == "weeks" else 1))
