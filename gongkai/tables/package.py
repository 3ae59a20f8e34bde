"""Opening an XLSX as the ZIP it is, without trusting it: what leaves this file is bounded and inert.

The reader behind works on a fresh package made here of the measured parts only, so that what was checked is what is
read: no macros, outside links, pictures, connections or embedded objects come along.
"""

import io
import posixpath
import struct
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.tables.limits import Limits
from gongkai.tables.refusal import TableRefused

WORKBOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
FIXED = ("[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS, STYLES, "xl/sharedStrings.xml")
SMALL = 1024 * 1024
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError),
    *(KeyError, EOFError, OSError, RuntimeError, ValueError, struct.error),
)
"""What a file that is no sound ZIP of sound XML makes the standard library raise."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook that hold its values; `sheets` maps a sheet's name to its part."""

    parts: dict[str, bytes]
    sheets: dict[str, str]

    def repacked(self) -> bytes:
        """A plain, uncompressed ZIP of these parts alone."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as clean:
            for name, content in self.parts.items():
                clean.writestr(zipfile.ZipInfo(name), content)
        return out.getvalue()


def open_package(content: bytes, limits: Limits) -> Package:
    """Measure, then unpack what holds values. Refuses bombs, macros, encryption, document types and broken files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive.infolist(), limits)
            parts = {name: _part(archive, name) for name in FIXED if name in archive.namelist()}
            sheets = _sheet_parts(parts)
            parts |= {part: _part(archive, part) for part in sheets.values()}
    except TableRefused:
        raise
    except BROKEN as error:
        raise TableRefused("文件已损坏或不是真正的 XLSX 表格，请用表格软件打开后另存为 XLSX。") from error
    if len(sheets) > limits.sheets:
        raise TableRefused(f"有{len(sheets)}张工作表，超过{limits.sheets}张的上限。")
    return Package(parts, sheets)


def _check_archive(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts or len({info.filename.lower() for info in infos}) != len(infos):
        raise TableRefused("文件内部结构异常（部件过多或重名），不予读取。")
    if any(info.flag_bits & 0x1 for info in infos):
        raise TableRefused("文件已加密，请取消密码后再上传。")
    if any(info.filename.lower().endswith("vbaproject.bin") for info in infos):
        raise TableRefused("文件带有宏，请另存为不带宏的 XLSX。")
    if sum(info.file_size for info in infos) > limits.unpacked or any(_swollen(info, limits) for info in infos):
        raise TableRefused("文件解压后过大，疑似压缩炸弹，不予读取。")


def _swollen(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > SMALL and info.file_size > limits.ratio * max(info.compress_size, 1)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes. Reading stops at the declared size and checks the sum, so a part that lies about it fails."""
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        raise TableRefused("文件内部含有不允许的 XML 声明，不予读取。")
    return content


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    targets = {
        element.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", element.attrib["Target"]))[1:]
        for element in ElementTree.fromstring(parts[RELATIONS])
        if element.attrib["Type"].endswith("/worksheet")
    }
    return {
        element.attrib["name"]: targets[relation]
        for element in _named(ElementTree.fromstring(parts[WORKBOOK]).iter(), "sheet")
        if (relation := _relation(element)) in targets
    }


def _named(elements: Iterable[ElementTree.Element], name: str) -> Iterable[ElementTree.Element]:
    return (element for element in elements if element.tag.rpartition("}")[2] == name)


def _relation(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
