"""受理点 and their channels: told element by element, reported when dead, mended under a clock at the office."""

import re

import pytest

from gongkai.acts.models import Due
from gongkai.catalogue import contacts
from gongkai.corrections.models import Report
from gongkai.foi import channels
from gongkai.outbox.models import Message
from gongkai.publication.models import Shown
from tests.county import BEIJING, moment


@pytest.mark.provision("BW-6.2.2")
def test_a_citizen_tells_that_a_phone_is_dead_and_the_office_answers_in_time(client, contact, sign_in, told, county):
    assert "打不通" in client.get("/apply/u/jyj/").content.decode()
    said = client.post("/apply/u/jyj/channel/", {"channel": "phone", "words": "打了三天没有人接"}).content.decode()
    assert "最迟2026年1月20日答复" in said
    code, secret = re.findall(r"<strong>([a-z]{10}|\d{6})</strong>", said)
    one = Report.objects.get()
    due = Due.objects.get(case=one.case)
    assert (due.limit, due.role, due.due.astimezone(BEIJING).date().isoformat()) == (
        "foi.dead_channel", "office", "2026-01-20",
    )  # fmt: skip
    assert "交运局：电话打不通" in sign_in("ban").get("/staff/").content.decode()
    assert "打了三天" in sign_in("ban").get(f"/staff/corrections/{one.pk}/").content.decode()
    told["now"] = moment("2026-01-16 10:00")
    answered = sign_in("ban").post(
        f"/staff/corrections/{one.pk}/answer/", {"words": "号码已改，专人值守。", "outcome": "mended"}
    )
    assert answered.status_code == 302
    client.logout()
    told_back = client.post("/correct/status/", {"code": code, "secret": secret}).content.decode()
    assert "号码已改，专人值守" in told_back
    assert client.post("/apply/u/jyj/channel/", {"channel": "", "words": ""}).status_code == 422


@pytest.mark.provision("BW-6.2.2", "KF-T1.10", "KF-T3.7")
def test_the_house_notices_a_missing_element_and_a_closed_form_once(contact, county, told):
    assert channels.due(told["now"]) == []
    contact.fax, contact.online = "", False
    contacts.amend(contact, county.xin, told["now"])
    found = channels.due(told["now"])
    assert [(one.unit, one.channel) for one in found] == [(county.roads, "elements"), (county.roads, "online")]
    for one in found:
        channels.notice(one, told["now"])
    assert channels.due(told["now"]) == [] and Report.objects.count() == 2
    assert {due.limit for due in Due.objects.filter(case__kind="correction")} == {"foi.dead_channel"}
    assert "没有公布传真" in Report.objects.get(channel="elements").words
    answer = Report.objects.get(channel="elements")
    later = moment("2026-01-16 09:00")
    answer.case.take("answer", by=county.ban, at=later, words="已补", detail={"outcome": "mended"})
    assert channels.due(later) == []
    assert [one.channel for one in channels.due(moment("2026-01-17 09:01"))] == ["elements"]  # still missing
    contact.fax = "0825-7800002"
    contacts.amend(contact, county.xin, moment("2026-01-17 10:00"))
    assert channels.due(moment("2026-01-17 10:01")) == []


@pytest.mark.provision("BW-6.2.2")
def test_a_mailbox_that_sends_letters_back_is_noticed(requested, told, county):
    message = Message.objects.get(kind="request")
    Message.objects.filter(pk=message.pk).update(outcome="failed", done=told["now"])
    [found] = channels.due(told["now"])
    assert (found.unit, found.channel) == (county.roads, "mail")
    Message.objects.filter(pk=message.pk).update(outcome="sent")
    assert channels.due(told["now"]) == []


@pytest.mark.provision("BW-6.2.2", "KF-T1.10", "KF-T3.7")
def test_the_points_of_intake_are_public_with_window_and_online_entry(client, contact, county, topic, told):
    from gongkai.catalogue import outward
    from gongkai.catalogue.models import Topic

    Topic.objects.create(
        code="ysq", name="依申请公开", says="申请", phase="service", column_type="依申请公开", catalogue="test"
    )
    outward.show_all(told["now"])
    unit = client.get("/u/jyj/").content.decode()
    assert "政务服务中心3号窗口" in unit and 'href="/apply/u/jyj/"' in unit
    listed = client.get("/t/apply/").content.decode()
    page = client.get(re.search(r'href="(/d/[a-z]{10}/)"', listed)[1]).content.decode()
    for word in ("办公室", "试县河边路1号", "工作日9:00", "0825-7800001", "0825-7800002", "jyj@example.gov.cn"):
        assert word in page
    assert 'href="/apply/u/jyj/"' in page and "打不开的，用下面其他的方式，或者打电话0825-7800001" in page
    contact.online = False
    contacts.amend(contact, county.xin, moment("2026-01-15 11:00"))
    assert 'href="/apply/u/jyj/"' not in client.get("/u/jyj/").content.decode()


def test_after_an_upgrade_the_directory_learns_of_the_form_by_itself(client, contact, topic, told):
    from gongkai.catalogue import outward

    outward.show_all(told["now"])
    assert not outward.out_of_step(told["now"])
    row = Shown.objects.get(key="unit:jyj")
    assert row.fields.pop("online") == "/apply/u/jyj/"  # as a version before the form had shown it
    Shown.objects.filter(pk=row.pk).update(fields=row.fields, etag="x")
    assert outward.out_of_step(told["now"])
    outward.show_all(told["now"])
    assert 'href="/apply/u/jyj/"' in client.get("/u/jyj/").content.decode() and not outward.out_of_step(told["now"])


def test_the_trail_says_who_closed_the_form(contact, county, told):
    contact.online = False
    contacts.amend(contact, county.xin, told["now"])
    said = contact.case.acts.get(step="amend").detail["says"]
    assert said == "网上受理公开申请由“是”改为“否”"
