"""Whatever a workbook holds, it is read or refused in Chinese; nothing else ever comes out of it."""

import io
import zipfile
from datetime import date, datetime
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law import rulebook, workbook
from gongkai.law.lint import lint
from gongkai.law.rulebook import Refused
from tests.law.tongxi import EXAMPLE
from tests.law.workbook.edited import edited, pasted
from tests.law.workbook.test_pasted import HEAD, MERGED, TABLE

FULL = workbook.write(rulebook.load(EXAMPLE, shelf=shelf))
PASTED = pasted(TABLE, MERGED, HEAD)
SHEETS = [
    "总则",
    "指标",
    "规则",
    "一票否决",
    "事实",
    "名单各栏",
    "等次",
    "降等",
    "通报名单",
    "结果运用",
    "时限",
    "已知悉",
    "附表",
    "评分表",
]
VALUES: list[Any] = [
    None,
    0,
    1,
    -1,
    3.5,
    1e300,
    10**14,
    True,
    False,
    "",
    " ",
    "x",
    "无",
    "是",
    "酌情",
    "满分",
    "不限",
    "60%",
    "０",
]
VALUES += [
    "{",
    "}",
    "[1, 2",
    "{a: {b: {c: [1]}}}",
    "a: b",
    "a: {at_least: 1}",
    "- x",
    "&a",
    "*a",
    "!!x",
    "# x",
    '"',
    '"a',
    "'",
    "\t",
]
VALUES += [
    "=1",
    "=A1",
    "#DIV/0!",
    "1、2、3",
    "a=b、a=c",
    "=、=",
    "0至6",
    "至",
    "20个工作日",
    "当周",
    "每",
    "x" * 3000,
    "[" * 50 + "]" * 50,
]
VALUES += [
    date(2026, 1, 1),
    datetime.fromisoformat("2026-01-01T08:30"),
    "total",
    "base",
    "target",
    "list",
    "名单",
    "挑出",
    "附表",
    "得",
    "扣",
]
VALUES += [
    "一级指标",
    "分值",
    "合计",
    "注：",
    "+5",
    "加5分",
    "-",
    "（20分）",
    "每项扣",
    "有则得",
    "../x.csv",
    "a.csv",
    "规则名称",
    "\u200b",
    "_x0000_",
]


def read_or_refused(content: bytes) -> bool:
    try:
        draft = workbook.read(content, "乱.xlsx", shelf=shelf)
        lint(draft.book)
        workbook.write(draft.book)
        return True
    except Refused as refused:
        assert refused.faults
        assert all(any("\u4e00" <= char <= "\u9fff" for char in fault.says) for fault in refused.faults)
        return False


def disturbed(book: Any, rng: Random) -> None:
    """A few cells changed, rows and columns taken out or put in, cells merged, sheets dropped."""
    names = [name for name in SHEETS if name in book.sheetnames]
    for _ in range(rng.randint(1, 6)):
        sheet = book[rng.choice(names)]
        row, column = rng.randint(1, sheet.max_row + 1), rng.randint(1, sheet.max_column)
        change = rng.random()
        if change < 0.7:
            try:
                sheet.cell(row, column).value = rng.choice(VALUES)
            except (AttributeError, ValueError):
                continue  # inside a merged area, or a sign that openpyxl will not write
        elif change < 0.78:
            sheet.delete_rows(row, rng.randint(1, 3))
        elif change < 0.84:
            sheet.delete_cols(column)
        elif change < 0.9:
            sheet.insert_rows(row)
        elif change < 0.97:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + rng.randint(0, 2), end_column=column + 1
            )
        elif len(names) > 2:
            del book[sheet.title]
            names.remove(sheet.title)


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_a_disturbed_workbook_is_read_or_refused(seed: int) -> None:
    read_or_refused(edited(FULL, lambda book: disturbed(book, Random(seed))))


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_a_disturbed_table_is_read_or_refused(seed: int) -> None:
    read_or_refused(edited(PASTED, lambda book: disturbed(book, Random(seed))))


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_any_table_under_headings_is_read_or_refused(seed: int) -> None:
    rng = Random(seed)
    heads = [
        "一级指标",
        "二级指标",
        "三级指标",
        "分值",
        "分值",
        "评分标准",
        "数据来源",
        "得扣方式",
        "每项分",
        "计数事实",
        "最多",
        "备注",
    ]
    words = [*VALUES, 5, 10, 20, "甲", "乙", "丙（5分）"]
    rows = [rng.sample(heads, rng.randint(1, len(heads)))]
    rows += [[rng.choice(words) if rng.random() < 0.6 else None for _ in rows[0]] for _ in range(rng.randint(0, 8))]
    read_or_refused(pasted(rows, ["A2:A3"] if rng.random() < 0.5 else [], HEAD))


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    rng = Random(seed)
    content = bytearray(FULL)
    for _ in range(rng.randint(1, 8)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    read_or_refused(bytes(content[: rng.choice([len(content), rng.randrange(len(content))])]))


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_damaged_parts_in_a_sound_file_are_read_or_refused(seed: int) -> None:
    rng = Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FULL)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = rng.choice(names)
        for name in names:
            part = bytearray(old.read(name))
            for _ in range(rng.randint(1, 4) if name == hit and part else 0):
                place = rng.randrange(len(part))
                part[place : place + rng.randint(0, 6)] = rng.choice(
                    [b"", b"<", b">", b'"', b"9", b"&#1;", b"</c>", b"\xff"]
                )
            new.writestr(name, bytes(part))
    read_or_refused(out.getvalue())


def test_disturbing_leaves_some_workbooks_sound_and_breaks_others() -> None:
    """The tests above must see both."""
    outcomes: set[bool] = set()
    for seed in range(30):
        outcomes.add(read_or_refused(edited(FULL, lambda book, seed=seed: disturbed(book, Random(seed)))))  # type: ignore[misc]
        if len(outcomes) == 2:
            return
    raise AssertionError(f"always {outcomes}")
