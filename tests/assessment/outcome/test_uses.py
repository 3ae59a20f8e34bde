"""结果运用: what the result counts for, commendation and criticism, and the register of what was used."""

import pytest

from gongkai import tables
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.assessment.models import Applied, Paper
from gongkai.assessment.outcome import following
from tests.assessment.outcome.test_papers import url, words
from tests.assessment.shipped import AT, composed, opened

pytestmark = pytest.mark.told(AT)
TARGETS = {"use": "count|目标管理考核", "words": ""}


def cells(content):
    return [list(row.values) for row in tables.read(content).sheets[0].rows]


@pytest.mark.provision("BW-18")
def test_from_90_points_nothing_is_deducted_and_others_count_as_scored(county, announced, sign_in):
    office = sign_in("ban")
    answer = office.get(url(announced, "uses/1/"))
    rows = [row for row in cells(answer.content) if row and row[0] in (1, 2)]
    assert [(row[1], *(float(row[column]) for column in (2, 4, 5))) for row in rows] == [
        ("试县交通运输局", 95.0, 100.0, 0.0), ("试县河边镇人民政府", 55.0, 55.0, 45.0),
    ]  # fmt: skip
    assert "第十八条" in str(rows[0][-1]) and not any(isinstance(row[2], str) for row in rows)
    assert office.post(url(announced, "uses/"), TARGETS).status_code == 302
    kept = Applied.objects.get()
    assert (kept.to, kept.units, kept.by) == (
        "目标管理考核", [[county.roads.pk, "100"], [county.town.pk, "55.00"]], county.ban,
    )  # fmt: skip
    assert Act.objects.filter(case=announced.pk, step="use").get().detail == {"use": "count", "to": "目标管理考核"}
    assert "计入目标管理考核：2 个单位" in office.get(url(announced, "uses/")).content.decode()


@pytest.mark.parametrize("points, counted", [("90", "100"), ("89.99", "89.99")])
def test_the_edge_of_90_belongs_to_those_without_deduction(county, points, counted):
    from gongkai.assessment import handing, marking, rules

    campaign = opened(county, "bw")
    for item in rules.items(campaign):
        given = [marking.Given(unit.pk, points, "略有不足") for unit in (county.roads, county.town)]
        marking.give(campaign, item, given, county.kao, AT)
    handing.hand_in(campaign, county.kao, AT)
    campaign.case.take("compose", by=county.ban, at=AT)
    assert {str(one.points) for one in following.counted(campaign, "目标管理考核")} == {counted}


@pytest.mark.provision("BW-19")
@pytest.mark.provision("TZ-6.3")
def test_units_and_people_are_commended_and_others_criticised_by_papers_of_their_own(county, announced, sign_in):
    office = sign_in("ban")
    page = office.get(url(announced, "papers/criticise/")).content.decode()
    assert "河边镇考核不合格" in page and "接到本通报后1个月内整改完毕" in page
    office.post(url(announced, "uses/"), {"use": "commend|", "words": "王小明，交运局，信息员"})
    office.post(url(announced, "uses/"), {"use": "criticise|", "words": ""})
    good, poor = Paper.objects.get(kind="commend"), Paper.objects.get(kind="criticise")
    assert good.issued and "交运局成绩优秀" in good.text and "王小明，交运局，信息员" in good.text
    assert poor.issued and "河边镇" in poor.text and "交运局" not in poor.text
    told = words(sign_in("zhen").get(url(announced, "papers/criticise/pdf")).content)
    assert "予以通报批评" in told and poor.number in told
    assert "王小明" not in str(list(Act.objects.filter(case=announced.pk).values("detail", "ground", "words")))


@pytest.mark.provision("DY-4.1")
@pytest.mark.provision("TZ-5.2")
def test_scores_go_to_the_performance_office_as_they_are(county, sign_in):
    from gongkai.assessment.models import Campaign
    from tests.assessment.shipped import fill
    from tests.rulebooks import dy

    campaign = opened(county, "dy-2018")
    for unit in (county.roads, county.town):
        fill(sign_in("kao"), campaign, unit, dy.FULL, dy.MARKS)
    composed(county, campaign)
    Campaign.objects.filter(pk=campaign.pk).update(comment_days=0)
    for step, by in (("check", county.he), ("send", county.ban), ("decide", county.ling), ("announce", county.he)):
        campaign.case.take(step, by=by, at=AT)
    office = sign_in("ban")
    rows = [row for row in cells(office.get(url(campaign, "uses/1/")).content) if row and row[0] == 1]
    assert float(rows[0][2]) == float(rows[0][4]) and "DY-4.1" in str(rows[0][-1])
    assert office.post(url(campaign, "uses/"), {"use": "count|年终绩效评价", "words": ""}).status_code == 302
    assert Applied.objects.get().to == "年终绩效评价"


def test_a_use_is_registered_once_by_the_office_after_the_announcement(county, announced, graded, sign_in):
    office = sign_in("ban")
    assert office.post(url(announced, "uses/"), TARGETS).status_code == 302
    assert office.post(url(announced, "uses/"), TARGETS).status_code in (200, 422)  # no longer among the choices
    with pytest.raises(Unready, match="还没有登记过"):
        announced.case.take("use", by=county.ban, at=AT, detail={"use": "count", "to": "目标管理考核"})
    with pytest.raises(Unready):
        announced.case.take("use", by=county.ban, at=AT, detail={"use": "bonus", "to": ""})
    assert Applied.objects.count() == 1
    assert sign_in("ling").get(url(announced, "uses/")).status_code == 200
    assert sign_in("ling").post(url(announced, "uses/"), TARGETS).status_code == 403
    assert sign_in("xin").get(url(announced, "uses/")).status_code == 404


def test_before_the_announcement_it_shows_what_would_follow_and_takes_nothing(county, graded, sign_in):
    office = sign_in("ban")
    page = office.get(url(graded, "uses/")).content.decode()
    assert "计入目标管理考核" in page and "登记一次运用" not in page
    assert office.post(url(graded, "uses/"), TARGETS).status_code != 302 and not Applied.objects.exists()
