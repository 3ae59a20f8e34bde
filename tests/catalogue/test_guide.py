"""公开指南 and 公开目录 are made from what stands here and follow it at once; printable, and as files."""

import io
import json

import openpyxl
import pytest

from gongkai import shelf
from gongkai.acts import clock, verify
from gongkai.acts.facts import Span
from gongkai.assessment import facts
from gongkai.catalogue import outward
from gongkai.catalogue.models import Contact, Topic, TopicUnit
from gongkai.publication.models import Shown, Site
from tests.county import moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-03-02 10:00")
SAID = {
    "office": "办公室", "address": "试县蓬莱路1号", "hours": "工作日 9:00—17:00", "phone": "0825-7820000",
    "fax": "0825-7820001", "email": "gk@example.gov.cn", "postcode": "629300", "leader": "赵某", "duties": "管路",
}  # fmt: skip


@pytest.fixture
def at(stand_at):
    """Sets the clock."""
    stand_at("2026-03-02 10:00")
    return stand_at


@pytest.fixture
def house(county, at):
    """Columns for guide and catalogue, and one that the road bureau keeps."""
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn")

    def topic(code, name, kind, **values):
        values = {"says": name, "phase": "service", "column_type": kind, "refresh": "catalogue.guide"} | values
        return Topic.objects.create(code=code, name=name, **values)

    guide, listing = (
        topic("zhinan", "政府信息公开指南", "信息公开指南"),
        topic("mulu", "政府信息公开目录", "信息公开目录"),
    )
    roads = topic(
        "daolu", "道路养护", "其他", elements=["计划"], requires={"计划": "年度、里程"}, cites=["条例-20"],
        channels=["portal", "board"], refresh="disclosures.standing",
    )  # fmt: skip
    for one in (guide, listing, roads):
        TopicUnit.objects.create(topic=one, unit=county.roads, since=moment("2020-01-01").date())
    outward.show_all(NOW)
    return county


def text(part, unit="jyj"):
    return Shown.objects.live().filter(key=f"{part}:{unit}").first()


def page(client, part):
    return client.get(f"/d/{text(part).address}/").content.decode()


def write(client, **more):
    return client.post("/staff/catalogue/units/contact/", SAID | more)


@pytest.mark.provision("BW-6.1.1")
def test_guide_and_catalogue_are_made_from_live_data_and_carry_their_date(house, sign_in, client, at):
    write(sign_in("xin"))
    guide = page(client, "guide")
    for words in (
        "试县交通运输局政府信息公开指南", "道路养护", "政府门户网站、公开栏", "试县蓬莱路1号", "0825-7820001",
        "工作日 9:00—17:00", "20个工作日内答复", "办公室", "2026-03-02",
    ):  # fmt: skip
        assert words in guide, words
    listing = page(client, "catalogue")
    for words in ("道路养护", "计划：年度、里程", "《中华人民共和国政府信息公开条例》", "每年1月1日至1月15日"):
        assert words in listing, words
    assert "试县交通运输局政府信息公开指南" in client.get("/c/zhinan/").content.decode()
    assert "试县蓬莱路1号" in client.get("/u/jyj/").content.decode()
    assert not list(verify.faults())


@pytest.mark.provision("KF-T1.10", "KF-T3.7")
def test_how_to_apply_to_a_unit_is_told_with_its_channels_the_limits_and_the_form(house, sign_in, client, at):
    Topic.objects.create(
        code="shenqing", name="依申请公开", says="申请", phase="service", column_type="依申请公开", navigated=True
    )
    write(sign_in("xin"), fax="")
    told = page(client, "apply")
    for words in (
        "试县交通运输局政府信息公开申请说明", "寄到试县蓬莱路1号办公室", "发邮件到gk@example.gov.cn",
        "7个工作日内一次性告知", "20个工作日内答复", "<caption>政府信息公开申请表</caption>", "所需政府信息",
    ):  # fmt: skip
        assert words in told, words
    assert "传真到" not in told and "用途" not in told.replace("不用说明理由和用途", "")
    assert "试县交通运输局政府信息公开申请说明" in client.get("/t/apply/").content.decode()
    write(sign_in("xin"), fax="0825-7820001")
    assert "发传真到0825-7820001" in page(client, "apply")


@pytest.mark.provision("BW-6.2.1")
def test_what_is_given_on_request_is_listed_with_content_ground_and_date_and_follows_at_once(
    house, sign_in, client, at
):
    Topic.objects.create(code="shenqing", name="依申请公开", says="申请", phase="service", column_type="依申请公开")
    write(sign_in("xin"))
    assert "没有专门列明依申请公开的事项" in page(client, "apply")
    asked = {
        "code": "keyun", "name": "客运线路经营档案", "says": "档案", "elements": "许可文本\n经营期限",
        "cites": "条例-27", "channels": ["portal"], "units": "交运局", "audience": "public", "manner": "request",
        "level": "both", "phase": "service", "column_type": "其他", "on": "2026-03-02",
    }  # fmt: skip
    at("2026-03-03 10:00")
    assert sign_in("ban").post("/staff/catalogue/topics/new/", asked).status_code == 302
    listed = page(client, "apply")
    for words in ("六、依申请公开目录", "客运线路经营档案", "许可文本；经营期限", "第二十七条", "2026-03-03"):
        assert words in listed, words
    assert client.get("/c/keyun/").status_code == 404  # no column of it: it is given to those who ask
    assert "客运线路经营档案" not in page(client, "catalogue")
    changed = asked | {"manner": "proactive", "on": "2026-03-03"}
    assert sign_in("ban").post("/staff/catalogue/keyun/change/", changed).status_code == 302
    assert "客运线路经营档案" not in page(client, "apply") and "客运线路经营档案" in page(client, "catalogue")


@pytest.mark.provision("KF-3.2")
def test_both_follow_at_once_and_their_date_moves_only_when_they_say_something_new(house, sign_in, client, at):
    write(sign_in("xin"))
    at("2026-04-02 10:00")
    outward.show_all(clock.now())
    assert text("guide").moment == NOW and text("catalogue").moment == NOW
    write(sign_in("xin"), phone="0825-7829999")
    assert "0825-7829999" in page(client, "guide") and "0825-7820000" not in page(client, "guide")
    assert text("guide").moment == clock.now() and text("catalogue").moment == NOW
    assert "随单位、栏目或联系方式的变动更新" in page(client, "guide")
    topic = {
        "name": "公路养护", "says": "路", "elements": "计划\n验收", "channels": ["portal"], "units": "交运局",
        "phase": "result", "audience": "public", "manner": "proactive", "level": "both", "column_type": "其他",
        "on": "2026-04-02",
    }  # fmt: skip
    at("2026-05-06 10:00")
    sign_in("ban").post("/staff/catalogue/daolu/change/", topic)
    assert "公路养护" in page(client, "guide") and "验收" in page(client, "catalogue")
    assert text("catalogue").moment == clock.now()


def test_the_measure_of_fresh_columns_reads_their_date_as_of_its_day(house, sign_in, at):
    def stale(day):
        span = Span(moment("2026-01-01").date(), moment(day).date(), moment(f"{day} 23:59"))
        return facts.stale([house.roads], span)

    assert "政府信息公开指南：从未公开" in " ".join(stale("2026-03-02").says[house.roads.pk])
    write(sign_in("xin"))
    assert "指南" not in " ".join(stale("2026-03-02").says[house.roads.pk])
    assert "政府信息公开指南：从未公开" in " ".join(stale("2026-03-01").says[house.roads.pk])
    assert "政府信息公开指南：超期" in " ".join(stale("2027-03-10").says[house.roads.pk])


def test_the_catalogue_is_there_as_xlsx_and_json(house, client):
    answer = client.get("/c/catalogue.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert any("道路养护" in row and "计划：年度、里程" in row and "交运局" in row for row in rows)
    said = json.loads(client.get("/c/catalogue.json").content)
    (roads,) = [one for one in said["columns"] if one["code"] == "daolu"]
    assert roads["url"] == "https://www.example.gov.cn/c/daolu/" and roads["keepers"] == ["交运局"]
    again = client.get("/c/catalogue.json", HTTP_IF_NONE_MATCH=client.get("/c/catalogue.json")["ETag"])
    assert again.status_code == 304


def test_internal_topics_stand_in_none_of_it(house, sign_in, client):
    topic = Topic.objects.create(
        code="neibu", name="机关内部账", says="账", phase="result", column_type="其他", audience="internal"
    )
    TopicUnit.objects.create(topic=topic, unit=house.roads)
    write(sign_in("xin"))
    pages = [page(client, "guide"), page(client, "catalogue"), client.get("/c/catalogue.json").content.decode()]
    assert not [one for one in pages if "机关内部账" in one]


def test_a_unit_that_ends_takes_guide_and_catalogue_along(house, sign_in):
    write(sign_in("xin"))
    house.roads.until = moment("2026-03-31").date()
    house.roads.save()
    assert not outward.out_of_step(moment("2026-03-31 10:00"))
    assert outward.out_of_step(moment("2026-04-01 10:00"))
    outward.show_all(moment("2026-04-01 10:00"))
    assert text("guide") is None and text("catalogue") is None


def test_who_may_write_a_contact(house, sign_in, client):
    assert write(client).status_code == 302 and not Contact.objects.exists()
    assert write(sign_in("fen")).status_code == 403
    url = f"/staff/catalogue/units/contact/?unit={house.roads.pk}"
    assert sign_in("zhen").post(url, SAID).status_code == 404
    sign_in("ban").post(url, SAID)
    assert Contact.objects.get().unit == house.roads
    answer = sign_in("ban").post(url, SAID)
    assert answer.status_code == 409 and "没有改动" in answer.content.decode()


def test_nothing_is_written_where_something_is_missing(house, sign_in):
    answer = write(sign_in("xin"), phone="")
    assert "请填写联系电话" in answer.content.decode() and not Contact.objects.exists()


def test_limits_are_the_shelfs(house):
    assert str(shelf.here()["foi.reply"].span) == "20个工作日"
