"""Two zones on one machine, by the installer's own lines: pages go over in signed packages, changed ones do not."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.conftest import database
from tests.house.letters import letters

INSTALL = Path(__file__).parents[2] / "docs" / "install.md"
LINES = re.search(r"<!-- test: zones -->\n```sh\n(.*?)```", INSTALL.read_text("utf-8"), re.DOTALL)[1]


def pages(root: Path) -> dict[str, bytes]:
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def test_pages_go_over_the_border_and_a_changed_package_does_not(installation, tmp_path):
    shutil.copytree(installation, tmp_path / "data", symlinks=True)
    env = {"GONGKAI_DATA": str(tmp_path / "data"), **database("zones", template="prepared")}
    letters(env, "readers", "0")  # and a paper for nobody
    command = tmp_path / "bin" / "gongkai"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH={INSTALL.parents[1]} exec {sys.executable} -m gongkai.cli "$@"\n')
    command.chmod(0o755)
    env |= {"PATH": f"{command.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-eu", "-c", LINES], env={**os.environ, **env}, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "已接收第 1 号" in done.stdout and "改动过的包，外网不收" in done.stdout and "没有接收" in done.stderr
    inside, outside = pages(tmp_path / "data" / "public"), pages(tmp_path / "waiwang")
    assert outside == inside and len([name for name in outside if name.startswith("d/")]) == 1
