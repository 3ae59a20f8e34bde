"""时间表: the tasks of a plan over the year, drawn on the server with its table behind (G6)."""

from collections.abc import Sequence
from datetime import date, timedelta

from gongkai.acts.clock import BEIJING
from gongkai.look.charts import Chart
from gongkai.look.drawing import Drawing, fit
from gongkai.look.words import day as written
from gongkai.plans.models import Plan, Task
from gongkai.plans.tasks.standing import LATE, SETTLED, State

WIDTH, LEFT, ROW, HEAD, RIGHT = 960, 270, 26, 30, 90
LOOKS = {LATE: "loss", "已验收": "bar", "完成待验收": "bar"}
COLUMNS = [("任务", "text"), ("牵头", "text"), ("下达", "text"), ("完成时限", "text"), ("状态", "text")]


def chart(plan: Plan, tasks: Sequence[Task], states: dict[int, State], today: date) -> Chart:
    """A bar a task from its issue to its last day, today as a line; the state is said in words beside it."""
    first = date(plan.year, 1, 1)
    last = max([date(plan.year, 12, 31), *(task.due for task in tasks)])
    pen = Drawing(WIDTH, HEAD + ROW * len(tasks) + 6)
    place = _scale(first, last)
    _months(pen, first, last, place, len(tasks))
    for number, task in enumerate(tasks):
        _bar(pen, number, task, states[task.pk].word, place, first)
    if first <= today <= last:
        pen.line(place(today), HEAD - 6, place(today), HEAD + ROW * len(tasks), "mark")
        pen.text(place(today), 12, "今天", "t2 mid")
    title, says = f"{plan.case.title}时间表", _says(tasks, states)
    rows = [
        [f"{task.line.number}. {task.case.title}", task.line.leads, written(_opened(task)), written(task.due),
         states[task.pk].word]
        for task in tasks
    ]  # fmt: skip
    return Chart(title, says, pen.svg(title, says), COLUMNS, rows)


def _bar(pen: Drawing, number: int, task: Task, word: str, place, first: date) -> None:
    y = HEAD + number * ROW
    name = f"{task.line.number}. {task.case.title}"
    pen.open("", f"{name}，{written(task.due)} 以前，{word}")
    pen.text(LEFT - 10, y + 17, fit(name, LEFT - 16), "t end")
    begins, ends = place(max(_opened(task), first)), place(task.due)
    pen.rect(begins, y + 5, max(ends - begins, 4), ROW - 10, LOOKS.get(word, "bar-2"))
    pen.text(ends + 6, y + 17, word, "t2")
    pen.close()


def _months(pen: Drawing, first: date, last: date, place, many: int) -> None:
    month = first
    while month <= last:
        x = place(month)
        pen.line(x, HEAD - 4, x, HEAD + ROW * many, "rule")
        pen.text(x + 3, HEAD - 8, f"{month.month}月", "t2")
        month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _scale(first: date, last: date):
    days = (last - first).days or 1
    return lambda day: LEFT + (day - first).days / days * (WIDTH - LEFT - RIGHT)


def _opened(task: Task) -> date:
    return task.case.opened.astimezone(BEIJING).date()


def _says(tasks: Sequence[Task], states: dict[int, State]) -> str:
    late = sum(states[task.pk].word == LATE for task in tasks)
    done = sum(states[task.pk].word == SETTLED["accepted"] for task in tasks)
    return f"共 {len(tasks)} 项，已验收 {done} 项，已逾期 {late} 项"
