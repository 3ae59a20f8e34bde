"""Units: entered, put right and ended by the administrator, dated, in the trail, and in the portal at once."""

import pytest

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import verify
from gongkai.catalogue import loading, units
from gongkai.catalogue.models import TopicUnit
from gongkai.publication.models import Shown
from tests.county import moment
from tests.organisation.conftest import AT, trail

NEW = "/staff/organisation/units/new/"
SAID = {
    "name": "水务局", "full_name": "试县水务局", "code": "11510923008459999C", "kind": "department", "order": "3",
}  # fmt: skip


def page(unit, name=""):
    return f"/staff/organisation/units/{unit.pk}/{name}"


def shown() -> set[str]:
    return set(Shown.objects.live().filter(kind="unit").values_list("title", flat=True))


def test_a_new_unit_stands_in_the_list_in_the_trail_and_in_the_portal(admin, county):
    answer = admin.post(NEW, SAID | {"parent": county.top.pk, "since": "2026-03-01"})
    unit = Unit.objects.get(code=SAID["code"])
    assert answer["Location"] == page(unit)
    assert (unit.name, unit.parent, str(unit.since), unit.until) == ("水务局", county.top, "2026-03-01", None)
    assert "水务局" in shown() and "水务局" in admin.get("/staff/organisation/").content.decode()
    assert trail(unit) == [("enter", "guan", "试县水务局，代码 11510923008459999C")]
    assert "代码 11510923008459999C" in admin.get(page(unit)).content.decode()
    assert not list(verify.faults())


def test_a_new_unit_has_the_duties_of_its_kind_and_the_others_keep_theirs(admin, county):
    Unit.objects.filter(pk=county.roads.pk).update(kind="department")
    loading.load_shipped()
    of_roads = set(TopicUnit.objects.filter(unit=county.roads).values_list("topic__code", flat=True))
    before = TopicUnit.objects.count()
    admin.post(NEW, SAID)
    rows = TopicUnit.objects.filter(unit__code=SAID["code"])
    assert of_roads and {row.topic.code for row in rows} == of_roads
    assert {str(row.since) for row in rows} == {"2026-03-02"}
    assert TopicUnit.objects.count() == before + len(of_roads)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"code": "jyj"}, "已有单位用这个代码"),
        ({"code": "甲乙"}, "机构代码只用数字和字母"),
        ({"name": ""}, "请填写名称"),
        ({"full_name": ""}, "请填写规范全称"),
        ({"since": "2026-03-03"}, "到那天再登记"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(admin, said, says):
    before = Unit.objects.count()
    answer = admin.post(NEW, SAID | said)
    assert answer.status_code == 200 and says in answer.content.decode() and Unit.objects.count() == before


def test_a_renamed_unit_keeps_its_row_and_the_trail_keeps_both_names(admin, county):
    units.show_units(AT)
    said = {
        "name": "交通局",
        "full_name": "试县交通运输局",
        "kind": "department",
        "parent": county.top.pk,
        "order": "1",
    }
    admin.post(page(county.roads, "amend/"), said)
    county.roads.refresh_from_db()
    assert (county.roads.name, county.roads.code) == ("交通局", "jyj")
    assert trail(county.roads) == [("adopt", "guan", ""), ("amend", "guan", "名称由“交运局”改为“交通局”")]
    assert "交通局" in shown() and "交运局" not in shown()
    again = admin.post(page(county.roads, "amend/"), said)
    assert again.status_code == 409 and "没有改动" in again.content.decode()


def test_no_unit_stands_under_itself(admin, county):
    inner = Unit.objects.create(name="公路所", code="gls", parent=county.roads)
    said = {"name": "交运局", "full_name": "试县交通运输局", "kind": "department", "parent": inner.pk, "order": "1"}
    answer = admin.post(page(county.roads, "amend/"), said)
    assert answer.status_code == 409 and "不能作它的上级" in answer.content.decode()
    assert Unit.objects.get(pk=county.roads.pk).parent == county.top


def test_an_ended_unit_stands_through_its_last_day_and_its_posts_end_with_it(admin, county, sweep):
    units.show_units(AT)
    said = {"until": "2026-03-02", "successor": county.town.pk, "words": "机构改革"}
    assert admin.post(page(county.roads, "end/"), said)["Location"] == page(county.roads)
    county.roads.refresh_from_db()
    assert (str(county.roads.until), county.roads.successor) == ("2026-03-02", county.town)
    assert {str(until) for until in Post.objects.filter(unit=county.roads).values_list("until", flat=True)} == {
        "2026-03-02"
    }
    assert trail(county.roads)[-1] == ("end", "guan", "末日 2026-03-02，业务由河边镇承接")
    assert trail(county.xin.person)[-1] == ("relieve", "guan", "交运局·信息员，末日 2026-03-02")
    assert "机构改革" in admin.get(page(county.roads)).content.decode()
    assert "交运局" in shown()
    sweep(moment("2026-03-03 00:01"))
    assert "交运局" not in shown() and "河边镇" in shown()
    assert not list(verify.faults())


def test_a_unit_with_others_under_it_is_not_ended(admin, county):
    Unit.objects.create(name="公路所", code="gls", parent=county.roads)
    answer = admin.post(page(county.roads, "end/"), {"until": "2026-03-02", "words": "改革"})
    assert answer.status_code == 409 and "公路所" in answer.content.decode()
    assert not Post.objects.filter(unit=county.roads).exclude(until=None).exists()


def test_the_county_with_the_last_administrator_is_not_ended(admin, county):
    for unit in (county.roads, county.town):
        Unit.objects.filter(pk=unit.pk).update(parent=None)
    answer = admin.post(page(county.top, "end/"), {"until": "2026-03-02", "words": "改革"})
    assert answer.status_code == 409 and "最后一位系统管理员" in answer.content.decode()
    assert not Post.objects.exclude(until=None).exists()


@pytest.mark.parametrize("name", ["xin", "ban", "ling", "shen"])
def test_nobody_else_enters_a_unit(sign_in, name):
    before = Unit.objects.count()
    assert sign_in(name).post(NEW, SAID).status_code == 403
    assert Unit.objects.count() == before


def test_the_auditor_reads_and_is_offered_nothing(sign_in, county):
    html = sign_in("shen").get(page(county.roads)).content.decode()
    assert "交运局" in html and "amend/" not in html and "relieve/" not in html


def test_only_those_who_may_read_it_find_the_room_in_their_head(sign_in):
    found = {
        name: 'href="/staff/organisation/"' in sign_in(name).get("/staff/").content.decode()
        for name in ["guan", "shen", "xin", "ban"]
    }
    assert found == {"guan": True, "shen": True, "xin": False, "ban": False}


def test_every_kind_of_duty_in_a_form_is_chosen_in_words(admin, county):
    html = admin.get("/staff/organisation/people/new/").content.decode()
    assert html.count('<option value="" selected>请选择</option>') == 2 and "-----" not in html
    assert Role.PROPOSER.label in html
