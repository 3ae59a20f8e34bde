"""开福区2013 table 2 (window units): every deduction and award, and how it is put together with table 1."""

from decimal import Decimal

import pytest

from gongkai.law.reading import Refused
from tests.rulebooks.kf import BOOK, cases, department, said, street, window


@pytest.mark.provision("KF-T2")
def test_table_2_has_three_parts_of_40_and_40_and_20():
    assert [item.points for item in BOOK.indicators["t2"].indicators] == [40, 40, 20]


@pytest.mark.provision("KF-T2.1")
@cases(
    ("nothing wrong", {}, 40),
    ("posts not filled", {"windows.posts_unfilled": 1}, 35),
    ("one move within a year", {"moves": 1}, 37),
    ("four moves, 3 once", {"moves": 4}, 37),
    ("two moves, both without leave: 3 + 2 x 5", {"moves": 2, "moves_unallowed": 2}, 27),
    ("not equipped after a move: 3 + 5", {"moves": 1, "windows.moves_unequipped": 1}, 32),
    ("half a day without stand-in", {"uncovered": 1}, 35),
    ("three half-days", {"uncovered": 3}, 25),
    ("the leader failed to help twice", {"windows.leader_failures": 2}, 30),
    ("one person sent back", {"windows.sent_back": 1}, 35),
    ("eight half-days take all", {"uncovered": 8}, 0),
    ("nine take no more", {"uncovered": 9}, 0),
    ("nobody counted the half-days", {"uncovered": None}, "待定"),
)
def test_window_staff(changes, points):
    assert window(changes)["t2.staff"] == points


@pytest.mark.provision("KF-T2.1")
@pytest.mark.parametrize(
    "attendance, breach, points", [(3, None, 37), (5, None, 35), ("3.5", 6, "30.5"), (3, 5, 32), (5, 10, 25)]
)
def test_absence_costs_3_to_5_and_an_ignored_breach_5_to_10_as_judged(attendance, breach, points):
    changes = {"often_away": True, "breach_ignored": breach is not None}
    assert window(changes, {"t2.attendance": attendance, "t2.breach": breach})["t2.staff"] == Decimal(points)


@pytest.mark.provision("KF-T2.1")
@pytest.mark.parametrize("attendance, breach", [("2.99", 5), ("5.01", 5), (3, "4.99"), (3, "10.01")])
def test_a_judged_loss_outside_its_range_is_refused(attendance, breach):
    with pytest.raises(Refused):
        window({"often_away": True, "breach_ignored": True}, {"t2.attendance": attendance, "t2.breach": breach})


@pytest.mark.provision("KF-T2.1")
def test_a_range_nobody_judged_stays_open():
    assert window({"often_away": True})["t2.staff"] == "待定"


@pytest.mark.provision("KF-T2.2")
@cases(
    ("nothing wrong", {}, 40),
    ("an item outside the window", {"windows.items_outside": 1}, 38),
    ("no guide for one item", {"windows.guides_missing": 1}, 37),
    ("one guide not on the portal", {"windows.guides_not_on_portal": 1}, 38),
    ("one guide not renewed within 20 working days", {"windows.guides_stale": 1}, 39),
    (
        "two of each: 2 x (3 + 2 + 1)",
        {"windows.guides_missing": 2, "windows.guides_not_on_portal": 2, "windows.guides_stale": 2},
        28,
    ),
    ("online data late", {"online_data_late": True}, 38),
    ("one item not online", {"windows.items_offline": 1}, 38),
    ("three online but not as required", {"windows.items_amiss": 3}, 37),
    ("three cases with a card", {"cards": 3}, 34),
    ("green channel not helped", {"windows.green_refused": 1}, 38),
    ("licence or fee outside the centre", {"windows.handled_outside": 1}, 35),
    ("two months' returns late", {"organisation.statistics_late": 2}, 38),
    ("returns untrue", {"windows.returns_untrue": 1}, 37),
    ("complaint after an error", {"windows.error_complaints": 1}, 35),
    ("twenty items outside take all", {"windows.items_outside": 20}, 0),
    ("and a card takes no more", {"windows.items_outside": 20, "cards": 1}, 0),
)
def test_window_business(changes, points):
    assert window(changes)["t2.business"] == points


@pytest.mark.provision("KF-T2.3")
@cases(
    ("no award", {}, 0),
    ("three letters of praise", {"windows.praises": 3}, 9),
    ("one banner", {"windows.banners": 1}, 5),
    ("window of the quarter and of the year", {"windows.titles": 2}, 6),
    ("star at a window of one", {"windows.stars": 1, "windows.staff": 1}, 3),
    ("star at a window of two", {"windows.stars": 1, "windows.staff": 2}, "1.5"),
    ("exactly 20", {"windows.banners": 4}, 20),
    ("23, but at most 20", {"windows.banners": 4, "windows.praises": 1}, 20),
)
def test_window_awards(changes, points):
    assert window(changes)["t2.awards"] == points


@pytest.mark.provision("KF-T2.3")
def test_an_approval_reform_earns_3_to_5_each():
    reforms = [{"id": "a", "title": "并联审批", "mark": 3}, {"id": "b", "title": "容缺受理", "mark": "4.5"}]
    assert window(lists={"approval_reforms": reforms})["t2.awards"] == Decimal("7.5")
    for mark in ("2.99", "5.01"):
        with pytest.raises(Refused):
            window(lists={"approval_reforms": [{"id": "a", "title": "并联审批", "mark": mark}]})


@pytest.mark.provision("KF-T2.w")
@cases(
    ("95 x 60% + 80 x 40%", {}, 89),
    ("90 x 60% + 70 x 40%", {"tasks_late": True, "windows.sent_back": 2}, 82),
    ("95 x 60% + 100 x 40%", {"windows.banners": 4}, 97),
    ("95 x 60% + 81.5 x 40%", {"windows.stars": 1}, "89.6"),
)
def test_with_a_window_60_and_40(changes, points):
    assert window(changes)["total"] == points


@pytest.mark.provision("KF-T2.w")
def test_without_a_window_table_1_alone():
    assert department()["total"] == 95
    assert department(tasks_late=True)["total"] == 90
    assert department(**{"windows.posts_unfilled": 1})["t2"] == "不适用"


@pytest.mark.provision("KF-T2.w")
def test_whether_there_is_a_window_must_be_known():
    assert department(has_window=None)["total"] == "待定"


@pytest.mark.provision("KF-T2.w")
def test_a_department_is_not_read_by_table_3_nor_a_street_by_table_1():
    assert (department()["streets"], department()["total"]) == ("不适用", 95)
    assert (street()["departments"], street()["total"]) == ("不适用", 92)


@pytest.mark.parametrize(
    "indicator, changes, marks, words",
    [
        pytest.param("t2.staff", {"uncovered": 3}, {},
                     ("25.00/40", "3个半天", "每个半天5分", "扣15分", "KF-T2.1"),
                     marks=pytest.mark.provision("KF-T2.1")),
        pytest.param("t2.staff", {"often_away": True}, {"t2.attendance": "3.5"}, ("36.50/40", "评定扣3.5分", "KF-T2.1"),
                     marks=pytest.mark.provision("KF-T2.1")),
        pytest.param("t2.business", {"cards": 3}, {}, ("34.00/40", "3项", "每项2分", "扣6分", "KF-T2.2"),
                     marks=pytest.mark.provision("KF-T2.2")),
        pytest.param("t2.awards", {"windows.banners": 5}, {}, ("20.00/20", "得25分", "超过上限20分", "KF-T2.3"),
                     marks=pytest.mark.provision("KF-T2.3")),
        pytest.param("departments", {}, {}, ("89.00/100", "表一60%", "表二40%", "KF-T2.w"),
                     marks=pytest.mark.provision("KF-T2.w")),
    ],
)  # fmt: skip
def test_the_sheet_says_how_many_at_what_rate_and_by_which_rule(indicator, changes, marks, words):
    text = said(indicator, changes, marks)
    assert [word for word in words if word not in text] == [], text
