"""事件: registered with evidence, confirmed by another hand, what followed is told (TZ-6.3)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.findings.models import Incident
from tests.county import moment
from tests.files import samples

HOME = "/staff/findings/incidents/"
pytestmark = pytest.mark.told(moment("2026-01-13 09:00"))


def words(answer):
    return answer.content.decode()


def said(county, **more):
    told = {
        "unit": county.roads.pk, "sort": "exposure", "happened": "2026-01-08", "source": "市电视台",
        "says": "窗口无人值守被报道",
    }  # fmt: skip
    return told | more


@pytest.mark.provision("TZ-6.3")
def test_an_incident_is_confirmed_by_another_hand_and_what_followed_is_kept(county, sign_in):
    paper = {"file": SimpleUploadedFile("报道.pdf", samples.pdf())}
    assert sign_in("ban").post(f"{HOME}report/", said(county) | paper).status_code == 302
    row = Incident.objects.get()
    url = f"{HOME}{row.pk}/"
    assert "报道.pdf" in words(sign_in("xin").get(url)) and sign_in("zhen").get(url).status_code == 404
    assert sign_in("ling").get(url).status_code == 404  # not looked into yet
    assert sign_in("ban").post(f"{url}confirm/").status_code == 403
    assert sign_in("he").post(f"{url}confirm/").status_code == 302
    assert "登记处理结果" in words(sign_in("ling").get("/staff/"))
    answer = sign_in("ling").post(f"{url}conclude/", {"consequence": "criticised", "words": "全县通报"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.consequence, row.case.status) == ("criticised", "concluded")
    assert "通报批评" in words(sign_in("xin").get(HOME))
    file = sign_in("ban").get(f"{url}evidence/{row.evidence[0][0]}/")
    assert b"".join(file.streaming_content) == samples.pdf()


def test_without_evidence_nothing_is_confirmed_until_it_is_added(county, sign_in):
    assert sign_in("xin").post(f"{HOME}report/", said(county)).status_code == 302
    url = f"{HOME}{Incident.objects.get().pk}/"
    refused = sign_in("ban").post(f"{url}confirm/")
    assert refused.status_code == 409 and "还没有证据" in words(refused)
    assert "请上传证据" in words(sign_in("xin").post(f"{url}add/", {}))
    assert sign_in("xin").post(f"{url}add/", {"file": SimpleUploadedFile("a.exe", b"MZ")}).status_code == 200
    assert sign_in("xin").post(f"{url}add/", {"file": SimpleUploadedFile("函.pdf", samples.pdf())}).status_code == 302
    assert sign_in("ban").post(f"{url}confirm/").status_code == 302


def test_a_day_to_come_and_another_unit_are_refused(county, sign_in):
    page = words(sign_in("xin").post(f"{HOME}report/", said(county, happened="2026-01-14")))
    assert "发生日期还没有到" in page and "窗口无人值守被报道" in page
    assert sign_in("xin").post(f"{HOME}report/", said(county, unit=county.town.pk)).status_code == 200
    bad = said(county) | {"file": SimpleUploadedFile("a.exe", b"MZ")}
    assert sign_in("ban").post(f"{HOME}report/", bad).status_code == 422
    assert not Incident.objects.exists()
