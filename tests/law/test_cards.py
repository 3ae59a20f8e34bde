"""When a date brings a card, as data: a file that cannot be read says where; days are working days of the calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai import shelf
from gongkai.law.cards import read_card_rules
from gongkai.law.reading import Refused, read
from gongkai.law.window_demands import read_window_demands

BEIJING = ZoneInfo("Asia/Shanghai")
GOOD = (
    "cards: x\ntitle: 某县\ncite: KF-4.2\nskip: [card]\nrules:\n"
    "- {limits: [foi.*], says: 申请, yellow: {before: 2 workdays}, red: due}\n"
    '- {limits: ["*"], says: 其他, yellow: due, red: {after: 3 days}}\n'
)
DEMANDS = (
    "windows: x\ntitle: 某县\nitems: {lists: {licences: all, powers: [行政许可]}, cite: KF-2.1}\n"
    "guide: {elements: {basis: 依据, fee: 收费}, least: [fee], cite: KF-5.1}\n"
    "stages: {names: {intake: 受理}, online: [intake], cite: KF-T1.8}\n"
    "centres: {township: {ends: 便民服务中心, windows: [综合], cite: KF-5.2}}\n"
)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("limit", "level", "now", "edge"),
    [
        ("foi.reply", "yellow", "2026-02-12 09:00", "2026-02-15 00:00"),  # 13 and 14 February are worked
        ("foi.reply", "red", "2026-02-12 09:00", "2026-02-12 09:00"),
        ("plans.task", "yellow", "2026-02-12 09:00", "2026-02-12 09:00"),
        ("plans.task", "red", "2026-02-12 09:00", "2026-02-09 00:00"),
    ],
)
def test_the_first_rule_that_knows_a_limit_says_how_far_its_date_must_have_come(limit, level, now, edge):
    rule = read_card_rules(read(GOOD, "x.yaml")).of(limit)
    assert getattr(rule, level).edge(moment(now), shelf.calendar()) == moment(edge)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("red: due", "red: soon"), ("{before: 2 workdays}", "{before: 2 months}"),
        ("{before: 2 workdays}", "{before: 1 day, after: 1 day}"), ("yellow: {before: 2 workdays}, red", "red"),
        ("[foi.*]", '["*"]'),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_read_are_refused(good, bad):
    with pytest.raises(Refused):
        read_card_rules(read(GOOD.replace(good, bad), "x.yaml"))


def test_the_shipped_rules_watch_every_limit_but_those_of_keeping():
    rules = shelf.card_rules()
    assert rules.of("foi.reply").yellow and rules.of("windows.promise").red
    assert rules.of("foi.retention").yellow is None and "card" in rules.skip


def test_demands_of_windows_are_read_strictly():
    found = read_window_demands(read(DEMANDS, "x.yaml"))
    assert found.lists == {"licences": (), "powers": ("行政许可",)} and found.least == ("fee",)
    for good, bad in (
        ("[fee]", "[phone]"),
        ("online: [intake]", "online: [query]"),
        ("township", "city"),
        ("basis", "依据"),
    ):
        with pytest.raises(Refused):
            read_window_demands(read(DEMANDS.replace(good, bad), "x.yaml"))


def test_the_shipped_demands_name_the_six_stages_and_what_a_town_s_centre_has():
    asked = shelf.window_demands()
    assert list(asked.stages.values()) == ["流程公示", "表格下载", "网上受理", "网上办理", "信息查询", "结果反馈"]
    town = asked.centres["township"]
    assert {"首问负责制", "限时办结制", "责任追究制"} <= set(town.rules) and len(town.equipment) == 4
