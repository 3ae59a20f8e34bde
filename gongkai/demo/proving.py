"""The fourth quarter under way by the county's table as revised in December: what the office judges asks for papers.

Most units handed in a look at their own work with its ledger; one handed it in with words alone, which the assessor
cannot accept; one is still writing.
"""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Role, Unit
from gongkai.assessment import planning
from gongkai.assessment.models import Campaign, SelfCheck
from gongkai.assessment.selfchecks import writing
from gongkai.demo import hours, quarter, selfchecking
from gongkai.demo.assessing import declare, post
from gongkai.demo.papers import hand
from gongkai.evidence import keeping
from gongkai.evidence.keeping import Keeping
from gongkai.law.periods import Period
from gongkai.papers.official import Official
from gongkai.papers.typeset import pdf

RULEBOOK, LEAF = "jidu-2025-12", "desk"
QUARTER = Period("quarter", 2025, 4)
TITLE = f"大英县{QUARTER.title}政务公开考核"
HOLLOW, STILL = "科技局", "交运局"
REVISED = (
    ("rulebook: jidu-2025", f"rulebook: {RULEBOOK}"),
    ("title: 大英县政务公开季度考核办法", "title: 大英县政务公开季度考核办法（2025年12月修订）"),
    ("issued: 2025-03-10", "issued: 2025-12-22"),
    (
        "says: 查阅制度、台账和审查记录，20分,",
        "says: 查阅制度、台账和审查记录，20分；没有台账佐证的不得分,\n"
        "     evidence: {kinds: [台账, 审查记录], required: true},",
    ),
)
SUMMARY = "一、本季度按目录公开，公开以前逐件审查。\n二、制度没有变动，台账按月登记。\n三、不足之处：解读的形式还不多。"
SAYS = "制度、台账和审查记录都有。"
LEDGER = (
    "一、登记情况\n公开的信息逐件登记公开日期、栏目、经办人和审查人，月末由办公室核对一次，与门户网站一致。\n"
    "二、审查情况\n公开以前逐件填写审查单，审查单按月装订，本季度没有漏签。"
)


def begin() -> None:
    """Opens it and takes the units' own looks in; opened before, it stays as it is."""
    if Campaign.objects.filter(rulebook=RULEBOOK).exists():
        return
    _adopt()
    with transaction.atomic():
        campaign = planning.open_campaign(_plan(), post("gkb"), _at(date(2025, 12, 26), 10))
        campaign.case.take("approve", by=post("ldxz"), at=_at(date(2025, 12, 29), 15))
        campaign.case.take("notify", by=post("gkb"), at=_at(date(2026, 1, 8), 9))
        for by in (post("dsf"), post("gkb")):
            declare(campaign, by, _at(date(2026, 1, 8), 11))
        for row in campaign.selfchecks.select_related("case__unit", "unit", "campaign__case"):
            if row.unit.name != STILL:
                _hand_in(row, date(2026, 1, 9))


def _hand_in(row: SelfCheck, day: date) -> None:
    editor, leader = hand(row.unit.name, Role.PROPOSER), hand(row.unit.name, Role.REVIEWER)
    SelfCheck.objects.filter(pk=row.pk).update(summary=SUMMARY)
    row.refresh_from_db()
    kept = (
        [] if row.unit.name == HOLLOW else keeping.keep([_ledger(row.unit, editor, _at(day, 9))], editor, _at(day, 9))
    )
    writing.save_leaf(row, LEAF, SAYS, kept, editor, _at(day, 10))
    row.case.take("write", by=editor, at=_at(day, 11))
    row.case.take("hand_in", by=leader, at=_at(day, 15))


def _ledger(unit: Unit, by, at: datetime) -> Keeping:
    title, until = f"{unit.name}{QUARTER.title}政务公开台账", QUARTER.last
    made = pdf(Official(title, LEDGER, signer=unit.full_name or unit.name, day=until))
    return Keeping(unit, title, keeping.paper(selfchecking.named(made, f"{title}.pdf"), until, by, at))


def _adopt() -> None:
    if RULEBOOK not in shelf.names("assessment"):
        text = (Path(__file__).parent / f"{quarter.RULEBOOK}.yaml").read_text("utf-8")
        for was, now in REVISED:
            text = text.replace(was, now)
        shelf.adopt(
            "assessment", RULEBOOK, {f"{RULEBOOK}.yaml": text.encode()}, at=_at(date(2025, 12, 22), 10), by="政务公开办"
        )


def _plan() -> planning.Plan:
    found = {unit.name: unit for unit in Unit.objects.filter(name__in=quarter.UNITS)}
    speaks = {"third": [post("dsf").unit], "office": [post("gkb").unit]}
    units = [found[name] for name in quarter.UNITS]
    return planning.Plan(
        TITLE, RULEBOOK, QUARTER.first, QUARTER.last, units, speaks, comment_days=5, selfcheck_days=4,
    )  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return hours.at(day, 3600 * hour)
