"""时间表 of the public page: in which quarters each task runs and on which day it ends, as a table of words (G6).

A page is a file of plain text: what a drawing would show stands in few narrow columns, which a telephone and a screen
reader can read alike.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join

from gongkai.acts.clock import BEIJING
from gongkai.plans.models import Plan, Task

NAMES, NEXT, RUNS = ("一季度", "二季度", "三季度", "四季度"), "次年", "办理"


def table(plan: Plan, tasks: Sequence[Task]) -> str:
    """A row a task by its number; the column of the next year where a last day lies there."""
    heads = [*NAMES, *([NEXT] if any(task.due.year > plan.year for task in tasks) else [])]
    said = format_html_join("", "<th>{}</th>", [(one,) for one in ("序号", *heads)])
    rows = format_html_join("", "<tr><td>{}</td>{}</tr>", [_row(plan, task, len(heads)) for task in tasks])
    return format_html("<h2>时间表</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", said, rows)


def _row(plan: Plan, task: Task, many: int) -> tuple[str, str]:
    first = _place(plan, task.case.opened.astimezone(BEIJING).date())
    last = _place(plan, task.due)
    words = [RUNS if first <= place < last else "" for place in range(many)]
    words[last] = f"{task.due:%-m月%-d日}止"
    return str(task.line.number), format_html_join("", "<td>{}</td>", [(one,) for one in words])


def _place(plan: Plan, day: date) -> int:
    """The column of a day: the quarter, the first for what began earlier, the one behind for the next year."""
    if day.year != plan.year:
        return 0 if day.year < plan.year else len(NAMES)
    return (day.month - 1) // 3
