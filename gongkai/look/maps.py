"""Charts of two directions: a heat map (who × what) and a trend (what × when). Rules as in look.charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from gongkai.look.charts import NARROW, OPEN, Chart
from gongkai.look.drawing import Drawing, fit, ticks, width_of
from gongkai.look.words import points

LABEL = 150
CELL, TALL = 42, 24
SHADES = 6
HEAD = 7  # characters of a heading that stand above a column


@dataclass(frozen=True)
class Spot:
    """A cell: how much of the points was lost as a share 0 … 1 (None: undetermined), what it says, where it leads."""

    share: Decimal | float | None
    text: str
    url: str = ""


def heat_map(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    spots: Sequence[Sequence[Spot | None]],
    *,
    head: str = "单位",
) -> Chart:
    """Rows × columns, the darker the more is lost. A None in place of a spot is 不适用 and stays blank.

    ``head`` names what stands in a row.
    """
    top = 14 * min(max(map(len, columns), default=0), HEAD + 1) + 12
    pen = Drawing(max(LABEL + CELL * len(columns) + 8, NARROW), top + TALL * len(rows) + 44)
    for n, column in enumerate(columns):
        words = column if len(column) <= HEAD else column[:HEAD] + "…"
        pen.down(LABEL + CELL * n + CELL / 2, top - 8 - 14 * (len(words) - 1), words, "t2 mid")
    for n, (row, line) in enumerate(zip(rows, spots, strict=True)):
        pen.text(LABEL - 10, top + TALL * n + 17, fit(row, LABEL - 14), "t end")
        for m, (column, spot) in enumerate(zip(columns, line, strict=True)):
            if spot:
                _spot(pen, LABEL + CELL * m, top + TALL * n, spot, f"{row} {column}")
    _legend(pen, top + TALL * len(rows) + 14)
    says = f"{len(rows)} 行、{len(columns)} 列，颜色越深失分越多"
    heads = [(head, "text")] + [(column, "number") for column in columns]
    cells = [[row, *(spot.text if spot else "不适用" for spot in line)] for row, line in zip(rows, spots, strict=True)]
    return Chart(title, says, pen.svg(title, says), heads, cells)


def trend(
    title: str, periods: Sequence[str], series: Sequence[tuple[str, Sequence[Decimal | int | None]]], *, places: int = 2
) -> Chart:
    """Up to three lines over periods; a value not known breaks its line. More than three raises ValueError."""
    if not 1 <= len(series) <= 3:
        raise ValueError("趋势图画一至三条线，更多请分图或看表格")
    known = [float(value) for _, values in series for value in values if value is not None]
    marks = ticks(min(known, default=0), max(known, default=1))
    pen = Drawing(NARROW, 270)
    x = _across(len(periods))
    y = _upwards(float(marks[0]), float(marks[-1]))
    _axes(pen, periods, marks, x, y)
    for n, (_, values) in enumerate(series):
        _line(pen, n, values, x, y)
    _names(pen, series, x, y, places)
    says = "、".join(name for name, _ in series) + f"，共 {len(periods)} 期"
    heads = [("期次", "text")] + [(name, "number") for name, _ in series]
    rows = [
        [period, *(OPEN if values[n] is None else points(values[n], places) for _, values in series)]
        for n, period in enumerate(periods)
    ]
    return Chart(title, says, pen.svg(title, says), heads, rows)


def shade(share: Decimal | float) -> int:
    """Which of the six shades shows a share: nothing lost is the lightest, all lost the darkest."""
    return min(max(ceil(share * (SHADES - 1)), 0), SHADES - 1)


def _spot(pen: Drawing, x: float, y: float, spot: Spot, label: str) -> None:
    pen.open(spot.url, f"{label}：{OPEN if spot.share is None else spot.text}")
    look = "hatch" if spot.share is None else f"h{shade(spot.share)}"
    pen.rect(x + 1, y + 1, CELL - 2, TALL - 2, look)
    dark = spot.share is not None and shade(spot.share) >= SHADES - 2
    pen.text(x + CELL / 2, y + 16, OPEN if spot.share is None else spot.text, "t mid on-dark" if dark else "t mid")
    pen.close()


def _legend(pen: Drawing, y: float) -> None:
    pen.text(LABEL - 10, y + 13, "失分占本项", "t2 end")
    for n, words in enumerate(("0", "≤20%", "≤40%", "≤60%", "≤80%", ">80%")):
        pen.rect(LABEL + 66 * n, y, 20, 16, f"h{n}")
        pen.text(LABEL + 66 * n + 25, y + 13, words, "t2")


def _across(count: int):
    step = (NARROW - 200) / max(count - 1, 1)
    return lambda n: 50 + n * step


def _upwards(low: float, high: float):
    return lambda value: 225 - (float(value) - low) / ((high - low) or 1) * 205


def _axes(pen: Drawing, periods: Sequence[str], marks: Sequence[Decimal], x, y) -> None:
    for mark in marks:
        pen.line(50, y(mark), x(len(periods) - 1), y(mark), "rule")
        pen.text(42, y(mark) + 4, f"{mark.normalize():f}", "t2 end")
    room = x(1) - x(0)
    each = ceil(max((width_of(period, 12) + 10 for period in periods), default=1) / room)
    for n, period in enumerate(periods):
        if (len(periods) - 1 - n) % each == 0:  # the latest is always named
            pen.text(x(n), 250, period, "t2 mid")


def _line(pen: Drawing, n: int, values: Sequence[Decimal | int | None], x, y) -> None:
    """Pieces of line between known neighbours, a sign at every value: ring, square, triangle."""
    kind = f"-{n}" if n else ""
    way, joined = "", False
    for place, value in enumerate(values):
        if value is not None:
            way += f"{'L' if joined else 'M'}{x(place):.1f} {y(value):.1f}"
        joined = value is not None
    pen.path(way, f"line line{kind}" if kind else "line")
    for place, value in enumerate(values):
        if value is not None:
            pen.path(_sign(n, x(place), y(value)), f"dot dot{kind}" if kind else "dot")


def _names(pen: Drawing, series: Sequence[tuple[str, Sequence[Decimal | int | None]]], x, y, places: int) -> None:
    """Each line's name behind its last value, from above to below, pushed apart where they would meet."""
    ends = []
    for name, values in series:
        known = [(place, value) for place, value in enumerate(values) if value is not None]
        if known:
            place, value = known[-1]
            ends.append((y(value) + 4, x(place) + 10, f"{name} {points(value, places)}"))
    floor = 0.0
    for height, left, words in sorted(ends):
        floor = max(height, floor)
        pen.text(left, floor, words, "t strong")
        floor += 16


def _sign(n: int, x: float, y: float) -> str:
    shapes = ("m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "m-4-4h8v8h-8z", "m0-5l5 9h-10z")
    return f"M{x:.1f} {y:.1f}{shapes[n]}"
