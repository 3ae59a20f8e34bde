"""The last moment and the one after: of another organ's silence, a fee, a correction, a later day for the answer."""

from datetime import date

import pytest

from gongkai.acts import clocks
from gongkai.acts.refusals import Unready
from gongkai.foi.handling import correcting
from gongkai.foi.models import Consultation
from tests.county import moment
from tests.foi.test_applicant import case, due
from tests.foi.test_handling import decide, hand_over

__all__ = ["case"]


@pytest.mark.provision("条例-34")
def test_another_organs_silence_is_consent_once_its_fifteenth_day_is_over(case, county):
    row, staff, _ = case
    said = {"whom": "试县水利局", "address": "", "day": "2026-01-19"}
    assert staff("xin", "ask_organ", "2026-01-19 10:00", **said).status_code == 302
    which = Consultation.objects.get().pk
    assert staff("xin", "lapse_organ", "2026-01-20 10:00", which=which).status_code == 409
    assert staff("xin", "reach_organ", "2026-01-20 10:00", which=which, day="2026-01-20").status_code == 302
    refused = staff("xin", "lapse_organ", "2026-02-10 23:59", which=which)
    assert refused.status_code == 409 and "期满以后" in refused.content.decode()
    row.case.refresh_from_db()
    with pytest.raises(Unready, match="其他机关的意见还没有登记"):
        decide(county, row, "opened", "2026-02-10 23:59", how="请到窗口领取")
    told = staff("xin", "lapse_organ", "2026-02-11 00:00", which=which)
    assert told.status_code == 302 and Consultation.objects.get().answer == "silent"
    assert due(row) == date(2026, 3, 11)  # no more than 15 working days are left out
    row.case.refresh_from_db()
    decide(county, row, "opened", "2026-02-11 10:00", how="请到窗口领取")
    assert row.case.status == "approved"


@pytest.mark.provision("条例-42")
def test_a_fee_is_missed_once_the_twentieth_day_after_its_notice_came_is_over(case, county):
    row, staff, ask = case
    staff("xin", "charge", "2026-01-20 10:00", basis="page", many=101, day="2026-01-20")
    ask("2026-01-21 09:01", do="confirm_fee")
    row.case.refresh_from_db()
    with pytest.raises(Unready, match="期满以后"):
        decide(county, row, "no_payment", "2026-02-25 23:59")
    row.case.refresh_from_db()
    decide(county, row, "no_payment", "2026-02-26 00:00")
    assert row.case.status == "approved"


@pytest.mark.provision("条例-30")
def test_a_correction_is_missed_once_the_day_the_organ_set_is_over(case, county):
    row, _, _ = case
    asked = correcting.Asked(row, "缺文号", date(2026, 2, 5), date(2026, 1, 20), county.xin)
    correcting.ask_many([asked], moment("2026-01-20 10:00"))
    with pytest.raises(Unready, match="期满以后"):
        decide(county, row, "no_correction", "2026-02-05 23:59")
    row.case.refresh_from_db()
    decide(county, row, "no_correction", "2026-02-06 00:00")
    assert row.case.status == "approved"


@pytest.mark.provision("条例-35")
def test_a_later_day_for_the_answer_is_kept_to_its_last_moment(case, county):
    row, staff, ask = case
    staff("xin", "ask_reasons", "2026-01-20 10:00", many=60, day="2026-01-20", until="2026-02-03")
    ask("2026-01-21 09:00", do="explain", words="做课题用")
    staff("fen", "delay", "2026-01-22 10:00", until="2026-05-29")
    row.case.refresh_from_db()
    late = [
        next(one for one in clocks.of(row.case, moment(at)) if one.limit.name == "foi.delayed_reply").late
        for at in ("2026-05-29 23:59", "2026-05-30 00:00")
    ]
    assert late == [False, True]
    decide(county, row, "opened", "2026-05-29 10:00", how="请到窗口领取")
    hand_over(county, row, "2026-05-29 23:59", slip="EMS1")
    assert row.case.status == "answered"
