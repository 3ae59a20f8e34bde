"""外来的牌: matters of treasury payment, procurement, penalties and levies, brought in by rows (KF-4.2).

Looked through first, taken in by a second word; what is known by its number already is counted and not written again.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken
from gongkai.acts.taking import Opening, open_many
from gongkai.checks import privacy
from gongkai.findings.models import Card, CardLevel, CardSource
from gongkai.tables import TableRefused, Wanted, typed

WANTED = (
    Wanted("source", "来源", ("业务", "业务类别")), Wanted("number", "编号", ("业务编号",)),
    Wanted("unit", "单位", ("责任单位",)),
    Wanted("matter", "事项"), Wanted("due", "最后时刻", ("期限", "到期时间")), Wanted("level", "牌", ("发牌", "牌色")),
    Wanted("basis", "依据", required=False),
)  # fmt: skip
SOURCES = {str(one.label): one.value for one in CardSource if one != CardSource.HOUSE}
LEVELS = {str(one.label): one.value for one in CardLevel}
MOST_ROWS = 2000


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass(frozen=True)
class Told:
    unit: Unit
    source: str
    number: str
    matter: str
    due: datetime
    level: str
    basis: str = ""


@dataclass
class Plan:
    told: list[Told] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def says(self) -> str:
        parts = [f"可以登记 {len(self.told)} 张牌"] if self.told else []
        parts += [f"{self.same} 行以前登记过，不再重复"] if self.same else []
        parts += [f"{len(self.bad)} 行有问题"] if self.bad else []
        return "；".join(parts or ["没有可以登记的内容"]) + "。"


def look_through(data: bytes, name: str, at: datetime) -> Plan:
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
    plan, seen = Plan(header=[one.name for one in WANTED]), set(_known())
    units = {
        name: unit
        for unit in Unit.objects.standing_on(at.astimezone(BEIJING).date())
        for name in (unit.name, unit.full_name)
        if name
    }
    for row in (one for one in matched.rows if any(value is not None for value in one.values)):
        try:
            told = _row(matched, row, units, at)
        except TableRefused as refusal:
            plan.bad.append((row, refusal.reason))
        except ValueError as reason:
            plan.bad.append((row, str(reason)))
        else:
            mark = (told.source, told.number, told.level)
            plan.same += mark in seen
            plan.told += [] if mark in seen else [told]
            seen.add(mark)
    return plan


def take(told: list[Told], by: Post, at: datetime) -> list[Card]:
    """Opens a case for each. All or none; raises ``Overtaken`` where somebody brought the same meanwhile."""
    made: list[Card] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Card(
                case=case,
                level=one.level,
                source=one.source,
                number=one.number,
                matter=one.matter,
                basis=one.basis,
                due=one.due,
                at=at,
            )
            for case, one in zip(cases, told, strict=True)
        )
        Card.objects.bulk_create(made)

    openings = [_opening(one, by, at) for one in told]
    try:
        open_many("card", "bring", openings, room)
    except IntegrityError:
        raise Overtaken("刚刚有人登记过同样的牌，您的这一份没有写入，请再看一遍") from None
    return made


def form() -> bytes:
    """An empty workbook to fill in."""
    columns = [tables.OutColumn(one.name, "text", width=18) for one in WANTED]
    notes = [
        f"来源写：{'、'.join(SOURCES)}；牌写：{'、'.join(LEVELS)}。最后时刻写成 2026-01-09 17:00。事项里不写个人姓名"
    ]
    return tables.write_xlsx(None, [tables.OutSheet("发牌", columns, [], notes=notes)])


def _opening(one: Told, by: Post, at: datetime) -> Opening:
    says = f"{CardSource(one.source).label}，最后时刻 {one.due.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return Opening(one.unit, f"{CardLevel(one.level).label}：{one.matter}", by, at, detail={"says": says})


def _row(matched, row, units: dict[str, Unit], now: datetime) -> Told:
    said = {one.id: _text(matched, row, one.id) for one in WANTED if one.id != "due"}
    moment = typed.moment(matched.cell(row, "due"))
    for name, most in (("number", 60), ("matter", 180)):
        if not 0 < len(said[name]) <= most:
            raise ValueError(f"编号和事项都要写，最长 60 字和 180 字；这一行的“{said[name][:20]}”不合要求")
    if said["source"] not in SOURCES:
        raise ValueError(f"来源“{said['source']}”应当是：{'、'.join(SOURCES)}")
    if said["level"] not in LEVELS:
        raise ValueError(f"牌“{said['level']}”应当是：{'、'.join(LEVELS)}")
    if said["unit"] not in units:
        raise ValueError(f"没有“{said['unit']}”这个单位，请写单位的名称或者规范全称")
    if found := privacy.find(said["matter"]):
        raise ValueError(f"事项里{found[0].message}，请去掉")
    if moment is None:
        raise ValueError("缺最后时刻，请填写")
    return Told(
        units[said["unit"]], SOURCES[said["source"]], said["number"], said["matter"], moment.replace(tzinfo=BEIJING),
        LEVELS[said["level"]], said["basis"][:200],
    )  # fmt: skip


def _known():
    return Card.objects.filter(about=None).values_list("source", "number", "level")


def _text(matched, row, name: str) -> str:
    cell = matched.cell(row, name)
    return "" if cell is None or cell.value is None else str(cell.value).strip()
