"""The catalogue as the office keeps it: contacts, a topic of the county's own, a field taken over, columns with nothing
to publish, a township that keeps fewer topics, and the province's catalogue.
"""

from datetime import date, datetime

from gongkai.accounts.models import Post, Role
from gongkai.catalogue import contacts, keeping, outside, stating, tailoring, upgrading
from gongkai.catalogue.models import Contact, OutsideCatalogue, Tailoring, Topic, TopicUnit
from gongkai.demo import county, hours
from gongkai.demo.assessing import post

PROVINCE = "省政府信息公开目录管理系统（演示）"
UNMAILED = "旅游局"  # says no mailbox: the office is told
WINDOWS = {"交运局": "县政务服务中心二楼15号窗口（虚构）"}
QUIET = (("jigou", "机构设置、职责和联系方式没有变动"), ("lingdao", "领导班子成员和分工没有变动"))
COLUMNS = (
    ("SC0101", "规范性文件", "guifan"), ("SC0102", "其他文件", "wenjian"), ("SC0201", "规划计划", "guihua"),
    ("SC0202", "统计信息", "tongji"), ("SC0301", "行政许可", "xuke"), ("SC0302", "行政处罚", "chufa"),
    ("SC0401", "财政资金", "zijin"), ("SC0501", "应急管理", "yingji"), ("SC0601", "网上调查", ""),
)  # fmt: skip


def keep() -> None:
    """Does all of it; done before, it stays as it is."""
    if OutsideCatalogue.objects.exists():
        return
    _contacts(_at(date(2025, 1, 2), 9))
    office = post("gkb")
    _province(office)
    _own_topic(office)
    _field(office)
    _townships(office)
    _quiet()


def _contacts(at: datetime) -> None:
    posts = Post.objects.filter(role=Role.PROPOSER).select_related("unit", "person").order_by("unit__order", "pk")
    by_unit = {one.unit.name: one for one in posts}
    rows = [
        Contact(
            unit=by_unit[one.name].unit, office="办公室", address=f"大英县蓬莱镇政务路{one.number}号（虚构地址）",
            hours="工作日 9:00—12:00，14:00—17:30", phone=one.phone, fax=one.fax, postcode="629300",
            email="" if one.name == UNMAILED else f"{one.code}@example.cn", window=WINDOWS.get(one.name, ""),
        )
        for one in county.publishers()
        if one.name in by_unit
    ]  # fmt: skip
    contacts.write_many(rows, [by_unit[row.unit.name] for row in rows], at)


def _own_topic(office: Post) -> None:
    above = Topic.objects.get(code="zhongdian")
    values = {
        "code": "nongcunlu", "name": "农村公路", "says": "农村公路的建设、养护和验收", "parent": above,
        "phase": "execution", "column_type": "其他", "elements": ["建设计划", "进度", "养护", "验收"],
        "requires": {"建设计划": "写明里程、资金和起止时间"}, "cites": ["条例-21"], "channels": ["portal", "board"],
        "by": ["交运局"], "refresh": "catalogue.refresh",
    }  # fmt: skip
    keeping.enter(values, date(2026, 1, 5), office, _at(date(2026, 1, 5), 10))
    given = values | {
        "code": "keyundang", "name": "客运线路经营档案", "says": "各条客运线路的经营许可和期限", "parent": None,
        "elements": ["许可文本", "经营期限"], "requires": {}, "cites": ["条例-27"], "refresh": "", "manner": "request",
        "order": 990,
    }  # fmt: skip
    keeping.enter(given, date(2026, 1, 5), office, _at(date(2026, 1, 5), 11))


def _field(office: Post) -> None:
    at = _at(date(2026, 1, 6), 10)
    told = upgrading.look("jc14-shehui-jiuzhu", at)
    upgrading.take_over("jc14-shehui-jiuzhu", upgrading.digest(told), office, at)


def _quiet() -> None:
    """Long-term columns of the road bureau, looked through and unchanged: one statement reviewed, one waiting."""
    for place, (code, reason) in enumerate(QUIET):
        duty = TopicUnit.objects.select_related("topic", "unit").get(unit__name="交运局", topic__code=code, until=None)
        row = stating.state(duty, reason, post("jiaoyun-xinxi"), _at(date(2026, 1, 9), 10 + place))
        if place == 0:
            row.case.take("confirm", by=post("jiaoyun-lingdao"), at=_at(date(2026, 1, 9), 15))


def _townships(office: Post) -> None:
    proposers = Post.objects.filter(role=Role.PROPOSER, unit__kind="township").order_by("unit__order")
    for place, proposer in enumerate(proposers.select_related("unit", "person")[:2]):
        duties = TopicUnit.objects.filter(unit=proposer.unit, until=None, topic__level="township")
        topic = duties.select_related("topic").order_by("topic__order")[place].topic
        wanted = Tailoring(unit=proposer.unit, topic=topic, manner=Tailoring.Manner.LEAVE)
        row = tailoring.propose(wanted, "本镇没有这项事务", proposer, _at(date(2026, 1, 8), 10 + place))
        if place == 0:
            row.case.take("agree", by=office, at=_at(date(2026, 1, 8), 16))


def _province(office: Post) -> None:
    row = outside.enter(PROVINCE, office, _at(date(2026, 1, 5), 9))
    topics = Topic.objects.in_bulk([topic for _, _, topic in COLUMNS if topic], field_name="code")
    wishes = [outside.Wish(code, name, topics.get(topic)) for code, name, topic in COLUMNS]
    outside.put(row, wishes, office, _at(date(2026, 1, 5), 10))
    outside.deliver(row, date(2025, 12, 1), office, _at(date(2026, 1, 5), 16))


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, hour * 3600)
