"""服务中心: of one name, agreed to by another, public with its windows, looked at on site (KF-2.1, KF-5.2, KF-T3)."""

import pytest

from gongkai.publication import door
from gongkai.windows.models import Centre
from tests.windows.conftest import value, words

SAID = {
    "level": "township", "sign": "便民服务", "place": "河边街1号", "hours": "工作日9:00—17:00", "phone": "0825-7000003",
    "supervision": "0825-7000004",
}  # fmt: skip


def enter(county, go, name):
    answer = go("zhen", "centres/new/", unit=county.town.pk, name=name, topic=county.topic.pk, **SAID)
    assert answer.status_code == 302
    return Centre.objects.get()


def agree(go, county, who="zhenfen"):
    row = Centre.objects.select_related("case").get()
    return go(who, f"centres/{row.pk}/agree/", read=row.case.content)


@pytest.mark.provision("KF-5.2")
def test_a_town_s_centre_is_called_as_all_are_and_agreed_to_by_another(county, topic, go):
    row = enter(county, go, "河边镇办事大厅")
    refused = agree(go, county)
    assert refused.status_code == 409 and "……便民服务中心" in words(refused)
    said = SAID | {"unit": county.town.pk, "name": "河边镇便民服务中心", "topic": county.topic.pk}
    assert go("zhen", f"centres/{row.pk}/amend/", **said).status_code == 302
    assert agree(go, county, "zhen").status_code == 403
    assert agree(go, county).status_code == 302
    shown = door.shown(f"service_centre:{row.pk}")
    assert shown and shown.title == "河边镇便民服务中心" and "河边街1号" in shown.html


@pytest.mark.provision("KF-2.1")
def test_the_centre_s_public_page_names_each_window_and_what_is_handled_there(county, centre, item, client):
    shown = door.shown(f"service_centre:{centre.pk}")
    assert shown and "A01" in shown.html and "试县交通运输局" in shown.html
    assert "占用公路审批（可网上办理）" in shown.html
    home = words(client.get("/service/"))
    assert "试县政务服务中心" in home and f"/service/{item.address}/" in home and "承诺 10 个工作日" in home


@pytest.mark.provision("KF-T3.9", "KF-T3.10", "KF-T3.11", "KF-T3.12")
def test_what_a_town_s_centre_lacks_is_kept_as_it_was_seen_on_site(county, topic, go, see):
    row = enter(county, go, "河边镇便民服务中心")
    agree(go, county)
    lacks = {"windows": ["综合服务", "农业和林业"], "equipment": ["显示屏"], "rules": ["责任追究制"], "ledger": "on"}
    assert go("zhen", f"centres/{row.pk}/look/", day="2026-01-09", **lacks).status_code == 403
    assert go("ban", f"centres/{row.pk}/look/", day="2026-01-13", **lacks).status_code == 200  # it has not come
    assert go("ban", f"centres/{row.pk}/look/", day="2026-01-09", **lacks).status_code == 302
    page = see("zhen", f"centres/{row.pk}/")
    assert "综合服务、农业和林业" in page and "显示屏" in page and "缺 5 项" in page


def test_a_centre_of_another_town_is_not_there(county, topic, go, sign_in):
    row = enter(county, go, "河边镇便民服务中心")
    assert sign_in("xin").get(f"/staff/windows/centres/{row.pk}/").status_code == 404


def test_who_has_a_window_is_unknown_until_a_centre_is_kept_here(county, centre, window):
    before, after = "2025-01-05", "2025-01-06"  # the centre was agreed to and the window set up on the sixth
    for unit, has in ((county.roads, True), (county.town, False)):
        assert value(county, "has_window", last=before, unit=unit) is None
        assert value(county, "has_window", last=after, unit=unit) is has
