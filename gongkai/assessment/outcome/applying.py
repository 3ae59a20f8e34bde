"""结果运用, registered: what a result was used for, by whom and when, with the figures as they were handed over."""

import hashlib
import json
from datetime import UTC

from gongkai import tables
from gongkai.assessment.models import Applied, Campaign, PaperKind
from gongkai.assessment.outcome import drafting, following
from gongkai.assessment.scale import scaled
from gongkai.assessment.sheets import score_of
from gongkai.look import articles
from gongkai.look.words import points
from gongkai.tables import OutColumn, OutSheet

PAPERS = {"commend": PaperKind.COMMEND, "criticise": PaperKind.CRITICISE}
SEPARATOR = "|"


def choices(campaign: Campaign) -> list[tuple[str, str]]:
    """What is still to be registered: (name of the use, its words)."""
    done = {(one.what, one.to) for one in campaign.applied.all()}
    return [
        (SEPARATOR.join(place), following.word(*place)) for place in following.places(campaign) if place not in done
    ]


def is_open(cases, takes) -> dict[int, list[str]]:
    """A use is one that the rulebook knows, with units it holds for, and is registered once."""
    reasons, found = {}, Campaign.objects.in_bulk([case.pk for case in cases])
    for take in takes:
        campaign = found[take.case.pk]
        if not take.only_asks and (why := _why_not(campaign, take.detail)):
            reasons[campaign.pk] = [why]
        elif take.only_asks and not choices(campaign):
            reasons[campaign.pk] = ["评分规则没有写结果运用，或者都已经登记过"]
    return reasons


def _why_not(campaign: Campaign, detail: dict) -> str:
    name = SEPARATOR.join((detail.get("use", ""), detail.get("to", "")))
    words = dict(choices(campaign)).get(name)
    if words is None:
        return "请选一种还没有登记过的运用"
    return "" if rows(campaign, detail["use"], detail["to"]) else f"没有单位符合“{words}”的条件"


def keep(cases, takes, acts) -> None:
    """The row of the register; a commendation or a criticism goes out as a paper with it."""
    found = Campaign.objects.select_related("case__unit").in_bulk([case.pk for case in cases])
    for take in takes:
        campaign, what = found[take.case.pk], take.detail["use"]
        told = rows(campaign, what, take.detail["to"])
        units = [[row["unit"].pk, str(row["counted"] if row["counted"] is not None else "")] for row in told]
        people = take.words.strip() if what == "commend" else ""
        Applied.objects.create(
            campaign=campaign, what=what, to=take.detail["to"], units=units, people=people,
            sha256=hashlib.sha256(json.dumps(units).encode()).hexdigest(), by=take.by, at=take.at,
        )  # fmt: skip
        if what in PAPERS:
            drafting.issue(campaign, PAPERS[what], take.by, take.at)


def rows(campaign: Campaign, what: str, to: str) -> list[dict]:
    """{unit, rank, score, grade, counted, deducted, says, cite} for each unit the use holds for, best first."""
    if what == "count":
        return [
            _row(campaign, one.row, one.by, counted=one.points, deducted=one.deducted)
            for one in following.counted(campaign, to)
        ]
    uses = following.pairs(campaign)
    return [_row(campaign, row, use) for row, use in uses if (use.do, use.to) == (what, to)]


def workbook(campaign: Campaign, what: str, to: str) -> bytes:
    """The list for whoever takes the result over: target management, the performance office."""
    told, places = rows(campaign, what, to), campaign.places
    columns = [
        OutColumn("名次", "whole"), OutColumn("单位", width=24), OutColumn("考核得分", "number", places=places),
        OutColumn("等次"),
    ]  # fmt: skip
    cells = [[row["rank"], row["unit"].full_name or row["unit"].name, row["total"], row["grade"]] for row in told]
    if what == "count":
        columns += [OutColumn("计入分数", "number", places=places), OutColumn("扣分", "number", places=places)]
        cells = [[*some, row["counted"], row["deducted"]] for some, row in zip(cells, told, strict=True)]
    columns += [OutColumn("办法", width=30), OutColumn("依据", width=40)]
    cells = [[*some, row["says"], articles.in_words(row["cite"])] for some, row in zip(cells, told, strict=True)]
    title = f"{campaign.case.title}结果：{following.word(what, to)}"
    period = [f"考核期 {campaign.since} 至 {campaign.until}"]
    kept = campaign.result_sets.filter(current=True).first()
    notes = [*period, f"结果校验值 {kept.sha256[:12]}"] if kept else period
    sheet = OutSheet("结果运用", columns, [tuple(some) for some in cells], title=title, notes=notes)
    return tables.write_xlsx(None, [sheet], made=kept.at.astimezone(UTC) if kept else None)


def _row(campaign: Campaign, row, use, counted=None, deducted=None) -> dict:
    return {
        "unit": row.unit, "rank": row.rank, "score": score_of(campaign, row), "grade": row.grade, "counted": counted,
        "total": row.state if row.total is None else scaled(campaign, row.total),
        "deducted": deducted, "says": use.says or following.word(use.do, ""), "cite": use.cite,
        "shown": "" if counted is None else points(counted, campaign.places),
        "lost": "" if deducted is None else points(deducted, campaign.places),
    }  # fmt: skip
