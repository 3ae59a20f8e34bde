"""The county's key points of 2025 with a year of progress, and 2026's begun.

交运局 is late with its column on road works and was urged; 发改局 asked for two months more; the check of October found
three tasks wanting, which stand on the three lists. Acceptance is to come by the end of January.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

import yaml
from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.catalogue.models import Topic
from gongkai.demo import county, hours
from gongkai.demo.assessing import post
from gongkai.demo.dice import Dice
from gongkai.demo.papers import hand
from gongkai.disclosures.models import Disclosure
from gongkai.organisation import home
from gongkai.plans import drafting, settling
from gongkai.plans.bringing import reading
from gongkai.plans.calling import asking
from gongkai.plans.checking import looking
from gongkai.plans.drafting import Head
from gongkai.plans.mending import putting
from gongkai.plans.models import Call, Check, Demand, Mend, Plan, Task, Upper
from gongkai.plans.tasks import telling
from gongkai.plans.urging import sending

COLUMN = "guihua"
LATE = 6  # the road bureau's column
QUARTERS = (("第一季度", (2025, 3, 24), (2025, 4, 3)), ("上半年", (2025, 6, 23), (2025, 7, 4)),
            ("前三季度", (2025, 9, 22), (2025, 10, 10)))  # fmt: skip
BEHIND = ("统计局", "食药监局")  # units that sent nothing in for the third quarter


@cache
def written() -> dict:
    """The file of the demonstration's ledger as it stands."""
    return yaml.load(Path(__file__).with_name("ledger.yaml").read_text("utf-8"), yaml.CSafeLoader)


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if Plan.objects.exists():
        return
    with transaction.atomic():
        plan = _plan(2025, _at(2025, 1, 14), (date(2025, 10, 31), date(2026, 1, 31)))
        _draft(plan)
        _issue(plan)
        _year(plan)
        _check(plan)
        _end(plan)
        _next_year()


def _at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return hours.at(date(year, month, day), hour * 3600 + minute * 60)


def _on(day: date, hour: int) -> datetime:
    return hours.at(day, hour * 3600)


def _plan(year: int, at: datetime, days: tuple[date, date]) -> Plan:
    said = written()
    topic = Topic.objects.get(code=COLUMN)
    head = Head(f"大英县{year}年政务公开工作要点", year, said["goal"], said["measure"], topic, *days)
    return drafting.open_plan(home.of(post("gkb")), head, post("gkb"), at)


def _draft(plan: Plan) -> None:
    """Read out of the paper, the names that fit nobody settled, linked to what the city asks."""
    said, by = written(), post("gkb")
    drafting.add_lines(plan, reading.text(said["points"], 2025, date(2025, 1, 14)).said, by)
    units = {unit.name: unit for unit in Unit.objects.all()}
    settled = {(sort, name): [units[one] for one in named] for sort, name, named in said["settled"]}
    settling.settle(plan, settled, by)
    upper = Upper(title=said["upper"]["title"], number=said["upper"]["number"])
    drafting.add_upper(plan, upper, [tuple(one) for one in said["upper"]["demands"]], by)
    demands = list(Demand.objects.filter(upper=upper).order_by("pk"))
    topics = {one.code: one for one in Topic.objects.filter(code__in=said["topics"].values())}
    with drafting.writing(plan, by):
        for line in plan.lines.all():
            if line.number in said["serves"]:
                line.serves.set([demands[said["serves"][line.number]]])
            line.topic = topics.get(said["topics"].get(line.number))
            line.output = "专题页" if line.topic else "工作总结"
            line.measure = "明确专人，每季度核对一次"
            line.save(update_fields=["topic", "output", "measure"])


def _issue(plan: Plan) -> None:
    for step, by, at in (
        ("submit", post("gkb"), _at(2025, 1, 16)), ("clear", _reader(), _at(2025, 1, 17)),
        ("approve", post("ldxz"), _at(2025, 1, 20)), ("issue", post("gkb"), _at(2025, 1, 22)),
    ):  # fmt: skip
        plan.case.take(step, by=by, at=at)


def _reader() -> Post:
    """Who reads for secrets what the county government publishes: the officer of its office, from a second post."""
    return hand(county.government().name, Role.SECRECY)


def _tasks(plan: Plan) -> dict[int, Task]:
    rows = plan.tasks.select_related("case__unit", "line__topic").prefetch_related("line__parties__unit")
    return {row.line.number: row for row in rows}


def _year(plan: Plan) -> None:
    """Progress by the quarter and as it ended; a notice in October, a change agreed to in September."""
    events: list[tuple[datetime, Callable[[], None]]] = []
    for name, asked, due in QUARTERS:
        events.append((_at(*asked), partial(_call, plan, name, date(*asked), date(*due))))
    for number, day in written()["done"].items():
        events.append((_on(date.fromisoformat(day), 15), partial(_finish, plan, number, date.fromisoformat(day))))
    events += [(_at(2025, 9, 16), partial(_move, plan)), (_at(2025, 10, 13), partial(_urge, plan))]
    events += [
        (_at(*day, 16), partial(_show, plan, date(*day))) for day in ((2025, 4, 8), (2025, 7, 8), (2025, 10, 14))
    ]
    for _, happen in sorted(events, key=lambda one: one[0]):
        happen()


def _call(plan: Plan, name: str, asked: date, due: date) -> None:
    """Every leading unit tells of its open tasks and sends it in; two were behind once."""
    call = asking.ask(asking.Asked(plan, f"2025年{name}进展", due), post("gkb"), _on(asked, 10))
    dice = Dice(f"plan-{name}")
    for row in call.returns.select_related("case__unit", "call__plan").order_by("pk"):
        unit = row.case.unit
        if unit.name in BEHIND and name == QUARTERS[2][0]:
            continue
        day = hours.later(asked, dice.number(1, 4))
        for task in asking.tasks_of(row):
            _tell(task, hand(unit.name, Role.PROPOSER), hours.moment(dice, day, 540, 720), name, dice)
        row.case.take("send", by=hand(unit.name, Role.REVIEWER), at=hours.moment(dice, day, 840, 1020))
    Call.objects.get(pk=call.pk).case.take("close", by=post("gkb"), at=_on(due, 17))


def _tell(task: Task, by: Post, at: datetime, name: str, dice: Dice) -> None:
    said = written()
    if name == QUARTERS[0][0]:
        told = telling.Told(said["began"])
    elif task.line.number == LATE or dice.chance(0.12):
        told = telling.Told("正在与有关单位对接，本期没有新的公布", nothing=True)
    else:
        told = telling.Told(said["went"], records=_records(task, at)[:1])
    telling.tell(task, told, by, at)


def _records(task: Task, at: datetime) -> list:
    """What the leading unit published by then: in the column where the result goes, else the newest."""
    rows = Disclosure.objects.filter(live__isnull=False, case__unit=task.case.unit_id, published__lt=at)
    here = rows.filter(topic=task.line.topic) if task.line.topic else rows
    return [row.case for row in here.select_related("case").order_by("-published", "pk")[:3]]


def _finish(plan: Plan, number: int, day: date) -> None:
    """Told once more with what is public, reported done by the leader, accepted some days later."""
    task = _tasks(plan)[number]
    unit, at = task.case.unit.name, hours.at(day, 10 * 3600)
    records = _records(task, at)
    if not records:
        return  # nothing of it is public: it stays open
    telling.tell(task, telling.Told(written()["ended"], records=records), hand(unit, Role.PROPOSER), at)
    task.case.take("report", by=hand(unit, Role.REVIEWER), at=hours.at(day, 15 * 3600))
    if day < date(2025, 12, 15):
        task.case.take("accept", by=post("gkb2"), at=hours.at(hours.later(day, 4), 11 * 3600))


def _move(plan: Plan) -> None:
    number, day = next(iter(written()["moved"].items()))
    task = _tasks(plan)[number]
    detail = {"due": day, "task": task.says, "says": f"完成时限改为 {day}"}
    by = hand(task.case.unit.name, Role.PROPOSER)
    task.case.take("ask_change", by=by, at=_at(2025, 9, 16), words="两个项目竣工验收推迟到十一月", detail=detail)
    task.case.take("agree_change", by=post("gkb2"), at=_at(2025, 9, 18))


def _urge(plan: Plan) -> None:
    task = _tasks(plan)[LATE]
    asks = "九月底应建成施工公告专栏，现在还没有绕行图，请说明原因和完成时间"
    notice = sending.send_many([sending.Urging(task, asks, date(2025, 10, 20))], post("gkb"), _at(2025, 10, 13))[0]
    answer = {"answer": "绕行图要与交警核对，正在补绘，完成一幅公布一幅"}
    notice.case.take("answer", by=hand("交运局", Role.REVIEWER), at=_at(2025, 10, 17, 16), detail=answer)


def _check(plan: Plan) -> None:
    """October: looked through by one hand, concluded by another; what was wanting goes on the three lists."""
    short, tasks = written()["short"], _tasks(plan)
    check = Check.objects.get(plan=plan, sort="inspection")
    seen = [
        looking.Seen(task, "short" if number in short else "fine", short.get(number, ""))
        for number, task in tasks.items()
    ]
    looking.look(check, seen, post("gkb"), _at(2025, 10, 28))
    check.case.take("conclude", by=post("gkb2"), at=_at(2025, 10, 29, 15))
    for number, says in short.items():
        _mend(tasks[number], says)


def _mend(task: Task, says: str) -> None:
    """One is mended, one under way, one still without a measure."""
    unit = task.case.unit.name
    row = putting.put(putting.Problem(task.case.unit, says, task=task), post("gkb"), _at(2025, 10, 30))
    if task.line.number == 23:
        return
    said = {"measure": "逐项核对，缺的补齐后公布", "duty": "办公室主任", "due": "2025-11-28", "says": "2025-11-28 以前"}
    row.case.take("measure", by=hand(unit, Role.PROPOSER), at=_at(2025, 11, 4), detail=said)
    row.case.take("agree", by=post("gkb"), at=_at(2025, 11, 6))
    if task.line.number == 3:
        result = {"result": "两个项目的竣工信息已公布"}
        row.case.take("report", by=hand(unit, Role.REVIEWER), at=_at(2025, 11, 26), detail=result)
        Mend.objects.get(pk=row.pk).case.take("accept", by=post("gkb2"), at=_at(2025, 11, 28))


def _show(plan: Plan, day: date) -> None:
    """What leaders stood by is read for secrets, then shown."""
    plan.case.refresh_from_db()
    plan.case.take("vet", by=_reader(), at=_on(day, 15))
    plan.case.take("show", by=post("gkb"), at=_on(day, 16))


def _end(plan: Plan) -> None:
    """The last time in January; what came after waits to be read."""
    _show(plan, date(2026, 1, 8))
    task, at = _tasks(plan)[LATE], _at(2026, 1, 9, 10)
    unit = task.case.unit.name
    telling.tell(task, telling.Told("绕行图已补绘两幅，核对后公布"), hand(unit, Role.PROPOSER), at)
    task.case.take("confirm", by=hand(unit, Role.REVIEWER), at=_at(2026, 1, 9, 15))


def _next_year() -> None:
    """The draft of 2026 has begun: four points, one of them with a name to settle."""
    plan = _plan(2026, _at(2026, 1, 9), (date(2026, 10, 31), date(2027, 1, 31)))
    points = "\n".join(written()["points"].splitlines()[i] for i in (0, 1, 3, 10, 21))
    drafting.add_lines(plan, reading.text(points, 2026, date(2026, 1, 9)).said, post("gkb"))
