"""博望区: three sources weighed, three grades, at most seven in ten of them 优秀; worked by hand."""

from decimal import Decimal

import pytest

from gongkai.law.reading import Refused
from gongkai.law.scoring import Facts, Mark, compile
from tests.rulebooks.sheet import results, rulebook, scores

BOOK = rulebook("bw")


def total(own, third_party, work):
    marks = {("total", "self"): own, ("total", "third_party"): third_party, ("total", "work"): work}
    return scores(BOOK, {}, marks)["total"]


@pytest.mark.provision("BW-16.4")
@pytest.mark.parametrize(
    "own, third_party, work, points",
    [
        (100, 100, 100, "100"),
        (95, 88, 90, "89.5"),  # 9.5 + 44 + 36
        (100, 88, 90, "90"),  # 10 + 44 + 36
        ("87.35", "91.27", "84.4", "88.13"),  # 8.735 + 45.635 + 33.76
        (0, 0, 0, "0"),
    ],
)
def test_self_10_third_party_50_work_40(own, third_party, work, points):
    assert total(own, third_party, work) == Decimal(points)


@pytest.mark.provision("BW-16.4")
def test_a_source_that_has_not_spoken_leaves_the_total_open():
    assert total(95, None, 90) == "待定"


@pytest.mark.provision("BW-16.4")
def test_the_sheet_names_each_source_s_mark_and_weight():
    marks = {("total", "self"): 95, ("total", "third_party"): 88, ("total", "work"): 90}
    text = results(BOOK, {}, marks).sheet("政府办").node("total").text
    assert [word for word in ("89.50/100", "95", "88", "90", "10%", "50%", "40%", "BW-16.4") if word not in text] == []


@pytest.mark.provision("BW-14")
def test_each_source_marks_within_100():
    with pytest.raises(Refused):
        total(100, "100.01", 90)


def county(*marks):
    """Units whose three sources all gave the same mark."""
    units = [f"单位{number}" for number in range(1, len(marks) + 1)]
    given = {
        ("total", source, unit): Mark(mark, reason="示例", by="示例")
        for unit, mark in zip(units, marks, strict=True)
        for source in ("self", "third_party", "work")
    }
    return compile(BOOK).score(Facts.from_rows(BOOK, [{"unit": unit} for unit in units], marks=given))


def grades(*marks):
    results = county(*marks)
    return [results.grade(f"单位{number}") for number in range(1, len(marks) + 1)]


@pytest.mark.provision("BW-16.4")
def test_90_and_60_belong_to_the_upper_grade():
    assert grades(90, "89.99", 60, "59.99") == ["优秀", "合格", "合格", "不合格"]


@pytest.mark.provision("BW-15")
def test_at_most_seven_of_ten_are_excellent_and_the_next_take_the_next_grade():
    assert grades(99, 98, 97, 96, 95, 94, 93, 92, 91, 90) == ["优秀"] * 7 + ["合格"] * 3
    assert grades(99, 98, 97, 96) == ["优秀", "优秀", "合格", "合格"]  # 70% of 4 is 2.8: two


@pytest.mark.provision("BW-15")
@pytest.mark.parametrize("units, places", [(1, 0), (2, 1), (3, 2), (9, 6), (10, 7), (100, 70)])  # 0.7, 1.4, 2.1, 6.3
def test_a_part_of_a_place_is_no_place(units, places):
    assert grades(*(f"{100 - place / 10:.1f}" for place in range(units))).count("优秀") == places


@pytest.mark.provision("BW-15")
def test_a_tie_across_the_line_is_put_to_the_leading_group_and_the_quota_is_not_exceeded():
    assert grades(99, 98, 97, 96, 95, 94, 93, 93, 92, 60) == ["优秀"] * 6 + ["提请领导小组"] * 2 + ["合格"] * 2
    assert grades(90, 90) == ["提请领导小组"] * 2  # one place for two


@pytest.mark.provision("BW-15")
def test_below_90_nobody_is_excellent_though_places_are_left():
    assert grades("89.99", 80, 59) == ["合格", "合格", "不合格"]


@pytest.mark.provision("BW-15")
def test_while_a_unit_is_not_marked_the_excellent_are_for_the_time_being():
    found = county(95, 80, None)
    assert [(row.unit, row.grade, row.provisional) for row in found.ranking()] == [
        ("单位1", "优秀", True),
        ("单位2", "合格", False),  # no quota stands above 合格
        ("单位3", "待定", False),
    ]


@pytest.mark.provision("BW-18")
def test_90_and_above_counts_as_no_deduction_and_the_others_as_they_are():
    follows = {(one.unit, one.use.do) for one in county(90, "89.99").follows if one.use.to == "目标管理考核"}
    assert follows == {("单位1", "count_full"), ("单位2", "count_score")}


def test_the_excellent_are_commended_and_the_failing_criticised_and_mended_within_a_month():
    follows = {
        (one.unit, one.use.do, one.use.within) for one in county(95, 80, 59).follows if "count" not in one.use.do
    }
    assert follows == {("单位1", "commend", ""), ("单位3", "criticise", ""), ("单位3", "rectify", "1 month")}
