"""办事事项: at a window or outside on a ground, guides whole and current, six stages online (KF-2.1, KF-T2.2)."""

import pytest

from gongkai.acts.models import Due
from gongkai.publication import door
from gongkai.registers import cells, drafting
from gongkai.windows.items import entering
from gongkai.windows.models import Item
from tests.county import moment
from tests.registers.conftest import POWER
from tests.windows.conftest import LICENCE, online, value, words

GUIDE = {
    "conditions": "施工方案经评审", "materials": "申请书；施工方案", "fee": "不收费", "promise": "", "limit": "",
}  # fmt: skip


@pytest.mark.provision("KF-2.1", "KF-T2.2")
def test_every_licence_is_at_the_window_or_outside_on_a_ground(county, powers, window, go):
    page = words(go("xin", "items/new/"))
    assert "占用公路审批" in page and "涉路施工许可" in page
    lines = [one.pk for one in entering.unentered({county.roads.pk})]
    assert value(county, "items_outside", last="2026-01-12") == 2  # not even entered
    assert go("xin", "items/new/", lines=lines).status_code == 302
    first, second = Item.objects.order_by("line__key")
    assert value(county, "items_outside", last="2026-01-12") == 2
    assert go("xin", f"items/{first.pk}/admit/", window=window.pk).status_code == 403
    assert go("ban", f"items/{first.pk}/admit/", window=window.pk).status_code == 302
    assert go("ban", f"items/{second.pk}/exempt/", words="现场勘验为主").status_code == 409  # on no ground
    said = {"words": "现场勘验为主", "ground": "省政府令第252号第八条"}
    assert go("ban", f"items/{second.pk}/exempt/", **said).status_code == 302
    assert value(county, "items_outside", last="2026-01-12") == 0


@pytest.mark.provision("KF-T2.2", "KF-T3.6")
def test_a_guide_goes_out_whole_and_what_it_lacks_is_counted(county, item, go, see):
    assert value(county, "guides_missing", last="2026-01-12") == 1
    assert "条件" in see("xin", f"items/{item.pk}/") and "还不齐全" in see("xin", f"items/{item.pk}/")
    assert go("xin", f"items/{item.pk}/guide/", **GUIDE | {"fee": ""}).status_code == 302
    answer = go("fen", f"items/{item.pk}/agree/", read=content(item))
    assert answer.status_code == 409 and "办事指南缺“收费依据和标准”" in words(answer)
    assert value(county, "service_missing", last="2026-01-12") == 1  # of the five that streets publish
    assert go("xin", f"items/{item.pk}/guide/", **GUIDE).status_code == 302
    assert value(county, "guides_not_on_portal", last="2026-01-12") == 1
    assert go("fen", f"items/{item.pk}/agree/", read="x").status_code == 409  # not what stands now
    assert go("fen", f"items/{item.pk}/agree/", read=content(item)).status_code == 302
    shown = door.shown(f"service_item:{item.pk}")
    assert shown and "试县政务服务中心 A01 号窗口" in shown.html and "10 个工作日" in shown.html
    assert f"/service/{item.address}/" in shown.html
    names = ("guides_missing", "guides_not_on_portal", "service_missing")
    assert [value(county, name, last="2026-01-12") for name in names] == [0, 0, 0]


@pytest.mark.provision("KF-T2.2")
def test_a_guide_counts_as_it_stood_at_the_end_of_the_period(county, item, go, stand_at):
    def lacking(last):
        names = ("guides_missing", "service_missing")
        return [value(county, name, last=last, at="2026-06-01 00:00") for name in names]

    assert lacking("2026-01-12") == [1, 1]  # the fee is told neither by the list nor by the days
    stand_at("2026-01-31 23:59")
    assert go("xin", f"items/{item.pk}/guide/", **GUIDE).status_code == 302
    stand_at("2026-02-01 00:00")
    assert go("xin", f"items/{item.pk}/guide/", **GUIDE | {"fee": "", "materials": ""}).status_code == 302
    assert lacking("2026-01-30") == [1, 1]
    assert lacking("2026-01-31") == [0, 0]
    assert lacking("2026-02-01") == [1, 1]
    stand_at("2026-02-02 10:00")
    assert go("ban", f"items/{item.pk}/leave/", words="撤窗").status_code == 302
    assert lacking("2026-01-31") == [0, 0], "at a window then"


def content(item):
    return Item.objects.select_related("case").get(pk=item.pk).case.content


@pytest.mark.provision("KF-T2.2")
def test_a_changed_item_has_twenty_working_days_for_its_guide(county, item, go, stand_at):
    go("xin", f"items/{item.pk}/guide/", **GUIDE)
    go("fen", f"items/{item.pk}/agree/", read=content(item))
    assert go("xin", f"items/{item.pk}/change/", words="承诺时限缩短").status_code == 302
    assert Due.objects.get(case=item.pk, limit="windows.guide").due.isoformat().startswith("2026-02-09T15:59:59")
    assert stale(county, "2026-02-09 23:59") == 0
    assert stale(county, "2026-02-10 00:00") == 1
    stand_at("2026-02-09 17:00")
    go("xin", f"items/{item.pk}/guide/", **GUIDE)
    assert go("fen", f"items/{item.pk}/agree/", read=content(item)).status_code == 302
    assert stale(county, "2026-02-10 00:00") == 0


def stale(county, at):
    return value(county, "guides_stale", first="2026-01-01", last="2026-03-31", at=at)


@pytest.mark.provision("KF-T1.8", "KF-T2.2")
def test_six_stages_online_are_counted_stage_by_stage(county, item, go):
    assert value(county, "items_offline", last="2026-01-12") == 0
    assert value(county, "online_done", last="2026-01-12") is False  # the other licence is not inside
    second = entering.enter_many(entering.unentered({county.roads.pk}), county.xin, item.case.opened)[0]
    second.case.take("admit", by=county.ban, at=item.case.opened, detail={"window": item.window_id})
    assert value(county, "items_offline", last="2026-01-12") == 1
    online(second, county, stages=["intake", "handling"])
    names = ("items_offline", "items_amiss", "online_done")
    assert [value(county, name, last="2026-01-12") for name in names] == [0, 1, False]
    online(second, county, stages=["flow", "forms", "intake", "handling", "query", "result"])
    assert [value(county, name, last="2026-01-12") for name in names] == [0, 0, True]


@pytest.mark.provision("KF-1")
def test_a_promise_longer_than_the_law_is_refused(county, item, go):
    said = {"stages": ["intake"], "legal": 10, "promise": 11}
    answer = go("xin", f"items/{item.pk}/online/", **said)
    assert answer.status_code == 409 and "比法定时限 10 个工作日还长" in words(answer)
    assert go("xin", f"items/{item.pk}/online/", **said | {"promise": 10}).status_code == 302


def town_list(county, topic, *rows):
    """The town publishes its own list of powers through its four hands."""
    at = moment("2025-03-04 10:00")
    kind = drafting.Founding(county.town, "powers", topic, county.zhen, at, first={"effective_on": at.date()})
    register = drafting.open_registers([kind])[0]
    fields = register.kind.fields
    said = [{name: cells.read(one, row.get(name, ""), may_lack=True) for name, one in fields.items()} for row in rows]
    drafting.save_rows(register, [drafting.Writing(one, "added") for one in said], county.zhen, at)
    for step, by in (("propose", "zhen"), ("clear", "zhenmi"), ("approve", "zhenfen"), ("publish", "zhenfa")):
        register.case.take(step, by=getattr(county, by), at=at)


@pytest.mark.provision("KF-4.3")
def test_an_item_with_several_subjects_or_none_is_told_and_versions_are_counted(
    county, topic, powers, item, begin, put, publish, see
):
    page = see("ban", "approvals/")
    assert "多头审批" not in page and "没有审批主体" not in page
    assert "涉路施工许可" in page and "还没有列为办事事项" in page
    town_list(county, topic, POWER | {"code": "HB-1"})
    assert "多头审批" in see("ban", "approvals/") and "交运局、河边镇" in see("zhen", "approvals/")
    begin(powers)
    put(powers, LICENCE, kind="delegated", basis="县政府文件")
    publish(powers, at="2025-05-06 10:00")
    page = see("ban", "approvals/")
    assert "没有审批主体：已经下放，还没有单位承接" in page
    assert "清单和 2025 年以来的变动" in page and "没有审批主体" not in see("zhen", "approvals/")
