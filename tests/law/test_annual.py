"""K1 to K13 of the yearly report, each on a report written out by hand (国办公开办函〔2021〕30号)."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai import shelf
from gongkai.law.annual import checks
from gongkai.law.annual.checks import Before, check
from gongkai.law.annual.figures import BadFigure, aggregated, read, restored, stored, summed
from gongkai.law.annual.form import read_form
from gongkai.law.reading import Refused, read_file
from gongkai.shelf import SHIPPED

PROSE = {
    "overview": "2025年主动公开信息310条。本年新收政府信息公开申请5件，上年结转1件，办结申请4件，结转下年度2件。",
    "problems": "村一级的公开栏更新慢，今年逐村检查，上年提出的目录不全已经补齐。",
    "other": "本年没有收取信息处理费。",
}


@pytest.fixture
def form():
    return shelf.report_forms()[0]


@pytest.fixture
def figures(form):
    """Five came, one was carried over; three were given, one was not ours, two are left."""
    found = {place.key: 0 for place in form.places() if not place.summed}
    found |= {"t3.r1.c1": 4, "t3.r1.c2": 1, "t3.r2.c1": 1, "t3.r3_1.c1": 3, "t3.r3_4_1.c2": 1, "t3.r4.c1": 2}
    found |= {"t4.review.upheld": 1, "t4.review.pending": 1, "t4.after.corrected": 1}
    found |= {"t2.normative.made": 3, "t2.normative.repealed": 1, "t2.normative.in_force": 12}
    found["t2.fees.amount"] = Decimal("3.5")
    return summed(form, found)


def seen(form, figures, prose=PROSE, **more):
    return [(one.check, one.level) for one in check(form, Before(figures, prose, **more))]


def test_the_form_has_the_cells_of_the_notice(form):
    """Ten numbers of table 2, 21 outcomes with four more rows in seven columns, fifteen numbers of table 4."""
    assert [part.number for part in form.parts.values()] == list("一二三四五六")
    outcomes = [row for row in form.tables["t3"].rows if row.startswith("r3_") and row != "r3_7"]
    assert len(outcomes) == 21 and len(form.tables["t3"].rows) == 25
    many = {name: sum(place.table.id == name for place in form.places()) for name in form.tables}
    assert many == {"t2": 10, "t3": 175, "t4": 15}
    read_form(read_file(SHIPPED / "reports" / f"{form.id}.yaml"), shelf.documents())


def test_totals_are_made_and_a_sound_report_has_nothing_to_say(form, figures):
    assert figures["t3.r1.c7"] == 5 and figures["t3.r3_7.c7"] == 4 and figures["t4.review.total"] == 2
    assert seen(form, figures) == []
    assert restored(stored(figures)) == figures


def test_what_is_unknown_stays_unknown_and_bars_the_way(form, figures):
    open_ = summed(form, figures | {"t3.r3_1.c1": None})
    assert open_["t3.r3_7.c1"] is open_["t3.r3_7.c7"] is None
    found = check(form, Before(open_, PROSE | {"other": "", "problems": "今年〔怎样改〕"}))
    assert [one.check for one in found] == ["K0"] * 3 and "请写 0" in found[0].says
    assert "〔怎样改〕" in found[1].says and checks.barring(found, ()) == found


@pytest.mark.parametrize(
    ("changed", "check_", "level"),
    [
        ({"t3.r4.c1": 1, "t3.r4.c7": 1}, "K1", "error"),  # 5 + 1 is not 4 + 1, in c1 and in the total
        ({"t3.r3_7.c3": 1, "t3.r3_7.c7": 5, "t3.r2.c3": 1, "t3.r2.c7": 2}, "K2", "error"),
        ({"t3.r1.c7": 6}, "K3", "error"),
        ({"t4.review.total": 3}, "K5", "error"),
        ({"t4.direct.total": 1}, "K5", "error"),
        ({"t3.r1.c4": -1}, "K8", "error"),
        ({"t3.r1.c4": Decimal("0.5")}, "K8", "error"),
        ({"t4.after.upheld": 2, "t4.after.total": 3}, "K10", "hint"),
    ],
)
def test_figures_that_disagree_are_told(form, figures, changed, check_, level):
    assert (check_, level) in seen(form, figures | changed)


def test_one_more_in_a_row_is_told_by_its_names(form, figures):
    found = check(form, Before(figures | {"t3.r3_7.c7": 5}, PROSE))
    balance = [one for one in found if one.check == "K1"]
    assert "新收 5 加上年结转 1 是 6" in balance[0].says and "总计 5 加结转下年 2 是 7" in balance[0].says


def test_last_year_carries_over(form, figures):
    last = summed(form, {place.key: 0 for place in form.places()} | {"t3.r4.c1": 1, "t2.normative.in_force": 10})
    assert seen(form, figures, last=last) == []
    less = summed(form, last | {"t3.r4.c1": 0, "t2.normative.in_force": 9})
    found = check(form, Before(figures, PROSE, last=less))
    assert {(one.check, one.level) for one in found} == {("K4", "error"), ("K6", "warning")}
    assert [one.check for one in checks.barring(found, ())] == ["K4", "K4"]
    assert checks.barring(found, ("K4",)) == []


def test_prose_and_tables_tell_the_same(form, figures):
    other = PROSE | {"overview": PROSE["overview"].replace("申请5件", "申请6件")}
    found = check(form, Before(figures, other))
    assert [(one.check, one.level) for one in found] == [("K7", "warning")]
    assert "新收政府信息公开申请6件" in found[0].says and "是 5" in found[0].says


def test_who_did_not_pay_is_told_of_in_the_last_part(form, figures):
    unpaid = summed(form, figures | {"t3.r3_6_2.c1": 1, "t3.r3_1.c1": 2})
    silent = PROSE | {"other": "没有其他需要报告的事项。"}
    assert seen(form, unpaid) == [] and seen(form, unpaid, silent) == [("K9", "warning")]


def test_prose_copied_from_another_report_is_told(form, figures):
    copied = "\n".join(PROSE.values()).replace("310", "290").replace("2025", "2024")
    assert seen(form, figures, others={"上年的报告": copied}) == [("K11", "warning")]
    assert seen(form, figures, others={"上年的报告": PROSE["other"]}) == []


def test_the_last_day_is_in_time_and_the_one_after_is_not(form, figures):
    due = date(2026, 1, 31)
    assert seen(form, figures, due=due, out=due) == []
    found = check(form, Before(figures, PROSE, due=due, out=date(2026, 2, 1)))
    assert [one.check for one in found] == ["K12"] and checks.barring(found, ()) == []  # late, and out all the same


def test_the_report_of_all_is_the_sum_of_the_units(form, figures):
    none = {place.key: 0 for place in form.places()}
    assert seen(form, figures, units=aggregated(form, [figures, none])) == []
    assert ("K13", "warning") in seen(form, figures, units=aggregated(form, [figures, figures]))
    assert aggregated(form, [figures, none | {"t3.r1.c1": None}])["t3.r1.c1"] is None


def test_figures_are_read_strictly(form):
    count, money = form.place("t3.r1.c1"), form.place("t2.fees.amount")
    assert read(count, " 1,204 ") == 1204 and read(count, "") is None and read(money, "3.50") == Decimal("3.5")
    for place, text in ((count, "3.5"), (count, "-1"), (count, "三"), (money, "0.1234567"), (count, "NaN")):
        with pytest.raises(BadFigure):
            read(place, text)


def test_a_form_that_names_what_it_has_not_is_refused(tmp_path):
    text = (SHIPPED / "reports" / "annual-2021.yaml").read_text("utf-8")
    wrong = tmp_path / "form.yaml"
    wrong.write_text(text.replace("balance: [r1,", "balance: [r9,").replace("t3.r1.c7:", "t3.r1.c9:"), "utf-8")
    with pytest.raises(Refused, match="r9") as refusal:
        read_form(read_file(wrong))
    assert "t3.r1.c9" in str(refusal.value)
