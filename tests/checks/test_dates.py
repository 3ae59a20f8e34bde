"""A day that no calendar has, a span that ends before it begins, a paper that is later than its publication."""

from datetime import date

import pytest

from gongkai.checks import dates


def found(text: str, **more) -> list[tuple[str, str]]:
    return [(finding.kind, finding.excerpt) for finding in dates.find(text, **more)]


@pytest.mark.parametrize("day", ["2026年2月30日", "2025年2月29日", "2026年13月1日", "2026-04-31", "2026年0月5日"])
def test_an_impossible_day_is_named(day):
    assert found(f"请于{day}前报送。") == [("impossible_day", day)]


@pytest.mark.parametrize("day", ["2024年2月29日", "2026年12月31日", "2026-04-30", "编号32026-13-45-9", "2026-13-045"])
def test_days_and_numbers_that_are_none_are_left_alone(day):
    assert found(f"见{day}。") == []


@pytest.mark.parametrize("to", ["至", "—", "起至", " 09:00 至 ", "到"])
def test_a_span_that_ends_before_it_begins(to):
    assert found(f"公示期2026年3月9日{to}2026年3月2日") == [("backward_span", "2026年3月2日")]
    assert found(f"公示期2026年3月2日{to}2026年3月9日") == []
    assert found(f"公示期2026年3月2日{to}2026年3月2日") == []


def test_two_days_that_are_no_span_may_stand_in_any_order():
    assert found("2026年3月9日收到，原件写于2025年1月1日") == []


def test_a_paper_is_not_made_after_it_is_published():
    text = "请于2026年5月1日前报送。\n某某县人民政府\n　　2026年3月17日\n"
    assert found(text, shown_on=date(2026, 3, 16)) == [("made_later", "2026年3月17日")]
    assert found(text, shown_on=date(2026, 3, 17)) == found(text) == []


def test_offsets_are_those_of_the_page():
    page = "<p>2026年<b>2月</b>30日</p>"
    (finding,) = dates.find_in_html(page)
    assert page[finding.start : finding.end] == "2026年<b>2月</b>30日"
