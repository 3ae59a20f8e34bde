"""Work that several hands share on the day: routes, a pair, a meeting, countersigning, bookings, an emergency.

Written down rather than drawn: one story for each thing a desk of 交运局 may find, all of it by the steps staff take.
"""

from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.catalogue.models import Topic
from gongkai.demo import hours
from gongkai.demo.assessing import post
from gongkai.disclosures import batches, drafting
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.models import Disclosure
from gongkai.workflow import countersigning, meetings, setting
from gongkai.workflow.models import Route

OURS, HANDS = "jiaoyun", {"propose": "xinxi", "clear": "baomi", "approve": "lingdao", "publish": "fabu"}
PLAN = {
    "mode": "draft", "speaker": "彭海波", "rank": "分管负责人", "forms": ["文字", "图表图解"],
    "channels": ["portal", "wechat"], "says": "由分管负责人彭海波解读，形式：文字、图表图解",
}  # fmt: skip


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if Route.objects.exists():
        return
    with transaction.atomic():
        _routes()
        _pair()
        _meeting()
        _countersigns()
        _bookings()
        _emergency()
        _remark()
        _takedown()


def _routes() -> None:
    office, leader = post("gkb"), hand("approve")
    interpreting.lay_routes(office, at(5, 9, 10))
    seats = {step: [hand(step)] for step in ("clear", "approve", "publish")}
    setting.put(_setting(leader, _topic("wenjian"), interpretation="together", seats=seats), leader, at(5, 9, 40))
    setting.put(_setting(leader, _topic("xiangmu"), collective=True), leader, at(5, 9, 45))


def _pair() -> None:
    paper = write("wenjian", "通知", "关于规范全县道路货物运输经营行为的通知", at(9, 9, 30), [
        "各货运经营者应当在经营场所公示收费项目和标准，不得在公示之外加收费用。",
        "货运车辆进入城区的时段和路线，按公布的通行图执行。自2026年2月1日起施行。",
    ])  # fmt: skip
    told = write("wenjian", "解读", "《关于规范全县道路货物运输经营行为的通知》解读", at(9, 10, 20), [
        "为什么要规范：去年接到的货运投诉里，六成是收费不明。",
        "改了什么：收费先公示后收取；进城时段分两段，详见通行图。",
    ], interprets=paper, forms="文字", explainer="彭海波", explainer_rank="分管负责人")  # fmt: skip
    paper.case.take("plan", by=hand("propose"), at=at(9, 10, 40), detail=PLAN)
    for step, hour in (("propose", 11), ("clear", 15)):
        cases = [paper.case, told.case]
        batches.take(step, cases, hand(step), at(9, hour, 0), read={case.pk: case.content for case in cases})


def _meeting() -> None:
    record = write("xiangmu", "信息", "县道大修工程招标方案", at(8, 9, 30), [
        "县道两段共二十一公里列入今年大修，工程分两个标段公开招标。",
    ])  # fmt: skip
    go(record, 8, "propose", "clear")
    meetings.convene("party", date(2026, 1, 12), "陈立群", [record.case], hand("propose"), at(9, 16, 0))


def _countersigns() -> None:
    ours = write("gonggao", "信息", "货运车辆年度审验收费标准公示", at(7, 9, 30), ["年度审验收费标准和减免办法。"])
    go(ours, 7, "propose", "clear", "approve")
    asked = countersigning.ask(ours.case, [hand("approve", "caizheng").unit], hand("propose"), at(8, 9, 0))[0]
    asked.take(
        "object", by=hand("approve", "caizheng"), at=at(9, 10, 0), read=asked.content,
        words="减免办法与省级收费目录不一致，请按目录修改后再公开",
    )  # fmt: skip
    theirs = write(
        "gonggao",
        "信息",
        "城区道路占用施工期间交通组织公告",
        at(9, 9, 30),
        ["占道施工期间公交改线安排。"],
        of="zhujian",
    )
    go(theirs, 9, "propose", "clear", of="zhujian")
    countersigning.ask(theirs.case, [hand("approve").unit], hand("propose", "zhujian"), at(9, 16, 0))


def _bookings() -> None:
    later = write("gonggao", "信息", "春运班线加密时刻表", at(9, 9, 0), ["春运期间八条班线加密，时刻见表。"])
    go(later, 9, "propose", "clear", "approve")
    _book(later, "schedule", at(9, 17, 0), at(15, 9, 0))
    listed = write("gonggao", "信息", "客运站点命名方案公示", at(8, 9, 0), ["五个新设站点的命名方案公示七日。"])
    go(listed, 8, "propose", "clear", "approve", "publish")
    _book(listed, "expire", at(8, 17, 0), at(16, 18, 0), words="公示期满，按公示写明的日期下架")


def _emergency() -> None:
    record = write("gonggao", "信息", "蓬莱大桥封闭绕行通告", at(12, 8, 40), ["桥面结冰，即时封闭，请经北环路绕行。"])
    for step, minute in (("propose", 44), ("clear", 48)):
        record.case.take(step, by=hand(step), at=at(12, 8, minute))
    record.case.take(
        "emergency", by=hand("publish"), at=at(12, 8, 52), words="桥面结冰，已发生两起追尾，须马上告知绕行",
        detail={"ordered_by": "陈立群", "ordered_how": "电话", "says": "陈立群下令（电话）"},
    )  # fmt: skip


def _remark() -> None:
    record = write("gonggao", "信息", "农村客运补贴发放公告", at(9, 9, 0), ["第四季度农村客运补贴分三批发放。"])
    go(record, 9, "propose")
    record.case.take("remark", by=hand("clear"), at=at(12, 9, 5), words="第三批的发放日期与附表不同，请核对")


def _takedown() -> None:
    record = write("gonggao", "信息", "公交票价调整听证会公告", at(7, 9, 0), ["听证会时间地点和报名办法。"])
    go(record, 7, "propose", "clear", "approve", "publish")
    link = "https://weixin.example.cn/a/20260107"
    record.case.take("release", by=hand("publish"), at=at(7, 17, 0), detail={"channel": "wechat", "link": link})
    record.case.take(
        "withdraw",
        by=hand("publish"),
        at=at(12, 9, 20),
        words="听证会日期写错，更正后重新公布",
        detail={"cause": "error"},
    )


def write(topic: str, kind: str, title: str, at: datetime, lines: list[str], *, of: str = OURS, **values) -> Disclosure:
    """A draft of paragraphs, by a unit's information officer."""
    by = hand("propose", of)
    html = "".join(f"<p>{line}</p>" for line in lines)
    draft = drafting.Draft(by.unit, _topic(topic), title, hours.day_of(at), html, {"kind": kind, **values})
    return drafting.open_records([drafting.Writing(draft, by, at, drafting.start_of_day(hours.day_of(at)))])[0]


def go(record: Disclosure, day: int, *steps: str, of: str = OURS) -> None:
    """Takes steps one hour after another, each by who does it in that unit."""
    for number, step in enumerate(steps):
        record.case.take(step, by=hand(step, of), at=at(day, 10 + number, 15))


def _book(record: Disclosure, step: str, at: datetime, when: datetime, words: str = "") -> None:
    moment = when.astimezone(hours.BEIJING)
    detail = {"for": moment.isoformat(), "says": f"预约在 {moment:%Y-%m-%d %H:%M}"}
    record.case.take(step, by=hand("publish"), at=at, detail=detail, words=words)


def _setting(by: Post | None, topic: Topic | None, **said) -> setting.Setting:
    return setting.Setting(by.unit if by else None, topic, date(2026, 1, 5), **said)


def hand(step: str, of: str = OURS) -> Post:
    """Who takes a step in a unit."""
    return post(f"{of}-{HANDS[step]}")


def _topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of January 2026."""
    return hours.at(date(2026, 1, day), 60 * (60 * hour + minute))
