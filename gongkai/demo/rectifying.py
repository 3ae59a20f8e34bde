"""What became of the quarter's losses: confirmed, one rejected, three units asked to mend, one of them late; incidents.

科技局 mended everything, 食药监局 in two goes, 供销社 did not sign for it and let its month pass, so it is before the
leading group. What the year before cost waits to be confirmed.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.demo import hours, quarter
from gongkai.demo.assessing import post
from gongkai.demo.papers import hand
from gongkai.files import store
from gongkai.findings import noting
from gongkai.findings.incidents import reporting
from gongkai.findings.mending import checking, items, ordering
from gongkai.findings.models import Finding, Incident, Rectification, Round

LIBRARY = "jidu-problems"
DAY = timedelta(days=1)
MENDED, TWICE, LATE = "科技局", "食药监局", "供销社"
DID = {
    "volume": "对照目录补公开应公开的信息，安排各股室每周报一次",
    "interpretation": "补发解读并与文件关联，今后解读与文件一起送审",
    "stale_column": "超期的栏目都已更新，指定了专人，每半个月查看一次",
    "late_disclosure": "没有公开的已经公开，审查和审核限一个工作日",
    "quality": "抽查指出的信息逐条改正，同类信息一并检查了一遍",
    "leading_group": "重新发文明确了领导小组和分管领导，今后人员变动七日内调整",
    "agenda": "补写半年总结，已经报县里；今后每半年的最后一周写好",
    "returns": "指定专人报送，列出全年要报的材料和日期，到期前三天提醒",
    "catalogue": "指南已按现在的事项重新编制，本地信息每月25日前发布",
    "intake": "办公时间、传真和电子邮箱已在指南和公开栏补上",
    "complaints": "中心门口设了意见箱，公布投诉电话，每周开箱登记",
    "centre_papers": "办事指南已摆在窗口，季度报表由专人按期报送",
    "systems": "制定了信息公开制度，补建台账，审查单已补签",
}
SHORT = "只改了两条，另外三条没有改"


def adopt() -> None:
    """The county's own words for what its quarterly table takes points for."""
    if LIBRARY not in shelf.names("findings"):
        path = Path(__file__).parent / f"{LIBRARY}.yaml"
        shelf.adopt("findings", LIBRARY, {path.name: path.read_bytes()}, at=_at(2025, 3, 10, 10), by="政务公开办")


def play() -> None:
    """Once the quarter was announced: played before, it stays as it is."""
    found = Round.objects.filter(title=quarter.TITLE).first()
    if found is None or found.rectifications.exists():
        return
    with transaction.atomic():
        _confirm(found)
        _mend(found)
        _note()
        _incidents()


def _confirm(found: Round) -> None:
    clerk, at = post("gkb2"), _at(2025, 10, 14, 10)
    seen = Finding.objects.filter(sightings__round=found, case__status="candidate").select_related("case", "unit")
    rows = list(seen.distinct().order_by("pk"))
    slip = next((row for row in rows if row.unit.name == "人社局" and row.code == "systems"), None)
    take_many("finding", "confirm", [Take(row.case, clerk, at) for row in rows if row is not slip])
    if slip:
        slip.case.take("reject", by=clerk, at=at, words="漏签的一份已在评分以前补签，是第三方没有看到")


def _mend(found: Round) -> None:
    chosen = list(found.standings.filter(unit__name__in=(MENDED, TWICE, LATE)).select_related("unit"))
    rows = {row.case.unit.name: row for row in ordering.order(found, chosen, post("gkb"), _at(2025, 10, 15, 9))}
    clerk = post("gkb2")
    for name, day in ((MENDED, 16), (TWICE, 16)):
        rows[name].case.take("receive", by=hand(name, Role.REVIEWER), at=_at(2025, 10, day, 11))
    report(rows[MENDED], _at(2025, 10, 30, 15))
    rows[MENDED].case.take("accept", by=clerk, at=_at(2025, 11, 4, 10))
    report(rows[TWICE], _at(2025, 11, 10, 15))
    failed = items.owed(rows[TWICE])[-1].pk
    said = {"failed": [failed], "says": "1 个问题没有整改到位"}
    rows[TWICE].case.take("send_back", by=clerk, at=_at(2025, 11, 14, 10), words=SHORT, detail=said)
    report(rows[TWICE], _at(2025, 11, 18, 15), "五条都已改正，更正记录附后")
    rows[TWICE].case.take("accept", by=clerk, at=_at(2025, 11, 24, 10))
    rows[LATE].case.take("deliver", by=post("gkb"), at=_at(2025, 10, 20, 16), words="10月20日派人送达，办公室签收")
    midnight = hours.at(date(2025, 11, 21), 0)
    for case in checking.overdue(midnight):
        checking.escalate(case, midnight)


def report(row: Rectification, at: datetime, again: str = "") -> None:
    """The editor writes and brings evidence; the leader signs the day after."""
    unit = row.case.unit.name
    editor, leader = hand(unit, Role.PROPOSER), hand(unit, Role.REVIEWER)
    said = {}
    for item in items.owed(row):
        words = again or DID.get(item.finding.code, "已按要求改正")
        file = _file(f"{unit}{item.finding.case.title}整改情况", words, editor, at)
        said[item.pk] = items.Said(words, editor.person.name, at.date(), [file])
    row.case.refresh_from_db()
    items.say(row, row.case.version, said, editor, at)
    row.case.take("report", by=leader, at=at + DAY)


def _file(title: str, words: str, by: Post, at: datetime) -> list[str]:
    name = f"{title[:60]}.txt"
    kept = store.keep(f"{title}\n\n{words}。\n".encode(), name=name, at=at, by=by.person)
    return [kept.pk, name]


def _note() -> None:
    """Routine inspection: one noted last week, which the second person has not looked at yet."""
    unit = Unit.objects.get(name="住建局")
    says = "1月9日查看，最近一条是2025年11月的，保障房分配结果没有续发"
    noting.note(noting.Seen(unit, "stale_column", "保障性住房", says), post("gkb"), _at(2026, 1, 9, 11))


def _incidents() -> None:
    """One was confirmed and dealt with, one waits; what was taken back over the year is looked into."""
    office, clerk = post("gkb"), post("gkb2")
    told = reporting.Told(
        Unit.objects.get(name="水务局"), "exposure", date(2025, 8, 21), "市电视台报道",
        "供水管网改造停水没有提前公告，被市电视台报道", evidence=[_shot(office)],
    )  # fmt: skip
    row = reporting.report(told, office, _at(2025, 8, 22, 9))
    row.case.take("confirm", by=clerk, at=_at(2025, 8, 25, 10))
    row.case.take(
        "conclude", by=post("ldxz"), at=_at(2025, 9, 2, 15), words="在全县通报，分管副局长作出检查",
        detail={"consequence": "criticised", "says": "通报批评"},
    )  # fmt: skip
    told = reporting.Told(
        Unit.objects.get(name="房管局"), "petition", date(2026, 1, 7), "县信访局转来",
        "十余名住户因物业维修资金使用情况没有公开到县信访局反映", evidence=[_shot(clerk)],
    )  # fmt: skip
    reporting.report(told, clerk, _at(2026, 1, 8, 10))
    for row in Incident.objects.exclude(record=None).filter(case__status="reported").select_related("case"):
        row.case.take("confirm", by=clerk, at=min(row.case.opened + DAY, hours.NOW))


def _shot(by: Post) -> list[str]:
    return _file("情况说明", "县政务公开办核实后登记", by, _at(2025, 8, 22, 9))


def _at(year: int, month: int, day: int, hour: int) -> datetime:
    return hours.at(date(year, month, day), 3600 * hour)
