"""Rows that could not be taken come back with their reasons, ready to be mended and handed in again."""

import io

import openpyxl

from gongkai import tables
from gongkai.tables import Wanted

WANTED = [Wanted("unit", "单位"), Wanted("target", "目标")]


def test_refused_rows_carry_their_reason_and_their_old_number():
    sheet = tables.read("单位,目标\n政府办,240\n,9\n商务局,二百,多\n".encode(), name="目标.csv").sheets[0]
    content = tables.errors_workbook(sheet.rows[2:], ["缺少单位。", "“二百”不是数字。"], header=["单位", "目标"])
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert list(page.values) == [
        ("单位", "目标", "", "原行号", "不能导入的原因"),
        (None, "9", None, 3, "缺少单位。"),
        ("商务局", "二百", "多", 4, "“二百”不是数字。"),
    ]


def test_the_mended_file_is_taken_without_complaint():
    sheet = tables.read("单位,目标\n商务局,二百\n".encode()).sheets[0]
    content = tables.errors_workbook(sheet.rows[1:], ["“二百”不是数字。"], header=["单位", "目标"])
    matched = tables.match_headers(tables.read(content).sheets[0], WANTED)
    assert (matched.columns, matched.problems()) == ({"unit": 0, "target": 1}, [])
