"""到期清除: who applied is forgotten after the term, the case and its figures stay (个人信息保护法-19)."""

import pytest
from django.db import connection

from gongkai.acts import verify
from gongkai.acts.models import Access, Act
from gongkai.windows.handling import erasing
from gongkai.windows.models import Part, ServiceCase
from tests.county import moment
from tests.windows.conftest import online, words
from tests.windows.test_handling import ASKED, STAGES, file, progress

LAST = moment("2031-01-15 23:59:59")  # sixty months after the answer, a Wednesday
AFTER = moment("2031-01-16 00:00")


@pytest.fixture
def answered(county, item, client, go, stand_at):
    """A case with a partner's objection, denied and answered on 15 January 2026; code and secret of who applied."""
    online(item, county, stages=STAGES, partners=[county.town.code])
    _, told = file(client, item)
    key = ServiceCase.objects.get().pk
    go("xin", f"cases/{key}/accept/")
    go("zhen", f"parts/{Part.objects.get().pk}/object/", words="李小河的管线冲突")
    stand_at("2026-01-15 09:00")
    go("fen", f"cases/{key}/decide/", outcome="denied", words="李小河没有方案")
    assert go("xin", f"cases/{key}/answer/", words="李小河：不予许可").status_code == 302
    return key, told


@pytest.mark.provision("个人信息保护法-19")
def test_who_applied_is_forgotten_the_day_after_the_term_and_the_case_stays(answered, client, go, see):
    key, told = answered
    assert erasing.due(LAST) == [] and erasing.due(AFTER) == [key]
    for _ in range(2):
        erasing.erase(key, AFTER)
    assert erasing.due(AFTER) == [] and list(verify.faults()) == []
    row = ServiceCase.objects.get()
    assert (row.name, row.phone, row.paper_no, row.asks, row.sender, row.once) == (None, None, None, None, "", None)
    assert (row.outcome, row.case.status) == ("denied", "answered")
    assert Act.objects.filter(case=key, step="erase").get().detail["says"].startswith("申请人信息和申请内容")
    page = see("xin", f"cases/{key}/")
    assert "已于 2031-01-16 清除" in page and "看申请人信息" not in page and "李小河" not in page
    assert "清除申请人信息" in words(progress(client, told)) and "李小河" not in words(progress(client, told))


def test_no_word_of_who_applied_is_left_in_any_table(answered):
    key, _ = answered
    erasing.erase(key, AFTER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, paper_no, asks FROM windows_servicecase")
        assert cursor.fetchall() == [(None, None, None, None)]
        cursor.execute("SELECT text FROM acts_remark WHERE text IS NOT NULL")
        assert cursor.fetchall() == []


def test_what_goes_on_is_not_forgotten(item, client, go):
    file(client, item)
    key = ServiceCase.objects.get().pk
    go("xin", f"cases/{key}/accept/")
    assert erasing.due(moment("2041-01-01 00:00")) == []


def test_looks_stay_when_what_was_looked_at_is_gone(answered, go):
    key, _ = answered
    go("xin", f"cases/{key}/applicant/")
    before = Access.objects.count()
    erasing.erase(key, AFTER)
    assert Access.objects.count() == before and ASKED["name"] not in str(list(Act.objects.values()))
