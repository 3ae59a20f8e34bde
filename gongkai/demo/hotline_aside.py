"""What stands beside the year's cases of 12345: ways in for complaints, a platform, repeats, a fault, what went out."""

from datetime import date, datetime

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.models import Act
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours
from gongkai.demo.assessing import post
from gongkai.hotline import answering
from gongkai.hotline.bulletins import drafting
from gongkai.hotline.faults import pursuing
from gongkai.hotline.lines import keeping
from gongkai.hotline.models import Bulletin, Likeness, Plea, PleaPart
from gongkai.hotline.sources import bringing, keys

WITHOUT_LINE, WITHOUT_BOX = ("台办", "志办"), ("气象局", "供销社", "通仙乡")
MECHANISM = "办公室受理并登记，分管领导指定与被投诉人无关的人查，按承诺的日子答复，答复以后回访"
PLATFORM = "遂宁市12345平台（演示）"
QUARTERS = ((1, 3, 31, 4, 9), (4, 6, 30, 7, 9), (7, 9, 30, 10, 14))  # first month, last, its last day, when it went out
TOLD = (
    ("GD2025110701", "2025-11-07 21:40", "求助", "井盖缺失", "桃花河边人行道井盖没有了，晚上很危险。"),
    ("GD2025110702", "2025-11-08 07:15", "投诉", "公交站台漏雨", "火车站广场公交站台漏雨，下雨天没法站。"),
    ("GD2025110703", "2025-11-08 10:05", "咨询", "残疾证换证", "残疾证到期了怎样换？"),
    ("GD2025110704", "2025-11-09 19:30", "建议", "增设红绿灯", "建议在蓬莱大道东口增设红绿灯。"),
    ("GD2026011101", "2026-01-11 22:10", "投诉", "出租车拒载", "火车站广场晚上出租车拒载。"),
    ("GD2026011102", "2026-01-12 08:20", "求助", "水管爆裂", "红旗街水管爆了，水漫到路上。"),
)  # fmt: skip
SENT = {"GD2025110701": "公用事业局", "GD2025110702": "交运局", "GD2025110703": "残联", "GD2025110704": "公安局"}
REPLIES = {
    "GD2025110701": ("井盖当晚补齐，周边二十处一并检查。", "solved", ""),
    "GD2025110702": ("站台顶棚已修补，雨天派人复查。", "upheld", "责令公交公司修缮，全线站台排查"),
    "GD2025110703": ("带身份证和旧证到残联窗口换，当场办结。", "explained", ""),
    "GD2025110704": ("路口已列入明年信号灯建设计划。", "planned", ""),
}
PICKED = ("路灯不亮", "老年人乘车优惠", "小学报名", "社保转移", "低保申请")


def open_lines() -> None:
    """In February by every unit but two; some have no box."""
    units, hands = {one.name: one for one in Unit.objects.all()}, _hands()
    rows = [body for body in county.bodies() if body.name not in WITHOUT_LINE]
    told = [
        (units[body.name], _line(body), hands[body.name, Role.PROPOSER]) for body in rows
    ]  # fmt: skip
    lines = keeping.enter_many(told, _at(2025, 2, 11))
    takes = [
        Take(row.case, hands[row.unit.name, Role.REVIEWER], _at(2025, 2, 13), read=row.case.content) for row in lines
    ]
    take_many("complaint_line", "accept", takes)


def assist(some: list[tuple[Plea, Post | None, datetime, str]]) -> None:
    """Units that help say their word."""
    takes = []
    for plea, by, at, words in some:
        part = PleaPart.objects.select_related("case__unit").get(plea=plea.pk, case__unit=by.unit_id if by else None)
        takes.append(Take(part.case, by, at, words=words))
    take_many("plea_part", "assist", takes)


def bring_platform() -> None:
    """A platform whose rows came by table in November and by itself this morning."""
    office, clerk = post("gkb"), post("gkb2")
    source = keys.register(PLATFORM, office, _at(2025, 11, 3))
    keys.give(source, office, _at(2025, 11, 3, 11))
    for rows, at in ((TOLD[:4], _at(2025, 11, 10, 9)), (TOLD[4:], hours.NOW)):
        said = [dict(zip(("outside", "at", "sort", "gist", "words"), row, strict=True)) for row in rows]
        plan = bringing.look_through(source, [one | {"phone": "0825-7000099"} for one in said], at)
        bringing.take(source, plan, clerk if at < hours.NOW else None, at)
    pleas = list(Plea.objects.filter(outside__in=SENT).select_related("case").order_by("pk"))
    codes = dict(Unit.objects.filter(name__in=SENT.values()).values_list("name", "code"))
    take_many("plea", "accept", [
        Take(one.case, clerk, _at(2025, 11, 10, 10), detail={"sort": one.sort, "gist": one.gist, "about": ""})
        for one in pleas
    ])  # fmt: skip
    details = [
        {"unit": codes[SENT[one.outside]], "against": codes[SENT[one.outside]], "says": f"派{SENT[one.outside]}主办"}
        for one in pleas
    ]
    take_many("plea", "dispatch", [
        Take(one.case, office, _at(2025, 11, 10, 14), detail=said) for one, said in zip(pleas, details, strict=True)
    ])  # fmt: skip
    _finish(pleas, clerk)


def _finish(pleas: list[Plea], clerk: Post) -> None:
    """What the platform sent in November was handled within the fortnight."""
    hands = _hands()
    writers = [hands[SENT[one.outside], Role.PROPOSER] for one in pleas]
    heads = [hands[SENT[one.outside], Role.REVIEWER] for one in pleas]

    def all_of(step: str, by: list[Post], at: datetime, **more) -> None:
        take_many("plea", step, [Take(one.case, who, at, **more) for one, who in zip(pleas, by, strict=True)])

    all_of("take_up", writers, _at(2025, 11, 11), detail={"promised": "", "says": "按时限答复"})
    said = [answering.Reply(one, *REPLIES[one.outside], by=who) for one, who in zip(pleas, writers, strict=True)]
    answering.draft_many(said, _at(2025, 11, 13))
    all_of("reply", heads, _at(2025, 11, 14))
    all_of("close", writers, _at(2025, 11, 14, 15))
    all_of("call_back", [clerk] * len(pleas), _at(2025, 11, 18), detail={"rating": "satisfied", "says": "满意"})


def judge_repeats() -> None:
    """All that were found alike are judged but the newest."""
    clerk, rows = post("gkb2"), list(Likeness.objects.select_related("plea__case", "earlier").order_by("plea"))
    for one in rows[:-2]:
        last = one.plea.case.acts.order_by("-number").values_list("at", flat=True)[0]
        if one.plea.case.status in ("rated", "closed", "replied"):
            detail = {"earlier": one.earlier.number, "says": one.earlier.number}
            one.plea.case.take("repeat", by=clerk, at=last, detail=detail)


def pursue() -> None:
    """Of two that were answered late the unit was heard; one was pursued."""
    late = Act.objects.filter(case__kind="plea", step="escalate").order_by("at").values_list("case", flat=True)[:2]
    pleas = list(Plea.objects.filter(pk__in=list(late)).select_related("case__unit").order_by("pk"))
    at, hands = _at(2025, 12, 22), _hands()
    found = pursuing.find_many([(one, "late", "超过时限才答复，督办以后仍然拖延", post("gkb2")) for one in pleas], at)
    heads = [hands[one.case.unit.name, Role.REVIEWER] for one in found]
    take_many("plea_fault", "explain", [
        Take(one.case, by, _at(2025, 12, 24), words="经办人换岗，交接时漏了这一件")
        for one, by in zip(found, heads, strict=True)
    ])  # fmt: skip
    if found:
        says = {"consequence": "talk", "says": "约谈"}
        found[0].case.take("pursue", by=post("ldxz"), at=_at(2025, 12, 29), words="约谈分管领导，限期整改", detail=says)


def publish(topic: Topic) -> None:
    """Three quarters went out; the fourth waits to be agreed to; five answers were picked."""
    office, clerk = post("gkb"), post("gkb2")
    for first, last, day, month, on in QUARTERS:
        row = drafting.figures(date(2025, first, 1), date(2025, last, day), topic, clerk, _at(2025, month, on))
        row.case.take("publish", by=office, at=_at(2025, month, on, 16), read=row.case.content)
    drafting.figures(date(2025, 10, 1), date(2025, 12, 31), topic, clerk, _at(2026, 1, 9))
    for gist in PICKED:
        _pick(gist, topic, office, clerk)


def _pick(gist: str, topic: Topic, office: Post, clerk: Post) -> None:
    rows = Plea.objects.filter(gist=gist, open_to_all=True, case__status="rated").select_related("case__unit")
    plea = rows.order_by("-pk").first()
    if plea is None or Bulletin.objects.filter(plea=plea).exists():
        return
    last = plea.case.acts.order_by("-number").values_list("at", flat=True)[0]
    said = {"title": f"{gist}怎么办", "asked": plea.words or "", "answer": plea.reply or ""}
    row = drafting.answer(plea, topic, said, clerk, last)
    row.case.take("publish", by=office, at=last, read=row.case.content)


def _line(body: county.Body) -> keeping.Told:
    box = "" if body.name in WITHOUT_BOX else "一楼大厅意见箱"
    mailbox = "" if body.name in WITHOUT_BOX else f"{body.code}-ts@daying.example.gov.cn"
    return keeping.Told(body.complaints, mailbox, box, "工作日9:00—17:30", MECHANISM)


def _hands() -> dict[tuple[str, str], Post]:
    rows = Post.objects.filter(role__in=(Role.PROPOSER, Role.REVIEWER)).select_related("unit", "person").order_by("-pk")
    return {(one.unit.name, one.role): one for one in rows}


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return hours.at(date(year, month, day), hour * 3600)
