"""突发事件: one step puts it on top of every public page, its log runs, a leader agrees afterwards, then it is kept."""

import json
import time

import pytest

from gongkai.acts.refusals import SameHands, Unready
from gongkai.emergencies import running
from gongkai.emergencies.models import Emergency, Release
from gongkai.publication import door, folder
from gongkai.workflow.models import Notice
from tests.county import moment

AT = moment("2025-06-03 10:00")
SAID = {
    "title": "河边镇暴雨洪涝", "text": "河边镇水位超警戒1米，沿河住户请到镇中学避险。", "source": "县应急管理局",
    "hotline": "0825-7800119", "ordered_by": "王县长",
}  # fmt: skip
pytestmark = pytest.mark.told("2025-06-03 10:00")


@pytest.fixture
def started(county, topic):
    return running.start(running.Start(topic=topic, **SAID), county.ban, AT)


def now(client):
    return json.loads(client.get("/now.json").content)


def body(client, path):
    return client.get(path).content.decode()


@pytest.mark.provision("条例-20.12")
def test_the_office_puts_an_event_on_top_of_every_page(sign_in, client, county, topic):
    assert now(client) == [] and "现在没有正在发布的突发事件" in body(client, "/now/")
    form = sign_in("ban").get("/staff/emergencies/start/").content.decode()
    assert "决定启动的领导" in form
    missing = client.post("/staff/emergencies/start/", {**SAID, "ordered_by": "", "topic": topic.pk})
    assert missing.status_code == 200 and not Emergency.objects.exists()
    assert client.post("/staff/emergencies/start/", {**SAID, "topic": topic.pk}).status_code == 302
    client.logout()
    [told] = now(client)
    assert told["title"] == SAID["title"] and told["text"] == f"第1条（县应急管理局）：{SAID['text']}"
    for path in ("/", "/now/", told["url"]):
        assert SAID["text"] in body(client, path)
    assert "0825-7800119" in body(client, told["url"])
    assert "王县长" not in "".join(body(client, path) for path in ("/", "/now/", "/now.json", told["url"]))
    assert '<noscript><p class="wrap"><a href="/now/">' in body(client, "/c/")


def test_the_log_runs_and_the_newest_release_stands_on_top(client, sign_in, started):
    place = f"/staff/emergencies/{started.pk}"
    assert sign_in("ban").post(f"{place}/release/", {"words": "水位开始回落。", "source": ""}).status_code == 200
    assert client.post(f"{place}/release/", {"words": "水位开始回落。", "source": "县水利局"}).status_code == 302
    client.logout()
    [told] = now(client)
    assert told["text"] == "第2条（县水利局）：水位开始回落。"
    page = body(client, told["url"])
    assert page.index("第2条") < page.index("第1条") and SAID["text"] in page


def test_a_wrong_release_is_taken_back_and_leaves_no_word(client, started, county):
    started.case.take("release", by=county.ban, at=AT, words="写错的一条", detail={"source": "县水利局"})
    with pytest.raises(Unready):
        started.case.take("retract", by=county.ban, at=AT, words="写错了", detail={"number": 9})
    started.case.take("retract", by=county.ban, at=AT, words="写错了", detail={"number": 2})
    [told] = now(client)
    assert told["text"].startswith("第1条") and "写错的一条" not in body(client, told["url"])
    assert "这一条已撤回" in body(client, told["url"])
    assert not Release.objects.filter(text__contains="写错").exists()
    assert "写错的一条" not in str(list(started.case.acts.values()))


def test_the_leading_group_is_told_and_agrees_by_another_hand(started, county, sign_in):
    assert Notice.objects.filter(person=county.ling.person, act__case=started.case).exists()
    page = sign_in("ling").get(f"/staff/emergencies/{started.pk}/").content.decode()
    assert "补办同意" in page and "王县长决定启动" in page
    started.case.take("agree", by=county.ling, at=AT)
    county.ling.person, one = county.ban.person, county.ling
    one.save()
    with pytest.raises(SameHands):
        started.case.take("agree", by=one, at=AT)


def test_over_it_leaves_the_top_and_stays_in_its_column(client, started, county, topic):
    started.case.take("end", by=county.ban, at=AT, words="响应终止")
    assert now(client) == []
    assert SAID["title"] not in body(client, "/").split("</h1>")[1].split("<section>")[0]
    shown = door.shown(running.key_of(started.pk))
    assert SAID["title"] in body(client, f"/c/{topic.code}/") and SAID["title"] in body(client, "/now/")
    assert "已结束" in body(client, f"/d/{shown.address}/")


def test_the_files_every_page_asks_say_so_before_the_step_answers(
    client, county, topic, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.PUBLIC = str(tmp_path / "tree")
    with folder.alone():
        pass
    begun = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        running.start(running.Start(topic=topic, **SAID), county.ban, AT)
    assert time.monotonic() - begun < 1
    for path in ("/", "/now/", "/now.json"):
        assert SAID["text"] in folder.place(path).read_text("utf-8")
        assert folder.place(path).read_bytes() == client.get(path).content
