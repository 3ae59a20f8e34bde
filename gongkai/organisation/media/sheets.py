"""Activity and comments from the platforms' own tables: looked through first, taken in by a second word.

One workbook may hold both sheets. What is known already is counted and not written again, so a file may come twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from gongkai import tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Overtaken
from gongkai.acts.taking import Take, take_many
from gongkai.organisation.media import commenting, counting
from gongkai.organisation.media.commenting import Said
from gongkai.organisation.media.counting import MEASURES, MOST, Numbers
from gongkai.organisation.media.steps import STANDING
from gongkai.organisation.models import MediaAccount, MediaDay
from gongkai.tables import Sheet, TableRefused, Wanted, typed

ACCOUNT = (Wanted("account", "账号", ("名称", "账号名称", "公众号")), Wanted("platform", "平台", required=False))
DAYS = (
    *ACCOUNT, Wanted("day", "日期", ("统计日期",)), Wanted("posts", "发帖", ("发帖数", "发文数", "发布数", "作品数")),
    Wanted("comments", "评论", ("评论数", "留言数")), Wanted("reposts", "转发", ("转发数", "分享数", "分享人数")),
    Wanted("likes", "点赞", ("点赞数", "赞", "喜欢数")),
)  # fmt: skip
COMMENTS = (
    *ACCOUNT, Wanted("at", "留言时间", ("评论时间", "时间")), Wanted("words", "留言内容", ("评论内容", "内容")),
    Wanted("answer", "答复内容", ("回复内容", "答复"), required=False),
    Wanted("answered", "答复时间", ("回复时间",), required=False),
)  # fmt: skip
LONGEST, MOST_ROWS = 2000, 5000


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why."""


@dataclass
class Plan:
    """What a file would do: days by account key and comments that are new, how many are known, rows refused."""

    days: dict[int, dict[str, Numbers]] = field(default_factory=dict)
    comments: list[Said] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    same: int = 0
    changed: int = 0
    filled: int = 0

    @property
    def good(self) -> int:
        return sum(map(len, self.days.values())) + len(self.comments)

    @property
    def says(self) -> str:
        days = sum(map(len, self.days.values()))
        parts = [f"可以写入 {days} 天的活动"] if days else []
        parts += [f"其中 {self.changed} 天与以前登记的不同，将改为新的数字"] if self.changed else []
        parts += [f"{self.filled} 天表里没有，按您选的日期范围记为零"] if self.filled else []
        parts += [f"可以写入 {len(self.comments)} 条留言"] if self.comments else []
        parts += [f"{self.same} 行以前导入过，不再重复"] if self.same else []
        parts += [f"{len(self.bad)} 行有问题"] if self.bad else []
        return "；".join(parts or ["没有可以写入的内容"]) + "。"


class _Accounts:
    """The accounts a post may tell of, by what people write for them."""

    def __init__(self, post: Post) -> None:
        rows = MediaAccount.objects.visible_to(post).filter(case__status__in=STANDING).select_related("case__unit")
        self.known: dict[str, list[MediaAccount]] = {}
        for one in rows:
            for name in {one.ident, one.case.title}:
                self.known.setdefault(name, []).append(one)

    def find(self, written: str, platform: str) -> MediaAccount:
        found = self.known.get(written, [])
        if platform:
            found = [one for one in found if platform in (one.platform, one.get_platform_display())]
        if not found:
            raise ValueError(f"没有登记过账号“{written}”，或者它不归您管理，请先登记账号")
        if len(found) > 1:
            raise ValueError(f"“{written}”在几个平台上都有，请加一列“平台”写明是哪一个")
        return found[0]


def look_through(
    data: bytes, name: str, post: Post, at: datetime, span: tuple[date, date] | None = None
) -> Plan:  # fmt: skip
    """Reads a CSV or XLSX file; writes nothing. ``span``: days within which what the table lacks is zero.

    Raises ``Unreadable`` where no sheet of it is one of these.
    """
    try:
        sheets = tables.read(data, name=name).sheets
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    plan, accounts, problems, read = Plan(), _Accounts(post), [], 0
    for sheet in sheets:
        told = [tables.match_headers(sheet, wanted) for wanted in (DAYS, COMMENTS)]
        best = max(told, key=lambda one: one.hits - len(one.missing))
        if best.missing or best.ambiguous:
            problems += [str(one) for one in best.problems(unknown_too=False)] if any(sheet.rows) else []
            continue
        if len(best.rows) > MOST_ROWS:
            raise Unreadable(f"表“{sheet.name}”有 {len(best.rows)} 行，一次最多 {MOST_ROWS} 行，请分开上传")
        read += 1
        plan.header = plan.header or _heads(sheet, best.body)
        (_read_days if best is told[0] else _read_comments)(plan, best, accounts, at)
    if not read:
        raise Unreadable("；".join(problems) or "文件里没有内容")
    if span:
        _fill(plan, span)
    _pass_over_known(plan)
    return plan


def take(plan: Plan, by: Post, at: datetime) -> None:
    """Writes what the plan found: an act for each account, a case for each comment. All or none.

    Raises ``Overtaken`` where somebody took in the same comment meanwhile.
    """
    try:
        with transaction.atomic():
            _write(plan, by, at)
    except IntegrityError:
        raise Overtaken("刚刚有人导入过同样的留言，您的这一份没有写入，请再看一遍") from None


def _write(plan: Plan, by: Post, at: datetime) -> None:
    accounts = MediaAccount.objects.select_related("case").in_bulk(list(plan.days))
    takes = [
        Take(accounts[key].case, by, at, detail=counting.detail(sorted(days.values())))
        for key, days in plan.days.items()
    ]
    if takes:
        take_many("media_account", "report", takes)
    commenting.take_in(plan.comments, by, at)


def form() -> bytes:
    """An empty workbook of both sheets."""
    out = tables.OutColumn
    days = [out(one.name, "date" if one.id == "day" else "text", width=14) for one in DAYS]
    said = [out(one.name, width=40 if one.id in ("words", "answer") else 18) for one in COMMENTS]
    return tables.write_xlsx(
        None,
        [
            tables.OutSheet("活动", days, [], notes=["一个账号一天一行；没有发帖的日子也写，写 0。平台可以不写"]),
            tables.OutSheet("留言", said, [], notes=["一条留言一行；已经答复的，写明答复内容和答复时间"]),
        ],
    )


def _heads(sheet: Sheet, body: int) -> list[str]:
    return ["" if value is None else str(value) for value in sheet.rows[body - 2].values]


def _read_days(plan: Plan, matched, accounts: _Accounts, at: datetime) -> None:
    today = at.astimezone(BEIJING).date()
    for row in _filled(matched):
        try:
            account = accounts.find(_text(matched, row, "account"), _text(matched, row, "platform"))
            day = typed.day(matched.cell(row, "day"))
            if day is None:
                raise ValueError("缺日期，请填写")
            if day > today:
                raise ValueError(f"{day} 还没有到，请改正日期")
            if day < account.opened:
                raise ValueError(f"{day} 早于账号的开设日期 {account.opened}，请核对")
            numbers = [_count(matched, row, one) for one in MEASURES]
            days = plan.days.setdefault(account.pk, {})
            if day.isoformat() in days:
                raise ValueError(f"{day} 在表里出现了两次，请只留一行")
            days[day.isoformat()] = (day.isoformat(), *numbers)  # type: ignore[assignment]
        except TableRefused as refusal:
            plan.bad.append((row, refusal.reason))
        except ValueError as reason:
            plan.bad.append((row, str(reason)))


def _read_comments(plan: Plan, matched, accounts: _Accounts, at: datetime) -> None:
    seen: set[str] = set()
    for row in _filled(matched):
        try:
            said = _comment(matched, row, accounts, at)
            if said.mark in seen:
                raise ValueError("这条留言在表里出现了两次，请只留一行")
            seen.add(said.mark)
            plan.comments.append(said)
        except TableRefused as refusal:
            plan.bad.append((row, refusal.reason))
        except ValueError as reason:
            plan.bad.append((row, str(reason)))


def _comment(matched, row: tables.Row, accounts: _Accounts, now: datetime) -> Said:
    account = accounts.find(_text(matched, row, "account"), _text(matched, row, "platform"))
    at, words = _moment(matched, row, "at"), _text(matched, row, "words")
    answer, answered = _text(matched, row, "answer"), _moment(matched, row, "answered")
    if at is None or not words:
        raise ValueError("缺留言时间或者留言内容，请填写")
    if max(len(words), len(answer)) > LONGEST:
        raise ValueError(f"留言或者答复超过 {LONGEST} 字，请缩短")
    if at > now or (answered and answered > now):
        raise ValueError("时间在现在以后，请改正")
    if answered and answered < at:
        raise ValueError("答复时间早于留言时间，请改正")
    if answered and not answer:
        raise ValueError("写了答复时间，没有写答复内容，请填写")
    return Said(account, at, words, answer, answered)


def _fill(plan: Plan, span: tuple[date, date]) -> None:
    """Within the days that the table covers, a day it does not name is one without activity."""
    for key, days in plan.days.items():
        account = MediaAccount.objects.get(pk=key)
        first = max(span[0], account.opened)
        for number in range((span[1] - first).days + 1):
            day = (first + timedelta(days=number)).isoformat()
            if day not in days:
                days[day] = (day, 0, 0, 0, 0)
                plan.filled += 1


def _pass_over_known(plan: Plan) -> None:
    for row in MediaDay.objects.filter(account__in=list(plan.days)):
        days, day = plan.days[row.account_id], row.day.isoformat()
        if day in days:
            if days[day][1:] == tuple(getattr(row, name) for name in MEASURES):
                del days[day]
                plan.same += 1
            else:
                plan.changed += 1
    plan.days = {key: days for key, days in plan.days.items() if days}
    before = commenting.known(plan.comments)
    fresh = [
        one
        for one in plan.comments
        if one.mark not in before or (one.answer and before[one.mark].case.status == "waiting")
    ]
    plan.same += len(plan.comments) - len(fresh)
    plan.comments = fresh


def _filled(matched) -> Iterable[tables.Row]:
    """Rows that are no note under the table: they have something in a column other than the first."""
    return (row for row in matched.rows if sum(value is not None for value in row.values) > 1)


def _count(matched, row: tables.Row, name: str) -> int:
    value = typed.whole(matched.cell(row, name))
    if value is None:
        raise ValueError(f"缺“{MEASURES[name]}”，没有的写 0")
    if not 0 <= value < MOST:
        raise ValueError(f"“{MEASURES[name]}”写的是 {value}，应是不小于 0 的整数")
    return value


def _moment(matched, row: tables.Row, name: str) -> datetime | None:
    cell = matched.cell(row, name)
    found = typed.moment(cell) if cell else None
    return found.replace(tzinfo=BEIJING) if found else None


def _text(matched, row: tables.Row, name: str) -> str:
    cell = matched.cell(row, name)
    return "" if cell is None or cell.value is None else str(cell.value).strip()
