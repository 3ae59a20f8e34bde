"""并列: the leading group decides who of a tie has the places left; nothing is decided upon before, none beyond."""

import pytest

from gongkai.acts.refusals import SameHands, Unready
from gongkai.assessment import handing
from gongkai.assessment.models import UnitResult
from tests.assessment.conftest import AT
from tests.assessment.outlook.test_overview import MARKS, scored, ten  # noqa: F401 - a fixture


@pytest.fixture
def tied(county, ten):  # noqa: F811
    """Sent to the units, with two of them tied for the last of seven places."""
    found = scored(county, ten, MARKS)
    for step, by in (("check", county.he), ("send", county.ban)):
        found.case.take(step, by=by, at=AT)
    return found


def grades(campaign):
    rows = UnitResult.objects.filter(result_set__campaign=campaign, result_set__current=True)
    return dict(rows.values_list("unit__name", "grade"))


def composed_anew(county, campaign):
    campaign.case.take("recompose", by=county.ban, at=AT)
    campaign.case.take("recheck", by=county.he, at=AT)


@pytest.mark.provision("BW-15")
def test_a_tie_is_settled_by_the_leading_group_before_the_result_is_decided_upon(county, tied, sign_in):
    with pytest.raises(Unready, match=r"局6、局7并列，跨过了名额线"):
        tied.case.take("decide", by=county.ling, at=AT)
    client, url = sign_in("ling"), f"/staff/assessment/{tied.pk}/settle/"
    page = client.get(url).content.decode()
    assert "“优秀”只剩 1 个名额，2 个单位得分相同" in page and "局6" in page and "局8" not in page
    assert f'href="{url}"' in client.get(f"/staff/assessment/{tied.pk}/").content.decode()
    both = client.post(url, {"grade_ju6": "优秀", "grade_ju7": "优秀", "words": "都好"})
    assert both.status_code == 409 and "“优秀”只剩 1 个名额，选了 2 个" in both.content.decode()
    assert client.post(url, {"grade_ju6": "优秀", "words": "x"}).status_code == 200
    said = {"grade_ju6": "合格", "grade_ju7": "优秀", "words": "局7的公开信息没有一件退回过"}
    assert client.post(url, said).status_code == 302
    with pytest.raises(Unready, match="还没有按决定重新合成"):
        tied.case.take("decide", by=county.ling, at=AT)
    composed_anew(county, tied)
    assert (grades(tied)["局6"], grades(tied)["局7"]) == ("合格", "优秀")
    assert list(grades(tied).values()).count("优秀") == 7
    tied.case.take("decide", by=county.ling, at=AT)


def test_only_the_leading_group_settles_and_not_who_composed(county, tied, sign_in):
    from gongkai.accounts.models import Post, Role

    for name, answer in (("ban", 403), ("kao", 403), ("xin", 404)):
        assert sign_in(name).get(f"/staff/assessment/{tied.pk}/settle/").status_code == answer
    same = Post.objects.create(person=county.ban.person, unit=county.top, role=Role.LEADING_GROUP)
    with pytest.raises(SameHands):
        tied.case.take("settle", by=same, at=AT, words="x", detail={"grades": {"ju6": "优秀", "ju7": "合格"}})


@pytest.mark.parametrize(
    "wrong", [{}, {"ju6": "优秀"}, {"ju6": "优秀", "ju8": "合格"}, {"ju6": "不合格", "ju7": "合格"}]
)
def test_a_decision_is_about_every_tied_unit_and_about_no_other(county, tied, wrong):
    with pytest.raises(Unready):
        tied.case.take("settle", by=county.ling, at=AT, words="x", detail={"grades": wrong})


def test_a_decision_falls_with_the_marks_it_was_about(county, tied):
    chosen = {"ju6": "优秀", "ju7": "合格"}
    tied.case.take("settle", by=county.ling, at=AT, words="x", detail={"grades": chosen})
    tied.case.take("reopen", by=county.ling, at=AT, words="漏看一份材料")
    handing.hand_in(tied, county.kao, AT)
    tied.case.take("compose", by=county.ban, at=AT)
    assert grades(tied)["局6"] == "提请领导小组"


def test_where_nothing_is_tied_there_is_nothing_to_settle(county, sent, sign_in):
    page = sign_in("ling").get(f"/staff/assessment/{sent.pk}/settle/").content.decode()
    assert "没有跨过名额线的并列" in page
    assert "决定并列的等次" not in sign_in("ling").get(f"/staff/assessment/{sent.pk}/").content.decode()
    with pytest.raises(Unready, match="不需要决定"):
        sent.case.take("settle", by=county.ling, at=AT, words="x", detail={"grades": {}})
