"""监测表格: items of a monitoring service, looked through first, taken in by a second word (BW-8.1).

Rows about one thing make one event; what is known already is counted and not written again, so a file may come twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Overtaken
from gongkai.opinion import collecting
from gongkai.opinion.collecting import Founding, Seen
from gongkai.opinion.likeness import ALIKE, Known, place_of, share
from gongkai.opinion.models import Event
from gongkai.opinion.vocabulary import OPEN, Came, Grade, Sort
from gongkai.tables import TableRefused, Wanted, typed

COLUMNS = (
    Wanted("outside", "编号", ("外部编号", "ID", "序号"), required=False), Wanted("platform", "平台", ("来源", "媒体")),
    Wanted("title", "标题", ("舆情标题", "主题")),
    Wanted("link", "网址", ("链接", "URL", "原文链接"), required=False),
    Wanted("seen", "发现时间", ("发布时间", "采集时间", "时间")),
    Wanted("unit", "责任单位", ("涉事单位", "单位"), required=False),
    Wanted("sort", "类别", ("舆情类别",), required=False),
    Wanted("grade", "等级", ("舆情等级", "级别"), required=False),
    Wanted("words", "原文", ("内容", "正文"), required=False),
    Wanted("author", "发布者", ("作者", "账号", "发布人"), required=False),
)  # fmt: skip
LONGEST = {"platform": 40, "title": collecting.LONGEST, "link": 500, "outside": 80, "author": 80, "words": 2000}
BROAD, MOST_ROWS = ("title", "words", "link"), 2000


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass
class Group:
    """Rows about one thing: joined to an event that stands, or to be a new one."""

    unit: Unit
    sort: str
    grade: str
    rows: list[Seen] = field(default_factory=list)
    event: Event | None = None
    why: str = ""

    @property
    def mark(self) -> str:
        return self.rows[0].mark

    @property
    def whys(self) -> str:
        """Why its rows stand together, each reason once."""
        return "；".join(dict.fromkeys(one.why for one in self.rows if one.why))

    @property
    def title(self) -> str:
        return self.event.case.title if self.event else self.rows[0].title


@dataclass
class Plan:
    """What a file would do."""

    groups: list[Group] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def good(self) -> int:
        return sum(len(one.rows) for one in self.groups)

    @property
    def says(self) -> str:
        fresh = sum(one.event is None for one in self.groups)
        joined = sum(len(one.rows) for one in self.groups if one.event)
        parts = [f"将新建 {fresh} 个事件"] if fresh else []
        parts += [f"{joined} 条归入已有事件"] if joined else []
        parts += [f"{self.same} 条以前导入过，不再重复"] if self.same else []
        parts += [f"{len(self.bad)} 行有问题"] if self.bad else []
        return "；".join(parts or ["没有可以写入的内容"]) + "。"


def look_through(data: bytes, name: str, post: Post, at: datetime) -> Plan:
    """Reads a CSV or XLSX file; writes nothing. Raises ``Unreadable``."""
    try:
        sheets = tables.read(data, name=name).sheets
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    plan, problems = Plan(), list[str]()
    for sheet in sheets:
        matched = tables.match_headers(sheet, COLUMNS)
        if matched.missing or matched.ambiguous:
            problems += [str(one) for one in matched.problems(unknown_too=False)] if any(sheet.rows) else []
            continue
        if len(matched.rows) > MOST_ROWS:
            raise Unreadable(f"表“{sheet.name}”有 {len(matched.rows)} 行，一次最多 {MOST_ROWS} 行，请分开上传")
        plan.header = ["" if one is None else str(one) for one in sheet.rows[matched.body - 2].values]
        _gather(plan, _read(plan, matched, post, at), Known(post, at))
        return plan
    raise Unreadable("；".join(problems) or "文件里没有内容")


def take(plan: Plan, by: Post, at: datetime, apart: Iterable[str] = ()) -> tuple[int, int]:
    """(events opened, sightings added to others); ``apart``: marks of groups that are events of their own all the same.

    All or none. Raises ``Overtaken``.
    """
    for one in plan.groups:
        if one.mark in apart:
            one.event, one.why = None, ""
    try:
        with transaction.atomic():
            fresh = [_founding(one) for one in plan.groups if one.event is None]
            collecting.collect(fresh, by, at)
            added = sum(collecting.add(one.event, one.rows, by, at) for one in plan.groups if one.event)
    except IntegrityError:
        raise Overtaken("刚刚有人导入过同样的条目，您的这一份没有写入，请再看一遍") from None
    return len(fresh), added


def form() -> bytes:
    """An empty workbook to fill in."""
    columns = [tables.OutColumn(one.name, "text", width=40 if one.id in BROAD else 16) for one in COLUMNS]
    notes = ["一条一行。编号是监测平台自己的编号，同一平台同一编号只收一次；原文和发布者密封保存"]
    return tables.write_xlsx(None, [tables.OutSheet("监测条目", columns, [], notes=notes)])


def _founding(group: Group) -> Founding:
    first = min(one.seen for one in group.rows)
    said = {"came": Came.WATCH, "noticed": first, "sort": group.sort, "grade": group.grade, "seen": group.rows}
    summary = f"由监测表格形成，共 {len(group.rows)} 条，最早见于{group.rows[0].platform}。"
    return Founding(group.unit, group.rows[0].title, summary, **said)  # type: ignore[arg-type]


def _read(plan: Plan, matched, post: Post, at: datetime) -> Iterable[Group]:
    """A group a good row; what is refused goes to ``plan.bad``."""
    units = _units(post, at)
    seen = set[str]()
    for row in matched.rows:
        if not any(value is not None for value in row.values):
            continue
        try:
            group = _row(matched, row, units, post, at)
            mark = group.rows[0].mark
            if mark in seen:
                raise ValueError("这一条在表里出现了两次，请只留一行")
            seen.add(mark)
            yield group
        except TableRefused as refusal:
            plan.bad.append((row, refusal.reason))
        except ValueError as reason:
            plan.bad.append((row, str(reason)))


def _row(matched, row: tables.Row, units: dict[str, Unit], post: Post, at: datetime) -> Group:
    said = {one.id: _text(matched, row, one.id) for one in COLUMNS if one.id != "seen"}
    names = {one.id: one.name for one in COLUMNS}
    cell = matched.cell(row, "seen")
    when = typed.moment(cell) if cell else None
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            raise ValueError(f"“{names[name]}”超过 {most} 字，请缩短")
    if not said["title"] or not said["platform"] or when is None:
        raise ValueError("缺标题、平台或者发现时间，请填写")
    if said["link"] and not said["link"].lower().startswith(("http://", "https://")):
        raise ValueError("网址应以 http:// 或者 https:// 开头，请核对")
    when = when.replace(tzinfo=BEIJING)
    if when > at:
        raise ValueError("发现时间在现在以后，请改正")
    for reason in collecting.tells_of_people(said["title"]):
        raise ValueError(reason)
    unit = units.get(said["unit"]) if said["unit"] else post.unit
    if unit is None:
        raise ValueError(f"没有名为“{said['unit']}”的单位，或者它不归您登记，请写机构名录里的名称")
    one = Seen(said["platform"], said["title"], when, said["link"], said["words"], said["author"], said["outside"])
    return Group(unit, _code(Sort, said["sort"], "类别", ""), _code(Grade, said["grade"], "等级", Grade.GENERAL), [one])


def _gather(plan: Plan, groups: Iterable[Group], known: Known) -> None:
    """Each row joins what it is like: an event that stands, an earlier row of the file, or nothing."""
    read = list(groups)
    before = collecting.known_of([one.rows[0] for one in read])
    for one in read:
        seen = one.rows[0]
        if seen.mark in before:
            plan.same += 1
            continue
        like = next((each for each in known.like(seen.title, [seen.link]) if each.event.case.status in OPEN), None)
        if like:
            one.event, one.why = like.event, like.why
        home = next((group for group in plan.groups if _together(group, one)), None)
        if home is None:
            plan.groups.append(one)
        else:
            seen.why = one.why or f"与同一表里的“{home.rows[0].title[:40]}”近似"
            home.rows.append(seen)
        seen.why = seen.why or one.why


def _together(group: Group, one: Group) -> bool:
    if group.event or one.event:
        return bool(group.event and one.event and group.event.pk == one.event.pk)
    first, second = group.rows[0], one.rows[0]
    linked = bool(first.link and second.link and place_of(first.link) == place_of(second.link))
    return group.unit == one.unit and (linked or share(first.title, second.title) >= ALIKE)


def _units(post: Post, at: datetime) -> dict[str, Unit]:
    keys = post.unit_keys()
    rows = Unit.objects.standing_on(at.astimezone(BEIJING).date())
    rows = rows if keys is None else rows.filter(pk__in=keys)
    return {name: one for one in rows for name in (one.full_name, one.name) if name}


def _code(choices, written: str, what: str, default: str) -> str:
    if not written:
        return default
    found = next((value for value, label in choices.choices if written in (value, label)), None)
    if found is None:
        raise ValueError(f"{what}“{written[:20]}”认不出，可以写：{'、'.join(choices.labels)}")
    return found


def _text(matched, row: tables.Row, name: str) -> str:
    cell = matched.cell(row, name)
    return "" if cell is None or cell.value is None else str(cell.value).strip()
