"""What was entered of returns and lawsuits costs points by the tables that ask for it, down to the very record."""

import pytest

from gongkai.foi.models import Dispute
from gongkai.organisation.models import Call, Return
from tests.assessment.shipped import AT, composed, opened, tree

RETURNS, DISPUTES = "/staff/organisation/returns/", "/staff/foi/disputes/"


@pytest.mark.provision("KF-T1.3")
@pytest.mark.provision("KF-T3.3")
def test_a_return_that_came_late_costs_five_points_in_kaifu(county, sign_in, stand_at):
    stand_at("2025-03-03 09:00")
    said = {
        "title": "一季度报表",
        "sort": "statistics",
        "due": "2025-03-10",
        "units": [county.roads.pk, county.town.pk],
    }
    assert sign_in("ban").post(f"{RETURNS}new/", said).status_code == 302
    for unit, day, writes, seals in (
        (county.roads, "2025-03-10 17:00", "xin", "fen"), (county.town, "2025-03-11 09:00", "zhen", "zhenfen"),
    ):  # fmt: skip
        stand_at(day)
        row = Return.objects.get(call=Call.objects.get(), case__unit=unit)
        assert sign_in(writes).post(f"{RETURNS}{row.pk}/fill/", {"says": "办件 120 件"}).status_code == 302
        row.case.refresh_from_db()
        assert sign_in(seals).post(f"{RETURNS}{row.pk}/stamp/", {"read": row.case.content}).status_code == 302
    stand_at(AT)
    campaign = opened(county, "kf-2013")
    late = campaign.counts.get(unit=county.town, fact="organisation.returns_late")
    assert late.value == 1 and late.records == [row.pk]
    rows = composed(county, campaign)
    assert tree(rows["交运局"])["t1.tasks"] == "待定"  # nothing late by the register; the office has still to judge
    assert tree(rows["河边镇"])["t3.tasks"] == 0


@pytest.mark.provision("DY-F2.5")
def test_a_lawsuit_lost_after_bad_handling_leaves_no_point_for_openness_in_daying(county, sign_in, stand_at):
    stand_at("2025-10-20 09:00")
    filed = {"sort": "suit", "number": "初5号", "organ": "县人民法院", "filed": "2025-09-10", "about": ""}
    assert sign_in("xin").post(f"{DISPUTES}new/", filed).status_code == 302
    row = Dispute.objects.get()
    lost = {"decided": "2025-10-15", "outcome": "corrected", "poor": "yes", "words": ""}
    assert sign_in("xin").post(f"{DISPUTES}{row.pk}/decide/", lost).status_code == 302
    assert sign_in("fen").post(f"{DISPUTES}{row.pk}/accept/").status_code == 302
    stand_at(AT)
    campaign = opened(county, "dy-2018")
    assert campaign.counts.get(unit=county.roads, fact="foi.lawsuits_lost").records == [row.pk]
    rows = composed(county, campaign)
    assert tree(rows["交运局"])["info"] == 0 and tree(rows["河边镇"])["info"] != 0
