"""Targets from a table and into one: units known by name or code, each once, and the sum checked."""

from dataclasses import dataclass, field

from gongkai import tables
from gongkai.accounts.models import Unit
from gongkai.assessment.models import TargetTable
from gongkai.assessment.targets import setting
from gongkai.tables import OutColumn, OutSheet, Row, TableRefused, Wanted, typed

WANTED = (
    Wanted("unit", "单位", ("单位名称", "责任单位", "部门", "机构代码")),
    Wanted("figure", "目标任务数量", ("目标任务", "目标数", "目标", "任务数", "数量")),
)
SUM_ROWS = ("合计", "总计", "小计")
MOST = 10**6


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass
class Plan:
    """What a file says: figures by unit key, rows refused, and what its sum has against it."""

    figures: dict[int, int] = field(default_factory=dict)
    bad: list[tuple[Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.figures.values())

    @property
    def says(self) -> str:
        said = f"{len(self.figures)} 个单位，合计 {self.total:,} 条"
        return f"{said}；{len(self.bad)} 行有问题。" if self.bad else f"{said}。"


def look_through(data: bytes, name: str, expected: int) -> Plan:
    """Reads a CSV or XLSX file; ``expected`` is the sum its paper gives. Writes nothing. Raises ``Unreadable``."""
    try:
        sheet = next(one for one in tables.read(data, name=name).sheets if not one.hidden and any(one.rows))
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    except StopIteration:
        raise Unreadable("文件里没有内容") from None
    matched = tables.match_headers(sheet, WANTED)
    if problems := matched.problems(unknown_too=False):
        raise Unreadable("；".join(map(str, problems)))
    plan, known = Plan(), _units()
    plan.header = ["" if value is None else str(value) for value in sheet.rows[matched.body - 2].values]
    for row in matched.rows:
        _read(plan, matched, row, known)
    if plan.total != expected:
        word, gap = "少" if plan.total < expected else "多", abs(expected - plan.total)
        plan.faults.append(f"表里各单位合计 {plan.total:,} 条，比您填的合计 {expected:,} 条{word} {gap:,} 条")
    return plan


def _read(plan: Plan, matched: tables.Matched, row: Row, known: dict[str, Unit]) -> None:
    unit_cell, cell = matched.cell(row, "unit"), matched.cell(row, "figure")
    name = "".join(str(unit_cell.value or "").split()) if unit_cell else ""
    if cell is None or (cell.value is None and (not name or name not in known)):
        return  # a note under the table
    try:
        figure = typed.whole(cell)
        if name in SUM_ROWS:
            _sum(plan, figure)
            return
        if name not in known:
            raise ValueError(f"没有名称为“{name}”的在册单位，请核对")
        if known[name].pk in plan.figures:
            raise ValueError(f"“{name}”写了两次，请只留一行")
        if figure is None or not 0 <= figure <= MOST:
            raise ValueError("目标任务数量应是不小于 0 的整数")
        plan.figures[known[name].pk] = figure
    except TableRefused as refusal:
        plan.bad.append((row, refusal.reason))
    except ValueError as reason:
        plan.bad.append((row, str(reason)))


def _sum(plan: Plan, written: int | None) -> None:
    if written is not None and written != plan.total:
        plan.faults.append(f"表里写的合计是 {written:,} 条，各单位加起来是 {plan.total:,} 条")


def workbook(table: TargetTable) -> bytes:
    """The table as a sheet with its sum, which can be handed in again."""
    rows: list[tuple] = [(one.unit.name, one.unit.code, one.figure) for one in setting.standing(table)]
    columns = [OutColumn("单位", width=24), OutColumn("机构代码", width=22), OutColumn("目标任务数量（条）", "whole")]
    rows.append(("合计", None, table.total))
    return tables.write_xlsx(None, [OutSheet("目标任务", columns, rows, title=table.case.title)])


def _units() -> dict[str, Unit]:
    """Units by what people write for them."""
    found: dict[str, Unit] = {}
    for unit in Unit.objects.filter(until=None):
        for name in (unit.name, unit.full_name, unit.code):
            if name:
                found.setdefault("".join(name.split()), unit)
    return found
