"""gongkai workbook and gongkai rulebook: what they write, what they say, the codes they end with."""

import json
from pathlib import Path

import pytest

from gongkai import shelf
from gongkai.law import rulebook
from tests.law.test_commands import call
from tests.law.tongxi import EXAMPLE
from tests.law.workbook.edited import set_cell
from tests.law.workbook.same import assert_same
from tests.law.workbook.test_pasted import HEAD, MERGED, TABLE, pasted


def test_there_and_back_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("workbook", EXAMPLE, "--out", tmp_path / "规则.xlsx") == 0
    assert call("rulebook", tmp_path / "规则.xlsx", "--out", tmp_path / "规则.yaml") == 0
    assert "已写出" in capsys.readouterr().out
    assert_same(rulebook.load(EXAMPLE, shelf=shelf), rulebook.load(tmp_path / "规则.yaml", shelf=shelf))


def test_a_rulebook_may_be_given_by_its_name(tmp_path: Path) -> None:
    assert call("workbook", "dy-2018", "--out", tmp_path / "大英.xlsx") == 0
    assert (tmp_path / "大英.xlsx").read_bytes().startswith(b"PK")


def test_a_blank_workbook_filled_in_ends_with_1_where_the_linter_has_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("workbook", "--blank", "--out", tmp_path / "空表.xlsx") == 0
    (tmp_path / "填好.xlsx").write_bytes(pasted(TABLE, MERGED, HEAD))
    assert call("rulebook", tmp_path / "填好.xlsx", "--out", tmp_path / "读出.yaml") == 1
    assert "total-above 填好.xlsx 评分表：" in capsys.readouterr().out
    assert call("check", tmp_path / "读出.yaml") == 1


def test_a_fault_ends_with_2_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = rulebook.load(EXAMPLE, shelf=shelf)
    (tmp_path / "错.xlsx").write_bytes(set_cell(book, "规则", 3, "指标", "nobody"))
    before = sorted(tmp_path.iterdir())
    assert call("rulebook", tmp_path / "错.xlsx", "--out", tmp_path / "错.yaml") == 2
    assert "错.xlsx 规则!A3" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_faults_for_machines_carry_sheet_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = rulebook.load(EXAMPLE, shelf=shelf)
    (tmp_path / "错.xlsx").write_bytes(set_cell(book, "规则", 3, "指标", "nobody"))
    assert call("rulebook", tmp_path / "错.xlsx", "--out", tmp_path / "错.yaml", "--json") == 2
    fault = json.loads(capsys.readouterr().out)["faults"][0]
    assert (fault["file"], fault["line"], fault["column"]) == ("错.xlsx:规则", 3, 1)


def test_an_annex_that_says_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    annex = EXAMPLE.with_name("tx-2025-targets.csv").read_bytes()
    (tmp_path / "tx-2025-targets.csv").write_bytes(annex)
    call("workbook", EXAMPLE, "--out", tmp_path / "规则.xlsx")
    assert call("rulebook", tmp_path / "规则.xlsx", "--out", tmp_path / "规则.yaml") == 0
    assert (tmp_path / "tx-2025-targets.csv").read_bytes() == annex
    book = rulebook.load(EXAMPLE, shelf=shelf)
    (tmp_path / "改.xlsx").write_bytes(set_cell(book, "附表", 3, "年度任务数〔target〕", 999))
    call("rulebook", tmp_path / "改.xlsx", "--out", tmp_path / "规则.yaml")
    assert b"999" in (tmp_path / "tx-2025-targets.csv").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("workbook", "--out", "x.xlsx"),
        ("workbook", EXAMPLE, "--blank", "--out", "x.xlsx"),
        ("workbook", EXAMPLE, "--out", "x.yaml"),
        ("rulebook", "nothing.xlsx", "--out", "x.yaml"),
        ("rulebook", EXAMPLE, "--out", "x.yaml"),
        ("rulebook", EXAMPLE, "--out", "x.xlsx"),
        ("workbook", EXAMPLE, "--out", "no/such/folder/x.xlsx"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    words: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*words) == 2
    assert any("\u4e00" <= char <= "\u9fff" for char in capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []
