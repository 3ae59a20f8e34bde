"""A cell asked for a day, a number or yes and no gives it, or says where it cannot."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from gongkai.tables import Cell, TableRefused, typed

MIDNIGHT, HALF_PAST_EIGHT = datetime.fromisoformat("2025-03-01"), datetime.fromisoformat("2025-03-01T08:30")


def cell(value):
    return Cell(value, 3, 2, "表", "a.xlsx")


@pytest.mark.parametrize("value", ["2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日", date(2025, 3, 1), MIDNIGHT])
def test_days(value):
    assert typed.day(cell(value)) == date(2025, 3, 1)


@pytest.mark.parametrize("value", ["2025-02-29", "3月1日", "20250301", 45717, HALF_PAST_EIGHT, "2025-03"])
def test_what_is_no_day_is_refused_in_its_place(value):
    with pytest.raises(TableRefused, match=r"a\.xlsx，表“表”，第3行C列："):
        typed.day(cell(value))


@pytest.mark.parametrize("value", ["2025-03-01 08:30", "2025-03-01T8:30:00", "2025年3月1日8时30分", HALF_PAST_EIGHT])
def test_moments(value):
    assert typed.moment(cell(value)) == HALF_PAST_EIGHT


def test_a_day_alone_is_its_first_moment_and_25_hours_are_refused():
    assert typed.moment(cell("2025-03-01")) == MIDNIGHT
    with pytest.raises(TableRefused, match="不是有效的时刻"):
        typed.moment(cell("2025-03-01 25:00"))


def test_numbers():
    assert typed.amount(cell("１２，３４５.60")) == Decimal("12345.60")
    assert typed.whole(cell("1,240")) == 1240
    assert typed.whole(cell(Decimal("3"))) == 3


@pytest.mark.parametrize("value", ["1,24", "87.5%", "1e3", "1_000", "NaN", True, "二百", date(2025, 3, 1)])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(TableRefused, match="不是数字"):
        typed.amount(cell(value))
    with pytest.raises(TableRefused, match="应为整数"):
        typed.whole(cell("1.5"))


def test_yes_and_no():
    assert [typed.flag(cell(word)) for word in ("是", "否", "√", "Yes", True, None)] == [
        True,
        False,
        True,
        True,
        True,
        None,
    ]
    with pytest.raises(TableRefused, match="应填“是”或“否”"):
        typed.flag(cell("可能"))


def test_empty_stays_unknown():
    assert [
        ask(cell(None)) for ask in (typed.text, typed.day, typed.moment, typed.whole, typed.amount, typed.flag)
    ] == [None] * 6
