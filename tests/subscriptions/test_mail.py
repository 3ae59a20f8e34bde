"""订阅 by mail: nobody is written to unasked, nothing withdrawn is mailed, and who leaves is forgotten at a click."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from gongkai.acts.clock import BEIJING
from gongkai.outbox import sending
from gongkai.outbox.models import Message, Outcome
from gongkai.publication import door
from gongkai.publication.models import Site
from gongkai.subscriptions import mailing, subscribing
from gongkai.subscriptions.models import Subscription
from tests.publication.samples import AT, column, document, unit

pytestmark = pytest.mark.django_db
READER = "duzhe.li@example.cn"
LINK = re.compile(r"https://www\.shixian\.gov\.cn(/subscribe/\S+)")


@pytest.fixture(autouse=True)
def site(settings, stand_at):
    settings.SMTP = "smtp://mail.example.cn"
    Site.objects.create(name="试县人民政府", domain="www.shixian.gov.cn")
    door.show_many([column(), column("zcwj", "政策文件"), unit(), unit("swj", "水务局")], at=AT)
    stand_at(AT)


def sweep(now=AT):
    """What the worker does with subscriptions and letters."""
    for due, do in (
        (mailing.due, mailing.gather), (sending.due, sending.send), (subscribing.unconfirmed, subscribing.end)
    ):  # fmt: skip
        for item in due(now):
            do(item, now)


def subscribe(client, address=READER, **said):
    return client.post("/subscribe/", {"address": address, "daily": "once", **said})


def confirmed(client, **said):
    """A reader who subscribed and confirmed; the link that ends it."""
    subscribe(client, **said)
    sweep()
    link = LINK.search(mail.outbox.pop().body)[1]
    assert client.post(link).status_code == 200
    return link.replace("/confirm/", "/end/")


def fresh(number, **changes):
    return document(number, published=AT, **changes)


@pytest.mark.provision("KF-3.4")
def test_a_reader_confirms_and_is_told_of_what_is_new_and_wanted(client):
    confirmed(client, columns=["gsgg"], unit="jyj", words="水库，养护")
    door.show_many(
        [fresh(1), fresh(2, column="zcwj"), fresh(3, unit="swj"), fresh(4, html="<p>招考</p>"), document(5)], at=AT
    )
    sweep()
    [letter] = mail.outbox
    assert letter.to == [READER] and "新公开 1 件" in letter.subject
    assert f"https://www.shixian.gov.cn/d/{door.shown('disclosure:1').address}/" in letter.body
    assert "第2号" not in letter.body + letter.subject
    sweep()
    assert len(mail.outbox) == 1


def test_nobody_who_has_not_confirmed_is_written_to_again(client):
    subscribe(client)
    sweep()
    link = LINK.search(mail.outbox[0].body)[1]
    assert client.get(link).status_code == 200  # a mail program looks at the link
    door.show(fresh(1), AT)
    sweep()
    assert len(mail.outbox) == 1
    sweep(AT + timedelta(days=1, minutes=1))
    assert Subscription.objects.get().address is None and client.post(link).status_code == 410


def test_one_click_ends_it_and_erases_the_address(client):
    confirmed(client)
    door.show(fresh(1), AT)
    sweep()
    letter = mail.outbox.pop()
    [link] = LINK.findall(letter.extra_headers["List-Unsubscribe"].strip("<>"))
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    door.show(fresh(2), AT)
    mailing.gather(AT, AT)
    assert client.get(link).status_code == 200 and Subscription.objects.get().ended is None
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row = Subscription.objects.get()
    assert (row.address, row.wants, row.reader, row.sender) == (None, None, "", "")
    sweep()
    assert mail.outbox == []


def test_what_is_withdrawn_before_the_letter_goes_is_not_in_it(client):
    confirmed(client)
    door.show_many([fresh(1, title="密语"), fresh(2)], at=AT)
    mailing.gather(AT, AT)
    door.withdraw(["disclosure:1"], at=AT, reason="有误")
    sweep()
    assert "第2号" in mail.outbox[0].body and "密语" not in mail.outbox.pop().body
    door.show(fresh(3), AT)
    mailing.gather(AT, AT)
    door.withdraw(["disclosure:3"], at=AT, reason="有误")
    sweep()
    assert mail.outbox == [] and Message.objects.filter(outcome=Outcome.VOID).count() == 1


def test_a_daily_letter_goes_once_a_day_from_eight(client):
    confirmed(client, daily="daily")
    morning = (AT + timedelta(days=1)).astimezone(BEIJING).replace(hour=8, minute=0)
    door.show(fresh(1), AT)
    sweep(morning - timedelta(minutes=1))
    assert mail.outbox == []
    sweep(morning)
    door.show(fresh(2), AT)
    sweep(morning + timedelta(hours=2))
    assert len(mail.outbox) == 1
    sweep(morning + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_an_address_stands_enciphered_alone_and_in_no_log(client, caplog, monkeypatch):
    subscribe(client, words="低保")
    with connection.cursor() as cursor:
        for table in ("subscriptions_subscription", "outbox_message"):
            cursor.execute(f"SELECT * FROM {table}")
            said = repr(cursor.fetchall())
            assert "duzhe" not in said and "低保" not in said

    def refused(*_):
        raise OSError(f"550 {READER}")

    monkeypatch.setattr(sending, "_deliver", refused)
    sweep()
    assert "发送时连接中断" in caplog.text and "duzhe" not in caplog.text
    message = Message.objects.get()
    assert (message.done, message.fault, message.due) == (None, "发送时连接中断", AT + timedelta(minutes=1))


def test_a_letter_that_fails_is_tried_again_and_given_up_in_the_end(client, monkeypatch):
    subscribe(client)
    monkeypatch.setattr(sending, "_deliver", lambda *_: 1 / 0)
    for _ in range(len(sending.WAITS) + 1):
        message = Message.objects.get()
        sending.send(message, message.due)
    assert Message.objects.get().outcome == Outcome.FAILED


def test_of_two_workers_one_sends_and_a_letter_cut_off_goes_again_under_its_name(client):
    subscribe(client)
    message = Message.objects.get()
    sending.send(message, AT)
    sending.send(message, AT)
    assert len(mail.outbox) == 1
    Message.objects.update(done=None, outcome="", due=AT)  # as if the power had failed before it was marked
    sweep()
    names = {letter.extra_headers["Message-ID"] for letter in mail.outbox}
    assert (len(mail.outbox), len(names)) == (2, 1)


def test_nobody_can_be_flooded_with_letters_and_nobody_learns_who_reads(client):
    answers = [subscribe(client).content for _ in range(subscribing.MOST_FOR + 1)]
    assert len(set(answers)) == 1
    sweep()
    assert len(mail.outbox) == subscribing.MOST_FOR
    others = [subscribe(client, f"r{n}@example.cn").status_code for n in range(subscribing.MOST_FROM)]
    assert others[-1] == 429
    later = AT + timedelta(hours=1, seconds=1)
    subscribing.ask("x@example.cn", subscribing.Wants([], "", []), True, "127.0.0.1", later)


def test_a_new_subscription_takes_the_place_of_the_old(client):
    confirmed(client)
    confirmed(client, columns=["zcwj"])
    door.show(fresh(1), AT)
    sweep()
    assert mail.outbox == [] and Subscription.objects.filter(ended=None).count() == 1


def test_a_link_that_was_not_sent_is_no_link(client):
    confirmed(client)
    row = Subscription.objects.get()
    assert client.post(f"/subscribe/{row.code}/{'0' * 32}/end/").status_code == 404
    assert Subscription.objects.get().ended is None


def test_what_is_wrong_in_the_form_is_said_and_without_a_mail_server_there_is_none(client, settings):
    answer = subscribe(client, "no-address", words="，。、!!")
    assert answer.status_code == 422 and "邮箱" in answer.content.decode() and not answer.cookies
    assert not Subscription.objects.exists()
    settings.SMTP = ""
    said = client.get("/subscribe/").content.decode()
    assert "/feed.xml" in said and 'type="email"' not in said


def test_a_column_and_a_unit_lead_to_their_own_subscription(client):
    door.show(fresh(1), AT)
    for place, name, feed in (("c/gsgg", "公示公告", "/c/gsgg/feed.xml"), ("u/jyj", "交运局", "/u/jyj/feed.xml")):
        page = client.get(f"/{place}/").content.decode()
        assert f'href="/subscribe/{place}/"' in page and f'href="{feed}"' in page
        form = client.get(f"/subscribe/{place}/").content.decode()
        assert f"<h1>订阅：{name}</h1>" in form and f'href="{feed}"' in form
        assert re.search(r'value="(?:gsgg|jyj)"[^>]* (?:checked|selected)', form)
    assert client.get("/subscribe/c/none/").status_code == 404
    client.post("/subscribe/c/gsgg/", {"address": READER, "daily": "once", "columns": ["gsgg"]})
    assert '"columns": ["gsgg"]' in Subscription.objects.get().wants
