"""The ways of making public (TZ-3): a topic names them, the column tells them, a release on each is registered."""

import pytest

from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic, TopicUnit
from tests.catalogue.test_topics import SAID
from tests.county import moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-03-02 10:00")
# TZ-3.1 meetings, 3.2 in writing, 3.3 board, screen and booklet, 3.4 intranet and journal, 3.5 internet and media.
WAYS = {
    "meeting": "会议", "written": "书面材料", "board": "公开栏", "screen": "电子显示屏", "booklet": "便民手册",
    "intranet": "局域网和内部刊物", "portal": "政府门户网站", "wechat": "政务微信", "media": "广播电视报刊",
}  # fmt: skip


@pytest.mark.provision("TZ-3.1–3.5")
def test_a_topic_names_its_ways_the_public_reads_them_and_each_is_registered(
    county, write, publish, sign_in, client, stand_at
):
    stand_at(NOW)
    sign_in("ban").post("/staff/catalogue/topics/new/", SAID | {"channels": list(WAYS)})
    topic = Topic.objects.get(code="daolu")
    assert TopicUnit.objects.filter(topic=topic, unit=county.roads).exists()
    page = client.get("/c/daolu/").content.decode()
    assert "、".join(WAYS.values()) in page
    county.topic = topic
    record = publish(write(at="2026-03-02 08:00"), at="2026-03-02 09:00")
    releases = sign_in("fa")
    for channel in WAYS:
        said = {"channel": channel, "words": "某处第一版，有照片存档"}
        releases.post(f"/staff/disclosures/{record.pk}/release/", said)
    done = {act.detail["channel"] for act in Act.objects.filter(case=record.case, step="release")}
    assert done == set(WAYS) - {"portal"}, "the portal tells of itself"
    text = releases.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert all(words in text for words in list(WAYS.values())[:6])
