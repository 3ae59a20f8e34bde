"""提醒和上报: who is told of a clock on which day, upwards too; each once, and what stood still is made up for."""

import pytest

from gongkai import shelf
from gongkai.acts.models import Due, Reader
from gongkai.desk import climbing
from gongkai.desk.models import Look, Reached, Reminder
from gongkai.law.ladders import read_ladder
from gongkai.law.reading import read
from tests.county import moment
from tests.desk.conftest import HOURS

LATE_BY_ONE = "after-1-workdays"
LADDER = """
reminders: x
title: x
digest: "08:00"
quiet: {since: "21:00", until: "07:30"}
hours: [{before: 2 hours, to: doer}, {after: 0 hours, to: [doer, reviewer, office]}]
days:
- {before: 1 workdays, to: doer}
- {after: 1 workdays, to: [doer, reviewer]}
- {after: 3 workdays, to: office}
- {after: 10 workdays, to: leading_group}
"""


@pytest.fixture(autouse=True)
def ladder(monkeypatch):
    found = read_ladder(read(LADDER, "x.yaml"))
    monkeypatch.setattr(shelf, "ladder", lambda: found)


def climb(at):
    """(person, rung, whether as a superior) of everybody who is told at a moment."""
    at = moment(at)
    for one in climbing.due(at):
        climbing.climb(one, at)
    rows = Reminder.objects.filter(at=at).select_related("person").order_by("person__username")
    return [(one.person.username, one.rung, one.up) for one in rows]


# The last day is Tuesday 1 April; Friday 4 April is Qingming, so that the third working day after it is Monday 7.
@pytest.mark.parametrize(
    ("before", "at", "told"),
    [
        ("2025-03-30 23:59", "2025-03-31 00:00", [("xin", "before-1-workdays", False)]),
        (
            "2025-04-01 23:59",
            "2025-04-02 00:00",
            [("fen", "after-1-workdays", True), ("xin", "after-1-workdays", False)],
        ),
        ("2025-04-06 23:59", "2025-04-07 00:00", [("ban", "after-3-workdays", True), ("he", "after-3-workdays", True)]),
        ("2025-04-15 23:59", "2025-04-16 00:00", [("ling", "after-10-workdays", True)]),
    ],
)
def test_each_rung_tells_its_people_at_the_first_moment_of_its_day(county, unknown, before, at, told):
    unknown(county.roads, "asked", "2025-04-01 23:59:59")
    climb(before)
    assert climb(at) == told
    assert climb(at[:-1] + "1") == []


@pytest.mark.parametrize(
    ("before", "at", "told"),
    [
        ("2025-04-05 11:59", "2025-04-05 12:00", ["xin"]),
        ("2025-04-05 13:59", "2025-04-05 14:00", ["ban", "fen", "he", "xin"]),
    ],
)
def test_limits_of_hours_climb_by_the_hour_on_days_off_too(county, unknown, before, at, told):
    unknown(county.roads, "asked", "2025-04-05 13:59:59.999999", HOURS)
    climb(before)
    assert [name for name, *_ in climb(at)] == told


def test_what_nobody_looked_at_for_weeks_is_told_once_each_hears_of_the_last_rung_only(county, unknown):
    unknown(county.roads, "asked", "2025-04-01 23:59:59")
    assert climb("2025-04-20 10:00") == [
        ("ban", "after-3-workdays", True), ("fen", "after-1-workdays", True), ("he", "after-3-workdays", True),
        ("ling", "after-10-workdays", True), ("xin", "after-1-workdays", False),
    ]  # fmt: skip
    assert climb("2025-04-20 10:01") == [] and Reached.objects.count() == 4


def test_many_at_once_are_told_piece_by_piece_and_nobody_twice(county, unknown, monkeypatch):
    monkeypatch.setattr(climbing, "AT_ONCE", 2)
    for _ in range(5):
        unknown(county.roads, "asked", "2025-04-01 23:59:59")
    for second in range(6):
        climb(f"2025-04-02 09:00:0{second}")
    told = [row.person.username for row in Reminder.objects.select_related("person")]
    assert sorted(told) == ["fen"] * 5 + ["xin"] * 5 and Look.objects.count() == 1


def test_a_date_that_moves_is_told_anew_and_one_that_is_done_no_more(county, unknown):
    case = unknown(county.roads, "asked", "2025-04-01 23:59:59")
    assert climb("2025-03-31 09:00")
    Due.objects.filter(case=case).update(due=moment("2025-04-08 23:59:59"))
    assert climb("2025-04-03 09:00") == []
    assert climb("2025-04-07 09:00") == [("xin", "before-1-workdays", False)]
    Due.objects.filter(case=case).update(done=moment("2025-04-08 09:00"))
    assert climb("2025-04-09 09:00") == []


def test_who_acts_is_whoever_takes_the_next_step(county, unknown):
    unknown(county.roads, "proposed", "2025-04-01 23:59:59")
    assert climb("2025-03-31 09:00") == [("fen", "before-1-workdays", False)]
    assert climb("2025-04-02 09:00") == [("fen", "after-1-workdays", False)], "once, though a superior too"


def test_a_section_without_a_reviewer_is_reported_to_the_one_of_its_bureau(county, unknown):
    from gongkai.accounts.models import Unit

    section = Unit.objects.create(name="公路股", code="glg", parent=county.roads, kind="section")
    unknown(section, "asked", "2025-04-01 23:59:59")
    assert [name for name, *_ in climb("2025-04-02 09:00")] == ["fen", "xin"]


def test_what_is_shown_to_few_is_told_to_these_alone(county, unknown):
    case = unknown(county.roads, "asked", "2025-04-01 23:59:59")
    Reader.objects.create(case=case, person=county.xin.person, since=moment("2025-03-02"))
    assert [name for name, *_ in climb("2025-04-20 09:00")] == ["xin"]


def test_two_workers_at_once_tell_it_once(county, unknown):
    unknown(county.roads, "asked", "2025-04-01 23:59:59")
    at = moment("2025-04-02 09:00")
    (first,), (second,) = climbing.due(at), climbing.due(at)
    climbing.climb(first, at)
    climbing.climb(second, at)
    assert Reminder.objects.count() == 2
