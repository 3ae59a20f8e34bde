"""Three quarters that were assessed, decided upon and announced to the leaf (KF-3.1): ten units by the county's table.

The table is adopted as any county adopts one; what is counted comes from the records of each quarter. What the first
two cost was confirmed, and most of it mended, before the next one came.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import handing, marking, planning, rules
from gongkai.assessment.items import Item
from gongkai.assessment.marking import Given
from gongkai.assessment.models import Campaign
from gongkai.assessment.outcome import applying
from gongkai.demo import hours
from gongkai.demo.assessing import declare, post
from gongkai.findings.models import Finding
from gongkai.law.periods import Period

RULEBOOK = "jidu-2025"
UNITS = (
    "交运局", "财政局", "教育局", "卫计局", "环保局", "水务局", "人社局", "食药监局", "科技局", "供销社",
)  # fmt: skip
LAST = 3
TITLE = f"大英县{Period('quarter', 2025, LAST).title}政务公开考核"
FOUND = {
    1: {
        ("quality", "交运局"): ("17", "三条通知没有写明联系电话"),
        ("quality", "人社局"): ("18", "两条公示缺截止日期"),
        ("quality", "教育局"): ("16", "四条通知缺附件的文字版"),
        ("quality", "环保局"): ("15", "两条公示没有写明起止日期"),
        ("quality", "食药监局"): ("12", "抽查的五条中三条标题与正文不符"),
        ("quality", "科技局"): ("9", "抽查的五条中三条正文不完整"),
        ("quality", "供销社"): ("6", "抽查的五条中四条没有索引号"),
        ("desk", "人社局"): ("17", "三份审查单漏签日期"),
        ("desk", "水务局"): ("18", "台账漏登两件"),
        ("desk", "科技局"): ("13", "没有建立公开台账"),
        ("desk", "供销社"): ("11", "没有制度文本"),
    },
    2: {
        ("quality", "教育局"): ("17", "三条通知缺附件的文字版"),
        ("quality", "环保局"): ("16.5", "一条公示没有写明起止日期"),
        ("quality", "食药监局"): ("15", "抽查的五条中两条标题与正文不符"),
        ("quality", "科技局"): ("9", "抽查的五条中三条正文不完整"),
        ("quality", "供销社"): ("5", "抽查的五条都没有索引号"),
        ("desk", "水务局"): ("19", "台账漏登一件"),
        ("desk", "科技局"): ("12", "没有建立公开台账"),
        ("desk", "供销社"): ("10", "没有制度文本，台账只记到四月"),
    },
    3: {
        ("quality", "教育局"): ("18", "两条通知缺附件的文字版"),
        ("quality", "环保局"): ("17.5", "一条公示没有写明起止日期"),
        ("quality", "食药监局"): ("14", "抽查的五条中两条标题与正文不符"),
        ("quality", "科技局"): ("8", "抽查的五条中三条正文不完整"),
        ("quality", "供销社"): ("3", "抽查的五条都没有索引号和来源"),
        ("desk", "人社局"): ("19", "一份审查单漏签日期"),
        ("desk", "科技局"): ("12", "没有建立公开台账"),
        ("desk", "供销社"): ("8", "没有制度文本，也没有台账"),
    },
}
# Days of a quarter's plan, approval, notice, marks, decision and use, and when what it cost was looked at again.
DAYS = {
    1: ((3, 26), (3, 27), (4, 9), (4, 10), (4, 14), (4, 16), (5, 20)),
    2: ((6, 26), (6, 27), (7, 9), (7, 10), (7, 14), (7, 16), (8, 20)),
    3: ((9, 26), (9, 28), (10, 9), (10, 10), (10, 13), (10, 15), None),
}  # fmt: skip
SLACK = ("科技局", "供销社")  # mended nothing between the quarters


def announce() -> None:
    """Takes each quarter from its plan to its announcement and use; what was opened before stays as it is."""
    if not Campaign.objects.filter(rulebook=RULEBOOK).exists():
        _adopt()
        with transaction.atomic():
            for number in FOUND:
                _play(number)


def _play(number: int) -> None:
    office, clerk, leaders, third = post("gkb"), post("gkb2"), post("ldxz"), post("dsf")
    planned, approved, notified, marked, decided, used, looked = DAYS[number]
    campaign = planning.open_campaign(_plan(number), office, _at(planned, 10))
    campaign.case.take("approve", by=leaders, at=_at(approved, 15))
    campaign.case.take("notify", by=office, at=_at(notified, 9))
    for source, by in (("third", third), ("office", office)):
        declare(campaign, by, _at(marked, 9))
        for item in rules.items(campaign):
            if item.source == source:
                marking.give(campaign, item, list(_given(campaign, item, FOUND[number])), by, _at(marked, 10))
        handing.hand_in(campaign, by, _at(marked, 15))
    doers = (("compose", clerk), ("check", office), ("send", clerk), ("decide", leaders), ("announce", office))
    for hour, (step, by) in enumerate(doers, start=10):
        detail = {"reach": "leaves"} if step == "decide" else {}
        campaign.case.take(step, by=by, at=_at(decided, hour), detail=detail)
    for hour, (use, to) in enumerate((("count", "目标管理考核"), ("commend", "")), start=9):
        if applying.rows(campaign, use, to):
            campaign.case.take("use", by=office, at=_at(used, hour), detail={"use": use, "to": to})
    if looked:
        _look_after(campaign, used, looked)


def _look_after(campaign: Campaign, day: tuple[int, int], later: tuple[int, int]) -> None:
    """What a quarter cost is confirmed; weeks later the office finds it mended, but for the two that did nothing."""
    rows = Finding.objects.filter(sightings__round__title=campaign.case.title).select_related("case", "unit").distinct()
    waiting = list(rows.filter(case__status="candidate").order_by("pk"))
    take_many("finding", "confirm", [Take(row.case, post("gkb2"), _at(day, 15)) for row in waiting])
    mended = [row for row in rows.order_by("pk") if row.unit.name not in SLACK]
    words = "到单位看过，已经改好"
    take_many("finding", "mend", [Take(row.case, post("gkb"), _at(later, 10), words=words) for row in mended])


def _adopt() -> None:
    if RULEBOOK not in shelf.names("assessment"):
        path = Path(__file__).parent / f"{RULEBOOK}.yaml"
        shelf.adopt("assessment", RULEBOOK, {path.name: path.read_bytes()}, at=_at((3, 10), 10), by="政务公开办")


def _plan(number: int) -> planning.Plan:
    quarter = Period("quarter", 2025, number)
    found = {unit.name: unit for unit in Unit.objects.filter(name__in=UNITS)}
    speaks = {"third": [post("dsf").unit], "office": [post("gkb").unit]}
    title, units = f"大英县{quarter.title}政务公开考核", [found[name] for name in UNITS]
    return planning.Plan(title, RULEBOOK, quarter.first, quarter.last, units, speaks)


def _given(campaign: Campaign, item: Item, found: dict) -> Iterator[Given]:
    for entrant in campaign.entrants.select_related("unit"):
        value, why = found.get((item.leaf, entrant.unit.name), ("20", ""))
        yield Given(entrant.unit_id, value, why)


def _at(day: tuple[int, int], hour: int) -> datetime:
    return hours.at(date(2025, *day), 60 * 60 * hour)
