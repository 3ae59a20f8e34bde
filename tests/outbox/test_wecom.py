"""企业微信, over real sockets: one token for many, told apart from each member's own failure."""

import json
from datetime import timedelta

import pytest

from gongkai.outbox import sending, wecom
from gongkai.outbox.models import Message
from tests.outbox import web
from tests.outbox.gateways import LATER, SECRET, put, sweep, told
from tests.publication.samples import AT

pytestmark = [pytest.mark.django_db, pytest.mark.told(AT), pytest.mark.usefixtures("house")]
CORP = "ww0123456789"


class Work:
    """企业微信 as its documents describe it: tokens by company and secret, messages by token; ``says`` wins."""

    def __init__(self, says=lambda came: None):
        self.given, self.says = [], says

    def __call__(self, came):
        if (said := self.says(came)) is not None:
            return said
        if came.path == "/cgi-bin/gettoken":
            if came.query != {"corpid": CORP, "corpsecret": SECRET}:
                return {"errcode": 40001, "errmsg": "invalid credential"}
            self.given.append(f"token-{len(self.given) + 1}")
            return {"errcode": 0, "errmsg": "ok", "access_token": self.given[-1], "expires_in": 7200}
        if came.query.get("access_token") not in self.given[-1:]:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        return {"errcode": 0, "errmsg": "ok", "msgid": "1"}


def sent(server):
    return [one.json for one in server.came if one.path == "/cgi-bin/message/send"]


@pytest.fixture
def by_wecom(settings):
    def use(url, secret=SECRET):
        settings.WECOM = wecom.account_of(url.replace("http://", f"http://{CORP}:{secret}@") + "/1000002")

    return use


def test_members_get_their_words_by_one_token(by_wecom):
    put("wecom", 3)
    with web.server(Work()) as server:
        by_wecom(server.url)
        sweep()
    assert [(one["touser"], one["text"], one["agentid"], one["msgtype"]) for one in sent(server)] == [
        (f"u{n}", {"content": f"{n}件要办"}, 1000002, "text") for n in range(3)
    ]
    assert len(server.came) == 4 and told() == ("sent", "")
    assert {one["enable_duplicate_check"] for one in sent(server)} == {1}, "a second one by a crash is not shown"


@pytest.mark.parametrize("code", [40014, 42001])
def test_a_token_that_ended_is_fetched_anew_and_the_message_goes_at_once(by_wecom, code):
    refused = []

    def says(came):
        if came.path.endswith("send") and not refused:
            refused.append(came)
            return {"errcode": code, "errmsg": "x"}
        return None

    put("wecom")
    with web.server(Work(says)) as server:
        by_wecom(server.url)
        sweep()
    tokens = [one.query["access_token"] for one in server.came if one.path.endswith("send")]
    assert tokens == ["token-1", "token-2"] and told() == ("sent", "")


def test_after_a_restart_a_new_token_is_asked_for_and_the_old_one_is_not_kept_anywhere(by_wecom):
    with web.server(Work()) as server:
        by_wecom(server.url)
        put("wecom")
        sweep()
        wecom.forget()
        sending.put("wecom:8", "wecom", 8, AT, way="wecom")
        sweep()
    assert [one.path for one in server.came].count("/cgi-bin/gettoken") == 2 and told(8)[0] == "sent"
    assert "token-" not in json.dumps(list(Message.objects.values()), default=str)


def test_too_many_at_once_wait_for_minutes_and_none_is_lost(by_wecom):
    busy = [True]

    def says(came):
        return {"errcode": 45009, "errmsg": "api freq out of limit"} if came.path.endswith("send") and busy else None

    put("wecom", 3)
    with web.server(Work(says)) as server:
        by_wecom(server.url)
        sweep()
        assert len(sent(server)) == 1 and told() == ("", "企业微信要求慢一些（45009）")
        sweep(AT + timedelta(minutes=9, seconds=59))
        assert len(sent(server)) == 1
        busy.clear()
        sweep(LATER)
    assert set(Message.objects.values_list("outcome", flat=True)) == {"sent"}


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"errcode": 81013, "errmsg": "user & party & tag all invalid"}, "企业微信里没有这个成员（81013）"),
        ({"errcode": 0, "errmsg": "ok", "invaliduser": "u0"}, "企业微信里没有这个成员"),
    ],
)
def test_who_is_no_member_is_not_tried_again(by_wecom, answer, fault):
    put("wecom", 2)
    says = lambda came: answer if came.path.endswith("send") and came.json["touser"] == "u0" else None
    with web.server(Work(says)) as server:
        by_wecom(server.url)
        sweep()
        sweep(LATER)
    assert told(0) == ("failed", fault) and told(1) == ("sent", "") and len(sent(server)) == 2


@pytest.mark.parametrize("answer", [web.HANG, web.HALF, 503, {"errcode": 40013}, b"[]"])
def test_without_a_token_nothing_is_handed_over_nor_called_doubtful(by_wecom, answer):
    put("wecom")
    off = [True]
    with web.server(Work(lambda came: answer if off else None)) as server:
        by_wecom(server.url)
        sweep()
        assert sent(server) == [] and told()[0] == ""
        off.clear()
        sweep(AT + timedelta(minutes=11))
    assert told()[0] == "sent"


def test_wrong_keys_are_told_to_the_office_and_stand_in_no_log(by_wecom, caplog, sign_in, county):
    put("wecom")
    with web.server(Work()) as server:
        by_wecom(server.url, "falsch")
        sweep()
    page = sign_in("guan").get("/staff/health/").content.decode()
    assert "企业微信不认企业号、密钥或者服务器地址（40001）" in page
    assert all(word not in page + caplog.text for word in ("falsch", CORP))


@pytest.mark.parametrize("url", ["ww1:x@host/1", "https://host/1000002", "https://ww1:x@host/", "https://ww1:x@host/a"])
def test_an_account_that_is_none_is_refused_at_the_start(url):
    with pytest.raises(ValueError, match="GONGKAI_WECOM 应当形如"):
        wecom.account_of(url)
