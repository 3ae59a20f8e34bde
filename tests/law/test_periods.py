"""Periods as they are written, what lies in them and what came before; weeks are those of ISO 8601."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from gongkai.law.periods import Period, read_period

WRITTEN = ["2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q4", "2025-01", "2025-12", "2025-W01", "2026-W53"]


def period(text: str) -> Period:
    found = read_period(text)
    assert found is not None
    return found


@pytest.mark.parametrize("text", WRITTEN)
def test_a_period_reads_back_as_it_is_written(text: str) -> None:
    assert str(period(text)) == text


@pytest.mark.parametrize("text", ["2025-W53", "2025-13", "2025-00", "2025-Q5", "2025-H3", "2025-W00", "25", "2025-1"])
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert (period(text).first, period(text).last) == (first, last)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025", "2024"),
        ("2025-H2", "2025-H1"),
        ("2025-H1", "2024-H2"),
        ("2025-Q1", "2024-Q4"),
        ("2025-Q3", "2025-Q2"),
        ("2025-01", "2024-12"),
        ("2025-12", "2025-11"),
        ("2025-W01", "2024-W52"),
        ("2027-W01", "2026-W53"),
    ],
)
def test_what_came_before_and_after(text: str, before: str) -> None:
    assert str(period(text).before) == before and str(period(before).after) == text


@pytest.mark.parametrize(
    ("text", "what", "parts"),
    [
        ("2025", "halves", ["2025-H1", "2025-H2"]),
        ("2025", "quarters", ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
        ("2025-H1", "halves", ["2025-H1"]),
        ("2025-H2", "quarters", ["2025-Q3", "2025-Q4"]),
        ("2025-Q2", "months", ["2025-04", "2025-05", "2025-06"]),
        ("2025-12", "months", ["2025-12"]),
        ("2025-05", "quarters", []),
        ("2025-Q1", "halves", []),
        ("2025-W05", "months", []),
        ("2025-W05", "weeks", ["2025-W05"]),
        ("2025-03", "weeks", ["2025-W10", "2025-W11", "2025-W12", "2025-W13"]),  # Thursdays the 6th to the 27th
        ("2026-01", "weeks", ["2026-W01", "2026-W02", "2026-W03", "2026-W04", "2026-W05"]),
        ("2027-04", "weeks", ["2027-W13", "2027-W14", "2027-W15", "2027-W16", "2027-W17"]),  # the 1st, a Thursday
    ],
)
def test_the_parts_of_a_period(text: str, what: str, parts: list[str]) -> None:
    assert [str(part) for part in period(text).parts(what)] == parts


def test_the_weeks_of_a_year_are_those_with_most_of_their_days_in_it() -> None:
    for year in (2024, 2025, 2026, 2027):
        weeks = period(str(year)).parts("weeks")
        assert weeks[0].first + timedelta(days=3) >= date(year, 1, 1)
        assert len(weeks) == (53 if year == 2026 else 52)
        assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(weeks))
