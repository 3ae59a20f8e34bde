"""Charts: the drawing and its table say the same, the unknown is never drawn as zero, print needs no colour."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.look import charts, drawing, maps
from gongkai.look.charts import Step
from gongkai.look.maps import Spot

CSS = (Path(charts.__file__).parent / "static/gongkai/gongkai.css").read_text("utf-8")
STEPS = [Step("目标任务", Decimal("-2.7"), "/a/"), Step("试点加分", Decimal("0.6")), Step("社会评议", None)]
CHARTS = {
    "bars": charts.bars("条数", [("甲局", 12), ("乙局", 0), ("丙局", None)]),
    "waterfall": charts.waterfall("失分", 100, STEPS),
    "histogram": charts.histogram("分布", [Decimal(71), Decimal("89.99"), Decimal(100), None], [70, 80, 90, 100], 71),
    "heat": maps.heat_map(
        "热图",
        ["甲局", "乙局"],
        ["目录", "依申请公开答复时限"],
        [[Spot(Decimal("0.2"), "−1.00", "/b/"), None], [Spot(None, ""), Spot(Decimal(0), "0")]],
    ),
    "trend": maps.trend("趋势", ["2024", "2025", "2026"], [("本单位", [80, None, 90]), ("平均", [81, 82, 83])]),
}


def words(svg):
    """What is written on a drawing."""
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter("text")]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_number_of_the_table_stands_on_the_drawing_and_the_other_way_round(chart):
    written = " ".join(words(chart.svg))
    cells = [cell for row in chart.rows for cell in row[1:] if cell not in ("", "不适用")]
    if chart is CHARTS["waterfall"]:  # its running total is the place of the bars; the ends are written
        cells = [row[1] for row in chart.rows[1:-1]] + [chart.rows[0][2], chart.rows[-1][2]]
    if chart is CHARTS["trend"]:  # a line is read by its axis; its last value is written
        cells = chart.rows[-1][1:]
    if chart is CHARTS["histogram"]:  # what is undetermined has no bar and is said beside
        cells = cells[:-1]
    assert cells
    assert all(cell in written for cell in cells)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_drawing_speaks_carries_no_style_and_only_looks_that_are_painted(chart):
    root = ElementTree.fromstring(chart.svg)
    assert root.get("aria-label") == f"{chart.title}。{chart.says}"
    assert root.get("role") == ("group" if "<a " in chart.svg else "img")
    assert "style" not in chart.svg
    looks = {look for each in root.iter() for look in each.get("class", "").split()} - {"broad"}
    assert looks <= drawing.PAINT.keys()
    assert all(look == "t" or f".chart .{look}" in CSS for look in looks)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_picture_file_needs_nothing_beside_it(chart):
    made = chart.picture("某县2025年考核。规则校验值 0123")
    root = ElementTree.fromstring(made)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "class=" not in made
    assert float(root.get("width")) > 0
    shapes = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert all(shape.get("fill") for shape in shapes)
    written = "".join("".join(shape.itertext()) for shape in shapes)
    assert all(words in written for words in (chart.title, chart.says, "某县2025年考核")), "it says what it counts"


def test_a_waterfall_adds_up_and_leaves_the_undetermined_open():
    chart = CHARTS["waterfall"]
    assert chart.rows == [
        ["满分", "", "100.00"],
        ["目标任务", "−2.70", "97.30"],
        ["试点加分", "+0.60", "97.90"],
        ["社会评议", "待定", "97.90"],
        ["得分（暂）", "", "97.90"],
    ]
    assert chart.svg.count('class="hatch"') == 1
    assert 'href="/a/"' in chart.svg


def test_a_bar_is_as_long_as_its_value():
    lengths = [float(each) for each in re.findall(r'class="bar"[^>]*width="([\d.]+)"', CHARTS["bars"].svg)]
    assert lengths[1] == 0
    longer = charts.bars("条数", [("甲", 10), ("乙", 5)]).svg
    first, second = (float(each) for each in re.findall(r'class="bar"[^>]*width="([\d.]+)"', longer))
    assert first == pytest.approx(2 * second)


def test_no_bar_can_stand_for_a_negative_number():
    with pytest.raises(ValueError, match="负数"):
        charts.bars("条数", [("甲", -1)])


@example([Decimal(60), Decimal("69.99"), Decimal(70), Decimal(80), Decimal(90), Decimal(100)])
@given(st.lists(st.one_of(st.none(), st.decimals(60, 100, places=2)), min_size=1, max_size=80))
def test_a_distribution_counts_every_unit_once(values):
    edges = [60, 70, 80, 90, 100]
    counted = [0, 0, 0, 0]
    for value in values:  # by hand: 60 to below 70, …, 90 to 100 with its end
        if value is not None:
            counted[min(int(value - 60) // 10, 3)] += 1
    table = charts.histogram("分布", values, edges).rows
    assert [row[1] for row in table[:4]] == [str(count) for count in counted]
    assert table[4:] == ([["待定", str(values.count(None))]] if None in values else [])


def test_a_distribution_that_would_leave_a_unit_out_is_refused():
    with pytest.raises(ValueError, match="分段"):
        charts.histogram("分布", [Decimal("59.99")], [60, 70])


def test_not_applicable_is_blank_and_undetermined_is_hatched():
    svg = CHARTS["heat"].svg
    assert CHARTS["heat"].rows == [["甲局", "−1.00", "不适用"], ["乙局", "", "0"]]
    assert svg.count('class="hatch"') == 1
    assert len(re.findall(r'class="h\d" [^>]*height="22"', svg)) == 2


@pytest.mark.parametrize(
    ("share", "shade"), [("0", 0), ("0.001", 1), ("0.2", 1), ("0.21", 2), ("0.8", 4), ("0.81", 5), ("1", 5), ("1.5", 5)]
)
def test_the_shade_is_the_one_the_legend_names(share, shade):
    assert maps.shade(Decimal(share)) == shade


def test_a_line_breaks_where_nothing_is_known():
    ways = re.findall(r'class="line[^"]*" d="([^"]+)"|d="([^"]+)" ?class="line', CHARTS["trend"].svg)
    own, mean = (one or other for one, other in ways)
    assert (own.count("M"), own.count("L")) == (2, 0)
    assert (mean.count("M"), mean.count("L")) == (1, 2)


def test_more_lines_than_print_can_tell_apart_are_refused():
    with pytest.raises(ValueError, match="三条线"):
        maps.trend("趋势", ["2025"], [(str(n), [1]) for n in range(4)])


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4))
def test_an_axis_spans_its_values_in_round_steps(low, width):
    marks = drawing.ticks(low, low + width)
    assert marks[0] <= Decimal(str(low)) + Decimal("1e-6")
    assert marks[-1] >= Decimal(str(low + width)) - Decimal("1e-6")
    assert 2 <= len(marks) <= 9
    step = marks[1] - marks[0]
    assert str(step.normalize().as_tuple().digits[0]) in "125"


def test_long_names_are_cut_to_their_room_and_never_as_markup():
    assert drawing.fit("县住房和城乡建设局", 13 * 9) == "县住房和城乡建设局"
    assert drawing.fit("县住房和城乡建设局", 13 * 6) == "县住房和城…"
    chart = charts.bars("<条>", [("<b>&", 1)])
    assert words(chart.svg)[0] == "<b>&"
    assert "<b>" not in chart.svg


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_charts_of_nothing_say_so_instead_of_breaking(values):
    assert charts.bars("空", [(str(n), value) for n, value in enumerate(values)]).svg
    assert charts.waterfall("空", 100, []).rows[-1][2] == "100.00"
    assert maps.trend("空", ["2025"] * len(values), [("甲", values)]).svg
    assert maps.heat_map("空", [], [], []).svg
