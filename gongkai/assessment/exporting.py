"""A campaign's result as a workbook: the ranking, and the loss sheet as offices publish it."""

from datetime import UTC

from gongkai import tables
from gongkai.assessment import sheets
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.scale import scaled
from gongkai.look.articles import in_words
from gongkai.tables import OutColumn, OutSheet


def workbook(campaign: Campaign) -> bytes:
    """Two sheets: 得分与排名, and 失分情况 with a row a lost point (指标 · 分值 · 扣分 · 失分原因 · 依据)."""
    rows = list(
        UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True).select_related(
            "unit", "result_set"
        )
    )
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.unit.order))
    made = rows[0].result_set.at.astimezone(UTC) if rows else None
    return tables.write_xlsx(None, [_ranking(campaign, rows), _losses(campaign, rows)], made=made)


def _ranking(campaign: Campaign, rows: list[UnitResult]) -> OutSheet:
    columns = [OutColumn("名次", "whole"), OutColumn("单位"), OutColumn("得分", "number", places=campaign.places)]
    more = {"等次": [row.grade for row in rows], "说明": [row.state for row in rows]}
    more = {title: words for title, words in more.items() if any(words)}
    columns += [OutColumn(title) for title in more]
    scores = [None if row.total is None else scaled(campaign, row.total) for row in rows]
    told = list(zip([row.rank for row in rows], [row.unit.name for row in rows], scores, *more.values(), strict=True))
    return OutSheet("得分与排名", columns, told, title=f"{campaign.case.title}得分与排名", notes=_notes(campaign))


def _losses(campaign: Campaign, rows: list[UnitResult]) -> OutSheet:
    columns = [OutColumn("单位"), OutColumn("指标"), OutColumn("分值", "number"), OutColumn("得分", "number")]
    columns += [
        OutColumn("扣分", "number"),
        OutColumn("失分原因", width=60),
        OutColumn("依据", width=40),
        OutColumn("整改情况"),
    ]
    told = []
    for row in rows:
        for loss in sheets.sheet(campaign, row, {})["losses"]:
            score = None if loss.state else loss.lost
            full = loss.lost + _decimal(loss.score)
            told.append(
                (
                    row.unit.name,
                    loss.title,
                    full,
                    _decimal(loss.score),
                    score,
                    "；".join(loss.sentences),
                    in_words(loss.cite),
                    "奖励项目，没有得到的不用整改" if loss.reward else "",
                )
            )
    return OutSheet("失分情况", columns, told, title=f"{campaign.case.title}失分情况", frozen=2)


def _decimal(text: str):
    from decimal import Decimal

    return Decimal(text.replace("−", "-"))


def _notes(campaign: Campaign) -> list[str]:
    return [f"考核期 {campaign.since} 至 {campaign.until}", f"规则校验值 {campaign.sha256[:12]}"]
