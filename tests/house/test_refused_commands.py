"""A command that cannot be carried out says so in Chinese, with what to do, and ends with 2: no traceback."""

import argparse
import socket
from types import SimpleNamespace

import pytest

from gongkai import backup
from tests.house import site
from tests.house.conftest import FORMER, database

NEED_AN_INSTALLATION = (
    ["serve"], ["worker", "--once"], ["verify"], ["backup", "copy.tar"], ["import", "old.csv", "--by", "xin"],
)  # fmt: skip


@pytest.fixture
def env(tmp_path):
    return {"GONGKAI_DATA": str(tmp_path / "data"), **database("refused")}


def refused(env, *command, **how) -> str:
    """What a command says that ends with 2."""
    done = site.gongkai(env, *command, **how)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("command", NEED_AN_INSTALLATION, ids=lambda command: command[0])
def test_without_an_installation_it_is_told_how_one_is_made(env, tmp_path, command):
    assert "还没有安装" in (said := refused(env, *command, cwd=tmp_path)) and "gongkai init" in said
    assert not (tmp_path / "data" / "gongkai.sqlite3").exists() and not (tmp_path / "copy.tar").exists()


@pytest.mark.parametrize("command", [*NEED_AN_INSTALLATION, ["init", "--name", "试县", "--admin", "guan"]], ids=str)
def test_a_database_that_cannot_be_reached(tmp_path, command):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    away = {"GONGKAI_DATA": str(tmp_path), "GONGKAI_DATABASE_URL": f"postgresql://a:geheim@127.0.0.1:{port}/x"}
    assert "连不上数据库" in (said := refused(away, *command)) and "geheim" not in said


def test_an_address_of_a_database_that_is_none(tmp_path):
    wrong = {"GONGKAI_DATA": str(tmp_path), "GONGKAI_DATABASE_URL": "geheim@somewhere"}
    assert "GONGKAI_DATABASE_URL 写得不对" in (said := refused(wrong, "verify")) and "geheim" not in said


def test_a_database_older_than_the_program(tmp_path):
    backup.unpack(FORMER, tmp_path)
    assert "旧版本" in refused({"GONGKAI_DATA": str(tmp_path), "GONGKAI_DATABASE_URL": ""}, "verify")


def test_a_data_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    assert "不能读写" in refused({"GONGKAI_DATA": str(tmp_path / "file" / "data")}, "verify")


def test_a_port_that_is_taken(installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "--port" in refused(installed.env, "serve", "--port", str(taken.getsockname()[1]))


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["backup"], "还缺 备份文件"),
        (["backup", "a.tar", "b.tar"], "不认识 b.tar"),
        (["serve", "--port", "x"], "后面要写整数"),
        (["nonsense"], "没有命令"),
        (["init", "--name", "试县"], "请写明单位全称和第一个系统管理员的账号"),
        (["init", "--name", "试县", "--admin", "guan", "--code", "甲/乙"], "机构代码不超过十八位"),
        (["init", "--name", "试县", "--admin", "guan", "--password", "12345"], "至少要 10 位"),
    ],
)
def test_a_wrong_call(env, command, says):
    assert says in refused(env, *command)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("#!/bin/sh\necho 'pg_dump: error: server version mismatch' >&2; exit 1\n", "server version mismatch"),
        (None, "没有找到 pg_dump"),
    ],
)
def test_a_dump_that_fails_leaves_no_backup(tmp_path, monkeypatch, capsys, script, says):
    programs, kept = tmp_path / "bin", tmp_path / "backup"
    programs.mkdir()
    kept.mkdir()
    if script:
        (programs / "pg_dump").write_text(script)
        (programs / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(backup, "connection", SimpleNamespace(vendor="postgresql"))
    assert backup.backup(argparse.Namespace(path=str(kept / "copy.tar"))) == 2
    assert says in capsys.readouterr().err and not list(kept.iterdir())
