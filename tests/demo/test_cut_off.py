"""kill -9 while the demonstration is made: run again it is whole, nothing twice, nothing missing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from gongkai.demo import year
from tests.house import site
from tests.house.conftest import database

UNITS = ("台办", "志办", "档案局", "重点办")
# The command itself over the stories of four units, in small chunks, so that there is a middle to be killed in; what
# the other rooms add comes after the stories, and the room's own tests see that it is not added twice.
MAKE = f"""
import os
import sys
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
import django
django.setup()
from types import SimpleNamespace
from gongkai.demo import command, foundation, playing, year
playing.CHUNK = 5
def prepare():
    foundation.lay()
    playing.play([story for story in year.plan() if story.body.name in {UNITS!r}])
command.prepare = prepare
sys.exit(command.run(SimpleNamespace(fresh=False, prepare=True, host="127.0.0.1", port=8000, workers=1)))
"""
COUNT = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
import django
django.setup()
from django.db.utils import DatabaseError
from gongkai.demo import playing
try:
    print(*sorted(playing.played()))
except DatabaseError:
    print()
"""


def begun(env):
    return subprocess.Popen(
        [sys.executable, "-c", MAKE], env={**os.environ, **env}, cwd=_root(), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def keys(env):
    run = subprocess.run(
        [sys.executable, "-c", COUNT], env={**os.environ, **env}, cwd=_root(), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return [int(key) for key in run.stdout.split()]


def _root():
    return Path(__file__).parents[2]


@pytest.mark.crash
def test_killed_midway_and_run_again_it_is_whole(tmp_path):
    env = {"GONGKAI_DATA": str(tmp_path / "data"), **database("cutoff")}
    wanted = [story.key for story in year.plan() if story.body.name in UNITS]
    first = begun(env)
    for _ in range(1200):
        time.sleep(0.1)
        if first.poll() is not None or _played(env, tmp_path / "data" / "gongkai.sqlite3"):
            break
    first.send_signal(signal.SIGKILL)
    first.wait()
    before = keys(env)
    assert 0 < len(before) < len(wanted)
    second = begun(env)
    assert second.wait() == 0, second.stderr.read()[-2000:]
    assert keys(env) == sorted(wanted)
    assert site.gongkai(env, "verify").returncode == 0


def _played(env, path) -> int:
    """How many stories are in the database already."""
    if "GONGKAI_DATABASE_URL" in env:
        return len(keys(env))
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM disclosures_disclosure").fetchone()[0]
    except sqlite3.OperationalError:
        return 0  # not there yet
