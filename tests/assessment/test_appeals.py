"""An appeal against one leaf: filed once, decided with a reason by somebody else, and nothing but that leaf moves."""

import pytest

from gongkai.accounts.models import Person, Post, Role
from gongkai.acts.refusals import NotYourRole, SameHands, Unready, WrongState
from gongkai.assessment import marking
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Count
from tests.assessment.conftest import AT, item, results
from tests.county import moment

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def appeal(county, sent):
    """The township contests what was found in its papers; its leader agreed."""
    found = appealing.file(sent, county.town, "desk", "会议记录在材料第三卷", county.zhen, AT)
    found.case.take("sign", by=county.zhenfen, at=AT)
    return found


@pytest.fixture
def outsider(county):
    """Assesses for a unit that has no part in this campaign."""
    person = Person.objects.create(username="wai", name="wai某", password="!")
    county.wai = Post.objects.create(person=person, unit=county.roads, role=Role.ASSESSOR)
    return county.wai


def upheld(county, appeal, value="20"):
    appeal.case.take("uphold", by=county.he, at=AT, words="材料齐全")
    given = [marking.Given(county.town.pk, value, "" if value == "20" else "缺一份")]
    marking.give(appeal.campaign, item(appeal.campaign, "desk"), given, county.kao, AT)
    appeal.case.take("remark", by=county.kao, at=AT)


@pytest.mark.provision("BW-4")
def test_an_upheld_appeal_moves_its_leaf_and_the_effect_is_told(county, sent, appeal, sign_in):
    upheld(county, appeal)
    for one in sent.hearings.select_related("case"):
        one.case.take("answer", by={county.roads.pk: county.fen, county.town.pk: county.zhenfen}[one.unit_id], at=AT,
                      detail={"agrees": True})  # fmt: skip
    with pytest.raises(Unready, match="还没有按申诉决定重新合成"):
        sent.case.take("decide", by=county.ling, at=AT)
    sent.case.take("recompose", by=county.ban, at=moment("2026-01-08 09:01"))
    with pytest.raises(Unready, match="请再复核一次"):
        sent.case.take("decide", by=county.ling, at=AT)
    with pytest.raises(SameHands):
        sent.case.take("recheck", by=county.ban, at=AT)
    sent.case.take("recheck", by=county.he, at=AT)
    sent.case.take("decide", by=county.ling, at=AT)
    appeal.refresh_from_db()
    assert (appeal.before["score"], appeal.before["total"], appeal.before["rank"]) == ("12.5", 6250, 2)
    assert (appeal.after["score"], appeal.after["total"], appeal.after["rank"]) == ("20", 7000, 1)
    page = sign_in("zhen").get(f"/staff/assessment/appeals/{appeal.pk}/").content.decode()
    assert "62.50" in page and "70.00" in page and "材料齐全" in page


def test_only_the_leaf_of_that_unit_is_open_again(county, sent, appeal, outsider):
    appeal.case.take("uphold", by=county.he, at=AT, words="材料齐全")
    with pytest.raises(WrongState, match="不在本次考核之列"):
        marking.give(sent, item(sent, "desk"), [marking.Given(county.roads.pk, "1", "x")], county.kao, AT)
    with pytest.raises(WrongState, match="不能评分"):
        marking.give(sent, item(sent, "web"), [marking.Given(county.town.pk, "1", "x")], county.san, AT)
    with pytest.raises(Unready, match="不由"):
        appeal.case.take("remark", by=outsider, at=AT)


def test_a_result_in_which_anything_else_moved_is_not_made(county, sent, appeal):
    upheld(county, appeal)
    Count.objects.filter(campaign=sent, unit=county.roads).update(value=3)
    with pytest.raises(Unready, match="交运局“公开数量”的分也变了"):
        sent.case.take("recompose", by=county.ban, at=AT)


@pytest.mark.provision("BW-4")
def test_each_leaf_is_contested_once_in_the_days_given_and_with_a_reason(county, sent, appeal):
    for leaf, claim, at, why in (
        ("desk", "再看一次", AT, "只能申诉一次"), ("total", "总分不对", AT, "最末级"), ("web", " ", AT, "写明申诉理由"),
        ("web", "晚了", moment("2026-01-16 00:01"), "答复期已过"),
    ):  # fmt: skip
        with pytest.raises(Unready, match=why):
            appealing.file(sent, county.town, leaf, claim, county.zhen, at)
    with pytest.raises(NotYourRole):
        appealing.file(sent, county.town, "web", "x", county.ban, AT)


def test_a_rejected_appeal_is_settled_with_its_reason_and_nothing_is_open(county, sent, appeal):
    with pytest.raises(Unready, match="理由"):
        appeal.case.take("reject", by=county.he, at=AT)
    appeal.case.take("reject", by=county.he, at=AT, words="会议记录没有签字")
    appeal.refresh_from_db()
    assert (appeal.ruling, appeal.why, appeal.case.status) == ("rejected", "会议记录没有签字", "settled")
    assert appealing.owed(sent) == []
    with pytest.raises(WrongState):
        marking.give(sent, item(sent, "desk"), [marking.Given(county.town.pk, "20")], county.kao, AT)


def test_while_an_appeal_waits_nothing_is_decided(county, sent, appeal):
    with pytest.raises(Unready, match="还有 1 件申诉没有办结（河边镇）"):
        sent.case.take("decide", by=county.ling, at=moment("2026-01-16 00:01"))


def test_a_counted_leaf_is_counted_again_as_of_the_same_moment(county, sent, write, publish):
    found = appealing.file(sent, county.roads, "volume", "漏数一件", county.xin, AT)
    found.case.take("sign", by=county.fen, at=AT)
    found.case.take("uphold", by=county.he, at=AT, words="核对")
    publish(write())
    with pytest.raises(Unready, match="不由"):
        found.case.take("remark", by=county.kao, at=AT)
    found.case.take("remark", by=county.ban, at=AT)
    assert Count.objects.get(campaign=sent, unit=county.roads).value == 1
    sent.case.take("recompose", by=county.ban, at=moment("2026-01-08 09:01"))
    assert results(sent)["交运局"].total == 8000


def test_an_assessor_sees_appeals_against_their_own_leaves_alone(county, sent, appeal, outsider, sign_in):
    url = f"/staff/assessment/appeals/{appeal.pk}/"
    assert [sign_in(name).get(url).status_code for name in ("kao", "wai", "zhen", "xin", "ban", "ling")] == [
        200, 404, 200, 404, 200, 200,
    ]  # fmt: skip


def test_a_unit_appeals_on_a_page_from_its_sheet(county, sent, sign_in):
    client = sign_in("zhen")
    sheet = client.get(f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/").content.decode()
    url = f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/appeal/desk/"
    assert f'href="{url}"' in sheet
    assert "请填写" in client.post(url, {"claim": ""}).content.decode()
    done = client.post(url, {"claim": "会议记录在第三卷"}, follow=True).content.decode()
    assert "待单位领导同意" in done and "会议记录在第三卷" in done
    assert "同意申诉" in sign_in("zhenfen").get("/staff/").content.decode()
    assert f'href="{url}"' not in client.get(f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/").content.decode()
