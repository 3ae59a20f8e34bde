"""Two files in one are refused, whichever of them stands first; what a program adds to fill up is not."""

import io

import pytest

from gongkai.files.inspection import inspect
from gongkai.files.refusal import FileRefused
from tests.files import samples

GOOD = {
    "a.pdf": samples.pdf(),
    "a.png": samples.png(),
    "a.jpg": samples.jpeg(),
    "a.gif": samples.gif(),
    "a.webp": samples.webp(),
    "a.mp3": samples.mp3(),
    "a.mp4": samples.mp4(),
    "a.docx": samples.docx(),
    "a.xlsx": samples.xlsx(),
    "a.ofd": samples.ofd(),
    "a.doc": samples.doc(),
    "a.xls": samples.xls(),
    "a.zip": samples.zipped({"a.txt": "x"}),
}
OTHERS = {
    "page": b"<html><script>alert(1)</script></html>",
    "drawing": b"<svg onload=alert(1)>",
    "archive": samples.zipped({"a.html": "x"}),
    "program": b"MZ" + bytes(range(1, 200)) * 30,
    "template": b"<?php system('x') ?>",
    "script": b"\n*/alert(1)//" * 400,
}
# A player skips what it does not know, and no browser runs it: only what reads as something else is refused there.
PASSED = {("a.mp3", "program"), ("a.mp3", "script")}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_with_another_before_or_behind_it_is_refused(name):
    inspect(io.BytesIO(GOOD[name]), name)
    for what, other in OTHERS.items():
        for content in (other + GOOD[name], GOOD[name] + other):
            if content.startswith(other) or (name, what) not in PASSED:
                with pytest.raises(FileRefused):
                    inspect(io.BytesIO(content), name)


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.jpg", "a.gif", "a.doc", "a.xls"])
def test_filling_behind_a_file_is_passed_over(name):
    inspect(io.BytesIO(GOOD[name] + b"\0" * 700), name)


def test_a_drawing_that_runs_script_is_refused_under_every_name():
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for ending in ("svg", "svgz", "xml", "html", "htm", "shtml", "xhtml", *(name[2:] for name in GOOD), "txt", "csv"):
        for content in (drawing, b"\xef\xbb\xbf" + drawing, b"\n \n" + drawing, drawing.decode().encode("utf-16")):
            with pytest.raises(FileRefused):
                inspect(io.BytesIO(content), f"a.{ending}")
