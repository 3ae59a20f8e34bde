"""评分表: a published county table pasted into the blank workbook is a rulebook that can be scored by marks at once."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gongkai import shelf
from gongkai.law import rulebook, scoring, workbook
from gongkai.law.facts.files import read_facts
from gongkai.law.findings import Faults
from gongkai.law.lint import lint
from gongkai.law.rulebook import Refused
from tests.law.workbook.edited import edited, pasted

HEAD = {"规则名称": "mou-2026", "标题": "某县评分表", "考核期间": "2026", "截至日期": "2026-12-31"}
# An invented county's table as such tables are printed: a title, headings in two rows, merged cells, a total, a note.
TABLE: list[list[Any]] = [
    ["附件1"],
    ["某县2026年政务公开工作考核评分表"],
    ["指标", None, None, "分值", "评分标准", "数据来源", "得分"],
    ["一级指标", "二级指标", "三级指标"],
    ["一、组织领导（20分）", "机构", "领导小组", 5, "成立领导小组得5分，未成立不得分。", "县政务公开办"],
    [None, None, "会议部署", 5, "每少1次扣2分", "县政务公开办"],
    [None, "保障", None, 10, "1.经费保障到位得5分；"],
    [None, None, None, None, "2.培训到位得5分。"],
    ["二、主动公开（70分）", "信息发布", "栏目更新", 30, "每个栏目超期未更新扣1分，扣完为止", "第三方机构"],
    [None, None, "文件公开", 25, "每漏1件扣2分", "第三方机构"],
    [None, None, None, 15, "每错1处扣0.5分", "第三方机构"],
    ["三、依申请公开", "答复", None, "10分", "逾期每件扣2分", "县政务公开办"],
    ["四、加分项", "创新", None, 5, "获省级表彰加5分", "县政务公开办"],
    ["五、通报", "曝光", None, "-4", "被通报的每次扣2分", "县政务公开办"],
    ["合计", None, None, 100],
    ["注：本表由县政府办公室解释。"],
]
MERGED = ["A2:G2", "A3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "A5:A8", "B5:B6", "B7:C8", "D7:D8", "A9:A11", "B9:B11"]
MERGED += ["C10:C11", "B12:C12", "A15:C15", "A16:G16"]


def draft(rows: list[list[Any]], merged: list[str] | None = None, head: dict[str, Any] | None = None) -> workbook.Draft:
    return workbook.read(pasted(rows, merged or [], HEAD if head is None else head), "粘贴.xlsx", shelf=shelf)


def outline(table: rulebook.model.Indicator, depth: int = 0) -> list[str]:
    """The tree as lines: `  会议部署 5`."""
    points = table.points if table.points is None or table.points.denominator != 1 else int(table.points)
    found = [f"{'  ' * depth}{table.title} {points}"]
    for child in table.indicators:
        found += outline(child, depth + 1)
    return found


def test_a_published_table_becomes_a_tree_with_its_points() -> None:
    (table,) = draft(TABLE, MERGED).book.tables
    assert outline(table) == [
        "总分 100",
        "  组织领导 20",
        "    机构 10",
        "      领导小组 5",
        "      会议部署 5",
        "    保障 10",
        "  主动公开 70",
        "    信息发布 70",
        "      栏目更新 30",
        "      文件公开 40",
        "        每漏1件扣2分 25",
        "        每错1处扣0.5分 15",
        "  依申请公开 10",
        "    答复 10",
        "  加分项 0",
        "    创新 0",
        "  通报 0",
        "    曝光 0",
    ]


def test_the_words_the_sources_and_the_limits_come_along() -> None:
    book = draft(TABLE, MERGED).book
    by_title = {node.title: node for node in book.indicators.values()}
    assert by_title["保障"].says == "1.经费保障到位得5分；2.培训到位得5分。"
    assert set(book.sources.values()) == {"县政务公开办", "第三方机构"}
    assert book.sources[by_title["栏目更新"].source] == "第三方机构"
    assert by_title["保障"].source == ""
    assert by_title["创新"].cap == 5 and by_title["曝光"].floor == -4
    assert [line.kind for line in by_title["曝光"].rules] == ["lose"]
    assert all(line.judged for node in book.indicators.values() for line in node.rules)


def test_what_is_left_blank_about_the_rulebook_is_taken_from_the_title() -> None:
    book = draft(TABLE, MERGED, {}).book
    assert (book.title, str(book.period), book.as_of.isoformat()) == (
        "某县2026年政务公开工作考核评分表",
        "2026",
        "2026-12-31",
    )


def test_it_can_be_scored_by_marks_at_once(tmp_path: Path) -> None:
    made = draft(TABLE, MERGED)
    (tmp_path / "x.yaml").write_text(made.text)
    book = rulebook.load(tmp_path / "x.yaml", shelf=shelf)
    leaves = [node for node in book.indicators.values() if node.leaf]
    marks = ["5", "3", "8", "30", "20", "15", "10", "2.5", "1"]  # 5+3+8+30+20+15+10 = 91, +2.5 on top, -1 off
    header = ["单位", *(leaf.id for leaf in leaves), "理由", "评分人"]
    (tmp_path / "facts.csv").write_text(f"{','.join(header)}\n民政局,{','.join(marks)},综合评定,评定组\n")
    results = scoring.compile(book).score(read_facts(book, tmp_path / "facts.csv"))
    assert Decimal(results.sheet("民政局").node("total").value) == Decimal("92.5")


def test_the_linter_has_no_word_against_its_sums() -> None:
    codes = {finding.code for finding in lint(draft(TABLE, MERGED).book)}
    assert codes <= {"says-number", "issued-missing", "total-above", "total-below"}, codes


def test_a_sum_that_differs_from_the_printed_total_is_told_at_its_cell() -> None:
    rows = [list(row) for row in TABLE]
    rows[4][3] = 6
    found = lint(draft(rows, MERGED).book)
    assert any(finding.code == "points-sum" and "组织领导" in finding.says for finding in found)


def test_the_extra_columns_turn_marks_into_counts() -> None:
    rows = [list(row) + [None] * (12 - len(row)) for row in TABLE]
    rows[2][7:12] = ["得扣方式", "每项分", "计数事实", "最多", "代号"]
    rows[5][7:12] = ["每项扣", 2, "少开的会", 4, "meetings"]
    rows[4][7:10] = ["有则得", None, "已成立领导小组"]
    rows[11][7:10] = ["扣", 2, "逾期答复件数"]
    book = draft(rows, MERGED).book
    lost = book.indicators["meetings"].rules[0]
    assert (lost.kind, lost.amount, lost.at_most) == ("lose", 2, 4)
    assert lost.each is not None and book.facts[lost.each.name].name == "少开的会"
    found = next(node for node in book.indicators.values() if node.title == "领导小组").rules[0]
    assert found.kind == "earn" and found.when is not None
    assert {fact.name: fact.type for fact in book.facts.values()} == {
        "少开的会": "count",
        "已成立领导小组": "flag",
        "逾期答复件数": "count",
    }


def test_a_count_the_platform_knows_is_taken_by_its_name() -> None:
    rows = [list(row) + [None] * (10 - len(row)) for row in TABLE]
    rows[2][7:10] = ["得扣方式", "每项分", "计数事实"]
    name = rulebook.shared.shared_facts(rulebook.shared.FACTS, Faults())["lawsuits_lost"].name
    rows[11][7:10] = ["每项扣", 3, name]
    book = draft(rows, MERGED).book
    assert not book.own_facts and "lawsuits_lost" in book.facts


def test_points_that_hang_under_nothing_are_refused() -> None:
    rows = [["分值", "数据来源", "二级指标"], ["&a", "-", "是"], ["}", "甲", "至"]]
    with pytest.raises(Refused, match="请拆开"):
        workbook.read(pasted(rows, ["A2:A3"], HEAD), "粘贴.xlsx", shelf=shelf)


def test_who_has_to_do_the_work_is_not_who_marks_it() -> None:
    rows = [list(row) for row in TABLE]
    heading = next(row for row in rows if "数据来源" in row)
    heading[heading.index("数据来源")] = "责任单位"
    assert not draft(rows, MERGED).book.sources


@pytest.mark.parametrize(
    "heads",
    [
        ["考核项目", "考核内容", "考核要点", "标准分", "评分细则", "考评部门"],
        ["一级\n指标", "二级 指标", "三级指标（项）", "分值（分）", "计分办法", "数据来源："],
        ["一级", "二级", "三级", "满分", "扣分标准", "评分主体"],
    ],
)
def test_headings_in_their_usual_variants_are_known(heads: list[str]) -> None:
    rows = [heads, ["组织", "机构", "小组", 40, "说明一", "甲"], ["公开", "发布", "栏目", 60, "说明二", "乙"]]
    book = draft(rows).book
    assert outline(book.tables[0])[0] == "总分 100" and len(book.indicators) == 7
    assert set(book.sources.values()) == {"甲", "乙"}


def test_blank_cells_stand_for_those_above_where_merging_was_lost() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "分值", "评分标准"],
        ["组织", "机构", "小组", 10, "一"],
        [None, None, "会议", 20, "二"],
        [None, "保障", "经费", 30, "三"],
        ["公开", "发布", "栏目", 40, "四"],
    ]
    assert outline(draft(rows).book.tables[0]) == [
        "总分 100",
        *("  组织 60", "    机构 30", "      小组 10", "      会议 20", "    保障 30", "      经费 30"),
        *("  公开 40", "    发布 40", "      栏目 40"),
    ]


def test_names_repeated_on_every_row_are_one_level() -> None:
    rows = [
        ["一级指标", "二级指标", "分值", "评分标准"],
        ["组织", "小组", 10, "一"],
        ["组织", "会议", 30, "二"],
        ["公开", "栏目", 60, "三"],
    ]
    lines = ["总分 100", "  组织 40", "    小组 10", "    会议 30", "  公开 60", "    栏目 60"]
    assert outline(draft(rows).book.tables[0]) == lines


def test_points_of_their_own_beside_each_level_belong_to_that_level() -> None:
    rows = [
        ["一级指标", "分值", "二级指标", "分值", "评分标准"],
        ["组织", 30, "小组", 10, "一"],
        [None, None, "会议", 20, "二"],
        ["公开", 60, "栏目", 60, "三"],
    ]
    book = draft(rows, ["A2:A3", "B2:B3"]).book
    assert outline(book.tables[0]) == ["总分 90", "  组织 30", "    小组 10", "    会议 20", "  公开 60", "    栏目 60"]


def test_points_merged_over_several_items_make_them_one() -> None:
    rows = [
        ["一级指标", "二级指标", "分值", "评分标准"],
        ["组织", "小组", 40, "成立得满分"],
        [None, "会议", None, "召开得满分"],
        ["公开", "栏目", 60, "更新"],
    ]
    book = draft(rows, ["A2:A3", "C2:C3"]).book
    assert outline(book.tables[0]) == ["总分 100", "  组织 40", "  公开 60", "    栏目 60"]
    assert book.indicators["a1"].says == "小组：成立得满分；会议：召开得满分"


def test_points_under_得分_with_sums_at_the_right_edge_are_read() -> None:
    """Some counties print 得分 and 合计得分, and let one heading reach over two levels."""
    rows = [
        ["类别", None, "考核内容", "得分", "合计得分"],
        ["组织", None, "有人负责（会议记录）", "2分", "5分"],
        [None, None, "有人经办", "3分"],
        ["开展情况", "载体", "网站", "35分", "35分"],
        [None, "信息", "目录", "20分", "60分"],
        [None, None, "年报", "40分"],
        ["其他形式（倒扣）", None, "内部事务", "-6分"],
    ]
    merged = ["A1:B1", "A2:B3", "E2:E3", "A4:A6", "B5:B6", "E5:E6", "A7:B7"]
    book = draft(rows, merged).book
    assert outline(book.tables[0]) == [
        "总分 100",
        *("  组织 5", "    有人负责（会议记录） 2", "    有人经办 3"),
        *("  开展情况 95", "    载体 35", "      网站 35", "    信息 60", "      目录 20", "      年报 40"),
        *("  其他形式（倒扣） 0", "    内部事务 0"),
    ]
    assert book.indicators["a3.1"].floor == -6


def test_a_paragraph_in_place_of_a_name_is_cut_and_kept_in_the_words() -> None:
    paragraph = "领导小组健全，年初有计划、有部署，年终有总结，相关资料报送及时，有专人负责日常工作。"
    rows = [
        ["某区考核细则（表一）"],
        ["考核项目", "项目\n序号", "考 核 内 容", "分值(100)", "评 分 标 准"],
        ["组织", 1, paragraph, 40, "缺一项扣1分"],
        ["公开", 2, "没有引发上访。", 60, "有就不得分"],
    ]
    book = draft(rows, ["A1:E1"]).book
    assert book.indicators["a1.1"].title == "领导小组健全"
    assert book.indicators["a1.1"].says == paragraph + "缺一项扣1分"
    assert (book.indicators["a2.1"].title, book.indicators["a2.1"].says) == ("没有引发上访", "有就不得分")


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        (6, 4, None, "粘贴.xlsx 评分表!C6：“会议部署”没有分值"),
        (6, 4, "若干", "粘贴.xlsx 评分表!D6：“若干”不是分值"),
        (6, 4, "=2+3", "粘贴.xlsx 评分表!D6：这一格是公式"),
        (3, 6, "备查资料", "粘贴.xlsx 评分表!F4：不认识的列“备查资料”"),
        (6, 8, "随便", "粘贴.xlsx 评分表!H6：得扣方式写酌情"),
        (6, 8, "每项扣", "粘贴.xlsx 评分表!H6：得扣方式是“每项扣”，要写计数事实和每项分"),
    ],
)
def test_a_fault_of_the_pasted_table_is_told_by_its_cell(row: int, column: int, value: Any, says: str) -> None:
    def change(one: Any) -> None:
        one["评分表"].cell(row, column).value = value

    content = edited(pasted(TABLE, MERGED, HEAD), change)
    with pytest.raises(Refused) as refused:
        workbook.read(content, "粘贴.xlsx", shelf=shelf)
    assert says in str(refused.value)


def test_a_blank_workbook_says_what_is_missing() -> None:
    with pytest.raises(Refused, match="没有写任何指标"):
        workbook.read(workbook.blank(), "空表.xlsx", shelf=shelf)


def test_a_table_and_a_sheet_of_indicators_at_once_are_refused() -> None:
    def add(one: Any) -> None:
        sheet = one.create_sheet("指标")
        sheet.append(["级次", "代号", "名称"])
        sheet.append([0, "total", "总分"])

    with pytest.raises(Refused, match="只用一张"):
        workbook.read(edited(pasted(TABLE, MERGED, HEAD), add), "粘贴.xlsx", shelf=shelf)


def test_grades_beside_a_pasted_table_are_read() -> None:
    def add(one: Any) -> None:
        for number, row in enumerate((["优秀", 90], ["其他", None, None, None, 90]), start=3):
            for column, value in enumerate(row, start=1):
                one["等次"].cell(number, column).value = value

    book = workbook.read(edited(pasted(TABLE, MERGED, HEAD), add), "粘贴.xlsx", shelf=shelf).book
    assert book.grades is not None and [band.grade for band in book.grades.bands] == ["优秀", "其他"]


def test_the_tree_that_was_made_goes_on_as_a_full_workbook() -> None:
    first = draft(TABLE, MERGED).book
    again = workbook.read(workbook.write(first), "完整.xlsx", shelf=shelf).book
    assert outline(again.tables[0]) == outline(first.tables[0])


def test_the_blank_workbook_offers_the_form() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.blank()))
    assert book.sheetnames == ["填写说明", "总则", "评分表", "等次", "结果运用", "公共事实"]
    titles = [cell.value for cell in book["评分表"][1]]
    assert titles[:6] == ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "数据来源"]
