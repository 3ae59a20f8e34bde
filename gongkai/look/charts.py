"""Charts drawn on the server. Each is a table first: the same numbers stand in columns and rows beside the drawing.

Numbers are printed on the drawing, losses with their minus sign, so that black-and-white print says the same. A value
not known (None) is drawn hatched or breaks its line, and says 待定; it is never drawn as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString

from gongkai.look.drawing import Drawing, fit, picture
from gongkai.look.words import change, number, points

WIDTH = 760
NARROW = 560
ROW = 28
LABEL = 190
OPEN = "待定"
Number = Decimal | int


@dataclass(frozen=True)
class Chart:
    """A drawing and its table: columns are (title, kind), rows are ready cells."""

    title: str
    says: str
    svg: SafeString
    columns: list[tuple[str, str]]
    rows: list[list[str]]

    def picture(self, *notes: str) -> str:
        """The drawing as an SVG file that needs no style sheet; it says by itself what it counts, and ``notes``."""
        return picture(self.svg, self.title, [f"{self.says}。", *notes])


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: what was lost (below zero) or won, None while undetermined."""

    label: str
    change: Number | None
    url: str = ""


def bars(title: str, items: Sequence[tuple[str, Number | None]], *, heads=("名称", "数值"), places: int = 0) -> Chart:
    """A bar a row, the longest first or as given. Values from zero upwards; a negative one raises ValueError."""
    if any(value is not None and value < 0 for _, value in items):
        raise ValueError("条形图不能画负数；增减请用瀑布图")
    pen = Drawing(WIDTH, ROW * len(items) + 8)
    top = max((value for _, value in items if value is not None), default=0) or 1
    for n, (label, value) in enumerate(items):
        _label(pen, n, label)
        _bar(pen, n, value, top, places)
    return Chart(
        title,
        _span(items, places),
        pen.svg(title, _span(items, places)),
        [(heads[0], "text"), (heads[1], "number")],
        [[label, OPEN if value is None else _shown(value, places)] for label, value in items],
    )


def waterfall(title: str, full: Number, steps: Sequence[Step], *, places: int = 2, ends=("满分", "得分")) -> Chart:
    """From full marks down (and up) to the score, a step a row; an undetermined step stands open and moves nothing."""
    runs = [Decimal(full)]
    for step in steps:
        runs.append(runs[-1] + (step.change or 0))
    low, high = _window(runs)
    if any(step.change is None for step in steps):
        ends = (ends[0], f"{ends[1]}（暂）")
    pen = Drawing(WIDTH, ROW * (len(steps) + 2) + 8)
    scale = _scale(low, high, LABEL, WIDTH - 70)
    _end_bar(pen, 0, ends[0], runs[0], scale, low, places)
    for n, (step, (before, after)) in enumerate(zip(steps, pairwise(runs), strict=True), 1):
        _step(pen, n, step, before, after, scale, places)
    _end_bar(pen, len(steps) + 1, ends[1], runs[-1], scale, low, places)
    says = f"{ends[0]}{points(full, places)}，{ends[1]}{points(runs[-1], places)}，共 {len(steps)} 项增减"
    rows = [[ends[0], "", points(full, places)]]
    rows += [
        [step.label, OPEN if step.change is None else change(step.change, places), points(after, places)]
        for step, after in zip(steps, runs[1:], strict=True)
    ]
    rows.append([ends[1], "", points(runs[-1], places)])
    return Chart(title, says, pen.svg(title, says), [("项目", "text"), ("增减", "number"), ("累计", "number")], rows)


def histogram(title: str, values: Sequence[Number | None], edges: Sequence[Number], own: Number | None = None) -> Chart:
    """How many values fall between each two edges (from … to below; the last with its end). ``own`` marks one's place.

    A value outside the edges raises ValueError: a distribution that leaves units out would lie.
    """
    known = [value for value in values if value is not None]
    counts = [0] * (len(edges) - 1)
    for value in known:
        counts[_bin(value, edges)] += 1
    missing = len(values) - len(known)
    labels = [f"{points(low, 0)}–{points(high, 0)}" for low, high in pairwise(edges)]
    pen = Drawing(NARROW, 250)
    _columns(pen, labels, counts, None if own is None else _bin(own, edges))
    says = f"共 {len(known)} 个" + (f"，另有 {missing} 个待定" if missing else "")
    rows = [[label, number(count)] for label, count in zip(labels, counts, strict=True)]
    if missing:
        rows.append([OPEN, number(missing)])
    return Chart(title, says, pen.svg(title, says), [("分段", "text"), ("个数", "number")], rows)


def _label(pen: Drawing, n: int, label: str, look: str = "t end") -> None:
    pen.text(LABEL - 12, n * ROW + 19, fit(label, LABEL - 16), look)


def _bar(pen: Drawing, n: int, value: Number | None, top: Number, places: int) -> None:
    y = n * ROW + 4
    if value is None:
        pen.rect(LABEL, y, 60, ROW - 8, "hatch")
        pen.text(LABEL + 70, y + 15, OPEN, "t2")
        return
    width = float(value) / float(top) * (WIDTH - LABEL - 80)
    pen.rect(LABEL, y, width, ROW - 8, "bar")
    pen.text(LABEL + width + 8, y + 15, _shown(value, places))


def _window(runs: Sequence[Decimal]) -> tuple[float, float]:
    """What part of the scale is drawn: from zero where losses are large, else only the part where something happens."""
    low, high = float(min(runs)), float(max(runs))
    return (0.0 if low < high * 0.5 else low - (high - low or 1) * 0.15), high


def _scale(low: float, high: float, left: float, right: float):
    return lambda value: left + (float(value) - low) / ((high - low) or 1) * (right - left)


def _end_bar(pen: Drawing, n: int, label: str, value: Decimal, scale, low: float, places: int) -> None:
    """Full marks and the score. A bar that does not begin at zero shows a break near its foot."""
    y = n * ROW + 4
    _label(pen, n, label, "t end strong")
    pen.rect(LABEL, y, scale(value) - LABEL, ROW - 8, "bar-2")
    if low > 0:
        pen.path(f"M{LABEL + 8} {y + ROW - 6}l4 -{ROW - 4}M{LABEL + 13} {y + ROW - 6}l4 -{ROW - 4}", "axis")
    pen.text(scale(value) + 8, y + 15, points(value, places), "t strong")


def _step(pen: Drawing, n: int, step: Step, before: Decimal, after: Decimal, scale, places: int) -> None:
    y = n * ROW + 4
    pen.line(scale(before), y - ROW + 4, scale(before), y + ROW - 8, "rule")
    words = OPEN if step.change is None else change(step.change, places)
    pen.open(step.url, f"{step.label} {words}")
    _label(pen, n, step.label)
    left, right = sorted((scale(before), scale(after)))
    look = "hatch" if step.change is None else "loss" if step.change < 0 else "gain"
    pen.rect(
        left - (8 if step.change is None else 0), y, max(right - left, 16 if step.change is None else 2), ROW - 8, look
    )
    pen.text(right + 8, y + 15, words)
    pen.close()


def _bin(value: Number, edges: Sequence[Number]) -> int:
    if not edges[0] <= value <= edges[-1]:
        raise ValueError(f"{value}不在分段{edges[0]}至{edges[-1]}之内")
    return next((n for n, high in enumerate(edges[1:]) if value < high), len(edges) - 2)


def _columns(pen: Drawing, labels: Sequence[str], counts: Sequence[int], own: int | None) -> None:
    foot, tall = 210, 165
    step = (NARROW - 40) / len(counts)
    top = max(counts) or 1
    for n, (label, count) in enumerate(zip(labels, counts, strict=True)):
        x, height = 20 + n * step, count / top * tall
        pen.rect(x + step * 0.12, foot - height, step * 0.76, height, "own" if n == own else "bar")
        pen.text(x + step / 2, foot - height - 6, str(count), "t mid")
        if n == own:
            pen.text(x + step / 2, foot - height - 22, "本单位", "t mid strong")
        pen.text(x + step / 2, foot + 18, label, "t2 mid")
    pen.line(20, foot, NARROW - 20, foot, "axis")


def _shown(value: Number, places: int) -> str:
    return points(value, places) if places else number(int(value))


def _span(items: Sequence[tuple[str, Number | None]], places: int) -> str:
    known = [value for _, value in items if value is not None]
    if not known:
        return "都还待定"
    return f"共 {len(items)} 项，最大 {_shown(max(known), places)}，最小 {_shown(min(known), places)}"
