"""The public result, as far down as the leading group decided: from a lost point to what is missing and the article."""

import re

import pytest

from gongkai import shelf
from gongkai.acts.refusals import Unready
from gongkai.assessment import handing, marking, planning, rules
from gongkai.catalogue.models import Topic
from gongkai.demo import quarter
from gongkai.publication.models import Shown
from tests.assessment.outcome.test_papers import url
from tests.assessment.shipped import AT
from tests.county import declare, moment

pytestmark = pytest.mark.told(AT)
TABLE = shelf.SHIPPED.parent / "demo" / f"{quarter.RULEBOOK}.yaml"


@pytest.fixture
def quarterly(county, topic, write, publish, monkeypatch):
    """A quarter by a county's own table, announced to the leaf: one policy without its interpretation costs 0.3."""
    shipped = shelf.rulebook
    monkeypatch.setattr(shelf, "rulebook", lambda name: TABLE if name == quarter.RULEBOOK else shipped(name))
    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("sq"))
    Topic.objects.filter(pk=county.topic.pk).update(code="guifan")
    county.topic.refresh_from_db()
    publish(write("渡口管理办法", kind="通知"))
    plan = planning.Plan(
        "试县2025年第一季度政务公开考核", quarter.RULEBOOK, moment("2025-01-01").date(), moment("2025-03-31").date(),
        [county.roads, county.town], {"third": [county.top], "office": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    found.case.take("approve", by=county.ling, at=AT)
    found.case.take("notify", by=county.ban, at=AT)
    declare(found, county.kao, at=AT)
    for item in rules.items(found):
        why = "台账由kao某一人代填" if item.name == "desk" else "两条缺来源"
        given = [marking.Given(county.roads.pk, "19.5", why), marking.Given(county.town.pk, "20")]
        marking.give(found, item, given, county.kao, AT)
    handing.hand_in(found, county.kao, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        found.case.take(step, by=by, at=AT)
    return found


def announce(county, campaign, sign_in, reach):
    """The leading group decides on its page how far it goes; the office announces on its own."""
    for name, step, said in (("ling", "decide", {"reach": reach}), ("ban", "announce", {})):
        client = sign_in(name)
        page = client.get(url(campaign)).content.decode()
        read = re.search(r'name="read" value="(\w+)"', page)[1]
        assert client.post(url(campaign, f"{step}/"), {"read": read, "words": "", **said}).status_code == 302
    sign_in("ban").logout()
    return Shown.objects.get(kind="result")


def click(client, page, words):
    """Follows the one link of a page that says this."""
    found = {a for a, said in re.findall(r'<a href="([^"]+)">((?:(?!</a>).)*)</a>', page) if words in said}
    assert len(found) == 1, (words, found)
    return client.get(found.pop()).content.decode()


@pytest.mark.provision("KF-3.1")
def test_an_outsider_follows_a_lost_0_3_to_the_missing_document_and_the_article_in_three_clicks(
    county, quarterly, sign_in, client
):
    row = announce(county, quarterly, sign_in, "leaves")
    column = client.get("/u/shixian/").content.decode()
    circular = click(client, column, "第一季度政务公开考核结果")
    assert "现通报如下" in circular
    sheet = click(client, circular, '失分明细<span class="vh">：交运局')
    line = re.search(r"<tr><th scope=\"row\">政策解读.*?</tr>", sheet, re.S)[0]
    assert "−0.30" in line and "应解读文件数1件，按时解读文件数0件" in line
    assert "第七条（三）" in line and "同步" in line  # the article and what it asks for
    document = click(client, sheet, "《渡口管理办法》")
    assert "渡口管理办法</h1>" in document and "涉及的考核结果" in document and row.title in document


def test_to_the_leaf_no_reason_names_a_person_and_nobody_learns_who_judged(county, quarterly, sign_in, client):
    row = announce(county, quarterly, sign_in, "leaves")
    said = str(row.fields) + row.html
    assert "两条缺来源" in said and "失分原因涉及个人信息，不公开" in said
    assert "某" not in said and "代填" not in said


@pytest.mark.parametrize("reach, points", [("totals", True), ("ranks", False)])
def test_less_is_told_where_less_was_decided(county, quarterly, sign_in, client, reach, points):
    row = announce(county, quarterly, sign_in, reach)
    page = client.get(f"/d/{row.address}/").content.decode()
    assert (">得分</th>" in page) is points and ("现通报如下" in page) is points and "失分明细" not in page
    assert client.get(f"/d/{row.address}/s1/").status_code == 404
    assert ("两条缺来源" not in str(row.fields) and "交运局" in page and "优秀" in page) or "合格" in page


def test_how_far_it_goes_is_one_of_three(county, quarterly):
    with pytest.raises(Unready, match="公布到哪一层"):
        quarterly.case.take("decide", by=county.ling, at=AT, detail={"reach": "everything"})


def test_shown_again_it_says_the_same(county, quarterly, sign_in):
    from gongkai.assessment import announcing
    from gongkai.publication import door

    row = announce(county, quarterly, sign_in, "leaves")
    assert door.differences(row, announcing.record_of(quarterly, row.moment)) == []
