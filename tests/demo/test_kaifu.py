"""The demonstration's two campaigns by 开福区's tables: one through rectification, one before the leading group."""

import pytest

from gongkai.assessment import rules, showing
from gongkai.assessment.models import Appeal, Campaign
from gongkai.demo import hours, kaifu
from gongkai.demo.assessing import post
from gongkai.findings.models import Rectification


@pytest.mark.provision("KF-T3.9", "BW-19")
def test_the_townships_went_all_the_way_and_the_departments_wait_for_the_leading_group(laid, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    kaifu.play()
    kaifu.play()
    townships, departments = Campaign.objects.select_related("case").order_by("pk")
    assert (townships.case.status, departments.case.status) == ("announced", "heard")
    assert not any(one.case.acts.filter(at__gt=hours.NOW).exists() for one in (townships, departments))
    asked = {row["item"].name for row in showing.progress(townships)}
    assert "windows_missing" in asked and not asked & {"t2.attendance", "online_done"}, "each class by its own table"
    for campaign, part in ((townships, kaifu.TOWNSHIPS), (departments, kaifu.DEPARTMENTS)):
        assert set(kaifu.found(part)) <= {item.name for item in rules.items(campaign)}, "nothing found is passed over"
    windows = Appeal.objects.get(campaign=townships, indicator="t3.windows")
    assert (windows.before["score"], windows.after["score"]) == ("4", "4.5")  # two windows at 0.5, then one
    assert set(Rectification.objects.values_list("case__status", flat=True)) == {"mended"}
    departments.case.take("decide", by=post("ldxz"), at=hours.NOW)
    assert departments.case.status == "decided"
