"""A parser that loops, eats memory, babbles or crashes ends its own process and nothing else."""

import os

import pytest

from gongkai.files import child
from gongkai.files.child import Bounds
from gongkai.files.refusal import Unreadable

SHORT = Bounds(seconds=2)


def run(name, content=b"abc", **how):
    return child.run(f"tests.files.evil.{name}", content, **how)


def test_the_answer_comes_back_for_bytes_and_for_a_file(tmp_path):
    (tmp_path / "f").write_bytes(b"12345")
    assert run("size", deep=[1, "二"]) == {"size": 3, "deep": [1, "二"]}
    assert run("size", tmp_path / "f") == {"size": 5}


@pytest.mark.parametrize("name", ["loops", "sleeps", "starts_others", "gets_away"])
def test_time_is_bounded(name):
    with pytest.raises(Unreadable, match="超过2秒"):
        run(name, bounds=SHORT)


def test_memory_is_bounded():
    with pytest.raises(Unreadable, match="内存过大"):
        run("eats")


def test_output_is_bounded():
    with pytest.raises(Unreadable, match="超过8MB"):
        run("babbles")
    assert len(run("babbles", bounds=Bounds(output=21 * 1024**2))) == 20 * 1024**2


def test_what_a_parser_prints_is_not_taken_for_its_answer():
    assert run("prints") == "answer"


@pytest.mark.parametrize("name", ["crashes", "exits", "fails", "refuses_in_english", "does_not_exist"])
def test_a_crash_is_told_in_our_words(name):
    with pytest.raises(Unreadable) as told:
        run(name)
    assert str(told.value) == child.DAMAGED


def test_a_refusal_in_chinese_comes_back_as_it_is():
    with pytest.raises(Unreadable, match="第3页损坏"):
        run("refuses")


def test_the_child_cannot_write_files(tmp_path):
    with pytest.raises(Unreadable):
        run("writes", path=str(tmp_path / "dropped"))
    assert not (tmp_path / "dropped").exists() or (tmp_path / "dropped").stat().st_size == 0


def test_the_child_sees_none_of_our_settings_and_files(monkeypatch):
    monkeypatch.setenv("GONGKAI_DATABASE_URL", "postgres://secret")
    seen = run("peeks")
    assert not any(name.startswith("GONGKAI") for name in seen["environment"])
    assert seen["folder"] == "/"
    assert seen["files"] < 8
    assert os.environ["GONGKAI_DATABASE_URL"]
