"""The pages of a campaign, for who plans, marks, looks on, decides, and is assessed."""

import re

import pytest

from gongkai import tables
from gongkai.assessment import handing, marking, planning
from gongkai.assessment.models import Campaign, Mark, ResultSet
from tests.assessment.conftest import AT, item

pytestmark = pytest.mark.told(AT)


def test_the_office_plans_on_a_page(county, rulebook, sign_in):
    client = sign_in("ban")
    assert "先选定评分规则" in client.get("/staff/assessment/plan/").content.decode()
    said = {
        "plan": "1", "title": "试县2025年考核", "rulebook": "shi-2025", "since": "2025-01-01", "until": "2025-12-31",
        "comment_days": "5", "marking_days": "10",
        "units": [county.roads.pk, county.town.pk], "source_office": county.top.pk, "source_third": "",
    }  # fmt: skip
    refused = client.post("/staff/assessment/plan/", said)
    assert "请选择“第三方”的评分单位" in refused.content.decode() and not Campaign.objects.exists()
    people = {"who_office": [county.kao.person_id], "who_third": [county.san.person_id]}
    client.post("/staff/assessment/plan/", said | {"source_third": county.top.pk} | people)
    assert Campaign.objects.get().entrants.count() == 2


def test_an_assessor_marks_all_units_of_one_item_on_one_page(county, campaign, sign_in):
    client = sign_in("kao")
    url = f"/staff/assessment/{campaign.pk}/marks/desk/"
    page = client.get(url).content.decode()
    assert "交运局" in page and "河边镇" in page
    values = {f"value_{county.roads.pk}": "20", f"value_{county.town.pk}": "12.5"}
    refused = client.post(url, values)
    assert refused.status_code == 422 and "河边镇：扣了分要写明理由" in refused.content.decode()
    assert 'value="12.5"' in refused.content.decode()
    assert client.post(url, values | {f"reason_{county.town.pk}": "缺件"}).status_code == 302
    assert Mark.objects.filter(current=True).count() == 2


@pytest.mark.provision("DY-F2.1")
def test_a_unit_reads_its_own_sheet_with_reasons_articles_and_records(county, marked, sign_in, write, publish):
    record = publish(write())
    marked.case.take("count", by=county.ban, at=AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        assert sign_in("xin").get(f"/staff/assessment/{marked.pk}/").status_code == 403
        marked.case.take(step, by=by, at=AT)
    client = sign_in("xin")
    page = client.get(f"/staff/assessment/{marked.pk}/", follow=True).content.decode()
    assert "80.00" in page and "DY-F2.4" in page and "主动公开信息数 1条" in page
    behind = client.get(f"/staff/assessment/{marked.pk}/sheets/{county.roads.pk}/facts/disclosures.published/")
    assert f"/staff/disclosures/{record.pk}/" in behind.content.decode()
    assert client.get(f"/staff/assessment/{marked.pk}/sheets/{county.town.pk}/").status_code == 404
    town = sign_in("zhen").get(f"/staff/assessment/{marked.pk}/sheets/{county.town.pk}/").content.decode()
    assert "缺会议记录" in town and "kao某" in town


def test_who_looks_on_reads_no_title_of_what_is_under_way(county, marked, sign_in, write, publish):
    record = publish(write("公开的办法"))
    marked.case.take("count", by=county.ban, at=AT)
    marked.case.take("compose", by=county.ban, at=AT)
    url = f"/staff/assessment/{marked.pk}/sheets/{county.roads.pk}/facts/disclosures.published/"
    assert "公开的办法" in sign_in("ling").get(url).content.decode()
    record.case.take("change", by=county.xin, at=AT)
    page = sign_in("ling").get(url).content.decode()
    assert "还在办理的事项" in page and "公开的办法" not in page
    assert "公开的办法" in sign_in("ban").get(url).content.decode()


def test_the_result_opens_as_a_workbook(county, marked, sign_in):
    marked.case.take("compose", by=county.ban, at=AT)
    answer = sign_in("ban").get(f"/staff/assessment/{marked.pk}/export/")
    sheets = tables.read(answer.content, name="x.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["得分与排名", "失分情况"]
    heads = [list(row.values) for row in sheets[0].rows if "名次" in row.values]
    assert heads == [["名次", "单位", "得分", "等次"]], "no column that says nothing"
    said = [[str(value) for value in row.values] for row in sheets[1].rows]
    assert any("河边镇" in row and "7.5" in row for row in said)
    assert sign_in("kao").get(f"/staff/assessment/{marked.pk}/export/").status_code == 404


def read_on(page):
    """What the button of a page's next act carries."""
    return re.search(r'name="read" value="(\w+)"', page.content.decode())[1]


def test_rules_are_approved_only_as_read(county, rulebook, sign_in):
    plan = planning.Plan(
        "x", "shi-2025", AT.date(), AT.date(), [county.town], {"office": [county.top], "third": [county.top]}
    )
    found = planning.open_campaign(plan, county.ban, AT)
    client, url = sign_in("ling"), f"/staff/assessment/{found.pk}/"
    read = read_on(client.get(url))
    for said, why in (({}, "看不出"), ({"read": ""}, "看不出"), ({"read": "0" * 64}, "在您打开之后又改过")):
        refused = client.post(f"{url}approve/", said)
        assert refused.status_code == 409 and why in refused.content.decode()
    found.case.refresh_from_db()
    assert found.case.status == "planned" and read == found.sha256
    assert client.post(f"{url}approve/", {"read": read}).status_code == 302


@pytest.mark.provision("BW-16.5–16.6")
def test_a_result_is_decided_upon_only_as_read(county, marked, sign_in):
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    client, url = sign_in("ling"), f"/staff/assessment/{marked.pk}/"
    first = read_on(client.get(url))
    assert first == read_on(client.get(f"{url}decide/")) == ResultSet.objects.get().sha256
    marked.case.take("reopen", by=county.ban, at=AT, words="漏看一份材料")
    marking.give(marked, item(marked, "desk"), [marking.Given(county.town.pk, "20")], county.kao, AT)
    handing.hand_in(marked, county.kao, AT)
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    refused = client.post(f"{url}decide/", {"read": first})
    assert refused.status_code == 409 and "在您打开之后又合成过" in refused.content.decode()
    assert read_on(refused) == first, "a refusal shows no result, so pressing again is no reading"
    assert client.post(f"{url}decide/").status_code == 409
    assert client.post(f"{url}decide/", {"read": read_on(client.get(url))}).status_code == 302
    client = sign_in("ban")
    assert client.post(f"{url}announce/").status_code == 409
    assert client.post(f"{url}announce/", {"read": read_on(client.get(url))}).status_code == 302


def test_a_unit_is_led_to_its_sheet_only_when_there_is_one_to_read(county, campaign, sign_in):
    page = sign_in("fen").get("/staff/assessment/").content.decode()
    assert "正在评分，合成以后可以看本单位的评分表" in page and f"/staff/assessment/{campaign.pk}/" not in page
    assert f"/staff/assessment/{campaign.pk}/" in sign_in("ling").get("/staff/assessment/").content.decode()
