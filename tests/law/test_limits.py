"""The limits as data: each shipped one has its worked example, its article, its steps in Chinese."""

from datetime import date, datetime, timedelta, timezone

import pytest

from gongkai import shelf
from gongkai.law.deadlines import Event, State, clock
from gongkai.law.reading import Refused
from tests.law import limits_page
from tests.law.limit_examples import EXAMPLES

BEIJING = timezone(timedelta(hours=8))
PROFILES = ("national", "tz", "sq", "dy", "bw", "kf")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(("profile", "name", "step", "start", "last", "article"), EXAMPLES)
def test_a_limit_ends_on_the_day_its_article_says(profile, name, step, start, last, article):
    limit = shelf.limits(profile)[name]
    happened = [Event(step, moment(start))] if step else []
    in_time = moment(last) if len(last) > 10 else moment(f"{last} 23:59:59.999999")
    before = clock(limit, happened, in_time, shelf.calendar())
    after = clock(limit, happened, in_time + timedelta(microseconds=1), shelf.calendar())
    assert (before.late, after.late) == (False, True)
    assert before.due == (in_time if len(last) > 10 else date.fromisoformat(last))
    assert before.late_from == in_time + timedelta(microseconds=1)
    assert article in limit.cite


@pytest.mark.parametrize("profile", PROFILES)
def test_every_limit_of_every_profile_has_its_example(profile):
    own = {name for name, limit in shelf.limits(profile).items() if (profile == "national") == limit.statutory}
    assert own == {name for where, name, *_ in EXAMPLES if where == profile}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_article_a_limit_cites_is_registered(profile):
    for limit in shelf.limits(profile).values():
        assert limit.cite
        for code in limit.cite:
            shelf.documents().resolve(code)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_step_has_its_chinese_name(profile):
    for limit in shelf.limits(profile).values():
        assert all(limit.word(step) for step in limit.steps)


def test_an_annual_report_is_late_from_the_first_of_february():
    report = shelf.limits()["reports.annual_unit"]
    assert clock(report, [], moment("2026-02-01 00:00"), shelf.calendar()).state is State.LATE
    in_time = [Event("reported", moment("2026-01-31 23:59"))]
    assert clock(report, in_time, moment("2026-02-01 00:00"), shelf.calendar()).state is State.DONE


def test_a_reply_may_be_extended_once_by_twenty_days_told_in_time_by_the_head():
    extend = shelf.limits()["foi.reply"].extend
    assert (extend.once.number, extend.once.unit, extend.decided_by) == (20, "workdays", "foi_head")
    course = [Event("received", moment("2026-01-15 09:00")), Event("extended", moment("2026-02-11 09:00"))]
    told = Event("extension_told", moment("2026-02-12 09:00"))
    late = Event("extension_told", moment("2026-02-13 09:00"))
    now = moment("2026-02-20 09:00")
    assert clock(shelf.limits()["foi.reply"], [*course, told], now, shelf.calendar()).due == date(2026, 3, 18)
    assert clock(shelf.limits()["foi.reply"], [*course, late], now, shelf.calendar()).due == date(2026, 2, 12)


def test_waiting_for_a_correction_stands_still_and_the_correction_starts_anew():
    reply = shelf.limits()["foi.reply"]
    course = [Event("received", moment("2026-01-15 09:00")), Event("correction_asked", moment("2026-01-19 09:00"))]
    assert clock(reply, course, moment("2026-06-01 09:00"), shelf.calendar()).state is State.PAUSED
    course.append(Event("corrected", moment("2026-02-10 09:00")))
    assert clock(reply, course, moment("2026-02-20 09:00"), shelf.calendar()).due == date(2026, 3, 16)


def test_payment_starts_the_reply_anew():
    reply = shelf.limits()["foi.reply"]
    course = [
        Event("received", moment("2026-01-05 09:00")),
        Event("corrected", moment("2026-01-15 09:00")),
        Event("fee_noticed", moment("2026-01-20 09:00")),
    ]
    assert clock(reply, course, moment("2026-03-01 09:00"), shelf.calendar()).state is State.PAUSED
    course.append(Event("paid", moment("2026-02-10 09:00")))
    assert clock(reply, course, moment("2026-03-01 09:00"), shelf.calendar()).due == date(2026, 3, 16)


def test_a_places_limit_wins_and_is_not_shown_as_statutory():
    nation, place = shelf.limits()["disclosures.publish"], shelf.limits("tz")["disclosures.publish"]
    assert (nation.statutory, place.statutory) == (True, False)
    assert (nation.cite, place.cite) == (("条例-26",), ("TZ-2.5",))
    assert shelf.limits("tz")["foi.reply"] is shelf.limits()["foi.reply"]


def test_uncertain_numbers_are_marked():
    marked = {name for name, limit in shelf.limits().items() if limit.verify}
    assert marked == {
        "assessment.answer",
        "assessment.selfcheck",
        "assessment.mend",
        "assessment.mystery",
        "assessment.mark",
        "findings.card_answer",
        "windows.accept",
        "windows.breach",
        "windows.deliver",
        "windows.guide",
        "windows.legal",
        "windows.part",
        "windows.promise",
        "windows.retention",
        "foi.amendment",
        "foi.confirmation",
        "foi.correction",
        "foi.dead_channel",
        "foi.payment",
        "foi.proof",
        "foi.registration",
        "foi.retention",
        "hotline.accept",
        "hotline.assist",
        "hotline.call_back",
        "hotline.consult",
        "hotline.contest",
        "hotline.dispatch",
        "hotline.fault",
        "hotline.promise",
        "hotline.reply",
        "hotline.retention",
        "hotline.supervise",
        "corrections.retention",
        "catalogue.guide",
        "catalogue.withheld_review",
        "disclosures.review_withheld",
        "organisation.group_adjusted",
        "organisation.media_answer",
        "organisation.media_response",
        "organisation.return",
        "plans.acceptance",
        "plans.inspection",
        "plans.mend",
        "plans.notice",
        "plans.return",
        "plans.task",
        "disclosures.ratify",
        "disclosures.countersign",
        "disclosures.receipt",
        "disclosures.takedown",
        "participation.error_report",
        "participation.retention",
        "participation.survey_result",
        "registers.yearly",
        "registers.quarterly",
    }
    assert shelf.limits("dy")["disclosures.notice"].verify  # "at once": the notice gives no number


def test_an_unknown_limit_is_refused_in_words():
    with pytest.raises(Refused, match=r"“国家统一时限”里没有名为“foi\.answer”的时限"):
        shelf.limits()["foi.answer"]
    assert "foi.answer" not in shelf.limits()


def test_the_page_of_limits_shows_the_limits_as_they_are():
    assert limits_page.PAGE.read_text("utf-8") == limits_page.page(), "python -m tests.law.limits_page"
