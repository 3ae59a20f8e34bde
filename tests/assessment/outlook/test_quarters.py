"""Quarterly rounds and a year made of them; rules that come late; two campaigns over the same facts."""

from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.assessment import facts, handing, marking, periods, planning, rules
from gongkai.assessment.models import Campaign
from gongkai.law.periods import Period
from gongkai.publication import door
from tests.assessment.conftest import AT, item, results
from tests.county import declare, moment

YEAR = """
rulebook: nian-2025
title: 试县全年考核规则
document: KF
period: 2025
as_of: 2025-12-31
rounding: {mode: half_up, total: 2}
table: {id: total, title: 全年得分, points: 100, cite: KF-6.1, says: 各季度考核得分的平均数,
  rules: [{earn: 1, each: assessment.quarters_mean}]}
grades:
  bands: [{grade: 优秀, at_least: 90}, {grade: 合格, at_least: 60, below: 90}, {grade: 不合格, below: 60}]
ranking: {per: all}
"""


def book(monkeypatch, tmp_path, name, text):
    from gongkai import shelf

    path = tmp_path / f"{name}.yaml"
    path.write_text(text, "utf-8")
    known, listed = shelf.rulebook, shelf.names
    monkeypatch.setattr(shelf, "rulebook", lambda asked: path if asked == name else known(asked))
    monkeypatch.setattr(shelf, "names", lambda kind: [*([name] if kind == "assessment" else []), *listed(kind)])


def planned(county, client, text, rulebook="shi-2025"):
    """The office plans a campaign on its pages, for the period it picks there."""
    page = client.get(f"/staff/assessment/plan/?rulebook={rulebook}&period={text}")
    one = page.context["form"].initial
    said = {
        "plan": "1", "title": one["title"], "rulebook": rulebook, "since": one["since"], "until": one["until"],
        "comment_days": one.get("comment_days", 0), "marking_days": "10", "units": [county.roads.pk, county.town.pk],
    }  # fmt: skip
    names, hands = rules.on_shelf(rulebook).sources, (county.kao, county.san)
    sources = {f"source_{name}": county.top.pk for name in names}
    sources |= {f"who_{name}": [by.person_id] for name, by in zip(names, hands, strict=False)}
    assert client.post("/staff/assessment/plan/", said | sources).status_code == 302
    return Campaign.objects.get(case__title=one["title"])


def announced(county, campaign, town, at):
    """Marked, composed, decided and announced; the township's mark for papers is ``town``."""
    campaign.case.take("approve", by=county.ling, at=at)
    campaign.case.take("notify", by=county.ban, at=at)
    declare(campaign, county.kao, county.san, at=at)
    for name, mark in (("desk", town), ("web", "20")):
        given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, mark, "缺件" * (mark != "20"))]
        marking.give(campaign, item(campaign, name), given, county.san if name == "web" else county.kao, at)
    for by in (county.kao, county.san):
        handing.hand_in(campaign, by, at)
    doers = (("compose", county.ban), ("check", county.he), ("send", county.ban), ("decide", county.ling))
    for step, by in (*doers, ("announce", county.ban)):
        campaign.case.take(step, by=by, at=at)


@pytest.mark.provision("KF-3.1")
@pytest.mark.provision("KF-6.1")
@pytest.mark.told("2026-01-08 09:00")
def test_a_quarter_is_planned_assessed_and_announced_and_the_year_is_made_of_its_quarters(
    county, rulebook, monkeypatch, tmp_path, sign_in
):
    book(monkeypatch, tmp_path, "nian-2025", YEAR)
    client = sign_in("ban")
    offered = client.get("/staff/assessment/plan/").content.decode()
    assert "季度考核" in offered and "2025年第四季度" in offered and "月度考核" in offered and "2025年下半年" in offered
    third, fourth = planned(county, client, "2025-Q3"), planned(county, client, "2025-Q4")
    assert (third.since, third.until) == (date(2025, 7, 1), date(2025, 9, 30))
    announced(county, third, "12.5", moment("2025-10-12 09:00"))
    announced(county, fourth, "20", AT)
    shown = door.shown(f"campaign:{third.pk}")
    assert shown.fields["period"] == "2025-07-01 至 2025-09-30"
    # 60 lost thrice 10 for want of items; 20 + 20: 70; the township 62.5 in the third: (62.5 + 70) / 2
    year = planned(county, client, "2025", "nian-2025")
    year.case.take("approve", by=county.ling, at=AT)
    year.case.take("notify", by=county.ban, at=AT)
    assert [(one.unit.name, one.value) for one in year.counts.order_by("unit__order")] == [
        ("交运局", "70"), ("河边镇", "66.25"),
    ]  # fmt: skip
    year.case.take("compose", by=county.ban, at=AT)
    assert {name: row.total for name, row in results(year).items()} == {"交运局": 7000, "河边镇": 6625}
    url = f"/staff/assessment/{year.pk}/sheets/{county.town.pk}/facts/assessment.quarters_mean/"
    behind = sign_in("ling").get(url).content.decode()
    assert "2025年第三季度（《2025年第三季度政务公开考核》）：62.50 分" in behind
    assert f"/staff/assessment/{third.pk}/" in behind and f"/staff/assessment/{fourth.pk}/" in behind


def test_a_quarter_that_is_not_announced_counts_for_nothing_and_two_over_one_quarter_are_undetermined(
    county, rulebook, sign_in, stand_at
):
    stand_at(AT)
    first = planned(county, sign_in("ban"), "2025-Q4")
    whole = Span(date(2025, 1, 1), date(2025, 12, 31), AT.replace(hour=12))
    units = [county.roads, county.town]
    assert facts.count("assessment.quarters_mean", units, whole).values == {county.roads.pk: None, county.town.pk: None}
    assert facts.count("assessment.quarters_held", units, whole).values == {county.roads.pk: 0, county.town.pk: 0}
    announced(county, first, "20", AT)
    assert facts.count("assessment.quarter_4", units, whole).values == {county.roads.pk: "70", county.town.pk: "70"}
    assert facts.count("assessment.quarter_3", units, whole).values == {county.roads.pk: None, county.town.pk: None}
    Campaign.objects.get(pk=first.pk).case.__class__.objects.filter(pk=first.pk).update(title="先一次")
    announced(county, planned(county, sign_in("ban"), "2025-Q4"), "20", AT)
    twice = facts.count("assessment.quarters_mean", units, whole)
    assert twice.values[county.roads.pk] is None
    assert "2025年第四季度通报过两次考核" in twice.says[county.roads.pk][-1]


@pytest.mark.provision("KF-6.1")
def test_rules_that_come_after_the_period_count_it_as_it_was_at_its_end(county, rulebook, write, publish):
    publish(write(), "2025-03-04 10:00")
    publish(write("补录的通知", at="2026-02-02 09:00"), "2026-02-03 10:00")
    plan = planning.Plan(
        "晚到的规则", "shi-2025", date(2025, 1, 1), date(2025, 12, 31), [county.roads],
        {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    late = moment("2026-03-20 09:00")
    found = planning.open_campaign(plan, county.ban, late)
    found.case.take("approve", by=county.ling, at=late)
    found.case.take("notify", by=county.ban, at=late)
    assert found.counts.get(fact="disclosures.published").value == 1


def test_two_campaigns_over_the_same_facts_by_different_rules_stand_apart(
    county, rulebook, marked, write, publish, monkeypatch, tmp_path
):
    publish(write())
    marked.case.take("count", by=county.ban, at=AT)
    book(monkeypatch, tmp_path, "bie-2025", rulebook.read_text("utf-8").replace("lose: 10", "lose: 20"))
    plan = planning.Plan(
        "另一套规则", "bie-2025", date(2025, 1, 1), date(2025, 12, 31), [county.roads, county.town],
        {"office": [county.top], "third": [county.top]},
    )  # fmt: skip
    other = planning.open_campaign(plan, county.ban, AT)
    announced(county, other, "12.5", AT)
    marked.case.take("compose", by=county.ban, at=AT)
    # one of three items: 60 − 2 × 10 + 40 = 80; by the other rules 60 − 2 × 20 + 40 = 60
    assert (results(marked)["交运局"].total, results(other)["交运局"].total) == (8000, 6000)


@pytest.mark.parametrize(
    ("since", "until", "title"),
    [
        ("2025-01-01", "2025-12-31", "2025年"), ("2025-07-01", "2025-12-31", "2025年下半年"),
        ("2025-04-01", "2025-06-30", "2025年第二季度"), ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2025-02-01", "2025-04-30", None),
    ],
)  # fmt: skip
def test_a_period_is_known_by_its_days(since, until, title):
    found = periods.of(date.fromisoformat(since), date.fromisoformat(until))
    assert (found.title if found else None) == title


def test_the_usual_period_is_the_last_that_is_over():
    assert periods.usual(date(2026, 1, 8), "quarter") == Period("quarter", 2025, 4)
    assert periods.usual(date(2026, 8, 8), "half") == Period("half", 2026, 1)
    assert periods.chosen("x", date(2026, 1, 8), "month") == Period("month", 2025, 12)
