"""投诉渠道: each unit's phone, mailbox and box, agreed to by a second hand, public at once; what lacks is counted."""

import pytest

from gongkai.acts.facts import Span
from gongkai.hotline import facts
from gongkai.hotline.models import ComplaintLine
from tests.county import moment
from tests.hotline.conftest import HOME

LINES = f"{HOME}lines/"
SAID = {
    "phone": "0825-7821000", "mailbox": "ts@jt.example.gov.cn", "box": "一楼大厅", "hours": "工作日9:00—17:30",
    "mechanism": "办公室受理，三个工作日内答复",
}  # fmt: skip


@pytest.fixture
def line(county, topic, sign_in):
    """The road bureau's, entered and agreed to."""
    assert sign_in("xin").post(f"{LINES}new/", SAID).status_code == 302
    row = ComplaintLine.objects.get()
    assert agree(sign_in, "fen", row).status_code == 302
    return row


@pytest.fixture(autouse=True)
def column(county):
    county.topic.column_type = "咨询投诉"
    county.topic.save()


def amend(sign_in, row, version=None, **said):
    row.case.refresh_from_db()
    version = version or row.case.version
    return sign_in("xin").post(f"{LINES}{row.pk}/amend/", {**SAID, **said, "version": version})


def agree(sign_in, who, row):
    row.case.refresh_from_db()
    return sign_in(who).post(f"{LINES}{row.pk}/accept/", {"read": row.case.content})


def public(client):
    from gongkai.hotline.lines.showing import KEY
    from gongkai.publication import door

    shown = door.shown(KEY)
    return client.get(f"/d/{shown.address}/").content.decode() if shown else ""


@pytest.mark.provision("KF-6.2")
def test_phones_of_units_stand_on_one_public_page_that_says_they_work_together(client, line, sign_in):
    page = public(client)
    assert "试县交通运输局" in page and "0825-7821000" in page and "一楼大厅" in page
    assert "12345和各单位的投诉电话互相转办" in page and "三个工作日内答复" in page
    assert 'href="/d/' in client.get("/hotline/").content.decode()


@pytest.mark.provision("TZ-5.3")
def test_a_change_is_public_only_when_a_second_hand_agreed(client, line, sign_in):
    amend(sign_in, line, phone="0825-7829999")
    assert "0825-7821000" in public(client)
    assert agree(sign_in, "xin", line).status_code == 403
    stale = sign_in("fen").post(f"{LINES}{line.pk}/accept/", {"read": "0" * 64})
    assert stale.status_code == 409 and "0825-7821000" in public(client)
    assert agree(sign_in, "fen", line).status_code == 302 and "0825-7829999" in public(client)


def test_of_two_who_amend_at_once_the_second_sees_what_the_first_saved_and_may_save_again(line, sign_in):
    opened = line.case.version
    amend(sign_in, line, version=opened, phone="0825-7821111")
    second = amend(sign_in, line, version=opened, phone="0825-7822222")
    page = second.content.decode()
    assert second.status_code == 409 and "现在保存的是" in page and "0825-7821111" in page and "0825-7822222" in page
    line.refresh_from_db()
    assert line.phone == "0825-7821111"
    version = page.partition('name="version" value="')[2].partition('"')[0]
    amend(sign_in, line, version=version, phone="0825-7822222")
    line.refresh_from_db()
    assert line.phone == "0825-7822222"


def test_nothing_or_no_number_is_refused_and_a_second_line_too(county, line, sign_in):
    assert "至少写一个" in sign_in("zhen").post(f"{LINES}new/", {}).content.decode()
    assert "只写数字" in sign_in("zhen").post(f"{LINES}new/", {"phone": "问老王"}).content.decode()
    again = sign_in("xin").post(f"{LINES}new/", SAID)
    assert again.status_code == 409 and "已经登记了投诉渠道" in again.content.decode()


def test_what_is_ended_leaves_the_page_and_the_last_one_takes_it_down(client, line, sign_in):
    assert sign_in("xin").post(f"{LINES}{line.pk}/end/", {"words": "并入"}).status_code == 403
    sign_in("ban").post(f"{LINES}{line.pk}/end/", {"words": "并入"})
    assert "0825-7821000" not in public(client)


@pytest.mark.provision("KF-T1.14")
def test_no_phone_or_no_mailbox_is_known_of_each_unit_as_it_was_at_the_periods_end(county, line, sign_in, clock):
    units = [county.roads, county.town]
    span = Span(moment("2026-01-01").date(), moment("2026-03-31").date(), moment("2026-04-01 00:00"))
    assert facts.no_phone(units, span).values == {county.roads.pk: False, county.town.pk: True}
    assert facts.no_phone(units, span).says[county.town.pk] == ["没有公布投诉电话、投诉信箱或者意见箱"]
    assert facts.channel(units, span).values == {county.roads.pk: True, county.town.pk: False}
    clock("2026-04-10 09:00")
    amend(sign_in, line, phone="", mailbox="", mechanism="")
    agree(sign_in, "fen", line)
    later = Span(moment("2026-04-01").date(), moment("2026-06-30").date(), moment("2026-07-01 00:00"))
    assert facts.no_phone(units, span).values[county.roads.pk] is False
    assert facts.no_phone(units, later).values[county.roads.pk] is True
    assert facts.channel(units, later).values[county.roads.pk] is False
