"""更正本人信息 (条例-41): a register of its own, under its own clock, agreed to by another, told to who asked."""

import pytest

from gongkai.acts.models import Due
from gongkai.foi.models import Amendment, Request
from tests.conftest import BEIJING, moment

HOME = "/staff/foi/amendments/"
ASKED = {
    "channel": "counter", "received": "2026-01-15", "name": "李小河", "paper": "other", "paper_no": "A1234",
    "phone": "13800000000", "address": "", "asked": "低保登记的人口数应当是三人，有户口簿为证",
}  # fmt: skip


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
