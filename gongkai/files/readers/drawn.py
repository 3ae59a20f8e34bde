"""Slides (PPTX) and OFD pages: the text objects of each."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator

from gongkai.files.readers.parts import Part, gathered, told

SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
OFD_PAGE = re.compile(r".*/Pages/Page_\d+/Content\.xml", re.IGNORECASE)
BREAKS = {"p": "\n", "br": "\n", "tab": "\t", "TextObject": "\n"}


def slides(content: bytes) -> dict:
    """The words on the slides, in their order; what speakers' notes say is not among them."""
    return _read(content, SLIDE, "t", "第{}张幻灯片")


def ofd(content: bytes) -> dict:
    """The text objects of each page."""
    return _read(content, OFD_PAGE, "TextCode", "第{}页")


def _read(content: bytes, wanted: re.Pattern, word: str, place: str) -> dict:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted((name for name in archive.namelist() if wanted.fullmatch(name)), key=_order)
        return told(
            Part(place.format(number), gathered(_words(archive, name, word)), wrapped=True)
            for number, name in enumerate(names, start=1)
        )


def _words(archive: zipfile.ZipFile, name: str, word: str) -> Iterator[str]:
    with archive.open(name) as part:
        for _, element in ElementTree.iterparse(part, ("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag == word:
                yield element.text or ""
            yield BREAKS.get(tag, "")
            if tag in ("p", "TextObject"):
                element.clear()


def _order(name: str) -> list[int]:
    """Sorts slide 10 after slide 2."""
    return [int(number) for number in re.findall(r"\d+", name)]
