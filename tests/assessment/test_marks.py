"""Marking: faults at their fields, the way on to handing in, a unit that rates itself, one item a source."""

import re

import pytest

from gongkai import shelf
from gongkai.acts.refusals import NotYourRole, WrongState
from gongkai.assessment import binding, composing, handing, items, marking, planning, rules, showing
from gongkai.assessment.models import Assessor, Mark
from gongkai.law.rulebook import load
from tests.county import declare, moment

AT = moment("2026-01-08 09:00")

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def weighted(county):
    """The bureau's own table (BW): three sources mark the same, and each unit rates itself."""
    plan = planning.Plan(
        "三方考核", "bw", moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads, county.town],
        {"self": [county.top], "third_party": [county.top], "work": [county.top]}, frozenset(("self",)),
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    found.case.take("approve", by=county.ling, at=moment("2026-01-06 09:00"))
    found.case.take("notify", by=county.ban, at=moment("2026-01-07 09:00"))
    declare(found, county.ban, county.kao, county.san)
    return found


def item(campaign, name):
    return next(one for one in rules.items(campaign) if one.name == name)


def rows(*pairs):
    return [marking.Given(unit.pk, value, why) for unit, value, why in pairs]


def speakers(county):
    return ("total.self", county.ban), ("total.third_party", county.san), ("total.work", county.kao)


# one item a source ---------------------------------------------------------------------------------------------------


@pytest.mark.provision("BW-13")
def test_where_every_source_marks_the_same_there_is_an_item_for_each():
    book = load(shelf.rulebook("bw"), shelf=shelf)
    assert [(one.source, one.passing, one.mark) for one in items.items(book)] == [
        ("self", "self", "total"), ("third_party", "third_party", "total"), ("work", "work", "total"),
    ]  # fmt: skip


@pytest.mark.provision("BW-16.4")
def test_the_three_sources_are_weighed_ten_fifty_and_forty(county, weighted):
    for (name, by), value in zip(speakers(county), ("90", "80", "70"), strict=True):
        given = rows((county.roads, value, "有缺"), (county.town, "100", ""))
        marking.give(weighted, item(weighted, name), given, by, AT)
    found = composing.score(weighted)
    assert float(found.sheet("jyj").root.score) == 0.1 * 90 + 0.5 * 80 + 0.4 * 70 == 77
    assert (found.sheet("hbz").grade, found.sheet("jyj").grade) == ("优秀", "合格")


def test_the_sheet_tells_what_each_source_gave(county, weighted, sign_in):
    for name, by in speakers(county):
        given = rows((county.roads, "90", "有缺"), (county.town, "100", ""))
        marking.give(weighted, item(weighted, name), given, by, AT)
        handing.hand_in(weighted, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        weighted.case.take(step, by=by, at=AT)
    page = sign_in("xin").get(f"/staff/assessment/{weighted.pk}/", follow=True).content.decode()
    assert "第三方机构测评90分：san某评定得90分（有缺）" in page and "从满分到得分" not in page


# a unit that rates itself --------------------------------------------------------------------------------------------


@pytest.mark.provision("BW-13")
def test_a_unit_rates_itself_and_nobody_else(county, weighted):
    own = item(weighted, "total.self")
    assert marking.mine(weighted, county.xin) == [own]
    marking.give(weighted, own, rows((county.roads, "95", "台账不全")), county.xin, AT)
    with pytest.raises(WrongState, match="不由您评分"):
        marking.give(weighted, own, rows((county.town, "10", "别的单位")), county.xin, AT)
    with pytest.raises(NotYourRole):
        marking.give(weighted, item(weighted, "total.work"), rows((county.roads, "100", "")), county.xin, AT)
    assert Mark.objects.filter(current=True).count() == 1


def test_only_the_information_officer_of_an_assessed_unit_fills_in_the_self_rating(county, weighted):
    assert [marking.mine(weighted, one) for one in (county.mi, county.fen, county.fa)] == [[], [], []]


def test_an_assessor_s_unit_does_not_make_its_officers_assessors(county, campaign):
    Assessor.objects.create(campaign=campaign, source="office", unit=county.roads)
    assert marking.mine(campaign, county.xin) == []


def test_a_self_rating_changed_after_the_handing_in_is_not_composed(county, weighted):
    marking.give(weighted, item(weighted, "total.self"), rows((county.roads, "95", "台账不全")), county.xin, AT)
    handing.hand_in(weighted, county.ban, AT)
    assert binding.not_handed_in(weighted) == []
    marking.give(weighted, item(weighted, "total.self"), rows((county.roads, "96", "台账不全")), county.xin, AT)
    assert binding.not_handed_in(weighted) == ["self"]
    with pytest.raises(NotYourRole):
        handing.hand_in(weighted, county.xin, AT)


def test_a_unit_is_led_from_the_list_to_its_own_row(county, weighted, sign_in):
    client = sign_in("xin")
    assert "请填本单位自评" in client.get("/staff/assessment/").content.decode()
    page = client.get(f"/staff/assessment/{weighted.pk}/", follow=True).content.decode()
    assert "交运局：理由" in page and "河边镇" not in page and "报送评分" not in page
    url = f"/staff/assessment/{weighted.pk}/marks/total.self/"
    saved = client.post(url, {f"value_{county.roads.pk}": "100", f"reason_{county.roads.pk}": ""}, follow=True)
    assert "1 个单位有变动。评分单位报送以前还可以改" in saved.content.decode()
    client.post(url, {f"value_{county.town.pk}": "1", f"reason_{county.town.pk}": "x"})
    assert list(Mark.objects.values_list("unit__name", "value")) == [("交运局", "100")]


# faults at their fields ----------------------------------------------------------------------------------------------


def test_each_fault_leads_to_its_field_and_the_first_has_the_focus(county, campaign, sign_in):
    roads, town = county.roads.pk, county.town.pk
    sent = {f"value_{roads}": "12", f"reason_{roads}": "", f"value_{town}": "21", f"reason_{town}": "多"}
    page = sign_in("kao").post(f"/staff/assessment/{campaign.pk}/marks/desk/", sent).content.decode()
    assert f'<a href="#reason_{roads}">交运局：扣了分要写明理由</a>' in page
    assert f'<a href="#value_{town}">河边镇：应在0到20之间' in page
    fields = {found[1]: found[0] for found in re.findall(r'(<input[^>]* id="(\w+)"[^>]*>)', page)}
    for name, key in ((f"reason_{roads}", roads), (f"value_{town}", town)):
        assert f'aria-invalid="true" aria-describedby="fault_{key}"' in fields[name]
        assert f'<p class="error" id="fault_{key}">' in page
    assert [name for name, field in fields.items() if "autofocus" in field] == [f"reason_{roads}"]
    assert "aria-invalid" not in fields[f"value_{roads}"] and 'value="12"' in fields[f"value_{roads}"]


# the way on ----------------------------------------------------------------------------------------------------------


def test_after_the_last_item_comes_the_handing_in(county, campaign, sign_in):
    client, url = sign_in("kao"), f"/staff/assessment/{campaign.pk}/"
    first = {f"value_{county.roads.pk}": "20", f"value_{county.town.pk}": ""}
    both = {f"value_{county.roads.pk}": "20", f"value_{county.town.pk}": "20"}
    mine = [one.name for one in marking.mine(campaign, county.kao)]
    for name in mine[:-1]:
        client.post(f"{url}marks/{name}/", both)
    unfinished = client.post(f"{url}marks/{mine[-1]}/", first)
    assert unfinished.url == url and "还有 1 项没有评完" in client.get(url).content.decode()
    finished = client.post(f"{url}marks/{mine[-1]}/", both)
    part = campaign.scorings.get(source="third")
    assert finished.url == f"/staff/assessment/scorings/{part.pk}/"
    page = client.get(finished.url).content.decode()
    assert "都评完了，请报送" in page and f'action="{finished.url}hand_in/"' in page
    assert '网上查看</a></th><td class="num">2 / 2' in page and "查阅材料" not in page
    assert client.post(f"{finished.url}hand_in/", {"words": ""}).status_code == 302
    part.case.refresh_from_db()
    assert part.case.status == "handed_in"


def test_the_marking_page_always_shows_the_way_to_hand_in(county, campaign, sign_in):
    page = sign_in("kao").get(f"/staff/assessment/{campaign.pk}/marks/desk/").content.decode()
    part = campaign.scorings.get(source="office")
    assert f'href="/staff/assessment/scorings/{part.pk}/">报送评分</a>' in page and "没有评完" in page


def test_marks_that_can_no_longer_be_changed_are_shown_as_such(county, campaign, sign_in):
    campaign.case.take("compose", by=county.ban, at=AT)
    page = sign_in("kao").get(f"/staff/assessment/{campaign.pk}/marks/desk/").content.decode()
    assert "只能看，不能改" in page and '<fieldset class="bare" disabled>' in page and "保存" not in page


def test_a_plan_asks_for_every_source_s_unit_and_takes_self_rating(county, rulebook, sign_in):
    client = sign_in("ban")
    page = client.get("/staff/assessment/plan/?rulebook=shi-2025").content.decode()
    assert "“第三方”的评分单位</label>" in page, "no 选填 behind it"
    said = {
        "plan": "1", "title": "试考", "rulebook": "shi-2025", "since": "2025-01-01", "until": "2025-12-31",
        "units": [county.roads.pk, county.town.pk], "source_office": county.top.pk, "source_third": county.top.pk,
        "who_office": [county.kao.person_id], "who_third": [county.san.person_id],
        "own_third": "on", "comment_days": "5", "marking_days": "10",
    }  # fmt: skip
    client.post("/staff/assessment/plan/", said)
    own = Assessor.objects.filter(own=True).values_list("source", "unit__name")
    assert sorted(own) == [("third", "交运局"), ("third", "河边镇")]


# progress ------------------------------------------------------------------------------------------------------------


def test_a_fact_that_says_who_is_asked_is_owed_until_somebody_tells(county):
    plan = planning.Plan(
        "按2018年的表", "dy-2018", moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads],
        {source: [county.top] for source in ("office", "website", "centre", "civil", "union")},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    found.case.take("approve", by=county.ling, at=AT)
    found.case.take("notify", by=county.ban, at=AT)
    declare(found, county.kao, at=AT)
    told = lambda: {row["item"].name: row["owed"] for row in showing.progress(found)}
    assert told()["asked_villages"] == 1
    marking.give(found, item(found, "asked_villages"), rows((county.roads, "否", "")), county.kao, AT)
    assert (told()["asked_villages"], told()["others.villages"]) == (0, 0)
    marking.give(found, item(found, "asked_villages"), rows((county.roads, "是", "")), county.kao, AT)
    assert told()["others.villages"] == 1


def test_nothing_marked_is_never_shown_as_done(county, campaign, sign_in):
    page = sign_in("kao").get(f"/staff/assessment/{campaign.pk}/").content.decode()
    assert page.count("还差 2 个单位") == 2 and "完成" not in page[page.index('id="progress"') :].split("</section>")[0]
