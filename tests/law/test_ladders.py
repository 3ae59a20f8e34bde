"""提醒和上报的阶梯: when a limit comes to a rung, counted by hand on the calendar of spring 2025."""

from datetime import time

import pytest

from gongkai import shelf
from gongkai.law.ladders import Hours, read_ladder
from gongkai.law.reading import Refused, read
from tests.county import moment

LADDER = """
reminders: x
title: x
digest: "08:00"
quiet: {since: "21:00", until: "07:30"}
hours: [{before: 2 hours, to: doer}, {after: 0 hours, to: [doer, office]}]
days: [{before: 1 workdays, to: doer}, {after: 1 workdays, to: reviewer}, {after: 3 days, to: office}]
"""


@pytest.fixture(scope="module")
def ladder():
    return read_ladder(read(LADDER, "x.yaml"))


# Friday 4 April is Qingming, so that the working day after Thursday 3 April is Monday 7 April.
@pytest.mark.parametrize(
    ("rung", "last", "first_told"),
    [
        ("before-1-workdays", "2025-04-01 23:59", "2025-03-31 00:00"),
        ("before-1-workdays", "2025-04-07 23:59", "2025-04-03 00:00"),
        ("after-1-workdays", "2025-03-28 23:59", "2025-03-31 00:00"),
        ("after-1-workdays", "2025-04-03 23:59", "2025-04-07 00:00"),
        ("after-1-workdays", "2025-04-01 23:59", "2025-04-02 00:00"),
        ("after-3-days", "2025-04-03 23:59", "2025-04-06 00:00"),
    ],
)
def test_days_are_told_from_the_first_moment_of_their_day(ladder, rung, last, first_told):
    (one,) = (one for one in ladder.days if one.name == rung)
    assert moment(last) < one.reached(moment(first_told), shelf.calendar())
    before = moment(first_told) - (moment("2025-01-01 00:01") - moment("2025-01-01 00:00"))
    assert moment(last) >= one.reached(before, shelf.calendar())


@pytest.mark.parametrize(("rung", "first_told"), [("before-2-hours", "12:00"), ("after-0-hours", "14:00")])
def test_hours_are_told_to_the_minute(ladder, rung, first_told):
    (one,) = (one for one in ladder.hours if one.name == rung)
    at = moment(f"2025-04-05 {first_told}")
    last = moment("2025-04-05 14:00")
    assert last == one.reached(at, shelf.calendar())
    assert str(one) in ("到期前2小时", "超期0小时")


def test_rungs_stand_in_the_order_of_time(ladder):
    assert [one.name for one in ladder.days] == ["before-1-workdays", "after-1-workdays", "after-3-days"]


@pytest.mark.parametrize(
    ("at", "held"), [("20:59", False), ("21:00", True), ("03:00", True), ("07:29", True), ("07:30", False)]
)
def test_quiet_hours_reach_over_midnight(ladder, at, held):
    assert ladder.quiet.hold(time.fromisoformat(at)) is held
    assert Hours(time(12), time(14)).hold(time(13)) and not Hours(time(12), time(14)).hold(time(14))


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("to: reviewer", "to: mayor", "不认识“mayor”；可以写：doer、reviewer、office、leading_group"),
        ("after: 1 workdays", "after: 0 workdays", "至少写 1"),
        ("after: 3 days", "after: 3 hours", "应当写成“3 workdays”"),
        ("after: 3 days", "after: soon", "应当写成“3 workdays”"),
        ("after: 3 days", "after: 1 workdays", "有两级写的是同一时间"),
        ("after: 3 days,", "after: 3 days, before: 3 days,", "必须且只能写一个"),
        ('"08:00"', "8点", "“8点”不是钟点"),
        ("title: x", "name: x", "缺少“title”"),
    ],
)
def test_a_ladder_that_does_not_fit_is_refused_with_its_line(wrong, right, says):
    with pytest.raises(Refused, match=says) as refused:
        read_ladder(read(LADDER.replace(wrong, right), "x.yaml"))
    assert "第" in str(refused.value)


def test_the_shipped_one_goes_from_who_acts_to_the_leading_group():
    shipped = shelf.ladder()
    assert [one.to[-1] for one in shipped.days] == ["doer", "doer", "reviewer", "office", "leading_group"]
    assert shipped.digest == time(8) and shipped.hours[0].unit == "hours"


def test_a_place_adopts_its_own_by_a_command_and_it_is_in_force(tmp_path, monkeypatch, capsys):
    from types import SimpleNamespace

    from gongkai.writing import command

    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.setattr(command, "now", lambda: moment("2025-03-31 09:00"))
    (tmp_path / "tixing.yaml").write_text(LADDER.replace("reminders: x", "reminders: tixing"), "utf-8")
    assert command.run(SimpleNamespace(path=tmp_path / "tixing.yaml", by="县政府办")) == 0
    assert "提醒阶梯“tixing”" in capsys.readouterr().out and len(shelf.ladder().days) == 3
    assert command.run(SimpleNamespace(path=tmp_path / "tixing.yaml", by="县政府办")) == 2, "once"
