"""What stands behind openness in the county: leading groups, a report heard, the weight in the appraisal, a visit, hard
questions.

Two units never entered a group; 金元镇 adjusted five months late, 房管局 has still not.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours, people
from gongkai.demo.assessing import post
from gongkai.demo.papers import hand
from gongkai.organisation.appraisals import entering as weighing
from gongkai.organisation.groups import composing
from gongkai.organisation.groups.composing import Placed, Seated
from gongkai.organisation.meetings import entering
from gongkai.organisation.models import LeadingGroup, Meeting
from gongkai.organisation.questions import solving
from gongkai.organisation.training import holding

WITHOUT = ("热线办", "台办")
NOT_ON_THE_AGENDA = (*WITHOUT, "志办", "通仙乡")
NOT_HEARD = (*WITHOUT, "统计局", "气象局", "志办", "智水乡", "通仙乡")
PLACES = {"交运局": ("办公室", "养护股", "运输管理所", "路政大队")}
OPEN = "路政大队"  # nobody is named there yet
MINUTES = "属于讨论记录、过程稿，一般可以不予公开；法律、法规、规章规定应当公开的，从其规定。答复时写明依据。"


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if LeadingGroup.objects.exists():
        return
    with transaction.atomic():
        _groups()
        _changes()
        _meetings()
        _weights()
        _visit()
        _questions()


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return hours.at(date(year, month, day), hour * 3600)


def _groups() -> None:
    """Set up in January 2025 by every unit, agreed to by its deputy head two days later."""
    topic = Topic.objects.get(code="jigou")
    units = {unit.name: unit for unit in Unit.objects.all()}
    bodies = [body for body in county.bodies() if body.name not in WITHOUT]
    hands = _hands()
    told = [
        (
            units[body.name],
            topic,
            _told(body.name, f"{body.mark}〔2025〕1号", date(2025, 1, 6)),
            hands[body.name, Role.PROPOSER],
        )
        for body in bodies
    ]
    rows = composing.set_up_many(told, _at(2025, 1, 6))
    at = _at(2025, 1, 8)
    take_many(
        "leading_group", "accept",
        [Take(row.case, hands[row.unit.name, Role.REVIEWER], at, read=row.case.content) for row in rows],
    )  # fmt: skip


def _told(unit: str, paper: str, since: date, adjusted: bool = False) -> composing.Told:
    """Its head leads, the deputies assist; ``adjusted``: another deputy head is in charge now."""
    names = people.leaders(unit)
    head, first, charge, last = names if not adjusted else (names[0], names[2], names[1], names[3])
    staff = hand(unit, Role.PROPOSER).person.name
    places = PLACES.get(unit, ("办公室",))
    seats = [
        Seated("head", head, "主要负责人"), Seated("deputy", first, "副职"), Seated("deputy", charge, "副职"),
        Seated("member", last, "副职"), Seated("member", staff, "办公室负责人"),
        Seated("office_head", staff, "办公室负责人"),
        Seated("in_charge", charge, "副职", "分管办公室、政务公开和信访工作"), Seated("staff", staff, "信息员"),
    ]  # fmt: skip
    named = [
        Placed(one, charge, "" if one == OPEN else staff, f"0825-000{number:04d}") for number, one in enumerate(places)
    ]
    return composing.Told(since, paper, "本单位办公室", seats, named)


def _changes() -> None:
    """Deputy heads move on: in one township the paper follows in August, in one bureau it has not yet."""
    for unit, left, told in (("金元镇", (2025, 3, 10), (2025, 3, 12)), ("房管局", (2025, 9, 5), (2025, 9, 8))):
        row = LeadingGroup.objects.select_related("case", "live", "draft").get(unit__name=unit)
        row.case.take(
            "change", by=hand(unit, Role.PROPOSER), at=_at(*told), effective=_at(*left, 9), ground="人员变动之日",
            words="分管领导工作调整", detail={"says": f"{date(*left)} 变动"},
        )  # fmt: skip
    row = LeadingGroup.objects.select_related("case", "live", "draft").get(unit__name="金元镇")
    paper = f"{county.body('金元镇').mark}〔2025〕36号"
    composing.write(
        row, _told("金元镇", paper, date(2025, 8, 8), True), hand("金元镇", Role.PROPOSER), _at(2025, 8, 11)
    )
    row.case.take("accept", by=hand("金元镇", Role.REVIEWER), at=_at(2025, 8, 12), read=row.case.content)


def _meetings() -> None:
    """Openness on the agenda of nearly every unit in spring, and a report heard in autumn; one has met this year."""
    hands = _hands()
    rows = [
        _held(title, sort, day, hands[body.name, Role.PROPOSER])
        for title, sort, day, never in (
            ("研究2025年政务公开工作要点落实", "agenda", (2025, 4, 14), NOT_ON_THE_AGENDA),
            ("主要负责人听取2025年政务公开工作汇报", "report", (2025, 10, 20), NOT_HEARD),
        )
        for body in county.bodies()
        if body.name not in never
    ]
    rows.append(_held("研究2026年政务公开工作安排", "agenda", (2026, 1, 7), hands["交运局", Role.PROPOSER]))
    takes = [Take(row.case, hands[row.case.unit.name, Role.REVIEWER], hours.at(row.held, 17 * 3600)) for row in rows]
    take_many("work_meeting", "accept", takes)


def _held(title: str, sort: str, day: tuple[int, int, int], by: Post) -> Meeting:
    there, decided = "领导班子成员、各股室负责人", "议定事项由办公室督办，下次会议通报"
    said = entering.Told(sort, date(*day), there, 14, decided, [], "主要负责人", True)
    return entering.enter_meetings([(title, said)], by, _at(*day, 16))[0]


def _weights() -> None:
    """Last year's weight was enough; this year's draft is below and not agreed to."""
    for year, weight, day in ((2025, "5", (2025, 2, 17)), (2026, "3", (2026, 1, 9))):
        told = weighing.Told(year, Decimal(weight), f"大英县{year}年度绩效考核办法")
        row = weighing.enter(told, post("gkb"), _at(*day))
        if year == 2025:
            row.case.take("accept", by=post("ldxz"), at=_at(2025, 2, 19))


def _visit() -> None:
    ours, leader = hand("交运局", Role.PROPOSER), hand("交运局", Role.REVIEWER)
    plan = holding.Plan(
        "到邻县学习施工信息公开", "visit", date(2025, 9, 16), "办公室、养护股", 6, "封路信息怎样提前公开"
    )
    row = holding.plan_trainings([plan], ours, _at(2025, 9, 8))[0]
    row.case.take("agree", by=leader, at=_at(2025, 9, 9))
    told = {
        "held": "2025-09-16", "hours": 6, "effect": "改了封路公告的模板，补上绕行示意图", "materials": [],
        "attendance": {ours.unit.code: 5}, "says": "2025-09-16 举办，6 学时，1 个单位 5 人参加",
    }  # fmt: skip
    row.case.take("hold", by=ours, at=_at(2025, 9, 18), detail=told)
    row.case.take("accept", by=leader, at=_at(2025, 9, 19))


def _questions() -> None:
    """One solved, one that waits for the office."""
    solved = solving.put("要求提供会议讨论记录，怎样答复", "申请人要求提供局务会研究线路调整时的讨论记录。",
                         hand("交运局", Role.PROPOSER), _at(2025, 6, 9))  # fmt: skip
    basis = "条例第十六条第二款"
    solved.case.take(
        "solve", by=post("gkb"), at=_at(2025, 6, 11), detail={"answer": MINUTES, "basis": basis, "says": basis}
    )
    solving.put("同一申请人一个月内就同一事项换几种说法申请", "前一次已经答复，这次只改了名称，要不要再答复一次。",
                hand("民政局", Role.PROPOSER), _at(2026, 1, 8))  # fmt: skip


def _hands() -> dict[tuple[str, str], Post]:
    rows = Post.objects.filter(role__in=(Role.PROPOSER, Role.REVIEWER)).select_related("unit", "person").order_by("-pk")
    return {(one.unit.name, one.role): one for one in rows}
