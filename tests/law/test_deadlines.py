"""Clocks: dates counted by hand and by a second naïve program, at the moment and just before it."""

from datetime import UTC, date, datetime, timedelta, timezone

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law.deadlines import Event, State, clock, rounds
from gongkai.law.limits import read_limit
from gongkai.law.reading import Refused, read

BEIJING = timezone(timedelta(hours=8))
CALENDAR = shelf.calendar()
WORDS = {
    "formed": "信息形成",
    "changed": "信息变更",
    "opened": "栏目开通",
    "received": "收到",
    "corrected": "收到补正",
    "asked": "征求意见",
    "answered": "收到意见",
    "extended": "决定延长",
    "extension_told": "告知延长",
    "proposed": "提出",
    "published": "公开",
    "replied": "答复",
    "updated": "更新",
}
REPLY = (
    "{within: 20 workdays, after: [corrected, received], done: replied, near: 3 workdays, cite: [条例-30, 条例-33],"
    " pause: [{from: asked, to: answered, says: 第三方征求意见期间}],"
    " extend: {once: 20 workdays, decided_by: foi_head, told_before: due}}"
)


def limit(text, name="foi.reply"):
    return read_limit(name, read(text, "时限.yaml"), WORDS)


def at(text):
    """01-15 09:00 → that moment of 2026 in Beijing; a longer text carries its year."""
    text = text if text[4] == "-" else f"2026-{text}"
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def events(**steps):
    return [Event(step, at(when)) for step, when in steps.items()]


def counted(rule, as_of, **steps):
    return clock(limit(rule) if isinstance(rule, str) else rule, events(**steps), at(as_of), CALENDAR)


# --- working days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "start", "due"),
    [
        (7, "01-15 10:00", date(2026, 1, 26)),
        (20, "01-15 10:00", date(2026, 2, 12)),
        (20, "02-10 10:00", date(2026, 3, 16)),
        (20, "09-18 10:00", date(2026, 10, 22)),
        (20, "01-15 00:00", date(2026, 2, 12)),
        (20, "01-15 23:59", date(2026, 2, 12)),  # the whole day of the start does not count
        (20, "01-17 10:00", date(2026, 2, 13)),  # a Saturday
        (20, "2025-12-12 10:00", date(2026, 1, 12)),  # 1–3 January off, Sunday the 4th worked
    ],
)
def test_twenty_working_days_start_the_day_after(days, start, due):
    rule = f"{{within: {days} workdays, after: received, done: replied, cite: 条例-33}}"
    assert counted(rule, "12-01 09:00", received=start).due == due


def test_the_last_day_is_in_time_to_its_last_moment_and_the_next_is_late():
    last, late = "02-12 23:59:59.999999", "02-13 00:00"
    started = {"received": "01-15 10:00"}
    assert counted(REPLY, last, **started).state is State.NEAR
    assert counted(REPLY, late, **started).state is State.LATE
    assert counted(REPLY, late, **started, replied=last).state is State.DONE
    assert counted(REPLY, late, **started, replied=late).state is State.DONE_LATE
    assert counted(REPLY, last, **started).late_from == at(late)


def test_a_day_is_beijings_whatever_the_zone_of_the_moment():
    received = datetime(2026, 1, 14, 16, 30, tzinfo=UTC)  # 00:30 on the 15th in Beijing
    found = clock(limit(REPLY), [Event("received", received)], datetime(2026, 2, 12, 15, 59, tzinfo=UTC), CALENDAR)
    assert (found.started, found.due, found.late) == (date(2026, 1, 15), date(2026, 2, 12), False)
    found = clock(limit(REPLY), [Event("received", received)], datetime(2026, 2, 12, 16, 0, tzinfo=UTC), CALENDAR)
    assert found.late


def test_as_of_a_day_is_its_end():
    found = clock(limit(REPLY), [Event("received", date(2026, 1, 15))], date(2026, 2, 12), CALENDAR)
    assert (found.state, found.left) == (State.NEAR, 0)
    found = clock(limit(REPLY), [Event("received", date(2026, 1, 15))], date(2026, 2, 13), CALENDAR)
    assert (found.state, found.left) == (State.LATE, -1)


def test_near_begins_when_three_working_days_are_left():
    assert counted(REPLY, "02-06 12:00", received="01-15 10:00").left == 4
    assert counted(REPLY, "02-06 12:00", received="01-15 10:00").state is State.RUNNING
    assert counted(REPLY, "02-09 00:00", received="01-15 10:00").left == 3
    assert counted(REPLY, "02-09 00:00", received="01-15 10:00").state is State.NEAR


def test_nothing_counts_before_the_start():
    found = counted(REPLY, "03-01 10:00", replied="02-01 10:00")
    assert (found.state, found.due, found.proof) == (State.NOT_STARTED, None, ())
    assert found.summary == "foi.reply：尚未起算（收到补正、收到后起算）"


def test_the_first_of_several_starts_that_is_present_counts():
    found = counted(REPLY, "03-01 10:00", received="01-15 10:00", corrected="02-10 10:00")
    assert (found.started, found.started_by, found.due) == (date(2026, 2, 10), "corrected", date(2026, 3, 16))


def test_a_change_starts_anew_and_an_earlier_publication_does_not_end_it():
    rule = "{within: 20 workdays, after: [changed, formed], done: published, cite: 条例-26}"
    found = counted(rule, "03-01 10:00", formed="01-05 10:00", published="01-20 10:00", changed="02-10 10:00")
    assert (found.due, found.done_at, found.state) == (date(2026, 3, 16), None, State.RUNNING)
    twice = [*events(formed="01-05 10:00"), Event("changed", at("01-07 10:00")), Event("changed", at("01-15 10:00"))]
    assert clock(limit(rule), twice, at("02-01 10:00"), CALENDAR).due == date(2026, 2, 12)


def test_the_first_answer_ends_it_not_the_last():
    answers = [
        Event("received", at("01-15 10:00")),
        Event("replied", at("02-20 10:00")),
        Event("replied", at("02-05 10:00")),
    ]
    found = clock(limit(REPLY), answers, at("03-01 10:00"), CALENDAR)
    assert (found.state, found.done_at) == (State.DONE, at("02-05 10:00"))


def test_what_is_answered_at_the_very_moment_it_comes_in_is_answered():
    assert counted(REPLY, "02-01 10:00", received="01-15 10:00", replied="01-15 10:00").state is State.DONE
    assert counted(REPLY, "02-01 10:00", received="01-15 10:00", replied="01-15 09:59").state is State.RUNNING


# --- what was known, and when -----------------------------------------------------------------------------------


def test_a_clock_runs_on_when_a_step_legally_happened():
    late_entered = [Event("received", at("01-15 00:00"), at=at("01-20 09:00"))]
    assert clock(limit(REPLY), late_entered, at("01-21 09:00"), CALENDAR).due == date(2026, 2, 12)


def test_what_the_trail_learned_later_was_not_known_then():
    course = [Event("received", at("01-15 09:00")), Event("replied", at("02-12 10:00"), at=at("02-14 09:00"))]
    assert clock(limit(REPLY), course, at("02-13 12:00"), CALENDAR).state is State.LATE
    assert clock(limit(REPLY), course, at("02-14 08:59"), CALENDAR).state is State.LATE
    assert clock(limit(REPLY), course, at("02-14 09:00"), CALENDAR).state is State.DONE


def test_what_will_happen_has_not_happened():
    course = events(received="01-15 09:00", replied="02-12 10:00")
    assert clock(limit(REPLY), course, at("02-12 09:59"), CALENDAR).done_at is None


def test_an_effective_day_after_its_entry_is_refused():
    with pytest.raises(Refused, match="生效日2026-01-21晚于登记日2026-01-20"):
        Event("received", at("01-21 09:00"), at=at("01-20 09:00"))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(TypeError, match="time zone"):
        Event("received", datetime(2026, 1, 15, 9, 0))  # noqa: DTZ001
    with pytest.raises(TypeError, match="time zone"):
        clock(limit(REPLY), [], datetime(2026, 1, 15, 9, 0), CALENDAR)  # noqa: DTZ001


# --- pauses -----------------------------------------------------------------------------------------------------


def test_days_of_consultation_do_not_count():
    # Counted by hand: 16, 19, 20 January are 1–3; 21–23 and 26 January paused; 27 January is 4; 12 February is 16;
    # 13 and 14 (a worked Saturday) February 17 and 18; then 24 and 25 February.
    found = counted(REPLY, "02-20 09:00", received="01-15 09:00", asked="01-20 09:00", answered="01-26 17:00")
    assert found.due == date(2026, 2, 25)
    reasons = {line.day: line.says for line in found.proof if line.counted is None}
    assert reasons[date(2026, 1, 21)] == "第三方征求意见期间，不计"
    assert reasons[date(2026, 1, 24)] == "周六，不计"
    assert reasons[date(2026, 2, 16)] == "春节，不计"
    assert date(2026, 1, 20) not in reasons and date(2026, 1, 27) not in reasons
    articles = {line.day: line.cite for line in found.proof}
    assert articles[date(2026, 1, 24)] == ("工作时间规定-7",) and articles[date(2026, 2, 16)] == ("放假办法",)


def test_two_consultations_at_once_are_left_out_once():
    one = counted(REPLY, "02-20 09:00", received="01-15 09:00", asked="01-20 09:00", answered="01-26 17:00")
    both = [
        Event("received", at("01-15 09:00")),
        Event("asked", at("01-20 09:00")),
        Event("asked", at("01-20 10:00")),
        Event("answered", at("01-23 17:00")),
        Event("answered", at("01-26 17:00")),
    ]
    assert clock(limit(REPLY), both, at("02-20 09:00"), CALENDAR).due == one.due


def test_while_the_answer_is_out_the_clock_stands_still():
    standing = counted(REPLY, "01-23 12:00", received="01-15 09:00", asked="01-20 09:00")
    assert (standing.state, standing.paused) == (State.PAUSED, True)
    assert standing.due == date(2026, 2, 24)  # as if answered today: three days do not count
    later = counted(REPLY, "01-26 12:00", received="01-15 09:00", asked="01-20 09:00")
    assert later.due == date(2026, 2, 25)
    assert "正在暂停" in later.summary


def test_a_consultation_sent_after_the_due_day_saves_nothing():
    found = counted(REPLY, "02-20 09:00", received="01-15 09:00", asked="02-13 09:00")
    assert (found.due, found.state) == (date(2026, 2, 12), State.LATE)


def test_a_consultation_before_a_correction_does_not_count():
    found = counted(
        REPLY,
        "03-01 09:00",
        received="01-05 09:00",
        asked="01-06 09:00",
        answered="02-12 09:00",
        corrected="02-10 09:00",
    )
    assert found.due == date(2026, 3, 18)  # only 11 and 12 February are left out: two days after the 16th


def test_silence_ends_a_pause_where_the_law_gives_the_third_party_a_limit():
    capped = REPLY.replace("says: 第三方征求意见期间", "says: 第三方征求意见期间, at_most: 5 workdays")
    silent = counted(capped, "02-12 09:00", received="01-15 09:00", asked="01-20 09:00")
    # asked on the 20th, five working days lapse with the 27th: 21, 22, 23, 26, 27 January do not count
    assert (silent.due, silent.paused, silent.state) == (date(2026, 2, 26), False, State.RUNNING)
    on_the_day = counted(capped, "01-27 09:00", received="01-15 09:00", asked="01-20 09:00")
    assert on_the_day.paused
    day_after = counted(capped, "01-28 09:00", received="01-15 09:00", asked="01-20 09:00")
    assert not day_after.paused


# --- extension --------------------------------------------------------------------------------------------------


def extended(decided, told, as_of="03-20 09:00", span=None):
    course = [Event("received", at("01-15 09:00"))]
    course += [Event("extended", at(decided), span=span)] if decided else []
    course += [Event("extension_told", at(told))] if told else []
    return clock(limit(REPLY), course, at(as_of), CALENDAR)


def test_an_extension_decided_and_told_by_the_last_day_adds_twenty():
    # from 12 February: 13, 14 (worked), 24–28 (the 28th worked), 2–6, 9–13 March = 2 + 5 + 5 + 5 = 17, then 16–18 March
    assert extended("02-12 09:00", "02-12 23:59").due == date(2026, 3, 18)
    assert extended("02-12 09:00", "02-12 23:59").extended == 20


def test_an_extension_told_after_the_last_day_is_void_and_said():
    void = extended("02-12 09:00", "02-13 00:00")
    assert (void.due, void.extended) == (date(2026, 2, 12), 0)
    assert void.notes == ("已决定延长，但须在2026-02-12前告知后才生效",)
    assert extended("02-12 09:00", None).due == date(2026, 2, 12)


def test_an_extension_decided_after_the_last_day_is_void_and_said():
    void = extended("02-13 09:00", "02-13 09:00")
    assert (void.due, void.notes) == (date(2026, 2, 12), ("延长决定作于2026-02-13，晚于原期限2026-02-12，不生效",))


def test_an_extension_may_be_shorter_and_never_longer():
    assert extended("02-10 09:00", "02-10 09:00", span=3).due == date(2026, 2, 24)
    assert extended("02-10 09:00", "02-10 09:00", span=30).due == date(2026, 3, 18)


def test_time_gained_by_a_pause_is_time_for_telling_the_extension():
    found = counted(
        REPLY,
        "03-20 09:00",
        received="01-15 09:00",
        asked="01-20 09:00",
        answered="01-26 17:00",
        extended="02-24 09:00",
        extension_told="02-25 09:00",
    )
    assert found.extended == 20


# --- hours ------------------------------------------------------------------------------------------------------

FIVE_HOURS = "{within: 5 hours, after: received, done: published, near: 2 hours, cite: BW-8.3}"


def test_hours_run_day_and_night_and_on_holidays():
    found = counted(FIVE_HOURS, "02-17 00:00", received="02-16 22:30")  # Spring Festival
    assert found.due == at("02-17 03:30")
    assert found.state is State.RUNNING


def test_the_fifth_hour_is_in_time_to_the_moment():
    start = {"received": "02-16 22:30"}
    assert counted(FIVE_HOURS, "02-17 04:00", **start, published="02-17 03:30").state is State.DONE
    assert counted(FIVE_HOURS, "02-17 04:00", **start, published="02-17 03:30:00.000001").state is State.DONE_LATE
    assert counted(FIVE_HOURS, "02-17 03:30", **start).state is State.NEAR
    assert counted(FIVE_HOURS, "02-17 03:30:00.000001", **start).state is State.LATE
    assert counted(FIVE_HOURS, "02-17 01:30", **start).state is State.NEAR
    assert counted(FIVE_HOURS, "02-17 01:29", **start).state is State.RUNNING
    assert counted(FIVE_HOURS, "02-17 03:40", **start).summary.endswith("已超期10分。")
    assert counted(FIVE_HOURS, "02-17 02:10", **start).summary.endswith("还有1小时20分。")


def test_hours_from_a_bare_date_are_refused():
    with pytest.raises(Refused, match="需要起算的时刻，只有日期2026-02-16"):
        clock(limit(FIVE_HOURS), [Event("received", date(2026, 2, 16))], date(2026, 2, 17), CALENDAR)


def test_paused_hours_do_not_count():
    rule = FIVE_HOURS.replace("near", "pause: [{from: asked, to: answered, says: 等待}], near")
    found = counted(rule, "01-15 20:00", received="01-15 08:00", asked="01-15 09:00", answered="01-15 12:30")
    assert found.due == at("01-15 16:30")


# --- days, weeks, months ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "start", "unrolled", "due"),
    [
        ("20 days", "01-05 10:00", date(2026, 1, 25), date(2026, 1, 26)),  # a Sunday rolls to the Monday
        ("20 days", "01-04 10:00", date(2026, 1, 24), date(2026, 1, 26)),
        ("20 days", "01-06 10:00", date(2026, 1, 26), date(2026, 1, 26)),
        ("20 days", "01-27 10:00", date(2026, 2, 16), date(2026, 2, 24)),  # out of Spring Festival
        ("20 days", "01-25 10:00", date(2026, 2, 14), date(2026, 2, 14)),  # a Saturday that is worked does not roll
        ("2 weeks", "01-03 10:00", date(2026, 1, 17), date(2026, 1, 19)),
        ("1 month", "01-15 10:00", date(2026, 2, 15), date(2026, 2, 24)),
        ("1 month", "03-31 10:00", date(2026, 4, 30), date(2026, 4, 30)),  # no 31 April: its last day
        ("1 month", "01-31 10:00", date(2026, 2, 28), date(2026, 2, 28)),  # a worked Saturday
        ("1 month", "2024-01-31 10:00", date(2024, 2, 29), date(2024, 2, 29)),
        ("6 months", "2025-08-31 10:00", date(2026, 2, 28), date(2026, 2, 28)),
        ("1 year", "2024-02-29 10:00", date(2025, 2, 28), date(2025, 2, 28)),
        ("1 month", "2025-12-15 10:00", date(2026, 1, 15), date(2026, 1, 15)),
    ],
)
def test_elapsed_time_ends_on_the_corresponding_day_and_rolls_over_days_of_rest(span, start, unrolled, due):
    found = counted(
        f"{{within: {span}, after: received, done: replied, cite: 民法典-203}}", "12-31 09:00", received=start
    )
    assert (found.unrolled, found.due) == (unrolled, due)


def test_a_rolled_day_is_named_in_the_proof():
    found = counted(
        "{within: 20 days, after: received, done: replied, cite: 预算法-14}", "01-20 09:00", received="01-04 10:00"
    )
    assert [(line.day.day, line.counted, line.says) for line in found.proof[-3:]] == [
        (24, 20, "第20日，满20日，届满；周六为休息日，顺延"),
        (25, None, "周日，继续顺延"),
        (26, None, "周一，顺延至此日届满"),
    ]
    assert found.proof[-3].cite == ("预算法-14", "民法典-203")
    assert found.proof[0][1:3] == (None, "收到，当日不计")


@pytest.mark.parametrize(
    ("span", "start", "due"),
    [
        ("same day", "01-17 23:30", date(2026, 1, 17)),  # a Saturday does not roll
        ("same week", "01-12 10:00", date(2026, 1, 18)),
        ("same week", "01-18 10:00", date(2026, 1, 18)),
        ("same month", "02-01 10:00", date(2026, 2, 28)),
        ("same quarter", "05-31 10:00", date(2026, 6, 30)),
        ("same half", "07-01 10:00", date(2026, 12, 31)),
        ("same year", "07-01 10:00", date(2026, 12, 31)),
    ],
)
def test_a_calendar_period_ends_with_its_last_day(span, start, due):
    rule = f"{{within: {span}, after: formed, done: published, cite: DY-3.1}}"
    found = counted(rule, "2026-12-31 23:00", formed=start)
    assert found.due == due
    assert counted(rule, f"{due} 23:59:59", formed=start).late is False
    assert counted(rule, f"{due + timedelta(days=1)} 00:00:00", formed=start).late is True


# --- every, windows, fixed days ---------------------------------------------------------------------------------


def test_freshness_starts_anew_with_every_update():
    rule = limit("{every: 20 workdays, after: updated, near: 3 workdays, cite: KF-T1.6}", "catalogue.refresh")
    course = [Event("updated", at("01-05 10:00")), Event("updated", at("01-15 10:00"))]
    assert clock(rule, course, at("02-12 10:00"), CALENDAR).state is State.NEAR
    assert clock(rule, course, at("02-13 00:00"), CALENDAR).state is State.LATE
    course.append(Event("updated", at("02-24 10:00")))
    assert clock(rule, course, at("02-24 11:00"), CALENDAR).state is State.RUNNING


def test_each_gap_of_a_year_is_a_round():
    rule = limit("{every: 20 workdays, after: updated, cite: KF-T1.6}", "catalogue.refresh")
    days = ["01-05 10:00", "01-15 10:00", "02-12 10:00", "03-20 10:00", "04-01 10:00"]
    course = [Event("updated", at(day)) for day in days]
    found = rounds(rule, course, date(2026, 1, 1), at("05-06 10:00"), CALENDAR)
    # 5→15 January: in time; 15 January→12 February: on the last of twenty days; 12 February→20 March: due 18 March
    assert [round.state for round in found] == [State.DONE, State.DONE, State.DONE_LATE, State.DONE, State.LATE]
    assert [round.due for round in found][1:3] == [date(2026, 2, 12), date(2026, 3, 18)]
    later = rounds(rule, course, date(2026, 4, 1), at("05-06 10:00"), CALENDAR)
    assert [round.started for round in later] == [date(2026, 3, 20), date(2026, 4, 1)]


def test_each_month_wants_its_update():
    rule = limit("{every: each month, after: updated, cite: DY-3.1}", "catalogue.refresh")
    course = [Event("updated", at("01-05 10:00")), Event("updated", at("01-31 10:00"))]
    assert clock(rule, course, at("02-28 23:59"), CALENDAR).state is State.RUNNING
    assert clock(rule, course, at("03-01 00:00"), CALENDAR).state is State.LATE


STANDING = (
    "{windows: [01-01..01-15, 07-01..07-15], propose_by: [06-30, 12-31], done: published, near: 5 days, cite: TZ-2.5}"
)


@pytest.mark.parametrize(
    ("as_of", "state", "due"),
    [
        ("2025-12-31 23:59", State.LATE, date(2025, 7, 15)),
        ("2026-01-01 00:00", State.RUNNING, date(2026, 1, 15)),
        ("2026-01-10 09:00", State.NEAR, date(2026, 1, 15)),
        ("2026-01-15 23:59", State.NEAR, date(2026, 1, 15)),
        ("2026-01-16 00:00", State.LATE, date(2026, 1, 15)),
        ("2026-06-30 23:59", State.LATE, date(2026, 1, 15)),
        ("2026-07-01 00:00", State.RUNNING, date(2026, 7, 15)),
    ],
)
def test_a_half_yearly_window_is_open_for_fifteen_days(as_of, state, due):
    found = counted(STANDING, as_of)
    assert (found.state, found.due) == (state, due)


def test_each_window_wants_its_own_publication():
    standing = limit(STANDING)
    course = [Event("published", at("2025-07-15 20:00")), Event("published", at("2026-01-16 09:00"))]
    found = rounds(standing, course, date(2025, 1, 1), at("2026-07-01 09:00"), CALENDAR)
    assert [round.state for round in found] == [State.LATE, State.DONE, State.DONE_LATE, State.RUNNING]
    assert [round.opens for round in found] == [date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)]


def test_windows_before_a_column_was_opened_are_nobodys_duty():
    standing = limit(STANDING.replace("done:", "since: opened, done:"))
    course = [Event("opened", at("2025-07-10 09:00"))]
    waiting = clock(standing, course, at("2025-12-31 09:00"), CALENDAR)
    assert (waiting.state, waiting.opens) == (State.NOT_STARTED, date(2026, 1, 1))
    assert clock(standing, course, at("2026-01-16 09:00"), CALENDAR).state is State.LATE
    assert len(rounds(standing, course, date(2024, 1, 1), at("2026-01-16 09:00"), CALENDAR)) == 1
    on_the_day = [Event("opened", at("2025-07-01 09:00"))]  # the day of a start does not count
    assert clock(standing, on_the_day, at("2025-07-20 09:00"), CALENDAR).opens == date(2026, 1, 1)
    assert len(rounds(standing, on_the_day, date(2024, 1, 1), at("2026-01-16 09:00"), CALENDAR)) == 1


def test_a_round_due_on_the_first_day_asked_about_belongs_to_it():
    standing = limit(STANDING)
    assert len(rounds(standing, [], date(2025, 7, 15), at("2026-01-16 09:00"), CALENDAR)) == 2
    assert len(rounds(standing, [], date(2025, 7, 16), at("2026-01-16 09:00"), CALENDAR)) == 1
    fresh = limit("{every: 20 workdays, after: updated, cite: KF-T1.6}", "catalogue.refresh")
    course = [Event("updated", at("01-15 10:00")), Event("updated", at("02-10 10:00"))]  # the first was due 12 February
    assert len(rounds(fresh, course, date(2026, 2, 12), at("03-01 09:00"), CALENDAR)) == 2
    assert len(rounds(fresh, course, date(2026, 2, 13), at("03-01 09:00"), CALENDAR)) == 1


@pytest.mark.parametrize(
    ("formed", "opens", "propose_by"),
    [
        ("2025-03-01 09:00", date(2025, 7, 1), date(2025, 6, 30)),
        ("2025-06-30 09:00", date(2025, 7, 1), date(2025, 6, 30)),
        ("2025-07-01 09:00", date(2026, 1, 1), date(2025, 12, 31)),
        ("2025-07-15 09:00", date(2026, 1, 1), date(2025, 12, 31)),
        ("2025-12-31 09:00", date(2026, 1, 1), date(2025, 12, 31)),
        ("2026-01-01 09:00", date(2026, 7, 1), date(2026, 6, 30)),
    ],
)
def test_what_is_formed_goes_into_the_next_window_and_is_proposed_before_it(formed, opens, propose_by):
    standing = limit(STANDING.replace("done:", "after: formed, done:"))
    found = counted(standing, "2026-12-01 09:00", formed=formed)
    assert (found.opens, found.due) == (opens, opens + timedelta(days=14))
    proposal = standing.proposal()
    assert proposal is not None and proposal.name == "foi.reply.propose"
    assert counted(proposal, "2026-12-01 09:00", formed=formed).due == propose_by


def test_before_its_window_opens_nothing_is_due():
    standing = limit(STANDING.replace("done:", "after: formed, done:"))
    assert counted(standing, "2025-06-30 23:59", formed="2025-03-01 09:00").state is State.NOT_STARTED
    assert counted(standing, "2025-07-01 00:00", formed="2025-03-01 09:00").state is State.RUNNING
    early = counted(standing, "2025-06-30 23:59", formed="2025-03-01 09:00", published="2025-06-20 09:00")
    assert early.state is State.DONE


def test_a_proposal_is_due_by_the_last_of_june_and_of_december():
    proposal = limit(STANDING).proposal()
    assert counted(proposal, "2026-06-30 23:59").state is State.NEAR
    assert counted(proposal, "2026-07-01 00:00").state is State.LATE
    assert counted(proposal, "2026-07-01 00:00", proposed="2026-06-30 23:59").state is State.DONE
    assert counted(proposal, "2026-07-16 00:00").due == date(2026, 12, 31)
    assert limit(REPLY).proposal() is None


def test_a_fixed_date_does_not_roll():
    yearly = limit("{windows: 01-01..01-31, done: published, cite: 条例-49}", "reports.annual")
    assert counted(yearly, "2026-01-31 23:59").due == date(2026, 1, 31)  # a Saturday
    assert counted(yearly, "2026-02-01 00:00").state is State.LATE
    once = limit("{by: 2018-04-22, done: published, cite: DY-F3}", "organisation.contacts")  # a Sunday
    assert counted(once, "2018-04-22 23:59").late is False
    assert counted(once, "2018-04-23 00:00").late is True
    assert counted(once, "2018-04-23 00:00", published="2018-04-22 10:00").state is State.DONE


# --- provisional ------------------------------------------------------------------------------------------------


def test_a_date_in_a_year_without_a_notice_is_provisional_and_says_so():
    found = counted(REPLY, "12-20 09:00", received="12-15 09:00")
    assert found.provisional and found.due == date(2027, 1, 12)
    assert "2027年1月12日暂定届满" in found.summary
    assert found.notes[-1].startswith("2027年放假安排尚未载入")
    assert {line.says for line in found.proof if line.day == date(2027, 1, 2)} == {"周六（该年放假安排未载入），不计"}


def test_elapsed_days_that_end_in_a_known_year_are_certain():
    rule = "{within: 20 days, after: received, done: replied, cite: 预算法-14}"
    assert counted(rule, "12-20 09:00", received="12-11 09:00").provisional is False  # ends on Thursday 31 December
    assert counted(rule, "12-20 09:00", received="12-12 09:00").provisional is True


# --- proof ------------------------------------------------------------------------------------------------------


def naive(start, number, paused):
    """The nth working day after start outside the paused days, one day at a time with another package's calendar."""
    day, skipped = start, {}
    while number:
        day += timedelta(days=1)
        if not chinese_calendar.is_workday(day) or day in paused:
            skipped[day] = "paused" if chinese_calendar.is_workday(day) else "rest"
        else:
            number -= 1
    return day, skipped


@settings(max_examples=150)
@given(
    start=st.dates(date(2009, 1, 1), date(2026, 3, 1)),
    number=st.integers(1, 45),
    pauses=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25)), max_size=3),
)
def test_due_day_and_proof_agree_with_counting_one_by_one(start, number, pauses):
    rule = limit(
        f"{{within: {number} workdays, after: received, done: replied, cite: 条例-33,"
        " pause: [{from: asked, to: answered, says: 征求意见期间}]}"
    )
    course, paused = [Event("received", start)], set()
    for sent, length in pauses:
        begin = start + timedelta(days=sent)
        # each consultation ends before the next begins in the order written, so that they pair as meant
        course += [Event("asked", begin), Event("answered", begin + timedelta(days=length))]
    begins = sorted(start + timedelta(days=sent) for sent, _ in pauses)
    ends = sorted(start + timedelta(days=sent + length) for sent, length in pauses)
    for begin, end in zip(begins, ends, strict=True):
        paused |= {begin + timedelta(days=n) for n in range(1, (end - begin).days + 1)}
    found = clock(rule, course, start + timedelta(days=250), CALENDAR)
    due, skipped = naive(start, number, paused)
    assert found.due == due
    assert [line.counted for line in found.proof if line.counted] == list(range(1, number + 1))
    assert {line.day for line in found.proof[1:] if line.counted is None} == set(skipped)
    assert found.proof[-1].day == due and found.proof[-1].says.endswith("届满")
    assert all(line.cite for line in found.proof)


@settings(max_examples=100)
@given(
    start=st.dates(date(2009, 1, 1), date(2026, 3, 1)),
    number=st.integers(1, 120),
    sent=st.integers(0, 100),
    length=st.integers(0, 60),
)
def test_elapsed_days_agree_with_counting_one_by_one(start, number, sent, length):
    rule = limit(
        f"{{within: {number} days, after: received, done: replied, cite: 预算法-14,"
        " pause: [{from: asked, to: answered, says: 征求意见期间}]}"
    )
    begin, end = start + timedelta(days=sent), start + timedelta(days=sent + length)
    course = [Event("received", start), Event("asked", begin), Event("answered", end)]
    found = clock(rule, course, start + timedelta(days=300), CALENDAR)
    day, left = start, number
    while left:
        day += timedelta(days=1)
        left -= not begin < day <= end
    assert found.unrolled == day
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    assert found.due == day
    assert [line.counted for line in found.proof if line.counted] == list(range(1, number + 1))


def test_every_day_of_a_proof_has_its_number_or_its_reason_and_article():
    found = counted(REPLY, "02-12 09:00", received="02-10 10:00")
    told = [(line.day.strftime("%m-%d"), line.counted, line.says, line.cite) for line in found.proof[:8]]
    law = ("条例-30", "条例-33")
    assert told == [
        ("02-10", None, "收到，当日不计", ("民法典-201",)),
        ("02-11", 1, "第1个工作日", law),
        ("02-12", 2, "第2个工作日", law),
        ("02-13", 3, "第3个工作日", law),
        ("02-14", 4, "第4个工作日（调休上班（春节））", law),
        ("02-15", None, "春节，不计", ("放假办法",)),
        ("02-16", None, "春节，不计", ("放假办法",)),
        ("02-17", None, "春节，不计", ("放假办法",)),
    ]


def test_the_proof_of_an_extended_limit_shows_where_the_first_one_ended():
    lines = {line.day: line.says for line in extended("02-12 09:00", "02-12 09:00").proof}
    assert lines[date(2026, 2, 12)] == "第20个工作日，原期限届满，延长20个工作日"
    assert lines[date(2026, 3, 18)] == "第40个工作日，届满"


def test_one_sentence_says_it_all():
    found = counted(REPLY, "02-09 09:00", received="01-15 09:00", asked="01-20 09:00", answered="01-26 17:00")
    assert found.summary == (
        "foi.reply：2026年1月15日收到，期限20个工作日，扣除周六4日、周日4日、第三方征求意见期间4日、春节9日，"
        "2026年2月25日届满，还有7个工作日。"
    )


@pytest.mark.parametrize("text", [REPLY, FIVE_HOURS, STANDING])
def test_every_code_a_proof_names_is_registered(text):
    found = counted(text, "03-01 09:00", received="02-10 10:00")
    assert found.proof
    for line in found.proof:
        for code in line.cite:
            shelf.documents().resolve(code)


def told(found):
    return [(line.day, line.counted, line.says) for line in found.proof]


def test_the_proof_of_a_window_names_its_first_and_last_day():
    assert told(counted(STANDING, "2026-01-10 09:00")) == [
        (date(2026, 1, 1), None, "窗口开始"),
        (date(2026, 1, 15), None, "窗口最后一日，届满（固定日期，遇休息日不顺延）"),
    ]
    formed = counted(STANDING.replace("done:", "after: formed, done:"), "2026-01-10 09:00", formed="2025-08-01 09:00")
    assert told(formed)[:2] == [(date(2025, 8, 1), None, "信息形成"), (date(2026, 1, 1), None, "窗口开始")]
    assert formed.summary == "foi.reply：2026年1月1日至2026年1月15日办理，2026年1月15日届满，还有5日。"


def test_the_proof_of_a_proposal_whose_window_is_already_open_does_not_open_it_again():
    proposal = limit(STANDING.replace("done:", "after: formed, done:")).proposal()
    found = counted(proposal, "2026-01-10 09:00", formed="2025-08-01 09:00")
    assert [day for day, _, _ in told(found)] == [date(2025, 8, 1), date(2025, 12, 31)]


def test_a_window_proposed_for_before_new_year_may_be_proposed_across_it():
    proposal = limit("{windows: 03-01..03-15, propose_by: 02-15, done: published, cite: TZ-4.1}").proposal()
    found = counted(proposal, "2026-01-10 09:00")
    assert (found.opens, found.due) == (date(2025, 3, 16), date(2026, 2, 15))


def test_the_proof_of_a_calendar_period_names_the_day_it_ends():
    week = "{within: same week, after: formed, done: published, cite: DY-3.1}"
    assert told(counted(week, "01-20 09:00", formed="01-12 10:00")) == [
        (date(2026, 1, 12), None, "信息形成"),
        (date(2026, 1, 18), None, "当周的最后一日，届满"),
    ]
    assert told(counted(week, "01-20 09:00", formed="01-18 10:00")) == [(date(2026, 1, 18), None, "信息形成，当周届满")]


def test_the_proof_of_hours_names_the_moments():
    rule = FIVE_HOURS.replace("near", "pause: [{from: asked, to: answered, says: 等待}], near")
    found = counted(rule, "01-15 20:00", received="01-15 08:00", asked="01-15 09:00", answered="01-15 12:30")
    assert told(found) == [
        (date(2026, 1, 15), 0, "收到，08:00起算"),
        (date(2026, 1, 15), None, "2026年1月15日09:00至2026年1月15日12:30，等待，不计"),
        (date(2026, 1, 15), 5, "满5小时，16:30届满（昼夜连续计算）"),
    ]
    waiting = counted(rule, "01-15 10:00", received="01-15 08:00", asked="01-15 09:00")
    assert told(waiting)[1][2] == "2026年1月15日09:00至今，等待，不计"
    assert waiting.due == at("01-15 14:00")
    assert (
        waiting.summary == "foi.reply：2026年1月15日08:00收到，期限5小时，2026年1月15日14:00届满，正在暂停，还有4小时。"
    )
    assert counted(rule, "01-15 12:59:30", received="01-15 08:00").summary.endswith("还有0分。")


def test_a_capped_pause_of_hours_ends_with_its_last_day():
    rule = FIVE_HOURS.replace("near", "pause: [{from: asked, to: answered, says: 等待, at_most: 1 workday}], near")
    found = counted(rule, "01-20 20:00", received="01-15 22:00", asked="01-15 23:00")
    assert found.due == at("01-17 04:00")  # one hour used; the 16th lapses; four more from midnight of the 17th


def test_what_is_done_is_not_paused_and_has_nothing_left():
    found = counted(REPLY, "02-01 09:00", received="01-15 09:00", asked="01-20 09:00", replied="01-22 09:00")
    assert (found.state, found.paused, found.left) == (State.DONE, False, None)
    assert found.summary.endswith("2026年1月22日09:00答复，按期完成。")


def test_only_what_recurs_has_rounds():
    with pytest.raises(Refused, match="不是循环的期限"):
        rounds(limit(REPLY), [], date(2026, 1, 1), at("02-01 09:00"), CALENDAR)
