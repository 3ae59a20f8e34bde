"""The county's report over all its units, and what the office reads of a year's requests (K13, SQ-6.3)."""

import pytest

from gongkai.foi.disputes.entering import Filed, enter_disputes
from gongkai.foi.statistics import disputes
from gongkai.reports import drafting, figures, gates
from gongkai.reports.models import Report
from tests.county import moment
from tests.reports.test_report import HOME, REPORTED

AT = moment("2026-01-12 10:00")


@pytest.fixture
def whole(county, a_year, asked, stand_at):
    """The bureau's report is with its leader, the township has none; the office begins the county's."""
    asked("2025-09-01", unit=county.town)
    stand_at(AT)
    own = drafting.begin(county.roads, 2025, county.xin, AT)
    drafting.put_in(own, REPORTED, "台账", county.xin, AT)
    drafting.write(own, dict.fromkeys(own.words, "按规定办理。"), Report.objects.get().case.version, county.xin)
    drafting.put_in(own, {"t3.r1.c1": "6", "t3.r4.c1": "5"}, "纸质登记的两件", county.xin, AT)
    own.case.refresh_from_db()
    own.case.take("submit", by=county.xin, at=AT)
    return drafting.begin(county.top, 2025, county.ban, AT, whole=True)


def test_the_countys_report_is_the_sum_of_its_units(county, whole, sign_in):
    """The bureau's 8 are as it told them, two more than counted; the township's one is counted from its case."""
    found = figures.of(whole)
    assert found["t3.r1.c7"] == 9 and found["t3.r2.c7"] == 2
    assert found["t2.licences.decided"] is None  # the township has told nothing yet
    client, url = sign_in("ban"), f"{HOME}{whole.pk}/"
    page = client.get(f"{url}units/").content.decode()
    assert "报告（待审定）" in page and "1 个单位还没有报告" in page and ">8<" in page
    cell = client.get(f"{url}cells/t3.r1.c1/").content.decode()
    assert "取自该单位的报告" in cell and "该单位还没有报告，按记录统计" in cell and "是哪些件（5）" in cell
    assert ">K13<" not in client.get(url).content.decode()
    client.post(f"{url}cells/t3.r1.c1/", {"t3.r1.c1": "9", "reason": "试一试"})
    assert "各单位合计是" in client.get(url).content.decode()
    assert gates.due_of(whole).isoformat() == "2026-03-31"
    client.post(f"{url}reported/", dict.fromkeys(REPORTED, "1") | {"reason": "各单位报来"})
    whole.case.refresh_from_db()
    blocked = client.post(f"{url}submit/", {"words": "", "read": whole.case.content}).content.decode()
    assert "K1：自然人" in blocked


def test_the_office_writes_the_countys_report_and_no_units(county, whole, sign_in):
    own = Report.objects.get(unit=county.roads)
    own.case.take("return", by=county.fen, at=AT, words="补充问题")
    assert sign_in("ban").get(f"{HOME}{own.pk}/words/").status_code == 404
    assert sign_in("ban").get(f"{HOME}{whole.pk}/words/").status_code == 200
    assert sign_in("xin").get(f"{HOME}{whole.pk}/").status_code == 404


def test_disputes_stand_where_they_belong(county, a_year):
    """A review upheld, a suit after it lost on appeal, a suit without a review still open, one of another year."""
    one = a_year["not_ours"]
    filed = [
        Filed("review", "复1号", "县政府", moment("2025-05-06").date(), one),
        Filed("suit", "初1号", "县法院", moment("2025-08-01").date(), one),
        Filed("appeal", "终1号", "市法院", moment("2025-10-08").date(), one),
        Filed("suit", "初2号", "县法院", moment("2025-11-03").date(), None),
        Filed("review", "复9号", "县政府", moment("2024-02-01").date(), None),
    ]
    rows = {row.number: row for row in enter_disputes(filed, county.xin, moment("2025-11-04 09:00"))}

    def decide(number, day, outcome):
        told = {"decided": day, "outcome": outcome, "poor": False, "papers": [], "says": outcome}
        rows[number].case.take("decide", by=county.xin, at=moment("2025-12-20 09:00"), detail=told)

    decide("复1号", "2025-07-04", "upheld")
    decide("复9号", "2024-04-01", "upheld")
    decide("初1号", "2025-09-25", "upheld")
    decide("终1号", "2025-12-18", "corrected")
    units = [county.roads.pk, county.top.pk]
    found = {(one.row, one.column) for one in disputes.of_year(units, 2025, AT)}
    assert found == {("review", "upheld"), ("after", "corrected"), ("direct", "pending")}
    early = {(one.row, one.column) for one in disputes.of_year(units, 2025, moment("2025-12-01"))}
    assert early == {("review", "pending"), ("after", "pending"), ("direct", "pending")}
    assert disputes.reviewed_before(units, 2025) == 1


def test_the_office_reads_volumes_promptness_days_and_outcomes(county, a_year, sign_in, stand_at):
    """Six received, four answered in 14, 13, 4 and 10 working days by the calendar; the one carried over ran out."""
    stand_at(AT)
    page = sign_in("ban").get(f"{HOME}statistics/", {"first": "2025-01-01", "last": "2025-12-31"}).content.decode()
    assert "6 件" in page and "4 件" in page and "怎样计算" in page
    assert "中位数 11.5，九成 14（4 件）" in page
    assert a_year["r2"].case.title in page and a_year["last"].case.title not in page
    assert sign_in("fa").get(f"{HOME}statistics/").status_code == 403
    wrong = sign_in("ban").get(f"{HOME}statistics/", {"first": "2025-02-01", "last": "2025-01-01"})
    assert "结束的一天早于" in wrong.content.decode()
