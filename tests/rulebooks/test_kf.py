"""开福区2013: every clause of the three tables worked by hand from the document's words."""

from decimal import Decimal

import pytest

from gongkai.law.reading import Refused
from tests.rulebooks.sheet import rulebook, scores

BOOK = rulebook("kf-2013")

COMMON = {
    "group_sound": True,
    "group_adjusted": True,
    "agenda_missing": 0,
    "tasks_late": False,
    "rules_in_place": True,
    "catalogue.stale": 0,
    "intake_missing": 0,
    "foi_timely": True,
    "foi_ledger": True,
    "abuses": 0,
    "complaints": 0,
}
DEPARTMENT = COMMON | {
    "agenda_late": False,
    "poorly_coordinated": False,
    "window_complaints": 0,
    "powers_sorted": True,
    "powers_listed": True,
    "powers_charted": True,
    "online_done": True,
    "petitions": 0,
    "late_replies": 0,
    "complaint_channel": True,
    "complaints_settled": None,
    "complaints_ignored": False,
    "welcomed": True,
    "commended": True,
    "innovation_complaints": False,
    "has_window": False,
}
WINDOW = DEPARTMENT | {
    "has_window": True,
    "posts_unfilled": False,
    "moves": 0,
    "moves_unallowed": 0,
    "not_equipped": False,
    "often_away": False,
    "uncovered": 0,
    "leader_failures": 0,
    "breach_ignored": False,
    "sent_back": 0,
    "items_outside": 0,
    "guides_missing": 0,
    "guides_unpublished": 0,
    "guides_stale": 0,
    "online_data_late": False,
    "items_offline": 0,
    "items_amiss": 0,
    "cards": 0,
    "green_refused": False,
    "handled_outside": False,
    "returns_late": 0,
    "returns_untrue": False,
    "error_complaints": False,
    "praises": 0,
    "banners": 0,
    "window_titles": 0,
    "service_stars": 0,
    "window_staff": 2,
}
STREET = COMMON | {
    "rules_published": True,
    "guide_compiled": True,
    "monthly_published": True,
    "service_missing": 0,
    "foi_lawful": True,
    "windows_missing": 0,
    "equipment_missing": 0,
    "centre_guides": True,
    "centre_ledger": True,
    "quarterly_late": False,
    "window_rules_missing": 0,
    "no_phone_or_box": False,
    "exposures": 0,
    "service_petitions": 0,
}
EVERYTHING = dict.fromkeys([*WINDOW, *STREET])
LISTS = {"approval_reforms": [], "awards": [], "media_reports": []}
MARKS = {"t2.attendance": None, "t2.breach": None}


def sheet(cls, full, changes=None, marks=None, lists=None):
    values = {**EVERYTHING, **full, **(changes or {})}
    return scores(BOOK, values, {**MARKS, **(marks or {})}, {**LISTS, **(lists or {})}, unit="甲单位", cls=cls)


def department(**changes):
    return sheet("department", DEPARTMENT, changes)


def window(changes=None, marks=None, lists=None):
    return sheet("department", WINDOW, changes, marks, lists)


def street(changes=None, lists=None):
    return sheet("street", STREET, changes, lists=lists)


def clause(code, indicator, points, **changes):
    return pytest.param(indicator, changes, Decimal(points), marks=pytest.mark.provision(code), id=f"{code} {changes}")


@pytest.mark.provision("KF-T1")
def test_table_1_has_15_items_of_100_points():
    items = BOOK.indicators["t1"].indicators
    assert [item.points for item in items] == [5, 5, 5, 5, 5, 20, 5, 10, 5, 5, 5, 5, 5, 10, 5]
    assert sum(item.points for item in items) == 100


@pytest.mark.parametrize(
    "indicator, changes, points",
    [
        clause("KF-T1.1", "t1.group", 5),
        clause("KF-T1.1", "t1.group", 3, group_sound=False),
        clause("KF-T1.1", "t1.group", 1, group_sound=False, group_adjusted=False),
        clause("KF-T1.2", "t1.agenda", 3, agenda_missing=2),
        clause("KF-T1.2", "t1.agenda", 2, agenda_missing=1, agenda_late=True),
        clause("KF-T1.2", "t1.agenda", 0, agenda_missing=4),
        clause("KF-T1.3", "t1.tasks", 0, tasks_late=True),
        clause("KF-T1.4", "t1.guidance", 0, poorly_coordinated=True),
        clause("KF-T1.4", "t1.guidance", 0, window_complaints=1),
        clause("KF-T1.4", "t1.guidance", 0, poorly_coordinated=True, window_complaints=2),
        clause("KF-T1.4", "t1.guidance", 5),
        clause("KF-T1.5", "t1.rules", 5),
        clause("KF-T1.5", "t1.rules", 0, rules_in_place=False),
        clause("KF-T1.6", "t1.catalogue", 20),
        clause("KF-T1.6", "t1.catalogue", 15, **{"catalogue.stale": 1}),
        clause("KF-T1.6", "t1.catalogue", 15, **{"catalogue.stale": 9}),
        clause("KF-T1.7", "t1.powers", 5),
        clause("KF-T1.7", "t1.powers", 3, powers_listed=False),
        clause("KF-T1.7", "t1.powers", 2, powers_sorted=False, powers_charted=False),
        clause("KF-T1.8", "t1.online", 5),
        clause("KF-T1.8", "t1.online", 0, online_done=False),
        clause("KF-T1.9", "t1.petitions", 0, petitions=1),
        clause("KF-T1.10", "t1.intake", 3, intake_missing=2),
        clause("KF-T1.10", "t1.intake", 0, intake_missing=6),
        clause("KF-T1.11", "t1.ledger", 5),
        clause("KF-T1.11", "t1.ledger", 3, foi_ledger=False),
        clause("KF-T1.11", "t1.ledger", 0, foi_timely=False, foi_ledger=False),
        clause("KF-T1.12", "t1.replies", 5),
        clause("KF-T1.12", "t1.replies", 0, late_replies=1),
        clause("KF-T1.13", "t1.abuses", 0, abuses=1),
        clause("KF-T1.14", "t1.complaints", 10),
        clause("KF-T1.14", "t1.complaints", 7, complaints=1, complaints_settled=True),
        clause("KF-T1.14", "t1.complaints", 2, complaints=2, complaints_settled=False),
        clause("KF-T1.14", "t1.complaints", 0, complaint_channel=False),
        clause("KF-T1.14", "t1.complaints", 0, complaints=1, complaints_settled=True, complaints_ignored=True),
        clause("KF-T1.15", "t1.innovation", 5),
        clause("KF-T1.15", "t1.innovation", 2, commended=False),
        clause("KF-T1.15", "t1.innovation", 0, welcomed=False),
        clause("KF-T1.15", "t1.innovation", 0, innovation_complaints=True),
    ],
)
def test_table_1(indicator, changes, points):
    assert department(**changes)[indicator] == points


@pytest.mark.provision("KF-T1.11")
def test_late_intake_with_a_ledger_is_in_no_tier_and_stays_open():
    assert department(foi_timely=False)["t1.ledger"] == "待定"


@pytest.mark.provision("KF-T2")
def test_table_2_has_three_parts_of_40_and_40_and_20():
    assert [item.points for item in BOOK.indicators["t2"].indicators] == [40, 40, 20]


@pytest.mark.parametrize(
    "indicator, changes, points",
    [
        clause("KF-T2.1", "t2.staff", 35, posts_unfilled=True),
        clause("KF-T2.1", "t2.staff", 37, moves=2),
        clause("KF-T2.1", "t2.staff", 27, moves=2, moves_unallowed=2),  # 3 + 2 × 5
        clause("KF-T2.1", "t2.staff", 30, not_equipped=True, uncovered=1),
        clause("KF-T2.1", "t2.staff", 20, uncovered=3, leader_failures=1),
        clause("KF-T2.1", "t2.staff", 30, sent_back=2),
        clause("KF-T2.1", "t2.staff", 0, uncovered=7, sent_back=2),  # 45 of 40
        clause("KF-T2.2", "t2.business", 38, items_outside=1),
        clause("KF-T2.2", "t2.business", 28, guides_missing=2, guides_unpublished=2, guides_stale=2),  # 6 + 4 + 2
        clause("KF-T2.2", "t2.business", 33, online_data_late=True, items_offline=1, items_amiss=3),  # 2 + 2 + 3
        clause("KF-T2.2", "t2.business", 34, cards=3),
        clause("KF-T2.2", "t2.business", 33, green_refused=True, handled_outside=True),
        clause("KF-T2.2", "t2.business", 30, returns_late=2, returns_untrue=True, error_complaints=True),  # 2 + 3 + 5
        clause("KF-T2.2", "t2.business", 0, items_outside=21),
        clause("KF-T2.3", "t2.awards", 0),
        clause("KF-T2.3", "t2.awards", 14, praises=3, banners=1),
        clause("KF-T2.3", "t2.awards", 6, window_titles=1, service_stars=2),  # 3 + 2 × 1.5
        clause("KF-T2.3", "t2.awards", 3, service_stars=1, window_staff=1),
        clause("KF-T2.3", "t2.awards", 20, banners=5),
    ],
)
def test_table_2(indicator, changes, points):
    assert window(changes)[indicator] == points


@pytest.mark.provision("KF-T2.1")
def test_absence_costs_3_to_5_and_an_ignored_breach_5_to_10_as_judged():
    def staff(attendance, breach):
        changes = {"often_away": True, "breach_ignored": True}
        return window(changes, {"t2.attendance": attendance, "t2.breach": breach})["t2.staff"]

    assert (staff(3, 5), staff(5, 10), staff("3.5", 6)) == (32, 25, Decimal("30.5"))
    for wrong in ((2, 5), (6, 5), (3, 4), (3, 11)):
        with pytest.raises(Refused):
            staff(*wrong)


@pytest.mark.provision("KF-T2.3")
def test_an_approval_reform_earns_3_to_5_each():
    reforms = [{"id": "a", "title": "并联审批", "mark": 3}, {"id": "b", "title": "容缺受理", "mark": "4.5"}]
    assert window(lists={"approval_reforms": reforms})["t2.awards"] == Decimal("7.5")


@pytest.mark.provision("KF-T2.w")
def test_with_a_window_60_and_40_and_without_one_table_1_alone():
    assert department()["departments"] == 95  # item 8 gives 5 of its 10
    assert window()["departments"] == 89  # 95 × 60% + 80 × 40%
    assert window({"tasks_late": True, "sent_back": 2})["departments"] == 82  # 90 × 60% + 70 × 40%
    assert window({"banners": 4})["departments"] == 97  # 95 × 60% + 100 × 40%


@pytest.mark.provision("KF-T2.w")
def test_a_department_is_not_read_by_table_3_nor_a_street_by_table_1():
    assert (department()["streets"], department()["total"]) == ("不适用", 95)
    assert (street()["departments"], street()["total"]) == ("不适用", 92)


@pytest.mark.provision("KF-T3")
def test_table_3_has_16_items_of_100_points():
    items = BOOK.indicators["streets"].indicators
    assert [item.points for item in items] == [5, 5, 5, 5, 15, 5, 5, 10, 5, 5, 7, 5, 5, 5, 5, 8]
    assert street()["streets"] == 92  # all but the innovations


@pytest.mark.parametrize(
    "indicator, changes, points",
    [
        clause("KF-T3.1", "t3.group", 3, group_adjusted=False),
        clause("KF-T3.2", "t3.agenda", 2, agenda_missing=3),
        clause("KF-T3.3", "t3.tasks", 0, tasks_late=True),
        clause("KF-T3.4", "t3.rules", 5),
        clause("KF-T3.4", "t3.rules", 2, rules_published=False),
        clause("KF-T3.5", "t3.catalogue", 15),
        clause("KF-T3.5", "t3.catalogue", 5, monthly_published=False),
        clause("KF-T3.5", "t3.catalogue", 10, **{"catalogue.stale": 2}),
        clause("KF-T3.5", "t3.catalogue", 0, monthly_published=False, **{"catalogue.stale": 2}),
        clause("KF-T3.6", "t3.services", 3, service_missing=2),
        clause("KF-T3.7", "t3.intake", 4, intake_missing=1),
        clause("KF-T3.7", "t3.intake", 0, intake_missing=6),
        clause("KF-T3.8", "t3.foi", 10),
        clause("KF-T3.8", "t3.foi", 5, foi_ledger=False),
        clause("KF-T3.8", "t3.foi", 0, foi_timely=False, foi_ledger=False),
        clause("KF-T3.9", "t3.windows", "3.5", windows_missing=3),
        clause("KF-T3.10", "t3.equipment", 1, equipment_missing=4),
        clause("KF-T3.11", "t3.centre", 4, centre_guides=False),
        clause("KF-T3.11", "t3.centre", 3, centre_ledger=False, quarterly_late=True),
        clause("KF-T3.11", "t3.centre", 0, centre_guides=False, centre_ledger=False, quarterly_late=True),
        clause("KF-T3.12", "t3.window_rules", 3, window_rules_missing=2),
        clause("KF-T3.13", "t3.complaints", 2, complaints=4),
        clause("KF-T3.13", "t3.complaints", 0, complaints=1, no_phone_or_box=True),
        clause("KF-T3.14", "t3.petitions", 0, exposures=1),
        clause("KF-T3.14", "t3.petitions", 0, exposures=1, service_petitions=1),
        clause("KF-T3.15", "t3.abuses", 0, abuses=1),
    ],
)
def test_table_3(indicator, changes, points):
    assert street(changes)[indicator] == points


@pytest.mark.provision("KF-T3.4")
def test_systems_that_are_not_complete_are_in_no_tier_and_stay_open():
    assert street({"rules_in_place": False})["t3.rules"] == "待定"


@pytest.mark.provision("KF-T3.8")
def test_late_intake_with_a_ledger_stays_open_for_streets_too():
    assert street({"foi_timely": False})["t3.foi"] == "待定"


@pytest.mark.provision("KF-T3.16")
@pytest.mark.parametrize(
    "awards, reports, points",
    [
        (["district"], [], 1),
        (["city", "province"], ["city"], 6),
        (["district", "city"], ["city", "province"], 6),
        (["province", "province"], ["province", "province"], 8),  # 10, but at most 8
    ],
)
def test_innovations_earn_by_level_up_to_8(awards, reports, points):
    lists = {
        "awards": [{"id": f"a{n}", "level": level, "title": "表彰"} for n, level in enumerate(awards)],
        "media_reports": [{"id": f"m{n}", "level": level, "title": "报道"} for n, level in enumerate(reports)],
    }
    assert street(lists=lists)["t3.innovation"] == points
