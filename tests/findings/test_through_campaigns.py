"""Incidents and leaks cost points in a campaign; what a campaign cost goes over to findings when it is announced."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Case
from gongkai.assessment import losing
from gongkai.assessment.models import Campaign
from gongkai.findings.models import Finding, Incident, Round
from tests.assessment.conftest import marked, sent
from tests.assessment.shipped import AT, composed, fill, opened, tree
from tests.county import moment
from tests.files import samples

__all__ = ["marked", "sent"]
HOME = "/staff/findings/"


def confirmed(sign_in, unit, sort):
    """Registered by the unit's editor's office and confirmed by another of the office, on their pages."""
    said = {
        "unit": unit.pk, "sort": sort, "happened": "2025-06-03", "source": "信访局转来", "says": "经过",
        "file": SimpleUploadedFile("函.pdf", samples.pdf()),
    }  # fmt: skip
    assert sign_in("he").post(f"{HOME}incidents/report/", said).status_code == 302
    row = Incident.objects.latest("pk")
    assert sign_in("ban").post(f"{HOME}incidents/{row.pk}/confirm/").status_code == 302


@pytest.mark.told(moment("2025-06-05 09:00"))
@pytest.mark.provision("KF-T1.9")
@pytest.mark.provision("KF-T1.13")
@pytest.mark.provision("KF-T3.14")
@pytest.mark.provision("KF-T3.15")
def test_kaifu_s_incidents_cost_what_its_tables_say(county, sign_in):
    for unit, sort in (
        (county.roads, "petition"), (county.town, "exposure"), (county.town, "service"), (county.town, "abuse"),
    ):  # fmt: skip
        confirmed(sign_in, unit, sort)
    rows = composed(county, opened(county, "kf-2013"))
    roads, town = tree(rows["交运局"]), tree(rows["河边镇"])
    assert (roads["t1.petitions"], roads["t1.abuses"]) == (0, 5)
    assert (town["t3.petitions"], town["t3.abuses"]) == (0, 0)


@pytest.mark.provision("DY-F2.5")
@pytest.mark.provision("TZ-6.3")
def test_what_is_taken_back_for_a_leak_is_an_incident_and_asks_for_a_deduction(
    county, topic, write, publish, sign_in, stand_at
):
    stand_at("2025-03-05 09:00")
    record = publish(write("应急物资储备点位"))
    said = {"words": "含涉密点位", "cause": "secret"}
    assert sign_in("fa").post(f"/staff/disclosures/{record.pk}/withdraw/", said).status_code == 302
    row = Incident.objects.get()
    assert (row.sort, row.record_id, row.case.status) == ("leak", record.pk, "reported")
    page = sign_in("ban").get(f"{HOME}incidents/{row.pk}/").content.decode()
    assert "应急物资储备点位" in page and f"/staff/disclosures/{record.pk}/" in page
    assert sign_in("ban").post(f"{HOME}incidents/{row.pk}/confirm/").status_code == 302
    stand_at(AT)
    campaign = opened(county, "dy-2018")
    counted = dict(campaign.counts.filter(unit=county.roads).values_list("fact", "value"))
    assert (counted["disclosures.leaks"], counted["findings.leaks"]) == (1, 1)
    rows = composed(county, campaign)
    assert tree(rows["交运局"])["info.leak"] == "待定" and tree(rows["河边镇"])["info.leak"] == 0


def test_a_record_taken_back_for_a_slip_is_no_incident(county, topic, write, publish):
    record = publish(write())
    record.case.take("withdraw", by=county.fa, at=AT, words="有误", detail={"cause": "error"})
    assert not Incident.objects.exists()


@pytest.mark.provision("BW-16.5–16.6")
def test_an_announced_campaign_hands_every_loss_of_every_sheet_over_once(county, sent, sign_in, stand_at):
    Campaign.objects.filter(pk=sent.pk).update(comment_days=0)
    for step, by in (("decide", county.ling), ("announce", county.ban)):
        sent.case.take(step, by=by, at=AT)
    found = Round.objects.get()
    assert (found.key, found.title, found.standings.count()) == (f"campaign:{sent.pk}", "试县2025年考核", 2)
    town = {row.code: row for row in Finding.objects.filter(unit=county.town)}
    assert set(town) == {"DY:volume", "DY:desk"}  # 60 points by three items that were not published, 7.5 by papers
    seen = town["DY:desk"].sightings.get()
    assert (seen.indicator, seen.points, seen.lost) == ("查阅材料", "20", "7.50") and "缺会议记录" in seen.says
    assert county.kao.person.name not in seen.says
    stand_at(AT)
    page = sign_in("zhen").get(f"{HOME}rounds/{found.pk}/sheets/{county.town.pk}/").content.decode()
    assert "缺会议记录" in page and f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/" in page


@pytest.mark.told(AT)
@pytest.mark.provision("BW-19")
def test_who_fails_by_the_table_of_bowang_must_mend(county, sign_in):
    campaign = opened(county, "bw")
    for unit, mark in ((county.roads, "95"), (county.town, "59.99")):
        fill(sign_in("kao"), campaign, unit, {}, dict.fromkeys(("total.self", "total.third_party", "total.work"), mark))
    composed(county, campaign)
    for step, by in (("check", county.he), ("send", county.ban), ("decide", county.ling), ("announce", county.ban)):
        campaign.case.take(step, by=by, at=AT)
    found = Round.objects.get()
    assert dict(found.standings.values_list("unit__name", "must")) == {"交运局": False, "河边镇": True}
    page = sign_in("ban").get(f"{HOME}rounds/{found.pk}/").content.decode()
    assert "河边镇按结果必须整改，还没有责成" in page and "必须整改" in page


def test_a_campaign_announced_before_there_were_findings_is_taken_in_by_itself(county, sent, sweep):
    Case.objects.filter(pk=sent.pk).update(status="announced")
    now = moment("2026-03-02 09:00")
    assert losing.forgotten() == [sent]
    sweep(now)
    found = Round.objects.get()
    assert (found.at, losing.forgotten()) == (AT, []) and Finding.objects.filter(unit=county.town).count() == 2
