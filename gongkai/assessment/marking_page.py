"""The marking page: one item for all units that the assessor speaks for, and where it leads."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.urls import reverse

from gongkai.accounts.models import Post
from gongkai.assessment import items, lists, marking, recusing, rules
from gongkai.assessment.items import Item
from gongkai.assessment.marking import BadMarks
from gongkai.assessment.models import Campaign

FLAGS = (("", "待定"), (marking.YES, "是"), (marking.NO, "否"))


def given(posted, campaign: Campaign, post: Post, item: Item) -> list[marking.Given]:
    """What the page sent."""
    units = _rows(campaign, post, item).values_list("unit_id", flat=True)
    return [
        marking.Given(unit, posted.get(f"value_{unit}", ""), posted.get(f"reason_{unit}", ""), _was(posted, unit))
        for unit in units
        if f"value_{unit}" in posted
    ]


def _was(posted, unit: int) -> int | None:
    said = posted.get(f"was_{unit}", "")
    return int(said) if said.isdecimal() and len(said) < 18 else None


def next_item(campaign: Campaign, post: Post, item: Item) -> Item | None:
    """The item after this one in the order of the table."""
    mine = marking.mine(campaign, post)
    return next(iter(mine[mine.index(item) + 1 :]), None)


def items_nav(campaign: Campaign, post: Post, item: Item | None = None) -> list[dict]:
    """All items of the assessor with how far each has come."""
    units, marked = dict(_units(campaign, post)), marking.marked(campaign)
    return [
        {
            "title": one.title,
            "url": reverse("assessment:marks", args=[campaign.pk, one.name]),
            "current": one == item,
            "done": sum((one.name, unit) in marked for unit, klass in units.items() if one.asks(klass)),
            "of": sum(one.asks(klass) for klass in units.values()),
        }
        for one in marking.mine(campaign, post)
    ]


def unfinished(nav: list[dict]) -> int:
    """How many of these items still lack a mark."""
    return sum(one["done"] < one["of"] for one in nav)


def page(campaign: Campaign, post: Post, item: Item, posted=None, refusal: BadMarks | None = None) -> dict:
    """Rows of the page: what stands, or after a refusal what was sent with what is wrong; beside it what was counted.

    ``faults`` lists (reason, id of the field); a row's ``fault`` is (reason, field), ``first`` says it is the first.
    """
    standing, beside = marking.marks_of(campaign, item), counted_beside(campaign, item)
    faults = list(zip(refusal.reasons, refusal.where, strict=True)) if refusal else []
    wrong = {unit: (reason, part) for reason, (unit, part) in reversed(faults)}
    first = faults[0][1][0] if faults else None
    rows = []
    on_page, shut = set(_rows(campaign, post, item)), recusing.shut(campaign, item.name, post)
    for entrant in marking.units_of(campaign, post, item):
        if entrant.unit_id in shut:
            rows.append({"unit": entrant.unit, "shut": shut[entrant.unit_id]})
        if entrant not in on_page:
            continue
        key, mark = entrant.unit_id, standing.get(entrant.unit_id)
        value, reason = (mark.value, mark.reason) if mark else ("", "")
        was = mark.pk if mark else 0
        if posted and key not in (refusal.overtaken if refusal else ()):
            was = posted.get(f"was_{key}", was)
        rows.append(
            {
                "unit": entrant.unit,
                "value": posted.get(f"value_{key}", "") if posted else value,
                "reason": posted.get(f"reason_{key}", "") if posted else reason,
                "was": was,
                "by": mark.by.person.name if mark else "",
                "beside": beside.get(key, ""),
                "fault": wrong.get(key),
                "first": key == first,
            }
        )
    return {
        "rows": rows, "beside": bool(beside), "label": label(item), "choices": choices(item), "how": _how(item),
        "faults": [(reason, f"{part}_{unit}") for reason, (unit, part) in faults],
    }  # fmt: skip


def _rows(campaign: Campaign, post: Post, item: Item):
    """The rows on the page: those that may be written, or all to be read."""
    rows = marking.open_rows(campaign, campaign.case.status, item, post)
    if rows is not None:
        return rows
    return marking.units_of(campaign, post, item).exclude(unit__in=recusing.shut(campaign, item.name, post))


def _units(campaign: Campaign, post: Post):
    shut = recusing.refused(campaign, post)
    return marking.units_of(campaign, post).exclude(unit__in=shut).values_list("unit_id", "klass")


def counted_beside(campaign: Campaign, item: Item) -> dict[int, str]:
    """What the platform counted of the facts the item's leaf reads, in words by unit key."""
    book = rules.book(campaign)
    names = [name for name in items.raw(book, book.indicators[item.leaf]) if book.facts[name].origin == "measured"]
    beside: dict[int, str] = {}
    for count in campaign.counts.filter(fact__in=names).order_by("fact"):
        said = f"{book.facts[count.fact].name} {'待定' if count.value is None else count.value}"
        beside[count.unit_id] = "；".join(filter(None, (beside.get(count.unit_id), said)))
    return beside


def label(item: Item) -> str:
    if item.kind == "mark":
        ends = ""
        if isinstance(item.least, Fraction) and isinstance(item.most, Fraction):
            ends = f"（{float(item.least):g}–{float(item.most):g}）"
        return f"{'扣分' if item.loses else '得分'}{ends}"
    return {"flag": "是否", "count": "数量", "number": "数值", "list": "名单", "proof": "佐证"}.get(item.kind, "取值")


def choices(item: Item) -> tuple:
    if item.kind == "flag":
        return FLAGS
    return (("", "待定"), *item.states) if item.states else ()


def typed(item: Item, value: str | None) -> Decimal | str | None:
    """A mark's value as a cell of a workbook holds it: a number where one is asked for."""
    if not value or item.kind == "list" or choices(item):
        return value
    try:
        return Decimal(value)
    except InvalidOperation:
        return value


def _how(item: Item) -> str:
    if item.kind == "list":
        return f"一行写一条：{lists.how(item)}，用逗号隔开。一条也没有的填“无”；空着就是待定。"
    if item.loses:
        return "没有问题填 0；扣分要写理由，被考核单位看得到。"
    return "满分不必写理由；没有给满的要写理由，被考核单位看得到。空着就是待定，不当零分。"
