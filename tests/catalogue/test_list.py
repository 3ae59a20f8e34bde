"""/staff/catalogue/ and /staff/catalogue/<code>/: staff see at a glance which of their columns wait."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gongkai.acts import clock
from gongkai.acts.models import Installation
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.publication import door
from gongkai.publication.records import DocumentRecord

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 1, 20, 10, tzinfo=BEIJING)


@pytest.fixture
def told(db):
    Installation.objects.create(born=NOW, told=NOW, label="试")
    clock.forget()
    yield
    clock.forget()


@pytest.fixture
def catalogue(county, told):
    """Two columns of the road bureau, one filled in time; one of the township; an internal one."""

    def topic(code, name, **values):
        return Topic.objects.create(code=code, name=name, says=name, phase="result", column_type="其他", **values)

    standing = {"refresh": "disclosures.standing"}
    jigou, lingdao = (
        topic("jigou", "机构职能", cites=["条例-20.2"], **standing),
        topic("lingdao", "领导信息", **standing),
    )
    inside = topic("caiwu", "机关财务", audience="internal")
    since = date(2025, 1, 1)
    for kept, unit in ((jigou, county.roads), (lingdao, county.roads), (jigou, county.town), (inside, county.roads)):
        TopicUnit.objects.create(topic=kept, unit=unit, since=since)
    record = DocumentRecord(
        key="disclosure:1", title="职能", column="jigou", unit=county.roads.code, unit_name="交运局",
        published=datetime(2026, 1, 5, 9, tzinfo=BEIJING), html="<p>文</p>",
    )  # fmt: skip
    door.show(record, NOW)
    return county


@pytest.fixture
def browse(client):
    def get(post, url="/staff/catalogue/"):
        client.force_login(post.person, backend="gongkai.accounts.backend.PersonBackend")
        return client.get(url)

    return get


def rows(page):
    return [(row.duty.topic.name, row.duty.unit.name, row.state.value) for row in page.context["rows"]]


def test_a_unit_sees_its_own_overdue_columns_first(catalogue, browse):
    page = browse(catalogue.xin)
    assert page.status_code == 200
    assert rows(page) == [("领导信息", "交运局", "从未公开")]
    everything = rows(browse(catalogue.xin, "/staff/catalogue/?state=all"))
    assert everything == [("领导信息", "交运局", "从未公开"), ("机构职能", "交运局", "正常")]


def test_the_county_sees_all_units(catalogue, browse):
    told = rows(browse(catalogue.ban, "/staff/catalogue/?state=attention"))
    assert told == [("机构职能", "河边镇", "从未公开"), ("领导信息", "交运局", "从未公开")]
    tree = {shelf.topic.code: shelf for shelf in browse(catalogue.ban).context["shelves"]}
    assert (tree["jigou"].keepers, tree["jigou"].overdue, tree["lingdao"].overdue) == (2, 1, 1)


def test_one_unit_can_be_chosen_and_a_foreign_one_cannot(catalogue, browse):
    town = f"/staff/catalogue/?state=all&unit={catalogue.town.pk}"
    assert rows(browse(catalogue.ban, town)) == [("机构职能", "河边镇", "从未公开")]
    assert {unit for _, unit, _ in rows(browse(catalogue.xin, town))} == {"交运局"}


def test_a_units_tree_holds_what_it_keeps_and_nothing_else(catalogue, browse):
    Topic.objects.filter(code="lingdao").update(parent=Topic.objects.create(code="gk", name="概况", says="x", order=1))
    tree = browse(catalogue.xin, "/staff/catalogue/?state=tree").context["shelves"]
    assert {(shelf.topic.name, shelf.depth) for shelf in tree} == {
        ("概况", 0), ("领导信息", 1), ("机构职能", 0), ("机关财务", 0),
    }  # fmt: skip


def test_a_long_list_comes_in_pages(catalogue, browse, monkeypatch):
    monkeypatch.setattr("gongkai.catalogue.views.PER_PAGE", 1)
    first = browse(catalogue.xin, "/staff/catalogue/?state=all")
    assert rows(first) == [("领导信息", "交运局", "从未公开")]
    assert rows(browse(catalogue.xin, first.context["older"])) == [("机构职能", "交运局", "正常")]


def test_the_page_says_it_in_words(catalogue, browse):
    text = browse(catalogue.xin, "/staff/catalogue/?state=all").content.decode()
    assert "2026-01-05" in text
    assert "截至 2026年1月20日" in text
    assert ">11<" in text  # working days from 5 to 20 January 2026: 6–9, 12–16, 19, 20


def test_a_topic_tells_its_elements_ground_limits_and_keepers(catalogue, browse):
    page = browse(catalogue.ban, reverse("catalogue:topic", args=["jigou"]))
    text = page.content.decode()
    assert "《中华人民共和国政府信息公开条例》第二十条第二项" in text
    assert "每年1月1日至1月15日、每年7月1日至7月15日" in text
    assert [row.duty.unit.name for row in page.context["rows"]] == ["河边镇", "交运局"]


def test_internal_topics_exist_for_staff_and_not_for_outside_assessors(catalogue, browse):
    address = reverse("catalogue:topic", args=["caiwu"])
    assert browse(catalogue.xin, address).status_code == 200
    assert browse(catalogue.san, address).status_code == 404
    tree = "/staff/catalogue/?state=tree"
    assert "机关财务" in browse(catalogue.xin, tree).content.decode()
    assert "机关财务" not in browse(catalogue.san, tree).content.decode()


def test_strangers_are_sent_to_sign_in(catalogue, client):
    assert client.get("/staff/catalogue/").status_code == 302


def test_nothing_is_written_by_looking(catalogue, browse, client):
    browse(catalogue.xin)
    assert client.post("/staff/catalogue/").status_code in (403, 405)


@pytest.mark.parametrize("asked", ["9" * 21, "9" * 5000, "-1", "²", "x"])
def test_a_unit_or_page_that_is_none_is_as_if_not_asked_for(catalogue, sign_in, asked):
    page = sign_in("ban").get(f"/staff/catalogue/?unit={asked}&page={asked}&state=all")
    assert page.status_code == 200 and page.context["chosen"] is None
