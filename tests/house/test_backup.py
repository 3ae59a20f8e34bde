"""A backup that cannot be made or read is refused in words, and nobody but its owner may read one at any moment."""

import tarfile

import pytest

from gongkai import backup
from tests.house import site
from tests.house.conftest import database


def mode(path):
    return path.stat().st_mode & 0o777


def test_both_archives_are_for_their_owner_alone_whatever_the_mask(installed, tmp_path):
    made = installed.run("backup", str(tmp_path / "copy.tar"), umask=0)
    assert made.returncode == 0, made.stderr
    assert mode(tmp_path / "copy.tar") == mode(tmp_path / "copy.keys.tar") == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_an_archive_is_closed_to_others_while_it_is_written(tmp_path):
    stale = tmp_path / "copy.keys.tar.part"
    stale.write_bytes(b"x")
    stale.chmod(0o666)
    with backup._fresh(tmp_path / "copy.keys.tar"):
        assert mode(stale) == 0o600 and stale.stat().st_size == 0


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside"])
def test_an_archive_that_leads_outside_the_folder_writes_nothing(tmp_path, name):
    torn = archive(tmp_path, tarfile.TarInfo("files/one"), tarfile.TarInfo(name))
    with pytest.raises(tarfile.TarError, match="outside"):
        backup.unpack(torn, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_an_archive_with_a_link_writes_nothing(tmp_path):
    link = tarfile.TarInfo("files/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with pytest.raises(tarfile.TarError, match="files/link不是备份里应有的文件"):
        backup.unpack(archive(tmp_path, link), tmp_path / "data")


def archive(folder, *members):
    with tarfile.open(folder / "torn.tar", "w") as made:
        for one in members:
            made.addfile(one)
    return folder / "torn.tar"


def test_an_archive_that_could_not_be_finished_leaves_nothing(tmp_path):
    with pytest.raises(OSError), backup._fresh(tmp_path / "copy.tar"):
        raise OSError("no space")
    assert not list(tmp_path.iterdir())


def test_a_backup_into_a_missing_folder_is_refused_in_words(installed, tmp_path):
    refused = installed.run("backup", str(tmp_path / "none" / "copy.tar"))
    assert refused.returncode == 1 and "没有文件夹" in refused.stderr and "Traceback" not in refused.stderr


@pytest.fixture
def copy(installed, tmp_path):
    assert installed.run("backup", str(tmp_path / "copy.tar")).returncode == 0
    return tmp_path / "copy.tar"


@pytest.mark.parametrize("torn", ["copy.tar", "copy.keys.tar"])
def test_a_broken_archive_restores_nothing_and_says_so(copy, tmp_path, torn):
    whole = (tmp_path / torn).read_bytes()
    env = {"GONGKAI_DATA": str(tmp_path / "other"), **database("commands")}
    for damage in (b"junk" * 500, b"", whole[: 3 * 512]):
        (tmp_path / torn).write_bytes(damage)
        refused = site.gongkai(env, "restore", str(copy))
        assert refused.returncode == 1 and torn in refused.stderr and "不是完整的备份" in refused.stderr, damage[:4]
        assert "Traceback" not in refused.stderr and not (tmp_path / "other" / "gongkai.sqlite3").exists()
