"""复议诉讼: entered, the outcome told and agreed to; lost after bad handling it counts (DY-F2.5)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.foi import facts
from gongkai.foi.models import Dispute
from tests.county import BEIJING, moment
from tests.files import samples
from tests.foi.test_facts import take
from tests.foi.test_handling import decide, hand_over

HOME = "/staff/foi/disputes/"
FILED = {"sort": "suit", "number": "（2026）川0923行初5号", "organ": "县人民法院", "filed": "2026-02-10", "about": ""}
LOST = {"decided": "2026-03-01", "outcome": "corrected", "poor": "yes", "words": ""}
SPAN = Span(moment("2026-01-01").date(), moment("2026-12-31").date(), moment("2026-04-01"))


@pytest.fixture(autouse=True)
def today(told):
    told["now"] = moment("2026-03-02 10:00")


@pytest.fixture
def dispute(county, sign_in):
    assert sign_in("xin").post(f"{HOME}new/", FILED).status_code == 302
    return Dispute.objects.get()


@pytest.mark.provision("DY-F2.5")
def test_a_lawsuit_lost_after_bad_handling_counts_once_a_leader_agreed(county, dispute, sign_in):
    units, url = [county.roads, county.town], f"{HOME}{dispute.pk}/"
    paper = {"file": SimpleUploadedFile("判决书.pdf", samples.pdf())}
    assert sign_in("xin").post(f"{url}decide/", LOST | paper).status_code == 302
    assert facts.lawsuits_lost(units, SPAN).values == {county.roads.pk: 0, county.town.pk: 0}
    assert sign_in("xin").post(f"{url}accept/").status_code == 403
    assert sign_in("fen").post(f"{url}accept/").status_code == 302
    counted = facts.lawsuits_lost(units, SPAN)
    assert counted.values == {county.roads.pk: 1, county.town.pk: 0}
    assert counted.records[county.roads.pk] == [dispute.pk]
    assert facts.FACTS["foi.lawsuits"](units, SPAN).values[county.roads.pk] == 1
    assert facts.FACTS["foi.reviews"](units, SPAN).values[county.roads.pk] == 0
    before = Span(SPAN.first, SPAN.last, moment("2026-03-01"))
    assert facts.lawsuits_lost(units, before).values[county.roads.pk] == 0
    page = sign_in("ban").get(url).content.decode()
    assert "结果纠正" in page and "判决书.pdf" in page
    judgment = f"{url}papers/{Dispute.objects.get().papers[0][0]}/"
    assert b"".join(sign_in("ban").get(judgment).streaming_content) == samples.pdf()
    assert sign_in("ling").get(judgment).status_code == 404  # it names people


@pytest.mark.parametrize("said", [{"outcome": "upheld"}, {"poor": "no"}])
def test_one_upheld_or_not_for_bad_handling_does_not(county, dispute, sign_in, said):
    sign_in("xin").post(f"{HOME}{dispute.pk}/decide/", LOST | said)
    sign_in("fen").post(f"{HOME}{dispute.pk}/accept/")
    assert facts.lawsuits_lost([county.roads], SPAN).values[county.roads.pk] == 0


def test_what_is_wrong_is_said(county, dispute, sign_in):
    assert "已经登记过" in sign_in("xin").post(f"{HOME}new/", FILED).content.decode()
    said = sign_in("xin").post(f"{HOME}new/", FILED | {"number": "2号", "about": "没有的编号"}).content.decode()
    assert "没有编号为“没有的编号”的公开申请" in said
    early = sign_in("xin").post(f"{HOME}{dispute.pk}/decide/", LOST | {"decided": "2026-02-01"}).content.decode()
    assert "早于受理日期" in early


@pytest.mark.provision("BW-6.2.4")
def test_a_reconsideration_is_answered_in_five_working_days_and_one_that_is_lost_is_handled_anew(
    county, sign_in, told, contact
):
    asked = take(county.roads, "counter", "2026-01-15", "2026-01-15 10:00", county.xin)
    told["now"] = moment("2026-01-20 10:00")
    decide(county, asked, "internal", "2026-01-20 10:00", kind="后勤管理", reason="只用于机关内部安排")
    hand_over(county, asked, "2026-01-21 10:00")
    told["now"] = moment("2026-02-12 10:00")
    filed = FILED | {"sort": "review", "number": "县复〔2026〕1号", "organ": "县政府", "about": asked.number}
    assert sign_in("xin").post(f"{HOME}new/", filed).status_code == 302
    row = Dispute.objects.get()
    assert row.number in sign_in("xin").get(f"/staff/foi/{asked.pk}/").content.decode()
    url = f"{HOME}{row.pk}/"
    assert sign_in("xin").post(f"{url}answer/", {"day": "2026-02-12"}).status_code == 409  # no notice yet
    assert sign_in("xin").post(f"{url}notice/", {"day": "2026-02-11"}).status_code == 302
    due = Due.objects.get(case=row.pk, limit="foi.review_answer").due
    assert due.astimezone(BEIJING).date().isoformat() == "2026-02-25"  # 12, 13, 14, 24, 25 February
    units = [county.roads]
    told["now"] = moment("2026-02-26 00:00")
    span = Span(SPAN.first, SPAN.last, told["now"])
    assert facts.review_answers_late(units, span).values == {county.roads.pk: 1}
    assert sign_in("xin").post(f"{url}answer/", {"day": "2026-02-25"}).status_code == 302
    assert facts.review_answers_late(units, span).values == {county.roads.pk: 0}
    assert sign_in("xin").post(f"/staff/foi/{asked.pk}/reopen/", {"words": "责令重作"}).status_code == 409
    told["now"] = moment("2026-03-20 10:00")
    sign_in("xin").post(f"{url}decide/", {"decided": "2026-03-19", "outcome": "corrected", "poor": "no", "words": ""})
    assert sign_in("fen").post(f"{url}accept/").status_code == 302
    assert sign_in("xin").post(f"/staff/foi/{asked.pk}/reopen/", {"words": "责令重作"}).status_code == 302
    asked.case.refresh_from_db()
    assert asked.case.status == "registered"
