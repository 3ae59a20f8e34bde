"""填报表: goes out signed, comes back filled in anywhere, and does exactly what the form would have done (H12)."""

import io
import json
import subprocess

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.assessment import binding, marking, planning
from gongkai.assessment.models import Declaration, Mark
from gongkai.assessment.workbooks import making, returning
from tests.assessment.conftest import item
from tests.county import moment

AT = moment("2026-01-08 09:00")
pytestmark = pytest.mark.told("2026-01-08 09:00")


def book_of(client, campaign):
    answer = client.get(f"/staff/assessment/{campaign.pk}/workbook/sheet/")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def rows_of(book):
    """Excel rows of the sheet by (unit, item): the row's number."""
    page = book["填报"]
    return {(page.cell(n, 2).value, page.cell(n, 3).value): n for n in range(3, page.max_row + 1)}


def put(book, unit, title, value=None, reason=None):
    row = rows_of(book)[unit, title]
    if value is not None:
        book["填报"].cell(row, 5).value = value
    if reason is not None:
        book["填报"].cell(row, 6).value = reason
    return row


def packed(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client, campaign, book):
    data = book if isinstance(book, bytes) else packed(book)
    file = SimpleUploadedFile("填报表.xlsx", data)
    return client.post(f"/staff/assessment/{campaign.pk}/workbook/", {"file": file})


def confirm(client, campaign, page):
    return client.post(f"/staff/assessment/{campaign.pk}/workbook/", {"token": page.context["token"]})


def state(campaign):
    marks = Mark.objects.filter(campaign=campaign, current=True)
    return binding.of_marks(marks), sorted(marks.values_list("name", "unit", "source", "value", "reason", "by"))


def test_a_workbook_filled_in_offline_leaves_the_same_marks_as_the_form(county, campaign, sign_in):
    client = sign_in("kao")
    url = f"/staff/assessment/{campaign.pk}/marks/desk/"
    typed = {"交运局": ("20", ""), "河边镇": ("12.5", "缺会议记录")}
    form = {}
    for unit in (county.roads, county.town):
        form |= {f"value_{unit.pk}": typed[unit.name][0], f"reason_{unit.pk}": typed[unit.name][1]}
    book = book_of(client, campaign)
    assert client.post(url, form).status_code == 302
    by_form = state(campaign)
    Mark.objects.filter(campaign=campaign).delete()
    put(book, "交运局", "查阅材料", 20)
    put(book, "河边镇", "查阅材料", 12.5, "缺会议记录")
    looked = send(client, campaign, book)
    assert looked.status_code == 200 and "2 行有变动" in looked.content.decode()
    assert not Mark.objects.filter(campaign=campaign).exists()  # looking writes nothing
    assert confirm(client, campaign, looked).status_code == 302
    assert state(campaign) == by_form
    again = send(client, campaign, book_of(client, campaign))
    assert "0 行有变动" in again.content.decode()


def test_faults_name_their_cell_and_nothing_is_written(county, campaign, sign_in):
    client = sign_in("kao")
    book = book_of(client, campaign)
    good = put(book, "交运局", "查阅材料", 20)
    bad = put(book, "河边镇", "查阅材料", 25)
    page = send(client, campaign, book)
    assert page.status_code == 422 and f"第{bad}行E列，查阅材料，河边镇：应在0到20之间" in page.content.decode()
    assert confirm(client, campaign, page).status_code == 409
    put(book, "河边镇", "查阅材料", 12)
    assert f"第{bad}行F列，查阅材料，河边镇：扣了分要写明理由" in send(client, campaign, book).content.decode()
    put(book, "河边镇", "查阅材料", "很好", "x")
    assert "“很好”不是数字" in send(client, campaign, book).content.decode()
    book["填报"].cell(good, 5).value = "=10+10"
    assert f"第{good}行E列是公式" in send(client, campaign, book).content.decode()
    assert not Mark.objects.filter(campaign=campaign).exists()


def test_what_was_written_on_the_page_meanwhile_stays_and_what_both_changed_is_refused(county, campaign, sign_in):
    client = sign_in("kao")
    book = book_of(client, campaign)
    desk = item(campaign, "desk")
    marking.give(campaign, desk, [marking.Given(county.roads.pk, "18", "缺一份")], county.kao, AT)
    put(book, "河边镇", "查阅材料", 20)
    page = send(client, campaign, book)
    assert "1 行有变动；1 行在下载以后已在网页上改过" in page.content.decode()
    row = put(book, "交运局", "查阅材料", 15, "缺两份")
    page = send(client, campaign, book).content.decode()
    assert f"第{row}行E列，交运局：下载以后kao某在 2026-01-08 09:00 改为“18”" in page
    put(book, "交运局", "查阅材料", 18, "缺一份")  # the same as on the page is no quarrel
    page = send(client, campaign, book)
    assert confirm(client, campaign, page).status_code == 302
    assert [mark[3] for mark in state(campaign)[1]] == ["18", "20"]


def moved_number(book):
    book["填报"].cell(put(book, "交运局", "查阅材料"), 1).value = 77


def same_number_twice(book):
    page = book["填报"]
    for column in range(1, page.max_column + 1):
        page.cell(3, column).value = page.cell(4, column).value


def other_unit(book):
    book["填报"].cell(put(book, "交运局", "查阅材料"), 2).value = "河边镇"


def lost_row(book):
    book["填报"].delete_rows(put(book, "交运局", "查阅材料"))


def proof_changed(book):
    page = book["校验"]
    page["D3"].value = "0" * 64


def head_changed(book):
    page = book["校验"]
    page["A2"].value = page["A2"].value.replace("shixian", "jyj")


def proof_lost(book):
    del book["校验"]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (moved_number, "不是这份表原有的"),
        (same_number_twice, "的行号都是 2"),
        (other_unit, "行号与内容对不上"),
        (lost_row, "请不要删行"),
        (proof_changed, "校验页被改动过"),
        (head_changed, "校验页被改动过"),
        (proof_lost, "没有名为“校验”的工作表"),
    ],
)
def test_a_workbook_that_was_tampered_with_is_refused(county, campaign, sign_in, spoil, says):
    client = sign_in("kao")
    book = book_of(client, campaign)
    spoil(book)
    page = send(client, campaign, book)
    assert page.status_code == 422 and says in page.content.decode()


def test_a_workbook_of_another_campaign_post_or_installation_is_refused(county, campaign, sign_in, settings, tmp_path):
    plan = planning.Plan(
        "试县2024年考核", "shi-2025", moment("2024-01-01").date(), moment("2024-12-31").date(),
        [county.roads, county.town], {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    other = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    other.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    other.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    ours = making.workbook(campaign, county.kao, AT)
    with pytest.raises(returning.NotOurs, match="另一次考核"):
        returning.look_through(making.workbook(other, county.kao, AT), "x.xlsx", campaign, county.kao, AT)
    with pytest.raises(returning.NotOurs, match="另一个单位或者岗位"):
        returning.look_through(ours, "x.xlsx", campaign, county.san, AT)
    from gongkai.vault.keys import Keys

    settings.KEYS = Keys(tmp_path / "keys")
    with pytest.raises(returning.NotOurs, match="校验页被改动过"):
        returning.look_through(ours, "x.xlsx", campaign, county.kao, AT)


def test_rows_may_be_sorted_and_notes_stay(county, campaign, sign_in):
    client = sign_in("kao")
    book = book_of(client, campaign)
    page = book["填报"]
    first, second = 3, 4
    for column in range(1, page.max_column + 1):
        one, two = page.cell(first, column).value, page.cell(second, column).value
        page.cell(first, column).value, page.cell(second, column).value = two, one
    put(book, "交运局", "查阅材料", 20)
    assert confirm(client, campaign, send(client, campaign, book)).status_code == 302
    assert Mark.objects.get(campaign=campaign).unit == county.roads


def test_after_the_marking_no_workbook_is_taken(county, marked, sign_in):
    client = sign_in("kao")
    book = packed(book_of(client, marked))
    marked.case.take("compose", by=county.ban, at=AT)
    assert "不收填报表" in client.get(f"/staff/assessment/{marked.pk}/workbook/").content.decode()
    assert "不在评分中" in send(client, marked, book).content.decode()
    assert sign_in("xin").get(f"/staff/assessment/{marked.pk}/workbook/").status_code == 404


def test_the_hidden_page_holds_no_word_of_a_mark(county, campaign, sign_in):
    marking.give(campaign, item(campaign, "desk"), [marking.Given(county.roads.pk, "18", "机密的理由")], county.kao, AT)
    book = book_of(sign_in("kao"), campaign)
    assert book["校验"].sheet_state == "hidden"
    assert "机密" not in json.dumps([[cell.value for cell in row] for row in book["校验"].rows], ensure_ascii=False)


def test_libreoffice_opens_and_saves_it_and_it_is_still_ours(county, campaign, tmp_path):
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(making.workbook(campaign, county.kao, AT))
    done = subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out", path],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    saved = (tmp_path / "out" / "填报表.xlsx").read_bytes()
    assert returning.look_through(saved, "x.xlsx", campaign, county.kao, AT).changes == []


def test_nobody_fetches_or_hands_in_before_a_declaration(county, campaign, sign_in):
    Declaration.objects.all().delete()
    client, url = sign_in("kao"), f"/staff/assessment/{campaign.pk}/workbook/"
    assert "/declare/" in client.get(url).url and "/declare/" in client.get(f"{url}sheet/").url
    book = openpyxl.load_workbook(io.BytesIO(making.workbook(campaign, county.kao, AT)))
    put(book, "交运局", "查阅材料", 20)
    assert "先声明有没有要回避的单位" in send(client, campaign, book).content.decode()
