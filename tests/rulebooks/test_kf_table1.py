"""开福区2013 table 1 (departments): each of its 15 items worked by hand from the words of the table."""

import pytest

from tests.rulebooks.kf import BOOK, cases, department, said

MISSING, LATE = "organisation.agenda_kinds_missing", "organisation.agenda_late"


@pytest.mark.provision("KF-T1")
def test_table_1_has_15_items_of_100_points():
    items = BOOK.indicators["t1"].indicators
    assert [item.points for item in items] == [5, 5, 5, 5, 5, 20, 5, 10, 5, 5, 5, 5, 5, 10, 5]
    assert sum(item.points for item in items) == 100


@pytest.mark.provision("KF-T1.1")
@cases(
    ("sound and adjusted", {}, 5),
    ("not sound: 5 - 2", {"organisation.group_sound": False}, 3),
    ("not adjusted in time: 5 - 2", {"organisation.group_late": 1}, 3),
    (
        "neither: 5 - 2 - 2, the last point is never lost",
        {"organisation.group_sound": False, "organisation.group_late": 1},
        1,
    ),
    ("nobody looked", {"organisation.group_sound": None}, "待定"),
)
def test_the_leading_group(changes, points):
    assert department(**changes)["t1.group"] == points


@pytest.mark.provision("KF-T1.2")
@cases(
    ("four papers in time", {}, 5),
    ("one of four missing", {MISSING: 1}, 4),
    ("three of four missing", {MISSING: 3}, 2),
    ("none of the four: no points, though 5 - 4 is 1", {MISSING: 4}, 0),
    ("all there but late: 5 - 2", {LATE: 1}, 3),
    ("one missing and late: 5 - 1 - 2", {MISSING: 1, LATE: 1}, 2),
    ("three missing and late: 5 - 3 - 2", {MISSING: 3, LATE: 1}, 0),
    ("none, and nobody asks whether in time", {MISSING: 4, LATE: None}, 0),
)
def test_the_agenda(changes, points):
    assert department(**changes)["t1.agenda"] == points


@pytest.mark.provision("KF-T1.3")
@cases(
    ("in time", {}, 5),
    ("not in time", {"tasks_late": True}, 0),
    ("not known", {"tasks_late": None}, "待定"),
    ("a return late", {"tasks_late": None, "organisation.returns_late": 1}, 0),
)
def test_work_and_returns_in_time(changes, points):
    assert department(**changes)["t1.tasks"] == points


@pytest.mark.provision("KF-T1.4")
@cases(
    ("neither cause", {}, 5),
    ("poor coordination", {"poorly_coordinated": True}, 0),
    ("one complaint at the window", {"hotline.window_complaints": 1}, 0),
    ("both, still the same 5", {"poorly_coordinated": True, "hotline.window_complaints": 3}, 0),
    ("one cause is enough, the other may be unknown", {"poorly_coordinated": None, "hotline.window_complaints": 1}, 0),
    ("no complaint, coordination not judged", {"poorly_coordinated": None}, "待定"),
)
def test_guidance_of_the_unit_s_services(changes, points):
    assert department(**changes)["t1.guidance"] == points


@pytest.mark.provision("KF-T1.5")
@cases(("in place", {}, 5), ("otherwise", {"rules_in_place": False}, 0))
def test_rules_and_systems(changes, points):
    assert department(**changes)["t1.rules"] == points


@pytest.mark.provision("KF-T1.6")
@cases(
    ("all updated", {}, 20),
    ("one column past its limit", {"catalogue.stale": 1}, 15),
    ("nine columns past it, lost once", {"catalogue.stale": 9}, 15),
    ("the platform could not tell", {"catalogue.stale": None}, "待定"),
)
def test_guide_catalogue_and_their_updates(changes, points):
    assert department(**changes)["t1.catalogue"] == points


@pytest.mark.provision("KF-T1.7")
@cases(
    ("sorted 1, catalogue 2, charts 2", {}, 5),
    ("not sorted", {"powers_sorted": False}, 4),
    ("no catalogue", {"powers_listed": False}, 3),
    ("no charts", {"powers_charted": False}, 3),
    ("charts alone", {"powers_sorted": False, "powers_listed": False}, 2),
    ("nothing done", {"powers_sorted": False, "powers_listed": False, "powers_charted": False}, 0),
)
def test_powers_made_transparent(changes, points):
    assert department(**changes)["t1.powers"] == points


@pytest.mark.provision("KF-T1.8")
@cases(("all six stages online: 5 of 10", {}, 5), ("not done: 0, not below", {"online_done": False}, 0))
def test_approvals_online(changes, points):
    assert department(**changes)["t1.online"] == points


@pytest.mark.provision("KF-T1.9")
@cases(("none", {}, 5), ("one", {"findings.petitions": 1}, 0), ("three", {"findings.petitions": 3}, 0))
def test_collective_petitions(changes, points):
    assert department(**changes)["t1.petitions"] == points


@pytest.mark.provision("KF-T1.10")
@cases(
    ("all six elements", {}, 5),
    ("one missing", {"intake_missing": 1}, 4),
    ("four missing", {"intake_missing": 4}, 1),
    ("five missing, the sixth is worth nothing", {"intake_missing": 5}, 0),
    ("none published", {"intake_missing": 6}, 0),
)
def test_what_is_told_of_the_intake_office(changes, points):
    assert department(**changes)["t1.intake"] == points


@pytest.mark.provision("KF-T1.11")
@cases(
    ("taken in time, ledger kept", {}, 5),
    ("taken, no ledger", {"foi_ledger": False}, 3),
    ("not in time and no ledger", {"foi_timely": False, "foi_ledger": False}, 0),
    ("not in time with a ledger: no tier", {"foi_timely": False}, "待定"),
)
def test_intake_and_its_ledger(changes, points):
    assert department(**changes)["t1.ledger"] == points


@pytest.mark.provision("KF-T1.12")
@cases(
    ("none late", {}, 5),
    ("one late", {"foi.late_replies": 1}, 0),
    ("nobody counted", {"foi.late_replies": None}, "待定"),
)
def test_replies_within_the_limit(changes, points):
    assert department(**changes)["t1.replies"] == points


@pytest.mark.provision("KF-T1.13")
@cases(("none", {}, 5), ("one", {"findings.abuses": 1}, 0))
def test_no_abuse_of_licensing(changes, points):
    assert department(**changes)["t1.abuses"] == points


@pytest.mark.provision("KF-T1.14")
@cases(
    ("channel and mechanism, nobody complained: 5 + 5", {}, 10),
    ("complaint settled, not repeated: 5 - 3 + 5", {"hotline.complaints": 1, "complaints_settled": True}, 7),
    ("two settled, 3 once", {"hotline.complaints": 2, "complaints_settled": True}, 7),
    ("complaint not settled: 5 - 3", {"hotline.complaints": 1, "complaints_settled": False}, 2),
    ("no phone or mailbox: the first 5 are gone", {"hotline.channel": False}, 5),
    (
        "no phone, complaint settled: 0 - 3 + 5",
        {"hotline.channel": False, "hotline.complaints": 1, "complaints_settled": True},
        2,
    ),
    (
        "no phone, complaint not settled: 0 - 3",
        {"hotline.channel": False, "hotline.complaints": 1, "complaints_settled": False},
        0,
    ),
    (
        "ignored: none of the 10",
        {"hotline.complaints": 1, "complaints_settled": True, "hotline.complaints_ignored": 1},
        0,
    ),
    ("whether it was settled is not known", {"hotline.complaints": 1}, "待定"),
)
def test_complaints(changes, points):
    assert department(**changes)["t1.complaints"] == points


@pytest.mark.provision("KF-T1.15")
@cases(
    ("well received and commended", {}, 5),
    ("well received only", {"commended": False}, 2),
    ("commended only earns no award of the table", {"welcomed": False}, 0),
    ("nothing", {"welcomed": False, "commended": False}, 0),
    ("complaint takes the 5 back", {"innovation_complaints": True}, 0),
    ("complaint takes 5 of 2, not below 0", {"commended": False, "innovation_complaints": True}, 0),
)
def test_innovation(changes, points):
    assert department(**changes)["t1.innovation"] == points


@pytest.mark.parametrize(
    "indicator, changes, words",
    [
        pytest.param("t1.group", {"organisation.group_sound": False},
                     ("3.00/5", "没有“领导小组健全”", "扣2分", "KF-T1.1"),
                     marks=pytest.mark.provision("KF-T1.1")),
        pytest.param("t1.agenda", {MISSING: 2}, ("3.00/5", "缺少的计划总结项数2项", "每项1分", "扣2分", "KF-T1.2"),
                     marks=pytest.mark.provision("KF-T1.2")),
        pytest.param("t1.agenda", {MISSING: 4}, ("0.00/5", "记0分", "不再评", "KF-T1.2"),
                     marks=pytest.mark.provision("KF-T1.2")),
        pytest.param("t1.catalogue", {"catalogue.stale": 2}, ("15.00/20", "2个", "扣5分", "KF-T1.6"),
                     marks=pytest.mark.provision("KF-T1.6")),
        pytest.param("t1.ledger", {"foi_timely": False}, ("待定", "规则没有写", "KF-T1.11"),
                     marks=pytest.mark.provision("KF-T1.11")),
        pytest.param("t1.complaints", {"hotline.complaints": 2, "complaints_settled": True},
                     ("7.00/10", "被投诉数2件", "扣3分", "投诉已办结", "KF-T1.14"),
                     marks=pytest.mark.provision("KF-T1.14")),
    ],
)  # fmt: skip
def test_the_sheet_says_what_was_found_what_it_cost_and_by_which_item(indicator, changes, words):
    text = said(indicator, changes)
    assert [word for word in words if word not in text] == [], text
