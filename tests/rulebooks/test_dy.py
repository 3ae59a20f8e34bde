"""大英县2018: every clause worked by hand from the document's words, driven through rulebook, engine and scores."""

from decimal import Decimal

import pytest

from gongkai import tables
from gongkai.law.reading import Refused
from tests.rulebooks.dy import BOOK, marked_by, said, sheet
from tests.rulebooks.sheet import FOLDER


@pytest.mark.provision("DY-F2.1")
def test_the_parts_are_worth_6_and_15_and_79():
    parts = {id: node.points for id, node in BOOK.indicators.items()}
    assert (parts["org"], parts["carriers_built"], parts["info"]) == (6, 15, 79)
    assert [parts[id] for id in ("org.office", "org.staff", "org.systems")] == [2, 2, 2]
    assert [parts[id] for id in ("carriers.portal", "carriers.conference", "carriers.kinds")] == [6, 3, 6]
    info = ["volume", "profile", "papers", "news", "emergency", "key_areas", "explained", "catalogue", "foi", "secrecy"]
    assert [parts[f"info.{name}"] for name in info] == [25, 2, 5, 5, 2, 25, 2, 5, 6, 2]


@pytest.mark.provision("DY-F2.1")
def test_a_unit_that_does_everything_has_100():
    found = sheet()
    assert (found["org"], found["carriers_built"], found["info"], found["others"]) == (6, 15, 79, "不适用")
    assert found["total"] == 100


@pytest.mark.provision("DY-F2.1")
@pytest.mark.parametrize("kinds, points", [(0, 0), (1, 2), (2, 4), (3, 6), (5, 6)])
def test_a_kind_of_carrier_earns_2_up_to_6(kinds, points):
    assert sheet({"carriers": kinds})["carriers.kinds"] == points


@pytest.mark.provision("DY-F1")
def test_the_64_targets_are_those_of_the_annex_and_make_12360():
    (page,) = tables.read(FOLDER / "dy-2018-targets.csv").sheets
    rows = [row.values for row in page.rows[1:-1]]
    assert len(rows) == 64
    assert sum(int(target) for _, target in rows) == 12_360 == int(page.rows[-1][1])
    assert rows[0] == ("政府办", "240") and rows[31] == ("经信局", "240")
    assert rows[32] == ("商务局", "200") and rows[63] == ("智水乡", "210")
    assert {unit: int(target) for unit, target in rows if int(target) < 80} == {
        "信访局": 70, "档案局": 30, "房管局": 70, "科技局": 70, "重点办": 70, "台办": 20, "志办": 20,
    }  # fmt: skip


@pytest.mark.provision("DY-F1")
@pytest.mark.parametrize("unit, target", [("政府办", 240), ("台办", 20), ("供销社", 90), ("通仙乡", 210)])
def test_each_unit_is_held_to_its_own_target(unit, target):
    assert sheet({"disclosures.published": target}, unit=unit)["info.volume"] == 25
    assert sheet({"disclosures.published": target - 1}, unit=unit)["info.volume"] == Decimal("24.7")


@pytest.mark.provision("DY-F1")
def test_an_annex_that_does_not_make_12360_is_refused_or_reported():
    from gongkai.law.rulebook import load

    text = (FOLDER / "dy-2018-targets.csv").read_text(encoding="utf-8").replace("政府办,240", "政府办,二百四十")
    with pytest.raises(Refused, match="第2行第2列"):
        load((FOLDER / "dy-2018.yaml").read_text(encoding="utf-8"), annexes={"dy-2018-targets.csv": text.encode()})


@pytest.mark.provision("DY-F2.4")
@pytest.mark.parametrize(
    "published, points",
    [
        (239, "24.7"),  # 1 short × 0.3
        (230, "22"),  # 10 × 0.3 = 3
        (157, "0.1"),  # 83 × 0.3 = 24.9
        (156, "0"),  # 84 × 0.3 = 25.2, more than there is
        (0, "0"),
        (249, "25"),  # nine more are not ten
        (250, "25.2"),
        (259, "25.2"),
        (300, "26.2"),  # six tens
        (430, "28.8"),  # nineteen tens
        (440, "29"),  # twenty tens = 4
        (900, "29"),
    ],
)
def test_short_of_target_loses_and_beyond_it_earns(published, points):
    assert sheet({"disclosures.published": published})["info.volume"] == Decimal(points)


@pytest.mark.provision("DY-F2.4")
def test_the_award_may_carry_a_sheet_past_100():
    assert sheet({"disclosures.published": 300})["total"] == Decimal("101.2")


@pytest.mark.provision("DY-F2.2")
@pytest.mark.parametrize(
    "stale, report, points", [(0, True, 5), (1, True, 4), (7, True, 4), (0, False, 3), (2, False, 2)]
)
def test_a_stale_catalogue_loses_1_and_no_annual_report_2(stale, report, points):
    assert sheet({"catalogue.stale": stale, "disclosures.annual_report": report})["info.catalogue"] == points


@pytest.mark.provision("DY-F2.3")
@pytest.mark.parametrize("block, most", [("internal", 6), ("centre", 8), ("villages", 8), ("enterprises", 8)])
def test_a_block_leader_takes_off_up_to_6_or_8(block, most):
    def marked(mark):
        return sheet({f"asked_{block}": True}, {f"others.{block}": mark})

    assert (marked(0)["total"], marked("2.5")["total"], marked(most)["total"]) == (100, Decimal("97.5"), 100 - most)
    with pytest.raises(Refused):
        marked(f"{most}.01")


@pytest.mark.provision("DY-F2.3")
def test_a_block_leader_who_has_not_spoken_leaves_the_sheet_open():
    found = sheet({"asked_internal": True})
    assert (found["others.internal"], found["total"], found["info"]) == ("待定", "待定", 79)


@pytest.mark.provision("DY-F2.3")
def test_what_the_city_deducts_is_taken_from_the_leader_twice():
    found = sheet({"leads_block": True, "city_deduction": "1.5"})
    assert (found["others.city"], found["total"]) == (-3, 97)


@pytest.mark.provision("DY-F2.5")
def test_a_lost_lawsuit_leaves_nothing_of_the_79():
    found = sheet({"foi.lawsuits_lost": 1})
    assert (found["info"], found["total"]) == (0, 21)


@pytest.mark.provision("DY-F2.5")
def test_a_leak_cuts_both_parts_by_what_is_judged():
    found = sheet({"disclosures.leaks": 1}, {"org.leak": 4, "info.leak": 20})
    assert (found["org"], found["info"], found["total"]) == (2, 59, 76)


@pytest.mark.provision("DY-F2.5")
def test_a_leak_takes_no_more_than_a_part_has():
    found = sheet({"disclosures.leaks": 1}, {"org.office": 0, "org.leak": 6, "info.foi": 0, "info.leak": 79})
    assert (found["org"], found["info"]) == (0, 0)


@pytest.mark.provision("DY-F2.5")
def test_a_leak_nobody_has_judged_leaves_the_sheet_open():
    assert sheet({"disclosures.leaks": 1})["total"] == "待定"


@pytest.mark.provision("DY-F2.8")
def test_the_portal_is_marked_by_the_portal_office_alone():
    assert marked_by("carriers.portal", "website", "4.5")["carriers.portal"] == Decimal("4.5")
    assert marked_by("carriers.portal", "centre", "4.5")["carriers.portal"] == "待定"


@pytest.mark.provision("DY-F2.10")
def test_elements_that_are_missing_cost_their_part():
    found = sheet({
        "catalogue.profile_filled": 3,  # 2 × 3/4
        "disclosures.paper_kinds": 3,
        "disclosures.news_kinds": 4,
        "disclosures.emergency_kinds": 2,
    })  # fmt: skip
    parts = [found[f"info.{name}"] for name in ("profile", "papers", "news", "emergency")]
    assert parts == [Decimal("1.5"), 3, 4, 1]
    assert sheet({"disclosures.emergency_kinds": 0})["info.emergency"] == 0


def test_what_the_catalogue_does_not_give_a_unit_costs_it_nothing():
    found = sheet({"catalogue.news": 3, "disclosures.news_kinds": 3, "catalogue.emergency": 0})
    assert (found["info.news"], found["info"], found["total"]) == (5, 79, 100)
    assert sheet({"catalogue.news": 4, "disclosures.news_kinds": 3})["info.news"] == Decimal("3.75")
    assert sheet({"catalogue.news": 2, "disclosures.news_kinds": 3})["info.news"] == 5  # more than asked earns no more


@pytest.mark.provision("DY-F2.11")
@pytest.mark.parametrize("due, current, points", [(8, 6, "18.75"), (16, 11, "17.19"), (3, 2, "16.67"), (5, 0, "0")])
def test_key_areas_earn_by_the_share_that_is_current(due, current, points):
    found = sheet({"catalogue.key_areas": due, "catalogue.key_areas_current": current})
    assert found["info.key_areas"] == Decimal(points)


@pytest.mark.provision("DY-F2.11")
def test_a_unit_with_no_key_area_loses_nothing():
    assert sheet({"catalogue.key_areas": 0, "catalogue.key_areas_current": 0})["total"] == 100


@pytest.mark.provision("DY-F2.12")
def test_interpretation_earns_by_the_share_in_time_and_nothing_to_interpret_loses_nothing():
    assert sheet({"disclosures.interpreted_in_time": 3})["info.explained"] == Decimal("1.5")
    assert sheet({"disclosures.to_interpret": 0, "disclosures.interpreted_in_time": 0})["total"] == 100


@pytest.mark.provision("DY-F2.12")
def test_requests_and_secrecy_review_are_judged_within_their_points():
    found = sheet(marks={"info.foi": "4.5", "info.secrecy": 1})
    assert (found["info.foi"], found["info.secrecy"], found["total"]) == (Decimal("4.5"), 1, Decimal("97.5"))
    with pytest.raises(Refused):
        sheet(marks={"info.secrecy": "2.1"})


def test_what_nobody_counted_is_open_and_not_zero():
    found = sheet({"disclosures.published": None})
    assert (found["info.volume"], found["total"], found["org"]) == ("待定", "待定", 6)


@pytest.mark.provision("DY-F2.4")
def test_the_sheet_says_how_many_were_short_at_what_rate_and_by_which_clause():
    text = said("info.volume", {"disclosures.published": 230})
    for words in ("22.00/25", "240条", "230条", "少10条", "0.3", "扣3", "DY-F2.4"):
        assert words in text


@pytest.mark.provision("DY-F2.9")
@pytest.mark.parametrize(
    "due, done, told, prompt, points",
    [
        (2, 2, 2, 2, 100),
        (2, 2, 1, 2, "99.5"),  # one of two not reported
        (1, 1, 1, 0, 99),  # held late
        (1, 0, 0, 0, 97),  # never held
        (0, 0, 0, 0, 100),  # nothing to hold: full
        (1, None, None, None, "待定"),
    ],
)
def test_press_conferences_earn_1_each_for_being_held_reported_and_in_time(due, done, told, prompt, points):
    said = {"due": due, "done": done, "told": told, "prompt": prompt}
    found = sheet({f"disclosures.conferences_{name}": value for name, value in said.items()})["total"]
    assert found == (points if points == "待定" else Decimal(points))
