"""结果运用 by the rulebook: who is commended, criticised, counted in full or as scored (BW-18, BW-19, DY-4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.acts.refusals import Unready
from gongkai.assessment import composing, rules
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.scale import scaled
from gongkai.law.rulebook.grades import USES
from gongkai.law.rulebook.model import ByClass, Use

COUNTED = ("count_full", "count_score")
Pair = tuple[UnitResult, Use]


@dataclass(frozen=True)
class Counted:
    """What a unit's result counts elsewhere: ``points`` as counted, ``deducted`` from full marks, ``by`` which use."""

    row: UnitResult
    points: Decimal
    deducted: Decimal
    by: Use


def results(campaign: Campaign) -> list[UnitResult]:
    """The rows of the current result, best first, those without a rank last."""
    rows = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related("unit")
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.unit.order, row.unit_id))


def pairs(campaign: Campaign) -> list[Pair]:
    """Each unit with each use that the rulebook attaches to its result, in the order of the ranking."""
    if not rules.book(campaign).use:
        return []
    found: dict[str, list[Use]] = {}
    for one in composing.score(campaign).follows:
        found.setdefault(one.unit, []).append(one.use)
    return [(row, use) for row in results(campaign) for use in found.get(row.unit.code, ())]


def those(found: Iterable[Pair], what: str) -> list[UnitResult]:
    """Units of which the rulebook says it; each once."""
    rows = {row.unit_id: row for row, use in found if use.do == what}
    return list(rows.values())


def places(campaign: Campaign) -> list[tuple[str, str]]:
    """What the rulebook uses results for: (use, to whom), counting together what goes to one place."""
    found: dict[tuple[str, str], None] = {}
    for use in rules.book(campaign).use:
        if use.do != "rectify":
            found[("count" if use.do in COUNTED else use.do, use.to)] = None
    return list(found)


def word(what: str, to: str) -> str:
    """计入目标管理考核, 通报表扬, 移送处理（县督查室）."""
    if what == "count":
        return f"计入{to or '目标管理考核'}"
    return USES[what] + (f"（{to}）" if to else "")


def counted(campaign: Campaign, to: str) -> list[Counted]:
    """What each unit's result counts there: in full, or as scored (BW-18). Raises ``Unready`` where two rules clash."""
    worth = rules.book(campaign).tables[0].points
    full = Decimal(100) if worth is None or isinstance(worth, ByClass) else Decimal(worth.numerator) / worth.denominator
    uses: dict[int, tuple[UnitResult, Use]] = {}
    for row, use in pairs(campaign):
        if use.do not in COUNTED or use.to != to or row.total is None:
            continue
        if row.unit_id in uses and uses[row.unit_id][1].do != use.do:
            raise Unready([f"规则对{row.unit.name}计入{to}写了两种算法，请修改评分规则"])
        uses[row.unit_id] = row, use
    return [_counted(campaign, row, use, full) for row, use in uses.values()]


def _counted(campaign: Campaign, row: UnitResult, use: Use, full: Decimal) -> Counted:
    scored = scaled(campaign, row.total or 0)
    points = full if use.do == "count_full" else scored
    return Counted(row, points, max(full - points, Decimal(0)), use)
