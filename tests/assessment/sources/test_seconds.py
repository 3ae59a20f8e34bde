"""A second person marks blind; how far the two agree is shown; a third settles what differs."""

from fractions import Fraction

import pytest

from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.assessment import handing, marking
from gongkai.assessment.models import Mark, Second
from gongkai.assessment.sources import agreement, quality, seconding
from tests.assessment.conftest import AT, item
from tests.county import declare, moment

pytestmark = pytest.mark.told(AT)


# figures by hand -----------------------------------------------------------------------------------------------------


def test_agreement_is_what_one_counts_by_hand():
    found = agreement.of([("4", "4"), ("3", "4"), ("2", "2"), ("4", "2")], numbers=True)
    # differences 0 1 0 2: mean 3/4. By chance: firsts 4 3 2 4 against seconds 4 4 2 2 differ by
    # 0 0 2 2 | 1 1 1 1 | 2 2 0 0 | 0 0 2 2 = 16 in 16 pairs, mean 1. κ = 1 − (3/4) / 1
    assert (found.n, found.same, found.deviation, found.kappa) == (4, 2, Fraction(3, 4), Fraction(1, 4))
    assert found.small and (found.percent, found.apart, found.weighted) == ("50%", "0.75", "0.25")


def test_for_words_kappa_is_cohens_own():
    # the classical table 20 / 5 / 10 / 15 of fifty: seen 0.70, by chance 0.50, κ 0.40
    pairs = [("是", "是")] * 20 + [("是", "否")] * 5 + [("否", "是")] * 10 + [("否", "否")] * 15
    found = agreement.of(pairs, numbers=False)
    assert (found.kappa, found.deviation, found.small) == (Fraction(2, 5), None, False)


def test_where_everybody_gave_the_same_kappa_says_nothing():
    assert agreement.of([("5", "5")] * 12, numbers=True).kappa is None
    assert agreement.of([], numbers=True) == agreement.Agreement(0, 0, None, None)


# the way -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(county, agency):
    """评 marked both units, and 查 is asked to mark both again."""
    declare(agency.campaign, agency.ping, agency.cha)
    given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, "13.7", "三个链接打不开")]
    marking.give(agency.campaign, item(agency.campaign, "web"), given, agency.ping, AT)
    said = {"item": "web", "post": agency.cha.pk, "size": 5, "seed": "lot-7"}
    agency.third.case.take("ask_second", by=county.ban, at=AT, detail=said)
    return agency


def test_the_office_asks_a_second_person_on_a_page(county, agency, sign_in):
    declare(agency.campaign, agency.ping)
    marking.give(agency.campaign, item(agency.campaign, "web"), [marking.Given(county.roads.pk, "20")], agency.ping, AT)
    client, url = sign_in("ban"), f"/staff/assessment/scorings/{agency.third.pk}/ask_second/"
    page = client.get(url).content.decode()
    assert "cha某" in page and "kao某" not in page
    own = client.post(url, {"item": "web", "post": agency.ping.pk, "size": "1", "words": ""})
    assert own.status_code == 409 and "还没有别人评过" in own.content.decode()
    assert client.post(url, {"item": "web", "post": agency.cha.pk, "size": "1", "words": ""}).status_code == 302
    assert Second.objects.get().post == agency.cha
    assert sign_in("ping").get(url).status_code == 403


@pytest.mark.provision("BW-13")
def test_the_second_marks_without_seeing_the_first_anywhere(county, asked, sign_in):
    client, base = sign_in("cha"), f"/staff/assessment/scorings/{asked.third.pk}/"
    paths = [base, f"{base}seconds/", f"/staff/assessment/{asked.campaign.pk}/marks/web/", "/staff/"]
    pages = [client.get(path).content.decode() for path in paths]
    assert not [path for path, page in zip(paths, pages, strict=True) if "13.7" in page or "三个链接" in page]
    assert "请您复评" in pages[0] and "河边镇" in pages[1] and "看不到别人的评分" in pages[2]
    assert client.get(f"{base}agreement/").status_code == 403
    assert "13.7" not in str(client.get(f"/staff/assessment/{asked.campaign.pk}/tasks/export/").content)
    rows = {one.unit.name: one.pk for one in Second.objects.select_related("unit")}
    bad = client.post(f"{base}seconds/", {f"value_{rows['河边镇']}": "15"})
    assert bad.status_code == 409 and "河边镇：扣了分要写明理由" in bad.content.decode()
    said = {f"value_{rows['河边镇']}": "15", f"reason_{rows['河边镇']}": "两个打不开", f"value_{rows['交运局']}": "20"}
    assert client.post(f"{base}seconds/", said).status_code == 302
    shown = client.get(f"{base}agreement/").content.decode()
    assert "13.7" in shown and "50%" in shown and "0.65" in shown and "样本少" in shown
    assert client.get(f"{base}seconds/").status_code == 404


def test_a_third_person_settles_what_differs_with_a_reason_and_that_mark_counts(county, asked, sign_in):
    from gongkai.accounts.models import Person, Post

    seconding.mark(asked.third, {one.pk: ("15", "两个打不开") for one in Second.objects.all()}, asked.cha, AT)
    one = next(one for one in seconding.apart(asked.third) if one.unit == county.town)
    for by in (asked.ping, asked.cha):
        with pytest.raises(NotYourRole, match="第三人"):
            seconding.settle(one, "14", "看了一遍", by, AT)
    third = Post.objects.create(
        person=Person.objects.create(username="san3", name="三某", password="!"), unit=asked.unit, role="third_party"
    )
    county.third = third
    declare(asked.campaign, third)
    client, url = sign_in("third"), f"/staff/assessment/seconds/{one.pk}/settle/"
    assert "请填写理由" in client.post(url, {"value": "14", "why": ""}).content.decode()
    assert client.post(url, {"value": "14", "why": "两个打不开，一个缓慢"}).status_code == 302
    kept = Mark.objects.get(unit=county.town, current=True)
    assert (kept.value, kept.by) == ("14", third) and Mark.objects.filter(unit=county.town).count() == 2
    with pytest.raises(Unready, match="已经评定"):
        seconding.settle(Second.objects.get(pk=one.pk), "13", "再看", third, AT)
    assert (
        "两个打不开，一个缓慢" in client.get(f"/staff/assessment/scorings/{asked.third.pk}/agreement/").content.decode()
    )


def test_who_keeps_away_from_a_unit_is_not_asked_to_mark_it_again(county, agency):
    declare(agency.campaign, agency.ping)
    agency.third.case.take("declare", by=agency.cha, at=AT, detail={"refused": [county.town.pk]})
    given = [marking.Given(unit.pk, "20") for unit in (county.roads, county.town)]
    marking.give(agency.campaign, item(agency.campaign, "web"), given, agency.ping, AT)
    assert [title for _, title, _ in seconding.frame(agency.third, "web", agency.cha)] == ["交运局"]


# how people mark -----------------------------------------------------------------------------------------------------


def test_the_report_tells_pace_changes_and_agreement_to_those_who_organise_alone(county, asked, sign_in):
    web, at = item(asked.campaign, "web"), moment("2026-01-08 09:12")
    marking.give(asked.campaign, web, [marking.Given(county.town.pk, "14", "两个打不开")], asked.ping, at)
    later = moment("2026-01-08 15:00")
    marking.give(asked.campaign, web, [marking.Given(county.roads.pk, "19", "一个缓慢")], asked.ping, later)
    (row,) = [one for one in quality.people(asked.campaign) if one["name"] == "ping某"]
    # 09:00 → 09:12 is twelve minutes of work; the pause until 15:00 is none
    assert (row["marks"], row["changed"], row["minutes"], row["times"]) == (2, 2, "12.0", 1)
    url = f"/staff/assessment/{asked.campaign.pk}/assessors/"
    codes = [sign_in(name).get(url).status_code for name in ("ban", "ling", "shen", "ping", "kao", "xin")]
    assert codes == [200, 200, 200, 404, 404, 404]
    handing.hand_in(asked.campaign, asked.ping, later)
