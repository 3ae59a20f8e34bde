"""Facts are counted over the trail, as of a moment, with their records; the numbers below are counted by hand."""

import pytest

from gongkai.acts.facts import Span
from gongkai.catalogue.models import Topic
from gongkai.disclosures import facts
from tests.county import moment

YEAR = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-01-01"))


@pytest.fixture
def units(county):
    return [county.roads, county.town]


def of(counted, unit):
    return counted.values[unit.pk], sorted(counted.records.get(unit.pk, ()))


@pytest.mark.provision("DY-F1")
def test_published_counts_what_first_went_out_in_the_period(county, units, write, publish):
    first = publish(write("年内甲"))
    second = publish(write("年内乙", at="2025-12-30 10:00"), at="2025-12-31 23:59")
    publish(write("次年", at="2025-12-30 10:00"), at="2026-01-01 00:00")
    write("还是草稿")
    found = facts.published(units, YEAR)
    assert of(found, county.roads) == (2, [first.pk, second.pk])
    assert of(found, county.town) == (0, [])


def test_a_later_edition_is_not_counted_again(county, units, write, publish):
    record = publish(write())
    record.case.take("change", by=county.xin, at=moment("2025-06-01 10:00"))
    publish(record, at="2025-06-02 10:00")
    assert facts.published(units, YEAR).values[county.roads.pk] == 1


def test_what_was_withdrawn_before_the_end_is_not_counted_and_after_it_still_is(county, units, write, publish):
    gone, later = publish(write("撤了")), publish(write("次年才撤"))
    gone.case.take("withdraw", by=county.ban, at=moment("2025-07-01 10:00"), words="错", detail={"cause": "error"})
    later.case.take("withdraw", by=county.ban, at=moment("2026-01-05 10:00"), words="错", detail={"cause": "error"})
    assert of(facts.published(units, YEAR), county.roads) == (1, [later.pk])


@pytest.mark.provision("DY-F2.5")
def test_a_leak_is_a_withdrawal_for_that_cause(county, units, write, publish):
    leak, slip = publish(write("涉密")), publish(write("写错"))
    leak.case.take("withdraw", by=county.ban, at=moment("2025-07-01 10:00"), words="x", detail={"cause": "secret"})
    slip.case.take("withdraw", by=county.ban, at=moment("2025-07-01 10:00"), words="x", detail={"cause": "error"})
    assert of(facts.withdrawn_for_leak(units, YEAR), county.roads) == (1, [leak.pk])


@pytest.mark.provision("TZ-2.5")
@pytest.mark.parametrize(
    "published, late",
    # formed on Monday 3 March 2025; twenty working days after it end on Monday 31 March (no holiday between)
    [("2025-03-31 23:59", 0), ("2025-04-01 00:00", 1)],
)
def test_an_item_is_late_from_the_first_moment_after_twenty_working_days(
    county, units, write, publish, published, late
):
    record = publish(write(at="2025-03-03 10:00"), at=published)
    assert of(facts.late(units, YEAR), county.roads) == (late, [record.pk] * late)


def test_what_never_went_out_is_late_once_its_day_has_passed(county, units, write):
    record = write(at="2025-03-03 10:00")
    assert of(facts.late(units, YEAR), county.roads) == (1, [record.pk])


@pytest.mark.provision("DY-F2.10")
def test_kinds_of_paper_and_classes_of_news_are_counted_once_each(county, units, write, publish):
    for kind in ("通知", "通知", "公告", "意见"):
        publish(write(f"{kind}", kind=kind))
    county.topic.code = "gonggao"
    county.topic.save()
    assert facts.paper_kinds(units, YEAR).values[county.roads.pk] == 2
    assert facts.news_kinds(units, YEAR).values[county.roads.pk] == 1


@pytest.mark.provision("SQ-5.1")
@pytest.mark.parametrize("explained, in_time", [("2025-03-07 17:00", 1), ("2025-03-10 09:00", 0), (None, 0)])
def test_an_interpretation_follows_within_three_working_days(
    county, units, write, publish, monkeypatch, explained, in_time
):
    from gongkai import shelf

    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("sq"))
    Topic.objects.filter(pk=county.topic.pk).update(code="guifan")
    policy = publish(write("办法", kind="通知"))  # public on Tuesday 4 March: the third working day is Friday 7 March
    if explained:
        publish(write("办法解读", kind="解读", at="2025-03-05 10:00", interprets=policy), at=explained)
    assert facts.FACTS["disclosures.to_interpret"](units, YEAR).values[county.roads.pk] == 1
    found = facts.FACTS["disclosures.interpreted_in_time"](units, YEAR)
    assert of(found, county.roads) == (in_time, [policy.pk] * (1 - in_time))


def test_nothing_learned_after_the_moment_is_counted(county, units, write, publish):
    publish(write(), at="2025-12-31 18:00")
    early = Span(YEAR.first, YEAR.last, moment("2025-12-31 12:00"))
    assert facts.published(units, early).values[county.roads.pk] == 0


def test_the_annual_report_is_there_or_not(county, units, write, publish):
    Topic.objects.filter(pk=county.topic.pk).update(code="nianbao")
    publish(write("2024年政府信息公开工作年度报告", kind="报告"))
    found = facts.annual_report(units, YEAR)
    assert found.values == {county.roads.pk: True, county.town.pk: False}


def test_what_was_decided_not_to_be_published_is_late_for_nobody(county, units, write):
    record = write(attribute="withheld", attribute_ground="条例第十六条第一款")
    at = moment("2025-03-10 10:00")
    record.case.take("propose", by=county.xin, at=at)
    record.case.take("clear", by=county.mi, at=at)
    record.case.take("withhold", by=county.fen, at=at, words="内部事务")
    assert of(facts.late(units, YEAR), county.roads) == (0, [])
    assert [due.limit for due in record.case.dues.filter(done=None)] == ["disclosures.review_withheld"]


@pytest.mark.provision("KF-T3.5")
def test_a_month_is_silent_when_it_is_over_and_nothing_first_went_out_in_it(county, units, write, publish):
    publish(write(at="2025-01-06 10:00"), at="2025-01-07 10:00")
    publish(write(at="2025-03-03 10:00"), at="2025-03-04 10:00")
    until_may = Span(YEAR.first, YEAR.last, moment("2025-05-20"))
    found = facts.months_silent(units, until_may)
    assert (found.values[county.roads.pk], found.values[county.town.pk]) == (2, 4)
    assert found.says[county.roads.pk] == ["2025年2月没有公开信息", "2025年4月没有公开信息"]
