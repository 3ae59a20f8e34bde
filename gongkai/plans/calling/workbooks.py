"""The workbook of a unit's tasks: it goes out signed, comes back filled in, and is looked through first (G8).

Rows are known by their numbers, so they may stand in any order. What is left empty is left alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Refused, Unready
from gongkai.plans.calling import asking
from gongkai.plans.models import Return, Task
from gongkai.plans.tasks import telling
from gongkai.tables import OneOf, OutColumn, OutSheet, TableRefused, Wanted
from gongkai.vault import signatures

FORM, SHEET, PROOF = "gongkai 进展报送表 1", "进展", "校验"
NUMBER, TASK, SAYS, NOTHING, TICK = "行号", "任务", "本期进展", "无进展", "无进展可报"
MOST = 1000
NOTES = (
    "只填“本期进展”和“无进展”两栏，别的栏不要改，不要增行、删行。没有进展的，在“无进展”里选“无进展可报”，在“本期进展”里写原因。",
    "空着的行不写入。填好以后存为 XLSX，在报送页上传：先看一遍，再写入。",
)
COLUMNS = tuple(Wanted(name, name) for name in (NUMBER, TASK, SAYS, NOTHING))
FORGED = "这份表的校验页被改动过或者不完整，不能收。请在报送页重新下载，把填好的内容抄过去"


class NotOurs(ValueError):
    """The file as a whole is refused; ``str()`` says why."""


@dataclass(frozen=True)
class Filled:
    """What a row tells of a task."""

    task: Task
    says: str
    nothing: bool
    where: str


@dataclass
class Plan:
    """What a file would do; with faults it does nothing."""

    filled: list[Filled] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def says(self) -> str:
        faults = f"；{len(self.faults)} 处有问题" if self.faults else ""
        return f"共 {self.rows} 行，{len(self.filled)} 行有填报{faults}。"


def made(row: Return, at: datetime) -> bytes:
    """The unit's open tasks, a row each."""
    tasks = asking.tasks_of(row)
    columns = [
        OutColumn(NUMBER, "whole", width=6), OutColumn(TASK, width=44), OutColumn("完成时限", "date", width=12),
        OutColumn(SAYS, width=50), OutColumn(NOTHING, width=12),
    ]  # fmt: skip
    rows = [(task.line.number, task.says, task.due, None, OneOf(None, (TICK,))) for task in tasks]
    title = f"{row.case.title}（{row.case.unit.name}）"
    said = OutSheet(SHEET, columns, rows, title=title, notes=NOTES, frozen=2)
    proof = OutSheet(PROOF, [OutColumn("")] * 2, _proof(row, tasks), hidden=True, frozen=0)
    return tables.write_xlsx(None, [said, proof], made=at.astimezone(BEIJING).replace(tzinfo=None))


def look_through(data: bytes, name: str, row: Return, by: Post, at: datetime) -> Plan:
    """A dry run: all is done as it would be, looked at, and undone. Raises ``NotOurs``."""
    with transaction.atomic():
        plan = _carry_out(data, name, row, by, at)
        transaction.set_rollback(True)
    return plan


def take(data: bytes, name: str, row: Return, by: Post, at: datetime) -> Plan:
    """Writes an entry for each filled row. All or none. Raises ``NotOurs``, or ``Unready`` with every fault."""
    with transaction.atomic():
        plan = _carry_out(data, name, row, by, at)
        if plan.faults:
            raise Unready(plan.faults)
    return plan


def _carry_out(data: bytes, name: str, row: Return, by: Post, at: datetime) -> Plan:
    plan, known = Plan(), {task.line.number: task for task in asking.tasks_of(row)}
    for one in _read(data, name, row, known, plan):
        try:
            with transaction.atomic():
                telling.tell(one.task, telling.Told(one.says, one.nothing), by, at)
            plan.filled.append(one)
        except Unready as refusal:
            plan.faults += [f"{one.where}：{reason}" for reason in refusal.reasons]
        except Refused as refusal:
            plan.faults.append(f"{one.where}：{refusal}")
    return plan


def _read(data: bytes, name: str, row: Return, known: dict[int, Task], plan: Plan) -> Iterator[Filled]:
    try:
        book = tables.read(data, name=name)
        proof, said = book.sheet(PROOF), book.sheet(SHEET)
    except TableRefused as refusal:
        raise NotOurs(str(refusal)) from refusal
    numbers = _signed(proof, row)
    matched = tables.match_headers(said, COLUMNS)
    if problems := matched.problems(unknown_too=False):
        raise NotOurs("；".join(map(str, problems)))
    for line in matched.rows:
        number = _text(matched.cell(line, NUMBER))
        if not number.isdecimal() or int(number) not in numbers:
            continue  # a note under the table
        plan.rows += 1
        if (one := _filled(matched, line, known.get(int(number)), plan)) is not None:
            yield one


def _filled(matched: tables.Matched, line: tables.Row, task: Task | None, plan: Plan) -> Filled | None:
    says, tick = _text(matched.cell(line, SAYS)), _text(matched.cell(line, NOTHING))
    cell = line.cell(matched.columns[SAYS])
    if not says and not tick:
        return None
    if task is None:
        plan.faults.append(f"{cell.address}：这项任务已经不在办理，请删去这一格")
    elif _text(matched.cell(line, TASK)) != task.says:
        plan.faults.append(f"{cell.address}：行号和任务对不上，或者任务已经调整，请重新下载")
    elif tick not in ("", TICK):
        plan.faults.append(f"{cell.address}：“无进展”只能选“{TICK}”或者空着")
    elif not says:
        plan.faults.append(f"{cell.address}：没有进展的，请写明原因")
    elif len(says) > MOST:
        plan.faults.append(f"{cell.address}：超过 {MOST} 字，请缩短")
    else:
        return Filled(task, says, bool(tick), cell.address)
    return None


def _proof(row: Return, tasks: list[Task]) -> list[tuple[str, ...]]:
    head = json.dumps({"form": FORM, "return": row.pk, "unit": row.case.unit.code}, ensure_ascii=False, sort_keys=True)
    rows = [(str(task.line.number), str(task.pk)) for task in tasks]
    return [(head,), *rows, (signatures.sign(_message(head, rows)),)]


def _message(head: str, rows: list[tuple[str, str]]) -> bytes:
    return json.dumps([head, *map(list, rows)], ensure_ascii=False).encode()


def _signed(proof: tables.Sheet, row: Return) -> set[int]:
    """Numbers of the rows that went out, once the signature is ours and the file is of this very return."""
    rows = [tuple(str(cell.value) for cell in one if cell.value is not None) for one in proof.rows if not one.empty]
    if len(rows) < 2 or len(rows[0]) != 1 or len(rows[-1]) != 1 or any(len(one) != 2 for one in rows[1:-1]):
        raise NotOurs(FORGED)
    head, told, signature = rows[0][0], [(one[0], one[1]) for one in rows[1:-1]], rows[-1][0]
    if not signatures.is_signed(_message(head, told), signature, signatures.public_key()):
        raise NotOurs(FORGED)
    said = json.loads(head)
    if (said.get("form"), said.get("return"), said.get("unit")) != (FORM, row.pk, row.case.unit.code):
        raise NotOurs("这份表不是这一次报送的，请在这一页重新下载")
    return {int(number) for number, _ in told}


def _text(cell: tables.Cell | None) -> str:
    value = cell.value if cell else None
    return "" if value is None else str(value).strip()
