"""XLSX and CSV out: read back by another package, and never run by one."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import tables
from gongkai.tables import OutColumn, OutSheet
from tests.tables import structure

COLUMNS = [
    OutColumn("单位"),
    OutColumn("目标", "whole", group="任务"),
    OutColumn("完成", "whole", group="任务"),
    OutColumn("得分", "number"),
    OutColumn("完成率", "share", 1),
    OutColumn("日期", "date"),
]
ROW = ["政府办", 240, 198, Decimal("12.40"), Decimal("0.825"), date(2018, 12, 31)]


def written(*rows, title="", notes=(), columns=COLUMNS):
    content = tables.write_xlsx(None, [OutSheet("得分", columns, rows, title=title, notes=notes)])
    return openpyxl.load_workbook(io.BytesIO(content))["得分"]


def test_values_and_number_formats():
    cells = written(ROW)[3]
    assert [cell.value for cell in cells] == ["政府办", 240, 198, 12.4, 0.825, datetime.fromisoformat("2018-12-31")]
    assert [cell.number_format for cell in cells[1:]] == ["0", "0", "0.00", "0.0%", "yyyy-mm-dd"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "http://a.example", "0012"])
def test_text_is_never_a_formula_a_link_or_a_number(text):
    page = written([text], title=text, notes=[text], columns=[OutColumn(text), OutColumn("乙")])
    for cell in (page["A1"], page["A2"], page["A3"], page["A4"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_headings_stay_in_sight_and_the_page_prints_on_a4_across():
    page = written(ROW, title="2018年得分")
    assert page.freeze_panes == "B4"
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.print_title_rows == "$2:$3"
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:F1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3"}
    assert (page["A4"].font.name, page["A2"].font.name) == ("宋体", "黑体")


def test_wide_text_widens_its_column():
    page = written(["大英县文旅产业园管理委员会", 1])
    assert page.column_dimensions["A"].width >= 26


def test_many_digits_are_written_as_text_and_stay_whole():
    assert written([None, 123456789012345678])["B3"].value == "123456789012345678"


def test_a_row_longer_than_its_headings_is_an_error():
    with pytest.raises(ValueError, match="row of 7 values"):
        written([*ROW, "多"])


def test_sheet_names_are_made_lawful_and_unique():
    sheets = [OutSheet(name, [OutColumn("甲")], []) for name in ("得分/表", "得分:表", "a" * 40, "A" * 40, "")]
    book = openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(None, sheets)))
    assert book.sheetnames == ["得分 表", "得分 表(2)", "a" * 31, "A" * 27 + "(2)", "表"]


def test_the_same_table_gives_the_same_bytes(tmp_path):
    def once(path=None):
        return tables.write_xlsx(path, [OutSheet("得分", COLUMNS, [ROW])], made=datetime(2026, 1, 12, tzinfo=UTC))

    assert once() == once(tmp_path / "得分.xlsx") == (tmp_path / "得分.xlsx").read_bytes()


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1),
            st.integers(-(10**14), 10**14),
            st.decimals(-(10**6), 10**6, places=3),
        )
    )
)
def test_what_is_written_is_read_back(rows):
    columns = [OutColumn("名"), OutColumn("数", "whole"), OutColumn("分", "number", 3)]
    sheet = tables.read(tables.write_xlsx(None, [OutSheet("表", columns, rows)])).sheets[0]
    assert [row.values for row in sheet.rows[1:]] == rows


def test_csv_opens_in_chinese_and_runs_nothing():
    content = tables.write_csv(
        ["单位", "=甲"], [["=1+1", -3], ["@a", Decimal("-1.50")], ["政府办", None], [True, date(2018, 4, 18)]]
    )
    assert content.decode("utf-8-sig").split("\r\n") == [
        "单位,'=甲",
        "'=1+1,-3",
        "'@a,-1.50",
        "政府办,",
        "是,2018-04-18",
        "",
    ]
    assert content.startswith(b"\xef\xbb\xbf")
    assert tables.read(content).sheets[0].rows[1].values == ("=1+1", "-3")


def test_a_formula_is_written_as_one_and_shows_what_it_came_to():
    rows = [[tables.Formula('IF(B2=240,"够","少")', "够"), 240, tables.Formula("B2-198", 42), tables.Formula("1/3")]]
    content = tables.write_xlsx(None, [OutSheet("得分", COLUMNS, [["政府办"], *rows])])
    cells = openpyxl.load_workbook(io.BytesIO(content))["得分"][4]
    assert [cell.value for cell in cells[:4]] == ['=IF(B2=240,"够","少")', 240, "=B2-198", "=1/3"]
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["得分"][4]
    assert [cell.value for cell in shown[:4]] == ["够", 240, 42, None]


def test_a_day_is_shown_as_a_day_whatever_its_column_holds_otherwise():
    columns = [OutColumn("标题"), OutColumn("公开时间"), OutColumn("核对")]
    cells = written(["通知", date(2026, 1, 9), datetime(2026, 1, 9, 16, 30, tzinfo=UTC)], columns=columns)[2]
    assert [cell.number_format for cell in cells] == ["General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_a_row_is_as_high_as_its_longest_text_and_a_table_as_wide_as_its_title():
    page = written(
        ["甲", "长" * 50],
        title="大英县2025年政务公开绩效评价得分与排名",
        columns=[OutColumn("名"), OutColumn("文", width=20)],
    )
    assert page.row_dimensions[3].height >= 6 * 15
    assert sum(page.column_dimensions[name].width for name in "AB") > 50


def broken(content, part, old, new):
    """The workbook with one thing in one part written over."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            told = package.read(name)
            assert name != part or old in told, part
            made.writestr(name, told.replace(old, new, 1) if name == part else told)
    return out.getvalue()


BOOK, SHEET, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
FAULTS = {
    "a long name": (BOOK, 'name="得分"'.encode(), f'name="{"长" * 32}"'.encode(), "no name for a sheet"),
    "a name of nothing": (BOOK, "得分!".encode(), "失分!".encode(), "reads a sheet that is not there"),
    "a style too many": (SHEET, b'" s="', b'" s="9', "has no style"),
    "a text too many": (SHEET, b"<v>0</v>", b"<v>999</v>", "has no text"),
    "a cell elsewhere": (SHEET, b'r="B2"', b'r="B7"', "out of order"),
    "merged areas that meet": (SHEET, b'ref="A2:A3"', b'ref="A1:A3"', "merged areas meet"),
    "a format twice": (STYLES, b'numFmtId="165"', b'numFmtId="164"', "two number formats of one id"),
    "a part of no type": ("[Content_Types].xml", b'PartName="/xl/styles.xml"', b'PartName="/xl/x.xml"', "not there"),
    "a link to nothing": ("xl/_rels/workbook.xml.rels", b"styles.xml", b"style.xml", "leads to"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_program_would_repair_is_found(name):
    part, old, new, told = FAULTS[name]
    columns = [OutColumn("单位"), *COLUMNS[1:4], OutColumn("率", "share", 3), OutColumn("比", "number", 4)]
    content = tables.write_xlsx(None, [OutSheet("得分", columns, [[*ROW[:4], ROW[4], ROW[4]]], title="得分")])
    assert structure.faults(content) == []
    assert any(told in fault for fault in structure.faults(broken(content, part, old, new)))


def test_a_broad_sheet_is_printed_where_it_can_be_read():
    narrow, broad = written(ROW), written(["甲" * 20] * 9, columns=[OutColumn(f"第{n}列", width=30) for n in range(9)])
    assert narrow.print_options.horizontalCentered and broad.print_options.horizontalCentered
    assert (int(broad.page_setup.paperSize), broad.page_setup.fitToWidth, broad.print_title_cols) == (8, 2, "$A:$A")


def test_a_share_of_many_digits_is_a_number_all_the_same():
    cell = written([None, None, None, None, Decimal(2) / 3])["E3"]
    assert round(cell.value, 9) == 0.666666667 and cell.number_format == "0.0%"


@pytest.mark.parametrize(("width", "where"), [(124, "center"), (125, "left")])
def test_the_title_of_a_sheet_on_two_pages_beside_is_not_cut_in_two(width, where):
    columns = [OutColumn("代码", width=width), OutColumn("依据", width=width)]
    book = openpyxl.load_workbook(
        io.BytesIO(tables.write_xlsx(None, [OutSheet("目录", columns, [("a", "b")], "某县目录")]))
    )
    assert book.active["A1"].alignment.horizontal == where
