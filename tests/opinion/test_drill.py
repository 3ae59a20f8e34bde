"""演练: goes the same way, counts nowhere, goes out nowhere, and says so on each page."""

import pytest

from gongkai.acts.facts import Span
from gongkai.opinion import escalating, facts
from tests.county import moment

SPAN = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2025-04-01"))


@pytest.fixture
def drill(desk, sudden):
    return desk.collect(drill="on", **sudden)


def test_a_drill_counts_in_no_fact_and_is_not_told_to_the_leaders(desk, county, drill):
    desk.judged(drill, sort="sudden", grade="major")
    for name, count in facts.FACTS.items():
        assert count([county.roads], SPAN).values == {county.roads.pk: 0}, name
    assert escalating.overdue(moment("2025-03-10 09:00")) == []
    assert "这一年没有舆情事件" in desk.sign_in("ban").get("/staff/opinion/statistics/?year=2025").content.decode()


def test_a_drill_is_named_on_each_page(desk, drill):
    for path in ("", "confer/", "draft/", "release/", "rumour/", "mention/", "fold/", "press/"):
        page = desk.sign_in("xin").get(f"/staff/opinion/{drill.pk}/{path}").content.decode()
        assert "【演练】" in page, path
    assert "【演练】" in desk.sign_in("xin").get("/staff/opinion/").content.decode()
    assert "【演练】" in desk.sign_in("xin").get("/staff/").content.decode()


def test_a_drill_goes_out_nowhere(desk, drill, county, write, publish):
    from gongkai.catalogue.models import TopicUnit

    TopicUnit.objects.create(topic=county.topic, unit=county.roads)
    desk.judged(drill, sort="sudden", grade="major")
    desk.written(drill)
    desk.does("xin", drill, "prepare", expect=409, topic=county.topic.pk, kind="信息")
    desk.out(drill, "2025-03-05 10:00", name="release", record=publish(write()).index_no, link="https://x.example.cn")
    row = drill.releases.get()
    assert row.record is None and row.link == ""
    desk.does("xin", drill, "press", at="2025-03-05 15:00", moment="2025-03-05T14:30")
    desk.out(drill, "2025-03-05 16:00")
    said = {"effect": "settled", "helped": "yes", "followed": "没有"}
    answer = desk.does("ban", drill, "evaluate", expect=409, **said, lessons="")
    assert "复盘" in answer.content.decode()
    desk.does("ban", drill, "evaluate", **said, lessons="发布口径要提前备好")


def test_a_drill_and_an_event_in_earnest_are_not_merged(desk, drill):
    event = desk.collect()
    desk.does("xin", event, "fold", expect=200, into=drill.pk)
