"""Each source's part of a campaign is a case of its own: due, declared, handed in, sent back."""

import pytest

from gongkai.accounts.models import Post
from gongkai.acts.models import Act, Due
from gongkai.acts.refusals import NotYourRole, Unready, WrongState
from gongkai.assessment import binding, handing, marking
from gongkai.assessment.models import Campaign, Declaration, Mark, Scoring
from gongkai.assessment.sources import opening
from gongkai.desk import duties
from tests.assessment.conftest import AT, item
from tests.county import declare, moment

pytestmark = pytest.mark.told(AT)
LATE = moment("2026-01-22 09:00")


def full(county):
    return [marking.Given(unit.pk, "20") for unit in (county.roads, county.town)]


def waiting(post, at=AT):
    return [(duty.title, duty.step, duty.day) for duty in duties.mine(post, at) if duty.kind == "评分"]


@pytest.mark.provision("DY-2")
@pytest.mark.provision("BW-13")
def test_of_two_sources_given_to_one_unit_each_person_sees_only_the_one_they_were_given(county, agency, sign_in):
    ping, cha = agency.ping, agency.cha
    said = {
        "plan": "1", "title": "一家评两方", "rulebook": "shi-2025", "since": "2025-01-01", "until": "2025-12-31",
        "comment_days": "5", "marking_days": "10", "units": [county.roads.pk, county.town.pk],
        "source_office": agency.unit.pk, "source_third": agency.unit.pk,
    }  # fmt: skip
    page = sign_in("ban").post("/staff/assessment/plan/", said).content.decode()
    assert "请选择“第三方”的评分人" in page and "ping某" in page and "kao某" not in page
    same = said | {"who_office": [ping.person_id], "who_third": [ping.person_id, cha.person_id]}
    assert "同一个人不能评两方" in sign_in("ban").post("/staff/assessment/plan/", same).content.decode()
    given = said | {"who_office": [ping.person_id], "who_third": [cha.person_id]}
    assert sign_in("ban").post("/staff/assessment/plan/", given).status_code == 302
    found = Campaign.objects.get(case__title="一家评两方")
    found.case.take("approve", by=county.ling, at=AT)
    found.case.take("notify", by=county.ban, at=AT)
    office, third = (found.scorings.get(source=source) for source in ("office", "third"))
    assert [one.name for one in marking.mine(found, ping)] == ["desk"]
    assert [one.name for one in marking.mine(found, cha)] == ["web"]
    declare(found, ping, cha, at=AT)
    marking.give(found, item(found, "web"), [marking.Given(county.roads.pk, "13.7", "栏目有空")], cha, AT)
    handing.hand_in(found, cha, AT)
    base, hidden = f"/staff/assessment/{found.pk}/", f"/staff/assessment/scorings/{third.pk}/"
    for path in ("/staff/", "/staff/assessment/", base, f"{base}tasks/", f"/staff/assessment/scorings/{office.pk}/"):
        seen = sign_in("ping").get(path).content.decode()
        assert not [word for word in ("13.7", "一家评两方评分：第三方", "cha某", hidden) if word in seen], path
    for path in (hidden, f"{hidden}hand_in/", f"{base}marks/web/", f"/staff/why/{third.pk}/"):
        assert sign_in("ping").get(path).status_code in (403, 404), path
    with pytest.raises(NotYourRole):
        marking.give(found, item(found, "web"), full(county), ping, AT)
    assert [title for title, *_ in waiting(ping)].count("一家评两方评分：第三方") == 0
    # The office may name others later, and nobody for both.
    page = sign_in("ban").post(f"{hidden}appoint/", {"people": [ping.person_id]}).content.decode()
    assert "ping某已经评本单位的另一部分" in page and marking.mine(found, cha)
    assert "只由cha某评" in sign_in("ban").get(hidden).content.decode()
    other = Post.objects.create(person=county.fa.person, unit=agency.unit, role="third_party")
    assert sign_in("ban").post(f"{hidden}appoint/", {"people": [other.person_id]}).status_code == 302
    assert marking.mine(found, cha) == [] and [one.name for one in marking.mine(found, other)] == ["web"]


# due -----------------------------------------------------------------------------------------------------------------


@pytest.mark.provision("DY-4.2")
def test_with_the_notice_each_part_stands_on_the_desk_of_its_own_assessors_with_its_day(county, agency):
    # ten working days from Wednesday 7 January: 8, 9, 12–16, 19–21
    assert waiting(agency.ping) == [("试县2025年考核评分：第三方", "报送评分", "1月21日")]
    assert waiting(county.kao) == [("试县2025年考核评分：县政府办", "报送评分", "1月21日")]
    assert waiting(county.xin) == waiting(county.ling) == []


def test_the_plan_says_how_many_days(county, agency, sign_in):
    page = sign_in("ban").get("/staff/assessment/plan/?rulebook=shi-2025").content.decode()
    assert "评分的工作日" in page and 'value="10"' in page
    Campaign.objects.filter(pk=agency.campaign.pk).update(marking_days=0)
    assert opening.limits_of([agency.third.case]) == {agency.third.pk: []}


@pytest.mark.provision("DY-2")
def test_late_parts_are_shown_to_the_office_whose_reminders_are_counted(county, agency, sign_in, stand_at):
    client, url = sign_in("ban"), f"/staff/assessment/{agency.campaign.pk}/"
    assert "逾期" not in client.get(url).content.decode()
    stand_at(LATE)
    page = client.get(url).content.decode()
    assert page.count("逾期</strong>") == 2 and "2026-01-21" in page
    assert client.post(f"/staff/assessment/scorings/{agency.third.pk}/remind/").status_code == 302
    assert "已催 1 次" in client.get(url).content.decode()
    assert waiting(agency.ping, LATE)[0][1] == "报送评分"


def test_what_was_handed_in_in_time_is_not_late_afterwards(county, agency, sign_in, stand_at):
    declare(agency.campaign, agency.ping)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    handing.hand_in(agency.campaign, agency.ping, AT)
    stand_at(LATE)
    page = sign_in("ban").get(f"/staff/assessment/{agency.campaign.pk}/").content.decode()
    assert page.count("逾期</strong>") == 1 and "已报送 2026-01-08" in page
    assert waiting(agency.ping, LATE) == []


# handed in, changed, sent back ---------------------------------------------------------------------------------------


def test_a_mark_changed_after_the_handing_in_brings_the_part_back_to_the_desk(county, agency):
    declare(agency.campaign, agency.ping)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    handing.hand_in(agency.campaign, agency.ping, AT)
    given = [marking.Given(county.town.pk, "15", "链接打不开")]
    marking.give(agency.campaign, item(agency.campaign, "web"), given, agency.ping, AT)
    agency.third.case.refresh_from_db()
    assert agency.third.case.status == "asked" and waiting(agency.ping)
    assert binding.not_handed_in(agency.campaign) == ["third"]
    assert [act.step for act in Act.objects.filter(case=agency.third.case)] == ["ask", "declare", "hand_in", "alter"]


@pytest.mark.provision("DY-4.2")
def test_the_office_sends_a_part_back_with_its_reason_and_its_days_begin_anew(county, agency):
    declare(agency.campaign, agency.ping)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    handing.hand_in(agency.campaign, agency.ping, AT)
    agency.third.case.refresh_from_db()
    with pytest.raises(Unready, match="理由"):
        agency.third.case.take("send_back", by=county.ban, at=AT)
    with pytest.raises(NotYourRole):
        agency.third.case.take("send_back", by=county.kao, at=AT, words="看错了")
    agency.third.case.take("send_back", by=county.ban, at=moment("2026-01-12 09:00"), words="两个单位的链接没有看")
    assert binding.not_handed_in(agency.campaign) == ["third"]
    last = Due.objects.filter(case=agency.third.case).order_by("round").last()
    assert (last.done, last.due.date().isoformat()) == (None, "2026-01-26")


def test_nobody_acts_on_anothers_part(county, agency):
    for step in ("declare", "hand_in"):
        with pytest.raises(NotYourRole, match="不由试县评分"):
            agency.third.case.take(step, by=county.kao, at=AT, detail={"refused": []})
    with pytest.raises(NotYourRole, match="没有要评的项目"):
        handing.hand_in(agency.campaign, county.xin, AT)


def test_after_the_decision_nobody_is_asked_any_more(county, campaign):
    for name, by in (("desk", county.kao), ("web", county.san)):
        marking.give(campaign, item(campaign, name), full(county), by, AT)
    handing.hand_in(campaign, county.kao, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        campaign.case.take(step, by=by, at=AT)
    Scoring.objects.get(campaign=campaign, source="third").case.take("ask_again", by=None, at=AT, follows=True)
    campaign.case.take("decide", by=county.ling, at=AT)
    states = dict(campaign.scorings.values_list("source", "case__status"))
    assert states == {"office": "handed_in", "third": "lapsed"}


# recusal -------------------------------------------------------------------------------------------------------------


@pytest.mark.provision("BW-16.1–16.3")
def test_nobody_marks_before_they_have_declared_and_the_page_leads_there(county, agency, sign_in):
    with pytest.raises(Unready, match="先声明有没有要回避的单位"):
        marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    client, marks = sign_in("ping"), f"/staff/assessment/{agency.campaign.pk}/marks/web/"
    asked = client.get(marks)
    url = f"/staff/assessment/scorings/{agency.third.pk}/declare/"
    assert asked.url == url
    assert "请选择有没有要回避的单位" in client.post(url, {"words": ""}).content.decode()
    assert "请勾出要回避的单位" in client.post(url, {"stands": "some", "words": ""}).content.decode()
    assert client.post(url, {"stands": "none", "words": ""}).status_code == 302
    assert client.get(marks).status_code == 200 and Declaration.objects.get().person == agency.ping.person


@pytest.mark.provision("BW-13")
def test_a_recused_unit_is_shown_as_such_and_marked_by_another_person_of_the_same_unit(county, agency, sign_in):
    client, url = sign_in("ping"), f"/staff/assessment/scorings/{agency.third.pk}/declare/"
    client.post(url, {"stands": "some", "refused": [county.town.pk], "words": "妹妹在镇里任职"})
    page = client.get(f"/staff/assessment/{agency.campaign.pk}/marks/web/").content.decode()
    assert "回避，由本单位其他人评" in page and f'name="value_{county.town.pk}"' not in page
    with pytest.raises(WrongState, match="声明了回避"):
        marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county)[:1], agency.ping, AT)
    client.post(f"/staff/assessment/{agency.campaign.pk}/marks/web/", {f"value_{county.town.pk}": "20"})
    assert not Mark.objects.filter(unit=county.town).exists()
    shown = client.get(f"/staff/assessment/scorings/{agency.third.pk}/").content.decode()
    assert "声明过的人都回避" in shown and "1 / 1" in shown
    declare(agency.campaign, agency.cha)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county)[1:], agency.cha, AT)
    found = {mark.unit.name: mark.by.person.name for mark in Mark.objects.all()}
    assert found == {"交运局": "ping某", "河边镇": "cha某"}


def test_why_somebody_keeps_away_is_sealed_and_stays_within_the_part(county, agency, sign_in):
    url = f"/staff/assessment/scorings/{agency.third.pk}/"
    said = {"stands": "some", "refused": [county.town.pk], "words": "妹妹在镇里任职"}
    sign_in("ping").post(f"{url}declare/", said)
    act = Act.objects.get(step="declare")
    assert "妹妹" not in str(act.detail) and act.detail == {"refused": [county.town.pk]}
    assert "妹妹在镇里任职" in sign_in("ban").get(url).content.decode()
    assert "妹妹" not in sign_in("ling").get(url).content.decode()


def test_a_later_declaration_takes_back_the_marks_it_shuts_out(county, agency):
    declare(agency.campaign, agency.ping)
    marking.give(agency.campaign, item(agency.campaign, "web"), full(county), agency.ping, AT)
    handing.hand_in(agency.campaign, agency.ping, AT)
    agency.third.case.refresh_from_db()
    agency.third.case.take("declare", by=agency.ping, at=AT, detail={"refused": [county.town.pk]})
    agency.third.case.refresh_from_db()
    assert agency.third.case.status == "asked" and Declaration.objects.filter(current=True).count() == 1
    assert list(Mark.objects.filter(current=True).values_list("unit__name", flat=True)) == ["交运局"]
    with pytest.raises(Unready, match="“第三方”的评分还没有报送"):
        agency.campaign.case.take("compose", by=county.ban, at=AT)


def test_who_holds_a_post_at_an_assessed_unit_is_reminded_of_it(county, agency, sign_in):
    from gongkai.accounts.models import Post

    Post.objects.create(person=agency.ping.person, unit=county.roads, role="proposer", until="2025-06-30")
    page = sign_in("ping").get(f"/staff/assessment/scorings/{agency.third.pk}/declare/").content.decode()
    assert f'value="{county.roads.pk}" aria-describedby' in page or f'value="{county.roads.pk}"' in page
    assert page.count("checked") == 2, "the choice of 有 and the unit"


# isolation -----------------------------------------------------------------------------------------------------------


@pytest.mark.provision("DY-2")
def test_an_assessor_sees_nothing_of_another_source_and_no_ranking_and_no_sheet(county, agency, sign_in):
    campaign, base = agency.campaign, f"/staff/assessment/{agency.campaign.pk}/"
    declare(campaign, county.kao, agency.ping)
    given = [marking.Given(county.roads.pk, "13.7", "缺秘密会议纪要"), marking.Given(county.town.pk, "20")]
    marking.give(campaign, item(campaign, "desk"), given, county.kao, AT)
    marking.give(campaign, item(campaign, "web"), full(county), agency.ping, AT)
    for by in (county.kao, agency.ping):
        handing.hand_in(campaign, by, AT)
    client = sign_in("ping")
    for state, step, by in (
        ("marking", "compose", county.ban), ("composed", "check", county.he), ("checked", "send", county.ban),
        ("heard", "decide", county.ling), ("decided", "announce", county.ban),
    ):  # fmt: skip
        campaign.case.refresh_from_db()
        assert campaign.case.status == state
        pages = [
            client.get(path).content.decode()
            for path in ("/staff/", "/staff/assessment/", base, f"{base}work/", f"{base}signals/")
        ]
        assert "查阅材料" not in pages[2], "how far another source has come"
        assert not [page for page in pages if "13.7" in page or "缺秘密会议纪要" in page or "得分与排名" in page]
        assert not [page for page in pages if "评分：县政府办" in page or f"scorings/{agency.office.pk}/" in page]
        for path in (
            f"{base}export/", f"{base}marks/desk/", f"{base}sheets/{county.roads.pk}/",
            f"/staff/assessment/scorings/{agency.office.pk}/",
            f"/staff/assessment/scorings/{agency.office.pk}/declare/", f"/staff/why/{agency.office.pk}/",
        ):  # fmt: skip
            assert client.get(path).status_code in (403, 404), (state, path)
        campaign.case.take(step, by=by, at=AT)


def test_an_appeal_shows_an_assessor_the_leaf_and_neither_total_nor_rank(county, sent, sign_in):
    from gongkai.assessment.hearings import appealing

    found = appealing.file(sent, county.town, "desk", "会议纪要在附件", county.zhen, AT)
    url = f"/staff/assessment/appeals/{found.pk}/"
    for name, sees in (("kao", False), ("zhen", True), ("ban", True)):
        page = sign_in(name).get(url).content.decode()
        assert "12.5" in page and ("总分" in page, "名次" in page) == (sees, sees), name


# from before ---------------------------------------------------------------------------------------------------------


@pytest.mark.provision("BW-16.1–16.3")
def test_a_campaign_from_before_gets_its_parts_and_what_was_handed_in_stands(county, campaign):
    for name, by in (("desk", county.kao), ("web", county.san)):
        marking.give(campaign, item(campaign, name), full(county), by, AT)
    kept = binding.of_marks(Mark.objects.filter(source="office"))
    said = {"sources": {"office": kept, "third": "0" * 64}}
    _as_before(campaign)
    campaign.case.refresh_from_db()
    campaign.case.take("hand_in", by=county.kao, at=AT, detail=said, follows=True)
    (found,) = opening.unopened(AT)
    opening.open_late(found, AT)
    assert opening.unopened(AT) == []
    assert dict(campaign.scorings.values_list("source", "case__status")) == {"office": "handed_in", "third": "asked"}
    assert binding.not_handed_in(campaign) == ["third"] and Mark.objects.count() == 4
    handing.hand_in(campaign, county.san, AT, ("third",))
    campaign.case.take("compose", by=county.ban, at=AT)


def _as_before(campaign):
    """Leaves the campaign as an earlier version kept it: its parts are no cases."""
    Scoring.objects.filter(campaign=campaign).delete()
