"""The commands on files: what they print, what they write, and the codes they end with."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai import shelf, tables
from gongkai.law.commands import add_commands
from tests.law.tongxi import EXAMPLE

FACTS = EXAMPLE.with_name("tx-2025-facts")


def call(*words: object) -> int:
    parser = argparse.ArgumentParser(prog="gongkai")
    add_commands(parser.add_subparsers(required=True), lambda: shelf)
    args = parser.parse_args([str(word) for word in words])
    return int(args.run(args))


def test_score_prints_the_ranking_and_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("score", EXAMPLE, FACTS) == 0
    printed = capsys.readouterr().out
    assert "财政局  县直部门  104.00  良好" in printed and "通报：民政局" in printed


def test_score_for_machines_is_the_canonical_result(capsys: pytest.CaptureFixture[str]) -> None:
    call("score", EXAMPLE, FACTS, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["units"][0]["scores"]["total"] == "79" and len(told["sha256"]) == 64


def test_explain_prints_every_line_of_one_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", EXAMPLE, FACTS, "--unit", "民政局") == 0
    assert "少5条，每条0.25分，扣1.25分" in capsys.readouterr().out
    assert call("explain", EXAMPLE, FACTS, "--unit", "民政") == 2


def test_check_reads_each_rule_as_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", EXAMPLE, "--read") == 0
    assert "公开数不足年度任务数的部分，每1条扣0.25分" in capsys.readouterr().out


def test_check_ends_with_1_where_a_finding_calls_for_somebody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(EXAMPLE.read_text().replace("district: 0, ", ""))
    (tmp_path / "tx-2025-targets.csv").write_bytes(EXAMPLE.with_name("tx-2025-targets.csv").read_bytes())
    assert call("check", other) == 1
    assert "state-unrated" in capsys.readouterr().out


def test_a_changed_rate_shows_in_whatif_and_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(EXAMPLE.read_text().replace("lose: 0.25", "lose: 0.5"))
    (tmp_path / "tx-2025-targets.csv").write_bytes(EXAMPLE.with_name("tx-2025-targets.csv").read_bytes())
    assert call("whatif", EXAMPLE, other, FACTS, "--json") == 0
    assert [one["change"] for one in json.loads(capsys.readouterr().out)] == ["-1.25", "0", "0", "0", "0"]
    assert call("diff", EXAMPLE, other) == 0
    assert "现在：公开数不足年度任务数的部分，每1条扣0.5分" in capsys.readouterr().out


def test_broken_input_ends_with_2_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(EXAMPLE.read_text().replace("each: trainings", "each: trainigs"))
    (tmp_path / "tx-2025-targets.csv").write_bytes(EXAMPLE.with_name("tx-2025-targets.csv").read_bytes())
    out = tmp_path / "out.xlsx"
    assert call("score", broken, FACTS, "--out", out) == 2
    assert "是不是“trainings”" in capsys.readouterr().err and not out.exists()
    assert call("score", EXAMPLE, tmp_path / "nothing.csv", "--out", out) == 2 and not out.exists()


def test_results_are_written_as_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "results.xlsx"
    assert call("score", EXAMPLE, FACTS, "--out", out) == 0
    book = tables.read(out)
    assert [sheet.name for sheet in book.sheets] == ["排名", "各项得分", "说明"]


def test_every_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("check", "score", "explain", "whatif", "diff"):
        with pytest.raises(SystemExit):
            call(name, "--help")
        assert f"例：gongkai {name}" in capsys.readouterr().out


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    code = "import sys; from gongkai.cli import main; sys.argv[0] = 'gongkai'; sys.exit(main())"
    shown = subprocess.Popen(
        [sys.executable, "-c", code, "explain", EXAMPLE, FACTS, "--unit", "民政局"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert shown.stdout is not None and shown.stderr is not None
    shown.stdout.close()
    assert shown.stderr.read() == b""


def test_the_commands_never_load_django() -> None:
    rooms = "gongkai.law.commands, gongkai.law.scoring, gongkai.law.facts.files, gongkai.law.lint"
    code = f"import sys, {rooms}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
