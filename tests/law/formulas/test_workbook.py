"""The workbook as an office opens it: sheets, headings, formulas, what is said of them; the command that writes it."""

import argparse
import io
import re
import zipfile
from pathlib import Path

import pytest

from gongkai import shelf, tables
from gongkai.law import rulebook, scoring
from gongkai.law.commands import add_commands
from gongkai.law.facts import Facts
from gongkai.law.formulas import write_formulas
from tests.law import tongxi
from tests.law.formulas.test_changed_facts import LITTLE

FACTS = tongxi.EXAMPLE.with_name("tx-2025-facts")
RULES = tongxi.book()
RESULTS = scoring.compile(RULES).score(tongxi.facts(RULES))


def written(results=RESULTS) -> tables.Workbook:
    return tables.read(write_formulas(results, None))


def sheets_xml(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        return [package.read(name).decode() for name in names]


def test_a_unit_stands_in_the_same_row_of_every_sheet() -> None:
    book = written()
    assert [sheet.name for sheet in book.sheets] == ["评分", "逐条", "事实", "规则"]
    for name in ("评分", "逐条", "事实"):
        assert [book.sheet(name).rows[row][0] for row in range(3, 8)] == [
            "民政局",
            "财政局",
            "信访局",
            "青石镇",
            "白沙乡",
        ]


def test_programs_that_do_not_compute_show_the_engines_points_and_ranks() -> None:
    sheet = written().sheet("评分")
    headings = [str(value) for value in sheet.rows[2].values]
    total, rank = headings.index("总分"), headings.index("名次")
    assert [float(str(sheet.rows[row][total])) for row in (3, 4, 5, 7)] == [79, 104, 94.72, 41]
    ranks = [RESULTS.plain()["units"][row]["rank"] for row in range(5)]
    assert [int(str(sheet.rows[row][rank])) for row in range(3, 8)] == ranks


def test_points_are_formulas_and_carry_no_result_unless_wanted() -> None:
    scores, lines, *_ = sheets_xml(write_formulas(RESULTS, None, shown=False))
    assert len(re.findall("<f>", scores)) >= 5 * 18 and len(re.findall("<f>", lines)) >= 5 * 8
    assert set(re.findall("</f><v>(.*?)</v>", scores + lines)) == {""}


def test_the_same_results_give_the_same_bytes() -> None:
    assert write_formulas(RESULTS, None) == write_formulas(RESULTS, None)


def test_what_the_engine_counted_is_named_in_the_heading_the_notes_and_the_rules() -> None:
    book = written()
    headings = [str(value) for value in book.sheet("逐条").rows[2].values]
    assert "文件质量第1条（引擎计算）" in headings and "任务量第1条" in headings
    notes = [str(row[0]) for row in book.sheet("评分").rows[8:]]
    assert any("引擎算好的数" in note and "文件质量第1条（引擎计算）" in note for note in notes)
    rules = {str(row[2]): [str(value) for value in row.values] for row in book.sheet("规则").rows[2:]}
    assert rules["文件质量第1条（引擎计算）"][4] == "引擎计算（同一问题只计一次）"
    assert rules["任务量第1条"][5] == "公开数不足年度任务数的部分，每1条扣0.25分" and rules["任务量第1条"][4] == "公式"
    assert rules["任务量"][7] == "TX-7.1" and rules["任务量"][6].startswith("每少1条扣0.25分")


@pytest.mark.parametrize("name", ["=1+1", "+甲局", "-乙局", "@丙局"])
def test_a_name_that_begins_like_a_formula_stays_a_name(name: str) -> None:
    book = rulebook.load(LITTLE, facts="facts: {}\n")
    facts = Facts.from_rows(book, [{"unit": name}], {"lates": {name: 1}, "rate": {name: "90%"}, "plan": {name: True}})
    content = write_formulas(scoring.compile(book).score(facts), None)
    assert tables.read(content).sheet("评分").rows[3][0] == name
    assert not any(f"<f>{name[1:]}" in sheet or f"<f>{name}" in sheet for sheet in sheets_xml(content))


def call(*words: object) -> int:
    parser = argparse.ArgumentParser(prog="gongkai")
    add_commands(parser.add_subparsers(required=True), lambda: shelf)
    args = parser.parse_args([str(word) for word in words])
    return int(args.run(args))


def test_score_writes_the_workbook_beside_the_ranking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "评分簿.xlsx"
    assert call("score", tongxi.EXAMPLE, FACTS, "--formulas", out) == 0
    assert "104.00" in capsys.readouterr().out
    assert [sheet.name for sheet in tables.read(out).sheets] == ["评分", "逐条", "事实", "规则"]


def test_another_ending_than_xlsx_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "评分簿.csv"
    assert call("score", tongxi.EXAMPLE, FACTS, "--formulas", out) == 2
    assert "应当以 .xlsx 结尾" in capsys.readouterr().err and not out.exists()
