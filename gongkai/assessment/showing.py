"""What the pages of a campaign show: the list, progress, ranking."""

from collections import Counter

from gongkai.accounts.models import Post, Role
from gongkai.assessment import access, composing, marking, returns, rules
from gongkai.assessment.models import Assessor, Campaign, UnitResult
from gongkai.assessment.scale import scaled
from gongkai.assessment.selfchecks import showing as selfchecks
from gongkai.assessment.selfchecks.asking import WRITING
from gongkai.assessment.sheets import score_of
from gongkai.law.periods import Period
from gongkai.look import charts
from gongkai.look.charts import Chart


def row_of(campaign: Campaign, post: Post) -> dict:
    """A campaign in the list; for a unit with its own result once sheets are out, and no link before that."""
    opens = post.sees_county() or campaign.case.status in access.SHEETS_OUT
    opens = opens or _rates(campaign, post) or _checks(campaign, post)
    says = _standing(campaign, post)
    return {"campaign": campaign, "units": campaign.entrants.count(), "says": says, "opens": opens}


def as_planned(period: Period) -> dict:
    """What the form of a plan proposes for a period: a name, the days, and none for comments on a short round."""
    short = period.kind not in ("year", "half")
    days = {"comment_days": 0} if short else {}
    title = f"{period.title}政务公开考核"
    return {"title": title, "period": str(period), "since": period.first, "until": period.last} | days


def progress(campaign: Campaign) -> list[dict]:
    """A row an item: how many units are marked, how many the table still needs, who marks."""
    done, owed, who = marking.progress(campaign), _owed(campaign), _who(campaign)
    of = marking.asked_of(campaign)
    return [
        {"item": item, "done": done[item.name], "of": of[item.name], "owed": owed[item.name],
         "who": who.get(item.source, "")}
        for item in marking.asked(campaign)
    ]  # fmt: skip


def ranking(campaign: Campaign) -> dict | None:
    """The current result set as rows, best first; None before the first composition."""
    kept = access.results(campaign)
    if kept is None:
        return None
    rows = UnitResult.objects.filter(result_set=kept).select_related("unit").order_by("rank", "unit__order")
    shown = [
        {
            "rank": row.rank,
            "unit": row.unit,
            "grade": row.grade,
            "score": score_of(campaign, row),
            "total": row.total,
            "note": "；".join(row.sheet.get("open", [])[:2]),
        }
        for row in sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))
    ]
    return {
        "rows": shown,
        "graded": any(row["grade"] for row in shown),
        "noted": any(row["note"] for row in shown),
        "at": kept.at,
        "sha256": kept.sha256,
    }


def distribution(found: dict | None, campaign: Campaign) -> Chart | None:
    """How many units scored how much, in bins of five points."""
    if found is None:
        return None
    values = [None if row["total"] is None else scaled(campaign, row["total"]) for row in found["rows"]]
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = int(min(known)) // 5 * 5, int(max(known)) // 5 * 5 + 5
    return charts.histogram("得分分布", values, list(range(low, high + 5, 5)))


def _standing(campaign: Campaign, post: Post) -> str:
    if post.sees_county():
        return _how_far(campaign, post)
    if (own := selfchecks.asked_of(campaign, post)) and own.case.status in WRITING:
        return "自查还没有报送"
    if _rates(campaign, post):
        return "请填本单位自评"
    row = (
        UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True, unit__in=post.unit_keys())
        if campaign.case.status in access.SHEETS_OUT
        else UnitResult.objects.none()
    ).first()
    if row and row.rank:
        return f"{score_of(campaign, row)} 分，第 {row.rank} 名"
    return "正在评分，合成以后可以看本单位的评分表" if campaign.case.status == "marking" else "尚未合成"


def _how_far(campaign: Campaign, post: Post) -> str:
    """Of all marks for those who see all sheets; of one's own for who marks a part."""
    if campaign.case.status in ("planned", "approved"):
        return "还没有开始"
    if campaign.case.status != "marking":
        return "已评完"
    own = None if access.sees_all_sheets(post) else marking.mine(campaign, post)
    return returns.of(row for row in progress(campaign) if own is None or row["item"] in own).says


def _checks(campaign: Campaign, post: Post) -> bool:
    return selfchecks.asked_of(campaign, post) is not None


def _rates(campaign: Campaign, post: Post) -> bool:
    return campaign.case.status == "marking" and marking.rates_itself(campaign, post)


def _outsiders() -> set[int]:
    """Units for which nobody marks but the third party, whose post stands at the county itself."""
    posts = Post.objects.filter(role__in=marking.MARKERS).values_list("unit", "role")
    third = {unit for unit, role in posts if role == Role.THIRD_PARTY}
    return third - {unit for unit, role in posts if role != Role.THIRD_PARTY}


def _owed(campaign: Campaign) -> Counter:
    """How many units still need an item, as the engine tells: what a decided veto or condition leaves out is not.

    A mark is owed where the sheet says so; a fact nobody found out wherever its indicator is open for want of it, even
    one that only tells who is asked.
    """
    found, sources = composing.score(campaign), rules.book(campaign).sources
    marked = marking.marked(campaign)
    owed: Counter[str] = Counter()
    for entrant in campaign.entrants.select_related("unit"):
        sheet = found.sheet(entrant.unit.code)
        open_marks = {(one.indicator, one.passing) for one in sheet.open}
        open_nodes = {node.id for table in sheet.tables for node in table.walk() if node.state == "待定"}
        for item in rules.items(campaign):
            passing = sources[item.passing] if item.passing else ""
            needed = (item.leaf, passing) in open_marks if item.mark else item.leaf in open_nodes
            owed[item.name] += needed and (item.name, entrant.unit_id) not in marked
    return owed


def _who(campaign: Campaign) -> dict[str, str]:
    found: dict[str, str] = {"": campaign.case.unit.name}
    rated: set[str] = set()
    outsiders = _outsiders()
    for one in Assessor.objects.filter(campaign=campaign).select_related("unit"):
        if one.own:
            rated.add(one.source)
        else:
            name = str(Role.THIRD_PARTY.label) if one.unit_id in outsiders else one.unit.name
            found[one.source] = "、".join(filter(None, (found.get(one.source), name)))
    return found | {source: f"各单位自评，{found[source]}报送" for source in rated}
