"""The portal's columns are the public topics in force; internal ones never reach the door."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.catalogue import publishing
from gongkai.catalogue.models import Topic
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import DocumentRecord

pytestmark = pytest.mark.django_db

AT = datetime(2025, 3, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = datetime(2025, 6, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def topic(code, parent=None, **values):
    values = {"name": code, "says": f"{code}的说明", "phase": "result", "column_type": "其他", "order": 10} | values
    return Topic.objects.create(code=code, parent=parent, **values)


def out():
    return set(Shown.objects.live().filter(kind="column").values_list("key", flat=True))


def show_document(column, key="disclosure:1", moment=AT):
    record = DocumentRecord(
        key=key, title="题", column=column, unit="caizheng", unit_name="财政局", published=moment, html="<p>文</p>"
    )
    door.show(record, AT)


def test_public_topics_become_columns_with_what_the_page_tags_need():
    top = topic("dongtai", navigated=True)
    topic("gonggao", top, name="通知公告", column_type="工作动态", elements=["标题", "日期"])
    assert publishing.show_columns(AT) == 2
    row = Shown.objects.get(key="topic:gonggao")
    shown = {name: row.fields[name] for name in ("code", "name", "description", "column_type", "parent", "keywords")}
    assert shown == {
        "code": "gonggao", "name": "通知公告", "description": "gonggao的说明", "column_type": "工作动态",
        "parent": "dongtai", "keywords": ["通知公告", "标题", "日期"],
    }  # fmt: skip
    assert publishing.show_columns(AT) == 0


@pytest.mark.provision("TZ-1.4")
def test_internal_topics_are_not_shown_and_cannot_be():
    inside = topic("neibu", audience="internal")
    topic("gonggao")
    publishing.show_columns(AT)
    assert out() == {"topic:gonggao"}
    with pytest.raises(ValueError, match="只在机关内部公开"):
        publishing.record_of(inside)


def test_a_topic_made_internal_leaves_the_portal_at_once():
    row = topic("gonggao")
    publishing.show_columns(AT)
    row.audience = "internal"
    row.save()
    publishing.show_columns(LATER)
    assert out() == set()


def test_an_ended_empty_column_goes_and_one_that_holds_something_stays_with_its_shelf():
    top = topic("dongtai")
    topic("gonggao", top)
    topic("empty", top)
    publishing.show_columns(AT)
    show_document("gonggao")
    Topic.objects.update(until=date(2025, 6, 1))
    assert publishing.show_columns(LATER) == 1
    assert out() == {"topic:dongtai", "topic:gonggao"}


def test_the_last_day_of_a_column_is_beijings_day_of_its_newest_item_that_is_out():
    show_document("gonggao")
    night = datetime(2025, 3, 5, 16, 30, tzinfo=ZoneInfo("UTC"))  # half past midnight in Beijing, the next day
    show_document("gonggao", "disclosure:2", night)
    assert publishing.last_published() == {("gonggao", "caizheng"): date(2025, 3, 6)}
    door.withdraw(["disclosure:2"], at=LATER, reason="内容有误")
    assert publishing.last_published() == {("gonggao", "caizheng"): date(2025, 3, 3)}
