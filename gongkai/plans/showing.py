"""What the public reads of a plan: its tasks, who leads them, by when, how far they are (SQ-6.6, BW-5.2)."""

from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.look.words import riqi
from gongkai.plans import quarters
from gongkai.plans.models import Plan, Task
from gongkai.plans.tasks import standing
from gongkai.publication import door, records

HEAD = ("序号", "任务和措施", "责任单位和时限", "状态和进展")
TOLD = {"issue": "下达并公布", "show": "公布进展", "close": "年终收尾"}
NOTHING = "无进展可报"


def key_of(plan: Plan) -> str:
    return f"plan:{plan.pk}"


def show(cases, takes, acts) -> None:
    plans = Plan.objects.select_related("case__unit", "topic").in_bulk([act.case_id for act in acts])
    door.show_many([record_of(plans[act.case_id], act.at) for act in acts], at=acts[0].at)


def record_of(plan: Plan, at: datetime) -> records.DocumentRecord:
    """All that the public may see of a plan on that day, and nothing else: of progress what a leader stood by."""
    unit = plan.case.unit
    tasks = list(tasks_of(plan))
    newest = (max(one.record_id for one in task.proofs.all()) for task in tasks if task.proofs.all())
    proofs = dict.fromkeys(f"disclosure:{key}" for key in newest)  # one a task: the page is no list of records
    first = Act.objects.filter(case=plan.pk, step="issue").values_list("at", flat=True).first()
    return records.DocumentRecord(
        key=key_of(plan), title=f"{plan.case.title}（任务和进展）", column=plan.topic.code, unit=unit.code,
        unit_name=unit.full_name or unit.name, published=first or at, html=text(plan, tasks, at), genre="公告",
        summary=f"{plan.year}年政务公开工作任务 {len(tasks)} 项，进展截至{riqi(at)}",
        links=tuple(records.Link("related", key) for key in proofs), history=_history(plan),
    )  # fmt: skip


def tasks_of(plan: Plan):
    rows = Task.objects.filter(plan=plan).select_related("case__unit", "line")
    return rows.prefetch_related("progress__unit", "proofs", "line__parties__unit").order_by("line__number")


def text(plan: Plan, tasks: list[Task], at: datetime) -> str:
    """The page: what is aimed at, a row a task, and over which quarters they run."""
    today = at.astimezone(BEIJING).date()
    states = standing.of_many(tasks, today)
    head = format_html(
        "<p>年度目标：{}</p><p>保障措施：{}</p><p>进展截至{}。</p>", plan.goal, plan.measure, riqi(today)
    )
    heads = format_html_join("", "<th>{}</th>", [(one,) for one in HEAD])
    rows = format_html_join("", "<tr>{}</tr>", [(_row(task, states[task.pk]),) for task in tasks])
    whole = ("<table><thead><tr>", heads, "</tr></thead><tbody>", rows, "</tbody></table>")
    return "".join((head, *whole, quarters.table(plan, tasks)))


def latest(task: Task) -> str:
    """The newest progress a leader stood by, with its day."""
    told = [one for one in task.progress.all() if one.confirmed]
    if not told:
        return ""
    one = told[-1]
    return f"{one.at.astimezone(BEIJING):%Y-%m-%d} {NOTHING if one.nothing else one.says}"


def _row(task: Task, state: standing.State) -> str:
    """Words of one sort stand under each other: four columns can be read on a telephone, eight cannot."""
    line = task.line
    cells: tuple[tuple[str, ...], ...] = (
        (str(line.number),),
        (task.says, line.measure and f"措施：{line.measure}", line.output and f"成果：{line.output}"),
        (f"牵头：{line.leads}", line.joints and f"会同：{line.joints}", f"时限：{task.due.isoformat()}"),
        (state.word, latest(task)),
    )
    return format_html_join("", "<td>{}</td>", [(_under(words),) for words in cells])


def _under(words: tuple[str, ...]) -> str:
    return format_html_join(mark_safe("<br>"), "{}", [(one,) for one in words if one])


def _history(plan: Plan) -> tuple[records.Edition, ...]:
    acts = Act.objects.filter(case=plan.pk, step__in=TOLD).order_by("number").values_list("at", "step")
    return tuple(records.Edition(at, TOLD[step]) for at, step in acts)
