"""Two drawings of a campaign beside those of ``look``: a ranking with its lines, and groups side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.assessment.outlook.figures import Group
from gongkai.look.charts import LABEL, OPEN, ROW, WIDTH, Chart
from gongkai.look.drawing import Drawing, fit
from gongkai.look.words import points


@dataclass(frozen=True)
class Ranked:
    """A unit in the ranking: rank 0 has none; ``grade`` may be a tie's word."""

    rank: int
    name: str
    total: Decimal | None
    grade: str
    url: str = ""


def ranking(title: str, rows: Sequence[Ranked], lines: Sequence[tuple[int, str]], places: int) -> Chart:
    """A bar a unit, the best above; ``lines`` are (after so many units, words): where places of a grade end."""
    pen = Drawing(WIDTH, ROW * len(rows) + 18 * len(lines) + 8)
    scale, shift = _scale([row.total for row in rows if row.total is not None]), 0
    ends = dict(lines)
    for n, row in enumerate(rows):
        _unit(pen, n * ROW + shift, row, scale, places)
        if n + 1 in ends:
            y = (n + 1) * ROW + shift + 2
            pen.line(10, y, WIDTH - 10, y, "mark")
            pen.text(WIDTH - 12, y + 13, ends[n + 1], "t2 end")
            shift += 18
    says = f"共 {len(rows)} 个单位" + "".join(f"；{words}" for words in ends.values())
    cells = [
        [row.name, str(row.rank or "—"), OPEN if row.total is None else points(row.total, places), row.grade or "—"]
        for row in rows
    ]
    heads = [("单位", "text"), ("名次", "number"), ("得分", "number"), ("等次", "text")]
    return Chart(title, says, pen.svg(title, says), heads, cells)


def spread(title: str, groups: Sequence[Group], places: int) -> Chart:
    """Lowest, median and highest of each group on one scale, with n; a group too small to compare says so."""
    values = [value for group in groups for value in group.values]
    scale = _scale([min(values, default=Decimal(0)), max(values, default=Decimal(1))], LABEL + 40, 90)
    pen = Drawing(WIDTH, 40 * len(groups) + 8)
    for n, group in enumerate(groups):
        _group(pen, n * 40 + 6, group, scale, places)
    says = "；".join(f"{group.title} n={group.n}" for group in groups)
    return Chart(title, says, pen.svg(title, says), _heads(), [_cells(group, places) for group in groups])


def _heads() -> list[tuple[str, str]]:
    return [
        ("组别", "text"), ("n", "number"), ("最低", "number"), ("中位数", "number"), ("平均", "number"),
        ("最高", "number"), ("说明", "text"),
    ]  # fmt: skip


def _cells(group: Group, places: int) -> list[str]:
    told = [min(group.values), group.median, group.mean, max(group.values)] if group.values else [None] * 4
    notes = [f"只有 {group.n} 个，不作比较"] * group.few + [f"另有 {group.open} 个待定"] * bool(group.open)
    return [group.title, str(group.n), *(points(one, places) for one in told), "；".join(notes)]


def _unit(pen: Drawing, y: float, row: Ranked, scale, places: int) -> None:
    said = OPEN if row.total is None else points(row.total, places)
    pen.open(row.url, f"{row.name} {said}")
    pen.text(34, y + 19, str(row.rank or "—"), "t end")
    pen.text(LABEL - 12, y + 19, fit(row.name, LABEL - 60), "t end")
    if row.total is None:
        pen.rect(LABEL, y + 4, 60, ROW - 8, "hatch")
        pen.text(LABEL + 70, y + 19, said, "t2")
    else:
        pen.rect(LABEL, y + 4, scale(row.total) - LABEL, ROW - 8, "bar")
        pen.text(scale(row.total) + 8, y + 19, f"{said} {row.grade}".strip())
    pen.close()


def _group(pen: Drawing, y: float, group: Group, scale, places: int) -> None:
    pen.text(LABEL - 12, y + 20, fit(f"{group.title}（n={group.n}）", LABEL - 16), "t end")
    if not group.values:
        pen.text(LABEL, y + 20, OPEN, "t2")
        return
    low, high, middle = min(group.values), max(group.values), group.median
    pen.line(scale(low), y + 15, scale(high), y + 15, "axis")
    pen.path(f"M{scale(low):.1f} {y + 9}v12M{scale(high):.1f} {y + 9}v12", "axis")
    pen.text(scale(low) - 6, y + 19, points(low, places), "t2 end")
    pen.text(scale(high) + 6, y + 19, points(high, places), "t2")
    if group.few:
        pen.text((scale(low) + scale(high)) / 2, y + 31, f"只有 {group.n} 个，不作比较", "t2 mid")
    else:
        pen.path(f"M{scale(middle):.1f} {y + 15}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "dot")
        pen.text(scale(middle), y + 5, points(middle, places), "t mid")


def _scale(values: Sequence[Decimal], left: float = LABEL, rest: float = 190):
    """Points on the drawing: from zero, or where all are high only the part in which something happens."""
    high = float(max(values, default=1)) or 1.0
    low = float(min(values, default=0))
    foot = 0.0 if low < high * 0.5 else low - (high - low or 1) * 0.2
    return lambda value: left + (float(value) - foot) / ((high - foot) or 1) * (WIDTH - rest - left)
