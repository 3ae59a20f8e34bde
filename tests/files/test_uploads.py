"""An upload beyond the largest size is not written to the disk, and is refused in words."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from gongkai.files import store
from gongkai.files.refusal import FileRefused

HANDLERS = [
    "gongkai.files.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.fixture
def sent(settings, tmp_path):
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.DATA = tmp_path / "data"
    settings.MAX_UPLOAD_BYTES = 200_000

    def send(size):
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("大文件.txt", b"x" * size)})
        return request.FILES["file"]

    return send


def test_an_upload_of_the_largest_size_comes_whole(sent, db):
    assert store.keep(sent(200_000), name="a.txt", at=datetime(2026, 1, 1, tzinfo=UTC), by=None).size == 200_000


def test_a_larger_one_is_dropped_on_the_way_and_refused(sent, tmp_path):
    upload = sent(1_000_000)
    assert (upload.size, upload.read(), upload.name) == (1_000_000, b"", "大文件.txt")
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.upload.*")) <= 200_000
    with pytest.raises(FileRefused, match="上限"):
        store.keep(upload, name=upload.name, at=datetime(2026, 1, 1, tzinfo=UTC), by=None)
    assert not list((tmp_path / "data").rglob("?" * 32))
