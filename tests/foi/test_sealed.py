"""Who asks is known to those who handle the request; every look is kept, and the proof goes on its day."""

import pytest
from django.db import connection

from gongkai.acts.models import Access, Act
from gongkai.foi import measure, proofs
from gongkai.foi.models import Knock, Proof, Request
from gongkai.vault import sealed_files
from tests.county import moment
from tests.foi.conftest import IDENTITY, photo


def test_the_database_and_the_disk_hold_no_word_of_the_applicant(requested, sealed_here, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foi_request")
        stored = str(cursor.fetchall())
    for word in ("李小河", IDENTITY, "13800000000", "lixiaohe", "河边桥"):
        assert word not in stored
    [path] = [path for path in sealed_here.rglob("*") if path.is_file()]
    assert photo().read() not in path.read_bytes() and path.stat().st_mode & 0o077 == 0
    assert "card" not in path.name


def test_who_asks_is_shown_on_demand_and_the_look_is_kept(requested, sign_in, county):
    request, _ = requested
    url = f"/staff/foi/{request.pk}/"
    first = sign_in("xin").get(url).content.decode()
    assert "河边桥加固工程" in first and "李小河" not in first and IDENTITY not in first
    shown = sign_in("xin").post(url + "applicant/").content.decode()
    assert "李小河" in shown and IDENTITY in shown and "13800000000" in shown
    assert list(Access.objects.order_by("pk").values_list("post", "what")) == [
        (county.xin.pk, "content"), (county.xin.pk, "applicant"),
    ]  # fmt: skip
    assert "xin某（交运局·信息员）" in sign_in("shen").get(url).content.decode()  # the auditor reads who looked


@pytest.mark.parametrize("name", ["kao", "san", "ling", "guan", "zhen", "zhenfen"])
def test_to_others_the_request_does_not_exist(requested, sign_in, name):
    url = f"/staff/foi/{requested[0].pk}/"
    assert sign_in(name).get(url).status_code == 404
    assert sign_in(name).post(url + "applicant/").status_code == 404
    assert requested[0].number not in sign_in(name).get("/staff/foi/").content.decode()


@pytest.mark.parametrize("name", ["mi", "fa", "shen"])
def test_who_has_no_part_in_the_handling_reads_nothing_sealed(requested, sign_in, name):
    request, _ = requested
    page = sign_in(name).get(f"/staff/foi/{request.pk}/").content.decode()
    assert "河边桥" not in page and "李小河" not in page
    assert sign_in(name).post(f"/staff/foi/{request.pk}/applicant/").status_code == 403
    assert sign_in(name).get(f"/staff/foi/{request.pk}/proofs/{request.proofs.get().pk}/").status_code == 403
    assert not Access.objects.exists()


def test_a_proof_is_a_file_no_browser_opens_and_its_download_is_kept(requested, sign_in):
    request, _ = requested
    url = f"/staff/foi/{request.pk}/proofs/{request.proofs.get().pk}/"
    answer = sign_in("xin").get(url)
    assert answer.content == photo().read() and answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"
    assert Access.objects.get().what == "proof"


def test_a_proof_goes_on_its_day_and_the_trail_says_so(
    requested, sign_in, told, sealed_here, django_capture_on_commit_callbacks
):
    request, _ = requested
    assert request.proofs.get().until.isoformat() == "2027-01-15"
    assert proofs.due(moment("2027-01-15 23:59")) == []
    told["now"] = moment("2027-01-16 00:00")
    assert proofs.due(told["now"]) == [request.pk]
    with django_capture_on_commit_callbacks(execute=True):
        proofs.erase(request.pk, told["now"])
        proofs.erase(request.pk, told["now"])  # safe to do twice
    assert not [path for path in sealed_here.rglob("*") if path.is_file()]
    assert Act.objects.filter(case=request.case, step="erase_proof").count() == 1 and Proof.objects.get().erased
    assert sign_in("xin").get(f"/staff/foi/{request.pk}/proofs/{Proof.objects.get().pk}/").status_code == 404
    assert "已于2027-01-16到期清除" in sign_in("xin").post(f"/staff/foi/{request.pk}/applicant/").content.decode()
    assert not proofs.due(told["now"])


def test_a_file_whose_form_was_never_sent_is_forgotten_after_a_day(fill, told, sealed_here):
    import os

    fill(token="t", name="")
    [path] = [path for path in sealed_here.rglob("*") if path.is_file()]
    assert proofs.forgotten(told["now"]) == []
    old = moment("2026-01-13 09:00").timestamp()
    os.utime(path, (old, old))
    assert proofs.forgotten(told["now"]) == [path.name]
    sealed_files.erase(path.name)
    assert "请重新上传身份证明" in fill(token="t", proof=False, kept=f"{path.name}.png.0").content.decode()


def test_a_ticket_that_is_not_ours_brings_no_file(fill, requested):
    taken = requested[0].proofs.get()
    assert proofs.again(f"{taken.place}.png.{'0' * 16}") is None
    assert proofs.again("../../etc/passwd.png.x") is None
    assert proofs.again(proofs.Kept(taken.place, "png", 1, "").ticket) is None  # belongs to a request already


def test_the_same_applicant_is_found_by_whole_words_only(fill, sign_in):
    fill()
    fill(described="另一份文件的全文", name="李小河")
    fill(described="又一份文件的全文", name="王大江", paper="passport", paper_no="E12345678", phone="0825-7800009")
    mine = Request.objects.order_by("pk").first()
    see = lambda word, by="xin": sign_in(by).post("/staff/foi/find/", {"who": word}).content.decode()
    for word in ("李小河", IDENTITY.lower(), "138 0000 0000"):
        assert see(word).count("2026-") >= 2 and mine.number in see(word)
    assert mine.number not in see("李小") and mine.number not in see("王大江") and mine.number not in see(" ")
    assert mine.number not in see("李小河", "shen") and mine.number not in see("李小河", "zhen")
    assert sign_in("xin").get("/staff/foi/find/?who=李小河").status_code == 405  # a name stands in no address
    page = sign_in("xin").get(f"/staff/foi/{mine.pk}/").content.decode()
    assert f'同一申请人另有 <a href="/staff/foi/{mine.pk}/same/">1 件申请</a>' in page


def test_where_visitors_come_from_is_forgotten_after_an_hour(client, contact, told):
    client.post("/apply/status/", {"number": "2026-001-0001", "code": "aaaaaaaa"}, REMOTE_ADDR="10.1.2.3")
    assert Knock.objects.exists() and "10.1.2.3" not in str(list(Knock.objects.values()))
    told["now"] = moment("2026-01-15 11:01")
    for key in measure.old(told["now"]):
        measure.forget(key)
    assert not Knock.objects.exists()


def test_a_mail_to_the_unit_tells_the_number_and_nothing_else(requested, mailoutbox, told):
    from gongkai.outbox import sending

    for message in sending.due(told["now"]):
        sending.send(message, told["now"])
    [letter] = mailoutbox
    assert letter.to == ["jyj@example.gov.cn"] and requested[0].number in letter.body
    for word in ("李小河", IDENTITY, "河边桥", "1380000"):
        assert word not in letter.body + letter.subject + str(letter.extra_headers)
