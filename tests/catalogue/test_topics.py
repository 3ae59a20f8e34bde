"""/staff/catalogue/…: the office keeps the topics, every change an act, and no later catalogue file overwrites it."""

from datetime import date

import pytest

from gongkai.acts import clock, verify
from gongkai.acts.models import Act, Installation
from gongkai.acts.refusals import Unready
from gongkai.catalogue import keeping, loading, publishing
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.publishing import key_of
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import DocumentRecord
from tests.catalogue.test_loading import ONE, TWO, written
from tests.county import moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-03-02 10:00")
SAID = {
    "code": "daolu", "name": "道路养护", "says": "道路养护的计划和进度", "elements": "计划：年度、里程\n进度",
    "cites": "条例-20", "channels": ["portal", "board"], "kinds": ["township"], "units": "交运局",
    "audience": "public", "manner": "proactive",
    "level": "both", "phase": "execution", "column_type": "其他", "on": "2026-02-01", "refresh": "disclosures.standing",
}  # fmt: skip


@pytest.fixture(autouse=True)
def told(db):
    Installation.objects.create(born=NOW, told=NOW, label="试")
    clock.forget()
    yield
    clock.forget()


@pytest.fixture
def office(sign_in):
    return sign_in("ban")


def page(name, code="daolu"):
    return f"/staff/catalogue/{code}/{name}"


def entered(office):
    office.post("/staff/catalogue/topics/new/", SAID)
    return Topic.objects.get(code="daolu")


def says(topic):
    return [act.detail.get("says", "") for act in Act.objects.filter(case__topic_entry__topic=topic).order_by("number")]


def keepers(topic, day=None):
    day = day or NOW.date()
    return {row.unit.name for row in TopicUnit.objects.standing_on(day).filter(topic=topic)}


def column(code):
    return Shown.objects.live().filter(key=key_of(code)).first()


@pytest.mark.provision("TZ-2")
def test_a_new_topic_stands_in_the_trail_on_the_portal_and_with_its_keepers(office, county, client):
    topic = entered(office)
    assert (topic.elements, topic.requires) == (["计划", "进度"], {"计划": "年度、里程"})
    assert keepers(topic) == {"交运局", "河边镇"} and keepers(topic, date(2026, 1, 31)) == set()
    assert "新增“道路养护”" in says(topic)[0] and "自 2026-02-01 起" in says(topic)[0]
    assert column("daolu").fields["keepers"] == ["交运局", "河边镇"]
    text = client.get("/c/daolu/").content.decode()
    assert "道路养护的计划和进度" in text
    assert not list(verify.faults())


def test_a_change_is_told_in_words_with_its_day_and_the_portal_follows(office, county):
    topic = entered(office)
    office.post(page("change/"), SAID | {"name": "公路养护", "units": "", "on": "2026-03-01", "seen": "1"})
    topic.refresh_from_db()
    assert topic.name == "公路养护"
    last = says(topic)[-1]
    assert "名称由“道路养护”改为“公路养护”" in last and "交运局不再负责" in last and last.startswith("自 2026-03-01 起")
    assert keepers(topic) == {"河边镇"} and "交运局" in keepers(topic, date(2026, 2, 28))
    assert column("daolu").title == "公路养护"
    assert topic.entry.case.title == "公路养护"


def test_who_opened_the_form_before_another_saved_is_told_and_nothing_is_lost(office, county):
    topic = entered(office)
    office.post(page("change/"), SAID | {"name": "公路养护", "seen": "1"})
    answer = office.post(page("change/"), SAID | {"name": "村路养护", "seen": "1"})
    assert answer.status_code == 409 and "在您打开之后改过" in answer.content.decode()
    assert "村路养护" in answer.content.decode()
    topic.refresh_from_db()
    assert topic.name == "公路养护"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"cites": "条例-999"}, "文件登记册里没有“条例-999”"),
        ({"units": "水利厅"}, "没有名为“水利厅”的单位"),
        ({"on": "2026-03-03"}, "请到那天再改"),
        ({"code": "tzgg"}, "代码“tzgg”已经用过"),
        ({"audience": "group"}, "请写明是哪些人"),
        ({"code": "中文"}, "代码以小写字母开头"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(office, said, words):
    answer = office.post("/staff/catalogue/topics/new/", SAID | said)
    assert words in answer.content.decode()
    assert not Topic.objects.filter(code="daolu").exists()


def shown():
    """A document of the topic that is out."""
    record = DocumentRecord(
        key="disclosure:1",
        title="进度",
        column="daolu",
        unit="jyj",
        unit_name="交运局",
        published=NOW,
        html="<p>文</p>",
    )
    door.show(record, NOW)


def test_an_ended_topic_keeps_what_it_holds_and_can_be_resumed(office, county, client):
    topic = entered(office)
    shown()
    office.post(page("end/"), {"until": "2026-03-01", "words": "职能划走"})
    topic.refresh_from_db()
    assert topic.until == date(2026, 3, 1) and keepers(topic) == set()
    assert client.get("/c/daolu/").status_code == 200
    office.post(page("resume/"), {"on": "2026-03-02", "words": "划回"})
    topic.refresh_from_db()
    assert topic.until is None and keepers(topic) == {"交运局", "河边镇"}
    assert not list(verify.faults())


def test_a_topic_with_others_under_it_is_not_ended(office, county):
    entered(office)
    office.post(
        "/staff/catalogue/topics/new/",
        SAID | {"code": "cun", "name": "村道", "parent": Topic.objects.get(code="daolu").pk},
    )
    answer = office.post(page("end/"), {"until": "2026-03-01", "words": "停"})
    assert answer.status_code == 409 and "下面还有村道" in answer.content.decode()
    assert keepers(Topic.objects.get(code="daolu")) == set(), "a shelf carries no duty of its own"


@pytest.mark.provision("TZ-1.4")
def test_a_topic_for_staff_alone_leaves_the_portal_and_never_takes_public_records_along(office, county):
    topic = entered(office)
    shown()
    answer = office.post(page("change/"), SAID | {"audience": "internal"})
    assert answer.status_code == 409 and "还有 1 条公开的信息" in answer.content.decode()
    door.withdraw(["disclosure:1"], at=NOW, reason="内容有误")
    office.post(page("change/"), SAID | {"audience": "internal"})
    topic.refresh_from_db()
    assert topic.audience == "internal" and column("daolu") is None
    answer = office.post("/staff/catalogue/topics/new/", SAID | {"code": "cun", "parent": topic.pk})
    assert "不对全社会公开，它也不能对全社会公开" in answer.content.decode()


@pytest.mark.provision("TZ-1.4")
@pytest.mark.parametrize("audience", ["internal", "group"])
def test_a_column_reviewed_for_some_is_never_shown_to_everybody(office, county, audience):
    Topic.objects.all().delete()
    loading.put(written(ONE), on=date(2025, 3, 3))
    Topic.objects.update(audience=audience, audience_says="本村村民")  # as an earlier catalogue file said
    topic = Topic.objects.get(code="jia")
    told = loading.put(written(ONE.replace("甲事", "甲的事")), on=NOW.date())
    assert any("公开对象保留" in one for one in told.kept)
    with pytest.raises(Unready, match="不能连栏目一起改为对全社会公开"):
        keeping.change(topic, {"audience": "public"}, NOW.date(), county.ban, NOW)
    topic.refresh_from_db()
    assert topic.audience == audience and topic.says == "甲的事"


def test_what_was_set_here_outlives_a_new_catalogue_file_and_the_difference_is_told(office, county):
    Topic.objects.all().delete()
    loading.put(written(ONE, TWO), on=date(2025, 3, 3))
    topic = Topic.objects.get(code="jia")
    keeping.change(topic, {"name": "甲一", "by": ["township"]}, NOW.date(), county.ban, NOW)
    new = written(ONE.replace("甲事", "甲的事"), TWO)
    told = loading.put(new, on=NOW.date())
    topic.refresh_from_db()
    assert (topic.name, topic.says, topic.by) == ("甲一", "甲的事", ["township"])
    assert told.changes == ["“甲一”的说明由“甲事”改为“甲的事”"]
    assert told.kept == [
        "“甲一”的名称保留这里定的“甲一”；目录文件写的是“甲”",
        "“甲一”的责任单位保留这里定的“乡镇（街道）”；目录文件写的是“部门”",
    ]
    assert keepers(topic) == {"河边镇"}


def test_a_topic_ended_or_added_here_is_not_brought_back_nor_taken_over(county):
    Topic.objects.all().delete()
    loading.put(written(ONE), on=date(2025, 3, 3))
    keeping.end(Topic.objects.get(code="jia"), date(2026, 3, 1), "不设", county.ban, NOW)
    values = {"code": "yi", "name": "本地的乙", "says": "乙", "phase": "result", "column_type": "其他"}
    keeping.enter(values, NOW.date(), county.ban, NOW)
    told = loading.put(written(ONE, TWO), on=NOW.date())
    assert told.changes == []
    assert told.kept[0] == "“甲”在这里已停用，仍然停用；目录文件里还有它"
    assert Topic.objects.get(code="yi").name == "本地的乙" and Topic.objects.get(code="jia").until


def test_others_read_and_do_not_write(county, sign_in):
    publishing.show_columns(NOW)
    for name in ("xin", "fen", "ling", "kao", "shen"):
        client = sign_in(name)
        assert client.get("/staff/catalogue/tzgg/").status_code == 200
        assert client.get("/staff/catalogue/tzgg/change/").status_code == 403
        assert client.post("/staff/catalogue/topics/new/", SAID).status_code == 403
    assert not Topic.objects.filter(code="daolu").exists()


def test_an_upgrade_from_before_knows_who_kept_what(county):
    from importlib import import_module

    from django.apps import apps

    step = import_module("gongkai.catalogue.migrations.0002_topics_kept_here")
    TopicUnit.objects.create(topic=county.topic, unit=county.town)
    TopicUnit.objects.create(topic=county.topic, unit=county.roads)
    step.who_keeps_what(apps, None)
    county.topic.refresh_from_db()
    assert county.topic.by == ["department", "township"]


def test_nothing_new_is_written_into_an_ended_topic(office, county, sign_in):
    topic = entered(office)
    html = sign_in("xin").get("/staff/disclosures/form/").content.decode()
    assert f'<option value="{topic.pk}">道路养护</option>' in html
    sign_in("ban").post(page("end/"), {"until": "2026-03-01", "words": "职能划走"})
    html = sign_in("xin").get("/staff/disclosures/form/").content.decode()
    assert f'<option value="{topic.pk}">' not in html and "通知公告" in html
