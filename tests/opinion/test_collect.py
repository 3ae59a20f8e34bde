"""收集: an event comes to be known, with where it was seen; what people wrote stays sealed."""

import pytest
from django.db import connection

from gongkai.acts.models import Act
from gongkai.opinion.models import Event, Mention
from tests.opinion.conftest import HOME


def test_the_gap_between_knowing_and_entering_is_shown(desk):
    event = desk.collect("2025-03-05 09:00", noticed="2025-03-05T07:45")
    assert "知悉后 1 小时 15 分" in desk.page("xin", event)
    act = event.case.acts.get(step="collect")
    assert (act.at - act.effective).total_seconds() == 75 * 60


def test_who_wrote_what_is_sealed_and_read_by_those_who_handle_it_alone(desk):
    words = {"words": "张三说路断了三天没人管", "author": "河边张三"}
    event = desk.collect(**words)
    for who, reads in (("xin", True), ("fen", True), ("ling", True), ("kao", False), ("shen", False), ("guan", False)):
        page = desk.page(who, event)
        assert ("没人管" in page, "河边张三" in page) == (reads, reads), who
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, author FROM opinion_mention")
        assert not any("张三" in value for row in cursor.fetchall() for value in row)
    assert not any("张三" in str(act.detail) for act in Act.objects.all())


@pytest.mark.parametrize("who", ["fen", "fa", "mi", "ling", "kao"])
def test_others_do_not_enter_events(desk, who):
    assert desk.send(who, "new/").status_code == 403


def test_another_unit_does_not_know_of_it(desk):
    event = desk.collect()
    assert desk.sign_in("zhen").get(f"{HOME}{event.pk}/").status_code == 404
    assert desk.send("zhen", f"{event.pk}/confer/").status_code == 404


def test_a_telephone_number_does_not_stand_in_a_name(desk, county):
    said = {"title": "居民13812345678反映停水", "summary": "停水", "unit": county.roads.pk, "came": "people"}
    said |= {"noticed": "2025-03-05T08:00", "grade": "general", "platform": "论坛"}
    answer = desk.send("xin", "new/", **said)
    assert "请去掉再写" in answer.content.decode() and not Event.objects.exists()


def test_what_may_be_known_already_is_shown_with_its_reason_before_it_is_entered_twice(desk, county):
    first = desk.collect(link="https://v.example.com/a/1?from=x")
    said = {
        "title": "县道三号线发生塌方", "summary": "塌方", "unit": county.roads.pk, "came": "media", "grade": "general",
        "noticed": "2025-03-05T08:50", "platform": "微博",
    }  # fmt: skip
    answer = desk.send("xin", "new/", **said)
    assert answer.status_code == 409 and "相同：“县道三号线塌方”" in answer.content.decode()
    linked = said | {"title": "别的说法", "link": "http://www.v.example.com/a/1"}
    assert "网址相同" in desk.send("xin", "new/", **linked).content.decode()
    assert Event.objects.get() == first
    assert desk.send("xin", "new/", **said, anyway="1").status_code == 302
    assert Event.objects.count() == 2
    assert "可能是同一件事" in desk.page("xin", first)


def test_seen_again_elsewhere_is_added_once(desk):
    event = desk.collect()
    said = {"title": "塌方视频", "platform": "微博", "link": "https://w.example.com/2", "seen": "2025-03-05T08:55"}
    desk.does("xin", event, "mention", **said)
    desk.does("xin", event, "mention", **said)
    assert Mention.objects.filter(event=event).count() == 2
    assert event.case.acts.filter(step="mention").count() == 1


def test_a_moment_to_come_is_refused(desk, county):
    said = {"title": "塌方", "summary": "塌方", "unit": county.roads.pk, "came": "media", "grade": "general"}
    answer = desk.send("xin", "new/", **said, noticed="2025-03-05T09:01", platform="微博")
    assert "还没有到" in answer.content.decode() and not Event.objects.exists()
