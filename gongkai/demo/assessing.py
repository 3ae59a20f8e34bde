"""The county's assessments on the day it stands at.

That of 2025 by the table of 2018 is composed and checked, and its draft sheets are with the units, who may answer. A
smaller one, of the twelve units over public enterprises, is being marked: every source still owes something (see
``trial``).
"""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

from gongkai.accounts.models import Group, Post, Role, Unit
from gongkai.assessment import handing, marking, planning, rules
from gongkai.assessment.items import Item
from gongkai.assessment.marking import NO, YES, Given
from gongkai.assessment.models import Campaign
from gongkai.demo import county, hours, selfchecking
from gongkai.demo.foundation import BLOCK

TITLE = "大英县2025年政务公开绩效评价"
RULEBOOK = "dy-2018"
SEED = "gongkai demo assessing"
SOURCES = {"office": "政府办", "website": "外网办", "centre": "政务服务中心", "civil": "民政局", "union": "总工会"}
ASKED = {
    "asked_internal": "internal",
    "asked_centre": "centre",
    "asked_villages": "township",
    "asked_enterprises": "enterprise",
}
# What an assessor found missing, with what it costs of full marks; nine units in ten have nothing missing.
SHORT = {
    "org.office": ("未提供确定承办科室的文件", "0.5"),
    "org.staff": ("经办人员变动后未重新明确", "0.5"),
    "org.systems": ("与下属单位的衔接机制没有成文", "0.5"),
    "carriers.portal": ("供稿中有三条被退回重报", "1.5"),
    "info.foi": ("一件答复未写明救济途径", "1.5"),
    "info.secrecy": ("抽查的两件没有审查单", "0.5"),
}
LOST = {
    "others.internal": ("内部采购结果没有公示", "1"),
    "others.centre": ("两个窗口的事项未使用统一名称", "1.5"),
    "others.villages": ("两个村的公开栏超过一个月未更新", "2"),
    "others.enterprises": ("办事指南缺收费依据", "1"),
    "org.leak": ("发生失泄密，扣减组织保障", "3"),
    "info.leak": ("发生失泄密，扣减政府信息公开", "10"),
}


def assess() -> None:
    """Opens the campaign and takes it to its composed result; opened before, it stays as it is."""
    if Campaign.objects.filter(case__title=TITLE).exists():
        return
    office, leaders = post("gkb"), post("ldxz")
    campaign = planning.open_campaign(_plan(), office, _at(2025, 12, 15))
    campaign.case.take("approve", by=leaders, at=_at(2025, 12, 18))
    campaign.case.take("notify", by=office, at=_at(2026, 1, 4))
    selfchecking.report(campaign, office, date(2026, 1, 5), date(2026, 1, 6))
    for place, (source, unit) in enumerate(SOURCES.items()):
        assessor = Post.objects.get(unit__name=unit, role=Role.ASSESSOR)
        at = _at(2026, 1, 7, 40 * place)
        declare(campaign, assessor, at)
        _mark_all(campaign, source, assessor, at)
        if source == "website":
            selfchecking.keep_page(campaign, source, assessor, at)
        handing.hand_in(campaign, assessor, at)
    declare(campaign, office, _at(2026, 1, 8))
    _mark_all(campaign, "", office, _at(2026, 1, 8))
    clerk = post("gkb2")
    campaign.case.take("compose", by=clerk, at=_at(2026, 1, 9))
    campaign.case.take("check", by=office, at=_at(2026, 1, 9, 60))
    campaign.case.take("send", by=clerk, at=_at(2026, 1, 9, 90))


def _at(year: int, month: int, day: int, minutes: int = 0) -> datetime:
    """So many minutes after half past nine."""
    return hours.at(date(year, month, day), 60 * (9 * 60 + 30 + minutes))


def _plan() -> planning.Plan:
    units = Unit.objects.filter(name__in=[body.name for body in county.bodies()])
    assessors = {source: [Unit.objects.get(name=name)] for source, name in SOURCES.items()}
    return planning.Plan(
        TITLE, RULEBOOK, date(2025, 1, 1), date(2025, 12, 31), list(units), assessors,
        comment_days=5, selfcheck_days=3,
    )  # fmt: skip


def declare(campaign: Campaign, by: Post, at: datetime, refused: tuple[Unit, ...] = (), why: str = "") -> None:
    """Says of whom this assessor keeps away, on the part the post speaks for; nothing where it speaks for none."""
    for part in handing.mine(campaign, by)[:1]:
        detail = {"refused": [unit.pk for unit in refused]}
        part.case.take("declare", by=by, at=at, detail=detail, words=why)


def post(username: str) -> Post:
    """The post of one of the demonstration's people."""
    return Post.objects.select_related("unit", "person").get(person__username=username)


def _mark_all(campaign: Campaign, source: str, by: Post, at: datetime) -> None:
    for item in rules.items(campaign):
        if item.source == source:
            marking.give(campaign, item, list(_given(campaign, item)), by, at)


def _given(campaign: Campaign, item: Item) -> Iterator[Given]:
    """What is found at each unit for one item; the same every time."""
    rng, members = Random(f"{SEED} {item.name}"), _asked_of(item)
    for entrant in campaign.entrants.select_related("unit"):
        unit = entrant.unit
        if item.kind == "flag":
            yield Given(unit.pk, YES if unit.name in members else NO)
        elif item.kind in ("count", "number"):
            yield Given(unit.pk, _number(item.name, rng))
        elif item.loses:
            why, points = LOST[item.name]
            lost = item.name.endswith(".leak") or rng.random() < 0.12
            yield Given(unit.pk, points, why) if lost else Given(unit.pk, "0")
        else:
            why, points = SHORT[item.name]
            full = item.bounds(entrant.klass)[1]
            short = rng.random() < 0.12
            yield (
                Given(unit.pk, f"{float(full) - float(points):g}", why) if short else Given(unit.pk, f"{float(full):g}")
            )


def _asked_of(item: Item) -> set[str]:
    """Names of the units a flag says yes of: members of a block, or the leaders of blocks."""
    if item.name == "leads_block":
        return set(Group.objects.filter(kind=BLOCK).values_list("leader__name", flat=True))
    code = ASKED.get(item.name, "")
    return set(Unit.objects.filter(memberships__group__code=code).values_list("name", flat=True))


def _number(name: str, rng: Random) -> str:
    """Kinds of carriers one unit showed; lawsuits and the city's deductions: none."""
    return str(rng.choice((2, 3, 3, 3, 4))) if name == "carriers" else "0"
