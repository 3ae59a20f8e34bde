"""What is known of a finding over the rounds: whether it was told before, and where its mending stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.findings.models import Finding, Item, Sighting

MENDING = ("mend", "pass")


@dataclass(frozen=True)
class Past:
    """``told``: 上年已指出, 2023年已指出 or empty; ``stands``: 整改情况 in words."""

    told: str
    stands: str


def of(findings: Iterable[Finding], until: date) -> dict[int, Past]:
    """By key, seen from a round or a day that ends on ``until``; three questions for all of them."""
    rows = {row.pk: row for row in findings}
    earlier, items, mended = _earlier(rows, until), _items(rows), _mended(rows)
    return {
        key: Past(_told(earlier.get(key, set()), until), _stands(row, items.get(key), mended.get(key)))
        for key, row in rows.items()
    }  # fmt: skip


def _earlier(rows: dict[int, Finding], until: date) -> dict[int, set[int]]:
    """Years of earlier rounds that saw each."""
    found: dict[int, set[int]] = defaultdict(set)
    seen = Sighting.objects.filter(finding__in=rows, round__until__lt=until)
    for key, day in seen.values_list("finding", "round__until"):
        found[key].add(day.year)
    return found


def _told(years: set[int], until: date) -> str:
    if not years:
        return ""
    last = max(years)
    if last == until.year:
        return "本年已指出"
    return "上年已指出" if last == until.year - 1 else f"{last}年已指出"


def _items(rows: dict[int, Finding]) -> dict[int, str]:
    """The state in words of the latest rectification that each stands in."""
    items = Item.objects.filter(finding__in=rows).exclude(rectification__case__status="cancelled")
    items = items.select_related("rectification__case").order_by("pk")
    return {item.finding_id: item.rectification.case.status_label for item in items}


def _mended(rows: dict[int, Finding]) -> dict[int, date]:
    acts = Act.objects.filter(case__in=rows, step__in=MENDING).order_by("number")
    return {key: at.astimezone(BEIJING).date() for key, at in acts.values_list("case", "effective")}


def _stands(row: Finding, item: str | None, mended: date | None) -> str:
    status = row.case.status
    if status == "mended":
        return f"已整改（{mended:%Y-%m-%d}）" if mended else "已整改"
    if status == "rejected":
        return "经核实不作为问题"
    if status == "candidate":
        return "待认定"
    return item if item and item != "已整改" else "未整改"
