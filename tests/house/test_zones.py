"""Two zones on one machine, by the installer's own lines: pages go over in signed packages, changed ones do not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import looking
from tests.house.staff import Staff
from tests.house.test_tree import published, until, withdraw

pytestmark = pytest.mark.crash
INSTALL = Path(__file__).parents[2] / "docs" / "install.md"
LINES = re.search(r"<!-- test: zones -->\n```sh\n(.*?)```", INSTALL.read_text("utf-8"), re.DOTALL)[1]
AGAIN = "gongkai tree pack youpan && gongkai tree receive youpan/gongkai-{:06}.zip --into waiwang --key gongyao.txt"


@pytest.fixture
def sh(served, tmp_path):
    """Runs lines in a shell where ``gongkai`` is this one and its data are those of the site."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "gongkai"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={INSTALL.parents[1]} exec {sys.executable} -m gongkai.cli "$@"\n')
    command.chmod(0o755)
    env = {**os.environ, **served.env, "PATH": f"{command.parent}:{os.environ['PATH']}"}

    def run(lines: str) -> str:
        done = subprocess.run(["sh", "-eu", "-c", lines], env=env, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


def pages(root: Path) -> dict[str, bytes]:
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def test_pages_go_over_the_border_and_a_changed_package_does_not(served, sh, tmp_path):
    people = {name: Staff(served.url, name) for name in ("xin", "mi", "fen", "fa", "ban")}
    seen, inside, outside = looking.look(served.env), served.data / "public", tmp_path / "waiwang"
    key, where = published(people, seen, "关于两个区的通知")
    said = sh(LINES)
    assert "没有接收" in said and "改动过的包，外网不收" in said and "已接收第 1 号" in said
    assert pages(outside) == pages(inside) and (outside / where.strip("/") / "index.html").exists()
    withdraw(people, key)
    until(lambda: (inside / "gone" / where.strip("/") / "index.html").exists())
    assert "撤下" in sh(AGAIN.format(2))
    assert not (outside / where.strip("/")).exists() and pages(outside) == pages(inside)
