"""What the pages of a campaign show: progress, ranking, the marking page."""

from collections import Counter
from datetime import date
from fractions import Fraction

from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.assessment import access, composing, items, marking, rules
from gongkai.assessment.announcing import scaled
from gongkai.assessment.items import Item
from gongkai.assessment.models import Assessor, Campaign, UnitResult
from gongkai.assessment.sheets import score_of
from gongkai.look import charts
from gongkai.look.charts import Chart

FLAGS = (("", "待定"), (marking.YES, "是"), (marking.NO, "否"))


def row_of(campaign: Campaign, post: Post) -> dict:
    """A campaign in the list; for a unit with its own result once sheets are out."""
    return {"campaign": campaign, "units": campaign.entrants.count(), "says": _standing(campaign, post)}


def usual_period(today: date) -> dict:
    """The last full year, as a campaign's form proposes it."""
    return {"since": date(today.year - 1, 1, 1), "until": date(today.year - 1, 12, 31)}


def progress(campaign: Campaign) -> list[dict]:
    """A row an item: how many units are marked, how many the table still needs, who marks."""
    done, owed, who = marking.progress(campaign), _owed(campaign), _who(campaign)
    total = campaign.entrants.count()
    return [
        {"item": item, "done": done[item.name], "of": total, "owed": owed[item.name], "who": who.get(item.source, "")}
        for item in rules.items(campaign)
    ]


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
    return {"rows": shown, "graded": any(row["grade"] for row in shown), "at": kept.at, "sha256": kept.sha256}


def given(posted, campaign: Campaign) -> list[marking.Given]:
    """What the marking page sent."""
    units = campaign.entrants.values_list("unit_id", flat=True)
    return [
        marking.Given(unit, posted.get(f"value_{unit}", ""), posted.get(f"reason_{unit}", ""))
        for unit in units
        if f"value_{unit}" in posted
    ]


def next_item(campaign: Campaign, post: Post, item: Item) -> Item | None:
    """The item after this one in the order of the table."""
    mine = marking.mine(campaign, post)
    return next(iter(mine[mine.index(item) + 1 :]), None)


def items_nav(campaign: Campaign, post: Post, item: Item) -> list[dict]:
    """All items of the assessor with how far each has come."""
    done, total = marking.progress(campaign), campaign.entrants.count()
    return [
        {
            "title": one.title,
            "url": reverse("assessment:marks", args=[campaign.pk, one.name]),
            "current": one.name == item.name,
            "done": done[one.name],
            "of": total,
        }
        for one in marking.mine(campaign, post)
    ]


def marks_page(campaign: Campaign, item: Item, posted=None) -> dict:
    """Rows of the marking page: what stands, or after a refusal what was sent; beside it what the platform counted."""
    standing, beside = marking.marks_of(campaign, item), _counted_beside(campaign, item)
    rows = []
    for entrant in campaign.entrants.select_related("unit"):
        mark = standing.get(entrant.unit_id)
        key = entrant.unit_id
        value, reason = (mark.value, mark.reason) if mark else ("", "")
        rows.append(
            {
                "unit": entrant.unit,
                "value": posted.get(f"value_{key}", "") if posted else value,
                "reason": posted.get(f"reason_{key}", "") if posted else reason,
                "by": mark.by.person.name if mark else "",
                "beside": beside.get(key, ""),
            }
        )
    return {"rows": rows, "beside": bool(beside), "label": _label(item), "choices": _choices(item), "how": _how(item)}


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
        done = marking.progress(campaign)
        return f"已评 {sum(done.values())} 项次"
    row = (
        UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True, unit__in=post.unit_keys())
        if campaign.case.status in access.SHEETS_OUT
        else UnitResult.objects.none()
    ).first()
    return f"{score_of(campaign, row)} 分，第 {row.rank} 名" if row and row.rank else "尚未合成"


def _owed(campaign: Campaign) -> Counter:
    """How many units still need an item, as the engine tells: what a decided veto or condition leaves out is not."""
    found = composing.score(campaign)
    owed: Counter[str] = Counter()
    asked = {(item.leaf, item.title): item.name for item in rules.items(campaign)}
    for entrant in campaign.entrants.select_related("unit"):
        for one in found.sheet(entrant.unit.code).open:
            name = asked.get((one.indicator, one.what.removesuffix("评分"))) or asked.get((one.indicator, one.what))
            if name:
                owed[name] += 1
    return owed


def _who(campaign: Campaign) -> dict[str, str]:
    found: dict[str, str] = {"": campaign.case.unit.name}
    for one in Assessor.objects.filter(campaign=campaign).select_related("unit"):
        found[one.source] = "、".join(filter(None, (found.get(one.source), one.unit.name)))
    return found


def _counted_beside(campaign: Campaign, item: Item) -> dict[int, str]:
    """What the platform counted of the facts the item's leaf reads, in words by unit key."""
    book = rules.book(campaign)
    names = [name for name in items.raw(book, book.indicators[item.leaf]) if book.facts[name].origin == "measured"]
    beside: dict[int, str] = {}
    for count in campaign.counts.filter(fact__in=names).order_by("fact"):
        said = f"{book.facts[count.fact].name} {'待定' if count.value is None else count.value}"
        beside[count.unit_id] = "；".join(filter(None, (beside.get(count.unit_id), said)))
    return beside


def _label(item: Item) -> str:
    if item.kind == "mark":
        ends = ""
        if isinstance(item.least, Fraction) and isinstance(item.most, Fraction):
            ends = f"（{float(item.least):g}–{float(item.most):g}）"
        return f"{'扣分' if item.loses else '得分'}{ends}"
    return {"flag": "是否", "count": "数量", "number": "数值"}.get(item.kind, "取值")


def _choices(item: Item) -> tuple:
    if item.kind == "flag":
        return FLAGS
    return (("", "待定"), *item.states) if item.states else ()


def _how(item: Item) -> str:
    if item.loses:
        return "没有问题填 0；扣分要写理由，被考核单位看得到。"
    return "满分不必写理由；没有给满的要写理由，被考核单位看得到。空着就是待定，不当零分。"
