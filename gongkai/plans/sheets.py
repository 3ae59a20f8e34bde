"""工作台账 as offices keep it: a merged title, a row a task, fit to be printed on A4 across (SQ-6.6, G8)."""

from datetime import datetime

from gongkai import tables
from gongkai.acts.clock import BEIJING
from gongkai.evidence import using
from gongkai.plans import showing
from gongkai.plans.models import Mend, Plan
from gongkai.plans.tasks import standing
from gongkai.tables import OutColumn, OutSheet

LEDGER = (
    OutColumn("序号", "whole", width=5), OutColumn("任务", width=30), OutColumn("措施", width=20),
    OutColumn("目标和成果", width=14), OutColumn("牵头单位", width=10), OutColumn("会同单位", width=10),
    OutColumn("完成时限", "date", width=11), OutColumn("进展", width=24), OutColumn("佐证", width=14),
    OutColumn("状态", width=9), OutColumn("验收", width=10),
)  # fmt: skip
PROBLEMS = (OutColumn("序号", "whole", width=6), OutColumn("单位", width=14), OutColumn("问题", width=50),
            OutColumn("来自", width=40))  # fmt: skip
MEASURES = (OutColumn("序号", "whole", width=6), OutColumn("问题", width=40), OutColumn("措施", width=50),
            OutColumn("整改结果", width=30))  # fmt: skip
DUTIES = (OutColumn("序号", "whole", width=6), OutColumn("问题", width=40), OutColumn("责任单位", width=14),
          OutColumn("责任岗位", width=20), OutColumn("整改时限", "date", width=12),
          OutColumn("状态", width=12))  # fmt: skip


def ledger(plan: Plan, at: datetime) -> bytes:
    """The whole ledger as it stands at ``at``."""
    today = at.astimezone(BEIJING).date()
    tasks = list(showing.tasks_of(plan))
    states = standing.of_many(tasks, today)
    rows = [_row(task, states[task.pk]) for task in tasks]
    unit = plan.case.unit
    notes = [f"制表单位：{unit.full_name or unit.name}        制表日期：{today}", "审核（盖章）："]
    sheet = OutSheet("工作台账", LEDGER, rows, title=f"{plan.case.title}工作台账", notes=notes, frozen=2)
    return tables.write_xlsx(None, [sheet], made=at.astimezone(BEIJING).replace(tzinfo=None))


def three_lists(rows: list[Mend], title: str) -> bytes:
    """问题清单, 措施清单, 责任清单: the same lines, in the same order, a sheet a list (BW-10)."""
    numbered = list(enumerate(rows, start=1))
    problems = [(n, one.case.unit.name, one.problem, comes_from(one)) for n, one in numbered]
    measures = [(n, one.problem, one.measure or None, one.result or None) for n, one in numbered]
    duties = [
        (n, one.problem, one.case.unit.name, one.duty or None, one.due, one.case.status_label) for n, one in numbered
    ]
    return tables.write_xlsx(None, [
        OutSheet("问题清单", PROBLEMS, problems, title=f"{title}问题清单"),
        OutSheet("措施清单", MEASURES, measures, title=f"{title}措施清单"),
        OutSheet("责任清单", DUTIES, duties, title=f"{title}责任清单"),
    ])  # fmt: skip


def comes_from(row: Mend) -> str:
    """The task or the finding behind a line."""
    if row.task is not None:
        return f"任务：{row.task.case.title}"
    assert row.finding is not None  # one of the two, by the table's own rule
    return f"问题 {row.finding.number}：{row.finding.case.title}"


def _row(task, state: standing.State) -> tuple:
    line = task.line
    aims = "；".join(filter(None, (line.goal, line.output)))
    told = list(task.progress.all())
    last = told[-1] if told else None
    says = f"{last.at.astimezone(BEIJING):%Y-%m-%d} {showing.NOTHING if last.nothing else last.says}" if last else None
    proofs = [use.evidence.case.title for use in using.of_case(task.case)]
    proofs += [f"已公开信息 {task.proofs.count()} 件"] if task.proofs.all() else []
    accepted = "通过" if task.case.status == "accepted" else None
    return (
        line.number, task.says, line.measure or None, aims or None, line.leads, line.joints or None, task.due, says,
        "；".join(proofs) or None, state.word, accepted,
    )  # fmt: skip
