"""/staff/catalogue/office/import/: the national sheets come in as they are issued, told row by row before."""

import io

import openpyxl
import pytest
from openpyxl.styles import Alignment

from gongkai import shelf
from gongkai.acts import clock, verify
from gongkai.acts.models import Act, Installation
from gongkai.catalogue import loading
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.vocabulary import Channel
from tests.county import moment

pytestmark = pytest.mark.django_db
NOW = moment("2026-03-02 10:00")
FIELDS = {"jc14-shehui-jiuzhu": "社会救助", "jc15-yanglao-fuwu": "养老服务", "jc21-gonggong-falv": "公共法律服务"}
HEAD = (
    "序号",
    "公开事项",
    None,
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    None,
    "公开方式",
    None,
    "公开层级",
    None,
)
UNDER = (
    None,
    "一级事项",
    "二级事项",
    None,
    None,
    None,
    None,
    None,
    "全社会",
    "特定群体（请写明）",
    "主动",
    "依申请公开",
    "县级",
    "乡级",
)
BOXES = {
    "政府网站": "portal", "政府公报": "gazette", "两微一端": "wechat", "政务服务中心": "service_hall",
    "社区/企事业单位/村公示栏（电子屏）": "board", "精准推送": "push",
    "入户/现场": "on_site", "公开查阅点": "reading_point",
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(db, settings, tmp_path):
    settings.DATA, settings.SCANNER = tmp_path, ""
    Installation.objects.create(born=NOW, told=NOW, label="试")
    clock.forget()
    yield
    clock.forget()


def national(*names, change=lambda sheet: None):
    """A workbook of the national layout: a title, two rows of headings, first-level matters merged over their rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(FIELDS[name])
        _fill(sheet, FIELDS[name], list(loading.read(name).topics))
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet, field, topics):
    sheet.append([f"（十四）{field}领域基层政务公开标准目录"])
    sheet.merge_cells("A1:N1")
    sheet.append(HEAD)
    sheet.append(UNDER)
    for area in ("B2:C2", "I2:J2", "K2:L2", "M2:N2", "A2:A3", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3"):
        sheet.merge_cells(area)
    names, shelves = {topic.code: topic.name for topic in topics}, {topic.parent for topic in topics}
    first, begun = None, 4
    for topic in topics:
        if topic.code in shelves:
            continue
        row = sheet.max_row + 1
        if names[topic.parent] != first:
            if first and row - 1 > begun:
                sheet.merge_cells(f"B{begun}:B{row - 1}")
            first, begun = names[topic.parent], row
            sheet.cell(row, 2, first)
        for column, value in zip("ACDEFGHIJKLMN", _cells(topic, row - 3), strict=True):
            sheet[f"{column}{row}"] = value
            sheet[f"{column}{row}"].alignment = Alignment(wrap_text=True)
    if sheet.max_row > begun:
        sheet.merge_cells(f"B{begun}:B{sheet.max_row}")


def _cells(topic, number):
    boxes = "\n".join(f"{'■' if code in topic.channels else '□'}{name}" for name, code in BOXES.items())
    by = "、".join({"township": "乡镇人民政府"}.get(one, one) for one in topic.by)
    return (
        number, topic.name, "；\n".join(f"{place}.{one}" for place, one in enumerate(topic.elements, 1)), topic.basis,
        topic.limit_says, by, boxes, "√" if topic.audience == "public" else None,
        topic.audience_says or None, "√" if topic.manner == "proactive" else None,
        "√" if topic.manner == "request" else None, "√" if topic.level in ("county", "both") else None,
        "√" if topic.level in ("township", "both") else None,
    )  # fmt: skip


def look(client, content, name="标准目录.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/staff/catalogue/office/import/", {"file": file})


def take(client, answer):
    said = {"take": "1", "kept": answer.context["kept"], "called": answer.context["called"]}
    return client.post("/staff/catalogue/office/import/", said | {"seen": answer.context["plan"].digest})


def paths():
    found = {}
    for topic in Topic.objects.filter(children=None).exclude(code="tzgg"):
        found[tuple(one.name for one in topic.path())] = topic
    return found


@pytest.mark.provision("BW-6.1.5")
def test_three_fields_come_in_as_they_are_issued_and_say_what_the_shipped_samples_say(sign_in, county):
    county.roads.name = "民政局"
    county.roads.save()
    office = sign_in("ban")
    answer = look(office, national(*FIELDS))
    assert not Topic.objects.exclude(code="tzgg").exists(), "looking through writes nothing"
    assert answer.context["plan"].says == "新增 42 项，改动 0 项，没有变化 0 项，有错 0 项"
    assert "没有找到单位“司法局”" in answer.content.decode()
    take(office, answer)
    got = paths()
    for name in FIELDS:
        topics = loading.read(name).topics
        names, parents = {one.code: one.name for one in topics}, {one.code: one.parent for one in topics}
        for topic in topics:
            if topic.code in {one.parent for one in topics}:
                continue
            row = got[names[parents[topic.parent]], names[topic.parent], topic.name]
            assert tuple(row.elements) == topic.elements
            assert (row.basis, row.limit_says, row.level) == (topic.basis, topic.limit_says, topic.level)
            assert (row.audience, row.audience_says, row.manner) == (topic.audience, topic.audience_says, topic.manner)
            assert set(row.channels) - {Channel.WEIBO, Channel.SCREEN} == set(topic.channels) - {"weibo", "screen"}
            assert row.by == [one for one in topic.by if one != "司法局"]
    assert got["社会救助领域", "最低生活保障", "低保审批信息"].limits == ["disclosures.publish"]
    kept = {row.topic.name for row in TopicUnit.objects.filter(unit=county.town)}
    assert "低保审核信息" in kept and "政策法规文件" not in kept
    assert not list(verify.faults())


def test_the_same_file_again_changes_nothing_and_a_change_is_told_in_words(sign_in, county):
    office = sign_in("ban")
    take(office, look(office, national("jc15-yanglao-fuwu")))
    again = look(office, national("jc15-yanglao-fuwu"))
    assert again.context["plan"].says == "新增 0 项，改动 0 项，没有变化 8 项，有错 0 项"

    def change(sheet):
        sheet["F5"] = "及时公开"

    changed = look(office, national("jc15-yanglao-fuwu", change=change))
    (line,) = changed.context["plan"].changed
    assert line.where == "养老服务 第5行" and line.title == "养老服务领域 / 通用政策 / 扶持政策措施"
    assert "时限原文由“信息形成或者变更之日起20个工作日内”改为“及时公开”" in line.says
    take(office, changed)
    topic = paths()["养老服务领域", "通用政策", "扶持政策措施"]
    assert topic.limit_says == "及时公开" and topic.limits == []
    last = Act.objects.filter(case__topic_entry__topic=topic).order_by("-number").first()
    assert last.detail["says"].startswith("按《标准目录.xlsx》")


@pytest.mark.parametrize(
    ("place", "value", "says", "where"),
    [
        ("D4", None, "“公开内容（要素）”空着，请补填", "第4行D列"),
        ("I4", None, "没有勾选公开对象", "第4行I列"),
        ("K4", None, "没有勾选公开方式", "第4行K列"),
        ("M4", "也许", "“也许”看不懂，请打√或者空着", "第4行M列"),
        ("M4", None, "没有勾选公开层级", "第4行M列"),
        ("H4", "□政府网站", "没有勾选公开渠道", "第4行H列"),
        ("C5", "养老服务政策文件", "和第4行是同一个事项", "第5行"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_taken(sign_in, county, place, value, says, where):
    def change(sheet):
        sheet[place] = value

    office = sign_in("ban")
    answer = look(office, national("jc15-yanglao-fuwu", change=change))
    (line,) = answer.context["plan"].wrong
    assert says in line.says and where in line.where
    assert "有错" in take(office, answer).content.decode()
    assert not Topic.objects.exclude(code="tzgg").exists()


def test_ticks_under_a_heading_for_each_channel_are_read_too(sign_in, county):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["就业领域基层政务公开标准目录"])
    sheet.append(
        [
            "公开事项",
            None,
            "公开内容（要素）",
            "公开依据",
            "公开时限",
            "公开渠道和载体",
            None,
            "公开对象",
            "公开方式",
            "公开层级",
            None,
        ]
    )
    sheet.append(["一级事项", "二级事项", None, None, None, "政府网站", "两微一端", "全社会", "主动", "县级", "乡级"])
    for area in ("A2:B2", "F2:G2", "J2:K2", "C2:C3", "D2:D3", "E2:E3"):
        sheet.merge_cells(area)
    sheet.append(
        [
            "就业信息服务",
            "岗位信息",
            "招聘单位；岗位要求",
            "《就业促进法》",
            "20个工作日内",
            "√",
            "√",
            "√",
            "√",
            "√",
            None,
        ]
    )
    out = io.BytesIO()
    book.save(out)
    office = sign_in("ban")
    take(office, look(office, out.getvalue()))
    topic = paths()["就业领域", "就业信息服务", "岗位信息"]
    assert (topic.code, topic.channels) == ("jc16-02", ["portal", "weibo", "wechat"])
    assert (topic.level, topic.elements) == ("county", ["招聘单位", "岗位要求"])


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"%PDF-1.4", b"a,b\n1,2\n", b""])
def test_a_file_that_is_no_such_table_is_refused_in_words(sign_in, county, content):
    answer = look(sign_in("ban"), content)
    assert "plan" not in answer.context or not answer.context["plan"].changes
    assert "error" in answer.content.decode()
    assert Topic.objects.count() == 1


def test_only_the_office_imports(sign_in, county):
    assert look(sign_in("xin"), national("jc15-yanglao-fuwu")).status_code == 403


def test_a_shipped_sample_is_taken_over_after_its_difference_was_seen(sign_in, county):
    office = sign_in("ban")
    assert "社会救助领域基层政务公开标准目录（样例）" in office.get("/staff/catalogue/office/sources/").content.decode()
    page = office.get("/staff/catalogue/office/sources/jc14-shehui-jiuzhu/")
    assert "新增事项“低保办事指南”" in page.content.decode() and Topic.objects.count() == 1
    wrong = office.post("/staff/catalogue/office/sources/jc14-shehui-jiuzhu/", {"seen": "0" * 64})
    assert wrong.status_code == 409 and Topic.objects.count() == 1
    office.post("/staff/catalogue/office/sources/jc14-shehui-jiuzhu/", {"seen": page.context["seen"]})
    topic = Topic.objects.get(name="低保办事指南")
    assert topic.catalogue == "jc14-shehui-jiuzhu"
    office.post(
        f"/staff/catalogue/{topic.code}/change/",
        {
            "name": "低保指南", "says": "低保", "elements": "条件", "channels": ["portal"], "audience": "public",
            "cites": "条例-20", "manner": "proactive", "level": "both", "phase": "service", "column_type": "其他",
            "on": "2026-03-02", "parent": topic.parent_id,
        },
    )  # fmt: skip
    page = office.get("/staff/catalogue/office/sources/jc14-shehui-jiuzhu/").content.decode()
    assert "“低保指南”的名称保留这里定的“低保指南”；目录文件写的是“低保办事指南”" in page
    assert "没有差异" in page
    assert not list(verify.faults())


def test_the_shipped_samples_are_marked_as_such():
    for name in FIELDS:
        assert "样例" in loading.read(name).title and name in shelf.names("catalogue")
