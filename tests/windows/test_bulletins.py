"""季度通报: counted once the quarter is over, published by another hand (KF-4.2)."""

import pytest

from gongkai.publication import door
from gongkai.windows.models import Bulletin, ServiceCase
from tests.windows.conftest import words
from tests.windows.test_handling import file


@pytest.fixture
def handled(county, item, client, go, stand_at):
    """A case of the last quarter, decided in time."""
    stand_at("2025-12-01 10:00")
    file(client, item)
    row = ServiceCase.objects.get()
    go("xin", f"cases/{row.pk}/accept/")
    stand_at("2025-12-05 10:00")
    go("fen", f"cases/{row.pk}/decide/", outcome="granted")
    stand_at("2026-01-12 10:00")
    return row


@pytest.mark.provision("KF-4.2")
def test_a_quarter_s_figures_are_published_by_another_than_who_counted(county, handled, go, see):
    said = {"quarter": "2025-12-31", "topic": county.topic.pk}
    assert go("xin", "bulletins/new/", **said).status_code == 403
    assert go("ban", "bulletins/new/", **said).status_code == 302
    assert "已经有了" in words(go("ban", "bulletins/new/", **said))
    row = Bulletin.objects.select_related("case").get()
    assert row.figures[0][2] == [["交运局", 1, 1, 1, 1, 1, 0, 0]]
    assert go("ban", f"bulletins/{row.pk}/publish/", read=row.case.content).status_code == 403
    assert go("he", f"bulletins/{row.pk}/publish/", read=row.case.content).status_code == 302
    shown = door.shown(f"service_bulletin:{row.pk}")
    assert shown and shown.title == "2025年第四季度政务服务和电子监察通报" and "按承诺时限办结" in shown.html
    assert go("ban", f"bulletins/{row.pk}/withdraw/", words="数字有误").status_code == 302
    assert door.shown(f"service_bulletin:{row.pk}").withdrawn


def test_a_quarter_that_is_not_over_has_no_bulletin(county, topic, go):
    assert go("ban", "bulletins/new/", quarter="2026-03-31", topic=county.topic.pk).status_code == 200
    assert not Bulletin.objects.exists()
