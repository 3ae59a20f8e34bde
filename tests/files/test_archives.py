"""Archives hold what may come in and nothing that unfolds, climbs out, hides or cannot be looked into."""

import io
import struct
import zipfile

import pytest

from gongkai.files import packages
from tests.files import samples
from tests.files.looking import look, refused
from tests.files.samples import docx, png, zipped

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
MACROS = docx(**{"word__vbaProject.bin": "x"})


class TestBombs:
    """Small outside, huge inside."""

    def test_ratio(self):
        assert "压缩炸弹" in refused(zipped({"a.txt": b"0" * 50_000_000}), "a.zip")
        assert "压缩炸弹" in refused(docx(word__bomb__xml=b"0" * 50_000_000), "a.docx")

    def test_number_of_parts(self):
        many = {f"{number}.txt": "x" for number in range(packages.MOST_PARTS + 1)}
        assert "2001个文件" in refused(zipped(many), "a.zip")
        assert look(zipped({f"{number}.txt": "x" for number in range(50)}), "a.zip")

    def test_sum_of_parts(self, monkeypatch):
        monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1000)
        assert "压缩炸弹" in refused(zipped({f"{n}.txt": b"%d" % n * 300 for n in range(4)}), "a.zip")

    def test_archives_in_archives(self):
        assert "还有压缩包" in refused(zipped({"b.zip": zipped({"c.txt": "x"})}), "a.zip")

    def test_overlapping_parts(self):
        content = bytearray(zipped({"a.txt": "x" * 100, "b.txt": "x" * 100}, method=zipfile.ZIP_STORED))
        second = content.rfind(b"PK\x01\x02")
        content[second + 42 : second + 46] = struct.pack("<I", 0)  # both entries point at the first
        assert "互相重叠" in refused(bytes(content), "a.zip")

    def test_a_part_that_lies_about_its_size(self):
        content = zipped({"a.txt": "x" * 5000})
        for place in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):
            content = content[:place] + struct.pack("<I", 10) + content[place + 4 :]
        assert refused(content, "a.zip")

    def test_a_picture_that_unfolds_beyond_reason(self):
        assert "过大" in refused(png(60_000, 60_000), "a.png")
        assert "过大" in refused(samples.jpeg(width=65_000, height=65_000), "a.jpg")
        assert "过大" in refused(samples.gif(65_000, 65_000), "a.gif")
        assert look(png(16_000, 12_000), "a.png")


class TestArchives:
    def test_members_are_looked_at_like_files(self):
        for name, content in {
            "a.exe": b"MZ",
            "b.pdf": PAGE,
            "c.svg": b"<svg/>",
            "d.docx": MACROS,
        }.items():
            says = refused(zipped({"好.txt": "x", name: content}), "a.zip")
            assert f"压缩包里的“{name}”" in says

    @pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "a\\x.txt", "C:x.txt"])
    def test_paths_that_climb_out(self, name):
        plain = "z" * (len(name) - 4) + ".txt"  # as long, so that the name can be put in its place
        assert "越界" in refused(zipped({plain: "x"}).replace(plain.encode(), name.encode()), "a.zip")

    def test_links(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            info = zipfile.ZipInfo("a.txt")
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
        assert "链接" in refused(out.getvalue(), "a.zip")

    def test_the_same_name_twice(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning):
            archive.writestr("a.txt", "one")
            archive.writestr("a.txt", "two")
        assert "重名" in refused(out.getvalue(), "a.zip")

    @pytest.mark.parametrize("flag", [0x1, 0x40])
    def test_locked_ones(self, flag):
        content = bytearray(zipped({"a.txt": "x"}))
        for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
            content[place] |= flag
        assert "加密" in refused(bytes(content), "a.zip")

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_rare_ways_of_packing(self, method):
        assert "压缩方式" in refused(zipped({"a.txt": "x" * 100}, method=method), "a.zip")

    def test_empty_ones_and_broken_ones(self):
        assert refused(zipped({}), "a.zip")
        assert refused(zipped({"a.txt": "x" * 100})[:-40], "a.zip")
        damaged = bytearray(zipped({"a.txt": "x" * 100}, method=zipfile.ZIP_STORED))
        damaged[50] ^= 0xFF
        assert "损坏" in refused(bytes(damaged), "a.zip")

    def test_chinese_names_without_the_mark_are_readable_in_the_refusal(self):
        content = zipped({"xxxx.exe": b"MZ"}).replace(b"xxxx.exe", "程序".encode("gbk") + b".exe")
        assert "压缩包里的“程序.exe”" in refused(content, "a.zip")
