"""The county's service centre with forty-two windows, the centres of the towns, a year of attendance, items and guides.

Everything went through the steps that staff take. 交运局 had its banner confirmed and one person moved without leave,
水务局 was short of a stand-in in summer; three items are still at no window.
"""

from datetime import date, timedelta

from django.db import transaction

from gongkai.accounts.models import Role, Unit
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours, licences
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.files import store
from gongkai.windows.bulletins import counting, drawing
from gongkai.windows.centres import entering as centring
from gongkai.windows.events import entering as telling
from gongkai.windows.models import Centre, Clerk, Half, Mark, Window
from gongkai.windows.staffing import attendance, serving

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
TOWNS = ("township",)
LACKS = {"智水乡": ["农业和林业"], "通仙乡": ["税费和财政惠农", "农业和林业"]}
MOVED = {"交运局": (date(2025, 5, 12), False), "住建局": (date(2025, 7, 1), True), "卫计局": (date(2025, 9, 1), True)}
PROOF = "窗口记录.txt"
EVENTS = (
    ("交运局", "banner", (2025, 6, 18), "货运业户送来锦旗，感谢窗口上门勘验"),
    ("住建局", "praise", (2025, 4, 9), "来信表扬窗口一次告知"),
    ("人社局", "praise", (2025, 8, 21), "来电表扬窗口延时服务"),
    ("食药监局", "banner", (2025, 11, 5), "餐饮业户送来锦旗"),
    ("工商质监局", "title", (2025, 10, 10), "被评为第三季度服务窗口"),
    ("公安局", "star", (2025, 10, 10), "窗口人员被评为服务明星"),
    ("发改局", "reform", (2025, 9, 15), "核准申请材料由九项减为五项"),
    ("水务局", "breach", (2025, 7, 22), "工作时间脱岗，群众等候四十分钟"),
    ("国土局", "error", (2025, 12, 3), "登记内容录错，群众投诉"),
    ("林业局", "green", (2025, 12, 29), "绿色通道项目没有按时派人"),
)


def play() -> None:
    """Once: played before, it stays as it is."""
    if Centre.objects.exists():
        return
    licences.hands.cache_clear()  # who was kept may be of another database
    with transaction.atomic():
        units = {unit.name: unit for unit in Unit.objects.all()}
        licences.lay_lists(units)
        centres = _centres(units)
        windows = _windows(units, centres["政务服务中心"])
        _people(windows)
        _looks(centres)
        _attend(windows)
        _events(windows)
        licences.lay_items(windows, units)


def bulletin() -> None:
    """The fourth quarter, drawn up and published by two hands, once cases and cards are there."""
    quarter = counting.ended(hours.NOW.date(), 1)[0]
    topic = Topic.objects.filter(code="gonggao").first() or Topic.objects.filter(children=None).order_by("pk")[0]
    if not Case.objects.filter(kind="service_bulletin").exists():
        row = drawing.draw_up(quarter, topic, post("gkb"), licences.at(2026, 1, 8))
        row.case.refresh_from_db()
        row.case.take("publish", by=post("gkb2"), at=licences.at(2026, 1, 9), read=row.case.content)


def _centres(units: dict[str, Unit]) -> dict[str, Centre]:
    topic = Topic.objects.filter(code="fuwu").first() or Topic.objects.filter(children=None).order_by("pk")[0]
    towns = [body for body in county.bodies() if body.kind in TOWNS]
    rows = [(units["政务服务中心"], _told("county", "大英县政务服务中心", county.body("政务服务中心"), topic))]
    rows += [(units[one.name], _told("township", f"{one.name}便民服务中心", one, topic)) for one in towns]
    made = centring.open_many_centres(rows, post("gkb"), licences.at(2025, 1, 6))
    take_many("service_centre", "agree", [Take(one.case, post("gkb2"), licences.at(2025, 1, 7)) for one in made])
    return {unit.name: centre for (unit, _), centre in zip(rows, made, strict=True)}


def _told(level: str, name: str, body: county.Body, topic: Topic) -> centring.Told:
    return centring.Told(
        level,
        name,
        topic,
        "政务服务" if level == "county" else "便民服务",
        f"大英县{body.name}办公楼一楼（虚构地址）",
        "工作日 9:00—12:00，13:30—17:30",
        body.phone,
        body.complaints,
    )


def _windows(units: dict[str, Unit], centre: Centre) -> list[Window]:
    """Two windows for a unit with items, one for the others."""
    wanted = [(name, one) for name in licences.written() for one in (0, 1)] + [(name, 0) for name in licences.others()]
    settings = [
        serving.Setting(
            units[name],
            centre,
            f"{'ABC'[place // 20]}{place % 20 + 1:02d}",
            f"{name}{'一二'[one]}号窗口",
            1 + (one == 0),
        )
        for place, (name, one) in enumerate(wanted)
    ]
    return serving.set_up_many(settings, post("gkb"), licences.at(2025, 1, 8))


def _people(windows: list[Window]) -> None:
    """Posted in January; 残联 never sent its second person; three moved, one of them without leave."""
    dice, since = Dice("gongkai demo clerks"), date(2025, 1, 13)
    for turn in (0, 1):
        some = [one for one in windows if one.wanted > turn and not (turn and one.case.unit.name == "残联")]
        told = [
            (
                one,
                f"{dice.pick(SURNAMES)}某{'' if not turn else '某'}",
                licences.hands()[one.case.unit.name, Role.PROPOSER],
            )
            for one in some
        ]
        serving.post_many(told, since, licences.at(2025, 1, 13))
    for name, (day, asked) in MOVED.items():
        clerk = (
            Clerk.objects.filter(window__case__unit__name=name, until=None)
            .select_related("window__case")
            .order_by("pk")[0]
        )
        by, told_at = licences.hands()[name, Role.PROPOSER], hours.at(day, 9 * 3600)
        if asked:
            move = serving.ask_move(clerk, by, told_at - timedelta(days=7), "工作调整，已安排接替人员")
            serving.settle(move, "grant", post("gkb2"), told_at - timedelta(days=5))
        moved = serving.move(clerk, day, f"{dice.pick(SURNAMES)}某", by, told_at)
        if asked:
            serving.equip(moved, post("gkb2"), told_at + timedelta(days=2))


def _looks(centres: dict[str, Centre]) -> None:
    for name, centre in centres.items():
        if name != "政务服务中心":
            seen = centring.Seen(date(2025, 10, 22), windows=LACKS.get(name, []), ledger=name != "金元镇")
            centring.look(centre, seen, post("gkb2"), licences.at(2025, 10, 23))


def _attend(windows: list[Window]) -> None:
    """Twelve months; most people were there, most leaves had a stand-in."""
    dice = Dice("gongkai demo attendance")
    for month in range(1, 13):
        first = date(2025, month, 1)
        days = [day for day in hours.workdays(first, date(2025, month, 28)) if day >= date(2025, 1, 13)]
        told = [
            one for clerk in Clerk.objects.select_related("window__case__unit") for one in _half_days(dice, clerk, days)
        ]
        end = hours.later(date(2025 + month // 12, month % 12 + 1, 1), 2)
        attendance.enter(windows, first, told, post("gkb2"), hours.at(end, 10 * 3600))


def _half_days(dice: Dice, clerk: Clerk, days: list[date]) -> list[attendance.Told]:
    there = [day for day in days if clerk.since <= day and (clerk.until is None or day <= clerk.until)]
    if not there or not dice.chance(0.35):
        return []
    mark = dice.weighed([Mark.LEAVE, Mark.LATE, Mark.EARLY], [6, 2, 1])
    bare = clerk.window.case.unit.name == "水务局" and days[0].month == 7
    half = dice.pick(list(Half))
    return [attendance.Told(clerk, dice.pick(there), half, mark, mark == Mark.LEAVE and not bare and dice.chance(0.95))]


def _events(windows: list[Window]) -> None:
    """Entered by the office, confirmed by its second person; the newest one waits."""
    first = {one.case.unit.name: one for one in reversed(windows)}
    kept = store.keep("窗口记录（演示）\n".encode(), name=PROOF, at=licences.at(2025, 4, 9), by=post("gkb").person)
    for name, sort, day, says in EVENTS:
        when = hours.at(hours.later(date(*day), 1), 10 * 3600)
        told = telling.Told(first[name], sort, date(*day), says, [[kept.pk, PROOF]])
        row = telling.enter_many([told], post("gkb"), when)[0]
        if sort != "green":
            row.case.take("confirm", by=post("gkb2"), at=when + timedelta(days=1))
        if sort == "breach":
            row.case.take(
                "deal",
                by=licences.hands()[name, Role.REVIEWER],
                at=when + timedelta(days=3),
                words="已批评教育，调整值班安排",
            )
