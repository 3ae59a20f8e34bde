"""若今天考核: what is lost so far, what can be won back and for how much, before any campaign has begun."""

from decimal import Decimal

import pytest
from django.core.cache import cache

from gongkai.assessment.outlook import actions, glance, running, standards
from tests.county import moment

NOW = moment("2025-06-03 09:00")


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


def looked(unit, name="sshi-2025", at=NOW):
    return running.look(standards.chosen(name, unit, at.date()), unit, at)


def test_what_is_lost_is_counted_and_what_people_judge_is_neither_lost_nor_won(county, rulebook, write, publish):
    publish(write())
    seen = glance.look(standards.chosen("sshi-2025", county.roads, NOW.date()), county.roads, NOW)
    # one of three: 60 − 2 × 10; the forty points of two assessors are open
    assert (seen.lost, seen.most, seen.known, seen.asked) == (Decimal(20), Decimal(80), 1, 3)
    assert [one.title for one in seen.losses] == ["公开数量"]
    assert len(seen.waits) == 2 and "查阅材料" in seen.waits[0]


def test_what_to_do_next_is_worth_what_the_engine_gives_for_it(county, rulebook, write, publish):
    publish(write())
    (one,) = actions.worthwhile(looked(county.roads))
    assert (one.says, one.gain, one.each, one.count) == ("再公开 2 条信息", Decimal(20), Decimal(10), 2)
    publish(write("第二条"))
    publish(write("第三条"))
    assert actions.worthwhile(looked(county.roads)) == []


def test_what_is_owed_beyond_the_floor_wins_only_from_some_number_on(county, rulebook, write, publish):
    rulebook.write_text(rulebook.read_text("utf-8").replace("short_of: 3", "short_of: 10"), "utf-8")
    publish(write())
    (one,) = actions.worthwhile(looked(county.roads))
    # nine short cost 90 of 60 points: three are lost below zero, the fourth wins the first ten
    assert (one.count, one.gain, one.each, one.first) == (9, Decimal(60), 0, 4)


def test_a_bonus_beyond_full_marks_is_nothing_to_win_back(county, rulebook, write, publish):
    more = "short_of: 3}, {earn: 2, each: disclosures.published, beyond: 3}]"
    text = rulebook.read_text("utf-8").replace("short_of: 3}]", more)
    rulebook.write_text(text.replace("start: full,", "start: full, cap: 70,"), "utf-8")
    publish(write())
    (one,) = actions.worthwhile(looked(county.roads))
    assert (one.count, one.gain) == (2, Decimal(20))


def test_what_happened_after_now_does_not_count_yet(county, rulebook, write, publish):
    publish(write(at="2025-07-01 10:00"), at="2025-07-02 10:00")
    assert looked(county.roads).value("disclosures.published") == 0


STALE = """
rulebook: geng-2025
title: 栏目更新
document: KF
period: 2025-Q2
as_of: 2025-06-30
rounding: {total: 2}
table:
  id: total
  title: 总分
  points: 20
  indicators:
  - {id: some, title: 逐个扣, points: 10, start: full, says: 每个扣0.5分, cite: KF-T1.6,
     rules: [{lose: 0.5, each: catalogue.stale}]}
  - {id: once, title: 有就扣, points: 10, start: full, says: 有超期的扣5分, cite: KF-T1.6,
     rules: [{lose: 5, when: {catalogue.stale: {at_least: 1}}}]}
"""


def test_a_loss_for_any_is_won_back_only_by_all_of_them(county, rulebook, monkeypatch):
    from gongkai.acts.facts import Counted
    from gongkai.assessment import facts

    rulebook.write_text(STALE.replace("geng-2025", "shi-2025"), "utf-8")
    stale = Counted({county.roads.pk: 3})
    stale.says[county.roads.pk] = ["就业：超期", "财政：超期", "公告：超期"]
    monkeypatch.setitem(facts.COUNTERS, "catalogue.stale", lambda units, span: stale)
    today = looked(county.roads)
    assert today.standard.period.title == "2025年第二季度"
    (one,) = actions.worthwhile(today)
    # 3 × 0.5 + 5; the first alone brings half a point
    assert (one.says, one.gain, one.each) == ("更新 3 个超期栏目", Decimal("6.5"), Decimal("0.5"))
    assert one.about == ("就业：超期", "财政：超期", "公告：超期")


def test_what_people_tell_is_taken_at_its_best_when_told_what_is_left(county):
    """By the county's own table of 2018: vetoes, deductions and lists that nobody told cost nothing yet."""
    seen = looked(county.town, "sdy-2018")
    assert seen.results.state("hbz") == "待定"
    assert seen.most is not None and seen.most <= 100


@pytest.mark.told("2025-06-03 09:00")
def test_a_unit_sees_its_own_score_and_the_office_any(county, rulebook, sign_in, write, publish):
    publish(write())
    client = sign_in("xin")
    page = client.get("/staff/assessment/today/?rules=sshi-2025").content.decode()
    assert "再公开 2 条信息：+20.00 分" in page and "做 1 个就有 +10.00" in page and "〔KF-" not in page
    assert "这不是考核结果" in page
    assert 'href="/staff/assessment/today/"' in client.get("/staff/assessment/").content.decode()
    assert client.get("/staff/assessment/today/?unit=hbz").status_code == 404
    assert "河边镇：若今天考核" in sign_in("ban").get("/staff/assessment/today/?unit=hbz").content.decode()
    assert sign_in("kao").get("/staff/assessment/today/").status_code == 403


@pytest.mark.told("2025-06-03 09:00")
def test_it_is_counted_anew_once_something_was_done(county, rulebook, sign_in, write, publish, monkeypatch):
    times = []
    look = glance.look
    monkeypatch.setattr(glance, "look", lambda *args: times.append(1) or look(*args))
    url = "/staff/assessment/today/?rules=sshi-2025"
    client = sign_in("fen")
    client.get(url), client.get(url)
    assert len(times) == 1
    publish(write())
    assert "再公开 2 条信息" in client.get(url).content.decode()


def test_the_campaigns_of_a_unit_are_offered_before_the_shelf(county, campaign):
    (first, says), *rest = standards.choices(county.roads)
    assert (first, says) == (f"c{campaign.pk}", "试县2025年考核的规则")
    assert ("sshi-2025", "试县政务公开评分规则") in rest
