"""定期举行发布会的单位: one conference a quarter, the principal at one a year, for listed units alone (BW-7.5).

Told time is the spring of 2026; the quarters of 2025 are over.
"""

import pytest

from gongkai.acts.facts import Span
from gongkai.desk import upkeep
from gongkai.disclosures import facts
from gongkai.disclosures.conferences import duties
from gongkai.disclosures.models import Conference, ConferenceDuty
from tests.county import moment

HOME = "/staff/disclosures/conferences/"
DUTIES = f"{HOME}duties/"
NOW = "2026-03-20 10:00"
pytestmark = pytest.mark.told(NOW)
YEAR = (moment("2025-01-01").date(), moment("2025-12-31").date())


@pytest.fixture
def listed(county, sign_in, stand_at):
    stand_at("2025-01-02 10:00")
    said = {"unit": county.roads.pk, "since": "2025-01-01", "ground": "群众关注出行和路况"}
    assert sign_in("ban").post(f"{DUTIES}new/", said).status_code == 302
    stand_at(NOW)
    return ConferenceDuty.objects.get()


@pytest.fixture
def hold(county, sign_in, stand_at):
    """A conference of the road bureau, planned, held on a day and agreed to through its pages on that day."""

    def held(day, **more):
        stand_at(f"{day} 17:00")
        sign_in("xin").post(f"{HOME}new/", {"title": f"{day}发布会", "event": "路况", "planned": day})
        row = Conference.objects.latest("pk")
        said = {"day": day, "speakers": "局长某", "media": "", "items": "", "words": "", "recording": ""} | more
        assert sign_in("xin").post(f"{HOME}{row.pk}/hold/", said).status_code == 302
        assert sign_in("fen").post(f"{HOME}{row.pk}/accept/").status_code == 302
        stand_at(NOW)
        return row

    return held


def span(year):
    return Span(moment(f"{year}-01-01").date(), moment(f"{year}-12-31").date(), moment(NOW))


def count(name, units, as_of=NOW, year=YEAR):
    return facts.FACTS[f"disclosures.{name}"](units, Span(*year, moment(as_of)))


@pytest.mark.provision("BW-7.5")
def test_a_listed_unit_owes_one_a_quarter_and_its_principal_at_one_a_year(county, listed, hold, sign_in):
    units = [county.roads, county.town]
    first, second = hold("2025-02-10"), hold("2025-06-30", principal="on")
    missed = count("conference_quarters_missed", units)
    assert missed.values == {county.roads.pk: 2, county.town.pk: 0}  # the town is not listed and owes none
    assert missed.says[county.roads.pk] == ["2025年第三季度没有举行新闻发布会", "2025年第四季度没有举行新闻发布会"]
    due = count("conference_quarters_due", units)
    assert due.values[county.roads.pk] == 4 and sorted(due.records[county.roads.pk]) == [first.pk, second.pk]
    there = count("principal_at_conference", units)
    assert there.values[county.roads.pk] == 1 and there.records[county.roads.pk] == [second.pk]
    assert count("principal_years_missed", units).values == {county.roads.pk: 0, county.town.pk: 0}
    page = sign_in("ban").get(f"{DUTIES}?year=2025").content.decode()
    assert page.count("没有</") == 2 and "2025-02-10发布会" in page and "1 个单位，1 个有缺" in page


@pytest.mark.provision("BW-7.5")
def test_a_year_without_the_principal_is_missed_only_when_it_is_over(county, listed, hold):
    hold("2025-02-10")
    before, after = "2025-12-31 23:59", "2026-01-01 00:00"
    assert count("principal_years_missed", [county.roads], before).values[county.roads.pk] == 0
    missed = count("principal_years_missed", [county.roads], after)
    assert missed.says[county.roads.pk] == ["2025年主要负责人没有出席过发布会"]


@pytest.mark.parametrize("as_of, missed", [("2025-03-31 23:59", 0), ("2025-04-01 00:00", 1)])
def test_a_quarter_is_missed_from_the_first_moment_after_its_last_day(county, listed, as_of, missed):
    assert count("conference_quarters_missed", [county.roads], as_of).values[county.roads.pk] == missed


@pytest.mark.parametrize("since, missed", [("2025-07-01", 2), ("2025-07-02", 1)])
def test_a_unit_owes_the_quarters_that_begin_after_it_was_listed(county, sign_in, stand_at, since, missed):
    stand_at(f"{since} 09:00")
    sign_in("ban").post(f"{DUTIES}new/", {"unit": county.roads.pk, "since": since, "ground": "群众关注"})
    assert count("conference_quarters_missed", [county.roads]).values[county.roads.pk] == missed


def test_two_who_list_a_unit_at_once_lay_one_duty_on_it(county, listed, sign_in, stand_at):
    said = {"unit": county.roads.pk, "since": "2025-01-01", "ground": "又列一次"}
    assert "选择" in sign_in("ban").post(f"{DUTIES}new/", said).content.decode()
    owing = duties.Owing(county.roads, YEAR[0], "又列一次")
    duties.oblige([owing], county.he, moment("2025-01-02 10:00"))  # both had the form open
    assert count("conference_quarters_missed", [county.roads]).values[county.roads.pk] == 4


def test_what_was_held_but_not_agreed_to_fulfils_nothing(county, listed, sign_in):
    sign_in("xin").post(f"{HOME}new/", {"title": "三月发布会", "event": "路况", "planned": "2026-03-20"})
    row = Conference.objects.get()
    sign_in("xin").post(f"{HOME}{row.pk}/hold/", {"day": "2026-03-20", "speakers": "局长某", "words": ""})
    assert facts.FACTS["disclosures.principal_at_conference"]([county.roads], span(2026)).values[county.roads.pk] == 0
    assert count("conference_quarters_missed", [county.roads]).values[county.roads.pk] == 4


def test_a_unit_that_is_no_longer_listed_owes_nothing_after_its_last_day(county, listed, sign_in):
    url = f"{DUTIES}{listed.pk}/discharge/"
    assert sign_in("xin").post(url, {"until": "2025-06-30", "words": "职能划转"}).status_code == 403
    early = sign_in("ban").post(url, {"until": "2024-12-31", "words": "职能划转"})
    assert early.status_code == 409 and "早于列入的日期 2025-01-01" in early.content.decode()
    assert "请填写理由" in sign_in("ban").post(url, {"until": "2025-06-30", "words": ""}).content.decode()
    assert sign_in("ban").post(url, {"until": "2025-06-30", "words": "职能划转"}).status_code == 302
    assert count("conference_quarters_missed", [county.roads], "2026-03-20 10:01").values[county.roads.pk] == 2


def test_a_strange_unit_does_not_see_the_duty_and_a_unit_does_not_lay_it_on_itself(county, listed, sign_in):
    assert sign_in("zhen").get(f"{DUTIES}{listed.pk}/").status_code == 404
    assert "交运局" not in sign_in("zhen").get(DUTIES).content.decode()
    assert sign_in("xin").get(f"{DUTIES}new/").status_code == 403
    assert sign_in("xin").get(f"{DUTIES}{listed.pk}/").status_code == 200
    assert "河边镇" in sign_in("ban").get(f"{DUTIES}new/").content.decode()
    assert "交运局</option>" not in sign_in("ban").get(f"{DUTIES}new/").content.decode()  # listed already


@pytest.mark.provision("BW-7.5")
@pytest.mark.parametrize("at, told", [("2026-03-15 10:00", False), ("2026-03-16 10:00", True)])
def test_the_desk_tells_of_a_quarter_fifteen_days_before_it_ends(county, listed, hold, at, told):
    hold("2025-12-20", principal="on")
    lines = [
        line for part in upkeep.sections(county.xin, moment(at)) if part.name == "conferences" for line in part.lines
    ]
    assert [line.title for line in lines] == (["2026年第一季度新闻发布会"] if told else [])


def test_the_desk_tells_of_a_quarter_that_was_missed_until_the_next_is_held(county, listed, hold, sign_in):
    assert "2025年第四季度没有举行新闻发布会" in sign_in("xin").get("/staff/").content.decode()
    hold("2026-01-08", principal="on")
    assert "没有举行新闻发布会" not in sign_in("xin").get("/staff/").content.decode()


def test_the_transcript_and_the_film_are_entered_later(county, hold, write, publish, sign_in):
    row = hold("2025-02-10")
    item = publish(write("发布会文字实录", kind="信息"))
    url = f"{HOME}{row.pk}/tell/"
    nothing = sign_in("xin").post(url, {"items": "", "recording": "", "words": ""}).content.decode()
    assert "请写公开的信息的索引号，或者视频链接" in nothing
    said = {"items": item.index_no, "recording": "https://v.example.cn/20250210", "words": ""}
    assert sign_in("xin").post(url, said).status_code == 302
    page = sign_in("ban").get(f"{HOME}{row.pk}/").content.decode()
    assert "发布会文字实录" in page and "https://v.example.cn/20250210" in page
