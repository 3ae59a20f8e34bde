"""Facts from files: the closest row speaks, an empty cell is 待定, and every fault has its place."""

from decimal import Decimal as D
from pathlib import Path

import pytest

from gongkai.law import scoring
from gongkai.law.facts.files import read_facts
from gongkai.law.results import number_text
from gongkai.law.rulebook import Refused
from tests.law.little import book, leaf

RULES = book(leaf("[{lose: 1, each: n}, {lose: 1, each: cases}, {lose: 5, when: {ok: false}}]"))

GRADED = book(
    leaf("[{lose: 1, each: n}, {lose: 1, each: cases}, {lose: 5, when: {ok: false}}]"),
    "grades: {bands: [{grade: 优, at_least: 8}, {grade: 良, below: 8}]}\n"
    "ranking: {lists: [{title: 通报, decided: true}, {title: 末位, bottom: 1}]}",
)


def write(tmp_path: Path, text: str, name: str = "facts.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def scored(path: Path, rules=RULES) -> dict[str, object]:
    results = scoring.compile(rules).score(read_facts(rules, path))
    return {
        unit.unit: results.state(unit.unit) or D(number_text(results.total(unit.unit))) for unit in results.facts.units
    }


def refusal(path: Path, rules=RULES) -> str:
    with pytest.raises(Refused) as refused:
        scored(path, rules)
    return str(refused.value)


def test_headings_answer_to_id_and_chinese_name_and_cells_to_their_words(tmp_path: Path) -> None:
    text = "单位,件数,合格,cases\n甲,1,是,0\n乙,,是,无\n丙,不适用,否,2\n丁,0,无,不适用\n"
    assert scored(write(tmp_path, text)) == {"甲": 9, "乙": "待定", "丙": 3, "丁": 10}


def test_a_list_is_a_table_beside_the_facts(tmp_path: Path) -> None:
    write(tmp_path, "单位,编号,类别\n甲,c1,一般\n甲,c2,严重\n", "facts.cases.csv")
    assert scored(write(tmp_path, "单位,件数,合格\n甲,1,是\n乙,1,是\n")) == {"甲": 7, "乙": 9}


def test_yaml_rows_may_hold_their_lists(tmp_path: Path) -> None:
    text = "- {unit: 甲, n: 1, ok: true, cases: [{id: c1, kind: slip}]}\n- {unit: 乙, n: 0, ok: false, cases: []}\n"
    assert scored(write(tmp_path, text, "facts.yaml")) == {"甲": 8, "乙": 5}
    text = '{"units": [{"unit": "甲", "n": 1, "ok": true}], "lists": {"cases": [{"unit": "甲", "id": "c1"}]}}'
    assert scored(write(tmp_path, text, "facts.json")) == {"甲": 8}


def test_shares_are_read_as_percentages_only(tmp_path: Path) -> None:
    rules = book(leaf("[{earn: 100%, times: rate}]"))
    assert scored(write(tmp_path, "单位,比率\n甲,87.5%\n"), rules) == {"甲": D("8.75")}
    assert scored(write(tmp_path, "单位,比率(%)\n甲,87.5\n"), rules) == {"甲": D("8.75")}
    assert "应填百分比" in refusal(write(tmp_path, "单位,比率\n甲,0.875\n"), rules)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("单位,件数,合格,cases\n甲,1.5,是,0\n", "第2行第2列：“1.5”应为整数"),
        ("单位,件数,合格,cases\n甲,一件,是,0\n", "第2行第2列：“一件”不是数字"),
        ("单位,件数,合格,cases\n甲,1,也许,0\n", "第2行第3列：“也许”应填“是”或“否”"),
        ("单位,件数,合格,cases\n甲,1,是,0\n甲,2,是,0\n", "第3行第1列：单位“甲”同一期、同一来源有两行"),
        ("单位,件数,合格,cases\n,1,是,0\n", "缺少单位名称"),
        ("单位,件数,合格\n甲,1,是\n", "缺少名单“事件”"),
        ("单位,件数,合格,cases,来源\n甲,1,是,0,邻居\n", "没有名为“邻居”的来源"),
        ("单位,件数,合格,cases,期间\n甲,1,是,0,去年\n", "“去年”不是期间"),
        ("单位,件数,合格,cases,颜色\n甲,1,是,0,红\n", "不认识的列“颜色”"),
        ("件数,合格\n1,是\n", "缺少列“单位”"),
    ],
)
def test_every_fault_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert told in refusal(write(tmp_path, text))


def test_nameless_records_are_refused_where_their_content_is_asked(tmp_path: Path) -> None:
    rules = book(leaf("[{lose: {slip: 1, serious: 2}, each: cases, by: kind}]"))
    assert "只填了件数" in refusal(write(tmp_path, "单位,cases\n甲,3\n"), rules)


def test_the_closest_row_speaks_and_two_equally_close_are_refused(tmp_path: Path) -> None:
    rules = book(leaf("[{lose: 1, each: n}]", "points: 10, source: office"))
    assert scored(write(tmp_path, "单位,来源,n\n甲,,5\n甲,办公室,2\n乙,,5\n"), rules) == {"甲": 8, "乙": 5}
    quarterly = book(leaf("[{lose: 1, each: n}]", "points: 10, source: office, over: quarters, take: lowest"))
    text = "单位,来源,期间,n\n甲,办公室,,1\n甲,,2025-Q1,2\n"
    assert "两个同样贴近的值" in refusal(write(tmp_path, text), quarterly)


def test_more_sheets_bring_days_off_decisions_and_earlier_grades(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    write(folder, "单位,件数,合格,cases\n甲,1,是,0\n", "总表.csv")
    write(folder, "日期,类型,名称\n2025-06-30,截止日,\n2025-03-03,放假,本地节日\n", "日历.csv")
    write(folder, "单位,期间,等次\n甲,2023,良\n甲,2024,优\n", "历史.csv")
    write(folder, "对象,决定,理由,决定人,日期\n甲,优,材料更实,领导小组,2026-01-20\n", "决定.csv")
    facts = read_facts(GRADED, folder)
    assert str(facts.as_of) == "2025-06-30" and facts.history == {"甲": ["优", "良"]}
    assert facts.decisions[0].about == "甲"
    from datetime import date

    assert not facts.calendar.is_workday(date(2025, 3, 3))


def test_every_fault_of_every_row_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "单位,类别,件数,合格\n甲,部门,3件,是\n乙,机关,1,对\n甲,部门,2.5,是\n"
    rules = book(leaf("[{lose: 1, each: n}, {lose: 5, when: {ok: false}}]"))
    told = refusal(write(tmp_path, text), rules).replace(f"{tmp_path}/", "").splitlines()
    assert [line.split("：")[0] for line in told] == [
        "facts.csv 第2行第3列",
        "facts.csv 第3行第1列",
        "facts.csv 第3行第4列",
        "facts.csv 第4行第1列",
        "facts.csv 第4行第3列",
    ]
    assert "没有名为“机关”的单位类别；可填：部门、乡镇" in told[1] and "已知没有的填“无”" in told[0]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("乙,优,好,组,2026-01-20", "决定里的单位“乙”不在总表中"),
        ("甲,优秀,好,组,2026-01-20", "决定只能是等次或要决定的名单：优、良、通报、末位；写的是“优秀”"),
        ("甲,末尾,好,组,2026-01-20", "决定只能是等次或要决定的名单"),
        ("甲,优,,组,2026-01-20", "这项决定缺少理由"),
    ],
)
def test_a_decision_that_would_change_nothing_is_refused(tmp_path: Path, row: str, says: str) -> None:
    write(tmp_path, f"对象,决定,理由,决定人,日期\n{row}\n", "facts.决定.csv")
    assert says in refusal(write(tmp_path, "单位,件数,合格,cases\n甲,1,是,0\n"), GRADED)


def test_a_decision_for_a_grade_or_a_list_is_taken(tmp_path: Path) -> None:
    rows = "甲,优,好,组,2026-01-20\n甲,通报,好,组,2026-01-20\n"
    write(tmp_path, f"对象,决定,理由,决定人,日期\n{rows}", "facts.决定.csv")
    facts = read_facts(GRADED, write(tmp_path, "单位,件数,合格,cases\n甲,9,是,0\n"))
    results = scoring.compile(GRADED).score(facts)
    assert results.grade("甲") == "优" and results.lists[0].rows == [0]


def test_earlier_grades_stand_in_periods(tmp_path: Path) -> None:
    write(tmp_path, "单位,期间,等次\n甲,去年,优\n", "facts.历史.csv")
    assert "“去年”不是期间" in refusal(write(tmp_path, "单位,件数,合格,cases\n甲,1,是,0\n"), GRADED)


def test_a_heading_with_a_slip_is_told_what_was_meant(tmp_path: Path) -> None:
    assert "不认识的列“合 格率”" in refusal(write(tmp_path, "单位,件数,合 格率,cases\n甲,1,是,0\n"))
    assert "不认识的列“上级的单位”，是不是“上级单位”；请改名" in refusal(
        write(tmp_path, "单位,件数,上级的单位\n甲,1,县\n")
    )
    assert "没有名为“count”" in refusal(write(tmp_path, "- {unit: 甲, count: 1}\n", "f.yaml"))
    assert "“cuses”的事实或评分项，是不是“cases”" in refusal(write(tmp_path, "- {unit: 甲, cuses: 1}\n", "f.yaml"))


def test_a_bare_number_in_a_file_is_no_share(tmp_path: Path) -> None:
    from openpyxl import Workbook

    rules = book(leaf("[{earn: 100%, times: rate}]"))
    workbook = Workbook()
    workbook.active.append(["单位", "比率"])
    workbook.active.append(["甲", 95])
    workbook.save(tmp_path / "facts.xlsx")
    assert "第2行第2列：“95”应填百分比" in refusal(tmp_path / "facts.xlsx", rules)
    assert "“0.95”应填百分比" in refusal(write(tmp_path, "- {unit: 甲, rate: 0.95}\n", "f.yaml"), rules)
    workbook.active["B2"].value, workbook.active["B2"].number_format = 0.95, "0%"
    workbook.save(tmp_path / "facts.xlsx")
    assert scored(tmp_path / "facts.xlsx", rules) == {"甲": D("9.5")}
    parts = "  parts: {name: 分项, type: {list: {size: share}}}\n"
    listed = book(leaf("[{earn: 1, each: parts, times: size}]"), facts=parts)
    write(tmp_path, "- {unit: 甲, size: 0.5}\n", "g.parts.yaml")
    told = refusal(write(tmp_path, "{units: [{unit: 甲}], lists: {parts: [{unit: 甲, size: 5}]}}\n", "g.yaml"), listed)
    assert "“5”应填百分比" in told


def test_a_table_beside_the_facts_that_is_no_list_is_told_so(tmp_path: Path) -> None:
    write(tmp_path, "单位,编号\n甲,c1\n", "facts.其他事情.csv")
    told = refusal(write(tmp_path, "单位,件数,合格,cases\n甲,1,是,0\n"))
    assert "没有名为“其他事情”的名单，是不是“其他事件”；可用：事件、其他事件、附表、日历" in told


def test_yaml_lists_answer_to_id_and_chinese_name_and_refuse_a_field_nobody_has(tmp_path: Path) -> None:
    graded = book(leaf("[{lose: {slip: 1, serious: 3}, each: cases, by: kind}]"))
    text = "units: [{单位: 甲}, {单位名称: 乙, 备注: 新设}]\nlists:\n  事件: [{单位: 甲, 编号: 1, 类别: 严重}]\n"
    assert scored(write(tmp_path, text, "f.yaml"), graded) == {"甲": 7, "乙": 10}
    assert scored(write(tmp_path, "- {单位: 甲, 事件: [{编号: 1, 类别: 一般}]}\n", "f.yaml"), graded) == {"甲": 9}
    told = refusal(write(tmp_path, "- {单位: 甲, 事件: [{编号: 1, 类型: 一般}]}\n", "f.yaml"), graded)
    assert "第1行第28列：名单“事件”没有名为“类型”的一栏" in told
    told = refusal(write(tmp_path, "{units: [{单位: 甲}], lists: {事件: [{编号: 1}]}}\n", "f.yaml"), graded)
    assert "这条记录缺少单位" in told


def test_another_sheet_written_as_a_yaml_list_is_refused_rather_than_dropped(tmp_path: Path) -> None:
    text = "{units: [{单位: 甲, n: 0, ok: true, cases: 0}], lists: {历史: [{单位: 甲, 期间: 2024, 等次: 优}]}}\n"
    assert "“历史”请另存为 CSV 或 XLSX" in refusal(write(tmp_path, text, "f.yaml"))


def test_a_missing_set_is_asked_for_as_a_column_and_a_missing_list_as_a_table(tmp_path: Path) -> None:
    sets = book(leaf("[{earn: 1, each: parts}]"), facts="  parts: {name: 渠道, type: set}\n")
    assert "缺少事实列“渠道”（parts）：几个名称用顿号分开" in refusal(write(tmp_path, "单位\n甲\n"), sets)
    assert "缺少名单“事件”（cases）：请附上名单表" in refusal(write(tmp_path, "单位,件数,合格\n甲,1,是\n"))
