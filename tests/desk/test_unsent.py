"""没有发出的: the office sees what waits and why, and has it tried again once; no word and no address stands there."""

from datetime import timedelta

import pytest

from gongkai.outbox import sending
from gongkai.outbox.models import Message, Outcome
from tests.county import moment

AT = moment("2025-03-31 10:00")
pytestmark = pytest.mark.told(AT)
PAGE = "/staff/health/unsent/"


@pytest.fixture
def owed(county):
    """One given up, one that waits, one that went."""
    rows = [Message(key=f"news:{n}", kind="news", about=n, at=AT, due=AT + timedelta(hours=1)) for n in range(3)]
    rows[0].done, rows[0].outcome, rows[0].fault, rows[0].tries = (
        AT,
        Outcome.FAILED,
        "收件地址被邮件服务器拒绝（550）",
        1,
    )
    rows[1].fault, rows[1].tries = "邮件服务器没有回应", 3
    rows[2].done, rows[2].outcome = AT, Outcome.SENT
    Message.objects.bulk_create(rows)
    return list(Message.objects.order_by("pk"))


def test_what_did_not_leave_is_listed_with_its_reason(owed, sign_in):
    page = sign_in("guan").get(PAGE).content.decode()
    assert "（550）" in page and "没有回应" in page and page.count("订阅的新信息") == 2 and "共 2 条" in page
    assert "/again/" not in sign_in("shen").get(PAGE).content.decode(), "who only reads"
    assert PAGE in sign_in("guan").get("/staff/health/").content.decode()


def test_each_is_tried_again_at_once_when_somebody_says_so(owed, sign_in):
    for row in owed[:2]:
        assert sign_in("ban").post(f"{PAGE}{row.pk}/again/").status_code == 302
    assert [one.pk for one in sending.due(AT)] == [owed[0].pk, owed[1].pk]
    assert sign_in("ban").post(f"{PAGE}{owed[2].pk}/again/").status_code == 404, "it went"
    assert sign_in("shen").post(f"{PAGE}{owed[0].pk}/again/").status_code == 403
    assert sign_in("xin").get(PAGE).status_code == 403


def test_of_two_who_say_so_at_once_one_does(owed):
    assert [sending.again(owed[0], AT), sending.again(owed[0], AT)] == [True, False]


def test_one_that_is_being_handed_over_is_left_alone(owed):
    Message.objects.filter(pk=owed[1].pk).update(begun=True)
    assert not sending.again(owed[1], AT)
