"""What the pages of 自查 show: each indicator with what was looked at and found, month by month, and as a workbook."""

from collections import Counter
from dataclasses import dataclass

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.inspection.indicators import known
from gongkai.inspection.models import Fault, Round
from gongkai.law.site_indicators import Indicator

MONTHS = 12


@dataclass(frozen=True)
class Line:
    """An indicator, how many things the last round looked at (None: no round has ended yet), the faults that stand,
    and those of the month before."""

    indicator: Indicator
    seen: int | None
    faults: int
    before: int | None

    @property
    def vetoes(self) -> bool:
        """Whether the count alone fails the whole site."""
        return bool(self.indicator.veto) and self.faults >= self.indicator.veto

    @property
    def word(self) -> str:
        if self.faults:
            return f"否决，{self.faults} 处" if self.vetoes else f"{self.faults} 处"
        if self.seen is None:
            return "还没有看完"
        return "合格" if self.seen else "没有可看的"


def faults(post: Post):
    """Faults that stand; of the post's own units where it does not see the county."""
    rows, keys = Fault.objects.filter(ended=None), post.unit_keys()
    if keys is None:
        return rows
    return rows.filter(unit__in=Unit.objects.filter(pk__in=keys).values("code"))


def lines(post: Post) -> list[Line]:
    """Every indicator in the order of the standard, by the last round that ended."""
    monthly = months()
    last = monthly[0][1] if monthly else None
    before = monthly[1][1] if len(monthly) > 1 else None
    standing = Counter(faults(post).values_list("indicator", flat=True))
    county = post.unit_keys() is None
    return [
        Line(
            one, last.counts.get(name, [0, 0])[0] if last else None, standing.get(name, 0),
            before.counts.get(name, [0, 0])[1] if before and county else None,
        )
        for name, one in known().items()
    ]  # fmt: skip


def months() -> list[tuple[str, Round]]:
    """The last round that ended in each month, the newest month first."""
    found: dict[str, Round] = {}
    for one in Round.objects.filter(ended__isnull=False).order_by("-ended")[: 60 * MONTHS]:
        assert one.ended is not None
        found.setdefault(f"{one.ended.astimezone(BEIJING):%Y-%m}", one)
    return list(found.items())[:MONTHS]


def history() -> list[tuple[str, list[int]]]:
    """By indicator: how many faults stood at the last round of each month, in the order of ``months``."""
    rounds = [one for _, one in months()]
    return [(one.name, [r.counts.get(name, [0, 0])[1] for r in rounds]) for name, one in known().items()]


def workbook(rows) -> bytes:
    """The faults that stand, each with place, basis and remedy; the months on a second sheet."""
    out, by = tables.OutColumn, known()
    units = dict(Unit.objects.values_list("code", "name"))
    columns = [
        out("指标", width=18), out("问题", width=48), out("页面", width=36), out("网址", width=24),
        out("单位", width=14), out("依据", width=28), out("怎样改", width=40), out("首次发现", "date"),
    ]  # fmt: skip
    lines: list[tuple] = [
        (
            by[row.indicator].name, row.says, row.title, row.place, units.get(row.unit, ""),
            "、".join(by[row.indicator].cite), by[row.indicator].remedy, row.since.astimezone(BEIJING).date(),
        )
        for row in rows if row.indicator in by
    ]  # fmt: skip
    heads = [out("指标", width=24), *(out(month, "whole") for month, _ in months())]
    monthly: list[tuple] = [(name, *counts) for name, counts in history()]
    return tables.write_xlsx(
        None, [tables.OutSheet("现有问题", columns, lines, "网站自查"), tables.OutSheet("逐月", heads, monthly)]
    )
