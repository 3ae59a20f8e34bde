"""Passed on and joined: what officers do on the screen, what the other unit and the applicant see of it."""

from datetime import date

import pytest

from gongkai.foi.models import Request
from tests.county import moment
from tests.foi.conftest import receipt
from tests.foi.test_applicant import case, due

__all__ = ["case"]


def test_a_request_for_another_unit_is_passed_on_and_its_limit_runs_on(case, county, sign_in):
    row, staff, ask = case
    assert staff("xin", "transfer", "2026-01-19 10:00", unit=county.roads.pk).status_code == 200  # not offered
    assert sign_in("zhen").get(f"/staff/foi/{row.pk}/").status_code == 404
    gone = staff("xin", "transfer", "2026-01-19 10:00", unit=county.town.pk)
    assert gone.status_code == 302 and gone["Location"] == "/staff/foi/"
    assert sign_in("xin").get(f"/staff/foi/{row.pk}/").status_code == 404
    assert row.number in sign_in("zhen").get("/staff/foi/").content.decode()
    assert "试县河边镇人民政府" in ask("2026-01-20 09:00").content.decode() and due(row) == date(2026, 2, 12)


@pytest.mark.provision("条例-36")
def test_two_requests_of_one_applicant_are_answered_together(case, fill, sign_in, told, client):
    row, staff, _ = case
    told["now"] = moment("2026-01-16 10:00")
    client.logout()
    number, code = receipt(fill(described="河边桥加固工程2024年的验收报告"))
    later = Request.objects.get(number=number)
    url = "/staff/foi/{}/merge/"
    sign_in("xin").post(f"/staff/foi/{later.pk}/register/")
    refused = sign_in("xin").post(url.format(row.pk), {"number": number})
    assert refused.status_code == 409 and "收到更早" in refused.content.decode()
    assert sign_in("xin").post(url.format(later.pk), {"number": row.number}).status_code == 302
    assert f"并入 {row.number}" in sign_in("xin").get(f"/staff/foi/{later.pk}/").content.decode()
    assert f"并入这件 {number}" in sign_in("xin").get(f"/staff/foi/{row.pk}/").content.decode()
    client.logout()
    page = client.post("/apply/status/", {"number": number, "code": code}).content.decode()
    assert "与另一件一并办理" in page and f"{row.number}，一并答复" in page
    later.refresh_from_db()
    assert later.decision.row == "r3_6_3" and staff("xin", "split", "2026-01-16 11:00", parts="一").status_code == 409


def test_the_list_begins_with_what_was_received_last(case, fill, sign_in, told, client):
    row, _, _ = case
    told["now"] = moment("2026-01-17 10:00")
    client.logout()
    number, _ = receipt(fill(described="河边桥加固工程2024年的验收报告"))
    page = sign_in("xin").get("/staff/foi/").content.decode()
    assert page.index(number) < page.index(row.number)
