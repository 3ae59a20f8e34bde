"""棠溪县, worked by hand: the example rulebook and its sheet."""

from fractions import Fraction as F

import pytest

from gongkai.law import scoring
from gongkai.law.facts.files import read_facts
from gongkai.law.rulebook import Refused
from tests.law import tongxi

BOOK = tongxi.book()
RESULTS = scoring.compile(BOOK).score(tongxi.facts(BOOK))


def points(unit: str, node: str) -> F | None:
    return RESULTS.sheet(unit).node(node).score


def test_the_sheet_of_the_civil_affairs_bureau_adds_up_to_79() -> None:
    by_hand = {
        "org": F(4) + 3,  # the officer 50% of 8, three trainings
        "open.volume": 15 - F("0.25") * (210 - 205),
        "open.columns": 14 - F("2.5"),  # one column past 45 days; the one of the 45th day is not older
        "open.quality": F("13.5") - 4 - F("0.5"),  # not archived: 75% of 18; d1 costs 4 as a finding, not 1.5 again
        "explain": F("9.65"),
        "foi": 12 - F("0.4") * 2,  # 1 late of 25 is 4.0%, two points past 2%
        "day": F("2.75"),
        "window": F("6.5"),  # the mean of 6, 7 and 6.5; the third quarter has no mark
        "view": 9 * F("0.15") + 8 * F("0.35") + 7 * F("0.5"),
    }
    assert {node: points("民政局", node) for node in by_hand} == by_hand
    assert points("民政局", "base") == sum(by_hand[node] for node in by_hand) == 79
    assert RESULTS.total("民政局") == 79  # not above 85: no bonus


def test_who_is_not_asked_is_rescaled_and_points_move() -> None:
    # 信访局 has no window (8 points move to org) and no request (foi leaves the sum): 83 of 88
    assert RESULTS.sheet("信访局").node("org").points == 16
    assert RESULTS.sheet("信访局").node("foi").state == "不适用"
    assert points("信访局", "base") == F(83 * 100, 88)
    assert RESULTS.total("信访局") == F("94.72")  # 94.3181… + 2 × 20%, rounded half up at the total


def test_a_bonus_may_pass_full_marks_but_not_the_cap() -> None:
    assert points("财政局", "open.volume") == 15 + F("0.4") * 2  # 45 over: twice twenty
    assert points("财政局", "extra") == 6  # 2.5 + 1 + 2 + 1.5 = 7, at most 6
    assert RESULTS.total("财政局") == 104  # 100.25 + 6


def test_a_veto_writes_its_number_and_a_grave_fault_stands_outside_it() -> None:
    assert points("白沙乡", "base") == 50
    assert RESULTS.sheet("白沙乡").node("base").children == ()
    assert RESULTS.total("白沙乡") == 50 - 9


def test_a_quota_of_30_percent_of_three_is_no_place_at_all() -> None:
    assert RESULTS.grades() == {
        "民政局": "一般",
        "财政局": "良好",
        "信访局": "良好",
        "青石镇": "良好",
        "白沙乡": "较差",
    }


def test_ranks_lists_and_what_follows() -> None:
    assert [(one.unit, one.rank) for one in RESULTS.ranking()] == [
        ("财政局", 1),
        ("信访局", 2),
        ("民政局", 3),
        ("青石镇", 1),
        ("白沙乡", 2),
    ]
    assert [(one.unit, one.use.do) for one in RESULTS.follows] == [("白沙乡", "rectify")]


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("open.volume", "任务量 13.75/15: 年度任务数210条，公开数205条，少5条，每条0.25分，扣1.25分"),
        ("foi", "依申请公开 11.20/12: 逾期率4%，超过2%的2个百分点，每个百分点0.4分，扣0.8分〔TX-12〕；败诉0件，不扣分"),
        ("day", "政府开放日 2.75/5: 开放日：线上举办，得2.75分"),
    ],
)
def test_every_line_says_what_was_counted_and_how(node: str, told: str) -> None:
    assert RESULTS.sheet("民政局").node(node).text.startswith(told)


def test_a_finding_charged_elsewhere_is_said_to_be() -> None:
    first, second = RESULTS.sheet("民政局").node("open.quality").lines
    assert "d1同一问题已在别处计" in first.sentence and first.records == ()
    assert "严重差错1处，扣4分" in second.sentence and set(second.records) == {"d1", "f2"}


def test_what_would_have_earned_the_points_is_told() -> None:
    remedies = {node.id: node.remedies for node in RESULTS.sheet("民政局").root.walk() if node.remedies}
    assert remedies["open.volume"] == ["公开数再多5条，可少扣1.25分"]
    assert remedies["day"] == ["开放日为“现场举办”，可再得2.25分"]
    assert remedies["explain"] == ["解读率达到100%，可再得0.35分"]


def test_files_give_the_same_numbers_as_plain_python() -> None:
    from_files = scoring.compile(BOOK).score(read_facts(BOOK, tongxi.EXAMPLE.with_name("tx-2025-facts")))
    assert [from_files.total(unit.unit) for unit in from_files.facts.units] == [
        RESULTS.total(unit.unit) for unit in RESULTS.facts.units
    ]


def test_the_same_inputs_give_the_same_bytes() -> None:
    again = scoring.compile(tongxi.book()).score(tongxi.facts(BOOK))
    assert again.bytes() == RESULTS.bytes() and again.sha256 == RESULTS.sha256
    other = scoring.compile(BOOK).score(tongxi.facts(BOOK, evidence={"org": dict.fromkeys(VALUES_UNITS, None)}))
    assert other.sha256 != RESULTS.sha256


VALUES_UNITS = [unit["unit"] for unit in tongxi.UNITS]


def test_a_missing_mark_leaves_the_total_open_and_says_who_owes_it() -> None:
    marks = {("view", "self", unit): scoring.Mark(9, "", "") for unit in VALUES_UNITS}
    sheet = scoring.compile(BOOK).score(tongxi.facts(BOOK, marks=marks)).sheet("民政局")
    assert sheet.root.state == "待定" and not sheet.complete and sheet.grade == "待定"
    assert [item.passing for item in sheet.open] == ["县政务公开办", "第三方"]


def test_a_mark_out_of_range_is_refused() -> None:
    marks = {("view", "self", "民政局"): scoring.Mark(11, "", "")}
    with pytest.raises(Refused, match="超出范围0至10"):
        scoring.compile(BOOK).score(tongxi.facts(BOOK, marks=marks))


def test_a_needed_column_that_is_absent_is_an_error_not_a_zero() -> None:
    with pytest.raises(Refused, match="缺少事实列“公开数”"):
        values = {"trainings": dict.fromkeys(VALUES_UNITS, 1)}
        scoring.compile(BOOK).score(tongxi.facts(BOOK, values=values))
