"""What comes in is what it says it is and carries nothing along; hostile files are refused for the right reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.files.kinds import KINDS
from gongkai.files.refusal import FileRefused
from tests.files import samples
from tests.files.looking import look, refused
from tests.files.samples import TYPES, docx, pdf, png, xlsx, zipped

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


@pytest.mark.parametrize("name", samples.GOOD)
def test_every_kind_on_the_list_is_taken(name):
    kind = look(samples.GOOD[name], name)
    assert kind is KINDS[name.rpartition(".")[2].lower()]


def test_each_kind_is_taken_only_under_its_own_ending():
    families = {name: KINDS[name.rpartition(".")[2].lower()].family for name in samples.GOOD}
    for name, content in samples.GOOD.items():
        for ending, kind in KINDS.items():
            if kind.family not in (families[name], "text"):
                assert refused(content, f"x.{ending}")


def test_office_papers_are_told_apart_though_both_are_packages():
    for content, wrong in (
        (docx(), "a.xlsx"),
        (xlsx(), "a.docx"),
        (samples.ofd(), "a.docx"),
        (docx(), "a.ofd"),
        (zipped({"a.txt": "x"}), "a.docx"),
        (samples.doc(), "a.xls"),
        (samples.xls(), "a.doc"),
        (samples.xls(), "a.ppt"),
    ):
        says = refused(content, wrong)
        assert "不是真正的" in says or "与扩展名不符" in says


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0", "setup.exe"),
        (b"MZ\x90\0", "通知.pdf"),
        (b"\x7fELF\x02", "a.doc"),
        (b"#!/bin/sh\nrm -rf /", "a.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"),
        (b"<svg onload=x>", "a.png"),
        (PAGE, "a.html"),
        (PAGE, "a.txt"),
        (PAGE, "a.csv"),
        (b"\xef\xbb\xbf \n" + PAGE, "a.txt"),
        (PAGE.decode().encode("utf-16"), "a.txt"),
        ("前言\n".encode() + PAGE, "a.txt"),
        (b"<?xml version='1.0'?><x/>", "a.txt"),
        (b"<?php system($_GET[0]); ?>", "a.txt"),
        (b"Rar!\x1a\x07", "a.zip"),
        (b"7z\xbc\xaf\x27\x1c", "a.zip"),
        (b"\x1f\x8b\x08", "a.csv"),
        (b"{\\rtf1 x}", "a.doc"),
        (b"a\0b", "a.txt"),
        (b"\x01\x02", "a.csv"),
        (b"\xff\xfe\x00\xd8", "a.txt"),
        (b"\x80\x81\xff", "a.txt"),
        (docx(), "a.docm"),
        (zipped({"x": "y"}), "a.jar"),
        (b"x", "noending"),
        (b"x", "a.txt.lnk"),
    ],
)
def test_programs_pages_and_strangers_are_refused(content, name):
    assert refused(content, name)


def test_a_refusal_says_what_is_there_and_what_may_come():
    assert refused(pdf(), "通知.docx") == "扩展名是 docx，内容却是PDF，请核对后用正确的格式上传"
    says = refused(b"MZ", "a.exe")
    assert "扩展名“exe”" in says
    assert "可执行程序" in says
    assert "pdf、docx" in says


class TestPolyglots:
    """Two files in one: each reader sees another."""

    def test_pdf_and_zip(self):
        assert "压缩包" in refused(pdf() + zipped({"evil.txt": "x"}) + b"%%EOF", "a.pdf")

    def test_pdf_with_something_after_its_end(self):
        assert "后面另有内容" in refused(pdf() + PAGE * 60, "a.pdf")

    def test_pdf_not_at_the_beginning(self):
        assert refused(b"<html>" + pdf(), "a.pdf")
        assert refused(b"\n" * 10 + pdf(), "a.pdf")

    def test_picture_and_page(self):
        assert "夹带" in refused(samples.jpeg(comment=PAGE), "a.jpg")
        assert "另有内容" in refused(samples.jpeg() + PAGE, "a.jpg")
        assert "另有内容" in refused(samples.gif() + b"<SCRIPT>alert(1)</SCRIPT>", "a.gif")

    def test_picture_and_archive(self):
        hidden = zipped({"a.txt": "x"})
        for name in ("照片.jpg", "图.png", "图.gif", "图.webp", "录音.mp3", "视频.mp4", "说明.txt"):
            assert refused(samples.GOOD[name] + hidden, name)

    def test_picture_and_pdf(self):
        assert "夹带" in refused(samples.jpeg(comment=pdf()), "a.jpg")

    def test_png_with_a_tail(self):
        assert "后面另有内容" in refused(png() + b"tail", "a.png")
        assert look(png() + b"\0\0", "a.png")

    def test_archive_behind_a_program(self):
        assert "可执行程序" in refused(zipped({"a.txt": "x"}, before=b"MZ" + b"\0" * 100), "a.zip")

    def test_archive_behind_another_archive(self):
        first = zipped({"word/document.xml": "innocent", "[Content_Types].xml": TYPES})
        assert "前面另有内容" in refused(zipped({"a.txt": "x"}, before=first[:60]), "a.zip")

    def test_archive_with_a_tail(self):
        assert "后面另有内容" in refused(zipped({"a.txt": "x"}) + b"tail", "a.zip")


class TestPdf:
    @pytest.mark.parametrize(
        "extra",
        [
            b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
            b"/AA<</O<</S/Launch/F(cmd.exe)>>>>",
            b"/Names<</EmbeddedFiles 9 0 R>>",
            b"/AcroForm<</XFA 9 0 R>>",
            b"/AcroForm<</XFA[(x) 9 0 R]>>",
            b"/X<</Type/EmbeddedFile>>",
        ],
    )
    def test_what_acts_by_itself_or_carries_files(self, extra):
        assert "脚本、动作" in refused(pdf(extra=extra), "a.pdf")

    def test_a_cut_off_one(self):
        assert "不完整" in refused(pdf()[:-8], "a.pdf")


@settings(max_examples=150)
@given(st.sampled_from(sorted(samples.GOOD)), st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_taken_or_refused_in_words_and_never_crashes(name, place, junk):
    content = bytearray(samples.GOOD[name])
    place %= len(content)
    content[place : place + len(junk)] = junk
    try:
        look(bytes(content), name)
    except FileRefused as told:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in told.says)


@settings(max_examples=150)
@given(st.sampled_from(sorted(samples.GOOD)), st.integers(1, 10_000))
def test_a_file_cut_off_is_taken_or_refused_in_words(name, length):
    try:
        look(samples.GOOD[name][: length % len(samples.GOOD[name])], name)
    except FileRefused as told:
        assert told.says
