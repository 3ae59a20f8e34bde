"""Clocks at their edges: the very day, the very moment, one step before another, pauses out of order."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from gongkai.law.counting import Rest, moment_of, reach
from gongkai.law.deadlines import Event, State, clock, is_near, rounds
from gongkai.law.limits import Span
from gongkai.law.reading import Refused
from tests.law.test_deadlines import BEIJING, CALENDAR, REPLY, STANDING, at, counted, limit

DAY = timedelta(days=1)
BY = "{by: 2026-04-22, after: received, done: replied, cite: DY-F3}"
WINDOW = STANDING.replace("done:", "after: formed, done:")


def test_a_fixed_day_is_nobodys_duty_before_its_start() -> None:
    assert (counted(BY, "05-01 09:00").state, counted(BY, "05-01 09:00").due) == (State.NOT_STARTED, None)
    late = counted(BY, "05-01 09:00", received="03-01 09:00")
    assert (late.state, late.started, late.started_by) == (State.LATE, date(2026, 3, 1), "received")
    assert (late.due, late.unrolled) == (date(2026, 4, 22), date(2026, 4, 22))
    earlier = counted(BY, "05-01 09:00", received="03-01 09:00", replied="02-01 09:00")
    assert earlier.state is State.LATE  # what was answered before it came in answered something else
    assert counted(BY, "05-01 09:00", received="03-01 09:00", replied="03-01 10:00").state is State.DONE


def test_what_is_done_still_tells_from_when_it_would_have_been_late() -> None:
    done = counted(BY, "05-01 09:00", received="03-01 09:00", replied="03-02 09:00")
    assert (done.state, done.late_from) == (State.DONE, at("2026-04-23 00:00"))


def test_what_was_published_before_it_was_formed_does_not_end_its_window() -> None:
    found = counted(WINDOW, "2025-07-20 09:00", published="2025-02-01 09:00", formed="2025-03-01 09:00")
    assert (found.state, found.due, found.unrolled) == (State.LATE, date(2025, 7, 15), date(2025, 7, 15))


def test_windows_with_a_start_and_fixed_days_have_no_rounds() -> None:
    for rule in (WINDOW, BY):
        with pytest.raises(Refused):
            rounds(limit(rule), [], date(2025, 1, 1), at("2026-01-16 09:00"), CALENDAR)


def test_what_is_published_as_a_window_opens_belongs_to_that_window() -> None:
    course = [Event("published", at("2025-07-01 00:00"))]
    found = rounds(limit(STANDING), course, date(2025, 1, 1), at("2025-07-20 09:00"), CALENDAR)
    assert [one.state for one in found] == [State.LATE, State.DONE]
    assert [one.unrolled for one in found] == [date(2025, 1, 15), date(2025, 7, 15)]
    assert clock(limit(STANDING), course, at("2025-07-20 09:00"), CALENDAR).state is State.DONE


def test_a_window_of_one_day_opens_and_closes_on_it() -> None:
    found = counted("{windows: [03-02..03-02], done: published, cite: TZ-2.5}", "03-02 09:00")
    assert (found.opens, found.due) == (date(2026, 3, 2), date(2026, 3, 2))


def test_near_is_asked_from_the_day_a_window_opens() -> None:
    wide = STANDING.replace("near: 5 days", "near: 30 days")
    assert counted(wide, "2026-01-01 00:00").state is State.NEAR
    early = counted(WINDOW.replace("near: 5 days", "near: 300 days"), "2025-06-30 23:59", formed="2025-03-01 09:00")
    assert early.state is State.NOT_STARTED and not is_near(early)


def test_two_working_days_are_left_before_a_day_of_rest() -> None:
    yearly = limit("{windows: 01-01..01-31, done: published, near: 2 workdays, cite: 条例-49}", "reports.annual")
    assert counted(yearly, "2026-01-28 09:00").state is State.NEAR  # the 29th and 30th, then Saturday the 31st
    assert counted(yearly, "2026-01-27 09:00").state is State.RUNNING


def test_a_step_may_be_entered_on_the_day_it_took_effect() -> None:
    assert Event("received", date(2026, 1, 15), at("01-15 09:00")).effective == date(2026, 1, 15)
    with pytest.raises(Refused):
        Event("received", date(2026, 1, 16), at("01-15 09:00"))


def test_a_day_and_a_moment_of_it_are_not_before_each_other() -> None:
    course = [Event("received", at("01-15 10:00")), Event("replied", date(2026, 1, 15))]
    assert clock(limit(REPLY), course, at("03-20 09:00"), CALENDAR).state is State.DONE


def test_of_two_decisions_of_one_moment_the_first_entered_counts() -> None:
    decided = [
        Event("extended", at("02-12 09:00"), at("02-12 11:00"), span=9),
        Event("extended", at("02-12 09:00"), at("02-12 10:00"), span=5),
    ]
    told = [Event("received", at("01-15 09:00")), Event("extension_told", at("02-12 12:00"))]
    assert clock(limit(REPLY), [*decided, *told], at("03-20 09:00"), CALENDAR).extended == 5


def test_an_extended_limit_leaves_the_same_pauses_out() -> None:
    steps = {"received": "01-15 09:00", "asked": "01-20 09:00", "answered": "01-26 17:00"}
    found = counted(REPLY, "05-01 09:00", **steps, extended="02-12 09:00", extension_told="02-12 10:00")
    day, left = date(2026, 1, 15), 40
    while left:
        day += DAY
        left -= CALENDAR.is_workday(day) and not date(2026, 1, 20) < day <= date(2026, 1, 26)
    assert (found.due, found.unrolled, found.notes) == (day, day, ())
    assert counted(REPLY, "01-20 09:00", received="01-15 09:00").notes == ()


def test_hours_left_are_full_ones() -> None:
    rule = "{within: 5 hours, after: received, done: replied, cite: [BW-8.3]}"
    found = counted(rule, "01-15 10:30", received="01-15 09:00")
    assert (found.left, found.unrolled) == (3, date(2026, 1, 15))


def test_the_last_day_before_it_rolls_is_kept() -> None:
    rule = "{within: 15 workdays, after: received, done: replied, cite: 条例-33}"
    found = counted(rule, "02-01 09:00", received="01-15 09:00")
    assert found.unrolled == found.due
    whole = counted(
        "{within: same week, after: formed, done: published, cite: DY-3.1}", "02-01 09:00", formed="01-12 10:00"
    )
    assert whole.unrolled == whole.due == date(2026, 1, 18)


def test_a_rolled_day_in_a_year_without_a_notice_is_said() -> None:
    found = counted(
        "{within: 20 days, after: received, done: replied, cite: 条例-33}", "12-20 09:00", received="12-13 09:00"
    )
    assert found.due == date(2027, 1, 4) and found.provisional  # 2 January is a Saturday
    assert found.notes[-1].startswith("2027年放假安排尚未载入")


@pytest.mark.parametrize(
    ("span", "start", "due"),
    [
        ("day", date(2026, 1, 17), date(2026, 1, 18)),
        ("week", date(2026, 1, 14), date(2026, 1, 25)),
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("year", date(2026, 1, 31), date(2027, 12, 31)),
    ],
)
def test_every_period_reaches_to_the_end_of_the_next(span: str, start: date, due: date) -> None:
    assert reach(Span(1, span, whole=True), start, CALENDAR).due == due


def test_pauses_may_be_told_in_any_order_and_overlap() -> None:
    start = datetime(2026, 1, 15, 9, tzinfo=BEIJING)

    def rest(first: int, last: int) -> Rest:
        days = date(2026, 1, first), date(2026, 1, last)
        begins, ends = (moment_of(day) for day in days)
        return Rest(days[0] + DAY, days[1], begins, ends, "")

    orders = [[rest(20, 23), rest(16, 18), rest(17, 21)], [rest(16, 18), rest(17, 21), rest(20, 23)]]
    for rests in orders:
        assert reach(Span(48, "hours"), start, CALENDAR, rests).due == start + timedelta(hours=48) + timedelta(days=7)
        assert reach(Span(10, "days"), start.date(), CALENDAR, rests).unrolled == date(2026, 2, 1)


def test_every_round_is_of_the_limit_itself() -> None:
    fresh = limit("{every: 20 workdays, after: [updated, published], cite: KF-T1.6}", "catalogue.refresh")
    course = [Event("updated", at("01-15 10:00")), Event("published", at("02-10 10:00"))]
    found = rounds(fresh, course, date(2026, 1, 1), at("03-01 09:00"), CALENDAR)
    assert [one.limit for one in found] == [fresh, fresh] and found[0].limit.after == ("updated", "published")
    assert replace(found[0], limit=fresh).due == date(2026, 2, 12)
