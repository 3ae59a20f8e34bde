"""The worker stands still for days, or a way does: each is told once, old ones in one message, none is lost."""

import json
from collections import Counter
from datetime import timedelta

import pytest

from gongkai.acts.models import Due
from gongkai.desk import climbing, wishing
from gongkai.desk.models import Reminder, Wishes
from gongkai.outbox import wecom
from gongkai.outbox.models import Message, Outcome
from tests.county import moment
from tests.desk.conftest import HOURS
from tests.outbox import web


@pytest.fixture
def member(county, settings):
    """The proposer has a WeCom account."""
    wecom.forget()
    Wishes.objects.create(person=county.xin.person, wecom="xin01", at=moment("2025-03-01"))

    def at(url):
        settings.WECOM = wecom.account_of(url.replace("http://", "http://ww1:mi@") + "/1")
        settings.GATEWAY_TIMEOUT = 0.3

    return at


def token(came):
    return {"errcode": 0, "access_token": "t", "expires_in": 7200} if came.path.endswith("gettoken") else {"errcode": 0}


def texts(server):
    return [json.loads(one.body)["text"]["content"] for one in server.came if one.path.endswith("send")]


def test_down_for_three_days_each_is_told_once_in_one_letter(county, unknown, address, swept):
    """From Tuesday noon to Friday: four clocks of hours ran out, and two of days."""
    address(county.xin)
    swept("2025-03-25 12:00")
    hours = [unknown(county.roads, "asked", f"2025-03-2{day} 15:00", HOURS) for day in (5, 6, 6, 7)]
    days = [unknown(county.roads, "asked", f"2025-03-2{day} 23:59:59") for day in (6, 8)]
    letters = swept("2025-03-28 10:00") + swept("2025-03-28 10:01") + swept("2025-03-28 10:02")
    assert len(letters) == 1, "the alerts fold into the digest that is about to go"
    for case in (*hours, *days):
        assert letters[0].body.count(f"第 {case.pk} 号") == 1
    assert Reminder.objects.filter(person=county.xin.person).count() == 6
    assert set(Message.objects.values_list("outcome", flat=True)) == {"sent", "void"}
    assert swept("2025-03-28 18:00") == []


def test_down_over_a_weekend_what_cannot_wait_comes_in_one_message_afterwards(county, unknown, address, swept):
    address(county.xin)
    swept("2025-03-28 17:00")
    cases = [unknown(county.roads, "asked", f"2025-03-29 1{hour}:00", HOURS) for hour in range(3)]
    letters = swept("2025-03-30 11:00") + swept("2025-03-30 11:01")
    assert len(letters) == 1 and "3 件须马上办" in letters[0].subject
    assert all(letters[0].body.count(f"第 {case.pk} 号") == 1 for case in cases)


def test_a_way_that_stood_still_tells_all_it_missed_in_one_message(county, unknown, member, swept):
    """Three alerts at different hours of a Saturday while WeCom does not answer; one message when it does."""
    off = [True]
    with web.server(lambda came: web.HANG if off else token(came)) as server:
        member(server.url)
        for hour in (9, 11, 13):
            unknown(county.roads, "asked", f"2025-03-29 {hour + 2}:00", HOURS)
            swept(f"2025-03-29 {hour:02}:30")
        off.clear()
        swept("2025-03-29 15:30")
        swept("2025-03-29 16:30")
    (one,) = texts(server)
    assert one.count("不知道的事第") == 3 and "某某案" not in one
    assert Counter(Message.objects.values_list("outcome", flat=True)) == {"void": 3, "sent": 1}


def test_an_alert_that_reached_somebody_is_not_in_the_next_one(county, unknown, member, swept):
    with web.server(token) as server:
        member(server.url)
        for hour in (9, 10):
            unknown(county.roads, "asked", f"2025-03-29 {hour + 2}:00", HOURS)
            swept(f"2025-03-29 {hour:02}:30")
    assert [one.count("不知道的事第") for one in texts(server)] == [1, 1] and len(set(texts(server))) == 2


def test_killed_between_handing_over_and_marking_the_same_words_come_again_and_are_called_doubtful(
    county, unknown, member, swept, monkeypatch
):
    """As kill -9 leaves it: taken by the other side, nothing marked. WeCom shows the same words once."""
    from gongkai.outbox import sending

    class Killed(BaseException):
        pass

    case = unknown(county.roads, "asked", "2025-03-29 11:00", HOURS)
    with web.server(token) as server:
        member(server.url)
        deliver = sending._deliver

        def die(said, message):
            deliver(said, message)
            raise Killed

        monkeypatch.setattr(sending, "_deliver", die)
        with pytest.raises(Killed):
            swept("2025-03-29 09:30")
        monkeypatch.setattr(sending, "_deliver", deliver)
        wecom.forget()
        swept("2025-03-29 09:31")  # whoever took it may still be at it
        assert len(texts(server)) == 1
        other = unknown(county.roads, "asked", "2025-03-29 11:30", HOURS)
        swept("2025-03-29 09:40")
    first, again, next_one = texts(server)
    assert {first} == {one for one in texts(server) if f"第 {case.pk} 号" in one} and again != next_one
    assert sum(f"第 {other.pk} 号" in one for one in texts(server)) == 1
    assert sorted(Message.objects.values_list("outcome", flat=True)) == ["doubtful", "sent"]


@pytest.mark.parametrize(
    ("put", "goes"),
    [
        ("20:59", "29 20:59"),
        ("21:00", "30 07:30"),
        ("07:29", "29 07:30"),
        ("07:30", "29 07:30"),
    ],
)
def test_quiet_hours_hold_back_what_would_go_at_once(county, unknown, address, swept, put, goes):
    address(county.xin)
    at = moment(f"2025-03-29 {put}")
    unknown(county.roads, "asked", "2025-03-29 08:00" if put < "12" else "2025-03-29 21:30", HOURS)
    swept(at)
    goes = moment(f"2025-03-{goes}")
    if goes > at:
        assert swept(goes - timedelta(seconds=1)) == []
        assert len(swept(goes)) == 1
    else:
        assert Message.objects.get(outcome=Outcome.SENT).done == at


def test_who_wishes_is_told_at_night_too(county, unknown, address, swept):
    address(county.xin)
    Wishes.objects.create(person=county.xin.person, nights=True, at=moment("2025-03-01"))
    unknown(county.roads, "asked", "2025-03-30 04:00", HOURS)
    assert len(swept("2025-03-30 03:00")) == 1


def test_what_was_done_before_the_message_left_is_not_in_it(county, unknown, address, swept):
    address(county.xin)
    case = unknown(county.roads, "asked", "2025-03-29 23:00", HOURS)
    assert swept("2025-03-29 21:30") == []
    Due.objects.filter(case=case).update(done=moment("2025-03-29 22:00"))
    assert swept("2025-03-30 07:30") == [] and Message.objects.get().outcome == Outcome.VOID


def test_a_kind_that_somebody_wants_to_hear_nothing_of_is_in_no_message(county, unknown, address, swept):
    address(county.xin)
    Wishes.objects.create(person=county.xin.person, kinds={"unknown": "never"}, at=moment("2025-03-01"))
    unknown(county.roads, "asked", "2025-03-28 15:00", HOURS)
    unknown(county.roads, "asked", "2025-03-27 23:59:59")
    assert swept("2025-03-28 14:00") == swept("2025-03-31 09:00") == []
    assert Reminder.objects.filter(person=county.xin.person).exists(), "the desk tells it all the same"


def test_a_kind_that_somebody_wants_at_once_comes_at_once(county, unknown, address, swept):
    address(county.xin)
    Wishes.objects.create(person=county.xin.person, kinds={"unknown": "soon"}, at=moment("2025-03-01"))
    swept("2025-03-28 09:00")
    unknown(county.roads, "asked", "2025-03-31 23:59:59")
    (one,) = swept("2025-03-28 10:00")
    assert "1 件须马上办" in one.subject and "最后一天 2025-03-31" in one.body
    assert "某某案" not in one.body + one.subject


def test_a_superior_finds_in_the_morning_what_was_reported_and_once_seen_no_more(
    county, unknown, address, swept, sign_in, stand_at
):
    address(county.ban)
    case = unknown(county.roads, "asked", "2025-03-25 23:59:59")
    (one,) = swept("2025-03-28 08:00")
    assert "1 件上报" in one.subject and f"不知道的事第 {case.pk} 号（交运局）" in one.body
    stand_at("2025-03-28 09:00")
    assert sign_in("ban").post("/staff/notices/seen/", {"until": "2025-03-28T09:00:00+08:00"}).status_code == 302
    assert swept("2025-03-31 08:00") == []


def test_keys_of_messages_stand_in_the_order_of_time():
    at = [moment("2025-03-29 09:05"), moment("2025-03-29 21:00"), moment("2025-12-01 08:00")]
    keys = [wishing.key_of("sms", 7, one) for one in at]
    assert keys == sorted(keys) and [wishing.release_of(key) for key in keys] == at


def test_the_ladder_is_gone_through_once_a_minute(county, unknown):
    at = moment("2025-03-29 09:00")
    for one in climbing.due(at):
        climbing.climb(one, at)
    assert climbing.due(at + timedelta(seconds=59)) == []
    assert climbing.due(at + timedelta(seconds=60)) and climbing.due(at - timedelta(days=1))
