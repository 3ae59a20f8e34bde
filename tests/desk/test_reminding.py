"""到期提醒: one letter a working day to who confirmed an address, with numbers and addresses of cases and no more."""

import pytest
from django.core import mail

from gongkai.accounts.models import WorkMail
from gongkai.acts.models import Act
from gongkai.desk import reminding
from gongkai.outbox import sending
from gongkai.outbox.models import Message, Outcome
from tests.county import moment

MONDAY = moment("2025-03-31 08:00")
ADDRESS = "mi@work.example.cn"


def swept(at):
    """What the schedule does at a moment: gathers, then sends. Returns the letters that went."""
    before = len(mail.outbox)
    for one in reminding.due(at):
        reminding.gather(one, at)
    for message in sending.due(at):
        sending.send(message, at)
    return mail.outbox[before:]


@pytest.fixture
def late(county, write):
    """Waits for the secrecy officer since before its last day."""
    record = write("某某案的处理决定", at="2025-02-24 10:00")
    record.case.take("propose", by=county.xin, at=moment("2025-03-21 10:00"))
    return record


@pytest.fixture
def confirmed(county, stand_at, sign_in):
    """The administrator wrote the address, the person said that it is theirs."""
    stand_at("2025-03-28 09:00")
    page = f"/staff/organisation/people/{county.mi.person_id}/"
    assert sign_in("guan").post(f"{page}mail/", {"address": ADDRESS}).status_code == 302
    assert "等本人确认" in sign_in("guan").get(page).content.decode()
    assert reminding.due(MONDAY) == []  # nothing goes to an address that nobody confirmed
    form = sign_in("mi").get("/staff/mail/").content.decode()
    assert "系统管理员给您登记了下面的邮箱" in form and ADDRESS in form
    assert sign_in("mi").post("/staff/mail/", {"address": ADDRESS}).status_code == 302
    return WorkMail.objects.get()


def test_a_letter_a_working_day_tells_numbers_and_addresses_and_nothing_of_the_cases(county, late, confirmed):
    assert swept(moment("2025-03-30 09:00")) == []  # a Sunday
    assert swept(moment("2025-03-31 07:59")) == []
    (one,) = swept(MONDAY)
    assert one.to == [ADDRESS] and "1 件超期" in one.subject
    assert f"第 {late.pk} 号" in one.body and "已超期 5 个工作日" in one.body and "/staff/disclosures/" in one.body
    assert not [word for word in ("某某案", "交运局", "xin某", "mi某") if word in one.body + one.subject]
    assert swept(moment("2025-03-31 08:01")) == swept(moment("2025-03-31 17:00")) == []
    assert len(swept(moment("2025-04-01 08:00"))) == 1


def test_after_a_standstill_it_comes_once_the_same_day_and_no_old_one_follows(county, late, confirmed):
    for one in reminding.due(MONDAY):
        reminding.gather(one, MONDAY)  # put, and the house stood still before it left
    (one,) = swept(moment("2025-04-02 15:30"))
    assert "已超期 7 个工作日" in one.body
    assert list(Message.objects.order_by("pk").values_list("outcome", flat=True)) == [Outcome.VOID, Outcome.SENT]


def test_what_was_done_meanwhile_is_not_in_it_and_who_wants_none_gets_none(county, late, confirmed, sign_in):
    for one in reminding.due(MONDAY):
        reminding.gather(one, MONDAY)
    late.case.take("clear", by=county.mi, at=MONDAY)
    assert swept(MONDAY) == [] and Message.objects.get().outcome == Outcome.VOID
    assert sign_in("mi").post("/staff/mail/", {"address": ""}).status_code == 302
    assert reminding.due(moment("2025-04-01 08:00")) == []
    assert "邮箱" in sign_in("mi").post("/staff/mail/", {"address": "mi@"}).content.decode()


def test_another_s_address_by_the_administrator_is_confirmed_anew(county, confirmed, sign_in):
    page = f"/staff/organisation/people/{county.mi.person_id}/mail/"
    assert ADDRESS not in str(list(Act.objects.filter(case__kind="person").values_list("detail", flat=True)))
    sign_in("guan").post(page, {"address": ADDRESS})
    assert WorkMail.objects.get().confirmed
    sign_in("guan").post(page, {"address": "other@work.example.cn"})
    assert not WorkMail.objects.get().confirmed
    assert sign_in("ban").post(page, {"address": ADDRESS}).status_code == 403
