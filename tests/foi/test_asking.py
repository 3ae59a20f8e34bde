"""A citizen asks a unit for information on the site, without an account, and follows how far it is."""

import re

import pytest

from gongkai.acts.models import Act, Case, Due
from gongkai.foi.models import Proof, Request
from tests.county import moment
from tests.foi.conftest import FILLED, IDENTITY, WANTED, hidden, photo, receipt


@pytest.mark.provision("BW-6.2.2", "条例-29")
def test_a_citizen_asks_and_gets_a_number_a_code_the_day_of_receipt_and_the_day_of_the_answer(fill, county, client):
    said = fill().content.decode()
    one = Request.objects.get()
    assert one.number in said and "试县交通运输局" in said
    assert "2026年1月15日" in said and "2026年2月12日" in said  # 20 working days, counted by hand
    assert "期限20个工作日" in said and "打印回执" in said
    assert (one.case.unit, one.channel, one.case.status) == (county.roads, "online", "received")
    assert (one.described, one.name, one.paper_no, one.phone) == (WANTED, "李小河", IDENTITY, "13800000000")
    assert (one.form, one.route, one.email) == ("electronic", "mail", "lixiaohe@example.com")
    number, code = receipt_of(said)
    progress = client.post("/apply/status/", {"number": number, "code": code}).content.decode()
    assert "已经收到，正在登记" in progress and "2026年2月12日" in progress and "李小河" not in progress
    assert WANTED not in progress


def receipt_of(text):
    return re.findall(r"<strong>(\d{4}-\d{3,}-\d{4}|[a-z]{4}-[a-z]{4})</strong>", text)


def test_nobody_is_asked_what_for(fill, client, contact):
    form = client.post("/apply/u/jyj/", {"described": WANTED}).content.decode()
    assert "不用写理由" in client.get("/apply/u/jyj/").content.decode()
    assert not re.search(r'name="(?:purpose|reason|use)"', form) and "用途" not in form.replace("不用写理由和用途", "")


@pytest.mark.provision("条例-29")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "请填写姓名或者名称"),
        ({"paper_no": "110105194912310021"}, "身份证号码不对"),
        ({"phone": ""}, "请填写联系电话"),
        ({"described": ""}, "请填写您要什么信息"),
        ({"email": ""}, "要用电子邮件得到的，请写电子邮箱"),
        ({"route": "post"}, "要邮寄的，请写通信地址和邮编"),
        ({"form": "disc"}, "纸质和光盘不能用电子邮件得到"),
        ({"applicant": "research"}, "单位申请的，请写联系人"),
    ],
)
def test_what_the_law_asks_for_is_asked_for_in_words_and_nothing_typed_is_lost(fill, client, change, says):
    answer = fill(token="t1", **change)
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and not Request.objects.exists()
    assert "已收到 1 个身份证明文件" in text
    kept = hidden(answer, "kept")
    mended = client.post("/apply/u/jyj/", {**FILLED, "token": "t1", "kept": kept})
    assert mended.status_code == 200 and Proof.objects.count() == 1


def test_the_proof_of_identity_is_asked_for_and_a_strange_file_is_refused(fill):
    assert "请上传身份证明" in fill(proof=False).content.decode()
    text = fill(proof=False, token="x", back=photo("card.exe")).content.decode()
    assert "请上传 jpg、png 照片或者 pdf" in text and not Request.objects.exists()


def test_a_body_asks_as_one_of_the_classes_of_the_annual_report(fill):
    fill(applicant="charity", name="河边环保协会", paper="credit", paper_no="51130000MJ0000000X", agent="王五")
    one = Request.objects.get()
    assert (one.applicant, one.name, one.agent) == ("charity", "河边环保协会", "王五")


def test_the_same_form_sent_twice_is_one_request_with_the_same_receipt(fill, sealed_here):
    first, second = fill(token="same"), fill(token="same")
    assert receipt(first) == receipt(second)
    assert Request.objects.count() == 1 and Proof.objects.count() == 1
    assert len([path for path in sealed_here.rglob("*") if path.is_file()]) == 1
    assert receipt(fill(token="same", described="另一份文件的全文")) != receipt(first)
    assert Request.objects.count() == 2


def test_numbers_run_by_unit_and_year_without_gaps(fill, told, county):
    numbers = [receipt(fill(described=f"第{n}份文件的全文"))[0] for n in range(3)]
    assert numbers == [f"2026-{county.roads.pk:03}-{n:04}" for n in (1, 2, 3)]
    told["now"] = moment("2027-01-04 09:00")
    assert receipt(fill())[0] == f"2027-{county.roads.pk:03}-0001"
    assert Case.objects.latest("pk").title == "政府信息公开申请〔2027〕1号"


def test_a_wrong_code_and_a_number_that_is_none_get_the_very_same_answer(requested, client):
    request, code = requested
    wrong = client.post("/apply/status/", {"number": request.number, "code": "aaaa-aaaa"})
    unknown = client.post("/apply/status/", {"number": "2026-999-0001", "code": code})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    mask = lambda answer: re.sub(r'value="[^"]*"', "", answer.content.decode())
    assert mask(wrong) == mask(unknown) and "对不上" in mask(wrong)


def test_codes_are_not_tried_out(requested, client, told):
    request, code = requested
    ask = lambda code: client.post("/apply/status/", {"number": request.number, "code": code}, REMOTE_ADDR="10.1.2.3")
    assert [ask("aaaaaaaa").status_code for _ in range(11)] == [422] * 10 + [429]
    assert ask(code).status_code == 429
    told["now"] = moment("2026-01-15 11:01")
    assert ask(code).status_code == 200


def test_a_flood_from_one_place_is_turned_away_with_whom_to_ring(client, contact, told):
    send = lambda n, **more: client.post(
        "/apply/u/jyj/", {**FILLED, "token": f"f{n}", "proof": photo(), **more}, REMOTE_ADDR="10.1.2.3"
    )
    assert [send(n).status_code for n in range(11)] == [200] * 10 + [429]
    assert "0825-7800001" in send(12).content.decode() and Request.objects.count() == 10
    told["now"] = moment("2026-01-15 11:01")
    assert send(13).status_code == 200


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("举报河边路口的摊贩占道经营，请查处", "像是投诉举报"),
        ("反映我家门前路灯坏了半年的问题", "像是信访事项"),
        ("请问办货运证要带什么？", "像是咨询"),
    ],
)
def test_what_another_channel_handles_is_told_politely_and_may_be_asked_still(client, contact, fill, words, says):
    text = client.post("/apply/u/jyj/", {"described": words}).content.decode()
    assert says in text and "可以继续申请" in text and "12345" in text
    assert fill(described=words).status_code == 200 and Request.objects.get().described == words


def test_a_wish_for_a_record_about_a_complaint_is_taken_for_what_it_is(client, contact):
    for words in ("2024年投诉举报台账", "关于信访件答复的批复文件", WANTED):
        assert "可以继续申请" not in client.post("/apply/u/jyj/", {"described": words}).content.decode()


def test_what_is_out_already_is_offered_before_anything_else_is_asked(write, publish, topic, client, contact):
    publish(write("关于河边桥加固工程施工的通告", html="<p>河边桥加固工程施工期间绕行。</p>"))
    publish(write("关于春节放假的通知"))
    text = client.post("/apply/u/jyj/", {"described": WANTED}).content.decode()
    assert "这些已经公开" in text and "关于河边桥加固工程施工的通告" in text and "春节放假" not in text


def test_the_form_is_reached_from_the_section_the_unit_and_its_page_of_applying(client, contact, topic):
    from gongkai.catalogue import outward

    outward.show_all(moment("2026-01-15 10:00"))
    assert 'href="/apply/u/jyj/"' in client.get("/apply/").content.decode()
    assert 'href="/apply/"' in client.get("/t/").content.decode()
    assert 'href="/apply/u/jyj/"' in client.get("/u/jyj/").content.decode()


def test_who_does_not_take_requests_has_no_form(client, contact, county):
    assert client.get("/apply/u/hbz/").status_code == 404  # has not told how it is reached
    assert client.get("/apply/u/nobody/").status_code == 404
    contact.online = False
    contact.save()
    said = client.get("/apply/u/jyj/").content.decode()
    assert "暂停" in said and "0825-7800001" in said and "<textarea" not in said
    assert client.post("/apply/u/jyj/", {**FILLED, "proof": photo()}).status_code == 409
    assert not Request.objects.exists()


def test_no_cookie_is_set_and_nothing_is_kept_by_the_browser(client, contact):
    for url in ("/apply/", "/apply/u/jyj/", "/apply/status/", "/apply/u/jyj/channel/"):
        answer = client.get(url)
        assert not answer.cookies and answer["Cache-Control"] == "no-store"


def test_more_than_a_form_holds_is_refused(client, contact):
    assert fill_length(client, 13 * 1024 * 1024) == 413
    assert fill_length(client, "9" * 5000) < 500, "a length of more digits than a program turns into a number"


def fill_length(client, length):
    return client.generic("POST", "/apply/u/jyj/", b"x", "text/plain", CONTENT_LENGTH=str(length)).status_code


def test_the_trail_tells_the_course_and_no_word_of_the_citizen(requested):
    said = str(list(Act.objects.values())) + str(list(Case.objects.values())) + str(list(Due.objects.values()))
    for word in ("李小河", IDENTITY, "13800000000", "lixiaohe", "河边桥"):
        assert word not in said


def test_no_words_in_the_form_break_an_answer(client, contact):
    from tests.house.test_hostile import HOSTILE

    fields = [name for name in FILLED if name != "send"]
    for value in HOSTILE:
        typed = value.encode("utf-8", "replace").decode()
        for url in ("/apply/u/jyj/", "/apply/status/", "/apply/u/jyj/channel/"):
            said = dict.fromkeys([*fields, "token", "number", "code", "channel", "words"], typed)
            for more in ({}, {"send": "1"}):
                answer = client.post(url, {**said, **more})
                assert answer.status_code in (200, 413, 422, 429), (url, value[:40])
                assert "Traceback" not in answer.content.decode() and "<script>alert" not in answer.content.decode()
    assert not Request.objects.exists()
