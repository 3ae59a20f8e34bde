"""The limits as data: each shipped one has its worked example, and what is wrong in a file is said where it stands."""

from datetime import date, datetime, timedelta, timezone

import pytest

from gongkai import shelf
from gongkai.law.comparing import looser
from gongkai.law.deadlines import Event, State, clock
from gongkai.law.limits import Window, read_limits
from gongkai.law.reading import Refused, read
from tests.law import limits_page

BEIJING = timezone(timedelta(hours=8))
PROFILES = ("national", "tz", "sq", "dy", "bw", "kf")

# Each limit with its start and its last day (or moment), counted by hand on a calendar of 2026 (Spring Festival 15–23
# February off, 14 and 28 February worked; 1–3 January off, 4 January worked), and the article that says so.
EXAMPLES = [
    # profile, limit, the step that starts it, when, last day in time
    ("national", "disclosures.publish", "formed", "2026-01-15 10:00", "2026-02-12", "条例-26"),
    ("national", "disclosures.publish", "changed", "2026-02-10 10:00", "2026-03-16", "条例-26"),
    ("national", "disclosures.licence", "decided", "2026-01-15 10:00", "2026-01-26", "国办发〔2018〕118号"),
    ("national", "disclosures.enforcement", "decided", "2026-01-15 10:00", "2026-02-12", "国办发〔2018〕118号"),
    ("national", "disclosures.penalty_withdrawal", "revoked", "2026-02-13 10:00", "2026-02-25", "行政处罚法-48"),
    ("national", "disclosures.budget", "sanctioned", "2026-01-04 10:00", "2026-01-26", "预算法-14"),
    ("national", "disclosures.department_budget", "sanctioned", "2026-01-06 10:00", "2026-01-26", "预算法-14"),
    ("national", "disclosures.award", "awarded", "2026-02-13 10:00", "2026-02-24", "政府采购法实施条例-43"),
    ("national", "disclosures.contract", "signed", "2026-01-08 10:00", "2026-01-12", "政府采购法实施条例-50"),
    ("national", "disclosures.receipt", "receipt_asked", "2026-01-08 10:00", "2026-01-09", "DY-5"),
    ("national", "disclosures.land", "approval_received", "2026-01-15 10:00", "2026-02-05", "土地管理法实施条例-31"),
    ("national", "disclosures.land_shown", "published", "2026-01-05 10:00", "2026-01-19", "土地管理法实施条例-26"),
    ("national", "disclosures.land_plan_shown", "published", "2026-01-05 10:00", "2026-02-04", "土地管理法实施条例-28"),
    ("national", "disclosures.rule_filing", "published", "2026-03-02 10:00", "2026-04-01", "规章制定程序条例-34"),
    ("national", "interpretation.follow", "published", "2026-01-15 10:00", "2026-01-15", "国办发〔2016〕80号"),
    ("national", "foi.reply", "received", "2026-01-15 10:00", "2026-02-12", "条例-33"),
    ("national", "foi.reply", "corrected", "2026-09-18 10:00", "2026-10-22", "条例-30"),
    ("national", "foi.correction_notice", "received", "2026-01-15 10:00", "2026-01-26", "条例-30"),
    ("national", "foi.correction", "correction_asked", "2026-01-15 10:00", "2026-02-05", "条例-30"),
    ("national", "foi.letter_confirmation", "arrived", "2026-01-15 10:00", "2026-01-15", "条例-31"),
    ("national", "foi.reply", "confirmed", "2026-02-10 10:00", "2026-03-16", "条例-33"),
    ("national", "foi.confirmation", "arrived", "2026-02-13 10:00", "2026-02-14", "条例-31"),
    ("national", "foi.registration", "received", "2026-01-15 23:00", "2026-01-16", "条例-45"),
    ("national", "foi.registration", "confirmed", "2026-02-14 10:00", "2026-02-24", "条例-45"),
    ("national", "foi.proof", "received", "2025-01-15 10:00", "2026-01-15", "个人信息保护法-19"),
    ("national", "foi.retention", "archived", "2021-01-15 10:00", "2026-01-15", "个人信息保护法-19"),
    ("national", "foi.dead_channel", "channel_reported", "2026-01-15 10:00", "2026-01-20", "条例-28"),
    ("national", "foi.third_party", "third_party_received", "2026-01-15 10:00", "2026-02-05", "条例-32"),
    ("national", "foi.organ", "organ_received", "2026-01-15 10:00", "2026-02-05", "条例-34"),
    ("national", "foi.payment", "fee_notice_received", "2026-01-15 10:00", "2026-02-12", "信息处理费办法"),
    ("national", "foi.amendment", "amendment_received", "2026-01-15 10:00", "2026-02-12", "条例-41"),
    ("national", "foi.review_answer", "review_received", "2026-01-15 10:00", "2026-01-22", "行政复议法-54"),
    ("national", "opinion.first_word", "happened", "2026-02-16 22:30", "2026-02-17 03:30", "国办发〔2016〕80号"),
    ("national", "opinion.press", "happened", "2026-02-16 22:30", "2026-02-17 22:30", "国办发〔2016〕61号"),
    ("national", "opinion.respond", "noticed", "2026-02-16 22:30", "2026-02-18 22:30", "国办发〔2016〕61号"),
    ("national", "catalogue.refresh_home", "updated", "2026-01-06 10:00", "2026-01-20", "国办秘函〔2019〕19号"),
    ("national", "catalogue.refresh_news", "updated", "2026-01-03 10:00", "2026-01-19", "国办秘函〔2019〕19号"),
    ("national", "catalogue.refresh_media", "updated", "2026-01-06 10:00", "2026-01-20", "国办秘函〔2019〕19号"),
    ("national", "catalogue.refresh_papers", "updated", "2026-01-15 10:00", "2026-07-15", "国办秘函〔2019〕19号"),
    ("national", "catalogue.refresh_statistics", "updated", "2026-01-15 10:00", "2026-04-15", "国办秘函〔2019〕19号"),
    ("national", "catalogue.refresh_messages", "updated", "2026-01-15 10:00", "2026-03-16", "国办秘函〔2019〕19号"),
    ("national", "catalogue.guide", "updated", "2025-01-15 10:00", "2026-01-15", "条例-12"),
    ("national", "catalogue.withheld_review", "reviewed", "2025-01-15 10:00", "2026-01-15", "条例-18"),
    ("national", "disclosures.review_withheld", "withheld", "2025-01-15 10:00", "2026-01-15", "条例-18"),
    ("national", "disclosures.ratify", "published", "2026-02-13 10:00", "2026-02-14", "条例-17"),
    ("national", "disclosures.countersign", "countersign_asked", "2026-02-10 10:00", "2026-02-26", "条例-11"),
    ("national", "disclosures.takedown", "takedown_asked", "2026-01-15 10:00", "2026-01-15", "条例-17"),
    ("national", "assessment.mark", "marks_asked", "2026-01-09 10:00", "2026-01-23", "DY-4.2"),
    ("national", "assessment.mend", "result_received", "2026-01-15 10:00", "2026-02-24", "BW-19"),
    ("national", "assessment.mystery", "mystery_planned", "2026-01-07 09:00", "2026-01-08", "BW-16.1–16.3"),
    ("national", "assessment.selfcheck", "selfcheck_asked", "2026-01-07 09:00", "2026-01-21", "BW-16.1–16.3"),
    ("national", "assessment.answer", "sheet_sent", "2026-01-09 10:00", "2026-01-16", "BW-4"),
    ("national", "registers.yearly", "updated", "2025-01-15 10:00", "2026-01-15", "BW-5.3"),
    ("national", "registers.quarterly", "updated", "2026-01-15 10:00", "2026-04-15", "SQ-2.2"),
    ("national", "organisation.media_response", "updated", "2026-01-06 10:00", "2026-01-20", "SQ-6.4"),
    ("national", "hotline.accept", "plea_received", "2026-01-15 22:00", "2026-01-16 22:00", "KF-2.2"),
    ("national", "hotline.dispatch", "plea_accepted", "2026-01-15 10:00", "2026-01-16", "KF-2.2"),
    ("national", "hotline.contest", "plea_dispatched", "2026-01-15 10:00", "2026-01-16", "KF-2.2"),
    ("national", "hotline.consult", "plea_dispatched", "2026-01-15 10:00", "2026-01-22", "KF-2.2"),
    ("national", "hotline.reply", "plea_dispatched", "2026-01-15 10:00", "2026-02-05", "KF-2.2"),
    ("national", "hotline.promise", "plea_taken_up", "2026-01-15 10:00", "2026-02-05", "KF-1"),
    ("national", "hotline.assist", "plea_part_asked", "2026-01-15 10:00", "2026-01-20", "KF-2.2"),
    ("national", "hotline.supervise", "plea_supervised", "2026-01-15 10:00", "2026-01-19", "KF-2.2"),
    ("national", "hotline.call_back", "plea_closed", "2026-01-15 10:00", "2026-01-20", "KF-1"),
    ("national", "hotline.fault", "fault_found", "2026-01-15 10:00", "2026-01-29", "KF-2.2"),
    ("national", "hotline.retention", "plea_rated", "2023-01-16 10:00", "2026-01-16", "个人信息保护法-19"),
    ("national", "organisation.media_answer", "asked", "2026-02-12 10:00", "2026-02-26", "SQ-6.4"),
    ("national", "organisation.group_adjusted", "person_left", "2026-02-20 10:00", "2026-03-20", "BW-12.3"),
    ("national", "organisation.return", "return_asked", "2026-02-12 10:00", "2026-03-04", "DY-F3"),
    ("national", "plans.task", "task_issued", "2025-01-15 10:00", "2026-01-15", "SQ-6.6"),
    ("national", "plans.inspection", "check_planned", "2026-01-15 10:00", "2026-11-16", "SQ-6.6"),
    ("national", "plans.acceptance", "check_planned", "2025-01-15 10:00", "2026-02-24", "SQ-6.6"),
    ("national", "plans.notice", "notice_sent", "2026-02-12 10:00", "2026-03-04", "SQ-4.1"),
    ("national", "plans.return", "progress_asked", "2026-02-12 10:00", "2026-03-04", "SQ-6.6"),
    ("national", "plans.mend", "measure_set", "2026-02-20 10:00", "2026-03-20", "BW-10"),
    ("national", "participation.message", "asked", "2026-01-15 10:00", "2026-04-15", "国办秘函〔2019〕19号"),
    (
        "national",
        "participation.error_report",
        "error_reported",
        "2026-01-15 10:00",
        "2026-01-20",
        "国办发〔2017〕47号",
    ),
    (
        "national",
        "participation.survey_result",
        "survey_closed",
        "2026-01-15 10:00",
        "2026-02-24",
        "国办秘函〔2019〕19号",
    ),
    ("national", "participation.retention", "result_published", "2024-01-15 10:00", "2026-01-15", "个人信息保护法-19"),
    ("national", "participation.decision", "decision_taken", "2026-02-10 10:00", "2026-03-16", "重大决策条例-32"),
    ("national", "reports.annual_unit", None, "2026-01-12 10:00", "2026-01-31", "条例-49"),
    ("national", "reports.annual_government", None, "2026-01-12 10:00", "2026-03-31", "条例-49"),
    ("national", "reports.website", None, "2026-01-12 10:00", "2026-01-31", "国办函〔2018〕12号"),
    ("national", "windows.accept", "service_filed", "2026-01-15 10:00", "2026-01-22", "KF-1"),
    ("national", "windows.legal", "service_accepted", "2026-01-15 10:00", "2026-02-12", "KF-1"),
    ("national", "windows.promise", "service_accepted", "2026-01-15 10:00", "2026-01-29", "KF-1"),
    ("national", "windows.part", "part_sent", "2026-01-15 10:00", "2026-01-22", "KF-4.2.1"),
    ("national", "windows.deliver", "service_decided", "2026-01-15 10:00", "2026-01-29", "KF-4.2.1"),
    ("national", "windows.retention", "service_answered", "2021-01-15 10:00", "2026-01-15", "个人信息保护法-19"),
    ("national", "windows.guide", "changed", "2026-01-15 10:00", "2026-02-12", "KF-T2.2"),
    ("national", "windows.breach", "breach_confirmed", "2026-01-15 10:00", "2026-01-22", "KF-T2.1"),
    ("national", "findings.card_answer", "card_issued", "2026-01-15 10:00", "2026-01-20", "KF-4.2"),
    ("tz", "disclosures.propose", "formed", "2026-01-15 10:00", "2026-01-26", "TZ-4.1"),
    ("tz", "disclosures.propose", "changed", "2026-02-10 10:00", "2026-02-26", "TZ-4.1"),
    ("tz", "disclosures.publish", "formed", "2026-01-15 10:00", "2026-02-12", "TZ-2.5"),
    ("tz", "disclosures.standing", None, "2026-01-12 10:00", "2026-01-15", "TZ-2.5"),
    ("tz", "disclosures.standing", None, "2026-07-01 00:00", "2026-07-15", "TZ-2.5"),
    ("sq", "interpretation.follow", "published", "2026-01-15 10:00", "2026-01-20", "SQ-5.1"),
    ("sq", "opinion.first_word", "happened", "2026-02-16 22:30", "2026-02-17 03:30", "SQ-5.2"),
    ("sq", "opinion.press", "happened", "2026-02-16 22:30", "2026-02-17 22:30", "SQ-5.2"),
    ("sq", "organisation.report_heard", "report_heard", "2025-03-03 10:00", "2026-12-31", "SQ-6.1"),
    ("sq", "plans.enterprise_plan", None, "2016-09-01 10:00", "2016-09-30", "SQ-2.3"),
    ("sq", "plans.inspection", None, "2016-09-01 10:00", "2016-10-31", "SQ-6.6"),
    ("sq", "plans.acceptance", None, "2016-09-01 10:00", "2017-01-31", "SQ-6.6"),
    ("dy", "disclosures.notice", "formed", "2026-01-15 10:00", "2026-01-15", "DY-3.1"),
    ("dy", "disclosures.news", "formed", "2026-01-15 10:00", "2026-01-15", "DY-3.1"),
    ("dy", "disclosures.policy", "formed", "2026-01-14 10:00", "2026-01-18", "DY-3.1"),
    ("dy", "catalogue.refresh", "updated", "2026-01-14 10:00", "2026-02-28", "DY-3.1"),
    ("dy", "organisation.contacts", None, "2018-04-18 10:00", "2018-04-20", "DY-F3"),
    ("bw", "opinion.first_word", "happened", "2026-02-16 22:30", "2026-02-17 03:30", "BW-8.3"),
    ("bw", "opinion.press", "happened", "2026-02-16 22:30", "2026-02-17 22:30", "BW-8.3"),
    ("bw", "assessment.mend", "result_received", "2026-01-15 10:00", "2026-02-24", "BW-19"),
    ("bw", "interpretation.press", "press_conference", "2026-02-10 10:00", "2026-06-30", "BW-7.5"),
    ("bw", "interpretation.principal", "principal_attended", "2025-02-10 10:00", "2026-12-31", "BW-7.5"),
    ("bw", "organisation.report_heard", "report_heard", "2025-03-03 10:00", "2026-12-31", "BW-12.3"),
    ("kf", "catalogue.refresh", "updated", "2026-01-15 10:00", "2026-02-12", "KF-T1.6"),
    ("kf", "catalogue.monthly", "updated", "2026-01-15 10:00", "2026-02-28", "KF-T3.5"),
    ("kf", "windows.guide", "changed", "2026-01-15 10:00", "2026-02-12", "KF-T2.2"),
    ("kf", "windows.quarterly_return", "returned", "2026-01-15 10:00", "2026-06-30", "KF-T3.11"),
    ("kf", "assessment.round", "assessed", "2026-01-15 10:00", "2026-06-30", "KF-6.1"),
]


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


def test_a_limit_looser_than_the_nations_is_said_with_its_place():
    [fault] = looser(shelf.limits("sq"), shelf.limits(), shelf.calendar())
    assert "“政策解读发布”比国家规定宽" in fault.says and fault.file.endswith("sq.yaml") and fault.line == 13
    for profile in ("tz", "dy", "bw", "kf"):
        assert looser(shelf.limits(profile), shelf.limits(), shelf.calendar()) == []


@pytest.mark.parametrize(
    ("written", "is_looser"),
    [
        ("within: 20 workdays, done: published", False),
        ("within: 21 workdays, done: published", True),
        ("within: 28 days, done: published", True),  # short of Spring Festival and 1 May, longer over an ordinary month
        ("within: 1 week, done: published", False),
        ("within: 1 month, done: published", True),
        ("every: 30 workdays", False),  # another kind of duty is not compared
        ("within: 10 workdays, done: published, extend: {once: 20 workdays, decided_by: head}", True),
    ],
)
def test_looser_is_measured_on_the_calendar(written, is_looser):
    text = (
        "{profile: tx, title: 棠溪, steps: {extended: 决定延长}, "
        f"limits: {{disclosures.publish: {{{written}, after: formed, cite: TZ-2.5}}}}}}"
    )
    place = read_limits(read(text, "tx.yaml"), shelf.limits())
    assert bool(looser(place, shelf.limits(), shelf.calendar())) is is_looser


@pytest.mark.parametrize(
    ("written", "is_looser"),
    [
        ("windows: 01-01..01-31, done: reported", False),
        ("windows: 01-01..01-15, done: reported", False),
        ("windows: 01-01..02-01, done: reported", True),
        ("windows: 01-01..03-31, done: reported", True),  # what the places said before the regulation was revised
        ("within: 90 days, after: formed, done: reported", False),  # counted time beside a date is not compared
        ("by: 2026-03-31, done: reported", False),
    ],
)
def test_a_report_due_later_in_the_year_than_the_nations_is_looser(written, is_looser):
    text = f"{{profile: tx, title: 棠溪, limits: {{reports.annual_unit: {{{written}, cite: BW-6.1.2}}}}}}"
    place = read_limits(read(text, "tx.yaml"), shelf.limits())
    assert bool(looser(place, shelf.limits(), shelf.calendar())) is is_looser


PLACE = """profile: tx
title: 棠溪县时限
steps: {heard: 听取汇报}
limits:
  disclosures.publish: {within: 10 workdays, after: [changed, formed], done: published, cite: TZ-2.5}
  disclosures.standing:
    windows: [07-01..07-15, 01-01..01-15]
    propose_by: [06-30, 12-31]
    done: published
    cite: TZ-2.5
"""


def test_windows_and_their_proposal_days_find_each_other():
    standing = read_limits(read(PLACE, "tx.yaml"), shelf.limits())["disclosures.standing"]
    assert standing.windows == (Window((1, 1), (1, 15), (12, 31)), Window((7, 1), (7, 15), (6, 30)))


@pytest.mark.parametrize(
    ("old", "new", "mark", "says"),
    [
        ("10 workdays", "ten workdays", "ten", "“ten workdays”不是期限"),
        ("10 workdays", "0 workdays", "0 workdays", "不是期限"),
        ("10 workdays", "10 fortnights", "10 fort", "不是期限"),
        ("10 workdays", "99999 workdays", "99999", "不是期限"),
        ("10 workdays", "１０ workdays", "１０", "不是期限"),
        ("within: 10 workdays, ", "", "{after", "一个也没有写"),
        ("within: 10 workdays", "within: 10 workdays, every: 5 days", "{within", "同时写了within、every"),
        ("after: [changed, formed], ", "", "{within", "写了 within 就要写after"),
        ("done: published, cite", "cite", "{within", "写了 within 就要写done"),
        (", cite: TZ-2.5}", "}", "{within", "缺少“cite”"),
        ("[changed, formed]", "[changed, shaped]", "shaped", "步骤“shaped”没有中文名"),
        ("[changed, formed]", "[Changed]", "Changed", "只用小写字母和下划线"),
        ("done: published, cite", "finished: published, cite", "finished", "不认识“finished”"),
        ("  disclosures.publish:", "  Publish:", "{within", "应当是“房间.事项”"),
        ("07-01..07-15", "07-01", "07-01", "不是窗口"),
        ("07-01..07-15", "07-15..07-01", "07-15", "起止颠倒"),
        ("07-01..07-15", "07-01..07-32", "07-01", "不是每年都有的月日"),
        ("07-01..07-15", "02-01..02-29", "02-01", "不是每年都有的月日"),
        ("07-01..07-15", "01-10..01-20", "[01-10", "重叠"),
        ("[06-30, 12-31]", "[06-30]", "[06-30", "应当一一对应"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, propose_by: 06-30}", "06-30}", "只和 windows 一起写"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, since: formed}", "formed}", "只和 windows 一起写"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, verify: maybe}", "maybe", "只能写 true 或 false"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, pause: {from: formed, to: changed}}", "{from", "缺少“says”"),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, pause: {from: formed, to: changed, says: 等, at_most: 5 hours}}",
            "5 hours",
            "at_most 以 workdays 或 days 计",
        ),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, extend: {once: 5 days, decided_by: head}}",
            "{once",
            "延长的单位应当和期限的单位相同",
        ),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, extend: {once: 5 workdays, decided_by: head, told_before: noon}}",
            "noon",
            "told_before 只能写 due",
        ),
        (
            "10 workdays",
            "same week, pause: {from: formed, to: changed, says: 等}",
            "{from",
            "固定日期的期限不能写 pause",
        ),
        (
            "    done: published\n",
            "    done: published\n    pause: {from: formed, to: changed, says: 等}\n",
            "{from",
            "固定日期的期限不能写 pause",
        ),
        ("profile: tx\n", "", "title", "缺少“profile”"),
    ],
)
def test_a_slip_in_a_limits_file_is_refused_where_it_stands(old, new, mark, says):
    assert old in PLACE
    text = PLACE.replace(old, new, 1)
    with pytest.raises(Refused) as refused:
        read_limits(read(text, "tx.yaml"), shelf.limits())
    lines = text.splitlines()
    told = [(lines[fault.line - 1][fault.column - 1 :], fault.says) for fault in refused.value.faults]
    assert any(rest.startswith(mark) and says in words for rest, words in told), told


def test_all_slips_of_a_limits_file_come_together():
    broken = PLACE.replace("10 workdays", "ten").replace("07-01..07-15", "07-01")
    with pytest.raises(Refused) as refused:
        read_limits(read(broken, "tx.yaml"), shelf.limits())
    assert [fault.line for fault in refused.value.faults] == [5, 7]


def test_an_unknown_limit_is_refused_in_words():
    with pytest.raises(Refused, match=r"“国家统一时限”里没有名为“foi\.answer”的时限"):
        shelf.limits()["foi.answer"]
    assert "foi.answer" not in shelf.limits()


def test_the_page_of_limits_shows_the_limits_as_they_are():
    assert limits_page.PAGE.read_text("utf-8") == limits_page.page(), "python -m tests.law.limits_page"


LEAST = """profile: tx
title: 棠溪
limits:
  disclosures.land_shown: {{within: {span}, least: true, after: published, done: withdrawn, cite: TZ-2.5{more}}}
"""


def test_a_minimum_is_looser_where_it_is_shorter_and_goes_with_counted_time_alone():
    nation = shelf.limits()
    place = lambda span, more="": read_limits(read(LEAST.format(span=span, more=more), "tx.yaml"), nation)
    assert len(looser(place("9 workdays"), nation, shelf.calendar())) == 1
    assert looser(place("11 workdays"), nation, shelf.calendar()) == []
    with pytest.raises(Refused, match="至少的时间（least）不能写 extend"):
        place("9 workdays", ", extend: {once: 5 workdays, decided_by: head}")
