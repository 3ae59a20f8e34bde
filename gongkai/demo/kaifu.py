"""开福区's tables of 2013, tried in the county: tables 1 and 2 on departments, table 3 on townships.

The campaign of the townships went all the way to rectification; that of the departments lies before the leading group:
heard, one appeal upheld, composed anew and looked over again.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import yaml
from django.db import transaction

from gongkai.accounts.models import Role, Unit
from gongkai.acts.taking import Take, take_many
from gongkai.assessment import marking, planning, rules
from gongkai.assessment.hearings import appealing
from gongkai.assessment.items import Item
from gongkai.assessment.marking import NO, YES, Given
from gongkai.assessment.models import Appeal, Campaign, PaperKind
from gongkai.assessment.outcome import drafting
from gongkai.demo import county, hours, rectifying, selfchecking
from gongkai.demo.assessing import declare, post
from gongkai.demo.papers import hand
from gongkai.findings.mending import items as mending
from gongkai.findings.mending import ordering
from gongkai.findings.models import Finding, Rectification, Round

RULEBOOK = "kf-2013"
DEPARTMENTS, TOWNSHIPS = "departments", "townships"
HALF = (
    "一、上半年按月发布本地信息，村（社区）公开栏每季度更换，便民服务中心的办事指南摆在窗口。\n"
    "二、领导小组开会一次，明确了分管领导和信息员；受理公开申请有登记台账。\n"
    "三、不足之处：个别事项的收费依据没有写全，下半年逐项补齐。"
)
ALL_AGREE = "没有意见"
REJECTED = "截至6月30日，指南里确实没有传真号码，7月才补上，按考核期末的情况评"
UPHELD = "计生窗口年初已经并入卫生服务窗口，现场看过，只缺残联窗口"
ON_LEAVE = "调阅排班表和考勤记录，两人是按季轮换，不算变动"
ADDED = "下半年将对这次失分的项目逐项复查，复查情况计入全年考核。"
BACK = "只补了第一季度的报表，第二季度的还没有报"
AGAIN = "第二季度的报表已经补报，今后每季度末由专人报送"


def play() -> None:
    """Each of the two once; opened before, it stays as it is."""
    with transaction.atomic():
        if not Campaign.objects.filter(case__title=title(TOWNSHIPS)).exists():
            _townships()
    with transaction.atomic():
        if not Campaign.objects.filter(case__title=title(DEPARTMENTS)).exists():
            _departments()


def assessed() -> set[str]:
    """Names of the units in either campaign."""
    parts = [_written(part) for part in (DEPARTMENTS, TOWNSHIPS)]
    return {name for one in parts for name in (*one["units"], *one.get("windows", ()))}


def found(part: str) -> dict[str, dict]:
    """What was found in a campaign, by item and unit."""
    return _written(part)["found"]


def title(part: str) -> str:
    return _written(part)["title"]


def _townships() -> None:
    """Half a year, from the plan in June to the last re-check in September."""
    since, until = date(2025, 1, 1), date(2025, 6, 30)
    campaign = _opened(TOWNSHIPS, since, until, (date(2025, 6, 20), date(2025, 6, 25), date(2025, 7, 1)), 5)
    selfchecking.report(campaign, post("gkb"), date(2025, 7, 2), date(2025, 7, 4), HALF)
    _scored(campaign, TOWNSHIPS, date(2025, 7, 7), date(2025, 7, 10))
    wrong = _appeal(campaign, "卓筒井镇", "t3.windows", "计生窗口并入卫生服务窗口，没有撤。", date(2025, 7, 11))
    late = _appeal(campaign, "隆盛镇", "t3.intake", "传真号码已经补到指南里。", date(2025, 7, 11))
    late.case.take("reject", by=post("gkb"), at=_at(date(2025, 7, 14), 10), words=REJECTED)
    _answer(campaign, date(2025, 7, 14), {"隆盛镇": "受理机构信息一项已提出申诉，其余没有意见"})
    _mark_again(wrong, "windows_missing", Given(wrong.unit_id, "1", "没有残联窗口"), UPHELD, date(2025, 7, 15))
    _look_again(campaign, date(2025, 7, 16))
    leaves = {"reach": "leaves"}
    _edit_circular(campaign, date(2025, 7, 17))
    campaign.case.take("decide", by=post("ldxz"), at=_at(date(2025, 7, 18), 15), detail=leaves)
    campaign.case.take("announce", by=post("gkb"), at=_at(date(2025, 7, 21), 10))
    _mended(Round.objects.get(title=campaign.case.title))


def _departments() -> None:
    """The year; what is left is the leading group's."""
    since, until = date(2025, 1, 1), date(2025, 12, 31)
    campaign = _opened(DEPARTMENTS, since, until, (date(2025, 12, 22), date(2025, 12, 25), date(2026, 1, 4)))
    _scored(campaign, DEPARTMENTS, date(2026, 1, 5), date(2026, 1, 6))
    claim = "驻窗的两人是按季轮换，不是变动，排班表可以调阅。"
    one = _appeal(campaign, "交运局", "t2.staff", claim, date(2026, 1, 7))
    _answer(campaign, date(2026, 1, 8), {"卫计局": "离岗是参加县里组织的应急演练，请今后考虑这种情形"})
    _mark_again(one, "moves", Given(one.unit_id, "0"), ON_LEAVE, date(2026, 1, 8))
    _look_again(campaign, date(2026, 1, 9))


def _opened(part: str, since: date, until: date, days: tuple[date, date, date], selfcheck_days: int = 0) -> Campaign:
    """Planned, approved and begun on these days."""
    names = [*_written(part)["units"], *_written(part).get("windows", ())]
    units = list(Unit.objects.filter(name__in=names).order_by("order"))
    plan = planning.Plan(title(part), RULEBOOK, since, until, units, comment_days=5, selfcheck_days=selfcheck_days)
    campaign = planning.open_campaign(plan, post("gkb"), _at(days[0], 10))
    campaign.case.take("approve", by=post("ldxz"), at=_at(days[1], 15))
    campaign.case.take("notify", by=post("gkb"), at=_at(days[2], 9))
    return campaign


def _scored(campaign: Campaign, part: str, marked: date, sent: date) -> None:
    """One of the office marks and composes, the other looks it over; the sheets go out."""
    office, clerk = post("gkb"), post("gkb2")
    declare(campaign, clerk, _at(marked, 9))
    for item in marking.mine(campaign, clerk):
        if given := list(_given(campaign, part, item)):
            marking.give(campaign, item, given, clerk, _at(marked, 11))
    campaign.case.take("compose", by=clerk, at=_at(sent, 9))
    campaign.case.take("check", by=office, at=_at(sent, 11))
    campaign.case.take("send", by=clerk, at=_at(sent, 15))


def _given(campaign: Campaign, part: str, item: Item) -> Iterator[Given]:
    """What was found at each unit for one item; nothing where the item is not asked of it."""
    told = _written(part)
    here = found(part).get(item.name, {})
    for entrant in campaign.entrants.select_related("unit"):
        name = entrant.unit.name
        if name in here:
            yield Given(entrant.unit_id, *here[name])
        elif item.kind != "mark":
            yield Given(entrant.unit_id, _usual(item, name, told))


def _usual(item: Item, unit: str, told: dict) -> str:
    """What costs nothing."""
    if item.name == "has_window":
        return YES if unit in told.get("windows", ()) else NO
    if item.kind == "flag":
        return YES if item.name in _written("good") else NO
    return "无" if item.kind == "list" else "0"


def _appeal(campaign: Campaign, unit: str, leaf: str, claim: str, day: date) -> Appeal:
    """Filed by the unit's editor, signed by its leader."""
    editor, leader = hand(unit, Role.PROPOSER), hand(unit, Role.REVIEWER)
    campaign.case.refresh_from_db()
    made = appealing.file(campaign, editor.unit, leaf, claim, editor, _at(day, 10))
    made.case.take("sign", by=leader, at=_at(day, 16))
    return made


def _mark_again(one: Appeal, name: str, given: Given, why: str, day: date) -> None:
    """Upheld by whoever did not mark it, and marked anew by whoever did."""
    clerk = post("gkb2")
    one.case.take("uphold", by=post("gkb"), at=_at(day, 10), words=why)
    item = next(item for item in rules.items(one.campaign) if item.name == name)
    marking.give(one.campaign, item, [given], clerk, _at(day, 14))
    one.case.take("remark", by=clerk, at=_at(day, 15))


def _answer(campaign: Campaign, day: date, differing: dict[str, str]) -> None:
    """Every unit's leader answers; these few with something to say."""
    rows = list(campaign.hearings.select_related("case__unit", "unit"))
    take_many("hearing", "answer", [
        Take(
            row.case, hand(row.unit.name, Role.REVIEWER), _at(day, 10), words=differing.get(row.unit.name, ALL_AGREE),
            detail={"agrees": row.unit.name not in differing},
        )
        for row in rows
    ])  # fmt: skip


def _look_again(campaign: Campaign, day: date) -> None:
    campaign.case.refresh_from_db()
    campaign.case.take("recompose", by=post("gkb2"), at=_at(day, 10))
    campaign.case.take("recheck", by=post("gkb"), at=_at(day, 15))


def _edit_circular(campaign: Campaign, day: date) -> None:
    """The office adds to the drafted circular what it will do next."""
    said = drafting.proposed(campaign, PaperKind.CIRCULAR, _at(day, 9))
    drafting.save(
        campaign, PaperKind.CIRCULAR, replace(said, text=f"{said.text}\n{ADDED}"), 0, post("gkb"), _at(day, 10)
    )


def _mended(found: Round) -> None:
    """All of it was confirmed; the three that lost most were asked to mend, one of them twice, and all did."""
    office, clerk, names, at = post("gkb"), post("gkb2"), ("智水乡", "通仙乡", "金元镇"), _at(date(2025, 7, 22), 10)
    rows = Finding.objects.filter(sightings__round=found).select_related("case").distinct().order_by("pk")
    take_many("finding", "confirm", [Take(row.case, clerk, at) for row in rows])
    chosen = list(found.standings.filter(unit__name__in=names, unit__in=list(ordering.confirmed_of(found))))
    ordered = {row.case.unit.name: row for row in ordering.order(found, chosen, office, _at(date(2025, 7, 23), 10))}
    for number, (name, row) in enumerate(ordered.items()):
        _mend(row, date(2025, 8, 11) + timedelta(days=number), again=name == "通仙乡")


def _mend(row: Rectification, day: date, again: bool) -> None:
    """Received at once, reported on a day, looked at the week after."""
    clerk, unit = post("gkb2"), row.case.unit.name
    row.case.take("receive", by=hand(unit, Role.REVIEWER), at=_at(date(2025, 7, 24), 11))
    rectifying.report(row, _at(day, 15))
    if again:
        said = {"failed": [mending.owed(row)[-1].pk], "says": "1 个问题没有整改到位"}
        row.case.take("send_back", by=clerk, at=_at(date(2025, 8, 18), 10), words=BACK, detail=said)
        rectifying.report(row, _at(date(2025, 8, 20), 15), AGAIN)
    row.case.take("accept", by=clerk, at=_at(date(2025, 8, 25), 10))


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, 3600 * hour)


@cache
def _file() -> dict:
    return yaml.load((county.HERE / "kaifu.yaml").read_text("utf-8"), yaml.CSafeLoader)


def _written(part: str):
    """A part of the file: of one campaign its title, units and what was found; or the items where yes is good."""
    return _file()[part]
