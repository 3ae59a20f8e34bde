"""开福区2013 table 3 (streets and towns): each of its 16 items worked by hand from the words of the table."""

import pytest

from tests.rulebooks.kf import BOOK, cases, said, street


@pytest.mark.provision("KF-T3")
def test_table_3_has_16_items_of_100_points():
    items = BOOK.indicators["streets"].indicators
    assert [item.points for item in items] == [5, 5, 5, 5, 15, 5, 5, 10, 5, 5, 7, 5, 5, 5, 5, 8]
    assert street()["streets"] == 92  # all but the innovations


@pytest.mark.provision("KF-T3.1")
@cases(
    ("sound and adjusted", {}, 5),
    ("not sound", {"organisation.group_sound": False}, 3),
    ("not adjusted", {"organisation.group_late": 1}, 3),
    ("neither: 5 - 2 - 2", {"organisation.group_sound": False, "organisation.group_late": 1}, 1),
)
def test_the_leading_group(changes, points):
    assert street(changes)["t3.group"] == points


@pytest.mark.provision("KF-T3.2")
@cases(
    ("plan and both summaries", {}, 5),
    ("one missing", {"organisation.plans_missing": 1}, 4),
    ("all three missing: 5 - 3, no zero is written here", {"organisation.plans_missing": 3}, 2),
)
def test_plan_and_summaries(changes, points):
    assert street(changes)["t3.agenda"] == points


@pytest.mark.provision("KF-T3.3")
@cases(
    ("in time", {}, 5),
    ("not in time", {"tasks_late": True}, 0),
    ("not known", {"tasks_late": None}, "待定"),
    ("a return late", {"tasks_late": None, "organisation.returns_late": 1}, 0),
)
def test_meetings_work_and_returns(changes, points):
    assert street(changes)["t3.tasks"] == points


@pytest.mark.provision("KF-T3.4")
@cases(
    ("complete and published", {}, 5),
    ("complete, not published: 5 - 3", {"rules_published": False}, 2),
    ("not complete: no tier", {"rules_in_place": False}, "待定"),
)
def test_systems(changes, points):
    assert street(changes)["t3.rules"] == points


@pytest.mark.provision("KF-T3.5")
@cases(
    ("guide 5 and monthly releases 10", {}, 15),
    ("no guide as required", {"guide_compiled": False}, 10),
    ("not each month", {"disclosures.months_silent": 2}, 5),
    ("past 20 working days: 15 - 5", {"catalogue.stale": 1}, 10),
    ("four columns past it, lost once", {"catalogue.stale": 4}, 10),
    ("not each month and past it: 5 - 5", {"disclosures.months_silent": 2, "catalogue.stale": 1}, 0),
    ("nothing at all, not below 0", {"guide_compiled": False, "disclosures.months_silent": 2, "catalogue.stale": 1}, 0),
)
def test_guide_catalogue_and_their_updates(changes, points):
    assert street(changes)["t3.catalogue"] == points


@pytest.mark.provision("KF-T3.6")
@cases(
    ("all five elements", {}, 5),
    ("one missing", {"service_missing": 1}, 4),
    ("all five missing", {"service_missing": 5}, 0),
)
def test_what_is_told_of_services(changes, points):
    assert street(changes)["t3.services"] == points


@pytest.mark.provision("KF-T3.7")
@cases(
    ("all six elements", {}, 5),
    ("one missing", {"intake_missing": 1}, 4),
    ("five missing", {"intake_missing": 5}, 0),
    ("six missing, 6 of 5", {"intake_missing": 6}, 0),
)
def test_what_is_told_of_the_intake_office(changes, points):
    assert street(changes)["t3.intake"] == points


@pytest.mark.provision("KF-T3.8")
@cases(
    ("lawful, timely, exact, with ledger", {}, 10),
    ("taken, no ledger", {"foi_ledger": False}, 5),
    ("not in time and no ledger", {"foi_timely": False, "foi_ledger": False}, 0),
    ("not in time with a ledger: no tier", {"foi_timely": False}, "待定"),
    ("in time with a ledger, but not lawful: no tier", {"foi_lawful": False}, "待定"),
)
def test_requests_and_their_ledger(changes, points):
    assert street(changes)["t3.foi"] == points


@pytest.mark.provision("KF-T3.9")
@cases(
    ("all windows", {}, 5),
    ("one missing", {"windows_missing": 1}, "4.5"),
    ("three missing", {"windows_missing": 3}, "3.5"),
    ("ten missing", {"windows_missing": 10}, 0),
    ("eleven missing", {"windows_missing": 11}, 0),
)
def test_windows_as_set(changes, points):
    assert street(changes)["t3.windows"] == points


@pytest.mark.provision("KF-T3.10")
@cases(("all there", {}, 5), ("one missing", {"equipment_missing": 1}, 4), ("six missing", {"equipment_missing": 6}, 0))
def test_the_centre_s_equipment(changes, points):
    assert street(changes)["t3.equipment"] == points


@pytest.mark.provision("KF-T3.11")
@cases(
    ("guides, ledger and returns: 5 + 2", {}, 7),
    ("no guides: 7 - 3", {"centre_guides": False}, 4),
    ("no ledger: 7 - 2", {"centre_ledger": False}, 5),
    ("quarterly return late: 7 - 2", {"organisation.statistics_late": 1}, 5),
    ("nothing: 7 - 3 - 2 - 2", {"centre_guides": False, "centre_ledger": False, "organisation.statistics_late": 1}, 0),
)
def test_the_centre_s_guides_ledger_and_returns(changes, points):
    assert street(changes)["t3.centre"] == points


@pytest.mark.provision("KF-T3.12")
@cases(
    ("all kept", {}, 5),
    ("one missing", {"window_rules_missing": 1}, 4),
    ("six missing", {"window_rules_missing": 6}, 0),
)
def test_window_rules(changes, points):
    assert street(changes)["t3.window_rules"] == points


@pytest.mark.provision("KF-T3.13")
@cases(
    ("as required", {}, 5),
    ("one complaint", {"hotline.complaints": 1}, 2),
    ("four complaints, 3 once", {"hotline.complaints": 4}, 2),
    ("no phone or box", {"hotline.no_phone": True}, 3),
    ("both: 5 - 3 - 2", {"hotline.complaints": 1, "hotline.no_phone": True}, 0),
)
def test_complaint_channels(changes, points):
    assert street(changes)["t3.complaints"] == points


@pytest.mark.provision("KF-T3.14")
@cases(
    ("neither", {}, 5),
    ("exposed in the media", {"findings.exposures": 1}, 0),
    ("a petition", {"findings.service_petitions": 1}, 0),
    ("both, 10 of 5", {"findings.exposures": 1, "findings.service_petitions": 2}, 0),
)
def test_good_service(changes, points):
    assert street(changes)["t3.petitions"] == points


@pytest.mark.provision("KF-T3.15")
@cases(("none", {}, 5), ("one", {"findings.abuses": 1}, 0))
def test_no_abuse_of_power(changes, points):
    assert street(changes)["t3.abuses"] == points


@pytest.mark.provision("KF-T3.16")
@pytest.mark.parametrize(
    "awards, reports, points",
    [
        ([], [], 0),
        (["district"], [], 1),
        (["city"], [], 2),
        (["province"], [], 3),
        ([], ["city"], 1),
        ([], ["province"], 2),
        (["city", "province"], ["city"], 6),
        (["district", "city", "province"], ["province"], 8),  # exactly 8
        (["province", "province"], ["province", "city"], 8),  # 9, but at most 8
    ],
)
def test_innovations_earn_by_level_up_to_8(awards, reports, points):
    lists = {
        "awards": [{"id": f"a{n}", "level": level, "title": "表彰"} for n, level in enumerate(awards)],
        "media_reports": [{"id": f"m{n}", "level": level, "title": "报道"} for n, level in enumerate(reports)],
    }
    assert street(lists=lists)["t3.innovation"] == points
    assert street(lists=lists)["total"] == 92 + points


@pytest.mark.parametrize(
    "indicator, changes, words",
    [
        pytest.param("t3.windows", {"windows_missing": 3}, ("3.50/5", "3个", "每个0.5分", "扣1.5分", "KF-T3.9"),
                     marks=pytest.mark.provision("KF-T3.9")),
        pytest.param("t3.centre", {"centre_guides": False}, ("4.00/7", "中心有办事指南", "扣3分", "KF-T3.11"),
                     marks=pytest.mark.provision("KF-T3.11")),
        pytest.param("t3.foi", {"foi_lawful": False}, ("待定", "规则没有写", "KF-T3.8"),
                     marks=pytest.mark.provision("KF-T3.8")),
        pytest.param("t3.petitions", {"findings.exposures": 1, "findings.service_petitions": 1},
                     ("0.00/5", "扣5分", "KF-T3.14"), marks=pytest.mark.provision("KF-T3.14")),
    ],
)  # fmt: skip
def test_the_sheet_says_what_was_found_what_it_cost_and_by_which_item(indicator, changes, words):
    text = said(indicator, changes)
    assert [word for word in words if word not in text] == [], text
