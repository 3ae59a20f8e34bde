"""CSV in: whatever a Chinese office's software wrote."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import tables

LINES = "单位,目标\r\n政府办,240\r\n“台办”,20\r\n"


def grid(content: bytes) -> list[tuple]:
    return [row.values for row in tables.read(content, name="目标.csv").sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_of_chinese_offices(encoding):
    assert grid(LINES.encode(encoding)) == [("单位", "目标"), ("政府办", "240"), ("“台办”", "20")]


@pytest.mark.parametrize("delimiter", list(",\t;|"))
def test_delimiters(delimiter):
    text = LINES.replace(",", delimiter)
    assert grid(text.encode()) == [("单位", "目标"), ("政府办", "240"), ("“台办”", "20")]


def test_commas_inside_text_do_not_outvote_the_real_delimiter():
    assert grid("单位\t说明\n甲\t一,二,三\n乙\t四,五\n".encode())[1] == ("甲", "一,二,三")


def test_one_column_needs_no_delimiter():
    assert grid("单位\n政府办\n".encode()) == [("单位",), ("政府办",)]


def test_values_stay_text_so_that_leading_zeros_live():
    assert grid("编号\n007\n".encode())[1] == ("007",)


def test_empty_is_none_and_rows_count_as_in_the_spreadsheet():
    sheet = tables.read('甲,乙\n\n"两\n行",\n,末\n'.encode(), name="a.csv").sheets[0]
    assert [(row.number, row.values) for row in sheet.rows] == [
        (1, ("甲", "乙")),
        (2, ()),
        (3, ("两\n行",)),
        (4, (None, "末")),
    ]


def test_an_unclosed_quote_is_refused_with_its_row():
    with pytest.raises(tables.TableRefused, match=r"a\.csv，第3行：引号不成对"):
        tables.read('甲,乙\n1,2\n"3,4\n'.encode(), name="a.csv")


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(tables.TableRefused, match="第2行：文字编码无法识别"):
        tables.read("甲\n".encode("gb18030") + b"\xff\xff\n")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8), min_size=2, max_size=5
        ),
        min_size=1,
    )
)
def test_what_the_standard_library_writes_is_read(lines):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(lines)
    read = grid(out.getvalue().encode("utf-8-sig"))
    assert len(read) == len(lines)
    for values, line in zip(read, lines, strict=True):
        assert all(value is None or value in field for value, field in zip(values, line, strict=False))
