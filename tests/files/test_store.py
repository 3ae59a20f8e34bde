"""Files are kept by what they contain, on the disk before any row names them, or refused with nothing left."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.files import quarantine, store
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused
from tests.files import samples

NOW = datetime(2026, 1, 12, 2, 0, tzinfo=UTC)
# sha256sum of the four bytes "abc\n"
ABC = "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SCANNER = ""
    return tmp_path


def keep(content=b"abc\n", name="说明.txt", **how):
    return store.keep(content, name=name, at=NOW, by=None, **how)


def on_disk(data):
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())


def test_a_file_stands_under_its_hash_and_its_row_tells_what_it_is(data):
    row = keep()
    assert on_disk(data) == [f"files/ed/{ABC}"]
    assert (row.sha256, row.size, row.media_type, row.name, row.at) == (ABC, 4, "text/plain", "说明.txt", NOW)
    with store.open(ABC) as stored:
        assert stored.read() == b"abc\n"


def test_the_same_content_is_one_file_and_keeps_its_first_name(data):
    keep()
    again = keep(name="另名.txt")
    assert again.name == "说明.txt"
    assert StoredFile.objects.count() == 1
    assert len(on_disk(data)) == 1


def test_uploads_of_django_and_opened_files_are_taken_alike(tmp_path):
    (tmp_path / "in").write_bytes(b"abc\n")
    assert keep(SimpleUploadedFile("a.txt", b"abc\n")).sha256 == ABC
    with (tmp_path / "in").open("rb") as opened:
        assert keep(opened).sha256 == ABC


def test_the_stored_file_cannot_be_written(data):
    keep()
    assert store.path(ABC).stat().st_mode & 0o222 == 0


def test_the_bytes_are_on_the_disk_before_the_row(data, monkeypatch):
    seen = []
    create = StoredFile.objects.get_or_create
    monkeypatch.setattr(
        type(StoredFile.objects), "get_or_create", lambda self, **how: (seen.append(on_disk(data)), create(**how))[1]
    )
    keep()
    assert seen == [[f"files/ed/{ABC}"]]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "空.txt", "空的"),
        (b"x" * 1001, "大.txt", "上限"),
        (samples.pdf(), "其实是PDF.docx", "内容却是PDF"),
        (b"MZ\x90\0", "安装.exe", "不受理"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "图.svg", "不受理"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(data, settings, content, name, says):
    settings.MAX_UPLOAD_BYTES = 1000
    with pytest.raises(FileRefused, match=says) as refused:
        keep(content, name)
    assert name in str(refused.value)
    assert on_disk(data) == []
    assert not StoredFile.objects.exists()


def test_a_file_of_exactly_the_largest_size_is_taken(settings):
    settings.MAX_UPLOAD_BYTES = 1000
    assert keep(b"x" * 1000).size == 1000


def test_an_upload_that_breaks_off_leaves_nothing_behind(data):
    class Broken:
        def chunks(self, size):
            yield b"abc"
            raise OSError("connection lost")

    with pytest.raises(OSError, match="connection lost"):
        keep(Broken())
    assert on_disk(data) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ABC" + ABC[3:], ABC + "/.."])
def test_only_a_hash_is_a_path(name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)


def test_fixity_is_told_and_a_rotten_copy_is_healed_by_a_good_one(data):
    keep()
    assert store.intact(ABC)
    os.chmod(store.path(ABC), 0o600)
    store.path(ABC).write_bytes(b"abd\n")
    assert not store.intact(ABC)
    keep()
    assert store.intact(ABC)
    assert not store.intact("0" * 64)


def test_the_scanner_of_the_installation_has_the_last_word(data, settings, tmp_path):
    scanner = tmp_path / "scanner"
    scanner.write_text('#!/bin/sh\ngrep -q EICAR "$1" && exit 1\ngrep -q CRASH "$1" && exit 2\nexit 0\n')
    scanner.chmod(0o755)
    settings.SCANNER = str(scanner)
    assert keep().sha256 == ABC
    with pytest.raises(FileRefused, match="病毒"):
        keep(b"EICAR")
    with pytest.raises(FileRefused, match="没有给出结论"):
        keep(b"CRASH")
    settings.SCANNER = str(tmp_path / "nothing here")
    with pytest.raises(FileRefused, match="没有给出结论"):
        keep(b"other")
    assert on_disk(data) == [f"files/ed/{ABC}", "scanner"]


class TestLeftovers:
    """What a crash leaves is taken away, and nothing else."""

    def aged(self, path, **age):
        then = time.time() - timedelta(**age).total_seconds()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(b"left")
        os.utime(path, (then, then))
        return path

    def now(self):
        return datetime.now(UTC)

    def test_half_received_files_go_after_an_hour(self):
        old = self.aged(store.incoming() / "a1", minutes=61)
        young = self.aged(store.incoming() / "b2", minutes=59)
        assert quarantine.sweep(self.now()) == 1
        assert (old.exists(), young.exists()) == (False, True)

    def test_files_without_a_row_go_after_a_day_and_named_ones_stay(self):
        keep()
        named = self.aged(store.path(ABC), days=400)
        old = self.aged(store.path("1" * 64), hours=25)
        young = self.aged(store.path("2" * 64), hours=23)
        assert quarantine.sweep(self.now()) == 1
        assert (named.exists(), old.exists(), young.exists()) == (True, False, True)
        assert quarantine.sweep(self.now()) == 0

    def test_a_told_clock_that_stands_in_another_year_takes_nothing_too_soon(self):
        self.aged(store.incoming() / "a1", minutes=1)
        assert quarantine.sweep(self.now() + timedelta(days=3000)) == 0

    def test_the_same_content_brought_again_meanwhile_stays(self, data):
        path = self.aged(store.path(ABC), hours=25)
        assert quarantine.leftovers(self.now()) == [path]
        keep()
        assert not quarantine.remove(path, self.now())
        assert store.intact(ABC)
        assert on_disk(data) == [f"files/ed/{ABC}"]

    def test_a_sweep_that_died_halfway_puts_back_what_has_a_row(self):
        keep()
        aside = store.incoming() / f"{ABC}{quarantine.ASIDE}"
        os.rename(store.path(ABC), aside)
        self.aged(aside, hours=30)
        quarantine.sweep(self.now())
        assert store.intact(ABC)
        assert not aside.exists()
