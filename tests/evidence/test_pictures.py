"""On-site pictures: when and where they were taken is read off the picture, else typed and marked so (DY-F2.6)."""

import base64
import struct
import zlib
from datetime import date

import pytest

from gongkai.evidence.models import Evidence
from gongkai.files.readers import photographed
from tests.county import moment
from tests.evidence import photos
from tests.files import samples

AT = moment("2025-03-05 09:00")
pytestmark = pytest.mark.told(AT)


@pytest.fixture
def bring(sign_in, settings, tmp_path):
    """Sends a picture in as the road bureau's clerk."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.DATA = tmp_path

    def brought(content, name="大厅.jpg", **said):
        form = {"title": "大厅公开栏", "file": SimpleUploadedFile(name, content), **said}
        return sign_in("xin").post("/staff/evidence/new/picture/", form)

    return brought


@pytest.mark.provision("DY-F2.6")
def test_a_picture_tells_by_itself_when_and_where_it_was_taken(bring, client):
    page = client.get(bring(photos.jpeg()).url).content.decode()
    row = Evidence.objects.get().newest
    assert (row.taken, row.taken_read, row.where) == (moment("2025-03-01 10:20:30"), True, "30.59381, 105.25217")
    assert row.dated == date(2025, 3, 1)
    assert "2025-03-01 10:20（照片自带）" in page and "照片自带的坐标 30.59381, 105.25217" in page


@pytest.mark.provision("DY-F2.6")
def test_where_the_picture_is_silent_time_and_place_are_typed_and_marked_so(bring, client):
    refused = bring(samples.jpeg()).content.decode()
    assert "照片里没有拍摄时间，请填写拍摄时间" in refused and "照片里没有拍摄地点" in refused
    assert not Evidence.objects.exists()
    kept = bring(samples.jpeg(), taken="2025-03-02T15:00", place="交运局一楼大厅")
    page = client.get(kept.url).content.decode()
    assert "2025-03-02 15:00（人工填写）" in page and "交运局一楼大厅（人工填写）" in page


def test_a_camera_whose_clock_is_ahead_is_refused(bring):
    assert "照片自带的时间不对" in bring(photos.jpeg(taken="2026:01:01 00:00:00")).content.decode()


def test_what_is_no_picture_is_refused_at_its_field(bring):
    page = bring(samples.pdf(), name="记录.pdf", taken="2025-03-02T15:00", place="大厅").content.decode()
    assert "现场照片要用 JPG、PNG 或 WEBP 图片" in page


def test_others_get_the_picture_without_what_does_not_meet_the_eye(bring):
    bring(photos.jpeg(turned=6), place="大厅")
    row = Evidence.objects.get().newest
    from gongkai.files import store

    original, bare = (store.open(key).read() for key in (row.file_id, row.bare_id))
    assert b"Canon owner Li" in original and b"Canon owner Li" not in bare and b"2025:03" not in bare
    assert photographed.told(bare) == {} and photographed.told(original)["where"]
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in bare  # which way is up stays


def test_hidden_chunks_of_a_png_go_and_the_rest_stays():
    plain = samples.png()
    told = b"tEXtAuthor\0Li"
    chunk = struct.pack(">I", len(told) - 4) + told + struct.pack(">I", zlib.crc32(told))
    assert base64.b64decode(photographed.bare(plain[:33] + chunk + plain[33:])) == plain


@pytest.mark.parametrize("length", range(0, 160, 7))
def test_a_damaged_camera_block_tells_nothing_and_breaks_nothing(length):
    content = photos.jpeg()
    place = content.index(b"II*\0")
    damaged = content[: place + length] + b"\xff" * 40 + content[place + length + 40 :]
    assert set(photographed.told(damaged)) <= {"taken", "where"}
