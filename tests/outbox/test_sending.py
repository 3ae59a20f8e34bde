"""Over real sockets: each letter goes once or is told as doubtful, and the office sees what did not leave and why."""

import socket
from collections import Counter
from datetime import timedelta

import pytest

from gongkai.outbox import post, sending
from gongkai.outbox.models import Message, Outcome
from tests.outbox import smtp
from tests.outbox.gateways import sweep, told
from tests.publication.samples import AT

pytestmark = [pytest.mark.django_db, pytest.mark.told(AT)]
LATER = AT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """Letters to somebody@example.cn, composed from the number of the row they are about."""
    letter = lambda row: sending.Mail(f"r{row.about}@example.cn", "新公开 1 件", "一件\n", "www.shixian.gov.cn")
    monkeypatch.setitem(sending.KINDS, "news", letter)


@pytest.fixture
def through(settings, tmp_path):
    """Sends through a server from now on: ``through(server)``, or through an address."""

    def use(server, url="smtp://127.0.0.1:{}"):
        port = server if isinstance(server, int) else server.port
        for name, value in post.settings_of(url.format(port), tmp_path).items():
            setattr(settings, name, value)
        settings.EMAIL_TIMEOUT = 0.3

    return use


def put(many=1):
    for number in range(many):
        sending.put(f"news:{number}", "news", number, AT)


def test_each_letter_is_taken_once(through):
    put(30)
    with smtp.server() as server:
        through(server)
        sweep()
        sweep(LATER)
    assert sorted(to for to, _ in server.letters) == sorted(f"r{n}@example.cn" for n in range(30))
    assert len({name for _, name in server.letters}) == 30
    assert set(Message.objects.values_list("outcome", "fault")) == {("sent", "")}


def test_who_is_told_to_come_later_comes_later(through):
    """Greylisting: the first try of each pair is refused for a while."""
    tried = Counter()

    def says(moment, to):
        if moment == "RCPT":
            tried[to] += 1
            return "451 4.7.1 come back" if tried[to] == 1 else None
        return None

    put(3)
    with smtp.server(says) as server:
        through(server)
        sweep()
        assert server.letters == [] and told() == ("", "收件地址被邮件服务器要求稍后再发（451）")
        sweep(LATER - timedelta(seconds=1))
        assert server.letters == []
        sweep(LATER)
    assert len(server.letters) == 3 and told()[0] == "sent"


@pytest.mark.parametrize(
    ("moment", "line", "fault"),
    [("RCPT", "550 no such user", "收件地址被邮件服务器拒绝（550）"), (".", "554 spam", "信被邮件服务器拒绝（554）")],
)
def test_a_lasting_refusal_is_not_tried_again_and_holds_up_nobody(through, moment, line, fault, caplog):
    put(3)
    with smtp.server(lambda at, to: line if (at, to) == (moment, "r1@example.cn") else None) as server:
        through(server)
        sweep()
        sweep(AT + timedelta(days=2))
    assert [to for to, _ in server.letters] == ["r0@example.cn", "r2@example.cn"]
    assert told(1) == (Outcome.FAILED, fault) and "example.cn" not in caplog.text and "no such" not in caplog.text


def test_while_the_server_does_not_answer_one_letter_tries_and_the_rest_wait(through):
    put(5)
    with smtp.server(lambda moment, _: smtp.HANG if moment == "" else None) as server:
        through(server)
        sweep()
        tries = Message.objects.exclude(tries=0).count()
    assert (tries, told()) == (1, ("", "邮件服务器没有回应"))
    with smtp.server() as server:
        through(server)
        sweep(LATER)
    assert len(server.letters) == 5


def test_a_letter_that_was_taken_without_an_answer_goes_again_under_its_name_and_is_called_doubtful(through):
    put()
    with smtp.server(lambda moment, _: smtp.HANG if moment == "." else None) as first:
        through(first)
        sweep()
    assert told() == ("", "发送时连接中断")
    with smtp.server() as second:
        through(second)
        sweep(LATER)
    assert len(first.letters) == len(second.letters) == 1 and first.letters == second.letters
    assert told()[0] == Outcome.DOUBTFUL


@pytest.mark.parametrize("offers", ["nothing", "a certificate nobody vouches for"])
def test_without_a_closed_connection_neither_password_nor_letter_leaves(through, tmp_path, offers):
    put()
    with smtp.server(secure=None if offers == "nothing" else smtp.self_signed(tmp_path)) as server:
        through(server, "smtp://gongkai:mima@127.0.0.1:{}")
        sweep()
    assert told() == ("", "与邮件服务器的加密连接没有建立") and server.letters == []
    assert not any(line.startswith(("AUTH", "MAIL")) for line in server.seen)


def test_where_nobody_listens_it_is_said_so(through):
    put()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        through(free.getsockname()[1])
        sweep()
    assert told() == ("", "连不上邮件服务器")


def test_the_office_sees_what_did_not_leave_and_no_address(through, sign_in):
    put(4)
    with smtp.server(lambda at, to: "550 gone" if (at, to[:2]) == ("RCPT", "r0") else None) as server:
        through(server)
        sweep()
    sending.put("news:9", "news", 9, AT)
    sweep()  # the server is gone
    client = sign_in("ban")
    said = client.get("/staff/health/").content.decode()
    assert "1 封没有发出去，还在重试：连不上邮件服务器" in said and "有 1 封被拒绝" in said and "example.cn" not in said
    assert "发出邮件" in client.get("/staff/").content.decode()
    assert "发出邮件" not in sign_in("xin").get("/staff/").content.decode()
