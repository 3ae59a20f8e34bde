"""A campaign from its plan to the public result, step by step, by the people whose steps they are."""

import hashlib
import json

import pytest

from gongkai.acts.models import Act
from gongkai.acts.refusals import NotYourRole, SameHands, Unready, WrongState
from gongkai.assessment import composing, handing, marking, planning, rules
from gongkai.assessment.models import Campaign, Count, Mark, ResultSet
from gongkai.publication import door
from tests.assessment.conftest import AT, item, results
from tests.county import moment

pytestmark = pytest.mark.told(AT)


@pytest.mark.provision("BW-2")
def test_the_assessed_units_are_chosen_from_the_tree_for_each_campaign(county, rulebook):
    plan = planning.Plan(
        "只考核一个", "shi-2025", AT.date(), AT.date(), [county.town], {"office": [county.top], "third": [county.top]}
    )
    found = planning.open_campaign(plan, county.ban, AT)
    assert [entrant.unit for entrant in found.entrants.all()] == [county.town]


def test_a_plan_without_units_or_without_a_source_s_assessor_is_refused(county, rulebook):
    with pytest.raises(Unready, match="单位"):
        planning.open_campaign(planning.Plan("x", "shi-2025", AT.date(), AT.date(), []), county.ban, AT)
    with pytest.raises(Unready, match="第三方"):
        plan = planning.Plan("x", "shi-2025", AT.date(), AT.date(), [county.town], {"office": [county.top]})
        planning.open_campaign(plan, county.ban, AT)


@pytest.mark.provision("BW-14")
def test_the_leading_group_approves_the_rules_and_they_never_change_afterwards(county, campaign, rulebook):
    before = rules.book(campaign).sha256
    rulebook.write_text(rulebook.read_text("utf-8").replace("lose: 10", "lose: 1"), "utf-8")
    again = Campaign.objects.get(pk=campaign.pk)
    assert rules.book(again).sha256 == before == campaign.sha256
    act = Act.objects.get(case_id=campaign.pk, step="approve")
    assert act.content == before and act.post.role == "leading_group"


@pytest.mark.provision("BW-3")
def test_the_office_organises_and_only_the_leading_group_decides(county, marked):
    marked.case.take("compose", by=county.ban, at=AT)
    with pytest.raises(NotYourRole, match="领导小组"):
        marked.case.take("decide", by=county.ban, at=AT)
    with pytest.raises(NotYourRole, match="政务公开办"):
        marked.case.take("announce", by=county.ling, at=AT)


def test_marking_begins_with_the_notice_and_counts_what_the_records_say(county, rulebook, write, publish):
    record = publish(write())
    plan = planning.Plan(
        "x", "shi-2025", moment("2025-01-01").date(), moment("2025-12-31").date(), [county.roads, county.town],
        {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    found = planning.open_campaign(plan, county.ban, AT)
    found.case.take("approve", by=county.ling, at=AT)
    with pytest.raises(WrongState):
        marking.give(found, item(found, "desk"), [marking.Given(county.roads.pk, "20")], county.kao, AT)
    found.case.take("notify", by=county.ban, at=AT)
    counted = Count.objects.get(campaign=found, unit=county.roads, fact="disclosures.published")
    assert (counted.value, counted.records) == (1, [record.pk])


@pytest.mark.provision("BW-4")
def test_a_loss_without_a_reason_is_refused_and_nothing_is_kept(county, campaign):
    given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, "12.5")]
    with pytest.raises(Unready, match="河边镇：扣了分要写明理由"):
        marking.give(campaign, item(campaign, "desk"), given, county.kao, AT)
    assert not Mark.objects.exists()


@pytest.mark.parametrize("value", ["20.01", "-1", "二十", "1.234", "NaN"])
def test_a_number_out_of_range_is_refused(county, campaign, value):
    with pytest.raises(Unready, match="交运局"):
        marking.give(campaign, item(campaign, "desk"), [marking.Given(county.roads.pk, value, "理由")], county.kao, AT)


@pytest.mark.provision("DY-2")
def test_an_assessor_marks_only_the_part_given_to_their_unit(county, campaign):
    from gongkai.accounts.models import Post, Role

    outsider = Post.objects.create(person=county.kao.person, unit=county.town, role=Role.ASSESSOR)
    assert marking.mine(campaign, outsider) == []
    with pytest.raises(NotYourRole, match="查阅材料"):
        marking.give(campaign, item(campaign, "desk"), [marking.Given(county.roads.pk, "20")], outsider, AT)


def test_a_corrected_mark_keeps_the_former_one(county, campaign):
    one = item(campaign, "desk")
    marking.give(campaign, one, [marking.Given(county.roads.pk, "15", "缺件")], county.kao, AT)
    marking.give(campaign, one, [marking.Given(county.roads.pk, "18", "补了一件")], county.kao, AT)
    assert marking.give(campaign, one, [marking.Given(county.roads.pk, "18", "补了一件")], county.kao, AT) == 0
    rows = Mark.objects.filter(campaign=campaign, name="desk").order_by("pk")
    assert [(row.value, row.current) for row in rows] == [("15", False), ("18", True)]


def test_a_mark_that_was_begun_before_the_composition_does_not_land_after_it(county, campaign):
    begun = Campaign.objects.select_related("case").get(pk=campaign.pk)
    campaign.case.take("compose", by=county.ban, at=AT)
    with pytest.raises(WrongState, match="已合成"):
        marking.give(begun, item(begun, "desk"), [marking.Given(county.roads.pk, "20")], county.kao, AT)
    assert begun.case.status == "marking" and not Mark.objects.exists()


def test_who_marked_everything_is_told_so(county, campaign, sign_in):
    at = f"/staff/assessment/{campaign.pk}/"
    assert "去评分（我负责 2 项）" in sign_in("kao").get(at).content.decode()
    for name in ("desk", "web"):
        given = [marking.Given(unit.pk, "20") for unit in (county.roads, county.town)]
        marking.give(campaign, item(campaign, name), given, county.kao, AT)
    assert "去评分（我负责 2 项，都评完了）" in sign_in("kao").get(at).content.decode()


@pytest.mark.provision("DY-4.2")
def test_handing_in_keeps_number_and_hash_of_the_marks(county, marked):
    desk, web = handing.hand_in(marked, county.kao, AT)
    assert (desk.detail["marks"], web.detail["marks"], len(desk.detail["sha256"])) == (2, 2, 64)
    Mark.objects.filter(name="desk", unit=county.town).update(value="20")
    again = handing.hand_in(marked, county.kao, AT)
    assert again[0].detail["sha256"] != desk.detail["sha256"] and again[1].detail == web.detail


@pytest.mark.provision("BW-16.4")
def test_points_are_composed_and_graded_and_the_edges_belong_above(county, marked, write, publish):
    # volume: the bureau published 1 of 3: 60 − 2 × 10 = 40; with 20 + 20 it has 80. The town published none: 60 − 30.
    publish(write())
    marked.case.take("count", by=county.ban, at=AT)
    marked.case.take("compose", by=county.ban, at=AT)
    found = results(marked)
    assert (found["交运局"].total, found["交运局"].grade, found["交运局"].rank) == (8000, "合格", 1)
    assert (found["河边镇"].total, found["河边镇"].grade, found["河边镇"].rank) == (6250, "合格", 2)


def test_what_nobody_marked_is_undetermined_and_never_zero(county, campaign):
    campaign.case.take("compose", by=county.ban, at=AT)
    row = results(campaign)["交运局"]
    assert (row.total, row.state, row.rank, row.complete) == (None, "待定", None, False)
    with pytest.raises(Unready, match="待定"):
        campaign.case.take("check", by=county.he, at=AT)
        campaign.case.take("send", by=county.ban, at=AT)


def test_the_same_inputs_give_the_same_bytes(county, marked):
    for _ in range(2):
        marked.case.take("compose", by=county.ban, at=AT)
    first, second = ResultSet.objects.filter(campaign=marked).order_by("pk")
    assert bytes(first.content) == bytes(second.content) and first.sha256 == second.sha256
    assert (first.current, second.current) == (False, True)
    assert composing.score(marked).sha256 == second.sha256


@pytest.mark.provision("BW-16.4")
def test_the_act_of_composing_keeps_the_hash_of_the_result(county, marked):
    act = marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    kept = ResultSet.objects.get(campaign=marked, current=True)
    assert act.detail["sha256"] == kept.sha256 == hashlib.sha256(bytes(kept.content)).hexdigest()
    decided = marked.case.take("decide", by=county.ling, at=AT)
    assert decided.detail == act.detail == marked.case.take("announce", by=county.ban, at=AT).detail


@pytest.mark.provision("BW-16.4")
def test_marks_changed_after_they_were_handed_in_are_not_composed(county, marked):
    given = [marking.Given(county.roads.pk, "0", "没有材料")]
    marking.give(marked, item(marked, "desk"), given, county.kao, AT)
    with pytest.raises(Unready, match="“县政府办”的评分还没有报送") as refused:
        marked.case.take("compose", by=county.ban, at=AT)
    assert "第三方" not in str(refused.value)
    handing.hand_in(marked, county.kao, AT)
    marked.case.take("compose", by=county.ban, at=AT)
    assert results(marked)["交运局"].total == 5000


def test_marks_that_nobody_handed_in_are_not_composed(county, campaign):
    marking.give(campaign, item(campaign, "web"), [marking.Given(county.roads.pk, "20")], county.san, AT)
    with pytest.raises(Unready, match="“第三方”的评分还没有报送"):
        campaign.case.take("compose", by=county.ban, at=AT)


def test_marks_taken_back_after_they_were_handed_in_are_not_composed(county, marked):
    given = [marking.Given(unit.pk, "") for unit in (county.roads, county.town)]
    marking.give(marked, item(marked, "web"), given, county.san, AT)
    with pytest.raises(Unready, match="“第三方”"):
        marked.case.take("compose", by=county.ban, at=AT)


def test_after_a_reopening_every_source_hands_in_again(county, marked):
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("reopen", by=county.ling, at=AT, words="请复核")
    with pytest.raises(Unready, match="“县政府办”、“第三方”的评分还没有报送"):
        marked.case.take("compose", by=county.ban, at=AT)
    handing.hand_in(marked, county.kao, AT)
    marked.case.take("compose", by=county.ban, at=AT)


@pytest.mark.provision("BW-14")
def test_who_made_the_plan_does_not_approve_it(county, rulebook):
    from gongkai.accounts.models import Post, Role

    plan = planning.Plan(
        "x", "shi-2025", AT.date(), AT.date(), [county.town], {"office": [county.top], "third": [county.top]}
    )
    found = planning.open_campaign(plan, county.ban, AT)
    same = Post.objects.create(person=county.ban.person, unit=county.top, role=Role.LEADING_GROUP)
    with pytest.raises(SameHands, match="制定方案"):
        found.case.take("approve", by=same, at=AT)
    found.case.take("approve", by=county.ling, at=AT)


def test_who_composed_neither_checks_nor_decides(county, marked):
    from gongkai.accounts.models import Post, Role

    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    same = Post.objects.create(person=county.ban.person, unit=county.top, role=Role.LEADING_GROUP)
    with pytest.raises(SameHands):
        marked.case.take("decide", by=same, at=AT)
    marked.case.take("reopen", by=county.ban, at=AT, words="再合成一次")
    for by in (county.kao, county.san):
        handing.hand_in(marked, by, AT)
    marked.case.take("compose", by=county.ban, at=AT)
    with pytest.raises(SameHands, match="合成"):
        marked.case.take("check", by=county.ban, at=AT)


@pytest.mark.provision("BW-16.5–16.6")
def test_the_decided_result_goes_out_by_the_circular(county, marked, sign_in):
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    assert door.shown(f"campaign:{marked.pk}") is None
    marked.case.take("decide", by=county.ling, at=AT)
    marked.case.take("announce", by=county.ban, at=AT)
    shown = door.shown(f"campaign:{marked.pk}")
    rows = {row["unit_name"]: (row["rank"], row["score"], row["grade"]) for row in shown.fields["rows"]}
    assert rows == {"交运局": ("1", "70.00", "合格"), "河边镇": ("2", "62.50", "合格")}
    assert "缺会议记录" not in json.dumps(shown.fields, ensure_ascii=False)
    assert f'href="/d/{shown.address}/"' in sign_in("ban").get(f"/staff/assessment/{marked.pk}/").content.decode()
