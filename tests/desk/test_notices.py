"""我的通知: what one was told, how one is told, saved by oneself; telephone and account stand nowhere in the clear."""

import pytest
from django.db import connection

from gongkai.desk import climbing
from gongkai.desk.models import Reminder, Wishes
from tests.county import moment

AT = moment("2025-04-02 09:00")
pytestmark = pytest.mark.told(AT)
PAGE, HOW = "/staff/notices/", "/staff/notices/how/"


@pytest.fixture
def reminded(county, unknown):
    """A clock of the road bureau, one day late, that its proposer and its reviewer were told of."""
    case = unknown(county.roads, "asked", "2025-04-01 23:59:59")
    for one in climbing.due(AT):
        climbing.climb(one, AT)
    return case


def test_a_superior_sees_what_was_reported_and_says_that_they_know(county, reminded, sign_in, stand_at):
    client = sign_in("fen")
    assert "上报给您的" in client.get("/staff/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "某某案的处理决定" in page and f"第 {reminded.pk} 号（交运局）" in page and "都知道了" in page
    assert client.post(f"{PAGE}seen/", {"until": AT.isoformat()}).status_code == 302
    assert Reminder.objects.get(person=county.fen.person).seen == AT
    assert "已知道" in client.get(PAGE).content.decode() and "上报给您的" not in client.get("/staff/").content.decode()
    assert Reminder.objects.get(person=county.xin.person).seen is None, "another person's stays"


def test_who_acts_finds_it_under_what_they_were_told_and_it_goes_when_done(county, reminded, sign_in):
    client = sign_in("xin")
    assert "提醒过您的" in client.get(PAGE).content.decode()
    reminded.dues.update(done=AT)
    assert "没有还要办的提醒" in client.get(PAGE).content.decode()


def test_what_came_after_the_page_was_read_is_not_taken_for_known(county, reminded, sign_in):
    sign_in("fen").post(f"{PAGE}seen/", {"until": "2025-04-01T09:00:00+08:00"})
    assert Reminder.objects.get(person=county.fen.person).seen is None
    for wrong in ("", "gestern", "2025-04-02T09:00:00", "9999-12-31T00:00:00+00:00"):
        assert sign_in("fen").post(f"{PAGE}seen/", {"until": wrong}).status_code == 302


def test_who_lost_the_post_is_not_shown_the_case_any_more(county, reminded, sign_in):
    county.fen.unit = county.town
    county.fen.save()
    assert "某某案" not in sign_in("fen").get(PAGE).content.decode() + sign_in("fen").get("/staff/").content.decode()


def test_wishes_are_saved_as_a_whole_and_sealed(county, unknown, sign_in, settings):
    settings.SMS, settings.WECOM = "/x.yaml", object()
    client = sign_in("xin")
    form = client.get(HOW).content.decode()
    assert "不知道的事" in form and "手机号码" in form and "企业微信账号" in form
    said = {"phone": "139 0000 0001", "wecom": "xin01", "quiet_since": "22:00", "quiet_until": "06:30", "nights": "on"}
    assert client.post(HOW, {**said, "kind_unknown": "soon"}).status_code == 302
    row = Wishes.objects.get()
    assert (row.phone, row.wecom, row.nights, row.kinds) == ("13900000001", "xin01", True, {"unknown": "soon"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, wecom FROM desk_wishes")
        assert not [one for one in cursor.fetchone() if "1390" in one or "xin01" in one]
    page = client.get(PAGE).content.decode()
    assert "短信、企业微信" in page and "22:00 到 06:30" in page and "按小时算的照发" in page
    client.post(HOW, {})
    row.refresh_from_db()
    assert (row.phone, row.wecom, row.nights, row.kinds, row.quiet_since) == (None, None, False, {}, None)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"phone": "12345"}, "手机号码应当是 11 位数字"),
        ({"wecom": "张三"}, "账号只有字母、数字"),
        ({"quiet_since": "22:00"}, "起止都要写"),
        ({"quiet_since": "25:00", "quiet_until": "07:00"}, "几点以后不打扰"),
        ({"kind_unknown": "sometimes"}, "不知道的事"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_saved(county, unknown, sign_in, settings, said, fault):
    settings.SMS, settings.WECOM = "/x.yaml", object()
    page = sign_in("xin").post(HOW, said)
    assert page.status_code == 200 and fault in page.content.decode() and not Wishes.objects.exists()


def test_ways_that_the_administrator_did_not_switch_on_are_not_asked_for(county, sign_in, settings):
    Wishes.objects.create(person=county.xin.person, phone="13900000001", at=AT)
    form = sign_in("xin").get(HOW).content.decode()
    assert "手机号码" not in form and "企业微信账号" not in form
    sign_in("xin").post(HOW, {"nights": "on"})
    assert Wishes.objects.get().phone == "13900000001", "what was not asked for stays"
    assert "只在工作台上" in sign_in("xin").get(PAGE).content.decode()
