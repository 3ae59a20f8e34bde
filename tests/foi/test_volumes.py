"""申请较多的申请人: seen by the month, without a name, and led to page by page (条例-35, 条例-42)."""

import re
from datetime import date

import pytest

from gongkai.foi import receiving, volumes
from gongkai.foi.afterwards import likening
from gongkai.foi.receiving import Wish
from tests.county import moment

AT = moment("2026-01-15 10:00")
MANY = 60


def wish(county, nth, day=date(2026, 1, 14), who="4", unit=None):
    said = {
        "described": f"河边桥加固工程第{nth}期的施工合同和验收报告", "applicant": "person", "form": "paper",
        "route": "post", "paper": "identity", "oral": False, "name": "李小河", "paper_no": f"11010519491231002{who}",
        "phone": "13800000000", "address": "某路",
    }  # fmt: skip
    by = county.xin
    return Wish(unit or by.unit, "counter", said, f"{who}-{day}-{nth}", came=day, by=by, at=AT)


@pytest.fixture
def flood(county, contact):
    """One asks sixty times in January and ten times in December; another ten times in January."""
    wishes = [wish(county, nth) for nth in range(MANY)]
    wishes += [wish(county, nth, day=date(2025, 12, 30)) for nth in range(10)]
    wishes += [wish(county, nth, who="5") for nth in range(10)]
    return [one.request for one in receiving.take_in_many(wishes, AT)]


def test_ten_in_a_month_are_free_and_the_eleventh_is_told(county, flood):
    (one,) = volumes.volumes(county.xin, AT)
    assert (one.month, one.many, one.waiting, one.first.pk) == (date(2026, 1, 1), MANY, MANY, flood[0].pk)
    receiving.take_in_many([wish(county, 99, who="5")], AT)
    assert [one.many for one in volumes.volumes(county.xin, AT)] == [MANY, 11]


def test_a_year_later_it_is_told_no_more(county, flood):
    assert volumes.volumes(county.xin, moment("2027-01-31 23:59"))
    assert not volumes.volumes(county.xin, moment("2027-02-01 00:00"))


def test_the_page_names_nobody_and_leads_to_all_of_them_page_by_page(county, flood, sign_in):
    assert sign_in("mi").get("/staff/foi/frequent/").status_code == 403
    page = sign_in("xin").get("/staff/foi/frequent/").content.decode()
    assert f'<td class="num">{MANY}</td>' in page and "李小河" not in page
    same = f"/staff/foi/{flood[0].pk}/same/"
    assert same in page
    first = sign_in("xin").get(same).content.decode()
    assert len(re.findall(r'<tr[^>]*><td[^>]*><a href="/staff/foi/\d+/"', first)) == 50 and "李小河" not in first
    following = re.search(r'href="(/staff/foi/\d+/same/\?after=[^"]+)"', first)
    second = sign_in("xin").get(following[1].replace("&amp;", "&")).content.decode()
    assert len(re.findall(r'<tr[^>]*><td[^>]*><a href="/staff/foi/\d+/"', second)) == MANY + 10 - 50
    assert f"{MANY + 9} 件申请" in sign_in("xin").get(f"/staff/foi/{flood[0].pk}/").content.decode()
    assert sign_in("zhen").get(same).status_code == 404


def test_what_one_alone_asks_for_again_and_again_is_not_what_several_ask_for(county, flood):
    while keys := likening.due(AT):
        likening.keep(keys)
    (group,) = likening.groups(county.xin, AT)
    assert group.applicants == 2
