"""还没有解读的政策: every policy that is out without an interpretation, the longest first (BW-7.1–7.2, SQ-5.1)."""

import pytest

from gongkai.catalogue.models import Topic

LIST = "/staff/disclosures/interpretations/"
pytestmark = pytest.mark.told("2025-03-31 10:00")


@pytest.fixture
def policies(county, write, publish):
    Topic.objects.filter(pk=county.topic.pk).update(code="guifan")
    county.topic.refresh_from_db()
    later = publish(write("后出的办法", kind="通知"), at="2025-03-21 10:00")
    first = publish(write("先出的办法", kind="通知"), at="2025-03-11 10:00")
    return first, later


@pytest.mark.provision("BW-7.1–7.2")
def test_policies_without_an_interpretation_are_listed_the_longest_first(county, policies, write, publish, sign_in):
    first, _ = policies
    page = sign_in("ban").get(LIST).content.decode()
    assert page.index("先出的办法") < page.index("后出的办法")
    row = page[page.index("先出的办法") :]
    # out on 11 March, looked at on the 31st; it was to be explained on the day it came out
    assert ">20<" in row[: row.index("</tr>")] and row[: row.index("</tr>")].count("2025-03-11") == 2
    publish(write("先出的办法解读", kind="解读", interprets=first), at="2025-03-31 09:00")
    page = sign_in("ban").get(LIST).content.decode()
    assert "先出的办法" not in page and "后出的办法" in page


def test_news_and_what_is_excused_are_not_listed(county, policies, write, publish, sign_in):
    first, _ = policies
    first.case.take("change", by=county.xin, at=first.published)
    said = {"mode": "exempt", "says": "不需解读"}
    first.case.take("plan", by=county.xin, at=first.published, words="只是转发上级文件，上级已有解读", detail=said)
    publish(write("路况信息"), at="2025-03-21 10:00")
    page = sign_in("ban").get(LIST).content.decode()
    assert "先出的办法" not in page and "路况信息" not in page and "后出的办法" in page


def test_a_unit_sees_its_own_and_who_writes_is_led_to_the_form(county, policies, sign_in):
    assert "后出的办法" not in sign_in("zhen").get(LIST).content.decode()
    assert f"/staff/disclosures/form/?interprets={policies[1].pk}" in sign_in("xin").get(LIST).content.decode()
    assert "写解读" not in sign_in("fen").get(LIST).content.decode()
