"""A place's limit that is wider than the nation's is said, measured on the calendar."""

import pytest

from gongkai import shelf
from gongkai.law.comparing import looser
from gongkai.law.limits import read_limits
from gongkai.law.reading import Refused, read


def test_a_limit_looser_than_the_nations_is_said_with_its_place():
    [fault] = looser(shelf.limits("sq"), shelf.limits(), shelf.calendar())
    assert "“政策解读发布”比国家规定宽" in fault.says and fault.file.endswith("sq.yaml") and fault.line == 13
    for profile in ("tz", "dy", "bw", "kf"):
        assert looser(shelf.limits(profile), shelf.limits(), shelf.calendar()) == []


@pytest.mark.parametrize(
    ("written", "is_looser"),
    [
        ("within: 20 workdays, done: published", False),
        ("within: 21 workdays, done: published", True),
        ("within: 28 days, done: published", True),  # short of Spring Festival and 1 May, longer over an ordinary month
        ("within: 1 week, done: published", False),
        ("within: 1 month, done: published", True),
        ("every: 30 workdays", False),  # another kind of duty is not compared
        ("within: 10 workdays, done: published, extend: {once: 20 workdays, decided_by: head}", True),
    ],
)
def test_looser_is_measured_on_the_calendar(written, is_looser):
    text = (
        "{profile: tx, title: 棠溪, steps: {extended: 决定延长}, "
        f"limits: {{disclosures.publish: {{{written}, after: formed, cite: TZ-2.5}}}}}}"
    )
    place = read_limits(read(text, "tx.yaml"), shelf.limits())
    assert bool(looser(place, shelf.limits(), shelf.calendar())) is is_looser


@pytest.mark.parametrize(
    ("written", "is_looser"),
    [
        ("windows: 01-01..01-31, done: reported", False),
        ("windows: 01-01..01-15, done: reported", False),
        ("windows: 01-01..02-01, done: reported", True),
        ("windows: 01-01..03-31, done: reported", True),  # what the places said before the regulation was revised
        ("within: 90 days, after: formed, done: reported", False),  # counted time beside a date is not compared
        ("by: 2026-03-31, done: reported", False),
    ],
)
def test_a_report_due_later_in_the_year_than_the_nations_is_looser(written, is_looser):
    text = f"{{profile: tx, title: 棠溪, limits: {{reports.annual_unit: {{{written}, cite: BW-6.1.2}}}}}}"
    place = read_limits(read(text, "tx.yaml"), shelf.limits())
    assert bool(looser(place, shelf.limits(), shelf.calendar())) is is_looser


LEAST = """profile: tx
title: 棠溪
limits:
  disclosures.land_shown: {{within: {span}, least: true, after: published, done: withdrawn, cite: TZ-2.5{more}}}
"""


def test_a_minimum_is_looser_where_it_is_shorter_and_goes_with_counted_time_alone():
    nation = shelf.limits()
    place = lambda span, more="": read_limits(read(LEAST.format(span=span, more=more), "tx.yaml"), nation)
    assert len(looser(place("9 workdays"), nation, shelf.calendar())) == 1
    assert looser(place("11 workdays"), nation, shelf.calendar()) == []
    with pytest.raises(Refused, match="至少的时间（least）不能写 extend"):
        place("9 workdays", ", extend: {once: 5 workdays, decided_by: head}")
