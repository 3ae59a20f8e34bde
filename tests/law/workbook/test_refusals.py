"""A workbook that cannot be taken: every fault with sheet and cell, in Chinese; nothing is run, nothing is guessed."""

import io
import zipfile
from random import Random
from typing import Any

import openpyxl
import pytest

from gongkai import shelf
from gongkai.law import rulebook, workbook
from gongkai.law.rulebook import Refused, Rulebook
from tests.law.tongxi import EXAMPLE
from tests.law.workbook.edited import cell, edited, set_cell


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(EXAMPLE, shelf=shelf)


def told(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        workbook.read(content, "规则.xlsx", shelf=shelf)
    assert all(any("\u4e00" <= char <= "\u9fff" for char in fault.says) for fault in refused.value.faults)
    return str(refused.value)


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value", "says"),
    [
        ("指标", 4, "分值", "一百", "规则.xlsx 指标!D4：这里应当是数字"),
        ("指标", 5, "级次", 4, "规则.xlsx 指标!A5：级次应当是0至2的整数"),
        ("指标", 5, "级次", "二级", "规则.xlsx 指标!A5：级次应当是0至2的整数"),
        ("指标", 5, "代号", None, "规则.xlsx 指标!B5：“代号”没有填"),
        ("指标", 3, "代号", "org", "规则.xlsx 指标!B5：代号“org”重复"),
        ("指标", 3, "代号", "总分", "规则.xlsx 指标!B3：指标名“总分”只用小写字母"),
        ("规则", 3, "指标", "nobody", "规则.xlsx 规则!A3：“指标”表里没有代号为“nobody”的指标"),
        ("规则", 3, "得扣", "减", "规则.xlsx 规则!E3：得扣一栏写“得”或“扣”，写的是“减”"),
        ("规则", 3, "适用条件", "duty_officer：true", "请用英文半角"),
        ("规则", 3, "适用条件", "duty_officr: true", "duty_officr"),
        ("规则", 3, "适用条件", "{duty_officer: true", "规则.xlsx 规则!M3：大括号里缺少逗号或右括号"),
        ("规则", 3, "计数事实", "nothing.here", "nothing.here"),
        ("规则", 3, "计法", "每满才计", "规则.xlsx 规则!I3：写了计法，就要写每多少"),
        ("事实", 3, "推算", "连乘", "规则.xlsx 事实!J3：推算写挑出"),
        ("事实", 3, "推算", None, "推算和推算对象要一起写"),
        ("事实", 4, "代号", "target", "规则.xlsx 事实!A4：代号“target”重复"),
        ("等次", 3, "名额", "许多", "规则.xlsx 等次!F3"),
        ("结果运用", 3, "期限", "尽快", "规则.xlsx 结果运用!C3：“尽快”不是期限"),
        ("总则", 3, "项目", "规则的名字", "规则.xlsx 总则!A3：不认识的项目"),
        ("总则", 3, "内容", None, "规则.xlsx 总则!A3：“规则名称”还没有填"),
        ("总则", 6, "内容", "明年", "规则.xlsx 总则!C6：“明年”不是期间"),
        ("附表", 3, "单位", None, "规则.xlsx 附表!A3：缺少单位名称"),
    ],
)
def test_a_fault_is_told_by_its_sheet_and_cell(
    book: Rulebook, sheet: str, row: int, title: str, value: Any, says: str
) -> None:
    assert says in told(set_cell(book, sheet, row, title, value))


def test_all_faults_are_told_at_once(book: Rulebook) -> None:
    def change(one: Any) -> None:
        cell(one["规则"], 3, "指标").value = "nobody"
        cell(one["事实"], 4, "代号").value = "target"
        cell(one["指标"], 6, "级次").value = 9

    text = told(edited(workbook.write(book), change))
    assert all(place in text for place in ("规则!A3", "事实!A4", "指标!A6"))


@pytest.mark.parametrize(("sheet", "row", "title"), [("指标", 4, "分值"), ("规则", 3, "分数"), ("总则", 3, "内容")])
def test_a_formula_is_refused_and_never_computed(book: Rulebook, sheet: str, row: int, title: str) -> None:
    text = told(set_cell(book, sheet, row, title, "=50+50"))
    assert f"规则.xlsx {sheet}!" in text and "公式" in text


def test_what_an_old_formula_left_behind_is_not_taken(book: Rulebook) -> None:
    content = workbook.write(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet3.xml":
                assert b"<v>100</v>" in part
                part = part.replace(b"<v>100</v>", b"<f>SUM(D5:D9)</f><v>100</v>", 1)
            new.writestr(name, part)
    assert "指标!D3：这一格是公式" in told(out.getvalue())


def test_a_formula_in_a_column_that_is_not_read_does_no_harm(book: Rulebook) -> None:
    content = set_cell(book, "指标", 4, "读法", '=HYPERLINK("http://example.org","x")')
    assert workbook.read(content, "规则.xlsx", shelf=shelf).book.id == book.id


def test_a_sheet_nobody_knows_is_not_overlooked(book: Rulebook) -> None:
    def rename(one: Any) -> None:
        one["等次"].title = "等级"

    assert "规则.xlsx 等级：不认识的工作表" in told(edited(workbook.write(book), rename))


def test_a_hidden_sheet_is_not_read_unseen(book: Rulebook) -> None:
    def hide(one: Any) -> None:
        one["规则"].sheet_state = "hidden"

    assert "规则.xlsx 规则：这张工作表是隐藏的" in told(edited(workbook.write(book), hide))


def test_a_column_nobody_knows_is_not_overlooked_but_a_remark_is_passed_over(book: Rulebook) -> None:
    def add(title: str) -> bytes:
        def change(one: Any) -> None:
            sheet = one["等次"]
            sheet.cell(2, sheet.max_column + 1).value = title
            sheet.cell(3, sheet.max_column).value = "x"

        return edited(workbook.write(book), change)

    assert "“最高”：不认识的列" in told(add("最高"))
    assert (
        workbook.read(add("备注一"), "规则.xlsx", shelf=shelf).book.grades
        == workbook.read(workbook.write(book), "规则.xlsx", shelf=shelf).book.grades
    )


@pytest.mark.parametrize(
    "name", ["../targets.csv", "/etc/targets.csv", "a/b.csv", "..\\b.csv", "targets.sh", ".csv", "x"]
)
def test_an_annex_cannot_be_written_elsewhere(book: Rulebook, name: str) -> None:
    assert "规则.xlsx 事实!K3：附表" in told(set_cell(book, "事实", 3, "推算对象", name))


def test_an_annex_needs_its_column(book: Rulebook) -> None:
    def drop(one: Any) -> None:
        del one["附表"]

    assert "“附表”表里没有“target”这一列" in told(edited(workbook.write(book), drop))


def test_a_figure_of_an_annex_that_is_none_is_refused(book: Rulebook) -> None:
    def change(one: Any) -> None:
        one["附表"].cell(3, 2).value = "若干"

    assert "规则.xlsx 附表!B3：“若干”不是数字" in told(edited(workbook.write(book), change))


def test_a_workbook_without_its_first_sheet_is_refused() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert "没有名为“总则”的工作表" in told(out.getvalue())


def test_levels_deeper_than_a_file_may_be_are_refused(book: Rulebook) -> None:
    def change(one: Any) -> None:
        sheet = one["指标"]
        for number in range(60):
            row = sheet.max_row + 1
            for title, value in (("级次", number + 1), ("代号", f"deep{number}"), ("名称", "深")):
                cell(sheet, row, title).value = value

    assert "级次应当是0至18的整数" in told(edited(workbook.write(book), change))


def test_a_file_too_large_is_not_read(tmp_path: Any) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as out:
        out.truncate(9 * 1024 * 1024)
    with pytest.raises(Refused, match="上限"):
        workbook.read(path)


def test_a_bomb_is_refused(book: Rulebook) -> None:
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(workbook.write(book)))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet4.xml":
                part = part.replace(b"</sheetData>", b" " * 80_000_000 + b"</sheetData>")
            new.writestr(name, part)
    assert len(out.getvalue()) < 1_000_000
    assert "解压后过大" in told(out.getvalue())


def test_a_file_that_unpacks_to_too_much_is_refused_even_where_it_is_no_bomb(book: Rulebook) -> None:
    rng, out = Random(1), io.BytesIO()
    padding = b"".join(rng.randbytes(20) + b" " * 2000 for _ in range(34_000))  # packed about forty to one
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/worksheets/sheet1.xml", padding)
    assert len(out.getvalue()) < workbook.reading.LIMITS.size
    assert "解压后过大" in told(out.getvalue())


def test_a_sheet_that_reaches_too_far_is_refused(book: Rulebook) -> None:
    def far(one: Any) -> None:
        one["规则"].cell(900_000, 100).value = "x"

    assert "规则.xlsx 规则：有900000行" in told(edited(workbook.write(book), far))
