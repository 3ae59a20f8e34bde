"""Accounts elsewhere with a quarter of what they did, comments of readers, trainings; as their units would tell it.

One account sleeps, one is to be closed, one comment waits too long, one paper went out elsewhere before the portal.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Role
from gongkai.acts.taking import Take, take_many
from gongkai.demo import hours
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.demo.papers import hand, moment
from gongkai.disclosures.models import Disclosure
from gongkai.organisation.media import commenting, counting, keeping
from gongkai.organisation.models import MediaAccount
from gongkai.organisation.training import holding

FIRST, LAST = date(2025, 10, 13), date(2026, 1, 11)  # thirteen weeks
SLEPT, QUIET = date(2025, 12, 17), date(2025, 12, 29)  # last post of the one that sleeps; the other rests since
# Unit, name, platform, account, opened, posts on a working day, from … to.
ACCOUNTS = (
    ("政府办", "大英发布", "wechat", "daying-fabu-demo", date(2019, 5, 6), 1, 3),
    ("政府办", "大英微视", "video", "daying-shipin-demo", date(2022, 3, 1), 0, 2),
    ("交运局", "大英交通", "wechat", "daying-jiaotong-demo", date(2020, 8, 10), 0, 2),
    ("交运局", "大英交通", "weibo", "u5109230007", date(2018, 4, 2), 0, 1),
    ("民政局", "大英民政", "wechat", "daying-minzheng-demo", date(2021, 9, 1), 0, 2),
    ("财政局", "大英财政", "news", "daying-caizheng-demo", date(2021, 2, 1), 0, 1),
)
SLEEPS, CLOSES = ("交运局", "weibo"), ("财政局", "news")
COMMENTS = (  # days before the demonstration's, words, answer
    (24, "城北公交站的末班车改到几点了", "冬季末班车改为 19:30，时刻表已贴在站牌上。"),
    (13, "农村客运补贴什么时候发到车主手里", ""),
    (3, "蓬莱大桥结冰封闭，绕行多远", "经北环路绕行约四公里，解除封闭后马上通知。"),
    (1, "货车年审可以在网上预约吗", ""),
)
ATTENDED = {"政府办": 4, "交运局": 3, "民政局": 3, "财政局": 2}


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if MediaAccount.objects.exists():
        return
    with transaction.atomic():
        accounts = [_register(*said[:5]) for said in ACCOUNTS]
        for account, said in zip(accounts, ACCOUNTS, strict=True):
            _tell(account, said[0], *said[5:])
        _close(accounts[-1])
        _comments(accounts[2])
        _ahead()
        _trainings()


def _register(unit: str, name: str, platform: str, ident: str, opened: date) -> MediaAccount:
    url = f"https://weixin.example.cn/r/{ident}" if platform == "wechat" else ""
    found = keeping.Founding(name, platform, ident, opened, url)
    at = hours.at(FIRST, 9 * 3600)
    account = keeping.register_accounts([found], hand(unit, Role.PROPOSER), at)[0]
    account.case.take("confirm", by=post("gkb"), at=at + timedelta(hours=2))
    return account


def _tell(account: MediaAccount, unit: str, least: int, most: int) -> None:
    """A table a week, as somebody exports it on Monday."""
    dice, last = Dice(f"新媒体 {account.ident}"), LAST
    if (unit, account.platform) == CLOSES:
        last = QUIET
    monday = FIRST
    while monday <= last:
        week = [monday + timedelta(days=n) for n in range(7) if monday + timedelta(days=n) <= last]
        days = [_day(dice, account, unit, day, least, most) for day in week]
        at = min(hours.at(monday + timedelta(days=7), 9 * 3600 + 1800), hours.NOW)
        take = Take(account.case, hand(unit, Role.PROPOSER), at, detail=counting.detail(days))
        take_many("media_account", "report", [take])
        monday += timedelta(days=7)


def _day(dice: Dice, account: MediaAccount, unit: str, day: date, least: int, most: int) -> counting.Numbers:
    posts = dice.number(least, most) if day.weekday() < 5 else dice.number(0, 1)
    if (unit, account.platform) == SLEEPS and day > SLEPT:
        return (day.isoformat(), 0, 0, 0, 0)
    return (day.isoformat(), posts, dice.number(0, 4) * posts, dice.number(0, 6) * posts, dice.number(1, 30) * posts)


def _close(account: MediaAccount) -> None:
    by = hand("财政局", Role.PROPOSER)
    account.case.take("ask_pause", by=by, at=_at(QUIET, 15), words="无专人维护，并入“大英发布”")
    account.case.take("pause", by=post("gkb"), at=_at(QUIET, 17))
    account.case.take("ask_close", by=by, at=moment(2026, 1, 9, 10), words="已公告十天，内容已迁移")


def _comments(account: MediaAccount) -> None:
    found = []
    for days, words, answer in COMMENTS:
        at = _at(date(2026, 1, 12) - timedelta(days=days), 20)
        found.append(commenting.Said(account, at, words, answer, at + timedelta(hours=14) if answer else None))
    commenting.take_in(found, hand("交运局", Role.PROPOSER), moment(2026, 1, 12, 9, 10))


def _ahead() -> None:
    """A paper that stood on the phone the evening before it stood on the portal."""
    out = Disclosure.objects.filter(
        case__unit__name="交运局", topic__code="gonggao", live__isnull=False, case__status="published"
    )
    record = out.order_by("-published").first()
    if record is None or record.published is None:
        return
    on = hours.day_of(record.published) - timedelta(days=1)
    said = {"channel": "wechat", "outlet": "大英交通", "on": on.isoformat(), "link": "https://weixin.example.cn/a/demo"}
    record.case.take("release", by=hand("交运局", Role.PUBLISHER), at=moment(2026, 1, 12, 9, 15), detail=said)


def _trainings() -> None:
    office, leaders = post("gkb"), post("ldxz")
    plan = holding.Plan(
        "2025年全县政务公开业务培训", "programme", date(2025, 11, 20), "各单位分管负责人和信息员", 8,
        "主动公开基本目录、文件审查和新媒体管理", "county",
    )  # fmt: skip
    held = holding.plan_trainings([plan], office, _at(date(2025, 10, 14), 9))[0]
    held.case.take("agree", by=leaders, at=_at(date(2025, 10, 15), 10))
    codes = {name: hand(name, Role.PROPOSER).unit.code for name in ATTENDED}
    told = {
        "held": "2025-11-20", "hours": 8, "effect": "当场测试 12 人，全部合格", "materials": [],
        "attendance": {codes[name]: people for name, people in ATTENDED.items()},
        "says": "2025-11-20 举办，8 学时，4 个单位 12 人参加",
    }  # fmt: skip
    held.case.take("hold", by=office, at=_at(date(2025, 11, 21), 9), detail=told)
    held.case.take("accept", by=leaders, at=_at(date(2025, 11, 24), 10))
    ours = holding.Plan(
        "2026年信息员轮训（第一期）", "rotation", date(2026, 3, 12), "股室信息员", 4, "依申请公开的受理和答复"
    )
    holding.plan_trainings([ours], hand("交运局", Role.PROPOSER), moment(2026, 1, 8, 10))


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, hour * 3600)
