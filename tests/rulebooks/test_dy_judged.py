"""大英县2018: what people judge, by whom and within which points; what is taken off, and where that ends."""

from decimal import Decimal

import pytest

from gongkai.law.reading import Refused
from tests.rulebooks.dy import BOOK, marked_by, said, sheet

BLOCKS = {  # block: who leads it, most it may take off
    "internal": ("office", 6),
    "centre": ("centre", 8),
    "villages": ("civil", 8),
    "enterprises": ("union", 8),
}


@pytest.mark.provision("DY-F2.7")
@pytest.mark.parametrize(
    "marks, points",
    [
        ({}, 6),
        ({"org.office": 0}, 4),  # nobody in charge
        ({"org.staff": 0}, 4),  # nobody handles it
        ({"org.systems": 0}, 4),
        ({"org.systems": 1}, 5),  # systems, but no hand-over between units
        ({"org.office": 0, "org.staff": 0, "org.systems": 0}, 0),
        ({"org.staff": None}, "待定"),
    ],
)
def test_who_is_in_charge_who_handles_it_and_the_systems_earn_2_each(marks, points):
    assert sheet(marks=marks)["org"] == points


@pytest.mark.provision("DY-F2.7")
@pytest.mark.parametrize("part", ["org.office", "org.staff", "org.systems"])
def test_each_part_of_organisation_ends_at_2_and_is_the_county_office_s_to_give(part):
    with pytest.raises(Refused):
        sheet(marks={part: "2.01"})
    assert marked_by(part, "office", "1.5")[part] == Decimal("1.5")
    assert marked_by(part, "civil", 2)[part] == "待定"


@pytest.mark.provision("DY-F2.13")
@pytest.mark.parametrize("block, leader, most", [(block, *rest) for block, rest in BLOCKS.items()])
def test_a_block_is_judged_by_its_leader_alone(block, leader, most):
    node, asked = f"others.{block}", {f"asked_{block}": True}
    found = marked_by(node, leader, most, asked)
    assert (found[node], found["total"]) == (-most, 100 - most)
    for other in set(BOOK.sources) - {leader}:
        assert marked_by(node, other, most, asked)[node] == "待定", other


@pytest.mark.provision("DY-F2.13")
@pytest.mark.parametrize(
    "block, checked",
    [
        ("internal", ("机制", "干部", "财务", "采购", "基建", "重大事项")),
        ("centre", ("制度", "进驻", "名称标识", "部门事项")),
        ("villages", ("统一规范的公开栏", "及时")),
        ("enterprises", ("指南", "流程", "依据", "时限")),
    ],
)
def test_each_block_names_what_it_is_judged_on(block, checked):
    says = BOOK.indicators[f"others.{block}"].says
    assert [word for word in checked if word not in says] == []
    assert BOOK.indicators[f"others.{block}"].cite == ("DY-F2.3", "DY-F2.13")


@pytest.mark.provision("DY-F2.13")
@pytest.mark.parametrize("block", BLOCKS)
def test_who_is_not_listed_for_a_block_is_not_asked_and_a_list_nobody_made_leaves_it_open(block):
    assert sheet({f"asked_{block}": False})[f"others.{block}"] == "不适用"
    assert sheet({f"asked_{block}": None})["total"] == "待定"


@pytest.mark.provision("DY-F2.3")
def test_all_four_blocks_take_off_30_at_most():
    asked = {f"asked_{block}": True for block in BLOCKS}
    found = sheet(asked, {f"others.{block}": most for block, (_, most) in BLOCKS.items()})
    assert (found["others"], found["total"]) == (-30, 70)  # 6 + 8 + 8 + 8


@pytest.mark.provision("DY-F2.3")
@pytest.mark.parametrize("deducted, points", [(0, 100), ("0.5", 99), (8, 84), (60, -20), (None, "待定")])
def test_what_the_city_deducts_counts_twice_and_has_no_floor(deducted, points):
    assert sheet({"leads_block": True, "city_deduction": deducted})["total"] == points


@pytest.mark.provision("DY-F2.3")
def test_the_sheet_says_what_the_city_deducted_and_that_it_counts_twice():
    text = said("others.city", {"leads_block": True, "city_deduction": "1.5"})
    assert [word for word in ("-3.00", "市级扣分1.5", "扣3分", "DY-F2.3") if word not in text] == [], text


@pytest.mark.provision("DY-F2.5")
@pytest.mark.parametrize(
    "changes, marks, org, info",
    [
        ({}, {"org.leak": 0, "info.leak": 0}, 6, 79),  # the amount is the office's to judge, from nothing …
        ({}, {"org.leak": 6, "info.leak": 79}, 0, 0),  # … to all
        ({}, {"org.leak": 2, "info.leak": None}, 4, "待定"),
        ({"foi.lawsuits_lost": 1}, {"org.leak": 2, "info.leak": None}, 4, 0),  # lost in court: nothing left to judge
        ({"foi.lawsuits_lost": 3}, {"org.leak": 0, "info.leak": 5}, 6, 0),
    ],
)
def test_a_leak_cuts_both_parts_and_a_lost_lawsuit_leaves_nothing(changes, marks, org, info):
    found = sheet({"disclosures.leaks": 1, **changes}, marks)
    assert (found["org"], found["info"]) == (org, info)


@pytest.mark.provision("DY-F2.5")
@pytest.mark.parametrize("mark", [{"org.leak": "6.01", "info.leak": 0}, {"org.leak": 0, "info.leak": "79.01"}])
def test_a_leak_cannot_cost_more_than_its_part(mark):
    with pytest.raises(Refused):
        sheet({"disclosures.leaks": 1}, mark)


@pytest.mark.provision("DY-F2.5")
def test_the_sheet_says_that_a_lost_lawsuit_leaves_nothing():
    text = said("info", {"foi.lawsuits_lost": 1})
    assert [word for word in ("0.00/79", "败诉", "DY-F2.5") if word not in text] == [], text


@pytest.mark.provision("DY-F2.2")
def test_the_sheet_tells_a_stale_catalogue_from_a_missing_report():
    text = said("info.catalogue", {"catalogue.stale": 2, "disclosures.annual_report": False})
    assert [word for word in ("2.00/5", "2个", "扣1分", "扣2分", "DY-F2.2") if word not in text] == [], text


@pytest.mark.provision("DY-F2.10")
@pytest.mark.parametrize(
    "part, changes, points",
    [
        ("profile", {"catalogue.profile_filled": 2}, "1"),  # half of 2
        ("profile", {"catalogue.profile_filled": 0}, "0"),
        ("papers", {"disclosures.paper_kinds": 4}, "4"),  # of 报告 公告 通知 通报 批复
        ("papers", {"disclosures.paper_kinds": 0}, "0"),
        ("news", {"disclosures.news_kinds": 1}, "1"),  # one of five
        ("emergency", {"disclosures.emergency_kinds": 2}, "1"),
        ("emergency", {"disclosures.emergency_kinds": 1}, "1"),
        ("emergency", {"disclosures.emergency_kinds": 0}, "0"),
    ],
)
def test_each_element_or_kind_that_is_missing_costs_its_part(part, changes, points):
    assert sheet(changes)[f"info.{part}"] == Decimal(points)


@pytest.mark.provision("DY-F2.11")
def test_the_sheet_says_how_many_key_areas_are_current():
    text = said("info.key_areas", {"catalogue.key_areas_current": 6})
    assert [word for word in ("18.75/25", "75%", "DY-F2.11") if word not in text] == [], text


@pytest.mark.provision("DY-F2.12")
@pytest.mark.parametrize("mark, points", [(6, 6), (0, 0), (None, "待定")])
def test_requests_are_judged_as_found(mark, points):
    assert sheet(marks={"info.foi": mark})["info.foi"] == points
