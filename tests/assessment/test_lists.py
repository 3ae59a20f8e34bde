"""Lists kept by people in a campaign: a record a line; what does not fit is refused, what nobody told stays open."""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.assessment import composing, lists, marking, rules
from gongkai.assessment.models import Mark
from tests.assessment.shipped import AT, TYPED, fill, opened
from tests.rulebooks import kf

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def kaifu(county):
    return opened(county, "kf-2013")


def item(campaign, name):
    return next(one for one in rules.items(campaign) if one.name == name)


def give(county, campaign, name, text, unit=None):
    marking.give(campaign, item(campaign, name), [marking.Given((unit or county.town).pk, text)], county.ban, AT)


def innovation(campaign):
    node = composing.score(campaign).sheet("hbz").node("t3.innovation")
    return node.score if node.score is not None else node.state


@pytest.mark.provision("KF-T3.16")
def test_a_list_is_open_until_somebody_tells_it_and_none_earns_nothing(county, kaifu):
    give(county, kaifu, "awards", "市级，市先进\n省级，省先进")
    assert innovation(kaifu) == "待定"
    give(county, kaifu, "media_reports", "无")
    assert innovation(kaifu) == 5
    give(county, kaifu, "media_reports", "")
    assert innovation(kaifu) == "待定"
    give(county, kaifu, "media_reports", "省级以上，甲\n省级以上，乙\n市级，丙")
    assert innovation(kaifu) == 8  # 2 + 3 + 2 + 2 + 1 is 10


@pytest.mark.provision("KF-T2.3")
def test_each_reform_is_told_with_its_own_points(county, kaifu, sign_in):
    fill(sign_in("ban"), kaifu, county.roads, kf.WINDOW, {}, TYPED)
    give(county, kaifu, "approval_reforms", "并联审批，3\n容缺受理\t4.5", county.roads)
    assert composing.score(kaifu).sheet("jyj").node("t2.awards").score * 2 == 15


@pytest.mark.parametrize(
    "name, text, why",
    [
        ("awards", "乡级，先进", "第1行的“级别”"),
        ("awards", "市级，先进\n省级，先进，又一项", "第2行多于2栏"),
        ("awards", "，先进", "第1行缺“级别”"),
        ("approval_reforms", "并联审批", "第1行缺“评分”"),
        ("approval_reforms", "并联审批，很好", "第1行的“评分”"),
        ("approval_reforms", "甲，3\n乙，2.99", "第2行的“评分”应在3到5之间"),
        ("approval_reforms", "甲，5.01", "第1行的“评分”应在3到5之间"),
        ("approval_reforms", "甲，3.123", "第1行的“评分”"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_its_number_and_nothing_is_kept(county, kaifu, name, text, why):
    unit = county.roads if name == "approval_reforms" else county.town  # each by its own table
    with pytest.raises(Unready, match=f"{unit.name}：{why}"):
        give(county, kaifu, name, text, unit)
    assert not Mark.objects.exists()


def test_what_is_kept_is_read_back_as_it_was_meant(county, kaifu):
    give(county, kaifu, "awards", " 市级,市先进 \n\n省级，省先进")
    kept = Mark.objects.get().value
    assert kept == "市级，市先进\n省级，省先进"
    assert lists.records(item(kaifu, "awards"), "hbz", kept) == [
        {"unit": "hbz", "id": "1", "level": "市级", "title": "市先进"},
        {"unit": "hbz", "id": "2", "level": "省级", "title": "省先进"},
    ]


def test_the_page_says_how_a_line_is_written_and_leads_to_the_field_of_a_fault(county, kaifu, sign_in):
    client, url = sign_in("ban"), f"/staff/assessment/{kaifu.pk}/marks/awards/"
    page = client.get(url).content.decode()
    assert "一行写一条：级别（县级、市级、省级），名称" in page
    assert f'<textarea id="value_{county.town.pk}"' in page
    refused = client.post(url, {f"value_{county.town.pk}": "乡级，先进"})
    said = refused.content.decode()
    assert refused.status_code == 422 and f'<a href="#value_{county.town.pk}">河边镇：第1行' in said
    assert ">乡级，先进</textarea>" in said
    client.post(url, {f"value_{county.town.pk}": "市级，市先进"})
    assert ">市级，市先进</textarea>" in client.get(url).content.decode()


def test_a_campaign_whose_lists_nobody_told_shows_what_is_owed(county, kaifu, sign_in):
    page = sign_in("ban").get(f"/staff/assessment/{kaifu.pk}/").content.decode()
    assert "表彰" in page and "媒体报道" in page
