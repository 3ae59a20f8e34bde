"""Yearly reports of the demonstration: last year's brought in, one out, one before its leader, one begun, the county's.

The figures that nobody counts are made up; the others are counted from the cases of the year.
"""

import re

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.demo.assessing import post
from gongkai.demo.handling import at, hand
from gongkai.law.annual.figures import Figure, read, summed
from gongkai.law.annual.form import Form
from gongkai.reports import bringing, drafting, figures
from gongkai.reports.bringing import Brought
from gongkai.reports.models import Report

YEAR = 2025
OURS = {"licences": "1864", "penalties": "312", "coercion": "27", "fees": "0"}
MONEY = {"licences": "96", "penalties": "8", "coercion": "0", "fees": "18.64"}
SOURCES = "法规股行政执法统计年报，财务股收费台账（演示数据）"
MADE = (
    ("申请的特点", "申请集中在公路养护资金、客运线路审批和工程招标三类，自然人占多数。"),
    ("重点领域", "公开重大项目的批准、招标、施工和验收信息，政策文件当日或者三个工作日内公布解读。"),
    ("公开属性", "公文起草时同步标明公开属性，全年清理规范性文件一次，目录按季调整。"),
    ("门户网站专栏", "专栏按四个部分设置，政务新媒体每周更新，政务大厅设有查阅点。"),
    ("机构、培训", "明确一名分管负责人和两名信息员，全年培训两次，按季自查。"),
    ("考核、社会评议", "全县按年考核、按季通报，请第三方评估，全年没有责任追究的情形。"),
    ("一至三个问题", "乡镇公路养护信息更新不及时，个别答复说理不充分。"),
    ("谁、做什么", "法规股每月核对一次养护信息，六月底以前修订答复范本，十月份复查。"),
    ("其他需要报告", "没有其他需要报告的事项。"),
)
LAST = {
    "overview": "2024年主动公开各类信息，按规定办理依申请公开，新收、结转和办结的数见表三。机构和人员保持稳定。",
    "problems": "部分栏目更新慢，已经在上半年补齐并按月检查。",
    "other": "2024年收取信息处理费0元。",
}


def play() -> None:
    """Once: reported before, it stays as it is."""
    if Report.objects.exists():
        return
    with transaction.atomic():
        _published()
        _waiting()
        _begun()
        _county()


def _published() -> None:
    """交运局: brought in for 2024, and out for 2025 on 9 January."""
    report = _report("jiaoyun", 7, OURS)
    _before(report, hand("propose"))
    report.case.take("submit", by=hand("propose"), at=at(8, 9, 30))
    report.case.take("approve", by=hand("approve"), at=at(8, 16, 10))
    report.case.take("publish", by=hand("publish"), at=at(9, 9, 5))


def _waiting() -> None:
    report = _report("caizheng", 9, MONEY)
    report.case.take("submit", by=hand("propose", "caizheng"), at=at(12, 9, 15))


def _begun() -> None:
    """教育局: counted, and nothing written yet."""
    by = hand("propose", "jiaoyu")
    drafting.begin(by.unit, YEAR, by, at(12, 9, 20))


def _county() -> None:
    office = post("gkb")
    unit = Unit.objects.get(kind=Unit.Kind.GOVERNMENT)
    _before(drafting.begin(unit, YEAR, office, at(12, 9, 40), whole=True), office)


def _report(of: str, day: int, told: dict[str, str]) -> Report:
    by = hand("propose", of)
    report = drafting.begin(by.unit, YEAR, by, at(day, 9, 0))
    columns = {"fees": "amount"}
    said = {f"t2.{row}.{columns.get(row, 'decided')}": value for row, value in told.items()}
    said |= {f"t2.rules.{column}": "0" for column in ("made", "repealed", "in_force")}
    drafting.put_in(report, said, SOURCES, by, at(day, 9, 40))
    report.case.refresh_from_db()
    drafting.write(report, {name: _filled(text) for name, text in report.words.items()}, report.case.version, by)
    report.case.refresh_from_db()
    return report


def _filled(text: str) -> str:
    """The skeleton with what people wrote where it asks them to."""
    told = lambda gap: next((words for key, words in MADE if gap[0].startswith(f"〔{key}")), "已经按要求办理。")
    return re.sub(r"〔[^〕]*〕", told, text)


def _before(report: Report, by: Post) -> None:
    """The report on the year before, whose figures this one carries on."""
    form, now = figures.form_of(report), figures.of(report)
    brought = Brought(_last_year(form, now), LAST)
    bringing.bring(report.unit, YEAR - 1, brought, by, at(6, 9, 0), whole=report.whole)


def _last_year(form: Form, now: dict[str, Figure]) -> dict[str, Figure]:
    """Left at its end is what this year carried over; three more came and were given."""
    found: dict[str, Figure] = {place.key: read(place, "0") for place in form.places()}
    for column in form.tables["t3"].columns:
        left = now[f"t3.r2.{column}"] or 0
        given = 3 if column == "c1" else 0
        found |= {f"t3.r1.{column}": left + given, f"t3.r3_1.{column}": given, f"t3.r4.{column}": left}
    made, gone, force = (now[f"t2.normative.{name}"] or 0 for name in ("made", "repealed", "in_force"))
    found["t2.normative.in_force"] = force - made + gone
    return summed(form, found)
