"""A campaign that is being marked: twelve units by three weighted sources (BW-13, BW-16.4), each with some missing.

Each unit rates itself, 总工会 marks the work, the third party tests; nobody has handed in. What is still owed stands in
``OWED``, so that every role has a row to fill.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from random import Random

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.assessment import handing, marking, planning, rules
from gongkai.assessment.marking import Given
from gongkai.assessment.models import Campaign
from gongkai.assessment.sources import drawing, sampling, seconding
from gongkai.demo import county, hours, selfchecking
from gongkai.demo.assessing import declare, post

TITLE = "大英县2025年公共企事业单位办事公开试评"
BEFORE = "大英县2024年公共企事业单位办事公开试评"
RULEBOOK, BLOCK, SEED = "bw", "enterprise", "gongkai demo trial"
UNITS = 12
OWED = {
    "self": ("交运局", "粮食局", "供销社"),
    "work": ("交运局", "住建局", "房管局", "水务局"),
    "third_party": ("交运局", "教育局", "卫计局", "民政局", "公用事业局"),
}
FOUND = {
    "self": ("办事指南有两项未及时更新", "公开栏更换后未拍照存档", "对下属企业督导不够"),
    "work": ("下属企业公开目录不全", "收费依据未在窗口公示", "台账有三处漏登"),
    "third_party": ("抽查的电话有一个无人接听", "网上指南缺办理时限", "群众知晓度低于八成"),
}


def begin() -> None:
    """Opens the campaign and its marking, and gives the marks that are not owed; opened before, it stays as it is."""
    if not Campaign.objects.filter(case__title=TITLE).exists():
        campaign = _marked(TITLE, 2025, OWED)
        _look_twice(campaign)
        selfchecking.begin(campaign, date(2026, 1, 9))


def announce() -> None:
    """The same of the year before, marked to the end, decided and announced: it is what the public sees of a result."""
    if Campaign.objects.filter(case__title=BEFORE).exists():
        return
    office, clerk, leaders = post("gkb"), post("gkb2"), post("ldxz")
    with transaction.atomic():
        campaign = _marked(BEFORE, 2024, {})
        for by in (office, post("kh-zgh"), post("dsf")):
            handing.hand_in(campaign, by, _at(9, 15))
        doers = (("compose", clerk), ("check", office), ("send", clerk), ("decide", leaders), ("announce", office))
        for hour, (step, by) in enumerate(doers, start=16):
            campaign.case.take(step, by=by, at=_at(9, hour))


def _marked(title: str, year: int, owed: dict[str, tuple[str, ...]]) -> Campaign:
    office, leaders = post("gkb"), post("ldxz")
    campaign = planning.open_campaign(_plan(title, year), office, _at(4, 10))
    campaign.case.take("approve", by=leaders, at=_at(5, 15))
    campaign.case.take("notify", by=office, at=_at(6, 9))
    for assessor in (office, post("kh-zgh"), post("dsf")):
        declare(campaign, assessor, _at(8, 9))
    given = (("self", None, 8), ("work", post("kh-zgh"), 9), ("third_party", post("dsf"), 9))
    for source, by, day in given:
        for entrant in campaign.entrants.select_related("unit"):
            if entrant.unit.name not in owed.get(source, ()):
                marker = by or _hand(entrant.unit.name, Role.PROPOSER)
                _mark(campaign, source, entrant.unit, marker, _at(day, 11 if by else 10))
    return campaign


def _look_twice(campaign: Campaign) -> None:
    """The third party draws four units by lot; a second person, who keeps away from one, marks three again blind."""
    third, second, office = post("dsf"), post("dsf2"), post("gkb")
    part = handing.mine(campaign, third)[0]
    drawn = drawing.fingerprint(sampling.frame(part, ""))
    sample = {"item": "total.third_party", "fact": "", "size": 4, "seed": "0108-37", "frame": drawn}
    part.case.take("draw", by=third, at=_at(8, 10), detail=sample)
    kin = tuple(entrant.unit for entrant in campaign.entrants.filter(unit__name="水务局").select_related("unit"))
    declare(campaign, second, _at(9, 12), kin, "配偶在该局下属单位任职")
    said = {"item": "total.third_party", "post": second.pk, "size": 3, "seed": "0109-11"}
    part.case.take("ask_second", by=office, at=_at(9, 14), detail=said)
    asked = seconding.owed(part, second)
    given = {one.pk: (one.first.value, FOUND["third_party"][0]) for one in asked[1:]}
    first = Decimal(asked[0].first.value)
    given[asked[0].pk] = (f"{first - 2:g}", FOUND["third_party"][1])
    seconding.mark(part, given, second, _at(9, 16))


def _plan(title: str, year: int) -> planning.Plan:
    names = county.members(county.written()["blocks"][BLOCK])
    units = list(Unit.objects.filter(name__in=names).order_by("order"))
    speaks = {"self": post("gkb").unit, "work": post("kh-zgh").unit, "third_party": post("dsf").unit}
    return planning.Plan(
        title, RULEBOOK, date(year, 1, 1), date(year, 12, 31), units,
        {source: [unit] for source, unit in speaks.items()}, frozenset(("self",)),
        selfcheck_days=3 if title == TITLE else 0,
    )  # fmt: skip


def _hand(unit: str, role: str) -> Post:
    return Post.objects.select_related("unit", "person").get(unit__name=unit, role=role)


def _mark(campaign: Campaign, source: str, unit: Unit, by: Post, at: datetime) -> None:
    item = next(item for item in rules.items(campaign) if item.source == source)
    marking.give(campaign, item, _given(source, unit), by, at)


def _given(source: str, unit: Unit) -> Iterator[Given]:
    """What one source gives one unit; the same every time. A unit thinks better of itself than others do."""
    rng = Random(f"{SEED} {source} {unit.code}")
    low, high = (92, 99) if source == "self" else (78, 97)
    yield Given(unit.pk, f"{rng.randint(2 * low, 2 * high) / 2:g}", rng.choice(FOUND[source]))


def _at(day: int, hour: int) -> datetime:
    return hours.at(date(2026, 1, day), 60 * 60 * hour)
