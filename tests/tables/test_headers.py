"""Headings: found wherever they stand, however they are written, and named when they are not clear."""

import pytest

from gongkai import tables
from gongkai.tables import Wanted
from tests.tables.files import xlsx

UNIT, TARGET = Wanted("unit", "单位"), Wanted("target", "目标任务数量")


def sheet(*lines: str) -> tables.Sheet:
    return tables.read("\n".join(lines).encode(), name="目标.csv").sheets[0]


@pytest.mark.parametrize(
    "heading",
    [
        "单位",
        "单　位",
        " 单 位 ",
        "UNIT",
        "unit",
        "Ｕnit",
        "单位:",
        "单位：",
        "单位（盖章）",
        "单位*",
        "单位(盖章)",
        "单位〔全称〕",
    ],
)
def test_blanks_width_case_and_brackets_do_not_count(heading):
    matched = tables.match_headers(sheet(f'"{heading}",目标任务数量(条)', "政府办,240"), [UNIT, TARGET])
    assert matched.columns == {"unit": 0, "target": 1}
    assert matched.problems() == []


def test_a_unit_in_brackets_is_handed_on():
    matched = tables.match_headers(sheet("单位,合格率(%)", "甲,90"), [UNIT, Wanted("rate", "合格率")])
    assert matched.headings["rate"].unit == "%"


def test_a_bracket_that_tells_two_columns_apart_counts():
    wanted = [Wanted("a", "得分(自评)"), Wanted("b", "得分(办公室)")]
    assert tables.match_headers(sheet("得分(办公室),得分(自评)", "1,2"), wanted).columns == {"a": 1, "b": 0}


def test_headings_are_found_below_a_title():
    matched = tables.match_headers(
        sheet("2018年目标任务,", ",", "单位,目标任务数量", "政府办,240", ",", "商务局,200"), [UNIT, TARGET]
    )
    assert matched.body == 4
    assert [(row.number, row.values) for row in matched.rows] == [(4, ("政府办", "240")), (6, ("商务局", "200"))]


def test_unknown_missing_and_ambiguous_are_named_with_their_places():
    matched = tables.match_headers(
        sheet("单位,单 位,备注", "甲,乙,丙"), [UNIT, TARGET, Wanted("note", "说明", required=False)]
    )
    assert [str(problem) for problem in matched.problems()] == [
        "目标.csv：缺少列“目标任务数量”。",
        "目标.csv：列“unit”对应不明确：第1行A列“单位”、第1行B列“单 位”。请只保留一列。",
        "目标.csv，第1行C列：不认识的列“备注”，请改名或删去。",
    ]
    assert matched.columns == {}


def test_one_heading_claimed_by_two_is_ambiguous():
    matched = tables.match_headers(sheet("单位,数", "甲,1"), [UNIT, Wanted("a", "数"), Wanted("b", "数")])
    assert set(matched.ambiguous) == {"a", "b"}


def two_rows(book) -> None:
    page = book.active
    for line in (["考核表"], ["单位", "第一季度", None, "得分"], [None, "自评", "考评", None], ["甲", 1, 2, 3]):
        page.append(line)
    for area in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        page.merge_cells(area)


def test_two_rows_of_headings_are_joined_under_their_group():
    wanted = [UNIT, Wanted("self", "第一季度自评"), Wanted("office", "考评"), Wanted("score", "得分")]
    matched = tables.match_headers(tables.read(xlsx(two_rows)).sheets[0], wanted)
    assert matched.columns == {"unit": 0, "self": 1, "office": 2, "score": 3}
    assert matched.body == 4


def test_a_csv_that_forgot_its_merged_cells_is_joined_too():
    lines = ("单位,第一季度,,第二季度,,得分", ",自评,考评,自评,考评,", "甲,1,2,3,4,5")
    wanted = [UNIT, *(Wanted(f"{q}{s}", f"第{q}季度{s}") for q in "一二" for s in ("自评", "考评")), Wanted("得分")]
    matched = tables.match_headers(sheet(*lines), wanted)
    assert matched.columns == {"unit": 0, "一自评": 1, "一考评": 2, "二自评": 3, "二考评": 4, "得分": 5}
    assert matched.problems() == []


def test_a_column_beside_a_merged_group_is_not_part_of_it():
    def fill(book):
        for line in (["单位", "第一季度", None, None], [None, "自评", "考评", "备注"], ["甲", 1, 2, 3]):
            book.active.append(line)
        for area in ("A1:A2", "B1:C1"):
            book.active.merge_cells(area)

    matched = tables.match_headers(tables.read(xlsx(fill)).sheets[0], [UNIT, Wanted("note", "备注")])
    assert [heading.text for heading in matched.unknown] == ["第一季度自评", "第一季度考评"]
    assert matched.headings["note"].text == "备注"


def test_headings_repeated_further_down_are_not_the_headings():
    matched = tables.match_headers(sheet("单位,目标任务数量", "甲,1", "单位,目标任务数量", "乙,2"), [UNIT, TARGET])
    assert matched.body == 2


def test_a_short_name_does_not_take_a_longer_ones_column():
    wanted = [Wanted("score", "得分"), Wanted("q", "季度得分")]
    lines = ("季度,,年度", "得分,名次,得分", "1,2,3")
    assert tables.match_headers(sheet(*lines), wanted, depth=2).columns == {"q": 0, "score": 2}


def test_a_sheet_without_any_row():
    empty = tables.Sheet("空", ())
    assert tables.match_headers(empty, [UNIT]).missing == (UNIT,)
