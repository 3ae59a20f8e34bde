"""公众意见: who may say what and how often, what is set aside and why, like ones answered together, who reads them."""

import re

import pytest

from gongkai import tables
from gongkai.acts.models import Access, Act
from gongkai.acts.refusals import NotReviewed, SameHands, WrongState
from gongkai.outbox import sending
from gongkai.outbox.models import Message
from gongkai.participation.consultations import receiving, running, treating
from gongkai.participation.models import Opinion, Treatment
from tests.county import moment
from tests.participation.conftest import lines, receipt

HOME = "/staff/participation/"
AT = moment("2025-03-05 09:00")


@pytest.fixture
def heard(county, out, speak):
    """A consultation with three opinions of citizens."""
    row = out()
    for words in ("资金应当公开", "资金要每年公布", "路灯太暗"):
        receipt(speak(row, words=words))
    return row


def opinions(row, *numbers):
    return list(row.opinions.filter(number__in=numbers).select_related("case", "consultation__case").order_by("number"))


def keys(some):
    return [f"{one.pk}:{one.case.content}" for one in some]


def state(row, number):
    return row.opinions.get(number=number).case.status


@pytest.mark.provision("BW-9.1–9.4")
def test_like_opinions_get_one_answer_and_not_adopted_needs_a_reason(county, heard, sign_in):
    url = f"{HOME}consultations/{heard.pk}/opinions/"
    said = {"do": "treat", "key": keys(opinions(heard, 1, 2)), "gist": "公开养护资金", "adopted": "not", "reason": ""}
    refused = sign_in("xin").post(url, said)
    assert "请写明理由" in lines(refused) and not Treatment.objects.exists()
    assert sign_in("xin").post(url, {**said, "reason": "另有办法规定"}).status_code == 302
    one = Treatment.objects.get()
    assert sorted(one.opinions.values_list("number", flat=True)) == [1, 2] and state(heard, 3) == "received"
    again = {"do": "treat", "key": keys(opinions(heard, 3)), "known": one.pk}
    assert sign_in("xin").post(url, again).status_code == 302
    assert one.opinions.count() == 3 and Treatment.objects.count() == 1


def test_the_answer_is_agreed_to_by_another_and_as_it_stood_on_the_screen(county, heard, sign_in):
    url, some = f"{HOME}consultations/{heard.pk}/opinions/", opinions(heard, 1, 2)
    one = treating.treat(heard, some, treating.Said("公开资金", "wholly"), county.xin, AT)
    seen = keys(some)
    treating.change(one, treating.Said("公开资金和账目", "wholly"), county.xin)
    late = sign_in("fen").post(url, {"do": "review", "key": seen})
    assert late.status_code == 409 and state(heard, 1) == "treated"
    with pytest.raises(NotReviewed):
        treating.agree(some, {}, county.fen, AT)
    assert sign_in("fen").post(url, {"do": "review", "key": keys(opinions(heard, 1, 2))}).status_code == 302
    with pytest.raises(WrongState, match="已经复核"):
        treating.change(one, treating.Said("又改", "wholly"), county.xin)
    both = type(county.fen)(person=county.xin.person, unit=county.roads, role="reviewer")
    both.save()
    treating.treat(heard, opinions(heard, 3), one, county.xin, AT)
    with pytest.raises(SameHands):
        treating.agree(opinions(heard, 3), {opinions(heard, 3)[0].pk: opinions(heard, 3)[0].case.content}, both, AT)


def test_opinions_are_given_to_one_officer_who_finds_those_that_wait(county, heard, sign_in):
    url = f"{HOME}consultations/{heard.pk}/opinions/"
    said = {"do": "assign", "key": keys(opinions(heard, 2)), "worker": county.xin.person_id}
    assert sign_in("fen").post(url, said).status_code == 302
    page = lines(sign_in("xin").get(url, {"worker": county.xin.person_id, "status": "received"}))
    assert "第2号" in page and "第1号" not in page
    assert "没有办" in lines(sign_in("fen").post(url, {**said, "worker": ""}, follow=True))


@pytest.mark.provision("BW-9.1–9.4")
def test_what_is_set_aside_has_a_published_ground_can_be_objected_to_and_counts_nowhere(
    county, heard, sign_in, client, speak
):
    code, secret = receipt(speak(heard, words="买房请找我们"))
    one = Opinion.objects.get(number=4)
    assert "商业广告" in lines(client.get("/consult/"))
    said = {"ground": "advert", "words": ""}
    assert sign_in("xin").post(f"{HOME}opinions/{one.pk}/set_aside/", said).status_code == 302
    told = treating.figures(heard)
    assert (told.came, told.aside, told.counted, told.waits) == (4, 1, 3, 3)
    book = sign_in("xin").get(f"{HOME}consultations/{heard.pk}/opinions.xlsx")
    numbers = [row.values[0] for row in tables.read(book.content).sheets[0].rows]
    assert {1, 2, 3} <= set(numbers) and 4 not in numbers
    client.logout()
    look = {"code": code, "secret": secret}
    assert "不予收录" in lines(client.post("/consult/status/", look)) and "商业广告" in lines(
        client.post("/consult/status/", look)
    )
    assert "已收到您的异议" in lines(client.post("/consult/status/", {**look, "do": "appeal"}))
    assert "现在不用提异议" in lines(client.post("/consult/status/", {**look, "do": "appeal"}))
    assert sign_in("xin").post(f"{HOME}opinions/{one.pk}/restore/").status_code == 403
    assert sign_in("fen").post(f"{HOME}opinions/{one.pk}/restore/").status_code == 302
    assert treating.figures(heard).counted == 4


def test_an_objection_that_is_not_followed_says_why_and_bars_the_summary_until_then(
    county, heard, sign_in, client, speak
):
    code, secret = receipt(speak(heard, words="买房请找我们"))
    one = Opinion.objects.select_related("case").get(number=4)
    one.case.take("set_aside", by=county.xin, at=AT, detail={"ground": "advert", "says": "商业广告"})
    receiving.appeal(one, AT)
    some = opinions(heard, 1, 2, 3)
    treating.treat(heard, some, treating.Said("要点", "wholly"), county.xin, AT)
    treating.agree(some, {each.pk: each.case.content for each in some}, county.fen, AT)
    running.close(heard, moment("2025-04-03 00:00"))
    page = sign_in("xin").get(f"{HOME}consultations/{heard.pk}/summarize/").content.decode()
    assert "还没有答复" in page
    assert sign_in("fen").post(f"{HOME}opinions/{one.pk}/uphold/", {"words": "留有售房电话"}).status_code == 302
    client.logout()
    assert "留有售房电话" in lines(client.post("/consult/status/", {"code": code, "secret": secret}))


@pytest.mark.provision("TZ-5.3")
def test_what_came_by_letter_or_was_said_is_entered_with_its_source(county, heard, sign_in):
    url = f"{HOME}consultations/{heard.pk}/opinions/enter/"
    said = {"channel": "letter", "came": "2025-03-04", "paragraph": "2", "words": "资金不够", "name": "李某"}
    assert sign_in("xin").post(url, said).status_code == 302
    one = Opinion.objects.get(number=4)
    assert (one.get_channel_display(), one.paragraph, one.name) == ("来信", 2, "李某")
    assert "不能晚于今天" in lines(sign_in("xin").post(url, {**said, "came": "2025-03-05"}))
    assert "不在征求意见的时间里" in lines(sign_in("xin").post(url, {**said, "came": "2025-03-02"}))
    assert "草案只有 3 段" in lines(sign_in("xin").post(url, {**said, "paragraph": "4"}))
    assert sign_in("fen").post(url, said).status_code == 403


@pytest.mark.parametrize(("identity", "said", "status"), [
    ("none", {}, 200), ("phone", {}, 422), ("phone", {"phone": "13800000000"}, 200),
    ("real", {"phone": "13800000000"}, 422), ("real", {"phone": "13800000000", "name": "李小河"}, 200),
])  # fmt: skip
def test_who_speaks_says_as_much_of_himself_as_this_draft_asks(out, speak, identity, said, status):
    row = out(identity=identity)
    assert speak(row, **said).status_code == status
    assert Opinion.objects.count() == (status == 200)


def test_one_form_counts_once_and_many_from_one_place_are_asked_a_sum(out, client, speak, monkeypatch):
    row = out()
    url, place = f"/consult/{row.address}/say/", {"REMOTE_ADDR": "10.9.0.1"}
    page = client.get(url, **place).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    said = {"words": "同一条意见", "ticket": ticket}
    receipt(client.post(url, said, **place))
    assert "已经交过" in lines(client.post(url, said, **place)) and Opinion.objects.count() == 1
    assert client.post(url, {**said, "ticket": "forged"}, **place).status_code == 409
    receipt(speak(row, where="10.9.0.1"))
    asked = speak(row, where="10.9.0.1")
    assert asked.status_code == 422 and "等于几" in lines(asked)
    digits = "零一二三四五六七八九"
    left, right = re.search(rf"([{digits}])加([{digits}])等于几", lines(asked)).groups()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.content.decode()))
    fill = {"words": "第三条意见", **hidden}
    total = digits.index(left) + digits.index(right)
    assert client.post(url, {**fill, "sum": total + 1}, **place).status_code == 422
    receipt(client.post(url, {**fill, "sum": total}, **place))
    monkeypatch.setattr(receiving, "MOST", 3)
    assert client.post(url, {**fill, "sum": total}, **place).status_code == 409
    assert not client.cookies


def test_what_no_form_would_send_is_refused_in_words(out, client, speak):
    row = out()
    url = f"/consult/{row.address}/say/"
    for said in ({}, {"words": "短"}, {"words": "长" * 4000}, {"words": "有\x00零"}):
        assert client.post(url, said).status_code == 422
    assert client.get(f"{url}4/").status_code == 404 and client.get("/consult/aaaaaaaaaa/").status_code == 404
    assert client.post(url, {"words": "字" * 20_000}).status_code == 413
    assert client.post(url, {"words": "从别处来的"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/consult/status/", {"code": "aaaaaaaaaa", "secret": "000000"}).status_code == 422
    assert not Opinion.objects.exists()


def test_who_left_an_address_is_written_to_once_with_neither_opinion_nor_answer(county, out, speak):
    row = out()
    receipt(speak(row, email="a@example.cn"))
    receipt(speak(row, words="没有留邮箱"))
    some = opinions(row, 1, 2)
    treating.treat(row, some, treating.Said("公开资金", "wholly"), county.xin, AT)
    treating.agree(some, {one.pk: one.case.content for one in some}, county.fen, AT)
    message = Message.objects.get(kind="opinion-answered")
    mail = sending.KINDS[message.kind](message)
    assert mail.to == "a@example.cn" and "第1号意见" in mail.text and "/consult/status/" in mail.text
    assert "公开资金" not in mail.text and "养护资金应当" not in mail.text
    Opinion.objects.filter(pk=message.about).update(email=None)
    assert sending.KINDS[message.kind](message) is None


def test_private_words_are_sealed_and_read_by_those_who_handle_them_alone(county, out, speak, sign_in, client):
    row = out(identity="real")
    receipt(speak(row, words="沟边的路灯太暗", name="李小河", phone="13800000000"))
    one = Opinion.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT words, name, phone FROM participation_opinion")
        assert not re.search("路灯|李小河|13800000000", str(cursor.fetchall()))
    assert not re.search("路灯|李小河|1380000", str(list(Act.objects.values())))
    url = f"{HOME}opinions/{one.pk}/"
    told = {name: lines(sign_in(name).get(url)) for name in ("xin", "fen", "ban")}
    assert all("沟边的路灯太暗" in page for page in told.values())
    assert not any("李小河" in page or "1380000" in page for page in told.values())
    asked = {name: sign_in(name).post(f"{url}speaker/") for name in ("xin", "fen")}
    assert all("李小河" in lines(page) and "13800000000" in lines(page) for page in asked.values())
    assert sign_in("ban").post(f"{url}speaker/").status_code == 403
    for name in ("zhen", "mi", "kao", "shen", "ling", "guan"):
        assert sign_in(name).get(url).status_code == 404, name
    book = f"{HOME}consultations/{row.pk}/opinions.xlsx"
    assert "路灯" not in cells(sign_in("xin").get(book))
    assert sign_in("xin").post(book, {"words": ""}).status_code == 200  # asked why
    whole = sign_in("xin").post(book, {"words": "开会研究用"})
    assert "沟边的路灯太暗" in cells(whole) and "13800000000" in cells(whole)
    assert Act.objects.filter(case=row.pk, step="export").count() == 1
    assert sign_in("ban").post(book, {"words": "看看"}).status_code == 403
    people = (county.xin, county.fen, county.ban)
    kept = [(one.pk, by.pk, "words") for by in people] + [(one.pk, by.pk, "speaker") for by in people[:2]]
    kept += [(row.pk, county.xin.pk, "speaker")]
    assert sorted(Access.objects.values_list("case", "post", "what")) == sorted(kept)
    assert "xin某（交运局·信息员）" in lines(sign_in("shen").get(f"{HOME}consultations/{row.pk}/"))


def test_a_look_at_all_opinions_together_is_one_of_the_consultation(county, heard, sign_in):
    url = f"{HOME}consultations/{heard.pk}/opinions/"
    for _ in range(2):
        assert "资金要每年公布" in lines(sign_in("xin").get(url))
    assert list(Access.objects.values_list("case", "post", "what")) == [(heard.pk, county.xin.pk, "words")]


def cells(response):
    return str([row.values for sheet in tables.read(response.content).sheets for row in sheet.rows])
