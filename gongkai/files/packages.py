"""ZIP and what is built on it (DOCX, XLSX, PPTX, OFD): bombs, code and outside links, found without unpacking."""

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from gongkai.files.refusal import FileRefused

MOST_PARTS = 2_000
LARGEST_UNPACKED = 400 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL = 1024 * 1024  # below this a high ratio is harmless: a blank sheet packs a thousandfold
LARGEST_PART_READ = 64 * 1024 * 1024
LOCAL_HEADER, END_RECORD = 30, 22  # bytes, without names (PKWARE APPNOTE 4.3.7, 4.3.16)

PROGRAMS = ("vbaproject.bin", "vbadata.xml")
PROGRAM_FOLDERS = ("activex/", "macrosheets/", "dialogsheets/", "externallinks/")
OUTSIDE_ALLOWED = ("http://", "https://", "mailto:", "tel:", "#")
# Relationship types that bring a foreign object along; a chart may keep the small workbook it was drawn from.
OBJECT_TYPES = (
    "oleobject",
    "control",
    "activexcontrolbinary",
    "afchunk",
    "vbaproject",
    "xlmacrosheet",
    "attachedtemplate",
)
DDE = re.compile(rb"\bDDE(AUTO)?\b")


def check_archive(archive: zipfile.ZipFile, size: int) -> None:
    """Refuses what is dangerous in any ZIP: bombs, encryption, overlaps, paths that climb out, data before or after."""
    infos = archive.infolist()
    if not infos or len(infos) > MOST_PARTS:
        raise FileRefused(f"压缩包内有{len(infos)}个文件，应在1至{MOST_PARTS}个之间")
    if any(info.flag_bits & 0x41 for info in infos):
        raise FileRefused("文件已加密，请取消密码后再上传")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise FileRefused("压缩方式不常见，请用普通 ZIP 方式重新压缩后再上传")
    if len({info.filename.lower() for info in infos}) != len(infos) or any(_climbs(info) for info in infos):
        raise FileRefused("压缩包内部有重名、链接或越界的路径，不予受理")
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED or any(_swells(info) for info in infos):
        raise FileRefused("解压后过大，疑似压缩炸弹，不予受理")
    _check_layout(archive, infos, size)


def check_ooxml(archive: zipfile.ZipFile, inner: Callable[[IO[bytes], str], None]) -> None:
    """Refuses macros, embedded objects, links to outside parts and DDE in an office document.

    ``inner`` inspects the small workbook of a chart as a file of its own.
    """
    names = [info.filename.lower() for info in archive.infolist()]
    if any(name.endswith(PROGRAMS) or any(f"/{folder}" in f"/{name}" for folder in PROGRAM_FOLDERS) for name in names):
        raise FileRefused("文件带有宏、控件或外部链接，请清除后另存再上传")
    if b"macroenabled" in _read(archive, "[Content_Types].xml").lower():
        raise FileRefused("文件带有宏，请另存为不带宏的格式")
    workbooks = set()
    for info in archive.infolist():
        if info.filename.lower().endswith(".rels"):
            workbooks |= set(_check_relations(archive, info))
    for info in archive.infolist():
        if "/embeddings/" in f"/{info.filename.lower()}":
            _check_embedding(archive, info, workbooks, inner)
    _check_fields(archive)


def check_markup(archive: zipfile.ZipFile) -> None:
    """Refuses parts of an OFD that do not belong there: programs and pages, by name."""
    for info in archive.infolist():
        if info.filename.lower().endswith(
            (".js", ".html", ".htm", ".svg", ".exe", ".dll", ".bat", ".sh", ".ps1", ".vbs")
        ):
            raise FileRefused(f"文件内含有不允许的内容“{info.filename}”，不予受理")


def has_part(archive: zipfile.ZipFile, names: tuple[str, ...]) -> bool:
    return any(name in archive.namelist() for name in names)


def _check_layout(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], size: int) -> None:
    # Something before the first entry makes the file also a program or a picture; overlapping entries make a bomb.
    ordered = sorted(infos, key=lambda info: info.header_offset)
    if ordered[0].header_offset != 0:
        raise FileRefused("压缩包前面另有内容，像是两种文件拼在一起，不予受理")
    end = 0
    for info in ordered:
        if info.header_offset < end:
            raise FileRefused("压缩包内的文件互相重叠，疑似压缩炸弹，不予受理")
        end = info.header_offset + LOCAL_HEADER + info.compress_size
    if end > archive.start_dir or archive.comment or not _ends_there(archive, size):
        raise FileRefused("压缩包后面另有内容，像是两种文件拼在一起，不予受理")


def _ends_there(archive: zipfile.ZipFile, size: int) -> bool:
    stream = archive.fp
    assert stream is not None
    stream.seek(size - END_RECORD)
    return stream.read(4) == b"PK\x05\x06"


def _climbs(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    is_link = info.create_system == 3 and (info.external_attr >> 28) == 0xA
    return is_link or name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _swells(info: zipfile.ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)


def _check_relations(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[str]:
    """Yields the targets (last path part) of workbooks that charts keep."""
    for relation in _xml(archive, info.filename).iter():
        target, kind = relation.get("Target"), relation.get("Type", "").rpartition("/")[2].lower()
        if target is None:
            continue
        outside = relation.get("TargetMode", "").lower() == "external"
        if kind in OBJECT_TYPES:
            raise FileRefused("文件内嵌有对象、控件或外部模板，请删除后再上传")
        if outside and (kind != "hyperlink" or not _is_plain_link(target)):
            raise FileRefused(f"文件引用了外部内容“{target[:60]}”，请断开链接后再上传")
        if kind == "package":
            if "/charts/" not in f"/{info.filename.lower()}":
                raise FileRefused("文件内嵌有其他文件，请删除后再上传，或把它们作为附件单独上传")
            yield target.rpartition("/")[2].lower()


def _is_plain_link(target: str) -> bool:
    # A link without a scheme stays within the site; a file path or another scheme does not belong in a public paper.
    lowered = target.strip().lower()
    return lowered.startswith(OUTSIDE_ALLOWED) or not re.match(r"[a-z][a-z0-9+.-]*:|\\\\|//", lowered)


def _check_embedding(archive: zipfile.ZipFile, info: zipfile.ZipInfo, workbooks: set[str], inner: Callable) -> None:
    name = info.filename.rpartition("/")[2].lower()
    if not name or info.is_dir():
        return
    if name not in workbooks or not name.endswith(".xlsx"):
        raise FileRefused("文件内嵌有其他文件，请删除后再上传，或把它们作为附件单独上传")
    with archive.open(info) as part:
        inner(part, name)


def _check_fields(archive: zipfile.ZipFile) -> None:
    for info in archive.infolist():
        name = info.filename.lower()
        if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
            fields = re.findall(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"", _read(archive, info.filename))
            if DDE.search(b"".join(part for pair in fields for part in pair)):
                raise FileRefused("文件带有 DDE 域，会运行外部程序，请删除后再上传")


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(_read(archive, name))
    except ElementTree.ParseError:
        raise FileRefused("文件已损坏，请用办公软件打开后另存再上传") from None


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise FileRefused("文件已损坏或缺少部件，请用办公软件打开后另存再上传") from None
    if info.file_size > LARGEST_PART_READ:
        raise FileRefused("文件内有过大的部件，请拆分后再上传")
    content = archive.read(info)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused("文件内部含有不允许的 XML 声明，不予受理")
    return content
