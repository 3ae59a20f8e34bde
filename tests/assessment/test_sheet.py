"""A unit's sheet as it is read: losses first, each indicator folded, articles in words, nothing said twice."""

import re

import pytest

from gongkai.assessment import handing, marking, rules, sheets
from gongkai.assessment.models import UnitResult
from gongkai.law.rulebook.model import Indicator
from tests.county import moment

AT = moment("2026-01-08 09:00")

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def composed(county, campaign):
    asked = {one.name: one for one in rules.items(campaign)}
    for name, by, town in (("desk", county.kao, ("12.5", "缺会议记录")), ("web", county.san, ("20", ""))):
        given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, *town)]
        marking.give(campaign, asked[name], given, by, AT)
        handing.hand_in(campaign, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        campaign.case.take(step, by=by, at=AT)
    return campaign


def page_of(client, campaign, unit, more=""):
    return client.get(f"/staff/assessment/{campaign.pk}/sheets/{unit.pk}/{more}").content.decode()


def test_what_was_lost_stands_first_with_its_reason_its_remedy_and_its_article(county, composed, sign_in):
    page = page_of(sign_in("zhen"), composed, county.town)
    losses = page[page.index('id="losses"') : page.index('id="all"')]
    assert losses.index("公开数量") < losses.index("查阅材料"), "the heaviest first"
    assert "主动公开信息数0条，少3条，每条10分，扣30分" in losses and "主动公开信息数再多3条，可少扣30分" in losses
    assert "kao某评定得12.5分（缺会议记录）" in losses and "网上查看" not in losses
    assert "附件2注</span><small>〔DY-F2.4〕" in losses


def test_the_rulebook_s_document_is_named_once_for_the_whole_sheet(county, composed, sign_in):
    page = page_of(sign_in("zhen"), composed, county.town)
    assert page.count("《大英县人民政府办公室关于做好2018年政务公开工作的通知》") == 1
    assert "〔DY-F2.7〕" in page and not re.search(r"<p>[^<]*〔DY", page), "a sentence does not repeat the column"


def test_all_indicators_are_folded_and_open_on_request_without_a_script(county, composed, sign_in):
    client = sign_in("zhen")
    shut, opened = page_of(client, composed, county.town), page_of(client, composed, county.town, "?all")
    parts = '<details class="more part"'
    assert shut.count(f"{parts}>") == 3 and shut.count(f"{parts} open>") == 0
    assert opened.count(f"{parts} open>") == 3
    assert "公开数量 <strong>30.00</strong> / 60（失 30.00）" in shut


def row(sentences_of, kind="earn", start="", lost=1):
    node = {"lines": [{"kind": k, "amount": a, "state": "", "sentence": s} for k, a, s in sentences_of]}
    indicator = Indicator.__new__(Indicator)
    object.__setattr__(indicator, "start", start or None)
    return sheets._sentences(node | {"passes": [], "sentences": []}, indicator, lost)


def test_lines_that_moved_nothing_are_said_together_and_only_where_nothing_else_is():
    assert row([("lose", "0", "甲0件"), ("lose", "0", "乙0件")], lost=0) == ["甲0件；乙0件"]
    assert row([("lose", "0", "甲0件"), ("lose", "2", "乙2件，扣2分")]) == ["乙2件，扣2分"]
    assert row([("lose", "3", "少10条，扣3分"), ("earn", "0", "没有超额")], start="full") == ["少10条，扣3分"]


def test_a_line_that_earned_nothing_is_said_where_points_are_missing():
    assert row([("earn", "1", "甲：是，得1分"), ("earn", "0", "乙：否，不得分")]) == ["甲：是，得1分", "乙：否，不得分"]


def test_who_is_not_asked_and_has_full_points_is_told_so():
    from gongkai import shelf
    from gongkai.law.rulebook import load

    path = shelf.rulebook("dy-2018")
    book = load(path, shelf=shelf)
    assert sheets._unscored("不适用", book.indicators["info.explained"]) == "按满分计"
    assert sheets._unscored("不适用", book.indicators["others.centre"]) == "不考核"
    assert sheets._unscored("待定", book.indicators["others.centre"]) == "待定"


def test_a_sheet_prints_whole_though_it_is_folded_on_the_screen():
    from pathlib import Path

    from gongkai import look

    css = (Path(look.__file__).parent / "static/gongkai/gongkai.css").read_text("utf-8")
    printed = css[css.index("@media print") :]
    assert "details:not([open]):not(.part)" in printed and ".part::details-content" in printed


def test_the_losses_of_the_workbook_name_the_document(county, composed, sign_in):
    from gongkai import tables

    answer = sign_in("ban").get(f"/staff/assessment/{composed.pk}/export/")
    rows = [row.values for row in tables.read(answer.content, name="x.xlsx").sheets[1].rows]
    assert any(
        "《大英县人民政府办公室关于做好2018年政务公开工作的通知》附件2注（DY-F2.4）" in map(str, row) for row in rows
    )
    assert UnitResult.objects.filter(result_set__campaign=composed).count() == 2


def test_the_ranking_has_a_column_of_notes_only_where_something_is_noted(county, composed, campaign, sign_in):
    client, url = sign_in("ban"), f"/staff/assessment/{campaign.pk}/"
    assert '<th scope="col">说明</th>' not in client.get(url).content.decode()
    campaign.case.refresh_from_db()
    campaign.case.take("reopen", by=county.ban, at=AT, words="漏看一份材料")
    asked = {one.name: one for one in rules.items(campaign)}
    marking.give(campaign, asked["desk"], [marking.Given(county.town.pk, "")], county.kao, AT)
    for by in (county.kao, county.san):
        handing.hand_in(campaign, by, AT)
    campaign.case.take("compose", by=county.ban, at=AT)
    page = client.get(url).content.decode()
    assert '<th scope="col">说明</th>' in page and "查阅材料" in page


def test_records_that_were_not_counted_are_not_shown_as_the_counted_ones(county, write, publish, sign_in):
    from gongkai.assessment import planning

    publish(write("县道养护管理办法", kind="通知", at="2025-03-03 10:00"))
    plan = planning.Plan(
        "按2018年的表", "dy-2018", moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads],
        {source: [county.top] for source in ("office", "website", "centre", "civil", "union")},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    found.case.take("approve", by=county.ling, at=AT)
    found.case.take("notify", by=county.ban, at=AT)
    found.case.take("compose", by=county.ban, at=AT)
    count = found.counts.get(fact="disclosures.interpreted_in_time")
    type(count).objects.filter(pk=count.pk).update(value=1, records=[1, 2])
    client = sign_in("ban")
    assert "按时解读文件数 1件（没有计入的 2 条）" in page_of(client, found, county.roads)
    behind = client.get(f"/staff/assessment/{found.pk}/sheets/{county.roads.pk}/facts/disclosures.interpreted_in_time/")
    assert "下面是没有计入这个数的" in behind.content.decode()
