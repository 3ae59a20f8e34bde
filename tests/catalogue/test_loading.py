"""A catalogue is loaded once and for all: again changes nothing, a change is told in words, nothing is deleted."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue import loading
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.written import read_catalogue
from gongkai.law.reading import read

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 3)
HEAD = "catalogue: probe\ntitle: 试\ndocument: 条例\nsince: 2024-01-01\nby: [department]\ntopics:\n"
ONE = "- {code: jia, name: 甲, says: 甲事, type: 其他, phase: result, cites: [条例-20], refresh: catalogue.guide}\n"
TWO = "- {code: yi, name: 乙, says: 乙事, type: 其他, phase: result, cites: [条例-20], by: [财政局, 物价局]}\n"


def written(*topics):
    return read_catalogue(read("".join((HEAD, *topics)), "试.yaml"), base=None, register=shelf.documents())


@pytest.fixture
def units():
    return [
        Unit.objects.create(name="财政局", code="caizheng", kind="department"),
        Unit.objects.create(name="蓬莱镇", code="penglai", kind="township"),
    ]


def duties(day=None):
    rows = TopicUnit.objects.all() if day is None else TopicUnit.objects.standing_on(day)
    return {(row.topic.code, row.unit.name) for row in rows.select_related("topic", "unit")}


def test_the_shipped_base_is_loaded_into_an_empty_installation():
    county = Unit.objects.create(name="某县人民政府", code="county", kind="government")
    told = loading.load_shipped()
    assert "新增事项“机构职能”" in told.changes
    assert told.missing == []
    assert {row.unit for row in TopicUnit.objects.select_related("unit")} == {county}
    assert loading.load_shipped().changes == []


def test_topics_and_duties_are_loaded_and_again_nothing_changes(units):
    told = loading.put(written(ONE, TWO), on=DAY)
    assert told.changes == ["新增事项“甲”", "新增事项“乙”", "财政局开始负责“甲”", "财政局开始负责“乙”"]
    assert told.missing == ["“乙”写明由“物价局”负责，这里没有这个单位"]
    before = list(Topic.objects.values()), list(TopicUnit.objects.values())
    assert loading.put(written(ONE, TWO), on=DAY).changes == []
    assert (list(Topic.objects.values()), list(TopicUnit.objects.values())) == before
    assert TopicUnit.objects.get(topic__code="jia").since == DAY


def test_a_change_is_told_in_words(units):
    loading.put(written(ONE, TWO), on=DAY)
    new = written(ONE.replace("name: 甲", "name: 甲一").replace("catalogue.guide", "catalogue.refresh_news"), TWO)
    told = loading.differences(new, on=date(2025, 6, 1))
    assert told.changes == [
        "“甲”的名称由“甲”改为“甲一”",
        "“甲”的更新时限由“catalogue.guide”改为“catalogue.refresh_news”",
    ]
    assert Topic.objects.get(code="jia").name == "甲"
    assert loading.put(new, on=date(2025, 6, 1)).changes == told.changes
    assert Topic.objects.get(code="jia").name == "甲一"


def test_what_is_no_longer_written_ends_and_stays(units):
    loading.put(written(ONE, TWO), on=DAY)
    told = loading.put(written(ONE), on=date(2025, 6, 2))
    assert told.changes == ["“乙”不再列入目录，自2025-06-02起", "财政局不再负责“乙”，自2025-06-02起"]
    assert set(Topic.objects.standing_on(date(2025, 6, 1)).values_list("code", flat=True)) == {"jia", "yi"}
    assert set(Topic.objects.standing_on(date(2025, 6, 2)).values_list("code", flat=True)) == {"jia"}
    assert duties(date(2025, 6, 1)) == {("jia", "财政局"), ("yi", "财政局")}
    assert duties(date(2025, 6, 2)) == {("jia", "财政局")}
    assert loading.put(written(ONE, TWO), on=date(2025, 7, 1)).changes == ["“乙”重新列入目录", "财政局开始负责“乙”"]
    assert duties(date(2025, 7, 1)) == {("jia", "财政局"), ("yi", "财政局")}
    assert duties(date(2025, 6, 15)) == {("jia", "财政局")}


def test_nothing_ends_without_a_day(units):
    loading.put(written(ONE, TWO))
    with pytest.raises(ValueError, match="须写明自哪一天起"):
        loading.put(written(ONE))
    assert Topic.objects.get(code="yi").until is None


def test_units_that_come_and_go_take_their_duties_along(units):
    loading.put(written(ONE), on=DAY)
    Unit.objects.create(name="审计局", code="shenji", kind="department")
    Unit.objects.filter(name="财政局").update(until=date(2025, 4, 30))
    told = loading.put(written(ONE), on=date(2025, 5, 1))
    assert told.changes == ["审计局开始负责“甲”", "财政局不再负责“甲”，自2025-05-01起"]
    assert duties(date(2025, 4, 30)) == {("jia", "财政局")}
    assert duties(date(2025, 5, 1)) == {("jia", "审计局")}


def test_duties_given_by_hand_are_left_alone(units):
    loading.put(written(ONE), on=DAY)
    TopicUnit.objects.create(topic=Topic.objects.get(), unit=units[1], since=DAY)
    assert loading.put(written(ONE), on=date(2025, 5, 1)).changes == []
    assert ("jia", "蓬莱镇") in duties(date(2025, 5, 1))


def test_shelves_carry_no_duty(units):
    below = "  topics:\n  - {code: er, name: 二, says: 二, type: 其他, phase: result, cites: [条例-20]}\n"
    shelf_topic = "- code: jia\n  name: 甲\n  says: 甲\n  type: 其他\n  phase: result\n  cites: [条例-20]\n"
    loading.put(written(shelf_topic + below), on=DAY)
    assert duties() == {("er", "财政局")}
