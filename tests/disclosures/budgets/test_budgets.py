"""Budgets and final accounts through the desk: checked beside the form, clocked from their approval, told by year."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from gongkai import tables
from gongkai.acts import clock
from gongkai.acts.clocks import of
from gongkai.acts.facts import Span
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures import facts
from gongkai.disclosures.models import Disclosure
from gongkai.publication.models import Shown
from tests.county import moment

HEADS = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
GOOD = [
    ("", "合计", 100, 60, 40), ("214", "交通运输支出", 100, 60, 40), ("21401", "公路水路运输", 100, 60, 40),
    ("2140101", "行政运行", 60, 60, 0), ("2140106", "公路养护", 40, 0, 40),
]  # fmt: skip
TITLE = "试县交通运输局2025年部门预算"
NAMES = ("部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "政府性基金预算支出表")
WORDS = (
    "主要职责、机构设置见后。机关运行经费、政府采购、国有资产占用、绩效目标与上年比增长2%。"
    "一般公共预算基本支出表、一般公共预算“三公”经费支出表。"
)


@pytest.fixture
def now(monkeypatch):
    def at(text):
        monkeypatch.setattr(clock, "now", lambda: moment(text))
        for room in ("views", "authoring.pages", "budgets.pages", "seeing", "flow"):
            monkeypatch.setattr(f"gongkai.disclosures.{room}.now", lambda: moment(text), raising=False)

    at("2025-03-05 09:00")
    return at


@pytest.fixture
def column(county):
    topic = Topic.objects.create(
        code="yusuan", name="预算决算", says="预算和决算", phase="result", column_type="数据发布", catalogue="test",
        limits=["disclosures.department_budget", "disclosures.publish"],
    )  # fmt: skip
    for unit in (county.roads, county.town):
        TopicUnit.objects.create(topic=topic, unit=unit)
    county.topic = topic
    return topic


def workbook(rows, *, sheet="一般公共预算支出表"):
    columns = [tables.OutColumn(head) for head in HEADS]
    return tables.write_xlsx(None, [tables.OutSheet(sheet, columns, rows, sheet)])


def written(client, unit, column, rows, title=TITLE):
    upload = SimpleUploadedFile("2025年部门预算表.xlsx", workbook(rows))
    said = {
        "unit": unit.pk, "topic": column.pk, "title": title, "formed_on": "2025-03-03", "kind": "信息",
        "attribute": "proactive", "html": f"<p>{WORDS}{'、'.join(NAMES)}。</p>", "uploads": upload, "then": "check",
    }  # fmt: skip
    client.post("/staff/disclosures/form/", said)
    record = Disclosure.objects.latest("pk")
    return record, strip_tags(client.get(f"/staff/disclosures/{record.pk}/edit/").content.decode())


@pytest.mark.provision("SQ-4.2")
def test_a_budget_is_checked_beside_the_form_down_to_the_sheet_that_came_with_it(county, column, sign_in, now):
    client = sign_in("xin")
    _, page = written(client, county.roads, column, GOOD[:3])
    assert "没有列到项级：21401公路水路运输" in page and "附件《2025年部门预算表.xlsx》" in page
    wrong = [*GOOD[:4], ("2140106", "公路养护", 30, 0, 40)]
    _, page = written(client, county.roads, column, wrong)
    assert "加不起来：21401公路水路运输写的是100.00，下一级相加是90.00" in page
    _, page = written(client, county.roads, column, GOOD)
    assert "加不起来" not in page and "项级" not in page and "没有找到" not in page
    assert "还没有登记批准或批复的日期" in page and "20日内公开" in page


def test_elsewhere_nobody_is_asked_for_tables(county, write, sign_in, now):
    record = write(TITLE, html="<p>预算草案提请审议。</p>")
    assert "预算表" not in sign_in("xin").get(f"/staff/disclosures/{record.pk}/edit/").content.decode()


@pytest.mark.provision("SQ-4.2")
def test_the_twenty_days_run_from_the_approval_that_was_registered(county, column, write, publish, sign_in, now):
    record = write(TITLE, html=f"<p>{WORDS}</p>", at="2025-03-03 10:00")
    client = sign_in("xin")
    address = f"/staff/disclosures/{record.pk}/sanction/"
    assert "登记批准日期" in client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    refused = client.post(address, {"by": "本级财政部门", "on": "2025-03-09"})
    assert refused.status_code == 409 and "不能晚于现在" in refused.content.decode()
    assert client.post(address, {"by": "本级财政部门", "on": "2025-03-01"}).status_code == 302
    record.case.refresh_from_db()
    [found] = [one for one in of(record.case, moment("2025-03-05 09:00")) if one.limit.name.endswith("budget")]
    assert str(found.due) == "2025-03-21"
    publish(record, at="2025-03-25 10:00")
    now("2025-03-26 09:00")
    board = strip_tags(client.get("/staff/disclosures/budgets/?year=2025").content.decode())
    assert "逾期公开" in board and "2025-03-01 批准" in board and "2025-03-25 公开" in board
    span = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-01-01 00:00"))
    units = [county.roads, county.town]
    assert facts.budgets(units, span).values == {county.roads.pk: 1, county.town.pk: 0}
    assert facts.budgets_late(units, span).values == {county.roads.pk: 1, county.town.pk: 0}


def test_only_a_budget_is_approved(county, column, write, sign_in, now):
    record = write("关于调整办公时间的通知")
    answer = sign_in("xin").post(f"/staff/disclosures/{record.pk}/sanction/", {"by": "主管部门", "on": "2025-03-01"})
    assert answer.status_code == 409 and "只有预算决算栏目里的预算、决算" in answer.content.decode()


@pytest.mark.provision("TZ-1.3")
def test_running_costs_are_asked_for_kind_by_kind_and_stand_before_the_public(county, column, write, publish, sign_in):
    table = "<p>开支表</p><table><tr><td>项目</td><td>金额</td></tr>{}</table>"
    rows = "".join(f"<tr><td>{name}</td><td>1</td></tr>" for name in ("因公出国", "公务接待", "公务用车"))
    record = write("试县交通运输局2025年上半年行政经费公示", html=table.format(rows))
    client = sign_in("xin")
    page = client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "里没有差旅、会议" in page
    more = "".join(f"<tr><td>{name}</td><td>1</td></tr>" for name in ("差旅费", "会议费"))
    whole = write("试县交通运输局2025年上半年行政经费公示表", html=table.format(rows + more) + "<p>与上年持平。</p>")
    assert "里没有" not in client.get(f"/staff/disclosures/{whole.pk}/").content.decode()
    publish(whole)
    shown = Shown.objects.get(key=f"disclosure:{whole.pk}")
    public = client.get(f"/d/{shown.address}/").content.decode()
    assert all(name in public for name in ("因公出国", "差旅费", "公务接待", "公务用车", "会议费"))


@pytest.mark.provision("SQ-4.2")
def test_the_board_tells_by_unit_and_year_who_published_what_and_drafts_to_their_own_alone(
    county, column, write, publish, sign_in, now
):
    out = publish(write(TITLE))
    write("试县交通运输局2024年部门决算", at="2025-03-04 10:00")
    client = sign_in("zhen")
    page = client.get("/staff/disclosures/budgets/?year=2025").content.decode()
    assert f"/d/{Shown.objects.get(key=f'disclosure:{out.pk}').address}/" in page and "河边镇" in page
    assert "没有登记批准日期" in page
    assert "部门决算" not in client.get("/staff/disclosures/budgets/?year=2025").content.decode()
    assert "2024年部门决算" in sign_in("xin").get("/staff/disclosures/budgets/?year=2025").content.decode()
    sheet = tables.read(client.get("/staff/disclosures/budgets/?year=2025&export=xlsx").content).sheets[0]
    assert any(TITLE in str(row) for row in sheet.rows)


def test_an_approval_registered_after_the_publication_still_tells_whether_it_was_in_time(
    county, column, write, publish, sign_in, now
):
    record = publish(write(TITLE), at="2025-03-04 10:00")
    now("2025-03-20 09:00")
    said = {"by": "本级财政部门", "on": "2025-02-05"}
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/sanction/", said).status_code == 302
    assert "逾期公开" in sign_in("ban").get("/staff/disclosures/budgets/?year=2025").content.decode()
    said = {"by": "本级财政部门", "on": "2025-02-28"}
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/sanction/", said)
    assert "按期公开" in sign_in("ban").get("/staff/disclosures/budgets/?year=2025").content.decode()
