"""Towns' convenience centres: named and fitted alike; public enterprises under the bureau that answers for them."""

import pytest
from django.utils.html import strip_tags

from gongkai.acts.refusals import Unready
from gongkai.law.reading import Refused, read
from gongkai.law.register_types import read_register_type
from gongkai.publication import door
from tests.county import moment

CENTRE = {
    "code": "1", "name": "河边镇便民服务中心", "level": "乡镇（街道）", "sign": "蓝底白字“便民服务”",
    "windows": "综合、社保、民政", "items": "低保申请、医保缴费、老年证",
    "linked": "低保、医保、救灾、补贴、收费、财政收支、征地补偿",
    "place": "河边镇文化街1号", "hours": "工作日9:00至17:00", "phone": "0825-7800011", "supervision": "0825-7800012",
}  # fmt: skip
VILLAGE = CENTRE | {"level": "村（社区）", "windows": "综合", "items": "低保申请、代办"}
HANDS = (("propose", "zhen"), ("clear", "zhenmi"), ("approve", "zhenfen"), ("publish", "zhenfa"))


@pytest.fixture
def town_list(county, found, put):
    def made(*rows):
        register = found("centres", by=county.zhen)
        put(register, *rows, by=county.zhen)
        return register

    return made


def pass_through(county, register):
    for step, by in HANDS:
        register.case.take(step, by=getattr(county, by), at=moment("2025-03-04 10:00"))
    register.refresh_from_db()


@pytest.mark.provision("KF-5.2")
def test_a_town_and_its_villages_stand_on_one_public_page_with_what_they_publish_together(county, client, town_list):
    villages = [VILLAGE | {"code": str(n), "name": f"第{n}村便民服务站"} for n in (2, 3)]
    register = town_list(CENTRE, *villages)
    pass_through(county, register)
    shown = door.shown(register.door_key)
    page = client.get(f"/d/{shown.address}/").content.decode()
    assert all(word in page for word in ("河边镇便民服务中心", "第2村便民服务站", "村（社区）", "乡镇（街道）"))
    entry = door.shown(register.lines.get(key="1").door_key)
    told = client.get(f"/d/{entry.address}/").content.decode()
    assert "低保、医保、救灾、补贴、收费、财政收支、征地补偿" in told and "蓝底白字" in told


@pytest.mark.provision("KF-5.2")
def test_a_centre_by_another_name_is_held_back(county, town_list):
    register = town_list(CENTRE | {"name": "河边镇为民服务大厅"})
    with pytest.raises(Unready, match="名称要统一，乡镇（街道）的名称应写成“……便民服务中心”"):
        pass_through(county, register)


@pytest.mark.provision("KF-5.2")
def test_windows_signs_and_matters_that_differ_from_most_are_told_to_the_office(county, sign_in, town_list):
    villages = [VILLAGE | {"code": str(n), "name": f"第{n}村便民服务站"} for n in (2, 3)]
    odd = VILLAGE | {"code": "4", "name": "第4村便民服务站", "items": "代办、缴费", "sign": "红底白字"}
    pass_through(county, town_list(CENTRE, *villages, odd))
    page = strip_tags(sign_in("ban").get("/staff/registers/alike/centres/").content.decode())
    assert "第4村便民服务站" in page and "办理事项，少：低保申请，多：缴费" in page and "标识，少：蓝底白字" in page
    assert "第2村便民服务站河边镇" not in page and "都一样" in page
    assert "便民服务中心名录对照" in sign_in("ban").get("/staff/registers/").content.decode()


ENTERPRISE = {
    "code": "S-01", "name": "试县自来水有限公司", "trade": "供水", "basis": "《公共企事业单位信息公开规定制定办法》",
    "plan": "试县自来水有限公司办事公开实施方案", "planned": "2016-09-20",
    "content": "水价、水质、停水通知、报装流程和时限",
    "channels": "公司网站、营业厅公示栏", "phone": "0825-7800020", "supervision": "试县交通运输局 0825-7800021",
    "inspected": "2025年2月抽查，收费标准张贴不全，已改正",
}  # fmt: skip


@pytest.mark.provision("SQ-2.3")
def test_a_bureau_publishes_whose_openness_it_supervises_by_which_scheme_and_what_it_found(client, found, put, publish):
    register = found("enterprises")
    put(register, ENTERPRISE)
    publish(register)
    shown = door.shown(register.door_key)
    page = client.get(f"/d/{shown.address}/").content.decode()
    assert "办事公开实施方案" in page and "2016-09-20" in page and "0825-7800021" in page
    entry = door.shown(register.lines.get().door_key)
    assert "收费标准张贴不全，已改正" in client.get(f"/d/{entry.address}/").content.decode()


def test_an_enterprise_without_a_scheme_is_not_published(county, found, put):
    register = found("enterprises")
    put(register, ENTERPRISE | {"plan": "", "planned": ""})
    with pytest.raises(Unready) as refused:
        register.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))
    assert "公开实施方案" in str(refused.value) and "方案公布日期" in str(refused.value)


def test_a_kind_that_asks_for_what_it_has_not_is_refused():
    text = """
register: x-list
title: 甲
says: 甲
genre: list
cite: [KF-5.2]
columns: [fuwu]
refresh: registers.yearly
key: code
name: code
changes: [added]
named: {镇: 中心}
alike: [sign]
fields:
  code: {name: 编号, kind: text, required: true}
"""
    with pytest.raises(Refused) as refused:
        read_register_type(read(text, "x.yaml"))
    assert "“镇”不是用来分段的选项" in str(refused.value) and "“sign”不是公开的字段" in str(refused.value)
