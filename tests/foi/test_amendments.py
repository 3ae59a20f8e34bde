"""更正本人信息 (条例-41): a register of its own, under its own clock, agreed to by another, told to who asked."""

from collections import Counter

import pytest

from gongkai.acts import verify
from gongkai.acts.models import Access, Act, Due
from gongkai.foi.afterwards import erasing
from gongkai.foi.models import Amendment, Request
from tests.county import BEIJING, moment

HOME = "/staff/foi/amendments/"
ASKED = {
    "channel": "counter", "received": "2026-01-15", "name": "李小河", "paper": "other", "paper_no": "A1234",
    "phone": "13800000000", "address": "", "asked": "低保登记的人口数应当是三人，有户口簿为证",
}  # fmt: skip


@pytest.fixture
def told_off(county, sign_in, told):
    """The key of a wish that was answered on 2026-02-12."""
    sign_in("xin").post(f"{HOME}new/", ASKED)
    key = Amendment.objects.get().pk
    said = {"outcome": "referred", "organ": "试县公安局", "found": "李小河的户籍归公安机关登记"}
    sign_in("xin").post(f"{HOME}{key}/propose/", said)
    sign_in("fen").post(f"{HOME}{key}/approve/")
    told["now"] = moment("2026-02-12 23:00")
    sign_in("xin").post(f"{HOME}{key}/tell/", {"day": "2026-02-12"})
    return key


@pytest.mark.provision("条例-41")
def test_a_record_is_put_right_and_whoever_asked_is_told(county, sign_in, told):
    assert sign_in("fen").post(f"{HOME}new/", ASKED).status_code == 403
    assert sign_in("xin").post(f"{HOME}new/", ASKED).status_code == 302
    row = Amendment.objects.get()
    url = f"{HOME}{row.pk}/"
    due = Due.objects.get(case=row.pk).due.astimezone(BEIJING).date().isoformat()
    assert due == "2026-02-12" and Request.objects.count() == 0
    said = {"outcome": "referred", "organ": "", "found": "户籍归公安机关登记"}
    assert "请写明有权更正的机关" in sign_in("xin").post(f"{url}propose/", said).content.decode()
    assert sign_in("xin").post(f"{url}propose/", said | {"organ": "试县公安局"}).status_code == 302
    assert sign_in("xin").post(f"{url}approve/").status_code == 403
    assert sign_in("fen").post(f"{url}approve/").status_code == 302
    told["now"] = moment("2026-02-12 23:00")
    assert sign_in("xin").post(f"{url}tell/", {"day": "2026-02-12"}).status_code == 302
    clock = Due.objects.get(case=row.pk)
    assert clock.done <= clock.due
    page = sign_in("fen").get(url).content.decode()
    assert "试县公安局" in page and "三人" in page
    assert "三人" not in sign_in("mi").get(url).content.decode() and sign_in("zhen").get(url).status_code == 404
    assert "李小河" not in sign_in("xin").get(HOME).content.decode()


def test_who_looks_at_an_applicant_is_kept_once_an_hour_and_onlookers_see_nobody(told_off, sign_in, told):
    url = f"{HOME}{told_off}/"
    assert not Access.objects.exists()
    for who in ("mi", "xin", "xin", "fen"):
        sign_in(who).get(url)
    assert Counter(Access.objects.values_list("post__person__username", "what")) == {
        ("xin", "applicant"): 1, ("fen", "applicant"): 1,
    }  # fmt: skip
    told["now"] = moment("2026-02-13 00:01")
    sign_in("xin").get(url)
    assert Access.objects.filter(case=told_off).count() == 3


def test_sealed_words_go_five_years_after_the_answer_and_the_trail_stays_whole(told_off, sign_in):
    assert erasing.amendments_due(moment("2031-02-12 23:59")) == []
    later = moment("2031-02-13 00:00")
    assert erasing.amendments_due(later) == [told_off]
    erasing.erase_amendment(told_off, later)
    erasing.erase_amendment(told_off, later)
    row = Amendment.objects.get()
    assert [row.name, row.paper_no, row.phone, row.address, row.asked, row.found] == [None] * 6
    assert row.organ == "试县公安局" and row.case.status == "erased" and erasing.amendments_due(later) == []
    assert Act.objects.filter(case=told_off, step="erase").count() == 1 and list(verify.faults()) == []
    assert "已清除" in sign_in("xin").get(f"{HOME}{told_off}/").content.decode()
