"""What units send in and what is entered in a line or two: contact sheets, plans, meetings, press conferences, a
reconsideration, and the targets of the year to come.

Three units never sent their contact sheet, two were late; one plan waits for its leader, one meeting is not agreed to.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.assessment.targets import setting
from gongkai.demo import county, hours, kaifu
from gongkai.demo.assessing import post
from gongkai.demo.papers import hand, moment
from gongkai.disclosures.conferences import holding
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.foi.disputes import entering as suing
from gongkai.organisation.meetings import entering
from gongkai.organisation.models import Call, Return
from gongkai.organisation.returns import asking

SILENT, LATE = ("热线办", "台办", "通仙乡"), ("信访局", "智水乡")
# How many days after the last one; None: never.
AGENDA: dict[tuple[str, str], int | None] = {
    ("信访局", "summary"): None, ("国土局", "plan"): 7, ("智水乡", "half"): None, ("通仙乡", "statistics"): 15,
}  # fmt: skip
DUTIES = {"deputy": "副职", "staff": "办公室主任"}


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if Call.objects.exists():
        return
    with transaction.atomic():
        _contacts()
        _agenda()
        _plans()
        _meetings()
        _disputes()
        _targets()


def hold_conferences() -> None:
    """Once, before the year is assessed: one held in time, one late and untold, one never held, one to come."""
    if Conference.objects.exists():
        return
    with transaction.atomic():
        _in_time()
        _late_and_never()


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return hours.at(date(year, month, day), hour * 3600)


def _bodies() -> list[Unit]:
    return list(Unit.objects.filter(name__in=[body.name for body in county.bodies()]))


def _contacts() -> None:
    """The county's contact sheets of last spring, as the notice asks for them by 20 April (DY-F3)."""
    office = post("gkb")
    asked = asking.Asked(
        "2025年政务公开联络表", "contacts", date(2025, 4, 20), _bodies(), "分管负责人和信息员有变动的，随时更新。"
    )
    call = asking.ask(asked, office, _at(2025, 4, 8))
    rows = list(call.returns.select_related("case__unit").exclude(case__unit__name__in=SILENT))
    posts = _posts([row.case.unit_id for row in rows])
    stamps: dict[datetime, list[Take]] = {}
    for number, row in enumerate(rows):
        at = _at(2025, 4, 22) if row.case.unit.name in LATE else _at(2025, 4, 14 + number % 4)
        asking.fill(row, _sheet(number, posts[row.case.unit_id]), posts[row.case.unit_id]["proposer"], at)
        stamps.setdefault(at, []).append(Take(row.case, posts[row.case.unit_id]["reviewer"], at, read=row.case.content))
    for takes in stamps.values():
        take_many("return", "stamp", takes)
    take_many("return", "accept", [Take(row.case, office, _at(2025, 4, 24)) for row in rows])


def _posts(units: list[int]) -> dict[int, dict[str, Post]]:
    found: dict[int, dict[str, Post]] = {}
    rows = Post.objects.filter(unit__in=units, role__in=(Role.PROPOSER, Role.REVIEWER)).select_related("person", "unit")
    for one in rows.order_by("pk"):
        found.setdefault(one.unit_id, {}).setdefault(one.role, one)
    return found


def _sheet(number: int, posts: dict[str, Post]) -> asking.Filled:
    """A sheet with numbers that nobody has."""
    phone = f"0825-000{number:04d}"
    people = [
        {
            "rank": rank, "name": posts[role].person.name, "duty": DUTIES[rank], "office_phone": phone,
            "mobile": f"1000000{number:02d}{place:02d}", "qq": "",
        }
        for place, (rank, role) in enumerate((("deputy", "reviewer"), ("staff", "proposer")))
    ]  # fmt: skip
    return asking.Filled(phone, "办公室", "", [], people)


def _agenda() -> None:
    """Last year's plans, deployment, returns and summaries of those who are assessed by 开福's tables (KF-T1.2)."""
    units = list(Unit.objects.filter(name__in=kaifu.assessed()).order_by("order"))
    towns = [unit for unit in units if unit.kind == Unit.Kind.TOWNSHIP]
    posts = _posts([unit.pk for unit in units])
    for title, sort, asked, due, of in (
        ("2025年政务公开工作计划", "plan", date(2025, 2, 5), date(2025, 2, 20), units),
        ("2025年政务公开工作部署情况", "deployment", date(2025, 3, 3), date(2025, 3, 14), units),
        ("2025年第一季度业务报表", "statistics", date(2025, 4, 1), date(2025, 4, 10), units),
        ("2025年上半年政务公开总结", "half", date(2025, 6, 3), date(2025, 6, 20), towns),
        ("2025年政务公开总结", "summary", date(2025, 12, 1), date(2025, 12, 20), units),
    ):
        wanted = asking.Asked(title, sort, due, of, "加盖公章，按时报送。")
        _sent_in(asking.ask(wanted, post("gkb"), hours.at(asked, 36000)), sort, due, posts)


def _sent_in(call: Call, sort: str, due: date, posts: dict[int, dict[str, Post]]) -> None:
    """By everybody on the day before the last, but for those of ``AGENDA``."""
    stamps: dict[datetime, list[Take]] = {}
    for row in call.returns.select_related("case__unit"):
        days = AGENDA.get((row.case.unit.name, sort), -1)
        if days is None:
            continue
        at, own = hours.at(due + timedelta(days=days), 36000), posts[row.case.unit_id]
        asking.fill(row, asking.Filled(says="已经单位负责人审定，按县里的要求分到各科室。"), own["proposer"], at)
        stamps.setdefault(at, []).append(Take(row.case, own["reviewer"], at, read=row.case.content))
    for takes in stamps.values():
        take_many("return", "stamp", takes)


def _plans() -> None:
    """This year's plans: asked last week, one ready for its leader, one sent in."""
    units = [unit for unit in _bodies() if unit.name in ("交运局", "民政局", "财政局", "教育局", "通仙乡")]
    call = asking.ask(
        asking.Asked("2026年政务公开工作计划", "plan", date(2026, 1, 16), units, "写明任务、责任人和时间。"),
        post("gkb"), _at(2026, 1, 6),
    )  # fmt: skip
    rows = {row.case.unit.name: row for row in Return.objects.filter(call=call).select_related("case__unit")}
    for unit, at in (("交运局", _at(2026, 1, 9)), ("民政局", _at(2026, 1, 8))):
        said = asking.Filled(says="全年公开、解读和政务新媒体任务已分到科室，每季度检查一次。")
        asking.fill(rows[unit], said, hand(unit, Role.PROPOSER), at)
    case = rows["民政局"].case
    case.take("stamp", by=hand("民政局", Role.REVIEWER), at=_at(2026, 1, 8, 15), read=case.content)


def _meetings() -> None:
    office, leaders, ours = post("gkb"), post("ldxz"), hand("交运局", Role.PROPOSER)
    told = entering.Told
    county_wide = entering.enter_meetings(
        [
            ("研究全县2025年政务公开工作要点", told("group", date(2025, 2, 18), "领导小组成员单位", 17,
             "通过工作要点，目录逾期栏目每月通报")),
            ("听取上半年政务公开工作汇报", told("report", date(2025, 7, 15), "县长、分管副县长、各牵头单位", 12,
             "依申请公开答复文书统一格式")),
        ],
        office, _at(2025, 7, 16),
    )  # fmt: skip
    take_many("work_meeting", "accept", [Take(row.case, leaders, _at(2025, 7, 17)) for row in county_wide])
    own = entering.enter_meetings(
        [
            ("部署2025年路况和施工信息公开", told("deployment", date(2025, 3, 6), "各股室负责人", 11,
             "封路信息提前三日公开")),
            ("2026年第一次政务公开例会", told("routine", date(2026, 1, 9), "办公室、各股室信息员", 8,
             "逐栏核对应更新的日期")),
        ],
        ours, moment(2026, 1, 9, 16),
    )  # fmt: skip
    own[0].case.take("accept", by=hand("交运局", Role.REVIEWER), at=moment(2026, 1, 12, 9))


def _in_time() -> None:
    """One held in time after the ice on the bridge, one to come."""
    ours, leader = hand("交运局", Role.PROPOSER), hand("交运局", Role.REVIEWER)
    plans = [
        holding.Plan(
            "蓬莱大桥冬季保畅新闻发布会", "12月16日大桥结冰临时封闭，公众关注绕行和恢复时间", date(2025, 12, 19)
        ),
        holding.Plan("2026年春运保障新闻发布会", "春运2月2日开始", date(2026, 1, 28)),
    ]
    held, _ = holding.plan_conferences(plans, ours, _at(2025, 12, 16))
    held.case.take(
        "report", by=ours, at=_at(2025, 12, 17), detail={"day": "2025-12-17", "says": "2025-12-17 报告县政府"}
    )
    out = Disclosure.objects.filter(
        case__unit__name="交运局", case__status="published", published__gte=_at(2025, 12, 1)
    )
    out = out.filter(published__lt=_at(2025, 12, 19), case__title__contains="路")
    items = list(out.order_by("-published").values_list("pk", flat=True)[:1])
    told = {
        "day": "2025-12-18", "speakers": "副局长、养护股负责人", "media": "县融媒体中心", "items": items, "papers": [],
        "says": "2025-12-18 举行，发布人 副局长、养护股负责人",
    }  # fmt: skip
    held.case.take("hold", by=ours, at=_at(2025, 12, 19), detail=told)
    held.case.take("accept", by=leader, at=_at(2025, 12, 22))


def _late_and_never() -> None:
    """A press conference two days late that nobody told the government of, and one that was never held."""
    late, leader = hand("食药监局", Role.PROPOSER), hand("食药监局", Role.REVIEWER)
    plan = holding.Plan("学校食堂专项检查新闻发布会", "秋季开学检查结束，家长关注结果", date(2025, 9, 26))
    held = holding.plan_conferences([plan], late, _at(2025, 9, 15))[0]
    told = {
        "day": "2025-09-28", "speakers": "副局长", "media": "县融媒体中心", "items": [], "papers": [],
        "says": "2025-09-28 举行，发布人 副局长",
    }  # fmt: skip
    held.case.take("hold", by=late, at=_at(2025, 9, 29), detail=told)
    held.case.take("accept", by=leader, at=_at(2025, 9, 30))
    flood = holding.Plan("主汛期调度新闻发布会", "郪江两次涨水，沿江各镇转移群众", date(2025, 7, 18))
    holding.plan_conferences([flood], hand("水务局", Role.PROPOSER), _at(2025, 7, 11))


def _disputes() -> None:
    """A reconsideration that ended with the answer upheld, and a lawsuit under way."""
    ours, leader = hand("民政局", Role.PROPOSER), hand("民政局", Role.REVIEWER)
    review, _ = suing.enter_disputes(
        [
            suing.Filed("review", "大府复〔2025〕演示7号", "大英县人民政府", date(2025, 8, 11)),
            suing.Filed("suit", "（2025）川0923行初演示21号", "大英县人民法院", date(2025, 12, 8)),
        ],
        ours, _at(2025, 12, 9),
    )  # fmt: skip
    told = {
        "decided": "2025-10-09", "outcome": "upheld", "poor": False, "papers": [], "says": "2025-10-09 结果维持",
    }  # fmt: skip
    review.case.take("decide", by=ours, at=_at(2025, 12, 9, 11), detail=told)
    review.case.take("accept", by=leader, at=_at(2025, 12, 10))


def _targets() -> None:
    """This year's targets: as many as the county's notice of 2018 gave each unit, 12,360 in all."""
    units = {unit.name: unit.pk for unit in _bodies()}
    figures = {units[body.name]: body.target for body in county.bodies()}
    table = setting.draft(2026, figures, post("gkb"), _at(2026, 1, 5))
    table.case.take("issue", by=post("ldxz"), at=_at(2026, 1, 7), read=table.case.content)
