"""听证会和座谈: told days before, seats drawn so that anybody can redo it, papers in time, the record signed."""

import hashlib
import re
from datetime import date

import pytest

from gongkai.acts.models import Access, Act
from gongkai.acts.refusals import Unready
from gongkai.participation.gatherings import calling
from gongkai.participation.models import Gathering, SignUp
from gongkai.publication import door
from tests.county import moment
from tests.participation.conftest import lines

HOME = "/staff/participation/gatherings/"


def call(county, **more):
    said = {
        "title": "县城公交票价调整听证会公告", "sort": "hearing", "about": "听取对票价方案的意见。",
        "held_at": moment("2025-04-01 09:30"), "place": "县政府二楼会议室", "seats": 2, "until": date(2025, 3, 14),
        "selects": "报名人数超过名额的，用电脑抽取。", "topic": county.topic,
    }  # fmt: skip
    return calling.Call(**said | more)


@pytest.fixture
def planned(county, topic):
    return lambda **more: calling.plan_many([(call(county, **more), county.xin, moment("2025-03-03 09:00"))])[0]


@pytest.fixture
def announced(county, planned, stand_at):
    def told(**more):
        row = planned(**more)
        row.case.take("approve", by=county.fen, at=moment("2025-03-04 09:00"))
        row.case.take("announce", by=county.xin, at=moment("2025-03-05 09:00"))
        stand_at("2025-03-06 09:00")
        return row

    return told


@pytest.fixture
def join(client):
    numbers = iter(range(1, 250))

    def joined(row, name, where="", **said):
        url, place = f"/consult/join/{row.address}/", {"REMOTE_ADDR": where or f"10.2.0.{next(numbers)}"}
        page = client.get(url, **place).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        told = {"standing": "resident", "name": name, "phone": "13800000000", "reason": "", "agrees": "on"}
        return client.post(url, {**told, **hidden, **said}, **place)

    return joined


def press(client, row, step, **said):
    return client.post(f"{HOME}{row.pk}/{step}/", {"read": Gathering.objects.get(pk=row.pk).case.content, **said})


def page_of(client, row):
    return lines(client.get(f"/d/{door.shown(row.door_key).address}/"))


HELD = {"attended": "2", "signed": "on", "minutes": "多数参加人同意老年人免费。"}


@pytest.mark.provision("BW-9.1–9.4", "KF-4.1")
def test_a_hearing_goes_from_its_notice_to_its_signed_record(county, topic, sign_in, client, stand_at, join):
    stand_at("2025-03-03 09:00")
    said = {
        "title": "县城公交票价调整听证会公告", "sort": "hearing", "about": "听取意见。", "held_at": "2025-04-01T09:30",
        "place": "二楼会议室", "seats": 2, "until": "2025-03-14", "selects": "用电脑抽取。", "topic": county.topic.pk,
    }  # fmt: skip
    assert sign_in("xin").post(f"{HOME}new/", said).status_code == 302
    row = Gathering.objects.get()
    assert press(sign_in("fen"), row, "approve").status_code == 302
    assert press(sign_in("xin"), row, "announce").status_code == 302
    client.logout()
    assert "在网上报名" in page_of(client, row) and "2025年4月1日09:30" in page_of(client, row)
    for name in ("李小河", "王大山", "赵小溪"):
        assert "已报名" in lines(join(row, name)), name
    stand_at("2025-03-15 00:00")
    assert press(sign_in("xin"), row, "draw").status_code == 302
    row.refresh_from_db()
    expected = sorted((1, 2, 3), key=lambda n: hashlib.sha256(f"{row.seed}:{n}".encode()).hexdigest())
    assert [one.number for one in row.sign_ups.order_by("place")] == expected
    assert "李小河" not in page_of(client, row) + page_of(client, row)
    assert press(sign_in("fen"), row, "name").status_code == 302
    client.logout()
    page, names = page_of(client, row), {1: "李小河", 2: "王大山", 3: "赵小溪"}
    assert [names[number] in page for number in expected] == [True, True, False]  # who was not drawn is not named
    assert row.seed in page
    assert press(sign_in("xin"), row, "send", day="2025-03-15").status_code == 302
    stand_at("2025-04-01 12:00")
    unsigned = {**HELD}
    del unsigned["signed"]
    assert "签字" in press(sign_in("xin"), row, "hold", **unsigned).content.decode()
    assert press(sign_in("xin"), row, "hold", **HELD).status_code == 302
    assert press(sign_in("fen"), row, "agree").status_code == 302
    client.logout()
    assert "多数参加人同意老年人免费" in page_of(client, row) and "参加人核对签字" in page_of(client, row)


@pytest.mark.parametrize(("at", "refused"), [("2025-03-22 09:00", False), ("2025-03-23 09:00", True)])
def test_a_hearing_is_announced_ten_days_before(county, planned, at, refused):
    row = planned(until=date(2025, 3, 25))
    if not refused:
        row.case.take("approve", by=county.fen, at=moment(at))
        return
    with pytest.raises(Unready, match="不少于10日"):
        row.case.take("approve", by=county.fen, at=moment(at))


def drawn(county, row, join):
    assert "已报名" in lines(join(row, "李小河"))
    row.case.take("draw", by=county.xin, at=moment("2025-03-15 09:00"), detail={"seed": "0" * 32})
    row.case.take("name", by=county.fen, at=moment("2025-03-15 10:00"))


@pytest.mark.parametrize(("day", "refused"), [("2025-03-25", False), ("2025-03-26", True)])
def test_papers_go_out_seven_days_before_a_hearing(county, announced, join, sign_in, stand_at, day, refused):
    row = announced()
    drawn(county, row, join)
    stand_at("2025-03-26 09:00")
    answer = press(sign_in("xin"), row, "send", day=day)
    assert answer.status_code == (409 if refused else 302)
    assert ("不少于7日" in answer.content.decode()) == refused


def test_a_hearing_whose_papers_were_late_is_put_off_with_a_public_reason(
    county, announced, join, sign_in, stand_at, client
):
    row = announced()
    drawn(county, row, join)
    stand_at("2025-03-26 09:00")
    earlier = press(sign_in("fen"), row, "postpone", held_at="2025-03-31T09:30", note="提前")
    assert earlier.status_code == 409
    assert press(sign_in("fen"), row, "postpone", held_at="2025-04-08T09:30", note="材料要补充").status_code == 302
    assert "2025年4月8日09:30" in page_of(client, row) and "材料要补充" in page_of(client, row)
    assert press(sign_in("xin"), row, "send", day="2025-03-26").status_code == 302


def test_names_are_taken_to_the_last_second_and_drawn_after_it(county, announced, join, stand_at, sign_in):
    row = announced()
    stand_at("2025-03-14 23:59:59")
    assert "已报名" in lines(join(row, "李小河"))
    assert "过后才能抽取" in press(sign_in("xin"), row, "draw").content.decode()
    stand_at("2025-03-15 00:00")
    assert join(row, "王大山").status_code == 409 and SignUp.objects.count() == 1


def test_one_form_counts_once_and_without_consent_to_be_named_it_is_not_taken(announced, join, client, monkeypatch):
    row = announced()
    url = f"/consult/join/{row.address}/"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get(url).content.decode()))
    said = {"standing": "expert", "name": "李小河", "phone": "13800000000", **hidden}
    assert client.post(url, said).status_code == 422
    assert client.post(url, {**said, "agrees": "on"}).status_code == 200
    assert "已经交过" in lines(client.post(url, {**said, "agrees": "on"}))
    assert client.post(url, {**said, "agrees": "on", "ticket": "x"}).status_code == 409
    assert client.post(url, {**said, "agrees": "on", "phone": "见面说"}).status_code == 422
    monkeypatch.setattr(calling, "MOST", 1)
    assert "已报名" in lines(join(row, "王大山", "10.3.3.3"))
    assert join(row, "王大山", "10.3.3.3").status_code == 409
    assert SignUp.objects.count() == 2 and not client.cookies


def test_who_signed_up_is_sealed_and_for_those_who_handle_it(county, announced, join, sign_in):
    row = announced()
    join(row, "李小河", reason="我住在终点站")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, reason FROM participation_signup")
        assert not re.search("李小河|13800|终点站", str(cursor.fetchall()))
    assert not re.search("李小河|13800|终点站", str(list(Act.objects.values())))
    for name in ("xin", "fen"):
        assert "李小河" not in lines(sign_in(name).get(f"{HOME}{row.pk}/"))
        shown = lines(sign_in(name).post(f"{HOME}{row.pk}/people/"))
        assert "李小河" in shown and "13800" in shown and "终点站" in shown
    assert set(Access.objects.values_list("case", "what")) == {(row.pk, "people")} and Access.objects.count() == 2
    assert sign_in("ban").post(f"{HOME}{row.pk}/people/").status_code == 403
    for name in ("ban", "shen", "kao"):
        page = lines(sign_in(name).get(f"{HOME}{row.pk}/"))
        assert "李小河" not in page and "报名 1 人" in page
    assert sign_in("zhen").get(f"{HOME}{row.pk}/").status_code == 404


@pytest.mark.provision("BW-9.1–9.4")
def test_a_talk_and_an_open_day_are_announced_and_told_of_without_a_draw(county, announced, sign_in, stand_at, client):
    row = announced(
        title="政府开放日公告", sort="open_day", held_at=moment("2025-03-12 09:00"), until=date(2025, 3, 11)
    )
    stand_at("2025-03-12 08:59")
    assert "还没有到" in press(sign_in("xin"), row, "hold", **HELD).content.decode()
    stand_at("2025-03-12 17:00")
    assert press(sign_in("xin"), row, "hold", **{**HELD, "signed": ""}).status_code == 302
    assert press(sign_in("fen"), row, "agree").status_code == 302
    assert "到会2人" in page_of(client, row)


def test_a_cancelled_one_leaves_the_site_with_its_reason(announced, sign_in, client):
    row = announced()
    assert press(sign_in("fen"), row, "cancel", note="方案不再调整").status_code == 302
    gone = client.get(f"/d/{door.shown(row.door_key).address}/")
    assert gone.status_code == 410 and "方案不再调整" in lines(gone)
    assert client.get(f"/consult/join/{row.address}/").status_code == 404


def test_a_save_over_anothers_is_shown_beside_what_stands(county, planned, sign_in, stand_at):
    stand_at("2025-03-03 09:30")
    row = planned()
    said = {
        "title": "听证会公告", "sort": "hearing", "about": "先存的内容", "held_at": "2025-04-01T09:30", "place": "甲",
        "seats": 2, "until": "2025-03-14", "selects": "抽取", "topic": county.topic.pk, "version": 1,
    }  # fmt: skip
    assert sign_in("xin").post(f"{HOME}{row.pk}/edit/", said).status_code == 302
    late = sign_in("xin").post(f"{HOME}{row.pk}/edit/", {**said, "about": "后存的内容"})
    assert late.status_code == 409 and "先存的内容" in late.content.decode() and "后存的内容" in late.content.decode()
    wrong = sign_in("xin").post(f"{HOME}{row.pk}/edit/", {**said, "version": 2, "until": "2025-04-01"})
    assert "前一天以前截止" in lines(wrong)
