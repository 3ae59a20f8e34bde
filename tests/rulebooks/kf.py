"""Units of 开福区 that lose nothing, and what becomes of their sheets when something is changed."""

from decimal import Decimal
from typing import Any

import pytest

from gongkai.law.results import Results
from tests.rulebooks.sheet import results, rulebook, shown

BOOK = rulebook("kf-2013")

COMMON = {
    "organisation.group_sound": True,
    "organisation.group_late": 0,
    "tasks_late": False,
    "organisation.returns_late": 0,
    "rules_in_place": True,
    "catalogue.stale": 0,
    "intake_missing": 0,
    "foi_timely": True,
    "foi_ledger": True,
    "findings.abuses": 0,
    "hotline.complaints": 0,
}
DEPARTMENT = COMMON | {
    "organisation.agenda_kinds_missing": 0,
    "organisation.agenda_late": 0,
    "poorly_coordinated": False,
    "hotline.window_complaints": 0,
    "powers_sorted": True,
    "powers_listed": True,
    "powers_charted": True,
    "online_done": True,
    "findings.petitions": 0,
    "foi.late_replies": 0,
    "hotline.channel": True,
    "complaints_settled": None,
    "hotline.complaints_ignored": 0,
    "welcomed": True,
    "commended": True,
    "innovation_complaints": False,
    "has_window": False,
}
WINDOW = DEPARTMENT | {
    "has_window": True,
    "windows.posts_unfilled": 0,
    "moves": 0,
    "moves_unallowed": 0,
    "windows.moves_unequipped": 0,
    "often_away": False,
    "uncovered": 0,
    "windows.leader_failures": 0,
    "breach_ignored": False,
    "windows.sent_back": 0,
    "windows.items_outside": 0,
    "windows.guides_missing": 0,
    "windows.guides_not_on_portal": 0,
    "windows.guides_stale": 0,
    "online_data_late": False,
    "windows.items_offline": 0,
    "windows.items_amiss": 0,
    "cards": 0,
    "windows.green_refused": 0,
    "windows.handled_outside": 0,
    "organisation.statistics_late": 0,
    "windows.returns_untrue": 0,
    "windows.error_complaints": 0,
    "windows.praises": 0,
    "windows.banners": 0,
    "windows.titles": 0,
    "windows.stars": 0,
    "windows.staff": 2,
}
STREET = COMMON | {
    "rules_published": True,
    "guide_compiled": True,
    "disclosures.months_silent": 0,
    "service_missing": 0,
    "foi_lawful": True,
    "windows_missing": 0,
    "equipment_missing": 0,
    "centre_guides": True,
    "centre_ledger": True,
    "organisation.plans_missing": 0,
    "organisation.statistics_late": 0,
    "window_rules_missing": 0,
    "hotline.no_phone": False,
    "findings.exposures": 0,
    "findings.service_petitions": 0,
}
EVERYTHING = dict.fromkeys([*WINDOW, *STREET])
LISTS = {"approval_reforms": [], "awards": [], "media_reports": []}
MARKS = {"t2.attendance": None, "t2.breach": None}
UNIT = "甲单位"


def department(**changes: Any) -> dict[str, Any]:
    """Scores of a department without a window."""
    return shown(_results("department", DEPARTMENT | changes), UNIT)


def window(changes: Any = None, marks: Any = None, lists: Any = None) -> dict[str, Any]:
    """Scores of a department with a window."""
    return shown(_results("department", WINDOW | (changes or {}), marks, lists), UNIT)


def street(changes: Any = None, lists: Any = None) -> dict[str, Any]:
    """Scores of a street office or town."""
    return shown(_results("township", STREET | (changes or {}), lists=lists), UNIT)


def said(indicator: str, changes: Any = None, marks: Any = None, lists: Any = None) -> str:
    """What the sheet prints of an indicator: of table 3 for a street, else for a department with a window."""
    cls, full = ("township", STREET) if indicator.startswith("t3.") else ("department", WINDOW)
    return _results(cls, full | (changes or {}), marks, lists).sheet(UNIT).node(indicator).text


def cases(*rows: tuple[str, dict[str, Any], Any]) -> Any:
    """A table of (why, changed facts, points or 待定), one test a row."""
    plain = [
        pytest.param(changes, points if points == "待定" else Decimal(str(points)), id=why)
        for why, changes, points in rows
    ]
    return pytest.mark.parametrize("changes, points", plain)


def _results(cls: str, values: Any, marks: Any = None, lists: Any = None) -> Results:
    given = {**EVERYTHING, **values}
    return results(BOOK, given, MARKS | (marks or {}), LISTS | (lists or {}), unit=UNIT, cls=cls)
