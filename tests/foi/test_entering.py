"""What comes by counter, post, fax and mail is entered by staff; each channel has its own day of receipt (条例-31)."""

import pytest

from gongkai.acts.models import Act, Due
from gongkai.foi.models import Request
from tests.county import BEIJING, moment
from tests.foi.conftest import receipt

PAPER = {
    "channel": "counter", "came": "2026-01-15", "described": "县道养护资金分配方案", "applicant": "person",
    "name": "李小河", "paper": "identity", "paper_no": "", "phone": "", "form": "paper", "route": "pickup",
    "token": "t1",
}  # fmt: skip


@pytest.fixture
def enter(sign_in, contact, county):
    def entered(by="xin", **changes):
        return sign_in(by).post("/staff/foi/new/", {**PAPER, "unit": county.roads.pk, **changes})

    return entered


def due_of(request, limit="foi.reply"):
    due = Due.objects.filter(case=request.case, limit=limit).values_list("due", flat=True).first()
    return due.astimezone(BEIJING).date().isoformat() if due else None


@pytest.mark.provision("BW-6.2.2", "条例-31")
@pytest.mark.parametrize(
    ("channel", "came", "received", "due"),
    [
        ("counter", "2026-01-15", "2026-01-15", "2026-02-12"),
        ("signed", "2026-01-12", "2026-01-12", "2026-02-09"),  # the day it was signed for, not the day it was entered
    ],
)
def test_handed_over_and_signed_for_are_received_on_that_day(enter, channel, came, received, due):
    said = enter(channel=channel, came=came).content.decode()
    one = Request.objects.get()
    assert (one.received.isoformat(), due_of(one), one.case.status) == (received, due, "registered")
    assert one.number in said and "查询码" in said and "收到之日" in said
    steps = list(Act.objects.filter(case=one.case).order_by("number").values_list("step", flat=True))
    assert steps == ["receive", "register"]


@pytest.mark.provision("BW-6.2.2", "条例-31")
@pytest.mark.parametrize(
    ("channel", "limit", "until"),
    [
        ("letter", "foi.letter_confirmation", "2026-01-14"),  # an ordinary letter: the day it arrives
        ("fax", "foi.confirmation", "2026-01-15"),
        ("mail", "foi.confirmation", "2026-01-15"),
    ],
)
def test_letter_fax_and_mail_are_received_on_the_day_both_sides_confirm(enter, sign_in, told, channel, limit, until):
    said = enter(channel=channel, came="2026-01-14").content.decode()
    one = Request.objects.get()
    assert "等待与申请人确认" in said and one.received is None and due_of(one) is None
    assert (one.case.status, due_of(one, limit)) == ("arrived", until)
    url = f"/staff/foi/{one.pk}/"
    assert "与申请人确认" in sign_in("xin").get(url).content.decode()
    too_soon = sign_in("xin").post(url + "confirm/", {"day": "2026-01-13", "way": "phone"})
    assert too_soon.status_code == 409 and "早于来件到达的日期" in too_soon.content.decode()
    assert sign_in("xin").post(url + "confirm/", {"day": "2026-01-16", "way": "phone"}).status_code == 200
    told["now"] = moment("2026-01-19 10:00")
    assert sign_in("xin").post(url + "confirm/", {"day": "2026-01-15", "way": "phone"}).status_code == 302
    one.refresh_from_db()
    one.case.refresh_from_db()
    assert (one.received.isoformat(), due_of(one), one.case.status) == ("2026-01-15", "2026-02-12", "registered")
    assert "电话确认，确认之日为收到之日" in sign_in("xin").get(url).content.decode()


def test_a_letter_that_lacks_something_is_entered_as_it_is(enter):
    assert enter(name="李某").status_code == 200 and Request.objects.get().paper_no is None
    assert "请填写姓名或者名称" in enter(name="", token="t2").content.decode()
    assert "日期不能晚于今天" in enter(came="2026-01-16", token="t3").content.decode()
    assert "只有当面提出的可以口头申请" in enter(channel="fax", oral="on", token="t4").content.decode()


@pytest.mark.provision("条例-29")
def test_who_cannot_write_asks_aloud_and_the_office_writes_it_down(enter, sign_in):
    enter(oral="on")
    one = Request.objects.get()
    assert one.oral and "由工作人员代填" in sign_in("xin").get(f"/staff/foi/{one.pk}/").content.decode()


def test_a_paper_entered_twice_is_one_request(enter):
    first, second = enter(), enter()
    assert Request.objects.count() == 1 and receipt(first) == receipt(second)


def test_only_officers_of_the_unit_and_the_office_enter(enter, county):
    assert enter(by="fen").status_code == 403 and enter(by="kao").status_code == 403
    assert enter(by="ban").status_code == 200
    assert "已登记" not in enter(by="zhen", token="t9").content.decode()  # another unit's officer
    assert Request.objects.count() == 1


def test_an_online_request_is_registered_by_the_officer_and_stands_on_the_desk_with_its_clock(
    requested, sign_in, told, client
):
    request, code = requested
    desk = sign_in("xin").get("/staff/").content.decode()
    assert request.case.title in desk and "登记" in desk
    assert request.case.title in sign_in("ban").get("/staff/").content.decode()
    assert sign_in("xin").post(f"/staff/foi/{request.pk}/register/", {}).status_code == 302
    assert "2月12日" in sign_in("xin").get("/staff/").content.decode()
    told["now"] = moment("2026-02-13 09:00")
    desk = sign_in("xin").get("/staff/").content.decode()
    assert "已超期" in desk and request.case.title in desk
    assert request.number in sign_in("xin").get("/staff/foi/?due=late").content.decode()
    assert request.number not in sign_in("xin").get("/staff/foi/?due=soon").content.decode()
    client.logout()
    progress = client.post("/apply/status/", {"number": request.number, "code": code}).content.decode()
    assert "已经登记，正在办理" in progress and "已超期" in progress


def test_officers_write_down_how_the_search_goes_and_the_applicant_does_not_read_it(requested, sign_in, client):
    request, code = requested
    sign_in("xin").post(f"/staff/foi/{request.pk}/register/", {})
    sign_in("xin").post(f"/staff/foi/{request.pk}/note/", {"words": "请公路股查档案"})
    assert "请公路股查档案" in sign_in("fen").get(f"/staff/foi/{request.pk}/").content.decode()
    client.logout()
    assert "公路股" not in client.post("/apply/status/", {"number": request.number, "code": code}).content.decode()


def test_the_list_is_narrowed_by_channel_class_and_state(enter, requested, sign_in):
    enter(channel="fax", came="2026-01-14")
    online, fax = Request.objects.get(channel="online"), Request.objects.get(channel="fax")
    see = lambda query: sign_in("xin").get(f"/staff/foi/?{query}").content.decode()
    assert fax.number in see("channel=fax") and online.number not in see("channel=fax")
    assert online.number in see("status=received") and fax.number not in see("status=received")
    assert online.number in see("received_from=2026-01-15") and online.number not in see("received_from=2026-01-16")
