"""全局: places and ties for the leading group, small groups not compared, rounds held against one another, pictures."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from gongkai.accounts.models import Unit
from gongkai.assessment import handing, marking, planning, returns
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.assessment.outlook import cockpit, figures, pictures
from gongkai.assessment.outlook.figures import Group
from gongkai.assessment.outlook.pictures import Ranked
from tests.assessment.conftest import AT, item
from tests.county import declare, moment

TIES = """
rulebook: shi-2025
title: 试县政务公开评分规则
document: BW
period: 2025
as_of: 2025-12-31
rounding: {total: 2}
sources: {office: 县政府办}
table: {id: total, title: 总分, points: 100, source: office, cite: BW-15, says: 百分制, rules: [{earn: judged}]}
grades:
  bands:
  - {grade: 优秀, at_least: 90, cite: BW-15, quota: {at_most: 70%, per: all, of: assessed, round: down}}
  - {grade: 合格, at_least: 60, below: 90}
  - {grade: 不合格, below: 60}
ranking: {per: all}
"""


def scored(county, units, marks, title="试县2025年考核", year=2025):
    """A campaign over these units by one judged total, composed."""
    plan = planning.Plan(
        title, "shi-2025", moment(f"{year}-01-01").date(), moment(f"{year}-12-31").date(), units,
        {"office": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    found.case.take("approve", by=county.ling, at=AT)
    found.case.take("notify", by=county.ban, at=AT)
    declare(found, county.kao, at=AT)
    given = [marking.Given(unit.pk, mark, "缺件") for unit, mark in zip(units, marks, strict=True)]
    marking.give(found, item(found, "total"), given, county.kao, AT)
    handing.hand_in(found, county.kao, AT)
    found.case.take("compose", by=county.ban, at=AT)
    return found


@pytest.fixture
def ten(county, rulebook):
    """Ten bureaus and the rules of places for seven in ten."""
    rulebook.write_text(TIES, "utf-8")
    return [Unit.objects.create(name=f"局{n}", code=f"ju{n}", parent=county.top, order=10 + n) for n in range(10)]


MARKS = ["99", "98", "97", "96", "95", "94", "93", "93", "92", "50"]


@pytest.mark.provision("BW-15")
def test_places_and_a_tie_across_their_line_are_put_to_the_leading_group(county, ten, sign_in):
    found = scored(county, ten, MARKS)
    grades = dict(UnitResult.objects.values_list("unit__name", "grade"))
    # seven places of ten: six above the tie, one place left for the two with 93
    assert list(grades.values()).count("优秀") == 6
    assert grades["局6"] == grades["局7"] == "提请领导小组" and grades["局8"] == "合格"
    page = sign_in("ling").get(f"/staff/assessment/{found.pk}/overview/").content.decode()
    assert "局6、局7并列，只剩 1 个名额" in page
    assert "“优秀”名额 7 个到此" in page
    (one,) = cockpit.places(found, cockpit.rows_of(found))
    assert (one.grade, one.places, one.of, len(one.given), one.left) == ("优秀", 7, 10, 6, 1)


def test_a_unit_and_those_who_mark_have_no_such_page(county, sent, sign_in):
    for name in ("xin", "fen", "kao", "san", "guan"):
        assert sign_in(name).get(f"/staff/assessment/{sent.pk}/overview/").status_code == 404
        assert sign_in(name).get(f"/staff/assessment/{sent.pk}/overview/ranking.svg").status_code == 404


def test_every_chart_has_its_table_and_its_picture(county, sent, sign_in):
    client = sign_in("ban")
    page = client.get(f"/staff/assessment/{sent.pk}/overview/").content.decode()
    names = re.findall(r'href="(/staff/assessment/\d+/overview/[\w-]+\.svg)"', page)
    assert {name.rsplit("/", 1)[1] for name in names} == {
        "ranking.svg", "distribution.svg", "groups.svg", "heat.svg",
    }  # fmt: skip
    assert page.count("<figure") == page.count("看表格") == len(names)
    for name in names:
        answer = client.get(name)
        assert answer["Content-Type"] == "image/svg+xml"
        root = ElementTree.fromstring(answer.content)
        desc = root.find("{http://www.w3.org/2000/svg}desc").text
        assert "规则校验值" in desc and sent.sha256[:12] in desc, "a picture says by itself what it counts"
        points = client.get(name.replace(".svg", ".png"))
        assert points["Content-Type"] == "image/png" and points.content.startswith(b"\x89PNG")
        assert int.from_bytes(points.content[16:20]) == 2 * round(float(root.get("width"))), "twice the units across"


def test_a_unit_takes_its_own_waterfall_as_a_picture_and_no_other_s(county, sent, sign_in):
    at = f"/staff/assessment/{sent.pk}/"
    page = sign_in("zhen").get(f"{at}sheets/{county.town.pk}/").content.decode()
    assert f'href="{at}sheets/{county.town.pk}/losses.png"' in page
    drawn = sign_in("zhen").get(f"{at}sheets/{county.town.pk}/losses.svg").content.decode()
    assert "河边镇：从满分到得分" in drawn and "−7.50" in drawn and sent.sha256[:12] in drawn
    assert sign_in("zhen").get(f"{at}sheets/{county.town.pk}/losses.png").content.startswith(b"\x89PNG")
    assert sign_in("zhen").get(f"{at}sheets/{county.roads.pk}/losses.png").status_code == 404
    page = sign_in("ban").get(at).content.decode()
    assert f'href="{at}overview/distribution.png"' in page and f'href="{at}overview/distribution.svg"' in page


def test_what_was_lost_where_leads_to_the_sheet(county, sent):
    heat = cockpit.drawn(sent, cockpit.rows_of(sent), [], "heat")["heat"]
    assert [title for title, _ in heat.columns] == ["单位", "公开数量", "查阅材料"]
    assert heat.rows == [["交运局", "−30.00", "0"], ["河边镇", "−30.00", "−7.50"]]
    assert f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/" in heat.svg


def test_too_few_units_are_not_compared(county, sent, sign_in):
    page = sign_in("ling").get(f"/staff/assessment/{sent.pk}/overview/").content.decode()
    assert "n=1" in page and "只有 1 个，不作比较" in page


def test_rounds_are_held_against_one_another_for_units_that_were_in_both(county, ten, sign_in):
    before = scored(county, ten[:8], ["80"] * 8, "试县2024年考核", 2024)
    Campaign.objects.get(pk=before.pk).case.__class__.objects.filter(pk=before.pk).update(status="announced")
    after = scored(county, ten, MARKS)
    moved, doubts = cockpit.moved(after)
    assert next((one.name, one.before, one.after, one.change) for one in moved) == ("局6", "80.00", "93.00", "+13.00")
    assert len(moved) == 8 and doubts == ["只比较两次都参加的 8 个单位"]
    trend = cockpit.drawn(after, [], [], "trend")["trend"]
    assert trend.rows == [["2024", "80.00", "80.00", "80.00"], ["2025", "99.00", "95.50", "93.00"]]
    page = sign_in("ban").get(f"/staff/assessment/{after.pk}/overview/").content.decode()
    assert "历次得分（每次都参加的 8 个单位）" in page


def test_other_rules_between_two_rounds_are_said(county, ten, rulebook):
    before = scored(county, ten, ["80"] * 10, "试县2024年考核", 2024)
    before.case.__class__.objects.filter(pk=before.pk).update(status="announced")
    rulebook.write_text(TIES.replace("at_least: 90", "at_least: 85").replace("below: 90", "below: 85"), "utf-8")
    _, doubts = cockpit.moved(scored(county, ten, MARKS))
    assert doubts == ["两次用的规则或附表不同，升降不全是工作的变化"]


def test_progress_is_one_figure_on_every_page(county, campaign, sign_in):
    given = [marking.Given(county.roads.pk, "20")]
    marking.give(campaign, item(campaign, "desk"), given, county.kao, moment("2026-01-08 09:00"))
    client = sign_in("ban")
    for page in ("", f"{campaign.pk}/", f"{campaign.pk}/overview/"):
        assert "1 / 4（25%）" in client.get(f"/staff/assessment/{page}").content.decode(), page


def test_progress_is_never_whole_before_all_is_there():
    assert returns.Progress("", 999, 1).percent == 99
    assert returns.Progress("", 0, 0).percent == 100


def test_a_median_is_the_middle_one():
    assert figures.median([Decimal(3), Decimal(1), Decimal(2)]) == 2
    assert figures.median([Decimal(1), Decimal(2)]) == Decimal("1.5")
    assert figures.median([]) is None


def test_the_drawings_say_what_their_tables_say():
    rows = [Ranked(1, "甲局", Decimal(98), "优秀"), Ranked(2, "乙局", Decimal(90), ""), Ranked(0, "丙局", None, "")]
    drawn = pictures.ranking("排名", rows, [(1, "名额到此")], 2)
    written = ["".join(text.itertext()) for text in ElementTree.fromstring(drawn.svg).iter("text")]
    assert {"98.00 优秀", "90.00", "待定", "名额到此"} <= set(written)
    assert drawn.rows[2] == ["丙局", "—", "待定", "—"]
    values = tuple(Decimal(n) for n in (60, 70, 80, 90, 95))
    spread = pictures.spread("各组", [Group("部门", values), Group("乡镇", values[:2], 1), Group("园区", ())], 2)
    assert spread.rows[0] == ["部门", "5", "60.00", "80.00", "79.00", "95.00", ""]
    assert spread.rows[1][-1] == "只有 2 个，不作比较；另有 1 个待定"
    assert spread.svg.count('class="dot"') == 1
    assert "style" not in drawn.svg + spread.svg
