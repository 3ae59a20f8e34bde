"""A campaign to look at: ranking with its lines, groups, what was lost where, rounds before, how far the marks are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from gongkai.assessment import composing, returns, rules, showing
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.outlook import figures, pictures, series
from gongkai.assessment.outlook.pictures import Ranked
from gongkai.assessment.outlook.series import Round
from gongkai.assessment.scale import scaled
from gongkai.law.grading import HELD, SAID
from gongkai.look import charts, maps
from gongkai.look.charts import Chart
from gongkai.look.maps import Spot
from gongkai.look.words import change, points

Rows = list[UnitResult]


@dataclass(frozen=True)
class Places:
    """What a quota gives a grade: so many places among so many units, who has one, and who is tied across the line."""

    grade: str
    places: int
    of: int
    given: list[str]
    held: list[str]

    @property
    def left(self) -> int:
        return max(self.places - len(self.given), 0)


@dataclass(frozen=True)
class Moved:
    """A unit in this round and the one before."""

    name: str
    before: str
    after: str
    change: str


def rows_of(campaign: Campaign) -> Rows:
    """The result as it stands, best first; without a number last."""
    found = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related("unit")
    return sorted(found, key=lambda row: (row.rank is None, row.rank or 0, row.unit.order))


def drawn(campaign: Campaign, rows: Rows, ends: Sequence[Places], only: str = "") -> dict[str, Chart]:
    """Charts by name; what there is nothing to draw of is left out. ``ends``: the places; ``only``: that one alone."""
    makers = {
        "ranking": lambda: _ranking(campaign, rows, ends),
        "distribution": lambda: showing.distribution(showing.ranking(campaign), campaign),
        "groups": lambda: _groups(campaign, rows),
        "heat": lambda: _heat(campaign, rows),
        "trend": lambda: _trend(campaign),
        "progress": lambda: _progress(campaign),
    }
    made = {name: make() for name, make in makers.items() if only in ("", name)}
    return {name: chart for name, chart in made.items() if chart}


def places(campaign: Campaign, rows: Rows) -> list[Places]:
    """Every quota of the rulebook with its places, and the ties that the leading group has to settle (BW-15)."""
    if not rows or campaign.case.status == "marking":
        return []
    found = composing.score(campaign)
    names = {row.unit.code: row.unit.name for row in rows}
    units = [unit.unit for unit in found.facts.units]
    told = []
    for number, inside, many in found.graded.places if found.graded else ():
        grade = found.book.grades.bands[number].grade
        group = [units[row] for row in range(len(units)) if inside[row] and found.state(units[row]) != "不适用"]
        given = [names[unit] for unit in group if found.grade(unit) == grade]
        held = [names[unit] for unit in group if found.grade(unit) == SAID[HELD]]
        told.append(Places(grade, many, len(group), given, held))
    return told


def moved(campaign: Campaign) -> tuple[list[Moved], list[str]]:
    """Units that were in this round and the one before, the largest fall first; and what bars the comparison."""
    found = series.rounds(campaign)
    if len(found) < 2 or found[-1].campaign.pk != campaign.pk:
        return [], []
    before, after = found[-2:]
    both = [key for key in after.totals if key in before.totals]
    both.sort(key=lambda key: after.totals[key] - before.totals[key])  # among equals the units' order stands
    told = [
        Moved(
            after.names[key], points(before.totals[key], campaign.places), points(after.totals[key], campaign.places),
            change(after.totals[key] - before.totals[key], campaign.places),
        )
        for key in both
    ]  # fmt: skip
    return told, list(_not_alike(before, after, len(both)))


def _not_alike(before: Round, after: Round, both: int) -> Iterator[str]:
    day = (after.campaign.since, after.campaign.until)
    texts = {rules.for_period(one.campaign.text, *day) for one in (before, after)}
    if len(texts) > 1 or before.campaign.annexes != after.campaign.annexes:
        yield "两次用的规则或附表不同，升降不全是工作的变化"
    if both < max(len(before.totals), len(after.totals)):
        yield f"只比较两次都参加的 {both} 个单位"
    if both < figures.FEW:
        yield f"只有 {both} 个单位，不说明趋势"


def _ranking(campaign: Campaign, rows: Rows, ends: Sequence[Places]) -> Chart | None:
    if not rows:
        return None
    told = [
        Ranked(
            row.rank or 0, row.unit.name, None if row.total is None else scaled(campaign, row.total),
            row.grade, reverse("assessment:sheet", args=[campaign.pk, row.unit_id]),
        )
        for row in rows
    ]  # fmt: skip
    whole = [one for one in ends if one.of == len(rows)]
    lines = [(one.places, f"“{one.grade}”名额 {one.places} 个到此") for one in whole if 0 < one.places < len(rows)]
    return pictures.ranking("得分与排名", told, lines, campaign.places)


def _groups(campaign: Campaign, rows: Rows) -> Chart | None:
    classes = rules.book(campaign).classes
    klass = {one.unit_id: one.klass for one in campaign.entrants.all()}
    told = [
        (
            classes.get(klass.get(row.unit_id, ""), "") or row.unit.get_kind_display(),
            None if row.total is None else scaled(campaign, row.total),
        )
        for row in rows
    ]
    return pictures.spread("各组得分", figures.grouped(told), campaign.places) if told else None


def _heat(campaign: Campaign, rows: Rows) -> Chart | None:
    """Units × indicators, those alone in which anybody lost."""
    sheets = {row.unit_id: dict(leaves(row.sheet)) for row in rows if row.sheet}
    book = rules.book(campaign)
    lossy = [
        one.id for one in book.indicators.values()
        if one.leaf and any(_lost(sheet.get(one.id)) for sheet in sheets.values())
    ]  # fmt: skip
    if not lossy:
        return None
    shown = [row for row in rows if row.unit_id in sheets]
    spots = [[_spot(campaign, row, sheets[row.unit_id].get(name)) for name in lossy] for row in shown]
    titles = [book.indicators[name].title for name in lossy]
    return maps.heat_map("各单位各指标失分", [row.unit.name for row in shown], titles, spots)


def leaves(sheet: dict) -> Iterator[tuple[str, dict]]:
    """(id, node) of every leaf of a sheet."""

    def walk(node: dict) -> Iterator[tuple[str, dict]]:
        below = [*node["children"], *(child for one in node["passes"] for child in one["children"])]
        if not below:
            yield node["id"], node
        for child in below:
            yield from walk(child)

    for table in sheet["tables"]:
        yield from walk(table)


def _lost(node: dict | None) -> Decimal:
    if node is None or node["score"] is None:
        return Decimal(0)
    return max(Decimal(node["points"] or 0) - Decimal(node["score"]), Decimal(0))


def _spot(campaign: Campaign, row: UnitResult, node: dict | None) -> Spot | None:
    if node is None or node["state"] == "不适用":
        return None
    url = reverse("assessment:sheet", args=[campaign.pk, row.unit_id])
    if node["score"] is None:
        return Spot(None, "", url)
    lost, full = _lost(node), Decimal(node["points"] or 0)
    if not lost:
        return Spot(Decimal(0), "0")
    return Spot(min(lost / full, Decimal(1)) if full > 0 else Decimal(1), points(-lost, campaign.places), url)


def _trend(campaign: Campaign) -> Chart | None:
    found = series.rounds(campaign)
    same = series.steady(found)
    if len(found) < 2 or not same:
        return None
    values = [[one.totals[key] for key in same] for one in found]
    lines: list[tuple[str, list[Decimal | int | None]]] = [
        ("最高", [max(one) for one in values]),
        ("中位", [figures.rounded(figures.median(one), campaign.places) for one in values]),
        ("最低", [min(one) for one in values]),
    ]
    title = f"历次得分（每次都参加的 {len(same)} 个单位）"
    return maps.trend(title, [one.title for one in found], lines, places=campaign.places)


def _progress(campaign: Campaign) -> Chart | None:
    """By who marks, in percent, while marking is open."""
    parts = returns.by_assessor(showing.progress(campaign)) if campaign.case.status == "marking" else []
    if not parts:
        return None
    return charts.bars("评分进度（%）", [(one.who, one.percent) for one in parts], heads=("评分单位", "%"))
