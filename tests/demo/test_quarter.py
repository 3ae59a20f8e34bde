"""The quarter of the demonstration that was assessed and announced to the leaf."""

import pytest

from gongkai.assessment.models import Applied, Campaign, Paper
from gongkai.demo import hours, quarter
from gongkai.publication.models import Shown


@pytest.fixture
def told(laid, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.setattr(quarter, "FOUND", {quarter.LAST: quarter.FOUND[quarter.LAST]})
    quarter.announce()
    quarter.announce()
    return Campaign.objects.get()


@pytest.mark.provision("KF-3.1")
def test_a_quarter_ends_in_a_circular_and_a_result_to_the_leaf_that_was_used(told, client):
    assert told.case.status == "announced" and (told.since.month, told.until.month) == (7, 9)
    assert told.case.acts.filter(at__gt=hours.NOW).count() == 0
    assert set(Paper.objects.exclude(issued=None).values_list("kind", flat=True)) == {"notice", "circular"}
    assert list(Applied.objects.values_list("what", flat=True)) == [
        "count"
    ]  # nobody has 90 points where nothing was published
    row = Shown.objects.get(kind="result")
    page = client.get(f"/d/{row.address}/").content.decode()
    assert "2025年第三季度" in page and "现通报如下" in page and len(row.fields["sheets"]) == len(quarter.UNITS)
    sheet = client.get(f"/d/{row.address}/s{len(quarter.UNITS)}/").content.decode()
    assert "没有制度文本，也没有台账" in sheet
