"""Time limits inside a rulebook: spans back from the day, hours, pauses and extensions among the fields of a record."""

import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai import shelf
from gongkai.law.deadlines import Event, clock
from gongkai.law.rulebook.model import Aged
from gongkai.law.scoring.frames import Run
from gongkai.law.scoring.lateness import edge_of
from tests.law.little import book, leaf, score
from tests.law.naive_days import back
from tests.law.test_deadlines import BEIJING

CALENDAR = shelf.calendar()
DAYS = [
    date(2024, 2, 29),
    date(2025, 1, 1),
    date(2025, 3, 31),
    date(2025, 5, 30),
    date(2025, 10, 8),
    date(2025, 12, 31),
]


@pytest.mark.parametrize("unit", ["days", "workdays", "weeks", "months", "years"])
def test_a_span_back_from_a_day_is_counted_day_by_day(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = book(leaf("[{lose: 1, each: n}]"))
    for day in DAYS:
        monkeypatch.setattr(Run, "__init__", lambda run, day=day: run.__dict__.update(day=day, as_of=day.toordinal()))
        monkeypatch.setattr(Run, "calendar", CALENDAR)
        for size in (1, 2, 3, 11, 12, 13) if unit != "years" else (1, 2):
            expected = back(day, size, unit, CALENDAR.is_workday)
            assert date.fromordinal(edge_of(Run(), Aged(True, size, unit))) == expected
    assert rules.limits is not None


STEPS = ["received", "asked", "answered", "extended", "extension_told", "replied"]
LIMIT = """limits: {foi.answer: {within: 20 workdays, after: received, done: replied, cite: TX-12,
  pause: [{from: asked, to: answered, says: 征求意见期间}],
  extend: {once: 10 workdays, decided_by: foi_head, told_before: due}}}"""
FACTS = f"""  asked_for: {{name: 申请, type: {{list: {{{", ".join(f"{step}: date" for step in STEPS)}}}}}}}
  overdue: {{name: 逾期, pick: asked_for, where: {{late: foi.answer}}}}
"""


@pytest.mark.parametrize(
    "steps",
    [
        {},
        {"asked": 5},
        {"asked": 5, "answered": 15},
        {"extended": 10},
        {"extended": 10, "extension_told": 12},
        {"extended": 10, "extension_told": 60},
        {"asked": 5, "answered": 15, "extended": 10, "extension_told": 12},
    ],
)
def test_pauses_and_extensions_may_be_fields_of_a_record(steps: dict[str, int]) -> None:
    rules = book(leaf("[{lose: 1, each: overdue}]"), LIMIT, FACTS)
    received = date(2025, 4, 1)
    for days in range(26, 66):
        course = {"received": 0, **steps, "replied": days}
        record: dict[str, Any] = dict.fromkeys(STEPS, "无")
        record |= {step: str(received + timedelta(days=n)) for step, n in course.items()}
        events = [Event(step, received + timedelta(days=n)) for step, n in course.items()]
        late = clock(rules.limits["foi.answer"], events, date(2025, 12, 31), CALENDAR).late
        assert score(rules, asked_for=[record]) == 10 - late


@pytest.mark.parametrize(
    ("done", "hours"),
    [("14:00", 0), ("14:01", 1), ("15:00", 1), ("15:00:01", 2), ("18:30", 5), ("无", 10)],
)
def test_hours_past_the_moment_are_counted_as_begun(done: str, hours: int) -> None:
    """Told at nine, due at two; of what is not done the clock runs to the end of the last day."""
    facts = "  told: {name: 接报, type: moment}\n  said: {name: 回应, type: moment}\n"
    facts += "  behind: {name: 超过小时数, late_by: opinion.word, in: hours}\n"
    limits = "limits: {opinion.word: {within: 5 hours, after: told, done: said, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: behind}]", "points: 20"), limits, facts)
    told = datetime(2025, 12, 31, 9, tzinfo=BEIJING)
    said = done if done == "无" else f"2025-12-31 {done}"
    assert score(rules, told=told, said=said) == 20 - hours


@pytest.mark.parametrize(("unit", "late"), [("days", 5), ("workdays", 3)])
def test_days_past_the_due_day_are_days_or_working_days(unit: str, late: int) -> None:
    """Told on Friday 2025-12-19, due the Friday after, done on the Wednesday after that."""
    facts = "  told: {name: 接报, type: date}\n  said: {name: 回应, type: date}\n"
    facts += f"  behind: {{name: 超过天数, late_by: opinion.word, in: {unit}}}\n"
    limits = "limits: {opinion.word: {within: 5 workdays, after: told, done: said, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: behind}]", "points: 20"), limits, facts)
    assert score(rules, told="2025-12-19", said="2025-12-31") == 20 - late
    assert score(rules, told="2025-12-19", said="2025-12-26") == 20


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_days_past_a_moment_are_days_of_beijing_wherever_the_machine_stands(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Due on the 30th at one in the night."""
    facts = "  told: {name: 接报, type: moment}\n  said: {name: 回应, type: moment}\n"
    facts += "  behind: {name: 超过天数, late_by: opinion.word, in: days}\n"
    limits = "limits: {opinion.word: {within: 24 hours, after: told, done: said, cite: TX-12}}"
    rules = book(leaf("[{lose: 1, each: behind}]", "points: 20"), limits, facts)
    told = datetime(2025, 12, 29, 1, tzinfo=BEIJING)
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        found = [score(rules, told=told, said=f"2025-12-{day} 09:00") for day in (30, 31)]
    time.tzset()
    assert found == [20, 19]


def test_a_moment_is_equal_to_its_day() -> None:
    rules = book(leaf("[{lose: 1, when: {told: 2025-12-30}}]"), facts="  told: {name: 接报, type: moment}\n")
    assert score(rules, told=datetime(2025, 12, 30, 23, 59, tzinfo=BEIJING)) == 9
    assert score(rules, told=datetime(2025, 12, 31, 0, 0, tzinfo=BEIJING)) == 10
