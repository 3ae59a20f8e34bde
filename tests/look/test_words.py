"""How days, points and sizes are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gongkai.look import words


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Decimal("86.4"), 2, "86.40"),
        (Decimal("-0.3"), 1, "−0.3"),
        (Decimal("-0.3"), 2, "−0.30"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-0.125"), 2, "−0.13"),
        (Decimal("-0.001"), 2, "0.00"),
        (0, 2, "0.00"),
        (100, 0, "100"),
    ],
)
def test_points_carry_the_rulebooks_places_and_a_true_minus_sign(value, places, shown):
    assert words.points(value, places) == shown


def test_what_is_not_known_is_never_written_as_zero():
    unknown = [f(None) for f in (words.points, words.change, words.number, words.size, words.workdays, words.day)]
    assert set(unknown) == {"—"}


def test_a_change_always_shows_its_sign():
    assert [words.change(Decimal(each)) for each in ("-2.7", "0.6")] == ["−2.70", "+0.60"]


def test_a_moment_is_shown_in_beijings_day():
    late = datetime(2026, 1, 11, 16, 5, tzinfo=UTC)  # five past midnight in Beijing
    assert words.day(late) == "2026-01-12"
    assert words.riqi(late) == "2026年1月12日"
    assert words.moment(late) == "2026-01-12 00:05"


def test_days_are_written_short_in_tables_and_in_full_in_prose():
    assert (words.day(date(2026, 11, 21)), words.riqi(date(2026, 11, 21))) == ("2026-11-21", "2026年11月21日")


@pytest.mark.parametrize(
    ("octets", "shown"), [(0, "0 B"), (999, "999 B"), (1000, "1 KB"), (34_001, "35 KB"), (1_240_000, "1.2 MB")]
)
def test_a_file_is_never_said_to_be_smaller_than_a_reader_will_load(octets, shown):
    assert words.size(octets) == shown


def test_working_days_left_are_told_in_words():
    assert [words.workdays(n) for n in (3, 0, -2)] == ["还有 3 个工作日", "今天到期", "已超期 2 个工作日"]


def test_marks_of_titles_alternate_where_titles_stand_within_titles():
    assert words.titled("农村公路养护办法") == "《农村公路养护办法》"
    assert words.titled("关于印发《养护办法》的通知") == "《关于印发〈养护办法〉的通知》"
    assert words.titled("《关于印发〈养护办法〉的通知》解读") == "《〈关于印发《养护办法》的通知〉解读》"
