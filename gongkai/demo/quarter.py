"""A quarter that was assessed, decided upon and announced to the leaf (KF-3.1): ten units by the county's own table.

The table is adopted as any county adopts one; what is counted comes from the records of that quarter.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.assessment import handing, marking, planning, rules
from gongkai.assessment.items import Item
from gongkai.assessment.marking import Given
from gongkai.assessment.models import Campaign
from gongkai.assessment.outcome import applying
from gongkai.demo import hours
from gongkai.demo.assessing import declare, post

TITLE = "大英县2025年第三季度政务公开考核"
RULEBOOK = "jidu-2025"
UNITS = (
    "交运局", "财政局", "教育局", "卫计局", "环保局", "水务局", "人社局", "食药监局", "科技局", "供销社",
)  # fmt: skip
FOUND = {
    ("quality", "教育局"): ("18", "两条通知缺附件的文字版"),
    ("quality", "环保局"): ("17.5", "一条公示没有写明起止日期"),
    ("quality", "食药监局"): ("14", "抽查的五条中两条标题与正文不符"),
    ("quality", "科技局"): ("8", "抽查的五条中三条正文不完整"),
    ("quality", "供销社"): ("3", "抽查的五条都没有索引号和来源"),
    ("desk", "人社局"): ("19", "一份审查单漏签日期"),
    ("desk", "科技局"): ("12", "没有建立公开台账"),
    ("desk", "供销社"): ("8", "没有制度文本，也没有台账"),
}


def announce() -> None:
    """Takes the campaign from its plan to its announcement; opened before, it stays as it is."""
    if Campaign.objects.filter(case__title=TITLE).exists():
        return
    _adopt()
    office, clerk, leaders, third = post("gkb"), post("gkb2"), post("ldxz"), post("dsf")
    with transaction.atomic():
        campaign = planning.open_campaign(_plan(), office, _at(9, 26, 10))
        campaign.case.take("approve", by=leaders, at=_at(9, 28, 15))
        campaign.case.take("notify", by=office, at=_at(10, 9, 9))
        for source, by in (("third", third), ("office", office)):
            declare(campaign, by, _at(10, 10, 9))
            for item in rules.items(campaign):
                if item.source == source:
                    marking.give(campaign, item, list(_given(campaign, item)), by, _at(10, 10, 10))
            handing.hand_in(campaign, by, _at(10, 10, 15))
        doers = (("compose", clerk), ("check", office), ("send", clerk), ("decide", leaders), ("announce", office))
        for hour, (step, by) in enumerate(doers, start=10):
            detail = {"reach": "leaves"} if step == "decide" else {}
            campaign.case.take(step, by=by, at=_at(10, 13, hour), detail=detail)
        for hour, (use, to) in enumerate((("count", "目标管理考核"), ("commend", "")), start=9):
            if applying.rows(campaign, use, to):
                campaign.case.take("use", by=office, at=_at(10, 15, hour), detail={"use": use, "to": to})


def _adopt() -> None:
    if RULEBOOK not in shelf.names("assessment"):
        path = Path(__file__).parent / f"{RULEBOOK}.yaml"
        shelf.adopt("assessment", RULEBOOK, {path.name: path.read_bytes()}, at=_at(6, 20, 10), by="政务公开办")


def _plan() -> planning.Plan:
    found = {unit.name: unit for unit in Unit.objects.filter(name__in=UNITS)}
    speaks = {"third": [post("dsf").unit], "office": [post("gkb").unit]}
    units = [found[name] for name in UNITS]
    return planning.Plan(TITLE, RULEBOOK, date(2025, 7, 1), date(2025, 9, 30), units, speaks)


def _given(campaign: Campaign, item: Item) -> Iterator[Given]:
    for entrant in campaign.entrants.select_related("unit"):
        value, why = FOUND.get((item.leaf, entrant.unit.name), ("20", ""))
        yield Given(entrant.unit_id, value, why)


def _at(month: int, day: int, hour: int) -> datetime:
    return hours.at(date(2025, month, day), 60 * 60 * hour)
