"""考勤: a month's half-days from a table, looked through first; half-days served in full are not written down.

A month that is brought again takes the place of what was told of it before, so a file may come twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.acts.taking import Take, take_many
from gongkai.tables import TableRefused, Wanted, typed
from gongkai.windows.models import Absence, Centre, Clerk, Half, Mark, Roll, Window

WANTED = (
    Wanted("window", "窗口号", ("窗口",)), Wanted("name", "姓名"), Wanted("day", "日期"), Wanted("am", "上午"),
    Wanted("pm", "下午"), Wanted("stand_in", "替岗", ("有无替岗",), required=False),
)  # fmt: skip
PRESENT = frozenset({"", "到岗", "出勤", "√"})
MARKS = {str(one.label): one for one in Mark}
MOST_ROWS = 5000


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass(frozen=True)
class Told:
    """A half-day that was not served in full."""

    clerk: Clerk
    day: date
    half: str
    mark: str
    stand_in: bool = False


@dataclass
class Plan:
    """What a table would do for a month of a centre."""

    centre: Centre
    month: date
    told: list[Told] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    read: int = 0

    @property
    def good(self) -> int:
        return self.read - len(self.bad)

    @property
    def says(self) -> str:
        bare = sum(one.mark in (Mark.LEAVE, Mark.AWAY) and not one.stand_in for one in self.told)
        words = (
            f"{self.month:%Y年%m月}，看了 {self.read} 行：缺勤 {len(self.told)} 个半天，其中没有替岗的 {bare} 个半天"
        )
        return words + (f"；{len(self.bad)} 行有问题。" if self.bad else "。")


def look_through(data: bytes, name: str, centre: Centre, month: date) -> Plan:
    """Reads a CSV or XLSX file; writes nothing. Raises ``Unreadable``."""
    try:
        sheet = tables.read(data, name=name).sheets[0]
    except (TableRefused, IndexError) as refusal:
        raise Unreadable(str(refusal) or "文件里没有内容") from refusal
    matched = tables.match_headers(sheet, WANTED)
    if matched.missing or matched.ambiguous:
        raise Unreadable("；".join(str(one) for one in matched.problems(unknown_too=False)))
    if len(matched.rows) > MOST_ROWS:
        raise Unreadable(f"表里有 {len(matched.rows)} 行，一次最多 {MOST_ROWS} 行，请分开上传")
    plan = Plan(centre, month, header=[one.name for one in WANTED])
    clerks, seen = _clerks(centre), set[tuple[int, date]]()
    for row in (one for one in matched.rows if any(value is not None for value in one.values)):
        plan.read += 1
        try:
            plan.told += _row(matched, row, clerks, seen, month)
        except TableRefused as refusal:
            plan.bad.append((row, refusal.reason))
        except ValueError as reason:
            plan.bad.append((row, str(reason)))
    return plan


def take(plan: Plan, by: Post, at: datetime) -> None:
    """Writes the month: every open window of the centre has its attendance told. All or none."""
    windows = list(Window.objects.filter(centre=plan.centre, case__status="open").select_related("case"))
    enter(windows, plan.month, plan.told, by, at)


def enter(windows: list[Window], month: date, told: list[Told], by: Post, at: datetime) -> None:
    """The month of these windows is what is told, and nothing else."""
    with transaction.atomic():
        until = _next(month)
        Absence.objects.filter(clerk__window__in=windows, day__gte=month, day__lt=until).delete()
        Absence.objects.bulk_create(
            Absence(clerk=one.clerk, day=one.day, half=one.half, mark=one.mark, stand_in=one.stand_in, at=at)
            for one in told
        )
        Roll.objects.bulk_create([Roll(window=one, month=month, at=at) for one in windows], ignore_conflicts=True)
        many: dict[int, int] = {}
        for one in told:
            many[one.clerk.window_id] = many.get(one.clerk.window_id, 0) + 1
        takes = [
            Take(one.case, by, at, detail={"says": f"{month:%Y年%m月}，缺勤 {many.get(one.pk, 0)} 个半天"})
            for one in windows
        ]
        if takes:
            take_many("service_window", "attend", takes)


def form() -> bytes:
    """An empty workbook to fill in."""
    columns = [tables.OutColumn(one.name, "date" if one.id == "day" else "text", width=14) for one in WANTED]
    notes = ["一人一天一行；上午、下午写：到岗、迟到、早退、请假、缺岗，到岗的也可以空着；单位派人替岗的在“替岗”写“是”"]
    return tables.write_xlsx(None, [tables.OutSheet("考勤", columns, [], notes=notes)])


def _row(matched, row, clerks: dict, seen: set, month: date) -> Iterable[Told]:
    number, name = _text(matched, row, "window"), _text(matched, row, "name")
    day = typed.day(matched.cell(row, "day"))
    if day is None:
        raise ValueError("缺日期，请填写")
    if not month <= day < _next(month):
        raise ValueError(f"{day} 不在所选的月份里，请核对")
    clerk = next(
        (one for one in clerks.get((number, name), ()) if one.since <= day and (one.until is None or day <= one.until)),
        None,
    )
    if clerk is None:
        raise ValueError(f"{day} {number} 号窗口没有派驻“{name}”，请核对窗口号和姓名")
    if (clerk.pk, day) in seen:
        raise ValueError(f"{name} {day} 在表里出现了两次，请只留一行")
    seen.add((clerk.pk, day))
    cell = matched.cell(row, "stand_in")
    stand_in = bool(typed.flag(cell)) if cell else False
    found = [(half, _mark(_text(matched, row, half))) for half in Half.values]
    return [Told(clerk, day, half, mark, stand_in) for half, mark in found if mark]


def _mark(written: str) -> str:
    if written in PRESENT:
        return ""
    if written not in MARKS:
        raise ValueError(f"“{written}”看不懂，请写：到岗、{'、'.join(MARKS)}")
    return MARKS[written].value


def _clerks(centre: Centre) -> dict[tuple[str, str], list[Clerk]]:
    found: dict[tuple[str, str], list[Clerk]] = {}
    for one in Clerk.objects.filter(window__centre=centre).select_related("window"):
        found.setdefault((one.window.number, one.name), []).append(one)
    return found


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _text(matched, row, name: str) -> str:
    cell = matched.cell(row, name)
    return "" if cell is None or cell.value is None else str(cell.value).strip()
