"""Refused before it is read: too large, not what it claims, or made to hurt."""

import contextlib
import io
import os
import random
import zipfile

import pytest

from gongkai import tables
from tests.tables.files import rewritten, rows, xlsx


def refused(content: bytes, words: str, **limits: int) -> None:
    with pytest.raises(tables.TableRefused, match=words):
        tables.read(content, name="坏.xlsx", limits=tables.Limits(**limits))


def test_size_at_the_limit_and_one_past_it():
    content = "甲,乙\n".encode()
    tables.read(content, limits=tables.Limits(size=len(content)))
    refused(content, "坏.xlsx：文件有", size=len(content) - 1)


def test_a_large_file_is_not_even_opened(tmp_path):
    path = tmp_path / "大.csv"
    path.touch()
    os.truncate(path, 2**40)
    with pytest.raises(tables.TableRefused, match=r"大\.csv：文件有1048576MB"):
        tables.read(path)


def test_rows_columns_sheets_at_the_limit_and_past_it():
    content = rows(["甲", "乙"], [1, 2])
    tables.read(content, limits=tables.Limits(rows=2, columns=2, sheets=1))
    refused(content, "表“附件1”：有2行，超过1行", rows=1)
    refused(content, "有2列，超过1列", columns=1)
    refused(content, "有2行、2列，超过3格", cells=3)
    refused(xlsx(lambda book: book.create_sheet("二")), "有2张工作表", sheets=1)


def test_a_csv_of_too_many_rows_or_columns():
    refused("甲\n乙\n".encode(), "有2行，超过1行", rows=1)
    refused("甲,乙\n".encode(), "有2列，超过1列", columns=1)
    refused("甲,乙丙\n".encode(), "第1行B列：单元格文字超过1字", text=1)


def test_one_cell_in_the_last_corner_does_not_reserve_the_sheet():
    def fill(book):
        book.active["XFD1048576"] = 1

    refused(xlsx(fill), "有1048576行，超过200000行")


def test_cells_without_references_count_too():
    def bare(name, part):
        return part.replace(b' r="A1"', b"").replace(b' r="B1"', b"") if "sheet1" in name else part

    refused(rewritten(rows([1, 2]), bare), "有2列，超过1列", columns=1)


def test_a_formula_never_computed_counts_for_the_extent():
    def fill(book):
        book.active["A9"] = "=1+1"

    refused(xlsx(fill), "有9行，超过8行", rows=8)


def test_merged_areas_reach_no_further_than_values_and_do_not_overlap():
    def merged(*areas):
        cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        tail = f"</sheetData><mergeCells>{cells}</mergeCells>".encode()
        return rewritten(rows(["甲"], [1]), lambda name, part: part.replace(b"</sheetData>", tail))

    sheet = tables.read(merged("A1:XFD1048576")).sheets[0].filled()
    assert [row.values for row in sheet.rows] == [("甲",), ("甲",)]
    refused(merged("A1:A2", "A1:B2"), "合并单元格互相重叠")


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_broken_is_refused_and_nothing_else_happens(seed):
    chance = random.Random(seed)
    content = bytearray(rows(["甲", 1, 2.5], ["乙", None, True]))
    for _ in range(4):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with contextlib.suppress(tables.TableRefused):
        tables.read(bytes(content))


@pytest.mark.parametrize(
    "cell", [b'<x:c r="XFD1048576">', b'<c\nr="XFD1048576">', b"<c r='XFD1048576'>", b'<c t="n" r="XFD1048576">']
)
def test_a_far_cell_is_seen_however_its_tag_is_written(cell):
    def far(name, part):
        end = b"</x:c>" if b"x:" in cell else b"</c>"
        part = part.replace(
            b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        )
        return part.replace(b"</sheetData>", b'<row r="1048576">' + cell + b"<v>1</v>" + end + b"</row></sheetData>")

    refused(rewritten(rows(["甲"]), lambda name, part: far(name, part) if "sheet1" in name else part), "有1048576行")


def test_formats_without_values_do_not_count():
    def fill(book):
        book.active["A1"] = "甲"
        book.active["XFD1048576"].number_format = "0.00"

    assert [row.values for row in tables.read(xlsx(fill)).sheets[0].rows] == [("甲",)]


def test_a_zip_bomb_is_refused_by_its_ratio_and_by_its_size():
    bomb = rewritten(rows([1]), lambda name, part: part, xl__sharedStrings2=b"0" * 30_000_000)
    refused(bomb, "疑似压缩炸弹")
    refused(rows([1]), "疑似压缩炸弹", unpacked=1000)


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(rewritten(rows([1]), lambda name, part: part + b" " * 5000 if "styles" in name else part))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/styles.xml").file_size
    at = content.rfind(b"xl/styles.xml") - 46 + 24
    assert int.from_bytes(content[at : at + 4], "little") == size
    content[at : at + 4] = (100).to_bytes(4, "little")
    refused(bytes(content), "已损坏")


def test_document_types_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
    for start in (laughs, b"<!DOCTYPE a>"):
        content = rewritten(rows([1]), lambda name, part, start=start: start + part if "sheet1" in name else part)
        refused(content, "不允许的 XML 声明")


def test_locked_files_are_refused():
    content = bytearray(rows([1]))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    refused(bytes(content), "文件已加密")


def test_macros_old_files_and_other_kinds_are_refused():
    refused(
        rewritten(rows([1]), lambda name, part: part, xl__vbaProject_bin=b"x").replace(
            b"vbaProject_bin", b"vbaProject.bin"
        ),
        "带有宏",
    )
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 XLS 或加密")
    refused(b"\x89PNG\r\n\x1a\n\0\0", "这不是表格文件")
    refused(b"PK\x03\x04 no zip at all", "已损坏")
    refused(b" \n", "文件是空的")


def test_broken_sheets_are_refused():
    refused(
        rewritten(rows([1]), lambda name, part: part[:-20] if "sheet1" in name else part), "表“附件1”：工作表内容已损坏"
    )
    refused(rewritten(rows([1]), lambda name, part: None if "sheet1" in name else part), "已损坏")


def test_a_formula_to_another_file_stays_unread():
    content = rewritten(rows([1]), lambda name, part: part, xl__externalLinks__externalLink1_xml=b"not even xml")
    assert tables.read(content).sheets[0].rows[0].values == (1,)
