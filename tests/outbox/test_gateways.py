"""短信 and 群机器人, over real sockets: what is handed over, how success is told, what each failure leads to."""

import base64
import hashlib
import hmac
import socket
from datetime import timedelta

import pytest

from gongkai.outbox import gateway, sending
from gongkai.outbox.models import Message, Way
from gongkai.outbox.ways import Text
from tests.outbox import web
from tests.outbox.gateways import LATER, PHONE, SECRET, put, sweep, told
from tests.publication.samples import AT

pytestmark = [pytest.mark.django_db, pytest.mark.told(AT), pytest.mark.usefixtures("house")]
SMS = """
gateway: 短信网关
url: {url}/send
as: {form}
body: {{mobile: "{{to}}", content: "{{text}}", serial: "{{id}}", at: "{{seconds}}", sign: "{{sign}}"}}
headers: {{Authorization: "Bearer {{secret}}"}}
sign: {{of: "{{seconds}}|{{to}}|{{text}}", as: hex}}
success: {{field: result.code, is: ["0", OK]}}
later: ["43"]
"""
DING = """
gateway: 群机器人
url: "{url}/robot/send?access_token=x&timestamp={{millis}}&sign={{sign}}"
as: json
body: {{msgtype: text, text: {{content: "{{text}}"}}}}
sign: {{of: "{{millis}}\\n{{secret}}", as: base64}}
success: {{field: errcode, is: [0]}}
"""


@pytest.fixture
def by_sms(settings, tmp_path):
    """``by_sms(url)``: messages go through that gateway from now on, its secret in a file of the keys' folder."""

    def use(url, form="json", text=SMS, name="sms"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text.format(url=url, form=form), "utf-8")
        setattr(settings, name.upper(), str(path))
        setattr(settings, f"{name.upper()}_SECRET", SECRET)

    return use


def fine(_):
    return {"result": {"code": 0}}


@pytest.mark.parametrize("form", ["json", "form"])
def test_a_gateway_gets_the_fields_of_its_file_signed(by_sms, form):
    put("sms")
    with web.server(fine) as server:
        by_sms(server.url, form)
        sweep()
        sweep(LATER)
    (one,) = server.came
    said = one.json if form == "json" else one.form
    signed = hmac.new(SECRET.encode(), f"{said['at']}|{PHONE}|0件要办".encode(), hashlib.sha256).hexdigest()
    assert (said["mobile"], said["content"], said["sign"]) == (PHONE, "0件要办", signed)
    assert one.headers["Authorization"] == f"Bearer {SECRET}" and said["serial"] and told() == ("sent", "")


def test_the_secret_is_read_from_the_keys_where_the_environment_has_none(by_sms, settings, tmp_path):
    from gongkai.vault.keys import Keys

    put("sms")
    with web.server(fine) as server:
        by_sms(server.url)
        settings.SMS_SECRET, settings.KEYS = "", Keys(tmp_path / "keys")
        settings.KEYS.secret()
        (tmp_path / "keys/sms.secret").write_text(f"{SECRET}\n")
        sweep()
    assert server.came[0].headers["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    ("answer", "fault", "goes_on"),
    [
        ({"result": {"code": 7}}, "短信网关拒绝了这一条（7）", False),
        ({"result": {"code": 43}}, "短信网关要求稍后再发（43）", True),
        (b"<html>", "短信网关的答复看不懂", True),
        (400, "短信网关拒绝了这一条（400）", False),
        (401, "短信网关不认密钥或者地址（401）", True),
        (429, "短信网关要求慢一些（429）", True),
        (500, "短信网关暂时办不了（500）", True),
        (302, "短信网关拒绝了这一条（302）", False),
        (web.HANG, "等短信网关答复时连接中断", True),
        (web.HALF, "等短信网关答复时连接中断", True),
        (web.TRICKLE, "等短信网关答复时连接中断", True),
        (web.CUT, "等短信网关答复时连接中断", True),
    ],
)
def test_what_is_not_taken_is_told_and_tried_again_where_that_helps(by_sms, caplog, answer, fault, goes_on):
    put("sms")
    with web.server(lambda came: answer if len(server.came) == 1 else fine(came)) as server:
        by_sms(server.url)
        sweep()
        assert told() == ("" if goes_on else "failed", fault)
        sweep(LATER)
    assert len(server.came) == (2 if goes_on else 1)
    assert PHONE not in caplog.text and SECRET not in caplog.text and server.url not in caplog.text


def test_one_that_may_have_been_taken_bears_the_same_number_again_and_is_called_doubtful(by_sms):
    put("sms")
    with web.server(lambda came: web.CUT if len(server.came) == 1 else fine(came)) as server:
        by_sms(server.url)
        sweep()
        sweep(LATER)
    assert len({one.json["serial"] for one in server.came}) == 1 and len(server.came) == 2
    assert told()[0] == "doubtful"


def test_while_a_gateway_is_gone_one_tries_the_rest_waits_and_mail_goes_on(by_sms, monkeypatch, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setitem(sending.KINDS, "news", lambda row: sending.Mail("r@example.cn", "一件", "一件\n", ""))
    put("sms", 4)
    sending.put("news:9", "news", 9, AT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        by_sms(f"http://127.0.0.1:{free.getsockname()[1]}")
        sweep()
        sweep(AT + timedelta(seconds=59))
    assert told() == ("", "连不上短信网关") and Message.objects.filter(way=Way.SMS, tries=1).count() == 1
    assert told(9) == ("sent", "")


def test_nothing_is_given_up_while_nobody_answers_for_three_days(by_sms):
    put("sms", 3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        by_sms(f"http://127.0.0.1:{free.getsockname()[1]}")
        for minutes in range(0, 3 * 24 * 60, 10):
            sweep(AT + timedelta(minutes=minutes))
    with web.server(fine) as server:
        by_sms(server.url)
        sweep(AT + timedelta(days=3, minutes=31))
    assert len(server.came) == 3 and told() == ("sent", "连不上短信网关")


def test_a_way_that_is_off_sends_nothing(settings):
    put("sms")
    settings.SMS = ""
    sweep()
    assert told() == ("void", "")


def test_a_robot_of_a_group_signs_in_its_address(by_sms):
    put("robot")
    with web.server(lambda _: {"errcode": 0}) as server:
        by_sms(server.url, text=DING, name="robot")
        sweep()
    (one,) = server.came
    said = f"{one.query['timestamp']}\n{SECRET}".encode()
    assert one.query["sign"] == base64.b64encode(hmac.new(SECRET.encode(), said, hashlib.sha256).digest()).decode()
    assert one.json == {"msgtype": "text", "text": {"content": "全县超期 3 件"}} and told()[0] == "sent"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("gateway: x\nurl: ftp://a/\nas: json\nbody: {a: b}\n", "第2行第6列：这里要写 https://"),
        ("gateway: x\nurl: https://a/\nas: xml\nbody: {a: b}\n", "不认识“xml”；可以写：json、form"),
        ("gateway: x\nurl: https://a/\nas: json\nbody: {a: '{phone}'}\n", "不认识“{phone}”"),
        ("gateway: x\nurl: https://a/\nas: json\n", "缺少“body”"),
    ],
)
def test_a_file_that_does_not_fit_is_told_to_who_keeps_it_running(by_sms, sign_in, county, text, says):
    by_sms("", text=text.replace("{", "{{").replace("}", "}}"))
    page = sign_in("guan").get("/staff/health/").content.decode()
    assert "发出短信" in page and says in page.replace("&#x27;", "'") and SECRET not in page
    put("sms")
    sweep()
    assert told() == ("", "短信的设置文件有误")


def test_a_gateway_reads_its_file_anew_when_it_changes(by_sms):
    with web.server(fine) as first, web.server(fine) as second:
        by_sms(first.url)
        put("sms")
        sweep()
        by_sms(second.url)
        sending.put("sms:5", "sms", 5, AT, way="sms")
        sweep()
    assert len(first.came) == len(second.came) == 1


def test_what_a_file_names_is_filled_in_once(by_sms, monkeypatch):
    """Words of a message that look like a place to fill in stay words."""
    monkeypatch.setitem(sending.KINDS, "sms", lambda row: Text(PHONE, "{secret}"))
    put("sms")
    with web.server(fine) as server:
        by_sms(server.url)
        sweep()
    assert server.came[0].json["content"] == "{secret}"


def test_settings_of_a_gateway_that_nobody_can_read_are_told(settings, tmp_path):
    settings.SMS = str(tmp_path / "none.yaml")
    with pytest.raises(gateway.Refused, match="读不出"):
        gateway.of(settings.SMS)
