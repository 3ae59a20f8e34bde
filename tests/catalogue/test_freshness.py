"""A column is fresh, near or overdue by the limit of its topic; what cannot be told is never counted as nothing."""

from datetime import date, timedelta

import pytest

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue import freshness
from gongkai.catalogue.freshness import State
from gongkai.catalogue.models import Topic, TopicUnit

pytestmark = pytest.mark.django_db

# Twenty working days after Thursday 15 January 2026 is 12 February: an independently computed vector.
LAST, DUE = date(2026, 1, 15), date(2026, 2, 12)
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    return Unit.objects.create(name="财政局", code="caizheng")


def duty(unit, refresh, code="jia", since=None):
    topic = Topic.objects.create(code=code, name=code, says="x", phase="result", column_type="其他", refresh=refresh)
    return TopicUnit.objects.create(topic=topic, unit=unit, since=since)


def see(row, last, as_of, profile="kf"):
    known = {(row.topic_id, row.unit_id): last} if last else {}
    (seen,) = freshness.look([row], known, as_of, shelf.calendar(), shelf.limits(profile))
    return seen


def count(unit, days, as_of, profile="kf"):
    last = {key: max(known) for key, known in days.items()}
    return freshness.stale([unit.pk], as_of=as_of, last=last, calendar=shelf.calendar(), limits=shelf.limits(profile))


def lapses(unit, days, since, as_of, profile="kf"):
    return freshness.lapsed(
        [unit.pk], since=since, as_of=as_of, days=days, calendar=shelf.calendar(), limits=shelf.limits(profile)
    )


@pytest.mark.provision("KF-T1.6")
@pytest.mark.provision("KF-T3.5")
@pytest.mark.parametrize(
    ("as_of", "state", "idle"),
    [
        (LAST, State.FRESH, 0),
        (date(2026, 2, 6), State.FRESH, 16),
        (date(2026, 2, 9), State.NEAR, 17),
        (DUE, State.NEAR, 20),
        (DUE + DAY, State.STALE, 21),
    ],
)
def test_twenty_working_days_without_update_are_allowed_and_the_next_is_not(unit, as_of, state, idle):
    seen = see(duty(unit, "catalogue.refresh"), LAST, as_of)
    assert (seen.state, seen.idle, seen.due) == (state, idle, DUE)


def test_a_monthly_column_is_overdue_when_a_month_passed_without_one(unit):
    row = duty(unit, "catalogue.refresh")
    assert see(row, date(2025, 10, 3), date(2025, 11, 30), "dy").state is State.NEAR
    assert see(row, date(2025, 10, 3), date(2025, 12, 1), "dy").state is State.STALE


@pytest.mark.provision("TZ-2.5")
def test_long_term_information_is_due_in_each_half_years_window(unit):
    row = duty(unit, "disclosures.standing")
    assert see(row, date(2025, 12, 20), date(2026, 1, 9), "tz").state is State.FRESH
    assert see(row, date(2025, 12, 20), date(2026, 1, 12), "tz").state is State.NEAR
    assert see(row, date(2025, 12, 20), date(2026, 1, 15), "tz").state is State.NEAR
    assert see(row, date(2025, 12, 20), date(2026, 1, 16), "tz").state is State.STALE
    assert see(row, date(2026, 1, 2), date(2026, 6, 30), "tz").state is State.FRESH


def test_a_column_never_filled_is_empty_once_its_time_is_up(unit):
    row = duty(unit, "catalogue.refresh", since=LAST)
    assert see(row, None, DUE).state is State.NEAR
    assert see(row, None, DUE + DAY).state is State.EMPTY


def test_a_duty_that_began_after_the_window_is_not_behind(unit):
    row = duty(unit, "disclosures.standing", since=date(2026, 2, 1))
    assert see(row, None, date(2026, 3, 1), "tz").state is State.FRESH
    assert see(row, None, date(2026, 7, 16), "tz").state is State.EMPTY


def test_a_column_never_filled_is_overdue_though_nobody_wrote_down_when_its_duty_began(unit):
    never = see(duty(unit, "catalogue.refresh"), None, DUE)
    assert (never.state, never.state.overdue, never.says) == (State.EMPTY, True, "jia：从未公开")


def test_the_age_of_an_empty_column_counts_from_the_later_of_topic_and_charge(unit):
    row = duty(unit, "catalogue.refresh", since=date(2025, 3, 3))
    Topic.objects.filter(pk=row.topic_id).update(since=LAST)
    row.refresh_from_db()
    assert see(row, None, DUE).state is State.NEAR
    assert see(row, None, DUE + DAY).says.endswith("自 2026-01-15 起负责，期限 2026-02-12")


def test_what_nobody_knows_is_undetermined(unit):
    foreign = see(duty(unit, "catalogue.weekly", code="yi"), LAST, DUE)
    assert (foreign.state, "没有时限“catalogue.weekly”" in foreign.why) == (State.UNKNOWN, True)
    assert see(duty(unit, "", code="bing"), None, DUE).state is State.FREE


def test_overdue_columns_are_counted_for_each_unit_and_named(unit):
    other = Unit.objects.create(name="审计局", code="shenji")
    jia = duty(unit, "catalogue.refresh")
    duty(unit, "catalogue.refresh", code="yi", since=date(2025, 1, 1))
    fresh = duty(unit, "catalogue.refresh", code="bing")
    duty(unit, "", code="ding")
    days = {(jia.topic_id, unit.pk): [LAST], (fresh.topic_id, unit.pk): [DUE]}
    found = freshness.stale(
        [unit.pk, other.pk],
        as_of=DUE + DAY,
        last={key: max(known) for key, known in days.items()},
        calendar=shelf.calendar(),
        limits=shelf.limits("kf"),
    )
    assert found.values == {unit.pk: 2, other.pk: 0}
    assert found.says == {
        unit.pk: [
            "jia：超期，上次公开 2026-01-15，已 21 个工作日",
            "yi：从未公开，自 2025-01-01 起负责，期限 2025-02-05",
        ],
    }


def test_a_column_that_never_published_leaves_no_unit_without_a_number(unit):
    jia = duty(unit, "catalogue.refresh")
    duty(unit, "catalogue.refresh", code="yi")
    assert count(unit, {(jia.topic_id, unit.pk): [LAST]}, DUE).values == {unit.pk: 1}
    assert count(unit, {}, DUE).values == {unit.pk: 2}


def test_a_unit_with_an_untellable_duty_has_no_number(unit):
    jia = duty(unit, "catalogue.refresh")
    duty(unit, "catalogue.weekly", code="yi")
    assert count(unit, {(jia.topic_id, unit.pk): [LAST]}, DUE + DAY).values == {unit.pk: None}


def test_ended_duties_topics_and_units_are_not_counted(unit):
    row = duty(unit, "catalogue.refresh", since=date(2025, 1, 1))
    assert count(unit, {}, DUE).values == {unit.pk: 1}
    TopicUnit.objects.update(until=DUE - DAY)
    assert count(unit, {}, DUE).values == {unit.pk: 0}
    TopicUnit.objects.update(until=None)
    Topic.objects.filter(pk=row.topic_id).update(until=DUE - DAY)
    assert count(unit, {}, DUE).values == {unit.pk: 0}
    assert count(unit, {}, DUE - DAY).values == {unit.pk: 1}


class TestLapses:
    """Whether a column was overdue at any time, though it may be fresh again."""

    @pytest.mark.parametrize(
        ("days", "lapsed"),
        [
            ([LAST, DUE, date(2026, 3, 2)], 0),
            ([LAST, DUE + DAY, date(2026, 3, 2)], 1),
            ([date(2025, 6, 2), date(2025, 12, 30), LAST, DUE], 0),
            ([date(2025, 6, 2), LAST, DUE], 1),
            ([LAST], 1),
        ],
    )
    def test_a_gap_counts_where_it_reaches_into_the_period(self, unit, days, lapsed):
        row = duty(unit, "catalogue.refresh")
        known = {(row.topic_id, unit.pk): days}
        assert lapses(unit, known, date(2026, 1, 1), date(2026, 3, 6)).values == {unit.pk: lapsed}

    def test_what_came_after_the_day_of_counting_is_not_known_yet(self, unit):
        row = duty(unit, "catalogue.refresh")
        known = {(row.topic_id, unit.pk): [LAST, DUE + DAY]}
        assert lapses(unit, known, date(2026, 1, 1), DUE).values == {unit.pk: 0}
        assert lapses(unit, known, date(2026, 1, 1), DUE + DAY).values == {unit.pk: 1}

    def test_a_missed_window_is_a_lapse_and_one_before_the_duty_is_not(self, unit):
        row = duty(unit, "disclosures.standing", since=date(2025, 3, 1))
        known = {(row.topic_id, unit.pk): [date(2025, 7, 10), date(2025, 12, 1)]}
        assert lapses(unit, known, date(2025, 1, 1), date(2025, 12, 31), "tz").values == {unit.pk: 0}
        known[row.topic_id, unit.pk][0] = date(2025, 7, 16)
        assert lapses(unit, known, date(2025, 1, 1), date(2025, 12, 31), "tz").values == {unit.pk: 1}
