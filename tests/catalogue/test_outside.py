"""The province's catalogue (DY-3.4): its columns mapped to topics, what is new since the last return, kept fresh."""

import io
import json
from datetime import date, datetime

import openpyxl
import pytest

from gongkai import shelf
from gongkai.acts import clock, verify
from gongkai.acts.models import Installation
from gongkai.catalogue.models import OutsideCatalogue, OutsideColumn, Topic
from gongkai.publication import door
from gongkai.publication.models import Site
from gongkai.publication.records import DocumentRecord
from tests.county import moment
from tests.tables.files import rows

pytestmark = pytest.mark.django_db
NOW = moment("2026-02-03 10:00")
INDEX = "/staff/catalogue/office/outside/"
NAME = "省政府信息公开目录管理系统"


@pytest.fixture(autouse=True)
def here(monkeypatch, db):
    monkeypatch.setattr(shelf, "here", lambda: shelf.limits("kf"))
    Installation.objects.create(born=NOW, told=NOW, label="试")
    clock.forget()
    yield
    clock.forget()


@pytest.fixture
def house(county):
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn")
    values = {"says": "x", "phase": "result", "column_type": "其他", "refresh": "catalogue.refresh"}
    for code, name in (("chufa", "行政处罚"), ("xuke", "行政许可")):
        Topic.objects.create(code=code, name=name, **values)
    show(1, "chufa", "处罚决定一", "2026-01-05 09:00")
    show(2, "chufa", "处罚决定二", "2026-02-02 09:00")
    show(3, "xuke", "许可决定", "2026-01-05 09:00")
    return county


def show(key, column, title, when):
    record = DocumentRecord(
        key=f"disclosure:{key}", title=title, column=column, unit="jyj", unit_name="试县交通运输局",
        published=moment(when), html="<p>文</p>", index_no=f"jyj-2026-{key}", formed=moment(when).date(),
    )  # fmt: skip
    door.show(record, NOW)


def mapped(office):
    office.post(INDEX, {"name": NAME})
    found = OutsideCatalogue.objects.get()
    sheet = rows(
        ["外部代码", "外部名称", "本地栏目"],
        ["S01", "处罚", "行政处罚"],
        ["S02", "许可", "xuke"],
        ["S03", "规划", None],
    )
    office.post(f"{INDEX}{found.pk}/import/", {"file": io.BytesIO(sheet)})
    return found


@pytest.mark.provision("DY-3.4")
def test_each_outside_column_tells_how_fresh_it_is_and_what_is_new_goes_out_under_its_codes(house, sign_in):
    office = sign_in("ban")
    found = mapped(office)
    page = office.get(f"{INDEX}{found.pk}/")
    seen = [
        (one.column.code, one.seen and one.seen.state.value, one.seen and one.seen.idle)
        for one in page.context["lines"]
    ]
    # From 5 January to 3 February 2026 there are 21 working days; the limit is twenty.
    assert seen == [("S01", "正常", 1), ("S02", "超期", 21), ("S03", None, None)]
    answer = office.get(f"{INDEX}{found.pk}/?since=2026-02-01&export=json")
    said = json.loads(answer.content)
    assert said["条数"] == 1 and said["目录"] == NAME
    (item,) = said["信息"]
    assert (item["外部代码"], item["外部名称"], item["标题"], item["索引号"]) == (
        "S01",
        "处罚",
        "处罚决定二",
        "jyj-2026-2",
    )
    assert item["公布时间"] == "2026-02-02 09:00" and item["网址"].startswith("https://www.example.gov.cn/d/")
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{INDEX}{found.pk}/?since=2026-01-01&export=xlsx").content))
    lines = list(book.active.iter_rows(values_only=True))
    titles = [row[2] for row in lines]
    assert {type(row[7]) for row in lines if row[0] in ("S01", "S02")} == {datetime}, "a moment is a moment"
    assert [title for title in titles if title and "决定" in title] == ["处罚决定一", "许可决定", "处罚决定二"]
    assert not list(verify.faults())


def test_a_return_is_written_down_and_the_next_begins_where_it_ended(house, sign_in):
    office = sign_in("ban")
    found = mapped(office)
    office.post(f"{INDEX}{found.pk}/deliver/?since=2026-01-01")
    page = office.get(f"{INDEX}{found.pk}/")
    assert "报送 2026-01-01 至 2026-02-03 公布的信息 3 条" in page.content.decode()
    assert page.context["since"] == date(2026, 2, 3) and page.context["many"] == 0


def test_a_column_is_mapped_anew_and_ended_by_form(house, sign_in):
    office = sign_in("ban")
    found = mapped(office)
    said = {"code": "S03", "name": "发展规划", "topic": Topic.objects.get(code="xuke").pk}
    office.post(f"{INDEX}{found.pk}/column/", said)
    assert OutsideColumn.objects.get(code="S03").topic.code == "xuke"
    office.post(f"{INDEX}{found.pk}/column/", said | {"ended": "on"})
    page = office.get(f"{INDEX}{found.pk}/")
    assert [one.column.code for one in page.context["lines"]] == ["S01", "S02"]
    assert "“发展规划”（S03）停用" in page.content.decode()


def test_a_wrong_table_is_refused_by_row_and_nothing_is_written(house, sign_in):
    office = sign_in("ban")
    office.post(INDEX, {"name": NAME})
    found = OutsideCatalogue.objects.get()
    sheet = rows(["外部代码", "外部名称", "本地栏目"], ["S01", "处罚", "没有的栏目"], ["S01", None, None])
    answer = office.post(f"{INDEX}{found.pk}/import/", {"file": io.BytesIO(sheet)})
    text = answer.content.decode()
    assert answer.status_code == 409 and "第2行C列" in text and "这里没有栏目“没有的栏目”" in text
    assert "外部代码和名称都要填" in text
    assert not OutsideColumn.objects.exists()


def test_withdrawn_items_are_in_no_return(house, sign_in):
    office = sign_in("ban")
    found = mapped(office)
    door.withdraw(["disclosure:2"], at=NOW, reason="内容有误")
    answer = office.get(f"{INDEX}{found.pk}/?since=2026-02-01&export=json")
    assert json.loads(answer.content)["条数"] == 0 and "处罚决定二" not in answer.content.decode()


def test_roles(house, sign_in):
    found = mapped(sign_in("ban"))
    assert sign_in("xin").get(INDEX).status_code == 403
    assert sign_in("ling").get(f"{INDEX}{found.pk}/").status_code == 200
    assert sign_in("ling").post(f"{INDEX}{found.pk}/deliver/").status_code == 403
    assert sign_in("guan").post(INDEX, {"name": "另一个"}).status_code == 403
