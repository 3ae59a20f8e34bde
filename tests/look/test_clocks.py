"""为什么是这一天: the calendar beside a date."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai import shelf
from gongkai.law.deadlines import Event, clock
from gongkai.look.clocks import Face

BEIJING = ZoneInfo("Asia/Shanghai")


def reply(as_of, *events):
    return Face(clock(shelf.limits()["foi.reply"], events, as_of, shelf.calendar()))


def squares(face):
    return {square.day: square for _, weeks in face.months for week in weeks for square in week if square}


def drawn(face):
    """The calendar as a person would copy it out: a line a week."""

    def sign(square):
        if square is None:
            return "."
        return square.why if square.number is None else f"{square.number}{square.why}"

    return [" ".join(sign(square) or "-" for square in week) for _, weeks in face.months for week in weeks]


def test_a_calendar_numbers_the_counted_days_and_names_the_others():
    """Received on Thursday 2026-01-15, 20 working days, due 2026-02-12: copied from the calendar on the wall."""
    face = reply(date(2026, 1, 20), Event("received", date(2026, 1, 15)))
    assert drawn(face) == [
        "- - - 起算 1 周六 周日",
        "2 3 4 5 6 周六 周日",
        "7 8 9 10 11 周六 .",
        ". . . . . . 周日",
        "12 13 14 15 16 周六 周日",
        "17 18 19 20到期 - - -",
    ]


def test_a_make_up_day_counts_and_the_spring_festival_does_not():
    face = reply(date(2026, 2, 20), Event("received", date(2026, 2, 10)))
    found = squares(face)
    assert found[date(2026, 2, 14)].number == 4  # a Saturday worked in exchange
    assert {found[date(2026, 2, day)].why for day in range(15, 24)} == {"春节"}
    assert (found[date(2026, 3, 16)].look, found[date(2026, 3, 16)].number) == ("due", 20)


def test_paused_days_are_shaded_and_their_reason_stands_below():
    face = reply(
        date(2026, 1, 12),
        Event("received", date(2025, 12, 17)),
        Event("asked_third_party", date(2025, 12, 24)),
        Event("third_party_answered", date(2025, 12, 29)),
    )
    paused = [square.day.day for square in squares(face).values() if square.look == "paused"]
    assert paused == [25, 26, 29]
    assert ("第三方征求意见期间", 3) in [(why, days) for why, days, _ in face.skipped]


def test_every_day_left_out_is_accounted_for():
    face = reply(date(2026, 2, 20), Event("received", date(2026, 2, 10)))
    days = (date(2026, 3, 16) - date(2026, 2, 10)).days
    assert sum(count for _, count, _ in face.skipped) == days - 20


@pytest.mark.parametrize(
    ("today", "look", "left"),
    [
        (date(2026, 1, 20), "", "还有 17 个工作日"),
        (date(2026, 2, 12), "near", "今天到期"),
        (date(2026, 2, 13), "late", "已超期 1 个工作日"),
    ],
)
def test_a_clock_says_how_it_stands_on_the_last_day_and_after(today, look, left):
    face = reply(today, Event("received", date(2026, 1, 15)))
    assert (face.look, face.left, face.due) == (look, left, "2026年2月12日")


def test_today_is_marked_and_a_missed_day_is_not_drawn_like_a_kept_one():
    face = reply(date(2026, 2, 13), Event("received", date(2026, 1, 15)))
    found = squares(face)
    assert [day for day, square in found.items() if square.today] == [date(2026, 2, 13)]
    assert found[date(2026, 2, 12)].look == "over"


def test_hours_are_told_as_a_list_with_the_minute():
    happened = datetime(2026, 1, 12, 6, 10, tzinfo=BEIJING)
    limit = shelf.limits("bw")["opinion.first_word"]
    face = Face(clock(limit, [Event("happened", happened)], datetime(2026, 1, 12, 9, tzinfo=BEIJING), shelf.calendar()))
    assert (face.due, face.months, face.daily) == ("2026年1月12日 11:10", [], False)


def test_a_clock_that_has_not_begun_shows_no_date():
    face = reply(date(2026, 1, 20))
    assert (face.look, face.due, face.left, face.months) == ("waiting", "—", "未起算", [])
