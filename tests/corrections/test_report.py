"""A reader reports an error on a public page; the unit that owns it answers in time, and everybody sees how it goes."""

import re

import pytest

from gongkai.accounts.models import Unit
from gongkai.acts.models import Access, Act, Case, Due
from gongkai.acts.refusals import Unready
from gongkai.corrections import erasing
from gongkai.corrections.models import Report
from gongkai.disclosures.drafting import Draft, save
from gongkai.publication import door
from tests.county import moment

WORDS = "第三条的里程写错了，应为十二公里。我是张三丰，家住河边"


@pytest.fixture(autouse=True)
def told(monkeypatch):
    from gongkai.acts import clock

    said = {"now": moment("2025-03-05 09:00")}
    monkeypatch.setattr(clock, "told", lambda: said["now"])
    return said


@pytest.fixture
def page(write, publish):
    record = publish(write())
    return record, door.shown(f"disclosure:{record.pk}").address


def report(client, address="", **more):
    said = {"sort": "content", "words": WORDS, "contact": "电话一二三", **more}
    return client.post(f"/correct/{address}/" if address else "/correct/", said)


def receipt(answer):
    return re.findall(r"<strong>([a-z]{10}|\d{6})</strong>", answer.content.decode())


def look_up(client, code, secret):
    return client.post("/correct/status/", {"code": code, "secret": secret})


@pytest.mark.provision("TZ-4.4")
def test_a_reader_reports_an_error_and_reads_the_answer_and_the_mended_page(county, page, client, sign_in, told):
    record, address = page
    assert f'href="/correct/{address}/"' in client.get(f"/d/{address}/").content.decode()
    assert "关于公路养护的通知" in client.get(f"/correct/{address}/").content.decode()
    received = report(client, address)
    code, secret = receipt(received)
    assert re.search(r"由试县交通运输局办理，最迟\d{4}年\d+月\d+日答复", received.content.decode())
    assert re.search(r"待答复，最迟\d{4}年\d+月\d+日答复", look_up(client, code, secret).content.decode())
    desk = sign_in("xin").get("/staff/").content.decode()
    assert "《关于公路养护的通知》的纠错" in desk and "答复" in desk
    one = Report.objects.get()
    url = f"/staff/corrections/{one.pk}/"
    assert "十二公里" in sign_in("xin").get(url).content.decode()
    too_soon = sign_in("xin").post(url + "answer/", {"words": "已改", "outcome": "mended"})
    assert too_soon.status_code == 409 and "还没有公开新的一版" in too_soon.content.decode()
    mend(county, record)
    told["now"] = moment("2025-03-06 15:00")
    done = sign_in("xin").post(url + "answer/", {"words": "已改为十二公里，谢谢。", "outcome": "mended"})
    assert done.status_code == 302
    one.refresh_from_db()
    assert one.edition.number == 2 and one.edition.disclosure == record
    told_back = look_up(client, code, secret).content.decode()
    assert "已改为十二公里" in told_back and "已经更正" in told_back and f"/d/{address}/" in told_back
    figures = client.get("/correct/").content.decode()
    assert re.search(r"已更正</dt><dd class=\"figure\">1 ", figures) and "30小时" in figures
    assert "已答复" in sign_in("ling").get("/staff/corrections/").content.decode()  # the leading group is told


def mend(county, record):
    at = moment("2025-03-06 09:00")
    record.case.take("change", by=county.xin, at=at)
    record.refresh_from_db()
    record.case.refresh_from_db()
    text = Draft(county.roads, county.topic, record.live.title, record.live.formed_on, "<p>十二公里。</p>", {})
    save(record, record.case.version, text, county.xin, at)
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen), ("publish", county.fa)):
        record.case.refresh_from_db()
        record.case.take(step, by=by, at=at)


@pytest.mark.provision("TZ-4.4")
def test_an_answer_is_due_in_three_working_days_and_lateness_is_told_to_everybody(page, client, told):
    report(client, page[1])
    due = Due.objects.get(case__kind="correction")
    assert (due.due.astimezone(told["now"].tzinfo).date().isoformat(), due.role) == ("2025-03-10", "proposer")
    told["now"] = moment("2025-03-11 00:00")
    assert re.search(r"超过时限</dt><dd class=\"figure\">1 ", client.get("/correct/").content.decode())


def test_the_readers_words_are_sealed_and_stand_nowhere_else(page, client, sign_in, county):
    from django.db import connection

    report(client, page[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, contact FROM corrections_report")
        stored = cursor.fetchone()
    assert not any("张三丰" in str(word) or "电话一二三" in str(word) for word in stored)
    assert "张三丰" not in str(list(Act.objects.values())) + str(list(Case.objects.values()))
    url = f"/staff/corrections/{Report.objects.get().pk}/"
    for _ in range(2):
        assert "张三丰" in sign_in("ban").get(url).content.decode()
    assert list(Access.objects.values_list("post", "what")) == [(county.ban.pk, "words")]
    seen = sign_in("shen").get(url).content.decode()
    assert "ban某" in seen and "张三丰" not in seen and "电话一二三" not in seen
    assert sign_in("zhen").get(url).status_code == 404
    sign_in("xin").post(url + "answer/", {"words": "经核对，原文无误。", "outcome": "correct"})
    seen = sign_in("kao").get(url).content.decode()
    assert "经核对无误" in seen and "张三丰" not in seen and "电话一二三" not in seen


def test_neither_code_nor_secret_alone_tells_anything(page, client):
    code, secret = receipt(report(client, page[1]))
    for wrong in ((code, "000000" if secret != "000000" else "111111"), ("abcdefghij", secret), (code, "")):
        answer = look_up(client, *wrong)
        assert answer.status_code == 422 and "待答复" not in answer.content.decode()


def test_more_than_a_person_writes_is_turned_away_and_comes_in_again_after_an_hour(page, client, told):
    for _ in range(5):
        assert report(client, page[1]).status_code == 200
    refused = report(client, page[1])
    assert refused.status_code == 429 and "一小时" in refused.content.decode() and Report.objects.count() == 5
    assert (
        client.post(f"/correct/{page[1]}/", {"sort": "other", "words": "别处来的"}, REMOTE_ADDR="10.9.8.7").status_code
        == 200
    )
    told["now"] = moment("2025-03-05 10:01")
    assert report(client, page[1]).status_code == 200


def test_what_is_too_long_or_empty_or_about_no_page_is_refused_in_words(page, client):
    assert "请选择" in report(client, page[1], sort="").content.decode()
    assert report(client, page[1], words="错").status_code == 422
    assert report(client, page[1], words="长" * 9000).status_code == 413
    assert client.get("/correct/abcdefghij/").status_code == 404
    assert not Report.objects.exists()


def test_a_report_on_the_site_goes_to_the_office_and_is_passed_on_with_its_reason(county, client, sign_in):
    report(client)
    one = Report.objects.get()
    assert one.case.unit == county.top
    url = f"/staff/corrections/{one.pk}/pass_on/"
    assert sign_in("xin").get(url).status_code == 404
    assert "请选择转给" in sign_in("ban").post(url, {"words": "归交运局"}).content.decode()
    sign_in("ban").post(url, {"words": "归交运局", "unit": "jyj"})
    assert Report.objects.get().case.unit == county.roads
    assert sign_in("xin").get(f"/staff/corrections/{one.pk}/").status_code == 200


def test_hostile_words_end_as_text(page, client, sign_in):
    report(client, page[1], words="<script>alert(1)</script> 错字")
    text = sign_in("xin").get(f"/staff/corrections/{Report.objects.get().pk}/").content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;" in text


def test_a_report_is_not_passed_on_to_a_unit_that_is_no_more(county, client, sign_in, told):
    report(client)
    one = Report.objects.get()
    Unit.objects.filter(code="jyj").update(until=moment("2025-03-01").date())
    url = f"/staff/corrections/{one.pk}/pass_on/"
    page = sign_in("ban").get(url).content.decode()
    assert "交运局" not in page and "河边镇" in page
    sign_in("ban").post(url, {"words": "归交运局", "unit": "jyj"})
    assert Report.objects.get().case.unit == county.top
    with pytest.raises(Unready, match="请选择转给"):
        one.case.take("pass_on", by=county.ban, at=told["now"], words="归交运局", detail={"unit": "jyj"})


def test_after_the_term_of_keeping_a_reader_is_forgotten_and_what_came_of_it_stays(page, client, sign_in, told):
    code, secret = receipt(report(client, page[1]))
    key = Report.objects.get().pk
    sign_in("xin").post(f"/staff/corrections/{key}/answer/", {"words": "经核对，原文无误。", "outcome": "correct"})
    assert erasing.due(moment("2027-03-05 23:59")) == []
    told["now"] = moment("2027-03-08 00:00")  # 5 March 2027 is a Friday: the term ends with it
    assert erasing.due(told["now"]) == [key]
    for _ in range(2):
        erasing.erase(key, told["now"])
    assert erasing.due(told["now"]) == []
    row = Report.objects.get()
    assert (row.words, row.contact, row.sender, row.outcome) == (None, None, "erased", "correct")
    assert [act.step for act in row.case.acts.order_by("number")] == ["report", "answer", "erase_reader"]
    seen = sign_in("ban").get(f"/staff/corrections/{key}/").content.decode()
    assert "已经清除" in seen and "经核对无误" in seen and "系统自己发现" not in seen
    assert "经核对无误" in look_up(client, code, secret).content.decode()
