"""The yearly report from its count to the public page, by the people who do it (BW-6.1.2, 条例-49, 条例-50)."""

import re
from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.assessment import facts
from gongkai.foi.handling import charging, parting
from gongkai.publication import door
from gongkai.reports import figures, gates
from gongkai.reports.models import Change, Report
from tests.county import moment
from tests.reports.conftest import answer

HOME = "/staff/reports/"
REPORTED = {
    "t2.rules.made": "0", "t2.rules.repealed": "0", "t2.rules.in_force": "0", "t2.licences.decided": "120",
    "t2.penalties.decided": "31", "t2.coercion.decided": "0", "t2.fees.amount": "3.5",
}  # fmt: skip
OVER = moment("2026-01-12 10:00")


@pytest.fixture
def withdrawn(a_year):
    """One of the year was withdrawn by who asked: done with, otherwise."""
    parting.withdraw_many([parting.Withdrawn(a_year["gone"], date(2025, 7, 3))], moment("2025-07-03 10:00"))
    return a_year


@pytest.fixture
def report(county, withdrawn, nianbao, stand_at, sign_in):
    """Begun by the bureau's officer in January."""
    stand_at(OVER)
    assert sign_in("xin").post(f"{HOME}new/", {"year": 2025}).status_code == 302
    return Report.objects.get()


@pytest.fixture
def filled(county, report, sign_in):
    """With the figures the house cannot count, and with its prose."""
    client, url = sign_in("xin"), f"{HOME}{report.pk}/"
    assert client.post(f"{url}reported/", REPORTED | {"reason": "法制股台账、财务股决算"}).status_code == 302
    report.case.refresh_from_db()
    words = {name: re.sub(r"〔[^〕]*〕", "已经按要求做到。", said) for name, said in report.words.items()}
    assert client.post(f"{url}words/", words | {"version": report.case.version}).status_code == 302
    report.refresh_from_db()
    report.case.refresh_from_db()
    return report


def take(client, report, step, words=""):
    report.case.refresh_from_db()
    return client.post(f"{HOME}{report.pk}/{step}/", {"words": words, "read": report.case.content})


def published(county, report, sign_in):
    for who, step in (("xin", "submit"), ("fen", "approve"), ("fa", "publish")):
        answer_ = take(sign_in(who), report, step)
        assert answer_.status_code == 302, answer_.content.decode()
    report.refresh_from_db()
    report.case.refresh_from_db()
    return report


def test_every_cell_is_counted_and_opens_its_cases(county, report, withdrawn, sign_in):
    found = figures.of(report)
    rows = {row: found[f"t3.{row}.c7"] for row in ("r1", "r2", "r3_1", "r3_4_1", "r3_5_2", "r3_6_3", "r3_7", "r4")}
    assert rows == {"r1": 6, "r2": 2, "r3_1": 1, "r3_4_1": 2, "r3_5_2": 1, "r3_6_3": 1, "r3_7": 5, "r4": 3}
    assert found["t3.r3_4_1.c2"] == 1 and found["t3.r3_6_3.c3"] == 1 and found["t3.r3_2.c7"] == 0
    assert found["t2.licences.decided"] is None  # nobody counts them here, and nothing missing is nought
    page = sign_in("xin").get(f"{HOME}{report.pk}/cells/t3.r4.c7/").content.decode()
    left = [withdrawn[name].case.title for name in ("r2", "late", "last")]
    assert "是哪些件（3）" in page and all(title in page for title in left)
    assert withdrawn["firm"].case.title not in page
    assert ">K1<" not in sign_in("xin").get(f"{HOME}{report.pk}/").content.decode()


@pytest.mark.provision("BW-6.1.2", "条例-49")
def test_a_report_goes_from_its_count_to_the_public_in_time(county, filled, sign_in, client):
    assert take(sign_in("fen"), filled, "approve").status_code in (403, 409)
    assert Due.objects.get(case=filled.pk).due.astimezone(OVER.tzinfo).date() == date(2026, 1, 31)
    row = published(county, filled, sign_in)
    shown = door.shown(f"annual:{row.pk}")
    client.logout()
    page = client.get(f"/d/{shown.address}/").content.decode()
    heads = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "六、其他需要报告的事项",
    )
    assert all(head in page for head in heads) and "试县交通运输局2025年政府信息公开工作年度报告" in page
    assert page.count("<table>") == 3 and "120" in page and "本年收费金额" in page and "〔" not in page
    assert "法制股台账" not in page  # the source is for the house
    assert f"/d/{shown.address}/" in client.get("/c/nianbao/").content.decode()
    assert f"/d/{shown.address}/" in client.get("/t/").content.decode()
    assert [one["name"].rpartition(".")[2] for one in row.files] == ["pdf", "docx", "xlsx"]
    done = Due.objects.get(case=row.pk)
    assert done.done is not None and done.done <= done.due
    assert "按时公布" in sign_in("ban").get(f"{HOME}progress/").content.decode()


def test_gaps_bar_the_way_and_are_told(county, report, sign_in):
    client = sign_in("xin")
    refused = take(client, report, "submit").content.decode()
    assert "还有 7 格没有数" in refused and "没有发生的请写 0" in refused and "里还有没有填的地方" in refused
    assert client.post(f"{HOME}{report.pk}/reported/", REPORTED | {"reason": ""}).status_code == 200
    assert Change.objects.count() == 0
    bad = client.post(f"{HOME}{report.pk}/reported/", REPORTED | {"t2.licences.decided": "三", "reason": "台账"})
    assert "不是数字" in bad.content.decode()


def test_a_changed_figure_keeps_what_was_counted_and_why(county, filled, sign_in):
    client, cell = sign_in("xin"), f"{HOME}{filled.pk}/cells/t3.r3_1.c1/"
    assert client.post(cell, {"t3.r3_1.c1": "2", "reason": ""}).status_code == 200
    assert client.post(cell, {"t3.r3_1.c1": "2", "reason": "纸质登记的一件没有录入"}).status_code == 302
    assert figures.of(filled)["t3.r3_7.c7"] == 6
    page = client.get(cell).content.decode()
    assert "报告里是 <strong>2</strong>，系统统计的是 1" in page and "纸质登记的一件没有录入" in page
    assert "K1：自然人" in take(client, filled, "submit").content.decode()  # the others have to follow
    assert client.post(cell, {"t3.r3_1.c1": "", "reason": "改错了"}).status_code == 302
    assert figures.of(filled)["t3.r3_1.c1"] == 1
    assert sign_in("mi").post(cell, {"t3.r3_1.c1": "2", "reason": "试"}).status_code == 403
    assert sign_in("zhen").get(cell).status_code == 404  # another unit's


def test_who_wrote_it_last_does_not_agree_to_it_and_a_review_falls_with_a_change(county, filled, sign_in):
    assert take(sign_in("xin"), filled, "submit").status_code == 302
    assert sign_in("xin").get(f"{HOME}{filled.pk}/words/").status_code == 404  # out of the writer's hands
    assert "由该单位的人办" in take(sign_in("ling"), filled, "approve").content.decode()
    assert take(sign_in("fen"), filled, "return", "问题写得太空").status_code == 302
    stale = {**filled.words, "version": filled.case.version - 1}
    assert sign_in("xin").post(f"{HOME}{filled.pk}/words/", stale).status_code == 409


def test_a_past_day_gives_the_same_figures_again(county, filled, withdrawn, sign_in, stand_at):
    """One is answered after the count; the count of the old day is what it was, a new one moves."""
    answer(county, withdrawn["last"], "not_held", "2026-01-13")
    stand_at("2026-01-14 10:00")
    client, url = sign_in("xin"), f"{HOME}{filled.pk}/"
    assert "每一格都和报告统计的一样" in client.get(f"{url}as-of/", {"day": "2026-01-12"}).content.decode()
    past = client.get(f"{url}as-of/", {"day": "2025-06-30"}).content.decode()
    assert "不一样的有" in past and "本年新收政府信息公开申请数量（总计）" in past
    take(client, filled, "count")
    assert figures.of(filled)["t3.r4.c7"] == 3 and figures.of(filled)["t2.licences.decided"] == 120


def test_the_last_part_tells_what_applicants_paid_in_the_year(county, asked, stand_at, sign_in):
    """101 pages are 720 yuan, paid in the year; 31 pages of another, 10 yuan, are paid in the next."""
    for pages, day in ((101, "2025-11-10"), (31, "2026-01-05")):
        one, told = asked("2025-10-09"), moment("2025-10-15 10:00")
        charging.charge_many([charging.Charged(one, "page", pages, told.date(), county.xin)], told)
        paid = moment(f"{day} 10:00")
        charging.reach_many([charging.Reached(one, told.date(), county.xin)], told)
        charging.pay([one], paid.date(), county.xin, paid)
    stand_at(OVER)
    sign_in("xin").post(f"{HOME}new/", {"year": 2025})
    assert "2025年收取信息处理费720元" in Report.objects.get().words["other"]


def test_next_year_is_held_against_this_years_report(county, filled, sign_in, stand_at):
    published(county, filled, sign_in)
    stand_at("2027-01-05 10:00")
    client = sign_in("xin")
    client.post(f"{HOME}new/", {"year": 2026})
    following = Report.objects.get(year=2026)
    assert figures.of(following)["t3.r2.c7"] == 3
    assert ">K4<" not in client.get(f"{HOME}{following.pk}/").content.decode()
    cell = f"{HOME}{following.pk}/cells/t3.r2.c1/"
    client.post(cell, {"t3.r2.c1": "4", "reason": "漏了一件"})
    assert "上年的报告写结转 3" in client.get(f"{HOME}{following.pk}/").content.decode()
    client.post(f"{HOME}{following.pk}/explain/", {"reason": "上年漏登一件，今年补登"})
    assert "K4 已说明：上年漏登一件" in client.get(f"{HOME}{following.pk}/").content.decode()


def test_a_published_report_is_put_right_at_its_address_with_its_history(county, filled, sign_in, stand_at, client):
    row = published(county, filled, sign_in)
    address = door.shown(f"annual:{row.pk}").address
    stand_at("2026-02-03 10:00")
    assert take(sign_in("xin"), row, "amend", "表二许可数写错").status_code == 302
    sign_in("xin").post(f"{HOME}{row.pk}/cells/t2.licences.decided/", {"t2.licences.decided": "121", "reason": "核对"})
    published(county, row, sign_in)
    client.logout()
    page = client.get(f"/d/{address}/").content.decode()
    assert "121" in page and "更正后重新公布" in page
    assert Due.objects.get(case=row.pk).done.astimezone(OVER.tzinfo).date() == date(2026, 1, 12)
    assert take(sign_in("fa"), row, "withdraw", "正文写了不该公开的内容").status_code == 302
    client.logout()
    gone = client.get(f"/d/{address}/")
    assert gone.status_code == 410 and "不该公开的内容" not in gone.content.decode()


def test_an_earlier_year_is_brought_in_by_its_table(county, filled, sign_in, client, stand_at):
    """The workbook that goes out is the one that comes in; one whose figures disagree is told where."""
    out = sign_in("xin").get(f"{HOME}{filled.pk}/report.xlsx").content
    names = [sheet.name for sheet in tables.read(out).sheets]
    assert names[0] == "主动公开政府信息情况" and names[-1] == "正文"
    file = lambda content: SimpleUploadedFile("2024.xlsx", content)
    empty = sign_in("xin").get(f"{HOME}import/form.xlsx").content
    refused = client.post(f"{HOME}import/", {"year": 2024, "file": file(empty)})
    assert refused.status_code == 409 and "格没有数" in refused.content.decode()
    assert client.post(f"{HOME}import/", {"year": 2024, "file": file(out)}).status_code == 302
    brought = Report.objects.get(year=2024)
    assert figures.of(brought) == figures.of(filled) and brought.words == filled.words
    page = client.get(f"{HOME}{filled.pk}/").content.decode()
    assert "上年结转 2，上年的报告写结转 3" in page and "一字不差" in page  # K4 and K11
    assert take(sign_in("fa"), brought, "show").status_code == 302
    assert "试县交通运输局2024年" in client.get("/c/nianbao/").content.decode()
    assert sign_in("xin").post(f"{HOME}import/", {"year": 2024, "file": file(b"no table")}).status_code == 409


def test_the_files_of_a_report_hold_its_tables(county, filled, sign_in):
    client, url = sign_in("xin"), f"{HOME}{filled.pk}/"
    pages = pypdfium2.PdfDocument(client.get(f"{url}report.pdf").content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "草稿" in text and "未经复议直接起诉" in text and "120" in text and "其他需要报告的事项" in text
    document = client.get(f"{url}report.docx").content
    assert document[:2] == b"PK" and client.get(f"{url}report.txt").status_code == 404


@pytest.mark.parametrize(("day", "late"), [("2026-01-31 23:00", 0), ("2026-02-01 00:10", 1)])
def test_who_publishes_on_the_last_day_is_in_time_and_a_day_later_is_not(
    county, filled, sign_in, stand_at, day, late
):  # fmt: skip
    stand_at(day)
    published(county, filled, sign_in)
    year = Span(date(2026, 1, 1), date(2026, 12, 31), moment("2026-04-02"))
    units = [county.top, county.roads, county.town]
    found = facts.count("reports.annual_late", units, year)
    assert found.values == {county.top.pk: 1, county.roads.pk: late, county.town.pk: 1}
    early = Span(year.first, year.last, moment("2026-01-31 22:00"))
    assert facts.count("reports.annual_late", units, early).values[county.town.pk] == 0  # the day is not over
    told = facts.count("disclosures.annual_report", units, year)
    assert told.values == {county.top.pk: False, county.roads.pk: True, county.town.pk: False}
    filled.case.refresh_from_db()
    assert [one.check for one in gates.seen(filled, moment("2026-04-01")) if one.check == "K12"] == ["K12"] * late
