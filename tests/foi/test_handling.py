"""From registration to the answer: each step by its own hand, with the clock that the law gives (条例-30 to 40)."""

from datetime import date

import pytest

from gongkai.acts import clocks
from gongkai.acts.models import Due
from gongkai.acts.refusals import Unready
from gongkai.foi.handling import consulting, correcting, deciding, delivering, extending
from gongkai.foi.models import Consultation, Correction, Decision
from tests.county import BEIJING, moment
from tests.foi.test_facts import take


@pytest.fixture
def asked(county, told, contact):
    """Handed in at the counter on 2026-01-15: an answer is due on 2026-02-12."""
    return take(county.roads, "counter", "2026-01-15", "2026-01-15 10:00", county.xin)


def due_of(request, limit="foi.reply"):
    due = Due.objects.filter(case=request.case, limit=limit).order_by("-round").values_list("due", flat=True).first()
    return due.astimezone(BEIJING).date().isoformat() if due else None


def decide(county, request, reply, at, **findings):
    at = moment(at)
    deciding.draft(request, reply, findings, county.xin, at)
    request.case.refresh_from_db()
    step = "propose_decision" if deciding.releases(reply) else "propose_refusal"
    request.case.take(step, by=county.xin, at=at, read=request.case.content)
    if deciding.releases(reply):
        request.case.take("clear", by=county.mi, at=at)
    request.case.take("approve", by=county.fen, at=at)


def hand_over(county, request, at, route="post", **how):
    day = moment(at).date()
    delivering.deliver_many([delivering.Handed(request, route, day, county.xin, **how)], moment(at))


def test_a_correction_is_asked_for_once_in_seven_working_days_and_begins_the_limit_anew(county, asked):
    early = [correcting.Asked(asked, "缺文号", date(2026, 2, 10), date(2026, 1, 27), county.xin)]
    with pytest.raises(Unready, match="2026年1月26日"):
        correcting.ask_many(early, moment("2026-01-27 00:00"))
    last = [correcting.Asked(asked, "缺文号", date(2026, 2, 10), date(2026, 1, 26), county.xin)]
    correcting.ask_many(last, moment("2026-01-26 23:59"))
    assert due_of(asked) == "9999-01-01" and due_of(asked, "foi.correction") == "2026-02-10"
    correcting.supply_many(
        [correcting.Supplied(asked, "交运〔2025〕3号", date(2026, 2, 10))], moment("2026-02-10 10:00")
    )
    assert due_of(asked) == "2026-03-16"
    with pytest.raises(Unready, match="只能要求一次"):
        correcting.ask_many(
            [correcting.Asked(asked, "x", date(2026, 3, 1), date(2026, 1, 26), county.xin)], moment("2026-02-10 10:00")
        )
    assert Correction.objects.get().items == "缺文号"


def test_time_of_a_third_partys_consultation_does_not_count(county, asked):
    consulting.ask_many(
        [consulting.Asked(asked, "third_party", "某公司", date(2026, 1, 19), county.xin)], moment("2026-01-19 10:00")
    )
    row = Consultation.objects.get()
    consulting.reach_many([row], date(2026, 1, 20), county.xin, moment("2026-01-20 10:00"))
    assert row.due == date(2026, 2, 10)
    with pytest.raises(Unready, match="期满以后"):
        consulting.lapse_many([row], county.xin, moment("2026-02-10 23:00"))
    consulting.hear_many([row], "refuse", date(2026, 1, 26), county.xin, moment("2026-01-26 10:00"), "商业秘密")
    assert due_of(asked) == "2026-02-26"  # five working days after 12 February: 13, 14 (worked), 24, 25, 26
    assert len(clocks.of(asked.case, moment("2026-01-27 10:00"))) >= 2


def test_an_extension_is_agreed_to_by_another_and_counts_once_it_is_told_in_time(county, asked):
    extending.propose_many([extending.Proposed(asked, "要查三年档案", county.xin)], moment("2026-02-10 10:00"))
    asked.case.take("extend", by=county.fen, at=moment("2026-02-11 10:00"))
    assert due_of(asked) == "2026-02-12"
    with pytest.raises(Unready, match="届满"):
        extending.tell_many([asked], date(2026, 2, 13), county.xin, moment("2026-02-13 00:00"))
    extending.tell_many([asked], date(2026, 2, 12), county.xin, moment("2026-02-12 23:59"))
    assert due_of(asked) == "2026-03-18"


def test_an_answer_goes_through_secrecy_and_the_head_and_is_given_on_the_day_it_is_posted(county, asked):
    decide(county, asked, "opened", "2026-02-11 10:00", how="请到窗口领取")
    assert asked.case.status == "approved"
    hand_over(county, asked, "2026-02-12 17:00", slip="EMS1")
    assert asked.case.status == "answered" and Decision.objects.get().row == "r3_1"
    due = Due.objects.get(case=asked.case, limit="foi.reply")
    assert due.done is not None and due.done <= due.due
