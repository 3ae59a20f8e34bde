"""Tables of budgets and final accounts, in the shapes departments publish them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.checks import budgets, tabled

SAID = (
    "主要职责。机构设置。机关运行经费12万元，比上年下降2%。政府采购3万元。国有资产。绩效目标。"
    "财政拨款收支。政府性基金预算支出表。部门收支总表。部门收入总表。部门支出总表。一般公共预算支出表。"
    "一般公共预算基本支出表。一般公共预算“三公”经费支出表。"
)
TITLE = "试县交通运输局2025年部门预算"


def told(tables=(), words=SAID, title=TITLE, **how):
    found = budgets.find(title, words, list(tables), shelf.budgets(), **how)
    return [(finding.kind.removeprefix("budget_"), finding.excerpt) for _, finding in found]


def sheet(name, text):
    return tabled.of_grid(text.replace("|", "\t"), name, f"工作表“{name}”")


FUNCTIONAL = """一般公共预算支出表
部门：试县交通运输局||||单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|100|60|40
214|交通运输支出|100|60|40
21401|公路水路运输|100|60|40
2140101|行政运行|60|60|
2140106|公路养护|40||40
"""


def test_a_budget_whose_tables_stand_in_its_words_and_say_what_they_must_is_passed():
    assert told() == []
    assert told([sheet("一般公共预算支出表", FUNCTIONAL)]) == []


def test_every_table_that_is_missing_is_named():
    lacking = told(words="主要职责。机构设置。机关运行经费。政府采购。国有资产。绩效。比上年下降。部门收支总表。")
    assert [name for kind, name in lacking if kind == "table"] == [
        "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表",
        "“三公”经费支出表", "政府性基金预算支出表",
    ]  # fmt: skip


def test_a_table_without_figures_may_be_said_to_have_none():
    words = SAID.replace("政府性基金预算支出表", "本部门没有使用政府性基金预算安排的支出")
    assert told(words=words) == []


def test_what_the_words_must_speak_of_is_named():
    assert told(words=SAID.replace("绩效", "").replace("政府采购", "")) == [("said", "政府采购、绩效")]


def test_expenditure_that_stops_at_kuan_is_found():
    short = "\n".join(line for line in FUNCTIONAL.split("\n") if not line.startswith("21401"[:5] + "0"))
    assert told([sheet("一般公共预算支出表", short)]) == [("level", "21401公路水路运输")]


def test_codes_cut_into_three_cells_are_read_as_one():
    cut = """一般公共预算支出表
类|款|项|科目名称|合计
214|||交通运输支出|100
214|1||公路水路运输|100
214|1|1|行政运行|60
214|1|6|公路养护|39
"""
    assert told([sheet("一般公共预算支出表", cut)]) == [("sum", "21401公路水路运输")]


def test_basic_expenditure_goes_down_to_economic_kuan():
    table = (
        "一般公共预算基本支出表\n编码|名称|合计|人员经费|公用经费\n301|工资福利支出|80|80|\n"
        "302|商品和服务支出|20||20\n30201|办公费|20||20\n"
    )
    assert told([sheet("一般公共预算基本支出表", table)]) == [("level", "301工资福利支出")]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("214|交通运输支出|100|60|40", "214交通运输支出"),
        ("|合计|100|60|40", "合计"),
    ],
)
def test_a_sum_that_does_not_come_out_is_named(line, named):
    wrong = FUNCTIONAL.replace(line, line.replace("|100|", "|120|"))
    assert ("sum", named) in told([sheet("一般公共预算支出表", wrong)])


def test_a_row_whose_parts_do_not_come_to_its_total_is_found():
    wrong = FUNCTIONAL.replace("2140106|公路养护|40||40", "2140106|公路养护|40||30").replace("|60|40\n", "|60|30\n")
    assert ("sum", "合计") in told([sheet("一般公共预算支出表", wrong)])


def test_income_and_expenditure_are_equal():
    table = (
        "部门收支总表\n收入||支出|\n项目|预算数|项目|预算数\n"
        "一般公共预算拨款|100|交通运输支出|90\n收入总计|100|支出总计|90\n"
    )
    assert told([sheet("部门收支总表", table)]) == [("balance", "总计")]


HEADS = """一般公共预算“三公”经费支出表
“三公”经费合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费|
{whole}|0|8|0|8|2
"""


def test_the_three_kinds_of_spending_come_to_their_total_whether_they_stand_side_by_side():
    assert told([sheet("“三公”经费支出表", HEADS.format(whole=10))]) == []
    assert [kind for kind, _ in told([sheet("“三公”经费支出表", HEADS.format(whole=12))])] == ["sum"]


def test_or_one_below_the_other():
    rows = (
        "“三公”经费支出表\n项目|上年预算|本年预算\n合计|12|{0}\n因公出国（境）费|0|0\n公务用车购置及运行费|9|8\n"
        "其中：公务用车购置费|0|0\n公务用车运行费|9|8\n公务接待费|3|2\n"
    )
    assert told([sheet("“三公”经费支出表", rows.format(10))]) == []
    assert [kind for kind, _ in told([sheet("“三公”经费支出表", rows.format(11))])] == ["sum"]


def test_a_kind_of_spending_that_is_left_out_is_named():
    assert told([sheet("“三公”经费支出表", "三公经费\n项目|金额\n合计|2\n公务接待费|2\n")]) == [
        ("lines", "“三公”经费支出表")
    ]


def test_secret_items_may_be_left_out_if_the_paper_says_so():
    wrong = FUNCTIONAL.replace("2140106|公路养护|40||40\n", "")
    assert ("sum", "21401公路水路运输") in told([sheet("一般公共预算支出表", wrong)])
    assert told([sheet("一般公共预算支出表", wrong)], words=SAID + "涉密内容按规定不公开。") == [("secret", "涉密除外")]


def test_tables_that_no_machine_can_read_are_said_to_be_unread():
    assert told(unread=["2025年部门预算.pdf"]) == [("unread", "《2025年部门预算.pdf》")]


def test_a_title_without_a_year_and_one_that_is_no_budget():
    assert told(title="试县交通运输局部门预算") == [("year", "年度")]
    assert told(title="关于开展预算绩效评价的通知", words="") == []


def test_running_costs_name_travel_receptions_cars_and_meetings_and_the_year_before():
    table = "上半年行政经费开支表\n项目|金额\n因公出国|0\n公务接待|1\n公务用车|2\n"
    found = budgets.find("2025年上半年行政经费公示", "", [sheet("开支表", table)], shelf.budgets())
    assert [finding.message for _, finding in found if "差旅" in finding.message and "会议" in finding.message]
    assert [finding.kind for _, finding in found] == ["budget_said", "budget_lines"]


def test_a_page_is_read_like_a_sheet():
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in FUNCTIONAL.split("\n")[2:-1]
    )
    page = f"<p>收入说明</p><p>一般公共预算支出表</p><p>单位：万元</p><table>{rows.replace('>60<', '>61<', 1)}</table>"
    [table] = tabled.of_page(page, "正文")
    assert table.title == "一般公共预算支出表"
    assert told([table]) == [("sum", "合计"), ("sum", "合计")]


CELLS = st.sampled_from(
    ["", "合计", "214", "21401", "2140101", "基本支出", "项目支出", "1", "-3.50", "1,000", "9" * 60, "1e999", "三公",
     "用车", "收入总计", "支出总计", "小计", "栏次", "１２", "[214]交通", "单位：元", "接待", "出国", "%"]
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), max_size=9))
def test_no_table_however_broken_stops_the_check(rows):
    text = "\n".join("|".join(row) for row in rows)
    for name in ("一般公共预算支出表", "一般公共预算基本支出表", "“三公”经费支出表", "部门收支总表"):
        told([sheet(name, text)])
    tabled.of_page(f"<table>{''.join(f'<tr>{chr(60)}td>{cell}' for row in rows for cell in row)}", "正文")
